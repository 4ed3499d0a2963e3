"""What is chosen on the compare page: policy, baseline, rows, order, what is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.claims.policy import POLICY_MEANING, Policy
from desktop.viewmodels.compare.compare_cells import CompareRow
from desktop.viewmodels.dragged import dragged_models
from desktop.viewmodels.roles import RowKind
from desktop.viewmodels.state import Page, ViewState
from desktop.views.claims.receipt import ClaimsDialog
from desktop.views.compare.card_dialog import CardDialog
from desktop.views.compare.page import ComparePage
from desktop.views.compare.rows_dialog import RowsDialog

Settle = Callable[[Application], None]
Start = Callable[..., Application]
TRAY = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro")
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def page(comparing: Application) -> ComparePage:
    return comparing.window.compare


def lines(application: Application) -> list[CompareRow]:
    compare = application.workspace.compare
    rows = (compare.row_at(line) for line in range(compare.lines))
    return [row for row in rows if row is not None]


def line_of(application: Application, title: str, setting: str = "") -> int:
    return next(
        n
        for n, row in enumerate(lines(application))
        if row.title == title and row.secondary.startswith(setting)
    )


def go_to(application: Application, line: int, position: int) -> None:
    table = application.window.compare.table
    table.setFocus()
    table.setCurrentIndex(application.workspace.compare.cell_index(line, position))


def test_the_summary_counts_what_is_open(
    page: ComparePage, comparing: Application, settle: Settle
) -> None:
    comparing.workspace.add(["gpt-4o-2024-05-13"], ["GPT-4o (2024-05-13)"])
    settle(comparing)
    assert comparing.workspace.prepared is not None
    rows = comparing.workspace.prepared.comparison.rows
    text = page.summary.text()
    count = sum(bool(row.unsettled) for row in rows)
    assert count
    assert f"⇅ {count} of {len(rows)} rows: order not settled." in text
    assert "setting may differ" in text


@pytest.mark.parametrize("by_menu", [True, False])
def test_a_policy_is_chosen_in_the_box_or_the_menu_and_undone(
    comparing: Application, page: ComparePage, settle: Settle, by_menu: bool
) -> None:
    if by_menu:
        comparing.window.commands["compare.policy-lowest"].trigger()
    else:
        page.bar.policy.activated.emit(list(Policy).index(Policy.LOWEST))
    settle(comparing)
    assert comparing.store.state.policy is Policy.LOWEST
    assert page.summary.text().startswith("Policy: lowest.")
    assert page.bar.policy.currentData() == Policy.LOWEST
    assert page.bar.policy.toolTip().endswith(POLICY_MEANING[Policy.LOWEST])
    assert comparing.window.commands["compare.policy-lowest"].isChecked()
    comparing.store.history.undo()
    settle(comparing)
    assert page.bar.policy.currentData() == Policy.DEFAULT
    assert page.summary.text().startswith("Policy: default.")


def test_a_baseline_is_pinned_marked_and_taken_away(
    comparing: Application, page: ComparePage, settle: Settle
) -> None:
    page.bar.baseline.activated.emit(page.bar.baseline.findData("gpt-4o"))
    settle(comparing)
    row = lines(comparing)[line_of(comparing, "MMMU", "val")]
    assert [cell.delta for cell in row.cells] == ["−17.7 ▾", "base", "−8.5 ▾"]
    assert page.bar.baseline.currentText() == "Baseline: GPT-4o"
    comparing.window.commands["compare.no-baseline"].trigger()
    settle(comparing)
    assert comparing.store.state.baseline == ""
    assert not any(c.delta for r in lines(comparing) for c in r.cells)


def test_the_current_model_becomes_the_baseline_by_its_command(
    comparing: Application, settle: Settle
) -> None:
    go_to(comparing, line_of(comparing, "MMMU", "val"), 2)
    comparing.window.commands["compare.measure"].trigger()
    settle(comparing)
    assert comparing.store.state.baseline == "gemini-1.5-pro"


def test_the_current_cell_stays_when_the_policy_changes(
    comparing: Application, page: ComparePage, settle: Settle
) -> None:
    line = line_of(comparing, "MMMU", "val")
    go_to(comparing, line, 1)
    comparing.workspace.comparing.use_policy(Policy.HIGHEST)
    settle(comparing)
    assert (page.table.current_line(), page.table.current_position()) == (line, 1)


def test_dragging_a_column_reorders_the_tray_and_can_be_undone(
    comparing: Application, page: ComparePage, settle: Settle
) -> None:
    header = page.table.horizontalHeader()
    assert header.sectionsMovable()
    header.moveSection(0, 2)
    settle(comparing)
    assert comparing.store.state.tray == (TRAY[1], TRAY[2], TRAY[0])
    assert [header.visualIndex(n) for n in range(3)] == [0, 1, 2]
    comparing.store.history.undo()
    settle(comparing)
    assert comparing.store.state.tray == TRAY


def test_keys_move_the_current_model_and_the_current_cell_goes_along(
    comparing: Application, page: ComparePage, settle: Settle
) -> None:
    line = line_of(comparing, "MMMU", "val")
    go_to(comparing, line, 1)
    comparing.window.commands["compare.move-right"].trigger()
    settle(comparing)
    assert comparing.store.state.tray == (TRAY[0], TRAY[2], TRAY[1])
    assert page.table.current_position() == 2
    comparing.window.commands["compare.move-right"].trigger()  # it is the last one
    settle(comparing)
    assert comparing.store.state.tray == (TRAY[0], TRAY[2], TRAY[1])
    comparing.window.commands["compare.move-left"].trigger()
    settle(comparing)
    assert comparing.store.state.tray == TRAY


def test_dragging_a_chip_moves_the_model_and_does_not_remove_it(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    first, last = comparing.window.tray.chips[0], comparing.window.tray.chips[-1]
    over = first.mapFromGlobal(last.mapToGlobal(QPoint(last.width() - 2, 5)))
    qtbot.mousePress(first, LEFT, pos=QPoint(5, 5))
    qtbot.mouseMove(first, over)
    assert comparing.window.tray._gap.isVisible()
    qtbot.mouseRelease(first, LEFT, pos=over)
    settle(comparing)
    assert comparing.store.state.tray == (TRAY[1], TRAY[2], TRAY[0])
    assert not comparing.window.tray._gap.isVisible()


def test_keys_move_the_chip_that_has_the_focus(comparing: Application, settle: Settle) -> None:
    comparing.window.activateWindow()
    comparing.window.tray.chips[0].setFocus()
    comparing.window.commands["compare.move-right"].trigger()
    settle(comparing)
    assert comparing.store.state.tray == (TRAY[1], TRAY[0], TRAY[2])


def test_models_dropped_on_the_tray_come_where_they_were_dropped(
    comparing: Application, settle: Settle
) -> None:
    tray = comparing.window.tray
    at = QPointF(tray.mapFromGlobal(tray.chips[1].mapToGlobal(QPoint(1, 5))))
    data = dragged_models(["gpt-4-turbo-2024-04-09"])
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    tray.dropEvent(QDropEvent(at, actions, data, LEFT, none))
    settle(comparing)
    assert comparing.store.state.tray == (TRAY[0], "gpt-4-turbo-2024-04-09", *TRAY[1:])


def test_models_dropped_on_the_page_come_last(
    comparing: Application, page: ComparePage, settle: Settle
) -> None:
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    data = dragged_models(["gpt-4o-2024-05-13", "qwen-vl-max"])
    page.dropEvent(QDropEvent(QPointF(5, 5), actions, data, LEFT, none))
    settle(comparing)
    assert comparing.store.state.tray == (*TRAY[1:], "gpt-4o-2024-05-13", "qwen-vl-max")


def test_all_sections_fold_and_open_again(comparing: Application, page: ComparePage) -> None:
    comparing.window.commands["compare.fold-all"].trigger()
    hidden = [page.table.isRowHidden(n) for n in range(comparing.workspace.compare.lines)]
    kinds = [row.kind is RowKind.SECTION for row in lines(comparing)]
    assert hidden == [not heading for heading in kinds]
    comparing.window.commands["compare.open-all"].trigger()
    assert not any(page.table.isRowHidden(n) for n in range(len(kinds)))


def test_swapped_receipts_folding_and_moving_still_work(
    qtbot: QtBot, comparing: Application, page: ComparePage, settle: Settle
) -> None:
    comparing.window.commands["compare.swap"].trigger()
    settle(comparing)
    table, compare = page.table, comparing.workspace.compare
    assert compare.rowCount() == 3
    line = line_of(comparing, "MMMU", "val")
    index = compare.cell_index(line, 1)
    table.scrollTo(index)
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    (dialog,) = comparing.window.findChildren(ClaimsDialog)
    assert dialog.windowTitle().startswith("GPT-4o: MMMU")
    table.section_clicked.emit(line_of(comparing, "Facts"))
    assert table.isColumnHidden(line_of(comparing, "Facts") + 1)
    table.verticalHeader().moveSection(2, 0)
    settle(comparing)
    assert comparing.store.state.tray == (TRAY[2], TRAY[0], TRAY[1])
    for _ in range(3):
        comparing.store.history.undo()
    settle(comparing)
    assert not compare.swapped
    assert compare.rowCount() == compare.lines
    assert len({table.columnWidth(n) for n in range(3)}) == 1
    assert not any(table.isColumnHidden(n) for n in range(3))


def test_a_session_that_was_swapped_comes_back_swapped(start: Start) -> None:
    application = start(ViewState(tray=TRAY, swapped=True, baseline="gpt-4o"))
    assert application.workspace.compare.rowCount() == 3
    assert application.window.compare.bar.swapped.isChecked()
    assert application.window.compare.bar.baseline.currentData() == "gpt-4o"


@pytest.mark.parametrize("swapped", [False, True])
def test_the_whole_table_is_copied_as_markdown_and_latex(
    comparing: Application, page: ComparePage, settle: Settle, swapped: bool
) -> None:
    comparing.workspace.comparing.swap(swapped)
    settle(comparing)
    page.table.setFocus()
    comparing.window.commands["edit.copy-markdown"].trigger()
    text = QGuiApplication.clipboard().text()
    heads = text.split("\n")[0]
    titles = [row.split("|")[1] for row in text.split("\n") if "|" in row]
    models = titles if swapped else heads.split("|")
    assert {" GPT-4o ", " Qwen-VL-Max "} <= set(models)
    assert "MMMU, val, %" in text
    assert "≈ 85.7 ◐ (test)" in text
    assert "Weighbridge, policy default, catalog of " in text
    assert "≈ may differ" in text
    comparing.window.commands["edit.copy-latex"].trigger()
    text = QGuiApplication.clipboard().text()
    assert "\\toprule" in text
    assert "MMMU, val, \\%" in text
    assert "$\\approx$ 85.7" in text


def test_a_selection_alone_is_copied_as_markdown(comparing: Application, page: ComparePage) -> None:
    page.table.setFocus()
    page.table.selectRow(line_of(comparing, "MMMU", "val"))
    comparing.window.commands["edit.copy-markdown"].trigger()
    table = QGuiApplication.clipboard().text().split("\n\n")[0]
    assert len(table.split("\n")) == 3


def test_rows_are_chosen_and_ordered_in_a_dialog_and_that_is_undone(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    comparing.window.commands["compare.rows"].trigger()
    settle(comparing)
    (dialog,) = comparing.window.findChildren(RowsDialog)
    total = len(dialog.model.choices)
    assert total > 10
    assert all(choice.shown for choice in dialog.model.choices)
    dialog._untick()
    assert not dialog.accept_button.isEnabled()
    dialog.search.setText("mm")
    dialog.table.choose_row(0)
    qtbot.keyClick(dialog.table, Key.Key_Space)
    dialog.table.choose_row(1)
    qtbot.keyClick(dialog.table, Key.Key_Space)
    qtbot.keyClick(dialog.table, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    wanted = dialog.model.shown_keys
    dialog.accept()
    settle(comparing)
    assert comparing.store.state.benchmarks == wanted
    shown = dict.fromkeys(r.row.benchmark.id for r in lines(comparing) if r.row)
    assert tuple(key for key in wanted if key in shown) == tuple(shown)
    assert "Only 2 benchmarks of your choice." in comparing.window.compare.summary.text()
    comparing.store.history.undo()
    settle(comparing)
    assert comparing.store.state.benchmarks == ()


def test_a_click_on_the_box_ticks_and_a_click_beside_it_does_not(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    comparing.window.commands["compare.rows"].trigger()
    settle(comparing)
    (dialog,) = comparing.window.findChildren(RowsDialog)
    area = dialog.table.visualRect(dialog.model.index(2, 0))
    total = len(dialog.model.shown_keys)
    box, beside = QPoint(area.left() + 12, area.center().y()), area.center()
    qtbot.mouseClick(dialog.table.viewport(), LEFT, pos=beside)
    assert len(dialog.model.shown_keys) == total
    qtbot.mouseClick(dialog.table.viewport(), LEFT, pos=box)
    assert len(dialog.model.shown_keys) == total - 1
    qtbot.mouseClick(dialog.all_button, LEFT)
    assert comparing.store.state.benchmarks == ()


def test_the_switches_take_more_lines_where_there_is_less_room(page: ComparePage) -> None:
    layout = page.bar.layout()
    assert layout is not None
    assert layout.heightForWidth(400) > layout.heightForWidth(1200)


def test_a_benchmark_says_what_it_measures_and_how_much_room_is_left(
    comparing: Application, settle: Settle
) -> None:
    go_to(comparing, line_of(comparing, "MMMU", "val"), 0)
    comparing.window.commands["compare.about-benchmark"].trigger()
    settle(comparing)
    (dialog,) = comparing.window.findChildren(CardDialog)
    assert dialog.card is not None
    assert dialog.card.saturation is not None
    assert dialog.card.saturation.setting.split == "val"
    assert "used up" in dialog.card.room
    assert "Human Expert" in dialog.card.humans
    assert dialog.model.rowCount() > 2
    comparing.window.desk.about_line(line_of(comparing, "MMMU", "val"))
    assert len(comparing.window.findChildren(CardDialog)) == 1
    comparing.window.desk.about_line(line_of(comparing, "Organization"))
    assert len(comparing.window.findChildren(CardDialog)) == 1


@pytest.mark.parametrize(("line", "position"), [(-1, 1), (0, -1), (0, 0)])
def test_a_context_menu_offers_commands_for_what_was_asked(
    comparing: Application, page: ComparePage, line: int, position: int
) -> None:
    at = line_of(comparing, "MMMU", "val") if line == 0 else line
    page.table.menu_asked.emit(QPoint(100, 100), at, position)
    menu = next(m for m in comparing.window.findChildren(QMenu) if m.isVisible())
    names = {action.objectName() for action in menu.actions() if action.objectName()}
    if line < 0:
        assert {"compare.measure", "compare.move-left"} <= names
        assert page.table.current_position() == position
    else:
        assert "compare.about-benchmark" in names
        assert page.table.current_line() == at
    menu.close()


def test_a_figure_set_apart_opens_the_claims_of_its_own_setting_with_the_reason(
    comparing: Application,
) -> None:
    line = line_of(comparing, "ChartQA")
    comparing.window.open_receipt(line, 1)
    (dialog,) = comparing.window.findChildren(ClaimsDialog)
    assert dialog.windowTitle() == "GPT-4o: ChartQA, test"
    assert dialog.apart.text().startswith("≈ May differ: split test")
    assert dialog.model.rowCount() > 0


def test_twelve_models_have_columns_wide_enough_for_a_figure(start: Start) -> None:
    tray = (*TRAY, "qwen2-vl-72b-instruct", "gpt-4o-2024-05-13", "internvl2-8b", "internvl2-26b")
    application = start(ViewState(tray=(*tray, "internvl2-40b", "minicpm-v-2.6")))
    table = application.window.compare.table
    widths = {table.columnWidth(n) for n in range(9)}
    assert len(widths) == 1
    assert min(widths) >= table.fontMetrics().horizontalAdvance("2328.7 ○ ▲")


def test_tab_meets_the_switches_before_the_table(comparing: Application, qtbot: QtBot) -> None:
    page = comparing.window.compare
    comparing.window.go_to(Page.COMPARE)
    qtbot.waitUntil(lambda: comparing.window.focusWidget() is page.table)
    met: list[QWidget] = []
    widget = page.table.previousInFocusChain()
    while widget is not None and widget is not page.table and len(met) < 60:
        met.append(widget)
        widget = widget.previousInFocusChain()
    assert page.bar.policy in met[:20]
