"""The licenses page: verdicts, contradictions, the plan, and texts at their lines."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.licenses.license_summary import TermReceipt
from desktop.core.verdict.profile import Profile, Use
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import Page, ViewState
from desktop.views.licenses.dialog import TermDialog
from desktop.views.licenses.fetch_dialog import FetchDialog
from desktop.views.licenses.page import LicensesPage
from desktop.views.licenses.text_view import TextView
from desktop.views.licenses.verdict_dialog import VerdictDialog, open_verdict

Settle = Callable[[Application], None]
Start = Callable[..., Application]
MODELS = ("minicpm-llama3-v-2.5", "llama-3.2-90b-vision-instruct", "gpt-4o", "falcon-180b")
PLAN = Profile(
    uses=(Use.COMMERCIAL_PRODUCT, Use.HOST_SERVICE), based_in="DE", product_mau=2_000_000
)
LINE = 46
"""Line on which the words of the threshold stand in Llama 3.2's text."""


@pytest.fixture
def own_catalog(tmp_path: Path, catalog_path: Path) -> Path:
    """A catalog that texts can be put into."""
    return Path(shutil.copy(catalog_path, tmp_path / "own.sqlite3"))


@pytest.fixture
def judging(start: Start, settle: Settle, own_catalog: Path) -> Application:
    state = ViewState(
        tray=MODELS,
        page=Page.LICENSES,
        profile=PLAN,
        profile_name="Assistant",
        catalog_shown=False,
    )
    application = start(state, catalog=own_catalog)
    settle(application)
    return application


@pytest.fixture
def page(judging: Application) -> LicensesPage:
    shown = judging.window.pages.currentWidget()
    assert isinstance(shown, LicensesPage)
    return shown


def cell(page: LicensesPage, key: str, column: int) -> QModelIndex:
    model = page.table.model()
    keys = [model.index(n, 0).data(Role.KEY) for n in range(model.rowCount())]
    return model.index(keys.index(key), column)


def go_to(judging: Application, settle: Settle, page: LicensesPage, key: str, column: int) -> None:
    page.table.setCurrentIndex(cell(page, key, column))
    settle(judging)


def verdicts(application: Application) -> list[VerdictDialog]:
    return [d for d in application.window.findChildren(VerdictDialog) if d.isVisible()]


def said(dialog: VerdictDialog) -> str:
    labels = dialog.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    return "\n".join(label.text() for label in labels)


# The plan


def test_the_bar_names_the_profile_and_says_the_plan(page: LicensesPage) -> None:
    assert page.bar.name.whole == "Assistant"
    assert "Host it as a service" in page.bar.plan.whole
    assert "2,000,000" in page.bar.plan.toolTip()


def test_the_bar_follows_the_plan_and_its_undoing(
    judging: Application, settle: Settle, page: LicensesPage
) -> None:
    store = judging.store
    store.change(replace(store.state, profile=Profile(), profile_name=""), "forget the plan")
    settle(judging)
    assert page.bar.name.whole == "No profile yet"
    keys = [page.table.model().index(n, 0).data(Role.KEY) for n in range(3)]
    assert "verdict" not in keys
    judging.window.commands["edit.undo"].trigger()
    settle(judging)
    assert page.bar.name.whole == "Assistant"
    assert cell(page, "verdict", 0).isValid()


def test_the_buttons_of_the_bar_are_commands_of_the_window(
    judging: Application, page: LicensesPage
) -> None:
    registered = dict(judging.window.commands.all())
    wanted = [n for n in ("profile.edit", "profile.guide") if n in registered]
    shown = [button.defaultAction().objectName() for button in page.bar.buttons]
    assert shown == wanted


# Verdicts


def test_enter_on_a_verdict_shows_all_of_it(
    qtbot: QtBot, judging: Application, page: LicensesPage
) -> None:
    page.table.setCurrentIndex(cell(page, "verdict", 1))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    (dialog,) = verdicts(judging)
    shown = said(dialog)
    assert "Llama 3.2 90B" in shown
    assert "✕ no" in shown
    assert NOT_LEGAL_ADVICE in shown
    assert "2026-11" in shown
    model = dialog.tree.model()
    titles = [str(model.index(n, 0).data()) for n in range(model.rowCount())]
    assert any(t.startswith("Conditions (") for t in titles)
    assert titles.index("Use by use") == 0


def test_a_click_on_a_verdict_opens_it_once(
    qtbot: QtBot, judging: Application, page: LicensesPage
) -> None:
    index = cell(page, "verdict", 0)
    page.table.scrollTo(index)
    at = page.table.visualRect(index).center()
    for _ in range(2):
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(verdicts(judging)) == 1


def test_a_contradictions_cell_leads_to_that_section(
    judging: Application, page: LicensesPage
) -> None:
    page.table.activated.emit(cell(page, "contradictions", 0))
    (dialog,) = verdicts(judging)
    current = dialog.tree.currentIndex()
    assert str(current.data()).startswith("Contradictions (")
    assert dialog.tree.isExpanded(current)
    assert dialog.tree.visualRect(current).top() >= 0


