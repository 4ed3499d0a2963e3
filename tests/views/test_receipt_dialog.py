from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.comparison import Row
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.table_model import TableCell, TableModel, TableRow
from desktop.views.claims.dialog import ReceiptDialog
from desktop.views.claims.spread import SpreadBar

Start = Callable[..., Application]
BAD_ADDRESSES = [
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "ftp://example.org/x",
    "/etc/passwd",
    "//example.org/x",
    "mailto:a@example.org",
    "HTTPS",
    " ",
    "",
]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that the program would have opened."""
    seen: list[str] = []

    def open_url(url: QUrl) -> bool:
        seen.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return seen


def score_row(application: Application, title: str, setting: str) -> tuple[int, Row]:
    compare = application.workspace.compare
    for number in range(compare.rowCount()):
        row = compare.row_at(number)
        if row and row.row and row.title == title and row.secondary.startswith(setting):
            return number, row.row
    raise LookupError(title)


def receipt(application: Application, title: str, setting: str, column: int) -> ReceiptDialog:
    number, _ = score_row(application, title, setting)
    application.window.open_receipt(number, column)
    dialogs = application.window.findChildren(ReceiptDialog)
    return dialogs[-1]


def texts(dialog: ReceiptDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def give_address(dialog: ReceiptDialog, url: str) -> None:
    dialog.model.show(("Source", "Why"), [TableRow("x", (TableCell("x", url=url), TableCell("y")))])
    dialog.table.choose_row(0)


def test_a_receipt_shows_value_reason_scale_and_every_claim(comparing: Application) -> None:
    _, row = score_row(comparing, "MathVista", "setting not stated")
    dialog = receipt(comparing, "MathVista", "setting not stated", 0)
    shown = texts(dialog)
    assert "51.0 %" in shown
    assert row.cells[0].why in shown
    assert "Scale: 0.0 to 100.0 %" in shown or re.search(r"Scale: 0.* to 100.* %", shown)
    values = [dialog.model.index(n, 0).data(Role.SORT) for n in range(dialog.model.rowCount())]
    assert values == [w.claim.value for w in row.cells[0].weighed]
    assert dialog.model.index(0, 0).data(Role.DIFFERS) is True
    assert dialog.findChild(SpreadBar) is not None


def test_a_press_claim_is_in_the_receipt_with_the_reason_why_it_is_not_chosen(
    comparing: Application,
) -> None:
    dialog = receipt(comparing, "MathVista", "setting not stated", 0)
    model = dialog.model
    last = model.columnCount() - 1
    rows = [
        [str(model.index(n, c).data()) for c in range(last + 1)] for n in range(model.rowCount())
    ]
    press = [row for row in rows if "press" in row[2]]
    assert press
    assert all(row[last].startswith("Not chosen: ") for row in press)


def test_the_spread_is_told_in_words_too(comparing: Application) -> None:
    dialog = receipt(comparing, "MathVista", "setting not stated", 0)
    bar = dialog.findChild(SpreadBar)
    assert isinstance(bar, SpreadBar)
    assert "51.0 model vendor" in bar.accessibleName()


def test_a_missing_figure_says_that_missing_is_not_zero(comparing: Application) -> None:
    dialog = receipt(comparing, "ChartQA", "setting not stated", 1)
    assert "Missing is not zero" in texts(dialog)
    assert not dialog.table.isVisible()
    assert not dialog._open.isEnabled()


def test_the_first_claim_is_chosen_and_its_address_can_be_opened(
    qtbot: QtBot, comparing: Application, opened: list[str]
) -> None:
    dialog = receipt(comparing, "MathVista", "setting not stated", 0)
    url = dialog._url()
    assert QUrl(url).scheme() in ("http", "https")
    assert url in texts(dialog)
    assert dialog._open.isEnabled()
    qtbot.mouseClick(dialog._open, Qt.MouseButton.LeftButton)
    assert opened == [QUrl(url).toString()]


@pytest.mark.parametrize("url", ["https://example.org/a", "http://example.org/b"])
def test_an_address_of_the_web_is_opened_on_a_click_only(
    qtbot: QtBot, comparing: Application, opened: list[str], url: str
) -> None:
    dialog = receipt(comparing, "MathVista", "setting not stated", 0)
    give_address(dialog, url)
    assert opened == []
    qtbot.mouseClick(dialog._open, Qt.MouseButton.LeftButton)
    dialog.table.open_address(dialog.model.index(0, 0))
    assert opened == [url, url]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_no_other_address_is_ever_opened(
    qtbot: QtBot, comparing: Application, opened: list[str], url: str
) -> None:
    dialog = receipt(comparing, "MathVista", "setting not stated", 0)
    give_address(dialog, url)
    assert not dialog._open.isEnabled()
    qtbot.mouseClick(dialog._open, Qt.MouseButton.LeftButton)
    dialog._open_address()
    dialog.table.open_address(dialog.model.index(0, 0))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert opened == []


def test_a_fact_on_which_sources_agree_says_so(comparing: Application) -> None:
    compare = comparing.workspace.compare
    rows = ((n, compare.row_at(n)) for n in range(compare.rowCount()))
    number = next(n for n, row in rows if row and row.field == "organization")
    comparing.window.open_receipt(number, 0)
    dialog = comparing.window.findChildren(ReceiptDialog)[-1]
    assert "No source disagrees." in texts(dialog)


def test_escape_closes_a_receipt(qtbot: QtBot, comparing: Application) -> None:
    dialog = receipt(comparing, "MMMU", "val", 0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert [d for d in comparing.window.findChildren(ReceiptDialog) if d.isVisible()] == []


def test_addresses_of_strangers_are_shown_and_not_opened(
    start: Start, hostile_catalog: Path, opened: list[str]
) -> None:
    application = start(ViewState(tray=("qwen-vl-max", "gpt-4o")), catalog=hostile_catalog)
    compare = application.workspace.compare
    rows = ((n, compare.row_at(n)) for n in range(compare.rowCount()))
    number = next(n for n, row in rows if row and row.row and row.row.cells[0].weighed)
    application.window.open_receipt(number, 0)
    dialog = application.window.findChildren(ReceiptDialog)[-1]
    assert "javascript:alert(1)" in texts(dialog)
    assert not dialog._open.isEnabled()
    assert opened == []


def test_a_table_opens_nothing_where_a_cell_has_no_address(
    qtbot: QtBot, comparing: Application, opened: list[str]
) -> None:
    dialog = receipt(comparing, "MMMU", "val", 0)
    model = TableModel(dialog)
    model.show(("A",), [TableRow("x", (TableCell("x"),))])
    dialog.table.open_address(model.index(0, 0))
    assert opened == []
