"""Verdicts against cases that were read off the license texts before there was an engine."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.licenses.situation import Base, Situation
from desktop.core.model import Weights
from desktop.core.verdict.model_verdict import Judge
from desktop.core.verdict.profile_fields import read_profile
from desktop.core.verdict.verdict import Verdict

FILES = ("cases_a.toml", "cases_b.toml")
CASES = [
    case
    for name in FILES
    for case in tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["case"]
]


def _situation(reader: CatalogReader, license_id: str, name: str, bases: list[str]) -> Situation:
    return Situation(
        model=name,
        name=name,
        repository=name,
        weights=Weights.OPEN,
        weights_source="card",
        modality=None,
        named=reader.named_license(license_id),
        source="card",
        bases=tuple(
            Base(base, "finetune", "whole", "card", "", _situation(reader, base, base, []))
            for base in bases
        ),
    )


def verdict_of(case: dict[str, Any], reader: CatalogReader) -> Verdict:
    """Return what the engine makes of a case."""
    judge = Judge(read_profile(case["profile"]))
    bases = case.get("bases", [])
    if not bases:
        return judge.license(reader.terms([case["license"]])[case["license"]])
    return judge.model(_situation(reader, case["license"], case.get("repo") or "a/b", bases))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case_from_the_text_gets_its_verdict(case: dict[str, Any], reader: CatalogReader) -> None:
    verdict = verdict_of(case, reader)

    said = [f"{f.part} {f.answer} {f.term}: {f.text}" for f in verdict.findings]
    assert str(verdict.answer) == case["verdict"], "\n".join(said)
    shown = (*verdict.reasons, *verdict.conditions)
    sections = {f.reference.section for f in verdict.findings if f.reference and f.part != "risk"}
    assert set(case["sections"]) <= sections
    conditions = {f.term for f in verdict.conditions}
    assert set(case.get("conditions", [])) <= conditions
    assert not set(case.get("absent", [])) & conditions
    assert set(case.get("flags", [])) <= {flag.kind for flag in verdict.flags}
    assert shown


def test_the_cases_cover_enough_licenses() -> None:
    assert len(CASES) >= 80
    assert len({case["license"] for case in CASES}) >= 40
