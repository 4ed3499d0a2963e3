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
from desktop.core.compare.comparison import Row
from desktop.viewmodels.compare.receipt_rows import RECEIPT_TITLES
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.table_model import TableCell, TableModel, TableRow
from desktop.views.claims.dialog import ReceiptDialog
from desktop.views.claims.receipt import ClaimsDialog
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


def receipt(application: Application, title: str, setting: str, column: int) -> ClaimsDialog:
    number, _ = score_row(application, title, setting)
    application.window.open_receipt(number, column)
    return application.window.findChildren(ClaimsDialog)[-1]


def texts(dialog: ReceiptDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def give_address(dialog: ClaimsDialog, url: str) -> None:
    row = TableRow("x", (TableCell("x", url=url), TableCell("y")))
    dialog.places.show(("Source", "Why"), [row])
    dialog.places_table.choose_row(0)


def test_a_receipt_shows_value_reason_scale_and_every_claim(comparing: Application) -> None:
    _, row = score_row(comparing, "MathVista", "≈ may differ")
    dialog = receipt(comparing, "MathVista", "≈ may differ", 0)
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
    dialog = receipt(comparing, "MathVista", "≈ may differ", 0)
    model = dialog.model
    last = RECEIPT_TITLES.index("Why")
    rows = [
        [str(model.index(n, c).data()) for c in range(last + 1)] for n in range(model.rowCount())
    ]
    press = [row for row in rows if "press" in row[2]]
    assert press
    assert all(row[last].startswith("Not chosen: ") for row in press)


def test_the_spread_is_told_in_words_too(comparing: Application) -> None:
    dialog = receipt(comparing, "MathVista", "≈ may differ", 0)
    bar = dialog.findChild(SpreadBar)
    assert isinstance(bar, SpreadBar)
    assert "51.0 model vendor" in bar.accessibleName()


def test_a_missing_figure_says_that_missing_is_not_zero(comparing: Application) -> None:
    dialog = receipt(comparing, "MMStar", "setting not stated", 0)
    assert "Missing is not zero" in texts(dialog)
    assert not dialog.table.isVisible()
    assert not dialog.open_button.isEnabled()


def test_the_first_claim_is_chosen_and_its_address_can_be_opened(
    qtbot: QtBot, comparing: Application, opened: list[str]
) -> None:
    dialog = receipt(comparing, "MathVista", "≈ may differ", 0)
    url = dialog.url()
    assert QUrl(url).scheme() in ("http", "https")
    assert url == dialog.places.index(0, 3).data()
    assert dialog.open_button.isEnabled()
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert opened == [QUrl(url).toString()]


@pytest.mark.parametrize("url", ["https://example.org/a", "http://example.org/b"])
def test_an_address_of_the_web_is_opened_on_a_click_only(
    qtbot: QtBot, comparing: Application, opened: list[str], url: str
) -> None:
    dialog = receipt(comparing, "MathVista", "≈ may differ", 0)
    give_address(dialog, url)
    assert opened == []
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    dialog.places_table.open_address(dialog.places.index(0, 0))
    assert opened == [url, url]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_no_other_address_is_ever_opened(
    qtbot: QtBot, comparing: Application, opened: list[str], url: str
) -> None:
    dialog = receipt(comparing, "MathVista", "≈ may differ", 0)
    give_address(dialog, url)
    assert not dialog.open_button.isEnabled()
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    dialog.open_address()
    dialog.places_table.open_address(dialog.places.index(0, 0))
    qtbot.keyClick(dialog.places_table, Qt.Key.Key_Return)
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
    assert isinstance(dialog, ClaimsDialog)
    assert dialog.places.index(0, 3).data() == "javascript:alert(1)"
    assert not dialog.open_button.isEnabled()
    assert opened == []


def test_a_table_opens_nothing_where_a_cell_has_no_address(
    qtbot: QtBot, comparing: Application, opened: list[str]
) -> None:
    dialog = receipt(comparing, "MMMU", "val", 0)
    model = TableModel(dialog)
    model.show(("A",), [TableRow("x", (TableCell("x"),))])
    dialog.table.open_address(model.index(0, 0))
    assert opened == []


def test_another_claim_is_used_says_so_and_is_given_up_again(
    qtbot: QtBot, comparing: Application, settle: Callable[[Application], None]
) -> None:
    dialog = receipt(comparing, "MMMU", "val", 1)
    settle(comparing)
    before = dialog.value.text()
    other = next(
        n for n, w in enumerate(dialog._receipt.cell.weighed) if not w.chosen and not w.barred
    )
    dialog.table.choose_row(other)
    claim = dialog._receipt.cell.weighed[other].claim
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    settle(comparing)
    assert [pick.claim_id for pick in comparing.store.state.picks] == [claim.id]
    assert dialog.value.text() != before
    assert re.fullmatch(
        r"✓ Chosen by you on \d{4}-\d\d-\d\d, over the policy", dialog.chosen.text()
    )
    assert not dialog.use.isEnabled()
    number, _ = score_row(comparing, "MMMU", "val")
    row = comparing.workspace.compare.row_at(number)
    assert row is not None
    assert "✓ yours" in row.cells[1].second_line
    qtbot.mouseClick(dialog.follow, Qt.MouseButton.LeftButton)
    settle(comparing)
    assert not comparing.store.state.picks
    assert dialog.value.text() == before
    comparing.store.history.undo()
    settle(comparing)
    assert [pick.claim_id for pick in comparing.store.state.picks] == [claim.id]


def test_a_claim_that_no_policy_may_choose_cannot_be_used_and_says_why(
    comparing: Application,
) -> None:
    dialog = receipt(comparing, "MathVista", "≈ may differ", 0)
    barred = [n for n, w in enumerate(dialog._receipt.cell.weighed) if w.barred]
    assert barred
    for number in barred:
        dialog.table.choose_row(number)
        assert not dialog.use.isEnabled()
        assert dialog._receipt.cell.weighed[number].barred in dialog.use.toolTip()
    dialog._use()
    assert comparing.store.state.picks == ()


def test_all_sources_of_a_claim_are_listed(comparing: Application) -> None:
    dialog = receipt(comparing, "MathVista", "testmini", 2)
    for number, weighed in enumerate(dialog._receipt.cell.weighed):
        dialog.table.choose_row(number)
        titles = [dialog.places.index(n, 0).data() for n in range(dialog.places.rowCount())]
        assert titles == [source.title for source in weighed.claim.sources]
    assert max(len(w.claim.sources) for w in dialog._receipt.cell.weighed) > 1


def test_other_settings_are_shown_with_how_they_stand(
    comparing: Application, settle: Callable[[Application], None]
) -> None:
    dialog = receipt(comparing, "MMMU", "val", 1)
    settle(comparing)
    assert dialog.others.rowCount() > 0
    last = dialog.others.columnCount() - 1
    standing = [dialog.others.index(n, last).data() for n in range(dialog.others.rowCount())]
    assert all(text.startswith(("≈ May differ", "≠ Not comparable")) for text in standing)


def test_what_people_and_chance_score_is_told_with_the_claims(
    comparing: Application, settle: Callable[[Application], None]
) -> None:
    dialog = receipt(comparing, "MMMU", "val", 1)
    settle(comparing)
    bar = dialog.findChild(SpreadBar)
    assert isinstance(bar, SpreadBar)
    assert "Human Expert (High) 88.6" in bar.accessibleName()


def test_an_alias_says_what_it_can_mean(comparing: Application) -> None:
    dialog = receipt(comparing, "MMMU", "val", 1)
    assert "GPT-4o: alias: may mean any of 3 dated versions." in dialog.notes.text()
