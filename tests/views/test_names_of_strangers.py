"""Names that strangers gave are text wherever they are shown, and break nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QGraphicsTextItem, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.errors import NotFoundError
from desktop.viewmodels.catalog.catalog_model import Column
from desktop.viewmodels.state import Page, Theme, ViewState
from desktop.views.charts.chart import ChartBlock
from desktop.views.claims.dialog import ReceiptDialog
from desktop.views.palette.palette import CommandPalette

Settle = Callable[[Application], None]
Turn = Callable[[Application, Page], None]
TIP = Qt.ItemDataRole.ToolTipRole
THREE = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro")


@pytest.fixture
def name(hostile_catalog: Path) -> str:
    with closing(sqlite3.connect(hostile_catalog)) as connection:
        found = connection.execute("SELECT name FROM models WHERE id = ?", THREE[:1]).fetchone()
    assert len(found[0]) == 120
    return str(found[0])


@pytest.fixture
def hostile(start: Callable[..., Application], hostile_catalog: Path) -> Application:
    return start(ViewState(tray=THREE), catalog=hostile_catalog)


def is_rich(text: str) -> bool:
    """Whether a tooltip or label of Qt's would read the text as markup."""
    return "<img" in text or "<b>evil" in text


def drawn(label: QLabel) -> str:
    """Return what a label shows."""
    return as_text(label.text()) if label.textFormat() is Qt.TextFormat.RichText else label.text()


def as_text(markup: str) -> str:
    """Return what somebody sees of a rich text."""
    document = QTextDocument()
    document.setHtml(markup)
    return document.toPlainText()


def test_the_list_shows_the_name_as_it_is(hostile: Application, settle: Settle, name: str) -> None:
    catalog = hostile.workspace.catalog
    index = catalog.index(catalog.row_of("qwen-vl-max"), Column.NAME)
    index.data()  # asks for its page
    settle(hostile)
    assert str(index.data()).endswith(name)
    assert not is_rich(str(index.data(TIP)))


def test_chips_show_the_name_and_no_mnemonic(hostile: Application, name: str) -> None:
    chip = hostile.window.tray.chips[0]
    assert chip.name == name
    assert not is_rich(chip.toolTip())
    assert "&" not in chip.text().replace("&&", "")


def test_no_label_of_any_page_reads_a_name_as_markup(
    hostile: Application, turn: Turn, name: str
) -> None:
    for page in Page:
        turn(hostile, page)
    hostile.window.open_receipt(_score_row(hostile), 0)
    for label in hostile.window.findChildren(QLabel):
        if label.textFormat() is not Qt.TextFormat.PlainText:
            assert not is_rich(label.text()), label.text()


def test_the_legend_of_a_chart_shows_the_beginning_of_a_name_and_tells_all_of_it(
    hostile: Application, turn: Turn, name: str
) -> None:
    turn(hostile, Page.CHARTS)
    block = hostile.window.pages.currentWidget().findChildren(ChartBlock)[0]
    shown = "".join(drawn(label) for label in block.findChildren(QLabel))
    assert " ".join(name[:40].split()) in " ".join(shown.split())
    tips = [as_text(label.toolTip()) for label in block.findChildren(QLabel)]
    assert any(name in tip for tip in tips)


def test_a_chart_draws_no_markup(hostile: Application, turn: Turn) -> None:
    turn(hostile, Page.CHARTS)
    for block in hostile.window.pages.currentWidget().findChildren(ChartBlock):
        for item in block.plot.scene().items():
            if isinstance(item, QGraphicsTextItem):
                assert "<img" not in item.toHtml()
                assert "<b>evil" not in item.toHtml()


def _score_row(application: Application) -> int:
    compare = application.workspace.compare
    rows = ((n, compare.row_at(n)) for n in range(compare.rowCount()))
    return next(n for n, row in rows if row and row.row and row.row.cells[0].weighed)


def test_no_tooltip_reads_a_text_as_markup(hostile: Application, turn: Turn) -> None:
    for page in Page:
        turn(hostile, page)
    workspace = hostile.workspace
    for model in (workspace.compare, workspace.licenses, workspace.sources):
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                assert not is_rich(str(model.index(row, column).data(TIP)))
            assert not is_rich(str(model.headerData(row, Qt.Orientation.Vertical, TIP)))
        for column in range(model.columnCount()):
            assert not is_rich(str(model.headerData(column, Qt.Orientation.Horizontal, TIP)))
    hostile.window.open_receipt(_score_row(hostile), 0)
    for widget in hostile.window.findChildren(QWidget):
        assert not is_rich(widget.toolTip()), widget


def test_the_receipt_shows_the_name_as_it_is(hostile: Application, name: str) -> None:
    hostile.window.open_receipt(_score_row(hostile), 0)
    dialog = hostile.window.findChildren(ReceiptDialog)[-1]
    assert dialog.windowTitle().startswith(name)
    labels = dialog.findChildren(QLabel)
    assert any(label.text().startswith(name) for label in labels)


def test_steps_of_the_history_take_any_name(
    qtbot: QtBot, hostile: Application, settle: Settle, name: str
) -> None:
    qtbot.mouseClick(hostile.window.tray.chips[0], Qt.MouseButton.LeftButton)
    assert hostile.store.history.undoText() == f"remove {name}"
    hostile.window.commands["edit.undo"].trigger()
    settle(hostile)
    assert hostile.store.state.tray == THREE


def test_the_palette_lists_the_name_and_passes_it_on_whole(
    qtbot: QtBot, hostile: Application, settle: Settle, name: str
) -> None:
    palette = CommandPalette(hostile.window.commands, hostile.workspace, hostile.window)
    chosen: list[tuple[str, str]] = []
    palette.model_chosen.connect(lambda *model: chosen.append(model))
    qtbot.keyClicks(palette.field, "onerror")
    settle(hostile)
    entries = [str(palette.items.index(n, 0).data()) for n in range(palette.items.rowCount())]
    row = next(n for n, entry in enumerate(entries) if f": {name} (" in entry)
    palette.list.setCurrentIndex(palette.items.index(row, 0))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert [chosen_name for _, chosen_name in chosen] == [name]


def test_an_error_shows_a_name_as_it_is(hostile: Application, name: str) -> None:
    hostile.window.show_error(NotFoundError("model", name, (name,)))
    (box,) = hostile.window.findChildren(QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "<img" in box.text()
    box.close()


def test_the_comparison_of_hostile_names_is_written_as_a_pdf(
    hostile: Application, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "out.pdf"
    hostile.window.export_to(str(path))
    settle(hostile)
    assert path.read_bytes().startswith(b"%PDF")
    assert hostile.window.feedback.message.text() == "Wrote out.pdf"


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_every_page_can_be_drawn_with_such_names(
    hostile: Application, turn: Turn, theme: Theme
) -> None:
    hostile.window.commands[f"view.{theme}"].trigger()
    for page in Page:
        turn(hostile, page)
        assert not hostile.window.grab().isNull()
