"""A verdict: the answer for one plan, and everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from desktop.core.licenses.license import Reference
from desktop.core.verdict.profile import Use


class Answer(StrEnum):
    """The four answers, from mild to severe; never averaged, never scored."""

    YES = "yes"
    YES_IF = "yes-if"
    ASK = "ask"
    NO = "no"

    @property
    def severity(self) -> int:
        """Place in the order ``yes`` < ``yes-if`` < ``ask`` < ``no``."""
        return _SEVERITY[self]


_SEVERITY = {answer: place for place, answer in enumerate(Answer)}


def worst(answers: Iterable[Answer]) -> Answer:
    """Return the most severe of some answers, ``yes`` of none."""
    return max(answers, key=lambda answer: answer.severity, default=Answer.YES)


class Part(StrEnum):
    """What a finding is in a verdict."""

    REASON = "reason"
    CONDITION = "condition"
    MET = "met"
    RISK = "risk"
    CONTESTED = "contested"


class StepOf(IntEnum):
    """Steps of a verdict, in the order of the terms' specification."""

    RESOLVE = 1
    PERMISSION = 3
    LIMITATION = 4
    CONDITION = 5
    AMBIGUITY = 6
    CHAIN = 7
    FACTS = 8

    @property
    def title(self) -> str:
        """What the step does, for readers."""
        return _TITLES[self]


_TITLES = {
    StepOf.RESOLVE: "Which license governs",
    StepOf.PERMISSION: "What the text permits",
    StepOf.LIMITATION: "Limits, with the facts given",
    StepOf.CONDITION: "Duties that the plan calls for",
    StepOf.AMBIGUITY: "What the text leaves open",
    StepOf.CHAIN: "Base models",
    StepOf.FACTS: "Facts that do not fit together",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a verdict rests on.

    Attributes:
        part: What it is in the verdict.
        step: In which step it was found.
        answer: What it alone makes of the uses that it touches.
        term: Permission, condition or limitation; blank where it comes from no term.
        text: It in plain words.
        uses: The uses that it touches.
        license: Id of the terms it comes from; blank where it comes from none.
        reference: Where it can be read; None where it comes from no text.
        facts: Names of facts that are missing and would settle it.
        value: What the text says about a permission.
        tag: The barred use of the plan, where it is one.
        subject: Name of the base model whose license says so; blank for the model's own.
    """

    part: Part
    step: StepOf
    answer: Answer
    term: str
    text: str
    uses: tuple[Use, ...]
    license: str = ""
    reference: Reference | None = None
    facts: tuple[str, ...] = ()
    value: str = ""
    tag: str = ""
    subject: str = ""

    def of_base(self, name: str, uses: tuple[Use, ...]) -> Finding:
        """Return the finding of a base model as one of its child, which has other uses.

        Written out, because ``dataclasses.replace`` took a quarter of the time of a long list.
        """
        return Finding(
            *(self.part, self.step, self.answer, self.term, self.text, uses, self.license),
            *(self.reference, self.facts, self.value, self.tag, self.subject or name),
        )


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings that say the same at the same place as one, with all their uses and facts."""
    found: dict[tuple[object, ...], Finding] = {}
    for f in findings:
        key = (f.part, f.answer, f.text, f.license, f.reference, f.subject, f.tag)
        if (known := found.get(key)) is None:
            found[key] = f
            continue
        uses = tuple(use for use in Use if use in known.uses or use in f.uses)
        facts = tuple(dict.fromkeys((*known.facts, *f.facts)))
        found[key] = replace(known, uses=uses, facts=facts)
    return tuple(found.values())


class FlagKind(StrEnum):
    """What of the facts of a model alters the answer, besides contradictions of its sources."""

    NOT_STATED = "license-not-stated"
    NO_TEXT = "no-license-text"
    FAMILY_ID = "family-without-version"
    AMBIGUOUS_ALIAS = "ambiguous-alias"
    NO_WEIGHTS = "no-weights"
    BASE_UNKNOWN = "base-unknown"
    BASE_CYCLE = "base-cycle"


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning that goes with a verdict.

    Attributes:
        kind: A :class:`FlagKind`, or the kind of a contradiction.
        text: It in plain words, with whom or what it is about.
        rule: The rule of the specification, such as ``R7``.
    """

    kind: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one plan on one model or license.

    Attributes:
        subject: Id of the model or license that was asked about.
        licenses: Ids of the terms that were judged, the model's own first, then its bases'.
        uses: What was asked.
        findings: All that was found, in the order of the steps.
    """

    subject: str
    licenses: tuple[str, ...]
    uses: tuple[Use, ...]
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...] = ()

    @property
    def answer(self) -> Answer:
        """The most severe answer of all steps; a plan without a use is never answered."""
        return worst(f.answer for f in self.findings) if self.uses else Answer.ASK

    def of_use(self, use: Use) -> Answer:
        """Return the answer for one of the uses."""
        return worst(f.answer for f in self.findings if use in f.uses)

    def parts(self, part: Part) -> tuple[Finding, ...]:
        """Return the findings of one kind, in order."""
        return tuple(f for f in self.findings if f.part is part)

    @property
    def conditions(self) -> tuple[Finding, ...]:
        """What must be met; what the facts already meet is not among them."""
        return self.parts(Part.CONDITION)

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """What the answer rests on besides conditions, the most severe first."""
        found = (*self.parts(Part.REASON), *self.parts(Part.CONTESTED))
        return tuple(sorted(found, key=lambda f: -f.answer.severity))

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The reasons, without readings that are only to be known of."""
        return tuple(f for f in self.reasons if f not in self.open_readings)

    @property
    def open_readings(self) -> tuple[Finding, ...]:
        """What the text leaves open without changing the answer."""
        return tuple(f for f in self.parts(Part.CONTESTED) if f.answer is Answer.YES)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the facts that would settle something, each once."""
        return tuple(dict.fromkeys(fact for f in self.findings for fact in f.facts))
