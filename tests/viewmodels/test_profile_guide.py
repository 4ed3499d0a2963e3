from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CancelToken
from desktop.core.verdict.guide import judged_again
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.profile import Profile, Purpose, Use
from desktop.core.verdict.verdict import Answer
from desktop.services.verdicts import Verdicts
from desktop.viewmodels.profile.guide import Guide, ask_models
from desktop.viewmodels.tasks import TaskRunner

T = TypeVar("T")

HAND = ("qwen2.5-vl-72b-instruct", "llama-3.2-90b-vision-instruct", "falcon-180b")


class AtOnce(TaskRunner):
    """Does the work where it is asked for."""

    def submit(
        self,
        call: Callable[[CancelToken], T],
        *,
        owner: QObject,  # noqa: ARG002 - nobody is gone before it is done
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None],  # noqa: ARG002 - nothing fails here
    ) -> CancelToken:
        on_done(call(CancelToken()))
        return CancelToken()


@pytest.fixture
def tasks(qapp: QApplication) -> TaskRunner:
    return AtOnce()


@pytest.fixture
def judged(reader: CatalogReader) -> tuple[Judged, ...]:
    return ask_models(Verdicts(reader), (*HAND, "no-such-model"), Profile())(CancelToken())


@pytest.fixture
def guide(tasks: TaskRunner, judged: tuple[Judged, ...]) -> Guide:
    return Guide(Profile(), judged, tasks)


def asked(guide: Guide) -> str:
    assert guide.question is not None
    return guide.question.field.name


def test_it_begins_with_the_uses_and_judges_nothing_before(guide: Guide) -> None:
    assert asked(guide) == "uses"
    assert guide.models == len(HAND)
    assert {s.answer for s in guide.standings} == {None}


def test_every_answer_is_judged_at_once_and_says_what_it_changed(guide: Guide) -> None:
    guide.answer((Use.HOST_SERVICE, Use.COMMERCIAL_PRODUCT))
    answers = [s.answer for s in guide.standings]
    assert answers[2] is Answer.NO
    assert None not in answers
    assert all(s.changed for s in guide.standings)
    guide.answer(Purpose.COMMERCIAL) if asked(guide) == "purpose" else guide.skip()
    assert not guide.standings[2].changed


def test_dont_know_keeps_the_fact_unknown_and_is_told_at_the_end(guide: Guide) -> None:
    guide.answer((Use.COMMERCIAL_PRODUCT,))
    skipped = []
    while guide.question is not None:
        skipped.append(asked(guide))
        guide.skip()
    assert skipped
    assert guide.profile == Profile(uses=(Use.COMMERCIAL_PRODUCT,))
    assert {q.field.name for q in guide.unanswered} == set(skipped)


def test_going_back_asks_again_and_knows_what_was_answered(guide: Guide) -> None:
    guide.answer((Use.COMMERCIAL_PRODUCT,))
    second = asked(guide)
    guide.skip()
    assert guide.number == 3
    guide.back()
    assert asked(guide) == second
    guide.back()
    assert asked(guide) == "uses"
    assert guide.before == (Use.COMMERCIAL_PRODUCT,)
    assert guide.profile == Profile()
    assert not guide.can_go_back
    guide.back()
    assert guide.number == 1


def test_starting_over_forgets_everything_and_can_be_gone_back_from(
    tasks: TaskRunner, judged: tuple[Judged, ...]
) -> None:
    plan = Profile(uses=(Use.RESEARCH,), based_in="DE")
    guide = Guide(plan, judged_again(judged, plan), tasks)
    assert guide.profile == plan
    guide.start_over()
    assert guide.profile == Profile()
    assert asked(guide) == "uses"
    guide.back()
    assert guide.profile == plan


def test_without_models_it_asks_for_uses_and_places_only(tasks: TaskRunner) -> None:
    guide = Guide(Profile(), (), tasks)
    names = []
    while guide.question is not None:
        names.append(asked(guide))
        guide.skip()
    assert names == ["uses", "based_in", "used_in"]
    assert guide.standings == ()


def test_what_is_known_already_is_not_asked_again(
    tasks: TaskRunner, judged: tuple[Judged, ...]
) -> None:
    plan = Profile(uses=(Use.COMMERCIAL_PRODUCT,), tags=())
    guide = Guide(plan, judged_again(judged, plan), tasks)
    names = []
    while guide.question is not None:
        names.append(asked(guide))
        guide.skip()
    assert not {"uses", "tags"} & set(names)
    guide.answer("nothing is asked")
    guide.skip()
    assert guide.profile.tags == ()


def test_a_second_click_while_models_are_judged_answers_nothing(
    qtbot: QtBot, judged: tuple[Judged, ...]
) -> None:
    runner = TaskRunner()
    guide = Guide(Profile(), judged, runner)
    with qtbot.waitSignal(guide.moved):
        guide.answer((Use.RESEARCH,))
        guide.answer((Use.PERSONAL,))
        guide.skip()
        guide.back()
    assert guide.profile.uses == (Use.RESEARCH,)
    assert guide.number == 2
    runner.shut_down()
