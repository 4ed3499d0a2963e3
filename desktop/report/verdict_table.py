"""Verdicts and contradictions of the compared models: nothing of a verdict is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.core import numbers
from desktop.core.compare.comparison import Comparison, Subject
from desktop.core.licenses.license_summary import label
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.profile_fields import FIELDS, field_of
from desktop.core.verdict.verdict import Finding, Part, Verdict
from desktop.core.verdict.verdict_wording import ANSWER_WORDS
from desktop.report.summary import name_of
from desktop.report.texts import Data, soft

_LONGEST = 1200


def verdict_tables(comparison: Comparison) -> Data:
    """Return the plan, the verdict of each model with all it rests on, and contradictions."""
    verdicts = [(i, s.verdict) for i, s in enumerate(comparison.subjects) if s.verdict]
    return {
        "plan": plan_words(comparison.profile),
        "models": [_model(i, verdict) for i, verdict in verdicts],
        "contradictions": [
            {"model": i, "text": _soft(found.text), "nearer": _soft(found.nearer_text)}
            for i, subject in enumerate(comparison.subjects)
            for found in subject.contradictions
        ],
        "built_on": list(_bases(comparison.subjects)),
    }


def plan_words(profile: Profile) -> list[Data]:
    """Return the facts of a plan with their labels; none for a plan without a use."""
    if not profile.uses:
        return []
    known = []
    for field in FIELDS:
        value = getattr(profile, field.key)
        if value is None or value in ("", ()):
            continue
        known.append({"label": field.label, "value": _soft(_words(value))})
    return known


def verdict_lines(subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield the verdict of each model in a sentence, for page one."""
    for subject in subjects:
        verdict = subject.verdict
        if verdict is None:
            continue
        count = len(verdict.conditions)
        conditions = f", {numbers.counted(count, 'condition')}" if count else ""
        yield f"{name_of(subject)}: {verdict.answer}{conditions}"


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, (int, float)):
        return numbers.count(int(value))
    return str(value)


def _model(position: int, verdict: Verdict) -> Data:
    reasons = [f for f in verdict.reasons if f.part is Part.REASON]
    return {
        "model": position,
        "answer": str(verdict.answer),
        "meaning": ANSWER_WORDS[verdict.answer],
        "uses": [{"use": label(use), "answer": str(verdict.of_use(use))} for use in verdict.uses],
        "conditions": [_finding(f) for f in verdict.conditions],
        "reasons": [_finding(f) for f in reasons],
        "met": [_finding(f) for f in verdict.parts(Part.MET)],
        "contested": [_finding(f) for f in verdict.parts(Part.CONTESTED)],
        "flags": [_soft(flag.text) for flag in verdict.flags],
        "missing": [field_of(fact).label for fact in verdict.missing],
    }


def _finding(finding: Finding) -> Data:
    place = finding.reference.place if finding.reference else ""
    base = f", base {finding.subject}" if finding.subject else ""
    return {
        "answer": str(finding.answer),
        "text": _soft(finding.text),
        "place": _soft(", ".join(filter(None, (f"{finding.license}{base}", place)))),
    }


def _bases(subjects: Sequence[Subject]) -> Iterator[Data]:
    for i, subject in enumerate(subjects):
        for base in subject.bases:
            license_id = base.situation.named.license.id if base.situation else ""
            under = f"license {license_id}" if license_id else "license not known"
            yield {
                "model": i,
                "text": _soft(f"{base.name} ({base.part or base.relation}), {under}"),
                "source": _soft(base.source),
            }


def _soft(text: str) -> str | list[str]:
    return soft(text, run=24, longest=_LONGEST)
