"""Which facts of a plan still matter for the models at hand, and in which order to ask for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from desktop.core import numbers
from desktop.core.licenses.license import Terms
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.model_verdict import Judge
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.profile_fields import (
    FIELDS,
    MOST_FIGURE,
    FieldKind,
    ProfileField,
    field_of,
)
from desktop.core.verdict.thresholds import PARTS, WHOLES, fact_of
from desktop.core.verdict.verdict import Answer, Finding

MOST_PLACES = 3
"""Sections that a reason names; the others are counted."""
_PLACE = {field.name: place for place, field in enumerate(FIELDS)}
_FIRST = ("uses", "based_in", "used_in")
"""What can be asked for with no model at hand: it matters to most texts."""


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of a figure between two limits that texts name.

    Attributes:
        label: It in words, such as ``at most 100,000,000``.
        value: The figure that stands for all of it, under every text at hand: its upper end, so
            that nothing is read in anybody's favor; of the last range its lower end.
    """

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is not known and would settle something.

    Attributes:
        models: Names of the models for which it matters, in the order they were given.
        why: Which sections ask for it, in one sentence.
        ranges: The ranges of a figure that the texts tell apart; empty for other facts.
        barred: Purpose tags that the texts at hand name, the most frequent first.
    """

    field: ProfileField
    models: tuple[str, ...]
    why: str
    ranges: tuple[Range, ...] = ()
    barred: tuple[str, ...] = ()


def questions(
    judged: Sequence[Judged], profile: Profile, skipped: Collection[str] = ()
) -> tuple[Question, ...]:
    """Return what is still worth asking, that which settles most verdicts first.

    A fact is asked for only where a text at hand names it and its uses are not refused anyway.
    First come facts that concern many models, then those that stand behind an ``ask``.

    Args:
        judged: The verdicts of the models under this very profile.
        profile: The plan as it is known.
        skipped: Names of facts that were answered with "don't know".
    """
    if not profile.uses:
        uses = () if "uses" in skipped else (_uses_question(judged),)
        return uses if judged else (*uses, *_without_models(profile, skipped))
    if not judged:
        return _without_models(profile, skipped)
    needed: dict[str, list[tuple[int, Finding]]] = {}
    for position, each in enumerate(judged):
        for finding in _open(each):
            for fact in finding.facts:
                field = field_of(fact)
                if field.name not in skipped and not is_known(profile, field):
                    needed.setdefault(field.name, []).append((position, finding))
    order = sorted(needed, key=lambda name: _urgency(name, needed[name]))
    return tuple(_question(field_of(name), needed[name], judged, profile) for name in order)


def is_known(profile: Profile, field: ProfileField) -> bool:
    """Whether a plan says something about a fact; "none of these purposes" does."""
    value = getattr(profile, field.key)
    if field.kind is FieldKind.TAGS:
        return value is not None
    return value is not None and value not in ("", ())


def judged_again(judged: Iterable[Judged], profile: Profile) -> tuple[Judged, ...]:
    """Return models under another plan; what has no situation keeps its verdict."""
    judge = Judge(profile)
    return tuple(
        replace(each, verdict=judge.model(each.situation)) if each.situation else each
        for each in judged
    )


def _uses_question(judged: Sequence[Judged]) -> Question:
    why = "Every text answers use by use, so nothing is judged before one is named."
    return Question(field_of("uses"), tuple(each.name for each in judged), why)


def _without_models(profile: Profile, skipped: Collection[str]) -> tuple[Question, ...]:
    why = "Many texts ask for it; models in the comparison tell what else matters."
    fields = (field_of(name) for name in _FIRST[1:] if name not in skipped)
    return tuple(Question(field, (), why) for field in fields if not is_known(profile, field))


def _open(judged: Judged) -> Iterator[Finding]:
    """Yield findings with missing facts, but for uses that are refused whatever the facts."""
    refused = {use for f in judged.verdict.findings if f.answer is Answer.NO for use in f.uses}
    for finding in judged.verdict.findings:
        if finding.facts and not set(finding.uses) <= refused:
            yield finding


def _urgency(name: str, needed: Sequence[tuple[int, Finding]]) -> tuple[int, int, int]:
    models = {position for position, _ in needed}
    severity = max(finding.answer.severity for _, finding in needed)
    return -len(models), -severity, _PLACE[name]


def _question(
    field: ProfileField,
    needed: Sequence[tuple[int, Finding]],
    judged: Sequence[Judged],
    profile: Profile,
) -> Question:
    positions = dict.fromkeys(position for position, _ in needed)
    return Question(
        field,
        tuple(judged[position].name for position in positions),
        _why(needed, judged),
        _ranges(field, judged, profile),
        _barred(needed, judged) if field.kind is FieldKind.TAGS else (),
    )


def _why(needed: Sequence[tuple[int, Finding]], judged: Sequence[Judged]) -> str:
    places = dict.fromkeys(
        f"{_terms(judged[position], finding)}, {finding.reference.place}"
        for position, finding in needed
        if finding.reference is not None
    )
    if not places:
        return "The answer depends on it."
    shown = list(places)[:MOST_PLACES]
    if more := len(places) - len(shown):
        shown.append(f"and {numbers.counted(more, 'more section')}")
    return f"It is asked for by {'; '.join(shown)}."


def _terms(judged: Judged, finding: Finding) -> str:
    terms = judged.terms.get(finding.license)
    return terms.name if terms else finding.license


def _barred(needed: Sequence[tuple[int, Finding]], judged: Sequence[Judged]) -> tuple[str, ...]:
    found: dict[str, set[str]] = {}
    for position, finding in needed:
        terms = judged[position].terms.get(finding.license)
        for limit in terms.limitations if terms else ():
            for tag in filter(None, limit.parameter("uses").split(";")):
                found.setdefault(tag, set()).add(finding.license)
    return tuple(sorted(found, key=lambda tag: (-len(found[tag]), tag)))


def _ranges(field: ProfileField, judged: Sequence[Judged], profile: Profile) -> tuple[Range, ...]:
    """Return the ranges of a figure that the known ones leave; none where it is no figure.

    Limits of its parts and of what it is a part of count, too: one figure can settle another, and
    a range must not be taken for more than it says.
    """
    if field.kind not in (FieldKind.COUNT, FieldKind.MONEY):
        return ()
    wholes, parts = WHOLES.get(field.key, ()), PARTS.get(field.key, ())
    facts = {field.key, *wholes, *parts}
    edges = {
        (float(limit.parameter("value")), limit.parameter("operator") != ">=")
        for terms in _read(judged)
        for limit in terms.limitations
        if limit.type == "threshold" and fact_of(limit) in facts
    }
    least = max((getattr(profile, fact) or 0 for fact in parts), default=0)
    most = [getattr(profile, fact) for fact in wholes]
    room = min(int(figure) for figure in (MOST_FIGURE, *most) if figure is not None)
    money = field.kind is FieldKind.MONEY
    return tuple(_within(sorted(edges), ceil(least), room, money=money))


def _read(judged: Sequence[Judged]) -> Iterator[Terms]:
    for each in judged:
        judged_by = {finding.license for finding in each.verdict.findings}
        yield from (terms for key, terms in each.terms.items() if key in judged_by)


def _within(
    edges: Sequence[tuple[float, bool]], least: int, most: int, *, money: bool
) -> Iterator[Range]:
    """Yield the ranges between limits, cut to what can be; an edge is above its figure or not."""
    bottom, since = 0, ""
    for value, above in edges:
        top = int(value) if above else int(value) - 1
        up_to = f"{'at most' if above else 'less than'} {_amount(value, money=money)}"
        if max(bottom, least) <= min(top, most):
            yield Range(", ".join(filter(None, (since, up_to))), min(top, most))
        bottom = top + 1
        since = f"{'more than' if above else 'at least'} {_amount(value, money=money)}"
    if edges and max(bottom, least) <= most:
        yield Range(since, max(bottom, least))


def _amount(value: float, *, money: bool) -> str:
    return f"{'USD ' if money else ''}{numbers.count(int(value))}"
