from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop import __version__
from desktop.app import Application
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.places import Places
from desktop.viewmodels.compare.compare_cells import CompareCell
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import Page
from desktop.viewmodels.table_model import TableCell, TableModel, TableRow
from desktop.views.about import AboutDialog
from desktop.views.sources.page import SourcesPage
from desktop.views.tables import Table

COPY = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def about_text(application: Application) -> str:
    application.window.commands["help.about"].trigger()
    dialog = application.window.findChild(AboutDialog)
    assert dialog is not None
    text = dialog.findChild(QPlainTextEdit)
    assert isinstance(text, QPlainTextEdit)
    assert text.isReadOnly()
    shown = f"{dialog.windowTitle()}\n{text.toPlainText()}"
    dialog.close()
    return shown


def test_about_says_where_things_are(application: Application, places: Places) -> None:
    shown = about_text(application)
    for path in (places.catalog, places.settings, places.log):
        assert str(path) in shown


def test_about_names_licenses_and_every_collection_of_facts(
    application: Application,
) -> None:
    shown = about_text(application)
    assert "Apache-2.0" in shown
    assert "CC BY-SA 4.0" in shown
    assert "LGPL-3.0" in shown
    assert NOT_LEGAL_ADVICE in shown
    assert application.workspace._opened is not None
    collections = application.workspace._opened.comparisons.collections()
    assert collections
    assert all(c.what in shown for c in collections)


def test_about_has_a_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", __version__)


def filled(qtbot: QtBot, rows: list[tuple[str, ...]]) -> Table:
    table = Table("Test")
    qtbot.addWidget(table)
    model = TableModel(table)
    titles = [str(n) for n in range(len(rows[0]))]
    model.show(titles, [TableRow("", tuple(TableCell(text) for text in row)) for row in rows])
    table.setModel(model)
    return table


def select(table: Table, *cells: tuple[int, int]) -> None:
    selection = table.selectionModel()
    for row, column in cells:
        selection.select(table.model().index(row, column), QItemSelectionModel.SelectionFlag.Select)


def test_copying_puts_text_with_tabs_and_a_table_on_the_clipboard(qtbot: QtBot) -> None:
    table = filled(qtbot, [("a", "b"), ("c", "d")])
    table.selectAll()
    qtbot.keyClick(table, *COPY)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "0\t1\na\tb\nc\td"
    html = data.html()
    assert "<tr><td>0</td><td>1</td></tr>" in html
    assert "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>" in html


def test_copying_a_ragged_selection_keeps_the_columns(qtbot: QtBot) -> None:
    table = filled(qtbot, [("a", "b", "c"), ("d", "e", "f")])
    select(table, (0, 0), (1, 2))
    table.copy()
    assert QGuiApplication.clipboard().text() == "0\t2\na\t\n\tf"


def test_copying_nothing_leaves_the_clipboard_alone(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("mine")
    filled(qtbot, [("a",)]).copy()
    assert QGuiApplication.clipboard().text() == "mine"


def test_a_text_with_tags_or_tabs_stays_one_cell(qtbot: QtBot) -> None:
    table = filled(qtbot, [("<b>x</b>", "one\ttwo\nthree"), ("&amp;", "z")])
    table.selectAll()
    table.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert [line.split("\t") for line in data.text().split("\n")] == [
        ["0", "1"],
        ["<b>x</b>", "one two three"],
        ["&amp;", "z"],
    ]
    assert "&lt;b&gt;x&lt;/b&gt;" in data.html()
    assert "&amp;amp;" in data.html()


def test_claims_are_copied_as_they_are_shown(
    qtbot: QtBot, comparing: Application, turn: Callable[[Application, Page], None]
) -> None:
    turn(comparing, Page.SOURCES)
    page = comparing.window.pages.currentWidget()
    assert isinstance(page, SourcesPage)
    page.table.choose_row(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, *COPY)
    lines = QGuiApplication.clipboard().text().split("\n")
    columns = range(page.proxy.columnCount())
    across = Qt.Orientation.Horizontal
    assert [line.split("\t") for line in lines] == [
        [str(page.proxy.headerData(c, across)) for c in columns],
        [str(page.proxy.index(0, c).data()) for c in columns],
    ]


def test_one_cell_is_copied_alone_and_never_as_a_formula(qtbot: QtBot) -> None:
    table = filled(qtbot, [("=1+1", "-1.5")])
    select(table, (0, 0))
    table.copy()
    assert QGuiApplication.clipboard().text() == "'=1+1"
    assert "<td>&#x27;=1+1</td>" in QGuiApplication.clipboard().mimeData().html()
    select(table, (0, 1))
    table.copy()
    assert QGuiApplication.clipboard().text() == "0\t1\n'=1+1\t-1.5"


def test_a_score_is_copied_with_benchmark_model_mark_and_range(comparing: Application) -> None:
    table, model = comparing.window.compare.table, comparing.workspace.compare
    places = ((r, c) for r in range(model.rowCount()) for c in range(model.columnCount()))
    row, column = next(
        place
        for place in places
        if isinstance(cell := model.index(*place).data(Role.CELL), CompareCell)
        and cell.mark
        and cell.disputed
    )
    cell = model.index(row, column).data(Role.CELL)
    select(table, (row, column))
    table.copy()
    heads, figures = (x.split("\t") for x in QGuiApplication.clipboard().text().split("\n"))
    subject, shown = model.subject_at(column), model.row_at(row)
    assert subject is not None
    assert shown is not None
    assert heads == ["", subject.model.name]
    assert figures[0] == shown.label
    assert shown.unit in figures[0]
    assert figures[1].startswith(f"{cell.text} {cell.mark}")
    assert figures[1].endswith(f"[{cell.below}]")


def test_the_command_copies_once_what_the_focus_is_in(
    qtbot: QtBot, comparing: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[Table] = []

    def note(table: Table) -> None:
        copied.append(table)

    monkeypatch.setattr(Table, "copy", note)
    table = comparing.window.catalog.table
    table.setFocus()
    comparing.window.commands["edit.copy"].trigger()
    assert copied == [table]
    qtbot.keyClick(table, *COPY)
    assert copied == [table, table]
    search = comparing.window.catalog.search
    search.setText("mine")
    search.selectAll()
    search.setFocus()
    comparing.window.commands["edit.copy"].trigger()
    assert copied == [table, table]
    assert QGuiApplication.clipboard().text() == "mine"
