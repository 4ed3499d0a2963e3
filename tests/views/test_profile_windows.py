"""The plan in the window: guided form, editor, kept profiles, files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.verdict.profile import Profile, Purpose, Use
from desktop.core.verdict.profile_fields import FIELDS
from desktop.viewmodels.state import ViewState
from desktop.views.catalog.saved import NameDialog
from desktop.views.commands import Menu
from desktop.views.main_window import MainWindow
from desktop.views.profile.answers import TagsAnswers, TypedAnswers, UsesAnswers
from desktop.views.profile.editor import ProfileEditor
from desktop.views.profile.guide_dialog import GuideDialog
from desktop.views.profile.manage import ManageDialog
from tests.views.test_window_accessibility import unnamed

HAND = ("qwen2.5-vl-72b-instruct", "llama-3.2-90b-vision-instruct", "falcon-180b")
PLAN = Profile(uses=(Use.COMMERCIAL_PRODUCT,), based_in="DE", tags=(), product_mau=5)
Settle = Callable[[Application], None]
D = TypeVar("D", bound=QDialog)


def opened(window: MainWindow, kind: type[D]) -> D:
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def ignore(_: str) -> None:
    """Take what is not looked at."""


@pytest.fixture
def hand(start: Callable[..., Application]) -> Application:
    return start(ViewState(tray=HAND))


@pytest.fixture
def run(settle: Settle) -> Callable[[Application, str], None]:
    def run_command(application: Application, name: str) -> None:
        application.window.commands[name].trigger()
        settle(application)

    return run_command


Run = Callable[[Application, str], None]


def type_into(qtbot: QtBot, editor: ProfileEditor, name: str, text: str) -> None:
    line = editor.rows[name].control.entry()
    line.setFocus()
    qtbot.keyClicks(line, text)


# The guided form


def test_answers_are_one_step_that_can_be_undone(
    hand: Application, run: Run, settle: Settle
) -> None:
    run(hand, "profile.guide")
    dialog = opened(hand.window, GuideDialog)
    answers = dialog.answers
    assert isinstance(answers, UsesAnswers)
    assert not answers.go_on.isEnabled()
    answers.list.boxes[Use.HOST_SERVICE].click()
    answers.go_on.click()
    settle(hand)
    assert dialog.title.text() == "Is it done for money?"
    assert hand.store.state.profile == Profile()
    assert dialog.answers
    dialog.answers.buttons[0].click()
    settle(hand)
    dialog.finish_button.click()
    expected = Profile(uses=(Use.HOST_SERVICE,), purpose=Purpose.COMMERCIAL)
    assert hand.store.state.profile == expected
    assert hand.store.history.undoText() == "answer questions about my plan"
    hand.store.history.undo()
    assert hand.store.state.profile == Profile()


def test_verdicts_stand_beside_the_questions_with_sign_word_and_conditions(
    hand: Application, run: Run, settle: Settle
) -> None:
    run(hand, "profile.guide")
    dialog = opened(hand.window, GuideDialog)
    lines = dialog.standings
    assert lines.count() == len(HAND)
    assert "not judged" in lines.item(2).text()
    assert isinstance(dialog.answers, UsesAnswers)
    dialog.answers.list.boxes[Use.HOST_SERVICE].click()
    dialog.answers.go_on.click()
    settle(hand)
    assert lines.item(2).text().startswith("changed: no, ")
    assert "condition" in lines.item(0).text()
    assert "changed" in lines.item(0).text()
    assert (
        lines.item(2)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .startswith("Falcon 180B: changed: no")
    )
    dialog.reject()


def test_every_question_says_for_whom_and_why_and_can_be_left_open(
    hand: Application, run: Run
) -> None:
    hand.store.show(replace(hand.store.state, profile=Profile(uses=(Use.COMMERCIAL_PRODUCT,))))
    run(hand, "profile.guide")
    dialog = opened(hand.window, GuideDialog)
    kinds = set()
    while dialog.answers is not None:
        kinds.add(type(dialog.answers))
        assert "It matters for" in dialog.why.text()
        assert dialog.help.text()
        widths = {b.minimumWidth() for b in dialog.answers.buttons}
        assert len(widths) == 1
        assert dialog.answers.unknown in dialog.answers.buttons
        assert unnamed(dialog) == []
        dialog.answers.unknown.click()
    assert {TypedAnswers, TagsAnswers} <= kinds
    assert "Not answered" in dialog.help.text()
    assert "Sensitive purposes" in dialog.why.text()
    dialog.accept()
    assert hand.store.history.count() == 0


def test_a_figure_is_answered_by_range_or_exactly_and_a_slip_is_said(
    qtbot: QtBot, hand: Application, run: Run, settle: Settle
) -> None:
    hand.store.show(replace(hand.store.state, profile=Profile(uses=(Use.COMMERCIAL_PRODUCT,))))
    run(hand, "profile.guide")
    dialog = opened(hand.window, GuideDialog)
    while dialog.guide.question and dialog.guide.question.field.name != "product_mau":
        assert dialog.answers
        dialog.answers.unknown.click()
    answers = dialog.answers
    assert isinstance(answers, TypedAnswers)
    assert [b.text() for b in answers.buttons[:2]] == [
        "At most 100,000,000",
        "More than 100,000,000",
    ]
    answers.exact.click()
    assert answers.problem.text()
    qtbot.keyClicks(answers.line, "lots")
    assert not answers.problem.text()
    answers.exact.click()
    assert "“lots” cannot be read" in answers.problem.text()
    answers.line.clear()
    qtbot.keyClicks(answers.line, "3 million")
    qtbot.keyClick(answers.line, Qt.Key.Key_Return)
    settle(hand)
    assert dialog.guide.profile.product_mau == 3_000_000
    dialog.back_button.click()
    settle(hand)
    assert isinstance(dialog.answers, TypedAnswers)
    assert dialog.answers.line.text() == "3,000,000"
    dialog.answers.buttons[1].click()
    settle(hand)
    assert dialog.guide.profile.product_mau == 100_000_001
    dialog.reject()
    assert hand.store.state.profile == Profile(uses=(Use.COMMERCIAL_PRODUCT,))


def test_the_form_works_by_keyboard_alone(
    qtbot: QtBot, hand: Application, run: Run, settle: Settle
) -> None:
    run(hand, "profile.guide")
    dialog = opened(hand.window, GuideDialog)
    assert isinstance(dialog.answers, UsesAnswers)
    first = dialog.answers.entry()
    assert dialog.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    settle(hand)
    assert dialog.guide.profile.uses == (Use.COMMERCIAL_PRODUCT,)
    assert dialog.answers
    assert dialog.focusWidget() is dialog.answers.entry()
    dialog.reject()


def test_with_nothing_compared_it_asks_uses_and_places(application: Application, run: Run) -> None:
    run(application, "profile.guide")
    dialog = opened(application.window, GuideDialog)
    assert "With models in the comparison" in dialog.side_text.text()
    titles = []
    while dialog.answers is not None:
        titles.append(dialog.title.text())
        dialog.answers.unknown.click()
    assert len(titles) == 3
    assert "nothing can be judged" in dialog.help.text()
    dialog.reject()


# The editor


def test_the_editor_shows_every_fact_with_its_explanation(hand: Application, run: Run) -> None:
    hand.store.show(replace(hand.store.state, profile=PLAN))
    run(hand, "profile.edit")
    editor = opened(hand.window, ProfileEditor)
    assert set(editor.rows) == {field.name for field in FIELDS}
    for row in editor.rows.values():
        assert row.help.text() == row.field.help
        assert row.help.isVisibleTo(editor)
    assert editor.reading().profile == PLAN
    assert unnamed(editor) == []
    editor.accept()
    assert hand.store.history.count() == 0


def test_none_of_the_purposes_is_another_answer_than_dont_know(hand: Application, run: Run) -> None:
    run(hand, "profile.edit")
    editor = opened(hand.window, ProfileEditor)
    buttons = editor.rows["tags"].control.findChildren(QAbstractButton)
    unknown, none = (b for b in buttons if "these" not in b.text().casefold())
    none.click()
    assert editor.reading().profile.tags == ()
    unknown.click()
    assert editor.reading().profile.tags is None
    editor.reject()


def test_what_cannot_be_read_is_said_beside_it_and_nothing_is_taken_over(
    qtbot: QtBot, hand: Application, run: Run
) -> None:
    run(hand, "profile.edit")
    editor = opened(hand.window, ProfileEditor)
    type_into(qtbot, editor, "devices", "many")
    type_into(qtbot, editor, "based_in", "Germany")
    assert "“many”" in editor.rows["devices"].problem.text()
    assert "country code" in editor.rows["based_in"].problem.text()
    editor.search.setText("revenue")
    editor.apply_button.click()
    assert hand.store.state.profile == Profile()
    assert editor.focusWidget() is editor.rows["based_in"].control.entry()
    assert "Based in, Devices" in editor.problem.text()
    editor.reject()


def test_facts_that_clash_are_warned_of_and_may_be_taken_over(
    qtbot: QtBot, hand: Application, run: Run
) -> None:
    hand.store.show(replace(hand.store.state, profile=PLAN))
    run(hand, "profile.edit")
    editor = opened(hand.window, ProfileEditor)
    type_into(qtbot, editor, "group_mau_now", "1")
    assert "of which it is a part" in editor.clash.text()
    editor.apply_button.click()
    assert hand.store.state.profile == replace(PLAN, group_mau_now=1)
    assert hand.store.history.undoText() == "edit my plan"


def test_searching_facts_hides_the_others_and_their_headings(hand: Application, run: Run) -> None:
    run(hand, "profile.edit")
    editor = opened(hand.window, ProfileEditor)
    editor.search.setText("suing")
    shown = [name for name, row in editor.rows.items() if row.isVisibleTo(editor)]
    assert shown == ["suing"]
    editor.search.setText("zebra")
    assert editor.nothing.isVisibleTo(editor)
    editor.reject()


def test_a_plan_is_kept_under_a_name_and_replaces_another_only_when_told(
    hand: Application, run: Run, settle: Settle
) -> None:
    desk = hand.window.profiles
    desk.shelf.keep("taken", Profile(), desk, ignore, ignore)
    settle(hand)
    hand.store.show(replace(hand.store.state, profile=PLAN))
    run(hand, "profile.edit")
    editor = opened(hand.window, ProfileEditor)
    editor.save_button.click()
    names = editor.findChild(NameDialog)
    assert isinstance(names, NameDialog)
    for name, problem in (("a/b", "file"), ("taken", "again to replace")):
        names.field.setText(name)
        names._offer()
        settle(hand)
        assert problem in names.problem.text()
    names._offer()
    settle(hand)
    assert desk.shelf.profile("taken") == PLAN
    assert hand.store.state.profile_name == "taken"
    assert desk.button.text() == "Profile: taken"
    desk.plan.edit(replace(PLAN, modified=True))
    assert desk.button.text() == "Profile: taken (changed)"
    run(hand, "profile.edit")
    opened(hand.window, ProfileEditor).keep_button.click()
    settle(hand)
    assert desk.button.text() == "Profile: taken"
    assert desk.shelf.profile("taken") == replace(PLAN, modified=True)


# Kept profiles


@pytest.fixture
def kept(hand: Application, settle: Settle, run: Run) -> ManageDialog:
    desk = hand.window.profiles
    for name in ("first", "second"):
        desk.shelf.keep(name, PLAN, desk, ignore, ignore)
        settle(hand)
    desk.plan.use("first")
    run(hand, "profile.manage")
    return opened(hand.window, ManageDialog)


def lines(dialog: ManageDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_kept_profiles_are_used_copied_and_renamed(
    kept: ManageDialog, hand: Application, settle: Settle
) -> None:
    assert lines(kept) == ["first – in use", "second"]
    assert "Commercial product" in kept.facts.text()
    kept.list.setCurrentRow(1)
    kept.use_button.click()
    assert hand.store.state.profile_name == "second"
    kept.copy_button.click()
    settle(hand)
    assert lines(kept) == ["first", "second – in use", "second copy"]
    assert kept.current() == "second copy"
    kept.list.setCurrentRow(1)
    kept.rename_button.click()
    names = kept.findChild(NameDialog)
    assert isinstance(names, NameDialog)
    names.field.setText("first")
    names._offer()
    settle(hand)
    assert "already" in names.problem.text()
    names.field.setText("third")
    names._offer()
    settle(hand)
    assert lines(kept) == ["first", "second copy", "third – in use"]
    assert hand.store.state.profile_name == "third"
    assert unnamed(kept) == []
    kept.reject()


def test_removing_asks_first_and_can_be_put_back(
    qtbot: QtBot, kept: ManageDialog, hand: Application, settle: Settle
) -> None:
    kept.list.setFocus()
    qtbot.keyClick(kept.list, Qt.Key.Key_Delete)
    box = kept.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "stays as it is" in box.text()
    next(b for b in box.buttons() if b.text() == "Remove").click()
    settle(hand)
    assert lines(kept) == ["second"]
    assert hand.store.state.profile == PLAN
    assert hand.window.profiles.plan.title == "first (not kept)"
    kept.back_button.click()
    settle(hand)
    assert lines(kept) == ["first – in use", "second"]
    assert hand.window.profiles.plan.title == "first"
    kept.reject()


def test_a_broken_file_stands_in_the_list_with_the_reason(
    kept: ManageDialog, hand: Application, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "profiles" / "broken.json").write_bytes(b"\x00\xff")
    hand.window.profiles.shelf.refresh()
    settle(hand)
    assert lines(kept) == ["broken – cannot be used", "first – in use", "second"]
    kept.list.setCurrentRow(0)
    assert "UTF-8" in kept.problem.text()
    assert not kept.use_button.isEnabled()
    assert kept.remove_button.isEnabled()
    assert "broken" in hand.window.feedback.message.text()
    kept.reject()


def test_the_menu_lists_the_profiles_to_switch_to(
    kept: ManageDialog, hand: Application, run: Run
) -> None:
    kept.reject()
    menu = hand.window.commands.menus_shown[Menu.KEPT]
    for _ in range(2):
        menu.aboutToShow.emit()
    entries = [a for a in menu.actions() if not a.isSeparator()]
    assert [a.text() for a in entries] == ["first (in use)", "second", "&No profile"]
    entries[1].trigger()
    assert hand.store.state.profile_name == "second"
    run(hand, "profile.none")
    assert hand.store.state.profile == Profile()
    assert not hand.window.commands["profile.none"].isEnabled()
    hand.store.history.undo()
    assert hand.store.state.profile_name == "second"


# Files


def test_a_plan_leaves_and_comes_back_as_a_file_that_the_command_line_reads(
    hand: Application, settle: Settle, tmp_path: Path
) -> None:
    desk, path = hand.window.profiles, tmp_path / "plan & more.json"
    desk.plan.edit(PLAN)
    desk.write_to(str(path))
    settle(hand)
    assert json.loads(path.read_text("utf-8"))["uses"] == ["commercial-product"]
    desk.plan.clear()
    desk.bring_in_from(str(path))
    settle(hand)
    assert hand.store.state.profile == PLAN
    assert hand.store.state.profile_name == ""
    assert hand.store.history.undoText() == "import a profile"


@pytest.mark.parametrize(
    "content",
    [b"\x00\xff\x00", b'{"usse": []}', b'{"tags": ["spma"]}', b"x" * 300_000],
    ids=["binary", "unknown fact", "unknown tag", "large"],
)
def test_a_bad_file_is_said_in_one_sentence_and_changes_nothing(
    hand: Application, settle: Settle, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    before = hand.store.state
    hand.window.profiles.bring_in_from(str(path))
    settle(hand)
    box = hand.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "cannot be used" in box.text()
    assert hand.store.state == before
    box.close()


def test_every_text_of_the_windows_is_plain(hand: Application, run: Run) -> None:
    for command, kind in (
        ("profile.guide", GuideDialog),
        ("profile.edit", ProfileEditor),
        ("profile.manage", ManageDialog),
    ):
        run(hand, command)
        dialog: QWidget = opened(hand.window, kind)
        labels = dialog.findChildren(QLabel)
        assert labels
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
        dialog.close()