def test_a_verdict_of_another_plan_replaces_the_older(
    judging: Application, settle: Settle, page: LicensesPage
) -> None:
    page.table.activated.emit(cell(page, "verdict", 0))
    (first,) = verdicts(judging)
    plan = replace(PLAN, uses=(Use.RESEARCH,))
    judging.store.change(replace(judging.store.state, profile=plan), "plan otherwise")
    settle(judging)
    page.table.activated.emit(cell(page, "verdict", 0))
    (second,) = verdicts(judging)
    assert second is not first


def test_a_statement_of_a_verdict_is_read_at_its_place(
    qtbot: QtBot, judging: Application, settle: Settle, page: LicensesPage
) -> None:
    page.table.activated.emit(cell(page, "verdict", 1))
    (dialog,) = verdicts(judging)
    model = dialog.tree.model()
    reasons = next(
        model.index(n, 0)
        for n in range(model.rowCount())
        if str(model.index(n, 0).data()).startswith("Reasons")
    )
    page.show_reader(False)
    judging.window.turn_to(Page.COMPARE)
    dialog.tree.setCurrentIndex(model.index(0, 0, reasons))
    with qtbot.waitSignal(dialog.statement_opened) as opened:
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    settle(judging)
    receipt = opened.args[0]
    assert isinstance(receipt, TermReceipt)
    assert judging.store.state.page is Page.LICENSES
    assert page.reader_shown
    assert receipt.entry.references[0].place in page.reader.term.accessibleDescription()


def test_no_text_of_a_verdict_is_cut(judging: Application, page: LicensesPage) -> None:
    page.table.activated.emit(cell(page, "verdict", 0))
    (dialog,) = verdicts(judging)
    tree, model = dialog.tree, dialog.tree.model()
    wrap = int(Qt.TextFlag.TextWordWrap)
    checked = 0
    for n in range(model.rowCount()):
        section = model.index(n, 0)
        for k in range(model.rowCount(section)):
            index = model.index(k, 0, section)
            area = tree.visualRect(index)
            if area.isValid() and tree.isExpanded(section):
                text = str(index.data())
                needed = tree.fontMetrics().boundingRect(0, 0, area.width(), 9999, wrap, text)
                assert area.height() >= needed.height()
                assert area.right() <= tree.viewport().width()
                checked += 1
    assert checked > 20


def test_a_verdict_is_copied_as_text(judging: Application, page: LicensesPage) -> None:
    page.table.activated.emit(cell(page, "verdict", 0))
    (dialog,) = verdicts(judging)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("MiniCPM-Llama3-V")
    assert "(base Llama3-8B-Instruct)" in copied
    assert NOT_LEGAL_ADVICE in copied


def test_a_verdict_can_be_opened_from_elsewhere(judging: Application) -> None:
    assert judging.workspace.prepared
    subject = judging.workspace.prepared.comparison.subjects[0]
    assert subject.judged
    dialog = open_verdict(subject.judged, PLAN, judging.window)
    assert dialog.isVisible()
    assert open_verdict(subject.judged, PLAN, judging.window) is dialog


# The reader


def test_the_reader_follows_the_current_cell(
    judging: Application, settle: Settle, page: LicensesPage
) -> None:
    go_to(judging, settle, page, "threshold", 1)
    assert "700,000,000" in page.reader.term.accessibleDescription()
    assert "The catalog has no text" in page.reader.match.text()
    assert not page.reader.text.isVisible()
    assert page.reader.fetch_button.text() == "Fetch from raw.githubusercontent.com…"


def test_a_text_that_is_imported_is_shown_at_the_line(
    judging: Application, settle: Settle, page: LicensesPage, tmp_path: Path
) -> None:
    go_to(judging, settle, page, "threshold", 1)
    find = "greater than 700 million monthly active users"
    file = tmp_path / "LICENSE"
    filler = [f"line {n} of a text" for n in range(1, 60)]
    filler[LINE - 1] = f"If there are {find}, ask Meta."
    file.write_text("\n".join(filler), encoding="utf-8")
    page.reader.import_from(str(file))
    settle(judging)
    assert page.reader.text.isVisible()
    assert page.reader.text.marked == LINE
    assert page.reader.text.sign_of(LINE) == "▶"
    assert page.reader.place.text() == f"Line {LINE}, where it was read."
    assert "Not recognized" in page.reader.match.text()
    assert page.reader.text.textCursor().blockNumber() == LINE - 1
    page.reader.remove_button.click()
    settle(judging)
    assert not page.reader.text.isVisible()


def test_a_file_that_is_no_text_is_refused_in_the_reader(
    judging: Application, settle: Settle, page: LicensesPage, tmp_path: Path
) -> None:
    go_to(judging, settle, page, "threshold", 1)
    file = tmp_path / "picture.png"
    file.write_bytes(bytes(range(256)) * 8)
    page.reader.import_from(str(file))
    settle(judging)
    assert "cannot be taken as a license text" in page.reader.message.text()
    assert page.reader.bring_button.isEnabled()


