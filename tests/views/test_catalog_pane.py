"""The catalog pane: saved searches, columns, facets, details."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.search.query import Facet
from desktop.viewmodels.catalog.catalog_model import Column
from desktop.viewmodels.catalog.details import hub_address
from desktop.viewmodels.state import ViewState
from desktop.views.catalog.pane import CatalogPane
from desktop.views.catalog.picker import Picker
from desktop.views.catalog.saved import NameDialog
from tests.views.pane_steps import heading, ids, pick

Key = Qt.Key
Settle = Callable[[Application], None]
Start = Callable[..., Application]

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
    pane.facets.scrollTo(heading(pane, Facet.ORGANIZATION))
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
