"""What is said of a verdict beside a model: badges of the tray, tooltips, lines of the details."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.core import numbers
from desktop.core.compare.comparison import Subject
from desktop.core.contradictions.contradiction import Contradiction
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.verdict import Answer, Finding, Verdict
from desktop.core.verdict.verdict_wording import ANSWER_WORDS
from desktop.viewmodels.licenses.matrix import counts, signed

MY_VERDICT = "Verdict for my profile"
CONTRADICTED = "≠"
"""Mark of a model about whose license sources contradict each other."""
_TOLD = 3
"""Conditions and reasons that a tooltip tells; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What a model's chip says about its license.

    Attributes:
        answer: The profile's answer; None where it names no use.
        conditions: How many conditions the answer has.
        contradictions: On how many things sources contradict each other.
        tip: All of it, a line each; blank where there is nothing to say.
        spoken: It for a screen reader, in one line.
    """

    answer: Answer | None
    conditions: int
    contradictions: int
    tip: str
    spoken: str

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to show."""
        return self.answer is None and not self.contradictions


def badge(subject: Subject) -> Badge:
    """Return what a compared model's chip says."""
    verdict, found = subject.verdict, subject.contradictions
    said: list[str] = []
    tip: list[str] = []
    if verdict is not None:
        words = (f"{MY_VERDICT}: {ANSWER_WORDS[verdict.answer]}", counts(verdict))
        said.append(", ".join(filter(None, words)))
        tip += verdict_lines(verdict)
    if found:
        said.append(contradicted(found))
        tip.append(f"{CONTRADICTED} {contradicted(found)}")
    return Badge(
        verdict.answer if verdict else None,
        len(verdict.conditions) if verdict else 0,
        len(found),
        "\n".join(tip),
        "; ".join(said),
    )


def contradicted(found: Sequence[Contradiction]) -> str:
    """Say on how many things sources contradict each other."""
    return f"{numbers.counted(len(found), 'contradiction')} about the license"


def verdict_line(verdict: Verdict) -> str:
    """Return answer, how much there is to be met or known, and the meaning, in one line."""
    answer = ", ".join(filter(None, (signed(verdict.answer), counts(verdict))))
    return f"{answer}: {ANSWER_WORDS[verdict.answer]}"


def verdict_lines(verdict: Verdict) -> tuple[str, ...]:
    """Return a verdict for a tooltip: the answer, what decides, the first conditions.

    What is left out is counted.
    """
    decisive = [f for f in verdict.reasons if f.answer is verdict.answer]
    shown = decisive if verdict.answer in (Answer.NO, Answer.ASK) else []
    head = (f"{signed(verdict.answer)}: {ANSWER_WORDS[verdict.answer]}", counts(verdict))
    return (
        *filter(None, head),
        *_first(shown, "reason"),
        *_first(verdict.conditions, "condition"),
        NOT_LEGAL_ADVICE,
    )


def _first(findings: Sequence[Finding], noun: str) -> Iterator[str]:
    """Yield the first statements of a kind, and how many more there are."""
    for finding in findings[:_TOLD]:
        yield f"{noun.capitalize()}: {finding.text}"
    if len(findings) > _TOLD:
        yield f"… and {numbers.counted(len(findings) - _TOLD, f'more {noun}')}"
