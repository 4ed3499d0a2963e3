from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.errors import OutputError
from desktop.core.marks import series
from desktop.places import Places
from desktop.viewmodels.state import Page, Theme, ViewState
from desktop.views.charts.chart import ChartBlock
from desktop.views.empty import EmptyPage
from desktop.views.main_window import MainWindow

Settle = Callable[[Application], None]
Start = Callable[..., Application]
THREE = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro")
Key = Qt.Key


def box_of(application: Application) -> QMessageBox:
    boxes = application.window.findChildren(QMessageBox)
    assert len(boxes) == 1
    return boxes[0]


def tray_of(application: Application) -> tuple[str, ...]:
    return application.store.state.tray


def find(qtbot: QtBot, application: Application, settle: Settle, text: str) -> None:
    """Search as a user does: type into the field and go to the list."""
    application.window.commands["edit.find"].trigger()
    pane = application.window.catalog
    qtbot.keyClicks(pane.search, text)
    settle(application)
    qtbot.keyClick(pane.search, Key.Key_Return)


def test_space_in_the_list_puts_a_model_into_the_comparison_and_takes_it_out(
    qtbot: QtBot, application: Application, settle: Settle
) -> None:
    find(qtbot, application, settle, "qwen-vl-max")
    table = application.window.catalog.table
    row = application.workspace.catalog.row_of("qwen-vl-max")
    table.choose_row(row)
    qtbot.keyClick(table, Key.Key_Space)
    assert tray_of(application) == ("qwen-vl-max",)
    settle(application)
    qtbot.keyClick(table, Key.Key_Space)
    assert tray_of(application) == ()
    settle(application)


def test_enter_in_the_search_field_goes_to_the_first_model_of_the_list(
    qtbot: QtBot, application: Application, settle: Settle
) -> None:
    find(qtbot, application, settle, "gpt-4o")
    table = application.window.catalog.table
    assert application.window.focusWidget() is table
    assert [i.row() for i in table.selectionModel().selectedRows()] == [0]


def test_enter_before_the_answer_is_there_never_chooses_from_the_old_list(
    qtbot: QtBot, application: Application, settle: Settle
) -> None:
    pane = application.window.catalog
    application.window.commands["edit.find"].trigger()
    qtbot.keyClicks(pane.search, "qwen-vl-max")
    qtbot.keyClick(pane.search, Key.Key_Return)
    qtbot.keyClick(pane.table, Key.Key_Space)
    settle(application)
    assert set(tray_of(application)) <= {"qwen-vl-max"}
    qtbot.keyClick(pane.table, Key.Key_Return)
    settle(application)
    assert tray_of(application) == ("qwen-vl-max",)


def test_several_selected_models_are_added_together(
    qtbot: QtBot, application: Application, settle: Settle
) -> None:
    table = application.window.catalog.table
    table.choose_row(0)
    table.setFocus()
    qtbot.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Key.Key_Space)
    assert len(tray_of(application)) == 3
    application.store.history.undo()
    assert tray_of(application) == ()
    settle(application)


def test_a_click_on_a_column_sorts_by_it_and_a_second_one_turns_the_order(
    qtbot: QtBot, application: Application, settle: Settle
) -> None:
    header = application.window.catalog.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    for descending in (False, True):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settle(application)
        assert application.store.state.sort == "organization"
        assert application.store.state.descending is descending
        assert header.sortIndicatorSection() == 1
    application.store.history.undo()
    application.store.history.undo()
    settle(application)
    assert header.sortIndicatorSection() == 0


def test_a_session_sorted_by_what_has_no_column_still_opens(start: Start, settle: Settle) -> None:
    application = start(ViewState.from_json('{"sort": "weights"}'))
    assert application.workspace.catalog.rowCount() == 445


def test_the_tray_shows_a_chip_per_model_with_its_name(comparing: Application) -> None:
    chips = comparing.window.tray.chips
    assert [chip.model_id for chip in chips] == list(THREE)
    assert [chip.name for chip in chips] == ["Qwen-VL-Max", "GPT-4o", "Gemini 1.5 Pro"]


