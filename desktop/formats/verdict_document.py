"""The JSON document of ``can-i``."""

from __future__ import annotations

from desktop.core.compare.comparison import CatalogStamp
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.expressions import JudgedPart
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.profile_fields import written
from desktop.core.verdict.verdict import Finding, Part
from desktop.formats.contradiction_document import base_document, contradiction_document
from desktop.formats.documents import Document, stamp
from desktop.formats.license_document import provenance_document


def verdict_document(judged: Judged, profile: Profile, of_catalog: CatalogStamp) -> Document:
    """Return the document of ``can-i``.

    Args:
        judged: What was found.
        profile: The plan.
        of_catalog: The state of the catalog.
    """
    verdict = judged.verdict
    return {
        "catalog": stamp(of_catalog),
        "subject": verdict.subject,
        "license": judged.license_id or None,
        "licenses": list(verdict.licenses),
        "verdict": str(verdict.answer),
        "uses": {str(use): str(verdict.of_use(use)) for use in verdict.uses},
        "conditions": [_finding(f) for f in verdict.conditions],
        "met": [_finding(f) for f in verdict.parts(Part.MET)],
        "reasons": [_finding(f) for f in verdict.reasons],
        "risks": [_finding(f) for f in verdict.parts(Part.RISK)],
        "flags": list(dict.fromkeys(flag.kind for flag in verdict.flags)),
        "flag_details": [
            {"kind": flag.kind, "text": flag.text, "rule": flag.rule} for flag in verdict.flags
        ],
        "contradictions": [contradiction_document(c) for c in judged.contradictions],
        "bases": [
            base_document(base) for base in (judged.situation.bases if judged.situation else ())
        ],
        "assumed": list(judged.assumed(profile)),
        "missing": list(verdict.missing),
        "steps": [_step(f) for f in sorted(verdict.findings, key=lambda f: f.step)],
        "profile": written(profile),
        "texts": [{"license": key, **provenance_document(text)} for key, text in judged.texts],
        "not_legal_advice": True,
        "notice": NOT_LEGAL_ADVICE,
    }


def expression_document(part: JudgedPart, *, counts: bool = True) -> Document:
    """Return an expression of licenses with the verdict of every part.

    Args:
        part: The expression or a part of it.
        counts: Whether its verdict is among those that decide.
    """
    return {
        "expression": part.written,
        "joint": str(part.joint) if part.joint else None,
        "counts": counts,
        "licenses": list(part.verdict.licenses),
        "verdict": str(part.verdict.answer),
        "conditions": [_finding(f) for f in part.verdict.conditions],
        "reasons": [_finding(f) for f in part.verdict.reasons],
        "parts": [
            expression_document(inner, counts=counts and part.chosen in (None, at))
            for at, inner in enumerate(part.parts)
        ],
    }


def _finding(finding: Finding) -> Document:
    at = finding.reference
    return {
        "text": finding.text,
        "license": finding.license or None,
        "document": at.document if at else None,
        "section": at.section if at else None,
        "line": at.line if at else None,
        "term": finding.term or None,
        "value": finding.value or None,
        "answer": str(finding.answer),
        "uses": [str(use) for use in finding.uses],
        "base": finding.subject or None,
        "facts": list(finding.facts),
    }


def _step(finding: Finding) -> Document:
    at = finding.reference
    return {
        "step": int(finding.step),
        "title": finding.step.title,
        "part": str(finding.part),
        "answer": str(finding.answer),
        "text": finding.text,
        "license": finding.license or None,
        "section": at.section if at else None,
        "line": at.line if at else None,
        "base": finding.subject or None,
    }
