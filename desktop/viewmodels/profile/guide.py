"""The guided form: one question after the other, with the verdicts as they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.core.cancellation import CancelToken
from desktop.core.verdict.guide import Question, judged_again, questions
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.verdict import Answer
from desktop.viewmodels.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop.services.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Standing:
    """How a model stands under the answers so far.

    Attributes:
        answer: None as long as no use is named.
        conditions: How many conditions are open.
        changed: Whether the last answer changed any of it.
    """

    name: str
    answer: Answer | None
    conditions: int
    changed: bool = False


@dataclass(frozen=True, slots=True)
class _Point:
    """Where the form was before a question was answered."""

    profile: Profile
    skipped: frozenset[str]
    number: int
    fact: str


class Guide(QObject):
    """Asks what still matters; nothing is taken over before somebody finishes.

    Judging is done by a worker: twelve models take some 10 ms under a plan of all uses, which is
    most of a frame. Until it is done, further answers are passed by.
    """

    moved = Signal()  # another question, with the verdicts that go with it
    failed = Signal(object)  # the exception that kept the models from being judged

    def __init__(
        self,
        profile: Profile,
        judged: tuple[Judged, ...],
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        """Begin to ask.

        Args:
            profile: What is known already.
            judged: The models for whose sake it asks, judged under that profile.
            tasks: What judges them anew.
            parent: The object it belongs to.
        """
        super().__init__(parent)
        self.profile = profile
        self.standings: tuple[Standing, ...] = ()
        self.number = 1
        self.before: Any = None
        self._tasks = tasks
        self._busy = False
        self._judged = judged
        self._skipped: frozenset[str] = frozenset()
        self._history: list[_Point] = []
        self._questions: tuple[Question, ...] = ()
        self._take(judged)

    @property
    def question(self) -> Question | None:
        """The present question; None where nothing is left to ask."""
        return self._questions[0] if self._questions else None

    @property
    def left(self) -> int:
        """How many questions there are now, the present one included."""
        return len(self._questions)

    @property
    def models(self) -> int:
        """How many models are at hand."""
        return len(self._judged)

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier question."""
        return bool(self._history)

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """What still matters and is not known, skipped questions included."""
        return questions(self._judged, self.profile)

    def answer(self, value: object) -> None:
        """Answer the present question with a value of its fact."""
        if self.question is not None and not self._busy:
            self._remember()
            changed: dict[str, Any] = {self.question.field.key: value}
            self.profile = replace(self.profile, **changed)
            self._go_on()

    def skip(self) -> None:
        """Answer the present question with "don't know": the fact stays unknown."""
        if self.question is not None and not self._busy:
            self._remember()
            self._skipped |= {self.question.field.name}
            self._go_on()

    def start_over(self) -> None:
        """Forget everything that is known, as a step that can be gone back from."""
        if not self._busy:
            self._remember()
            self.profile, self._skipped = Profile(), frozenset()
            self._go_on()

    def back(self) -> None:
        """Go back to the question before; ``before`` has what was answered then."""
        if not self._history or self._busy:
            return
        point, answered = self._history.pop(), self.profile
        self.profile, self._skipped, self.number = point.profile, point.skipped, point.number
        self.before = getattr(answered, point.fact) if point.fact else None
        self._judge(answered)

    def _remember(self) -> None:
        fact = self.question.field.key if self.question else ""
        self._history.append(_Point(self.profile, self._skipped, self.number, fact))

    def _go_on(self) -> None:
        self.number += 1
        self.before = None
        self._judge(self._history[-1].profile)

    def _judge(self, judged_under: Profile) -> None:
        """Judge anew where the plan has changed."""
        if self.profile == judged_under:
            self._take(self._judged)
            return
        self._busy = True
        self._tasks.submit(
            partial(_again, self._judged, self.profile),
            owner=self,
            on_done=self._take,
            on_failed=self._fail,
        )

    def _take(self, judged: tuple[Judged, ...]) -> None:
        self._busy = False
        old = {n: (s.answer, s.conditions) for n, s in enumerate(self.standings)}
        self._judged = judged
        self._questions = questions(judged, self.profile, self._skipped)
        known = bool(self.profile.uses)
        self.standings = tuple(
            Standing(each.name, answer, count, old.get(n, (answer, count)) != (answer, count))
            for n, each in enumerate(judged)
            for answer, count in (
                (each.verdict.answer, len(each.verdict.conditions)) if known else (None, 0),
            )
        )
        self.moved.emit()

    def _fail(self, error: Exception) -> None:
        self._busy = False
        self.failed.emit(error)


def _again(judged: tuple[Judged, ...], profile: Profile, token: CancelToken) -> tuple[Judged, ...]:
    token.check()
    return judged_again(judged, profile)


def ask_models(
    verdicts: Verdicts, ids: tuple[str, ...], profile: Profile
) -> Callable[[CancelToken], tuple[Judged, ...]]:
    """Return the question for models with their licenses; asked on a worker."""
    return partial(_models, verdicts, ids, profile)


def _models(
    verdicts: Verdicts, ids: tuple[str, ...], profile: Profile, token: CancelToken
) -> tuple[Judged, ...]:
    token.check()
    found = verdicts.models(ids, profile)
    return tuple(found[key] for key in ids if key in found)