def test_nothing_is_fetched_before_somebody_agrees_to_the_address(
    judging: Application, settle: Settle, page: LicensesPage
) -> None:
    go_to(judging, settle, page, "threshold", 1)
    asked: list[str] = []
    page.reader.ask_to_fetch()
    (dialog,) = judging.window.findChildren(FetchDialog)
    dialog.fetch_asked.connect(asked.append)
    assert dialog.address.currentText().startswith("https://raw.githubusercontent.com/meta-llama/")
    dialog.address.setEditText("file:///etc/passwd")
    assert not dialog.fetch_button.isEnabled()
    dialog.reject()
    assert asked == []
    assert not judging.workspace.reader.is_busy


def test_a_file_is_asked_for(judging: Application, settle: Settle, page: LicensesPage) -> None:
    go_to(judging, settle, page, "threshold", 1)
    page.reader.bring_button.click()
    dialog = page.reader.findChild(QFileDialog, "license-text-dialog")
    assert dialog is not None
    dialog.close()


def test_terms_with_several_places_are_gone_through(
    judging: Application, settle: Settle, page: LicensesPage
) -> None:
    rows = (judging.workspace.licenses.row_at(n) for n in range(page.table.model().rowCount()))
    key, column = next(
        (row.key, column)
        for row in rows
        for column, cell in enumerate(row.cells if row else ())
        if row and cell.receipt and len(cell.receipt.entry.references) > 1
    )
    go_to(judging, settle, page, key, column)
    assert page.reader.which.text().startswith("1 of ")
    page.reader.forth.click()
    settle(judging)
    assert page.reader.which.text().startswith("2 of ")
    page.reader.back.click()
    settle(judging)
    assert page.reader.which.text().startswith("1 of ")


def test_the_reader_is_closed_and_opened_by_its_command(
    judging: Application, page: LicensesPage
) -> None:
    command = judging.window.commands["view.reader"]
    page.show_reader(True)
    assert command.isChecked()
    command.trigger()
    assert not page.reader_shown
    assert not command.isChecked()
    command.trigger()
    assert page.reader_shown


def test_while_the_reader_is_closed_a_click_opens_a_window(
    qtbot: QtBot, judging: Application, settle: Settle, page: LicensesPage
) -> None:
    for shown, windows in ((True, 0), (False, 1)):
        page.show_reader(shown)
        qtbot.waitUntil(lambda: page.table.arranged)
        index = cell(page, "commercial-use", 0)
        page.table.scrollTo(index)
        at = page.table.visualRect(index).center()
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settle(judging)
        assert len(judging.window.findChildren(TermDialog)) == windows


def test_the_current_term_stays_when_the_plan_changes(
    judging: Application, settle: Settle, page: LicensesPage
) -> None:
    go_to(judging, settle, page, "threshold", 1)
    plan = replace(PLAN, product_mau=5)
    judging.store.change(replace(judging.store.state, profile=plan), "fewer users")
    settle(judging)
    current = page.table.currentIndex()
    assert (current.data(Role.KEY), current.column()) == ("threshold", 1)


def test_a_verdict_in_the_matrix_leaves_no_term_of_another_model_in_the_reader(
    judging: Application, settle: Settle, page: LicensesPage
) -> None:
    go_to(judging, settle, page, "threshold", 1)
    assert page.reader.currentWidget() is page.reader.split
    go_to(judging, settle, page, "verdict", 0)
    assert page.reader.currentWidget() is page.reader.hint


# The text by itself


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_the_catalog_counts_them(qtbot: QtBot, ends: str) -> None:
    view = TextView()
    qtbot.addWidget(view)
    view.show_text(ends.join(("one\u2028still one\u2029", "two", "<b>three</b>")), 3, [])
    assert view.blockCount() == 3
    assert view.document().findBlockByNumber(2).text() == "<b>three</b>"
    assert view.textCursor().blockNumber() == 2


def test_added_passages_have_a_sign_of_their_own(qtbot: QtBot) -> None:
    view = TextView()
    qtbot.addWidget(view)
    view.show_text("\n".join("abcdef"), 2, [range(4, 6)])
    assert [view.sign_of(n) for n in range(1, 7)] == ["", "▶", "", "+", "+", ""]


def test_the_room_for_the_reader_comes_back(
    judging: Application, page: LicensesPage, start: Start, settle: Settle
) -> None:
    page.show_reader(True)
    page.splitter.setSizes([page.splitter.width() - 320, 320])
    width = page.splitter.sizes()[1]
    judging.window.close()
    again = start(judging.store.state)
    settle(again)
    shown = again.window.pages.currentWidget()
    assert isinstance(shown, LicensesPage)
    assert shown.splitter.sizes()[1] == width
    shown.show_reader(False)
    assert shown.kept() != page.kept()
