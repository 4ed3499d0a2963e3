"""Verdicts where models are: list, filters, details, chips, comparison, charts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.charts.coloring import Coloring
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS, ANSWER_WORDS
from desktop.viewmodels.catalog.catalog_model import Column
from desktop.viewmodels.catalog.details import CONTRADICTION
from desktop.viewmodels.compare.verdict_rows import CONTRADICTION_ROW, MAY_I
from desktop.viewmodels.roles import RowKind
from desktop.viewmodels.state import Page, ViewState
from desktop.views.catalog.pane import CatalogPane
from desktop.views.charts.chart import ChartBlock
from desktop.views.charts.page import ChartsPage
from desktop.views.charts.verdict_key import VerdictKey
from desktop.views.licenses.verdict_dialog import VerdictDialog
from tests.views.pane_steps import ids, pick

Key = Qt.Key
Settle = Callable[[Application], None]
Start = Callable[..., Application]
PRODUCT = Profile(uses=(Use.COMMERCIAL_PRODUCT,), based_in="DE")
FOUR = ("qwen2.5-vl-72b-instruct", "gpt-4o", "llama-3.1-70b-instruct", "mistral-large-2411")


def plan(application: Application, profile: Profile = PRODUCT) -> None:
    application.store.change(replace(application.store.state, profile=profile), "profile")


def verdicts(application: Application) -> list[VerdictDialog]:
    return [d for d in application.window.findChildren(VerdictDialog) if d.isVisible()]


@pytest.fixture
def planning(start: Start) -> Application:
    """Four models compared for a commercial product."""
    return start(ViewState(tray=FOUR, profile=PRODUCT))


# The list


def test_the_verdict_stands_beside_the_name_while_the_profile_has_a_use(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    header = pane.table.horizontalHeader()
    assert pane.table.isColumnHidden(Column.VERDICT)
    plan(application)
    settle(application)
    assert not pane.table.isColumnHidden(Column.VERDICT)
    assert header.visualIndex(Column.VERDICT) == header.visualIndex(Column.NAME) + 1
    texts = {str(pane.table.model().index(n, Column.VERDICT).data()) for n in range(100)}
    assert texts <= {f"{sign} {answer}" for answer, sign in ANSWER_SIGNS.items()}
    application.store.history.undo()
    assert pane.table.isColumnHidden(Column.VERDICT)
    settle(application)


def test_a_benchmark_comes_behind_the_verdict(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    plan(application)
    state = replace(application.store.state, columns=("mmmu",))
    application.store.change(state, "column")
    settle(application)
    header = pane.table.horizontalHeader()
    assert [header.logicalIndex(n) for n in range(3)] == [0, Column.VERDICT, len(Column)]


def test_who_hides_the_verdict_does_not_see_it_again_until_it_is_asked_for(
    start: Start, settle: Settle
) -> None:
    first = start(ViewState(profile=PRODUCT))
    pick(first.window.catalog.column_menu, "Verdict")
    assert first.window.catalog.table.isColumnHidden(Column.VERDICT)
    plan(first, replace(PRODUCT, uses=(Use.RESEARCH,)))
    settle(first)
    assert first.window.catalog.table.isColumnHidden(Column.VERDICT)
    plan(first, Profile())
    settle(first)
    first.window.close()
    second = start(ViewState(profile=PRODUCT))
    table = second.window.catalog.table
    assert table.isColumnHidden(Column.VERDICT)
    pick(second.window.catalog.column_menu, "Show all columns")
    assert not table.isColumnHidden(Column.VERDICT)


def test_a_verdict_that_was_shown_is_shown_at_the_next_start_where_it_stood(start: Start) -> None:
    first = start(ViewState(profile=PRODUCT)).window
    header = first.catalog.table.horizontalHeader()
    header.moveSection(header.visualIndex(Column.VERDICT), 4)
    first.close()
    header = start(ViewState(profile=PRODUCT)).window.catalog.table.horizontalHeader()
    assert not header.isSectionHidden(Column.VERDICT)
    assert header.visualIndex(Column.VERDICT) == 4


def test_hiding_while_there_is_nothing_to_show_is_not_remembered(
    start: Start, settle: Settle
) -> None:
    start().window.close()
    second = start()
    plan(second)
    settle(second)
    assert not second.window.catalog.table.isColumnHidden(Column.VERDICT)


def test_the_menu_says_why_there_are_no_verdicts(
    application: Application, pane: CatalogPane
) -> None:
    pane.column_menu.aboutToShow.emit()
    entry = next(a for a in pane.column_menu.actions() if a.text().startswith("Verdict"))
    assert "no use" in entry.text()
    assert not entry.isEnabled()


def test_a_click_on_the_verdicts_header_sorts_nothing(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    plan(application)
    settle(application)
    before = application.store.state
    header = pane.table.horizontalHeader()
    header.sectionClicked.emit(Column.VERDICT)
    assert application.store.state == before
    assert header.sortIndicatorSection() == Column.NAME


# Filters


def test_the_boxes_ask_count_and_can_be_undone(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    allowed, contradicted = pane.quick.allowed, pane.quick.contradicted
    assert not allowed.isEnabled()
    assert "no use" in allowed.text()
    assert "names no use" in allowed.toolTip()
    plan(application)
    settle(application)
    assert allowed.isEnabled()
    count = int(allowed.text().rpartition(" ")[2])
    allowed.setFocus()
    QTest.keyClick(allowed, Key.Key_Space)
    settle(application)
    assert pane.search.text() == "allow:profile"
    assert pane.table.model().rowCount() == count
    assert pane.count.text() == f"{count} models"
    contradicted.click()
    settle(application)
    assert pane.search.text() == "contradiction:any allow:profile"
    application.store.history.undo()
    assert allowed.isChecked()
    assert not contradicted.isChecked()
    application.store.history.undo()
    assert not allowed.isChecked()
    settle(application)


def test_a_typed_condition_ticks_its_box(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "allow:profile")
    settle(application)
    assert pane.quick.allowed.isChecked()
    assert "your profile names no use" in pane.bar.message.text()
    plan(application)
    settle(application)
    assert "names no use" not in pane.bar.message.text()
    assert pane.table.model().rowCount() > 0


# Details


def test_the_details_tell_the_verdict_and_open_it(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    plan(application)
    QTest.keyClicks(pane.search, "id:llama-3.1-70b-instruct")
    settle(application)
    pane.table.choose_row(ids(pane).index("llama-3.1-70b-instruct"))
    settle(application)
    said = pane.below.verdict.accessibleName()
    assert said.startswith("◐ yes-if, ")
    assert "conditions" in said
    assert NOT_LEGAL_ADVICE in pane.below.verdict.toolTip()
    pane.below.verdict_button.click()
    assert len(verdicts(application)) == 1
    plan(application, replace(PRODUCT, uses=(Use.RESEARCH,)))
    settle(application)
    assert pane.below.verdict.accessibleName() != said


def test_the_details_tell_both_sides_of_each_contradiction(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "contradiction:any")
    settle(application)
    pane.table.choose_row(0)
    settle(application)
    below = pane.below
    rows = [below.model.row_at(n) for n in range(below.model.rowCount())]
    told = [row for row in rows if row and row.key == CONTRADICTION]
    count = len(told) // 3
    assert count >= 1
    assert below.verdict.accessibleName().startswith(f"≠ {count} contradiction")
    for n in range(count):
        kind, one, other = told[3 * n : 3 * n + 3]
        assert kind.cells[1].below.startswith("nearer to the maker: ")
        assert one.cells[1].text
        assert one.cells[1].below
        assert other.cells[1].text
        assert other.cells[1].below
        assert one.cells[1].text in kind.cells[1].tip
    below.verdict_button.click()
    assert len(verdicts(application)) == 1


# Chips


def test_chips_carry_sign_and_word_and_say_the_meaning(planning: Application) -> None:
    chips = planning.window.tray.chips
    prepared = planning.workspace.prepared
    assert prepared is not None
    for chip, subject in zip(chips, prepared.comparison.subjects, strict=True):
        assert subject.verdict is not None
        answer = subject.verdict.answer
        assert chip.badge_text.split(" ")[0] == ANSWER_SIGNS[answer]
        assert ("≠" in chip.badge_text) is bool(subject.contradictions)
        assert ANSWER_WORDS[answer] in chip.toolTip()
        assert ANSWER_WORDS[answer] in chip.accessibleDescription()
    assert len({chip.height() for chip in chips}) == 1


def test_chips_have_one_line_again_without_verdicts(start: Start, settle: Settle) -> None:
    application = start(ViewState(tray=FOUR[1:], profile=PRODUCT))
    assert all(chip.lines == 2 for chip in application.window.tray.chips)
    plan(application, Profile())
    settle(application)
    assert all(chip.lines == 1 for chip in application.window.tray.chips)
    assert all(not chip.accessibleDescription() for chip in application.window.tray.chips)


# The comparison


def line_of(application: Application, title: str) -> int:
    compare = application.workspace.compare
    rows = ((n, compare.row_at(n)) for n in range(compare.lines))
    return next(n for n, row in rows if row and row.title == title and row.kind is RowKind.VERDICT)


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("title", [MAY_I, CONTRADICTION_ROW])
def test_a_verdict_in_the_comparison_opens_its_window(
    planning: Application, settle: Settle, qtbot: QtBot, title: str, swapped: bool
) -> None:
    planning.workspace.comparing.swap(swapped)
    settle(planning)
    compare = planning.workspace.compare
    index = compare.cell_index(line_of(planning, title), 0)
    table = planning.window.compare.table
    table.setCurrentIndex(index)
    qtbot.keyClick(table, Key.Key_Return)
    shown = verdicts(planning)
    assert len(shown) == 1
    assert "Qwen2.5-VL-72B-Instruct" in shown[0].windowTitle()


def test_the_page_and_its_copies_say_that_a_verdict_is_no_advice(planning: Application) -> None:
    page = planning.window.compare
    assert "not\u00a0legal\u00a0advice" in page.legend.text()
    copied = page.table.whole()
    assert NOT_LEGAL_ADVICE in page.table.copied_notes(copied)


# Charts


@pytest.fixture
def charts(planning: Application, settle: Settle) -> ChartsPage:
    planning.window.turn_to(Page.CHARTS)
    settle(planning)
    page = planning.window.pages.currentWidget()
    assert isinstance(page, ChartsPage)
    return page


def patterns(page: ChartsPage) -> set[tuple[Qt.BrushStyle, str]]:
    """Return the patterns of the bars with their colors."""
    found = set()
    for block in page.findChildren(ChartBlock):
        for item in block.plot.getPlotItem().items:
            brush = getattr(item, "opts", {}).get("brush") if hasattr(item, "opts") else None
            if brush is not None and hasattr(brush, "style"):
                found.add((brush.style(), brush.color().name()))
    return found


def test_bars_are_colored_by_verdict_and_back_by_undo(
    charts: ChartsPage, planning: Application, settle: Settle
) -> None:
    by_model = patterns(charts)
    charts.by_verdict.click()
    settle(planning)
    assert planning.store.state.coloring is Coloring.VERDICT
    assert planning.window.commands["view.by-verdict"].isChecked()
    assert patterns(charts) != by_model
    assert len(patterns(charts)) <= len(ANSWER_SIGNS)
    key = charts.area.findChildren(VerdictKey)
    words = "\n".join(label.text() for label in key[0].findChildren(QLabel))
    assert "◐ yes-if: licensed if every condition is met" in words
    labels = [label.text() for label in charts.area.findChildren(QLabel)]
    assert any(NOT_LEGAL_ADVICE in text for text in labels)
    planning.store.history.undo()
    settle(planning)
    assert not charts.by_verdict.isChecked()
    assert patterns(charts) == by_model


def test_the_legend_names_the_verdict_in_both_modes_and_marks_stay(
    charts: ChartsPage, planning: Application, settle: Settle
) -> None:
    for on in (False, True):
        planning.workspace.comparing.color_by_verdict(on)
        settle(planning)
        block = charts.findChildren(ChartBlock)[0]
        assert "◐" in block.legend.text()
        assert "yes-if" in block.legend.text()
        marks = {
            label.text
            for item in block.plot.getPlotItem().items
            for label in getattr(item, "labels", ())
            if label.below
        }
        assert marks == {"●", "■", "▲", "◆"}


def test_charts_cannot_be_colored_by_verdict_without_a_use(
    charts: ChartsPage, planning: Application, settle: Settle
) -> None:
    planning.workspace.comparing.color_by_verdict(True)
    plan(planning, Profile())
    settle(planning)
    assert not charts.by_verdict.isEnabled()
    assert not charts.by_verdict.isChecked()
    assert not planning.window.commands["view.by-verdict"].isEnabled()
    assert "no use" in charts.by_verdict.text()
    assert not charts.area.findChildren(VerdictKey)
    assert not any("yes-if" in b.legend.text() for b in charts.findChildren(ChartBlock))