def test_a_click_on_a_chip_takes_the_model_out(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    qtbot.mouseClick(comparing.window.tray.chips[1], Qt.MouseButton.LeftButton)
    assert tray_of(comparing) == (THREE[0], THREE[2])
    settle(comparing)


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace, Key.Key_Space])
def test_a_key_on_a_chip_takes_the_model_out_and_the_focus_stays_in_the_tray(
    qtbot: QtBot, comparing: Application, settle: Settle, key: Qt.Key
) -> None:
    tray = comparing.window.tray
    tray.chips[2].setFocus()
    qtbot.keyClick(tray.chips[2], key)
    assert tray_of(comparing) == THREE[:2]
    qtbot.waitUntil(lambda: comparing.window.focusWidget() is tray.chips[1])
    settle(comparing)


def test_clearing_the_tray_can_be_undone_and_redone(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    window = comparing.window
    qtbot.mouseClick(window.tray.clear, Qt.MouseButton.LeftButton)
    assert window.tray.chips == []
    window.commands["edit.undo"].trigger()
    assert [chip.model_id for chip in window.tray.chips] == list(THREE)
    window.commands["edit.redo"].trigger()
    assert window.tray.chips == []
    settle(comparing)


def test_the_tray_says_when_it_is_full(start: Start, reader: object) -> None:
    ids = tuple(reader.model_names())[:12]  # type: ignore[attr-defined]
    application = start(ViewState(tray=ids))
    labels = application.window.tray._label.text()
    assert "12" in labels
    assert labels == "Comparing 12 of 12:"


@pytest.mark.parametrize("page", Page)
def test_each_page_is_reached_by_its_command(
    comparing: Application, settle: Settle, page: Page
) -> None:
    window = comparing.window
    window.commands[f"view.{page}"].trigger()
    settle(comparing)
    assert window.pages.currentIndex() == list(Page).index(page)
    assert window.commands[f"view.{page}"].isChecked()
    assert comparing.store.state.page is page


@pytest.mark.parametrize("page", Page)
def test_the_command_of_a_page_puts_the_focus_into_it(
    qtbot: QtBot, comparing: Application, settle: Settle, page: Page
) -> None:
    window = comparing.window
    window.commands["edit.find"].trigger()
    window.commands[f"view.{page}"].trigger()
    settle(comparing)
    shown = window.pages.currentWidget()
    assert shown is not None
    qtbot.waitUntil(
        lambda: window.focusWidget() is (shown.focusProxy() or getattr(shown, "entry", None))
    )


def test_turning_the_page_by_its_tab_can_be_undone(comparing: Application, settle: Settle) -> None:
    window = comparing.window
    window.pages.setCurrentIndex(3)
    settle(comparing)
    assert comparing.store.state.page is Page.SOURCES
    window.commands["edit.undo"].trigger()
    assert window.pages.currentIndex() == 0
    settle(comparing)


def test_the_catalog_pane_opens_and_closes(application: Application) -> None:
    window = application.window
    assert window.catalog.isVisible()
    window.commands["view.catalog"].trigger()
    assert not window.catalog.isVisible()
    window.commands["edit.undo"].trigger()
    assert window.catalog.isVisible()


def test_finding_models_opens_the_catalog_pane(application: Application) -> None:
    window = application.window
    window.commands["view.catalog"].trigger()
    window.commands["edit.find"].trigger()
    assert window.catalog.isVisible()
    assert window.focusWidget() is window.catalog.search


def test_a_theme_changes_the_colors_of_the_window_and_can_be_undone(
    qtbot: QtBot, application: Application
) -> None:
    commands = application.window.commands

    def is_dark() -> bool:
        return application.window.palette().color(QPalette.ColorRole.Base).lightness() < 128

    commands["view.dark"].trigger()
    qtbot.waitUntil(is_dark)
    commands["view.light"].trigger()
    qtbot.waitUntil(lambda: not is_dark())
    commands["edit.undo"].trigger()
    assert application.store.state.theme is Theme.DARK
    qtbot.waitUntil(is_dark)


def grounds(window: MainWindow) -> set[bool]:
    """Whether the charts stand on a dark ground, one answer for each kind there is."""
    blocks = window.pages.currentWidget().findChildren(ChartBlock)
    return {block.plot.backgroundBrush().color().lightness() < 128 for block in blocks}


def test_a_theme_redraws_chips_and_charts_in_its_colors(
    qtbot: QtBot, comparing: Application, turn: Callable[[Application, Page], None]
) -> None:
    window = comparing.window
    for theme in (Theme.DARK, Theme.LIGHT):
        window.commands[f"view.{theme}"].trigger()
        turn(comparing, Page.CHARTS)
        dark = theme is Theme.DARK
        expected = series(0).dark if dark else series(0).light
        qtbot.waitUntil(lambda color=expected: color.lower() in chip_colors(comparing))  # type: ignore[misc]
        qtbot.waitUntil(lambda wanted=dark: grounds(window) == {wanted})  # type: ignore[misc]


def chip_colors(application: Application) -> set[str]:
    """Colors in which the mark of the first chip is drawn."""
    image = application.window.tray.chips[0].icon().pixmap(32, 32).toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {color.name() for p in points if (color := image.pixelColor(*p)).alpha() == 255}


def test_a_known_error_is_said_in_its_own_sentence(application: Application) -> None:
    error = OutputError(Path("/full/disk.pdf"), "the disk is full")
    application.window.show_error(error)
    box = box_of(application)
    assert box.text() == str(error)
    assert "Traceback" not in box.text()
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.close()


def test_an_error_of_our_own_says_where_the_log_is(
    application: Application, places: Places
) -> None:
    application.window.show_error(ZeroDivisionError("<b>secret</b>"))
    box = box_of(application)
    assert str(places.log) in box.text()
    assert "secret" not in box.text()
    box.close()


def test_an_error_before_the_catalog_is_open_offers_another_try(
    qtbot: QtBot, start: Start, settle: Settle, tmp_path: Path
) -> None:
    missing = tmp_path / "catalog.sqlite3"
    missing.mkdir()
    application = start(catalog=missing, opens=False)
    page = application.window.findChild(EmptyPage)
    assert page is not None
    assert any(str(missing) in label.text() for label in page.findChildren(QLabel))
    assert application.window.commands["file.reopen"].isEnabled()
    missing.rmdir()
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: application.workspace.is_open, timeout=30_000)
    settle(application)
    assert application.workspace.catalog.rowCount() == 445


