"""The openness class follows from what a text says, rule by rule."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.licenses.license import OpennessClass, Permission, PermissionValue, Terms
from desktop.core.licenses.openness import openness_class

Class = OpennessClass
Value = PermissionValue


def computed(terms: Terms) -> OpennessClass:
    commerce = terms.permission(Permission.COMMERCIAL_USE)
    return openness_class(
        is_service="service" in terms.covers and "weights" not in terms.covers,
        osi_approved=terms.osi_approved,
        commercial_use=commerce.value if commerce else None,
        limitations=[(x.type, x.parameter("effect")) for x in terms.limitations],
        conditions=[c.type for c in terms.conditions],
    )


def test_the_class_of_every_text_is_the_recorded_one(reader: CatalogReader) -> None:
    ids = [row[0] for row in reader._rows("SELECT id FROM terms")]
    terms = reader.terms(ids)
    assert len(terms) == 84
    recorded = {key: each.openness_class for key, each in terms.items()}
    assert {key: computed(each) for key, each in terms.items()} == recorded
    assert set(recorded.values()) == set(Class)


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
