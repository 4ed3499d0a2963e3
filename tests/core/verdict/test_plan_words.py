from __future__ import annotations

import pytest

from desktop.core.verdict.plan_words import NO_USE, plan_words
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.profile_fields import FIELDS, FieldKind, ProfileField, read_profile

SAMPLE: dict[FieldKind, tuple[object, str]] = {
    FieldKind.USES: (["host-service"], "Host it as a service"),
    FieldKind.TAGS: (["weapons"], "weapons"),
    FieldKind.COUNT: (2_000_000, "2,000,000"),
    FieldKind.MONEY: (1_500_000, "US$ 1,500,000"),
    FieldKind.TRUTH: (False, "no"),
    FieldKind.PLACE: ("DE", "DE"),
    FieldKind.PLACES: (["DE", "US"], "DE, US"),
    FieldKind.TEXT: ("Llama Wolf", "Llama Wolf"),
}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_fact_that_is_known_is_said(field: ProfileField) -> None:
    if field.options is not None and field.kind is FieldKind.CHOICE:
        value, shown = str(next(iter(field.options))), field.label.lower()
    else:
        value, shown = SAMPLE[field.kind]  # type: ignore[assignment] # of every kind
    said = plan_words(read_profile({field.name: value}))
    assert shown.lower() in said.lower()
    if field.kind is not FieldKind.USES:
        assert field.label.lower() in said.lower()


def test_what_is_not_known_is_not_said() -> None:
    assert plan_words(Profile()) == NO_USE


def test_none_of_the_barred_purposes_is_an_answer() -> None:
    assert "sensitive purposes: none" in plan_words(read_profile({"tags": []}))
    assert "sensitive" not in plan_words(Profile())


def test_uses_come_first() -> None:
    said = plan_words(read_profile({"based_in": "DE", "uses": ["research", "host-service"]}))
    assert said.index("Research") < said.index("Host it as a service") < said.index("DE")