def test_damage_found_later_is_told_once_and_the_file_is_set_aside(
    qtbot: QtBot,
    start: Start,
    settle: Settle,
    catalog_path: Path,
    tmp_path: Path,
    allow_log_warnings: None,
) -> None:
    mine = tmp_path / "mine.sqlite3"
    mine.write_bytes(catalog_path.read_bytes())
    application = start(catalog=mine)
    whole = mine.read_bytes()
    mine.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    for text in ("q", "qw", "qwen", "qwen2"):
        application.workspace.search(text)
        settle(application)
    assert not application.workspace.is_open
    assert application.window.findChildren(QMessageBox) == []
    (aside,) = tmp_path.glob("mine.sqlite3.damaged-????-??-??")
    page = application.window.findChildren(EmptyPage)[-1]
    assert any(aside.name in label.text() for label in page.findChildren(QLabel))
    application.window.commands["file.reopen"].trigger()
    qtbot.waitUntil(lambda: application.workspace.is_open, timeout=30_000)
    settle(application)
    assert application.workspace.catalog.rowCount() > 0


def test_one_fault_met_again_and_again_opens_one_box(application: Application) -> None:
    for _ in range(5):
        application.window.show_error(ZeroDivisionError())
    box_of(application).close()


def test_a_second_export_waits_until_the_first_is_done(
    comparing: Application, settle: Settle, tmp_path: Path
) -> None:
    comparing.window.export_to(str(tmp_path / "first.pdf"))
    comparing.window.export_to(str(tmp_path / "second.pdf"))
    assert not comparing.window.commands["file.export-pdf"].isEnabled()
    settle(comparing)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["first.pdf"]
    assert comparing.window.feedback.message.text() == "Wrote first.pdf"


