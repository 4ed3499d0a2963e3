"""Judge one license under one plan: steps 2 to 6 and 8 of the terms' specification."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.core.licenses.license import INCOMPLETE, Ambiguity, Terms
from desktop.core.licenses.modality import Modality
from desktop.core.verdict.case import Case
from desktop.core.verdict.duties import duty_findings
from desktop.core.verdict.limitations import limitation_findings
from desktop.core.verdict.permissions import permission_findings
from desktop.core.verdict.profile import Profile, clashes
from desktop.core.verdict.verdict import Answer, Finding, Part, StepOf, Verdict, merged

_TAG = "tag:"


def judge(terms: Terms, profile: Profile, modality: Modality | None = None) -> Verdict:
    """Return the verdict of one license, by itself.

    Args:
        terms: The reading of its text.
        profile: The plan.
        modality: Of the very model, where a source says; the profile's own goes before it.
    """
    case = Case(terms, profile, profile.modality or modality)
    found = [
        *clash_findings(profile),
        *permission_findings(case),
        *limitation_findings(case),
        *duty_findings(case),
    ]
    found = [*_contested(found, terms.ambiguities), *_open_questions(found, case)]
    return Verdict(terms.id, (terms.id,), profile.uses, merged(found))


def clash_findings(profile: Profile) -> Iterator[Finding]:
    """Yield facts that cannot all be true: nothing is answered on them."""
    for text, facts in clashes(profile):
        yield Finding(
            *(Part.REASON, StepOf.FACTS, Answer.ASK, "", f"The facts clash: {text}."),
            uses=profile.uses,
            facts=facts,
        )


def _contested(found: Sequence[Finding], doubts: Sequence[Ambiguity]) -> Iterator[Finding]:
    """Yield findings; one that two readings of a text decide differently becomes a question."""
    touched = {name: doubt for doubt in doubts for name in doubt.touches}
    for finding in found:
        doubt = next((touched[name] for name in _names(finding) if name in touched), None)
        if doubt is None or finding.part is Part.RISK:
            yield finding
        else:
            text = f"Contested: {doubt.reference.note} {finding.text}"
            yield replace(finding, part=Part.CONTESTED, answer=Answer.ASK, text=text)


def _names(finding: Finding) -> tuple[str, ...]:
    """Return what a doubt may call a finding; a plain bar of a limitation has no name."""
    if finding.tag:
        return (f"{_TAG}{finding.tag}",)
    return (finding.term,) if finding.answer is not Answer.NO else ()


def _open_questions(found: Sequence[Finding], case: Case) -> Iterator[Finding]:
    """Yield what the text leaves open at the places that the verdict rests on (step 6)."""
    used = {
        (f.reference.document, f.reference.section)
        for f in found
        if f.reference and f.part is not Part.RISK
    }
    for doubt in case.terms.ambiguities:
        at = doubt.reference
        incomplete = INCOMPLETE in doubt.touches
        if incomplete or (at.document, at.section) in used or not at.section:
            answer = Answer.ASK if incomplete else Answer.YES
            yield Finding(
                *(Part.CONTESTED, StepOf.AMBIGUITY, answer, "ambiguity", at.note),
                uses=case.uses,
                license=case.terms.id,
                reference=at,
            )
