"""Verdicts and contradictions of the compared models: nothing of a verdict is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.core import numbers
from desktop.core.compare.comparison import Comparison, Subject
from desktop.core.licenses.base_wording import told_bases
from desktop.core.verdict.plan_words import plan_words, use_name
from desktop.core.verdict.profile_fields import field_of
from desktop.core.verdict.verdict import Finding, Part, Verdict
from desktop.core.verdict.verdict_wording import ANSWER_WORDS
from desktop.report.summary import name_of
from desktop.report.texts import Data, soft

_LONGEST = 1200


def verdict_tables(comparison: Comparison) -> Data:
    """Return the plan, the verdict of each model with all it rests on, and contradictions."""
    verdicts = [(i, s.verdict) for i, s in enumerate(comparison.subjects) if s.verdict]
    return {
        "plan": _soft(plan_words(comparison.profile)),
        "models": [_model(i, verdict) for i, verdict in verdicts],
        "contradictions": [
            {"model": i, "text": _soft(found.text), "nearer": _soft(found.nearer_text)}
            for i, subject in enumerate(comparison.subjects)
            for found in subject.contradictions
        ],
        "built_on": list(_bases(comparison.subjects)),
    }


def verdict_lines(subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield the verdict of each model in a sentence, for page one."""
    for subject in subjects:
        verdict = subject.verdict
        if verdict is None:
            continue
        count = len(verdict.conditions)
        conditions = f", {numbers.counted(count, 'condition')}" if count else ""
        yield f"{name_of(subject)}: {verdict.answer}{conditions}"


def _model(position: int, verdict: Verdict) -> Data:
    return {
        "model": position,
        "answer": str(verdict.answer),
        "meaning": ANSWER_WORDS[verdict.answer],
        "uses": [
            {"use": use_name(use), "answer": str(verdict.of_use(use))} for use in verdict.uses
        ],
        "conditions": [_finding(f) for f in verdict.conditions],
        "reasons": [_finding(f) for f in verdict.deciding],
        "met": [_finding(f) for f in verdict.parts(Part.MET)],
        "contested": [_finding(f) for f in verdict.open_readings],
        "risks": [_finding(f) for f in verdict.parts(Part.RISK)],
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
        situation = subject.judged.situation if subject.judged else None
        for line, base in told_bases(situation):
            yield {"model": i, "text": _soft(line), "source": _soft(base.source)}


def _soft(text: str) -> str | list[str]:
    return soft(text, run=24, longest=_LONGEST)