def test_the_window_says_which_catalog_it_shows(application: Application) -> None:
    assert application.window.feedback.status.text().startswith("445 models, as of ")


def test_nothing_compared_means_nothing_to_export(application: Application, settle: Settle) -> None:
    export = application.window.commands["file.export-pdf"]
    assert not export.isEnabled()
    application.workspace.add(["gpt-4o"], ["GPT-4o"])
    settle(application)
    assert export.isEnabled()
    application.workspace.clear()
    settle(application)
    assert not export.isEnabled()


def test_the_export_dialog_proposes_a_dated_pdf(comparing: Application) -> None:
    window = comparing.window
    window.commands["file.export-pdf"].trigger()
    dialog = window.findChild(QFileDialog, "export-dialog")
    assert dialog is not None
    proposed = Path(dialog.selectedFiles()[0])
    assert proposed.name.startswith("comparison-20")
    assert proposed.suffix == ".pdf"
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.reject()


def test_a_written_pdf_is_named_and_its_folder_is_remembered(
    comparing: Application, settle: Settle, tmp_path: Path
) -> None:
    window = comparing.window
    path = tmp_path / "papers" / "out.pdf"
    path.parent.mkdir()
    window.export_to(str(path))
    assert window.feedback.cancel.isVisible()
    settle(comparing)
    assert path.stat().st_size > 1000
    assert window.feedback.message.text() == "Wrote out.pdf"
    assert not window.feedback.progress.isVisible()
    assert not window.feedback.cancel.isVisible()
    assert comparing.session.text("export-folder") == str(path.parent)


def test_a_canceled_export_leaves_neither_file_nor_progress(
    qtbot: QtBot, comparing: Application, settle: Settle, tmp_path: Path
) -> None:
    window = comparing.window
    path = tmp_path / "out.pdf"
    window.export_to(str(path))
    qtbot.mouseClick(window.feedback.cancel, Qt.MouseButton.LeftButton)
    assert not window.commands["file.export-pdf"].isEnabled()
    settle(comparing)
    assert not window.feedback.progress.isVisible()
    assert not window.feedback.cancel.isVisible()
    assert path.exists() is ("not written" not in window.feedback.message.text())
    assert window.commands["file.export-pdf"].isEnabled()


def test_a_pdf_that_cannot_be_written_is_said_and_the_comparison_stays(
    comparing: Application, settle: Settle, tmp_path: Path
) -> None:
    comparing.window.export_to(str(tmp_path))
    settle(comparing)
    box = box_of(comparing)
    assert str(tmp_path) in box.text()
    assert tray_of(comparing) == THREE
    assert not comparing.window.feedback.progress.isVisible()
    box.close()


def test_the_session_comes_back_in_the_next_window(
    start: Start, settle: Settle, qtbot: QtBot
) -> None:
    first = start()
    find(qtbot, first, settle, "gpt-4o")
    first.workspace.add(THREE, THREE)
    first.window.commands["view.dark"].trigger()
    first.window.turn_to(Page.SOURCES)
    settle(first)
    first.window.close()
    second = start()
    state = second.store.state
    assert (state.tray, state.page, state.theme) == (THREE, Page.SOURCES, Theme.DARK)
    assert second.window.catalog.search.text() == "gpt-4o"
    assert second.window.pages.currentIndex() == list(Page).index(Page.SOURCES)
    assert [chip.model_id for chip in second.window.tray.chips] == list(THREE)


def test_a_log_that_does_not_exist_yet_is_said_so(application: Application) -> None:
    application.window.commands["help.log"].trigger()
    assert "logged" in application.window.feedback.message.text()


def test_models_that_are_gone_from_the_catalog_are_named(start: Start) -> None:
    application = start(ViewState(tray=("no-such-model", "gpt-4o")))
    assert "no-such-model" in application.window.feedback.message.text()
    assert tray_of(application) == ("gpt-4o",)
