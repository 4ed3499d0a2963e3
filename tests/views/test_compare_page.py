from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.viewmodels.roles import RowKind
from desktop.viewmodels.state import Page
from desktop.views.claims.dialog import ReceiptDialog
from desktop.views.empty import EmptyPage

Settle = Callable[[Application], None]
Key = Qt.Key


def row_of(application: Application, kind: RowKind, title: str, setting: str = "") -> int:
    compare = application.workspace.compare
    rows = ((n, compare.row_at(n)) for n in range(compare.rowCount()))
    return next(
        n
        for n, row in rows
        if row and row.kind is kind and row.title == title and row.secondary.startswith(setting)
    )


def cell(application: Application, row: int, column: int) -> QModelIndex:
    return application.workspace.compare.index(row, column)


def click(qtbot: QtBot, table: QTableView, index: QModelIndex, *, double: bool = False) -> None:
    table.scrollTo(index)
    at = table.visualRect(index).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    if double:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def receipts(application: Application) -> list[ReceiptDialog]:
    return [d for d in application.window.findChildren(ReceiptDialog) if d.isVisible()]


def folded(application: Application, title: str) -> bool:
    row = row_of(application, RowKind.SECTION, title)
    return application.window.compare.table.isRowHidden(row + 1)


def click_header(qtbot: QtBot, application: Application, row: int) -> None:
    header = application.window.compare.table.verticalHeader()
    at = QPoint(20, header.sectionViewportPosition(row) + header.sectionSize(row) // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_section_folds_and_unfolds_and_undo_brings_it_back(
    qtbot: QtBot, comparing: Application
) -> None:
    row = row_of(comparing, RowKind.SECTION, "Facts")
    click_header(qtbot, comparing, row)
    assert folded(comparing, "Facts")
    assert not folded(comparing, "License")
    comparing.store.history.undo()
    assert not folded(comparing, "Facts")
    click(qtbot, comparing.window.compare.table, cell(comparing, row, 1))
    assert folded(comparing, "Facts")


def test_a_section_folds_by_the_keyboard(qtbot: QtBot, comparing: Application) -> None:
    table = comparing.window.compare.table
    table.setCurrentIndex(cell(comparing, row_of(comparing, RowKind.SECTION, "License"), 0))
    qtbot.keyClick(table, Key.Key_Return)
    assert folded(comparing, "License")


def test_a_fold_stays_when_the_comparison_changes(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    click_header(qtbot, comparing, row_of(comparing, RowKind.SECTION, "Facts"))
    comparing.workspace.add(["gpt-4-turbo-2024-04-09"], ["GPT-4 Turbo"])
    settle(comparing)
    assert folded(comparing, "Facts")


def test_only_differences_leaves_rows_out_and_can_be_undone(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    page = comparing.window.compare
    rows = comparing.workspace.compare.rowCount()
    qtbot.mouseClick(page.only_differences, Qt.MouseButton.LeftButton)
    settle(comparing)
    assert comparing.workspace.compare.rowCount() < rows
    comparing.store.history.undo()
    settle(comparing)
    assert comparing.workspace.compare.rowCount() == rows
    assert not page.only_differences.isChecked()


def test_all_settings_brings_in_rows_and_can_be_undone(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    page = comparing.window.compare
    rows = comparing.workspace.compare.rowCount()
    assert "more concern one model" in page.summary.text()
    qtbot.keyClick(page.all_rows, Key.Key_Space)
    settle(comparing)
    assert comparing.workspace.compare.rowCount() > rows
    assert "more concern one model" not in page.summary.text()
    comparing.store.history.undo()
    settle(comparing)
    assert comparing.workspace.compare.rowCount() == rows


def test_the_page_names_the_policy_and_how_many_rows_there_are(comparing: Application) -> None:
    text = comparing.window.compare.summary.text()
    assert text.startswith("Policy: default.")
    assert "rows of scores" in text


def test_a_click_on_a_number_opens_its_receipt_with_every_claim(
    qtbot: QtBot, comparing: Application
) -> None:
    row = row_of(comparing, RowKind.SCORE, "MathVista", "≈ may differ")
    click(qtbot, comparing.window.compare.table, cell(comparing, row, 0))
    (dialog,) = receipts(comparing)
    behind = comparing.workspace.compare.row_at(row)
    assert behind is not None
    assert behind.row is not None
    assert dialog.model.rowCount() == len(behind.row.cells[0].weighed) > 2
    assert dialog.windowTitle().startswith("Qwen-VL-Max: MathVista")
    assert not dialog.isModal()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_on_a_number_opens_its_receipt(
    qtbot: QtBot, comparing: Application, key: Qt.Key
) -> None:
    table = comparing.window.compare.table
    row = row_of(comparing, RowKind.SCORE, "MMMU", "val")
    table.setCurrentIndex(cell(comparing, row, 1))
    qtbot.keyClick(table, key)
    (dialog,) = receipts(comparing)
    assert dialog.windowTitle().startswith("GPT-4o: MMMU")


def test_arrows_reach_every_number_from_the_first_row(qtbot: QtBot, comparing: Application) -> None:
    table = comparing.window.compare.table
    table.setFocus()
    table.setCurrentIndex(cell(comparing, 0, 0))
    wanted = row_of(comparing, RowKind.SCORE, "MathVista", "testmini")
    for _ in range(wanted):
        qtbot.keyClick(table, Key.Key_Down)
    assert table.currentIndex().row() == wanted
    qtbot.keyClick(table, Key.Key_Right)
    assert table.currentIndex().column() == 1


def test_a_double_click_opens_one_receipt(qtbot: QtBot, comparing: Application) -> None:
    row = row_of(comparing, RowKind.SCORE, "MMMU", "val")
    index = cell(comparing, row, 0)
    click(qtbot, comparing.window.compare.table, index, double=True)
    assert len(receipts(comparing)) == 1


def test_receipts_of_two_numbers_stand_side_by_side(qtbot: QtBot, comparing: Application) -> None:
    row = row_of(comparing, RowKind.SCORE, "MMMU", "val")
    table = comparing.window.compare.table
    click(qtbot, table, cell(comparing, row, 0))
    click(qtbot, table, cell(comparing, row, 1))
    assert len(receipts(comparing)) == 2


def test_a_click_on_a_fact_opens_what_the_sources_say(qtbot: QtBot, comparing: Application) -> None:
    row = row_of(comparing, RowKind.FACT, "Organization")
    click(qtbot, comparing.window.compare.table, cell(comparing, row, 1))
    (dialog,) = receipts(comparing)
    assert dialog.model.index(0, 0).data() == "OpenAI"


def test_a_click_on_a_license_row_turns_to_the_licenses(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    compare = comparing.workspace.compare
    rows = ((n, compare.row_at(n)) for n in range(compare.rowCount()))
    row = next(n for n, r in rows if r and r.kind is RowKind.LICENSE)
    click(qtbot, comparing.window.compare.table, cell(comparing, row, 0))
    settle(comparing)
    assert comparing.store.state.page is Page.LICENSES
    assert receipts(comparing) == []


def test_an_empty_page_says_what_belongs_there_and_leads_to_the_search(
    qtbot: QtBot, application: Application
) -> None:
    (empty,) = application.window.compare.findChildren(EmptyPage)
    assert empty.isVisible()
    qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert application.window.focusWidget() is application.window.catalog.search
