"""What a screen reader is told, where Tab leads, and what can be read."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.errors import OutputError
from desktop.core.marks import MAX_MODELS, series
from desktop.viewmodels.state import Page
from desktop.views.about import AboutDialog
from desktop.views.charts.chart import ChartBlock
from desktop.views.claims.fact import FactDialog
from desktop.views.claims.receipt import ClaimsDialog
from desktop.views.compare.card_dialog import CardDialog
from desktop.views.compare.rows_dialog import RowsDialog
from desktop.views.palette.palette import CommandPalette
from desktop.views.tables import Table
from desktop.views.theme import ink, palette, series_color

Turn = Callable[[Application, Page], None]
NO_FOCUS = Qt.FocusPolicy.NoFocus
Role = QPalette.ColorRole


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"


def inside_a_file_dialog(widget: QWidget) -> bool:
    """Whether a widget belongs to Qt's own file dialog, which the platform's replaces."""
    above: QObject | None = widget
    while above is not None and not isinstance(above, QFileDialog):
        above = above.parent()
    return above is not None


def unnamed(root: QWidget) -> list[str]:
    """Return the focusable widgets that a screen reader could not name."""
    return [
        described(widget)
        for widget in (root, *root.findChildren(QWidget))
        if widget.focusPolicy() is not NO_FOCUS
        and not inside_a_file_dialog(widget)
        and not widget.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


@pytest.fixture
def whole(comparing: Application, turn: Turn) -> Application:
    """The window with every page and dialog of ours made."""
    window = comparing.window
    for page in Page:
        turn(comparing, page)
    compare = comparing.workspace.compare
    rows = [(n, compare.row_at(n)) for n in range(compare.rowCount())]
    score = next(n for n, row in rows if row and row.row and len(row.row.cells[0].weighed) > 1)
    missing = next(n for n, row in rows if row and row.row and not row.row.cells[1].weighed)
    fact = next(n for n, row in rows if row and row.fact)
    for row, column in ((score, 0), (missing, 1), (fact, 0)):
        window.open_receipt(row, column)
    window.desk.about_line(score)
    window.desk.choose_rows()
    window.commands["help.about"].trigger()
    window.commands["file.export-pdf"].trigger()
    window.show_error(OutputError(Path("/full/disk.pdf"), "the disk is full"))
    window.commands["edit.palette"].trigger()
    return comparing


def close_dialogs(application: Application) -> None:
    for dialog in application.window.findChildren(QDialog):
        dialog.close()


def test_every_widget_that_takes_the_focus_has_a_name(whole: Application) -> None:
    window = whole.window
    kinds = {type(dialog) for dialog in window.findChildren(QDialog)}
    assert {
        ClaimsDialog,
        FactDialog,
        CardDialog,
        RowsDialog,
        AboutDialog,
        CommandPalette,
        QMessageBox,
    } <= kinds
    assert len(window.findChildren(ChartBlock)) > 1
    nameless = unnamed(window)
    close_dialogs(whole)
    assert "\n".join(nameless) == ""


def test_every_dialog_has_a_title(whole: Application) -> None:
    titles = [(described(d), d.windowTitle()) for d in whole.window.findChildren(QDialog)]
    close_dialogs(whole)
    assert len(titles) >= 6
    assert [name for name, title in titles if not title] == []


def test_only_the_legends_of_charts_are_rich_text(whole: Application) -> None:
    rich = [
        label
        for label in whole.window.findChildren(QLabel)
        if label.textFormat() in (Qt.TextFormat.RichText, Qt.TextFormat.MarkdownText)
        or (label.textFormat() is Qt.TextFormat.AutoText and "<" in label.text())
    ]
    allowed = [label for label in rich if isinstance(label.parent(), ChartBlock)]
    owners = [described(label) for label in rich if label not in allowed]
    links = [described(label) for label in rich if label.openExternalLinks()]
    close_dialogs(whole)
    assert owners == []
    assert links == []


def test_every_table_is_named_with_both_its_headers(whole: Application) -> None:
    tables = whole.window.findChildren(Table)
    names = [
        (
            t.accessibleName(),
            t.horizontalHeader().accessibleName(),
            t.verticalHeader().accessibleName(),
        )
        for t in tables
    ]
    close_dialogs(whole)
    assert len(names) > 5
    assert all(all(part) for part in names)


def test_a_screen_reader_hears_model_benchmark_and_reporter_in_a_cell(
    comparing: Application,
) -> None:
    table = comparing.window.compare.table
    compare = comparing.workspace.compare
    rows = ((n, compare.row_at(n)) for n in range(compare.rowCount()))
    number = next(n for n, row in rows if row and row.row)
    # Children are the cells row by row, with a header before each row and a row of headers on top.
    told = QAccessible.queryAccessibleInterface(table)
    spoken = told.child((number + 1) * 4 + 1).text(QAccessible.Text.Name)
    assert spoken.startswith("Qwen-VL-Max, ")
    assert "reported by" in spoken


def chain(qtbot: QtBot, application: Application, steps: int) -> list[QWidget]:
    """Return what gets the focus one after the other as Tab is pressed."""
    window = application.window
    window.catalog.search.setFocus()
    reached: list[QWidget] = []
    for _ in range(steps):
        focused = window.focusWidget()
        assert focused is not None
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    return reached


def test_tab_leads_from_search_over_filters_list_and_page_to_the_tray(
    qtbot: QtBot, comparing: Application
) -> None:
    window = comparing.window
    reached = chain(qtbot, comparing, 24)
    stops = (
        window.catalog.search,
        window.catalog.facets,
        window.catalog.table,
        window.pages.tabBar(),
        window.compare.table,
        window.tray.chips[0],
        window.tray.clear,
    )
    places = [reached.index(stop) for stop in stops]
    assert places == sorted(places)


def test_tab_never_gets_stuck(qtbot: QtBot, comparing: Application) -> None:
    reached = chain(qtbot, comparing, 24)
    assert all(one is not other for one, other in pairwise(reached))
    assert reached.count(comparing.window.catalog.search) > 1


def test_no_view_swallows_the_tab_key(whole: Application) -> None:
    views = [v for v in whole.window.findChildren(Table) if v.focusPolicy() is not NO_FOCUS]
    keeping = [
        described(v) for v in views if isinstance(v, QAbstractItemView) and v.tabKeyNavigation()
    ]
    close_dialogs(whole)
    assert views
    assert keeping == []


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", [Role.Base, Role.Window, Role.AlternateBase])
def test_texts_stand_out_from_their_ground(qapp: QApplication, ground: Role, dark: bool) -> None:
    colors = palette(dark=dark)
    semantic = ink(colors)
    texts = {
        "text": colors.color(Role.Text),
        "window text": colors.color(Role.WindowText),
        "placeholder": colors.color(Role.PlaceholderText),
        "link": colors.color(Role.Link),
        "muted": semantic.muted,
        "caution": semantic.caution,
    }
    found = {name: contrast(color, colors.color(ground)) for name, color in texts.items()}
    assert {name: value for name, value in found.items() if value < 4.5} == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_texts_on_other_grounds_stand_out_too(qapp: QApplication, dark: bool) -> None:
    colors = palette(dark=dark)
    semantic = ink(colors)
    pairs = {
        "selected": (colors.color(Role.HighlightedText), colors.color(Role.Highlight)),
        "button": (colors.color(Role.ButtonText), colors.color(Role.Button)),
        "tooltip": (colors.color(Role.ToolTipText), colors.color(Role.ToolTipBase)),
        "section": (colors.color(Role.Text), semantic.band),
        "section count": (semantic.muted, semantic.band),
    }
    found = {name: contrast(*pair) for name, pair in pairs.items()}
    assert {name: value for name, value in found.items() if value < 4.5} == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("position", range(MAX_MODELS))
def test_the_colors_of_models_stand_out_from_the_page(
    qapp: QApplication, position: int, dark: bool
) -> None:
    colors = palette(dark=dark)
    assert contrast(series_color(position, colors), colors.color(Role.Base)) >= 3


def test_a_model_is_never_told_apart_by_color_alone(comparing: Application) -> None:
    compare = comparing.workspace.compare
    for column in range(3):
        header = str(compare.headerData(column, Qt.Orientation.Horizontal))
        assert header.startswith(f"{series(column).symbol} ")
