"""The openness class follows from what a text says, rule by rule."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog.openness import computed_classes
from desktop.catalog.reader import CatalogReader
from desktop.catalog.seed_reader import read_seeds
from desktop.core.licenses.license import OpennessClass, PermissionValue
from desktop.core.licenses.openness import openness_class

Class = OpennessClass
Value = PermissionValue


def test_the_class_that_a_catalog_works_out_is_the_recorded_one(
    reader: CatalogReader, seeds_folder: Path
) -> None:
    with (seeds_folder / "terms.csv").open(encoding="utf-8", newline="") as file:
        recorded = {row["id"]: row["openness_class"] for row in csv.DictReader(file)}
    terms = reader.terms(list(recorded))
    assert len(recorded) == 84
    assert {key: str(each.openness_class) for key, each in terms.items()} == recorded
    assert set(recorded.values()) == set(Class)


@pytest.mark.usefixtures("allow_log_warnings")
def test_a_class_that_was_written_down_wrong_is_worked_out_anew_and_named(
    seeds_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tables = read_seeds(seeds_folder).tables
    llama = next(record for record in tables["terms"] if record["id"] == "llama3")
    llama["openness_class"] = "open-source"

    assert computed_classes(tables)["llama3"] is Class.COMMUNITY_RESTRICTED
    assert "llama3 is community-restricted, not open-source" in caplog.text


FREE: dict[str, Any] = {
    "is_service": False,
    "osi_approved": False,
    "commercial_use": Value.ALLOWED,
    "limitations": [],
    "conditions": [],
}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Class.UNRESTRICTED_WEIGHTS),
        ({"commercial_use": Value.ALLOWED_WITH_CONDITIONS}, Class.UNRESTRICTED_WEIGHTS),
        ({"conditions": ["share-alike", "attribution-display"]}, Class.UNRESTRICTED_WEIGHTS),
        (
            {"limitations": [("threshold", "name-display-required")]},
            Class.UNRESTRICTED_WEIGHTS,
        ),
        (
            {"limitations": [("litigation-retaliation", "all-rights-end")]},
            Class.UNRESTRICTED_WEIGHTS,
        ),
        ({"limitations": [("field-of-use", "")]}, Class.USE_RESTRICTED),
        ({"conditions": ["acceptable-use-policy"]}, Class.USE_RESTRICTED),
        (
            {"limitations": [("field-of-use", ""), ("threshold", "name-display-required")]},
            Class.USE_RESTRICTED,
        ),
        (
            {"limitations": [("threshold", "separate-license-required")]},
            Class.COMMUNITY_RESTRICTED,
        ),
        ({"limitations": [("threshold", "license-terminates")]}, Class.COMMUNITY_RESTRICTED),
        ({"conditions": ["registration"]}, Class.COMMUNITY_RESTRICTED),
        *(
            ({"limitations": [(kind, ""), ("field-of-use", "")]}, Class.COMMUNITY_RESTRICTED)
            for kind in (
                *("geographic", "competing-model", "competitor", "hosting-prohibited"),
                "no-derivatives-sharing",
            )
        ),
        ({"commercial_use": None}, Class.UNKNOWN),
        ({"commercial_use": Value.SILENT}, Class.UNKNOWN),
        ({"commercial_use": Value.AMBIGUOUS, "conditions": ["registration"]}, Class.UNKNOWN),
        ({"commercial_use": Value.FORBIDDEN}, Class.NON_COMMERCIAL),
        (
            {"commercial_use": Value.FORBIDDEN, "limitations": [("geographic", "")]},
            Class.NON_COMMERCIAL,
        ),
        ({"osi_approved": True, "conditions": ["share-alike"]}, Class.OPEN_SOURCE),
        ({"osi_approved": True, "limitations": [("geographic", "")]}, Class.OPEN_SOURCE),
        ({"is_service": True, "osi_approved": True}, Class.API_ONLY),
        ({"is_service": True, "commercial_use": Value.FORBIDDEN}, Class.API_ONLY),
    ],
)
def test_the_first_rule_that_fits_from_the_top_decides(
    said: dict[str, Any], expected: OpennessClass
) -> None:
    assert openness_class(**(FREE | said)) is expected
