"""The search line: faults, completions, saved searches, columns, facets, details."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.search.query import Facet
from desktop.viewmodels.catalog.catalog_model import Column
from desktop.viewmodels.catalog.details import hub_address
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import ViewState
from desktop.views.catalog.pane import CatalogPane
from desktop.views.catalog.picker import Picker
from desktop.views.catalog.saved import NameDialog
from desktop.views.theme import ink

Key = Qt.Key
Settle = Callable[[Application], None]
Start = Callable[..., Application]


@pytest.fixture
def pane(application: Application, qtbot: QtBot) -> CatalogPane:
    """The catalog, with the focus in the search field."""
    application.window.activateWindow()
    pane: CatalogPane = application.window.catalog
    pane.focus_search()
    qtbot.waitUntil(pane.search.hasFocus)
    return pane


def ids(pane: CatalogPane) -> list[str]:
    model = pane.table.model()
    return [str(model.index(row, 0).data(Role.KEY)) for row in range(model.rowCount())]


def offered(pane: CatalogPane) -> list[str]:
    model = pane.search.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def heading(pane: CatalogPane, facet: Facet) -> QModelIndex:
    return pane.facets.model().index(list(Facet).index(facet), 0)


def pick(menu: QMenu, title: str) -> None:
    """Run an action of a menu as somebody would who opened it."""
    menu.aboutToShow.emit()
    entries: list[QAction] = menu.actions()
    entries += [a for m in menu.findChildren(QMenu) for a in m.actions()]
    action = next(a for a in entries if a.text().replace("&", "") == title and not a.menu())
    action.trigger()
    menu.triggered.emit(action) if action not in menu.actions() else None


# What is wrong


def test_a_search_in_the_language_is_made_while_typing(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    before = len(ids(pane))
    QTest.keyClicks(pane.search, "weights:open params<=10b -family:qwen")
    settle(application)
    assert 0 < len(ids(pane)) < before
    assert pane.bar.message.isHidden()


def test_a_line_that_cannot_be_understood_keeps_the_list_and_says_where_and_why(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "weights:api-only ")
    settle(application)
    good = ids(pane)
    QTest.keyClicks(pane.search, "wieghts:open x")
    settle(application)
    assert ids(pane) == good
    message = pane.bar.message
    assert message.text().startswith("At character 18: 'wieghts' is neither a field")
    assert "did you mean weights?" in message.text()
    assert message.textFormat() is Qt.TextFormat.PlainText
    color = message.palette().color(message.foregroundRole())
    assert color == ink(pane.palette()).caution
    assert "wieghts" in pane.search.accessibleDescription()
    assert application.window.findChildren(Picker) == []


def test_the_fault_is_underlined_in_the_field(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    pane.search.setText("weights:open")
    QTest.keyClicks(pane.search, "x mmmu>=600")
    settle(application)

    def inked(left: int, right: int) -> bool:
        image = pane.search.grab().toImage()
        caution = ink(pane.palette()).caution
        ratio = image.devicePixelRatio()
        return any(
            abs(image.pixelColor(x, y).red() - caution.red()) < 40
            and abs(image.pixelColor(x, y).blue() - caution.blue()) < 40
            and abs(image.pixelColor(x, y).green() - caution.green()) < 40
            for x in range(int(left * ratio), int(right * ratio))
            for y in range(image.height() // 2, image.height())
        )

    first = pane.search.fontMetrics().horizontalAdvance("weights:ope")
    assert inked(0, first)
    pane.search.clear()
    QTest.keyClicks(pane.search, "vl")
    assert not inked(0, first)


def test_a_condition_that_is_still_typed_is_met_with_a_hint_not_a_fault(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "vl mmmu>=")
    settle(application)
    message = pane.bar.message
    assert message.text() == "Expected: a number, 0 to 100 %"
    assert message.palette().color(message.foregroundRole()) == ink(pane.palette()).muted
    assert ids(pane)
    application.window.tray.setFocus()
    pane.table.setFocus()
    assert message.palette().color(message.foregroundRole()) == ink(pane.palette()).caution


def test_enter_stays_in_a_field_that_cannot_be_understood(
    application: Application, pane: CatalogPane
) -> None:
    QTest.keyClicks(pane.search, "beauty>3")
    QTest.keyClick(pane.search, Key.Key_Return)
    assert pane.search.hasFocus()


def test_corrections_are_told(application: Application, pane: CatalogPane, settle: Settle) -> None:
    pairs = (("qwne", "qwen"), ("lama", "llama"), ("lama", "lava"))
    application.workspace.corrected.emit(pairs)
    assert pane.bar.message.text() == "read “qwne” as “qwen”; read “lama” as “llama” or “lava”"
    application.workspace.corrected.emit(())
    assert pane.bar.message.isHidden()


def test_a_mistyped_word_is_read_as_the_nearest_and_that_is_said(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "qwne")
    settle(application)
    assert ids(pane)
    assert pane.bar.message.text() == "read “qwne” as “qwen”"


def test_an_empty_list_says_what_to_do(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "org:nobody")
    settle(application)
    assert ids(pane) == []
    assert "Show all" in pane.table.accessibleDescription()
    pane.reset.click()
    settle(application)
    assert pane.table.accessibleDescription() == ""


def test_the_help_says_what_a_search_can_say(pane: CatalogPane) -> None:
    for part in ("mmmu>=60", "-family:llama", "active_parameters"):
        assert part in pane.bar.help.accessibleDescription()
    assert "<p" in pane.bar.help.toolTip()  # escaped: "<=" would be taken for a tag
    pane.bar.help.click()


# Completion


def test_completions_are_offered_and_tab_takes_the_first(pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "weig")
    assert offered(pane) == ["weights:"]
    assert pane.search.list.isVisible()
    QTest.keyClick(pane.search, Key.Key_Tab)
    assert pane.search.text() == "weights:"
    assert pane.search.hasFocus()
    assert offered(pane) == ["open", "api-only", "unreleased"]


def test_arrows_choose_and_enter_takes(application: Application, pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "weights:")
    QTest.keyClick(pane.search, Key.Key_Down)
    QTest.keyClick(pane.search, Key.Key_Down)
    QTest.keyClick(pane.search, Key.Key_Return)
    assert application.store.state.search == "weights:api-only"
    assert pane.search.hasFocus()
    assert not pane.search.list.isVisible()


def test_arrows_lead_out_of_the_list_at_both_ends(pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "weights:")
    rows = []
    for _ in range(5):
        QTest.keyClick(pane.search, Key.Key_Up)
        rows.append(pane.search.list.currentIndex().row())
    assert rows == [2, 1, 0, -1, 2]


def test_escape_closes_the_completions_and_nothing_else(pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "weights:")
    QTest.keyClick(pane.search, Key.Key_Escape)
    assert not pane.search.list.isVisible()
    assert pane.search.text() == "weights:"
    QTest.keyClicks(pane.search, "o")
    assert pane.search.list.isVisible()


def test_enter_without_a_choice_goes_to_the_list(
    application: Application, pane: CatalogPane, settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.search, "gpt")
    settle(application)
    QTest.keyClick(pane.search, Key.Key_Return)
    settle(application)
    qtbot.waitUntil(pane.table.hasFocus)
    assert not pane.search.list.isVisible()


def test_space_and_tab_are_their_own_while_nothing_is_offered(
    pane: CatalogPane, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.search, "zzz zzz")
    assert pane.search.text() == "zzz zzz"
    assert not pane.search.list.isVisible()
    QTest.keyClick(pane.search, Key.Key_Tab)
    qtbot.waitUntil(lambda: not pane.search.hasFocus())


def test_a_click_takes_a_completion(application: Application, pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "vl weig")
    shown = pane.search.list
    place = shown.visualRect(shown.model().index(0, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pane.search.text() == "vl weights:"
    assert application.store.state.search == "vl weights:"


def test_everything_is_offered_when_asked_for(pane: CatalogPane) -> None:
    QTest.keyClick(pane.search, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offered(pane)[:2] == ["id:", "name:"]
    assert pane.search.text() == ""


def test_values_of_the_catalog_are_offered(pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "org:mist")
    assert offered(pane) == ['"Mistral AI"']


def test_completions_go_with_the_cursor_and_with_the_focus(pane: CatalogPane, qtbot: QtBot) -> None:
    QTest.keyClicks(pane.search, "vl weig")
    QTest.keyClick(pane.search, Key.Key_Home)
    assert not pane.search.list.isVisible()
    QTest.keyClick(pane.search, Key.Key_End)
    QTest.keyClicks(pane.search, "h")
    assert pane.search.list.isVisible()
    pane.table.setFocus()
    qtbot.waitUntil(lambda: not pane.search.list.isVisible())


# Saved searches


def test_a_search_is_saved_renamed_applied_and_deleted_from_its_menu(
    application: Application, pane: CatalogPane, settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.search, "weights:open vl")
    menu = pane.saved.menu()
    pick(menu, "Save this search…")
    dialog = application.window.findChildren(NameDialog)[-1]
    dialog.field.setText("A & B")
    buttons = dialog.findChildren(QDialogButtonBox)[0]
    buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert [s.name for s in application.store.state.saved] == ["A & B"]
    application.workspace.show_all()
    settle(application)
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "A && B"
    menu.actions()[0].trigger()
    settle(application)
    assert pane.search.text() == "weights:open vl"
    application.workspace.list.delete("A & B")
    menu.aboutToShow.emit()
    assert not menu.actions()[0].isEnabled()
    application.store.history.undo()
    assert [s.name for s in application.store.state.saved] == ["A & B"]


def test_a_name_that_will_not_do_is_refused_in_the_dialog(
    application: Application, pane: CatalogPane
) -> None:
    application.workspace.list.save("a")
    application.workspace.list.save("b")
    menu = pane.saved.menu()
    menu.aboutToShow.emit()
    rename = next(m for m in menu.findChildren(QMenu) if m.title() == "&Rename")
    menu.triggered.emit(rename.actions()[0])
    dialog = application.window.findChildren(NameDialog)[-1]
    assert dialog.field.text() == "a"
    for name, problem in (("b", "Another search has this name."), (" ", "A name is needed.")):
        dialog.field.setText(name)
        dialog.offered.emit(dialog)
        assert dialog.problem.text() == problem
        assert dialog.isVisible()
    dialog.field.setText("c")
    dialog.offered.emit(dialog)
    assert [s.name for s in application.store.state.saved] == ["b", "c"]


def test_every_dialog_of_the_catalog_can_be_named_by_a_screen_reader(
    application: Application, pane: CatalogPane
) -> None:
    pane.column_menu.pick()
    pick(pane.saved.menu(), "Save this search…")
    dialogs: list[QWidget] = [*application.window.findChildren(Picker)]
    dialogs += application.window.findChildren(NameDialog)
    assert len(dialogs) == 2
    nameless = [
        f"{type(widget).__name__} in {type(dialog).__name__}"
        for dialog in dialogs
        for widget in (dialog, *dialog.findChildren(QWidget))
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


# Columns


def test_columns_are_hidden_and_shown_again(application: Application, pane: CatalogPane) -> None:
    pick(pane.column_menu, "Openness")
    assert pane.table.isColumnHidden(Column.CLASS)
    pick(pane.column_menu, "Show all columns")
    assert not pane.table.isColumnHidden(Column.CLASS)


def test_a_benchmark_column_is_added_sorted_by_and_removed(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    pick(pane.column_menu, "Add benchmark column…")
    picker = application.window.findChildren(Picker)[-1]
    assert picker.proxy.rowCount() == len(application.workspace.asking.vocabulary.benchmarks)
    QTest.keyClicks(picker.field, "MMMU-Pro")
    QTest.keyClick(picker.field, Key.Key_Return)
    settle(application)
    assert application.store.state.columns[:1] == ("mmmu-pro",)
    header = pane.table.horizontalHeader()
    section = len(Column)
    assert pane.table.model().headerData(section, Qt.Orientation.Horizontal) == "MMMU-Pro"
    assert header.visualIndex(section) == 1
    header.sectionClicked.emit(section)
    settle(application)
    state = application.store.state
    assert (state.sort_benchmark, state.descending) == ("mmmu-pro", True)
    assert header.sortIndicatorSection() == section
    pick(pane.column_menu, "MMMU-Pro")
    settle(application)
    assert not application.store.state.columns
    assert not application.store.state.sort_benchmark
    assert pane.table.model().columnCount() == len(Column)


def test_a_picker_that_finds_nothing_says_so(application: Application, pane: CatalogPane) -> None:
    pane.column_menu.pick()
    picker = application.window.findChildren(Picker)[-1]
    picker.field.setText("no such benchmark")
    assert picker.none.isVisible()
    QTest.keyClick(picker.field, Key.Key_Return)
    assert picker.isVisible()
    picker.close()
    assert application.store.state.columns == ()


def test_columns_come_back_at_the_next_start(start: Start, settle: Settle) -> None:
    first = start(ViewState(columns=("mmmu",)))
    table = first.window.catalog.table
    table.setColumnHidden(Column.CLAIMS, True)
    table.horizontalHeader().resizeSection(Column.NAME, 222)
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(len(Column)), 3)
    first.window.close()
    second = start().window.catalog.table
    assert second.isColumnHidden(Column.CLAIMS)
    assert second.columnWidth(Column.NAME) == 222
    assert second.horizontalHeader().visualIndex(len(Column)) == 3
    assert second.model().headerData(len(Column), Qt.Orientation.Horizontal) == "MMMU"


# Facets


def test_a_facet_is_cleared_with_delete(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    state = application.store.state.with_facet(Facet.WEIGHTS, frozenset({"open", "api-only"}))
    application.store.change(state, "filter")
    settle(application)
    tree = pane.facets
    tree.setCurrentIndex(tree.model().index(0, 0, heading(pane, Facet.WEIGHTS)))
    QTest.keyClick(tree, Key.Key_Delete)
    assert application.store.state.facets == ()


def test_a_facet_is_cleared_with_a_click_at_the_right_of_its_name(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    state = application.store.state.with_facet(Facet.WEIGHTS, frozenset({"open"}))
    application.store.change(state, "filter")
    settle(application)
    area = pane.facets.visualRect(heading(pane, Facet.WEIGHTS))
    place = QPoint(area.right() - 12, area.center().y())
    QTest.mouseClick(pane.facets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert application.store.state.facets == ()


def test_the_values_of_a_long_facet_can_be_searched(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    area = pane.facets.visualRect(heading(pane, Facet.ORGANIZATION))
    place = QPoint(area.right() - 12, area.center().y())
    QTest.mouseClick(pane.facets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    picker = application.window.findChildren(Picker)[-1]
    QTest.keyClicks(picker.field, "mistral")
    QTest.keyClick(picker.field, Key.Key_Return)
    settle(application)
    assert application.store.state.chosen(Facet.ORGANIZATION) == {"Mistral AI"}


# Details


def test_the_facts_of_the_current_model_are_shown_with_sources_and_conflicts(
    application: Application, pane: CatalogPane, settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.search, "id:qwen-vl-max")
    settle(application)
    pane.table.choose_row(ids(pane).index("qwen-vl-max"))
    settle(application)
    below = pane.below
    assert "claims, undated alias of" in below.note.toolTip()
    rows = [below.model.row_at(n) for n in range(below.model.rowCount())]
    labels = [row.cells[0].text for row in rows if row]
    assert "Organization" in labels
    assert any(row and row.cells[1].below for row in rows)
    assert "≠ another source" in labels
    below.compare.click()
    assert application.store.state.tray == ("qwen-vl-max",)
    assert below.compare.text() == "Remove"


def test_the_hub_page_is_opened_only_as_the_address_that_is_shown(
    application: Application,
    pane: CatalogPane,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    QTest.keyClicks(pane.search, "id:qwen2-vl-72b-instruct")
    settle(application)
    pane.table.choose_row(ids(pane).index("qwen2-vl-72b-instruct"))
    settle(application)
    pane.below.hub.click()
    assert opened == [pane.below.address.toolTip()]
    assert opened == ["https://huggingface.co/Qwen/Qwen2-VL-72B-Instruct"]


@pytest.mark.parametrize(
    "hub_id",
    [
        "",
        "gpt-4o",
        "a/b/c",
        "javascript:alert(1)//x",
        "a/../b",
        "a b/c",
        "ä/b",
        "a/b?c",
        "/b",
        "a/",
    ],
)
def test_what_is_no_hub_id_has_no_address(hub_id: str) -> None:
    assert hub_address(hub_id) == ""


def test_details_fold_and_stay_folded(
    application: Application, pane: CatalogPane, start: Start
) -> None:
    pane.below.fold.click()
    assert not application.store.state.details_shown
    assert pane.below.body.isHidden()
    application.window.close()
    assert start().window.catalog.below.body.isHidden()


def test_details_are_read_when_they_are_opened(
    start: Start, settle: Settle, qapp: QApplication
) -> None:
    application = start(ViewState(details_shown=False))
    pane = application.window.catalog
    pane.table.choose_row(0)
    settle(application)
    assert pane.below.model.rowCount() == 0
    pane.below.fold.click()
    settle(application)
    assert pane.below.model.rowCount() > 0
    application.store.change(replace(application.store.state, details_shown=True), "same")
