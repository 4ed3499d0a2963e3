from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.profile_fields import FIELDS, FieldKind, ProfileError, field_of
from desktop.viewmodels.profile.draft import (
    GROUPS,
    clash_sentences,
    matches,
    read_form,
    shown_value,
    typed_value,
    unit_of,
)
from desktop.viewmodels.profile.figures import shown_figure, typed_figure


def test_every_fact_stands_in_one_group() -> None:
    names = [name for _, group in GROUPS for name in group]
    assert sorted(names) == sorted(field.name for field in FIELDS)


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("0", 0),
        ("1,200,000", 1_200_000),
        ("1_200_000", 1_200_000),
        ("1 200 000", 1_200_000),
        ("1\u202f200\u00a0000", 1_200_000),
        ("100 million", 100_000_000),
        ("1.5M", 1_500_000),
        (" 2.25 bn ", 2_250_000_000),
        ("$20 million", 20_000_000),
        ("USD 12.50", 12.5),
        ("700k", 700_000),
        ("100000000", 100_000_000),
        ("٣", 3),
    ],
)
def test_figures_are_read_as_people_type_them(typed: str, figure: float) -> None:
    assert typed_figure(typed) == figure


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "many",
        "1.000",
        "1,5",
        "1.000.000",
        "1,00,000",
        "-5",
        "1e9",
        "5 lakh",
        "1" * 80,
        ".",
    ],
)
def test_a_figure_that_can_be_read_in_two_ways_is_not_guessed(typed: str) -> None:
    assert typed_figure(typed) is None


@given(st.integers(0, 10**15))
def test_a_whole_figure_is_shown_so_that_it_reads_back(figure: int) -> None:
    assert typed_figure(shown_figure(figure)) == figure


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("product_mau", "1.5"),
        ("product_mau", "-1"),
        ("product_mau", "9999999 bn"),
        ("group_annual_revenue_usd", "a lot"),
        ("based_in", "Germany"),
        ("used_in", "DE, nowhere"),
        ("model_name", "x" * 201),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_was_expected(name: str, typed: str) -> None:
    with pytest.raises(ProfileError):
        typed_value(field_of(name), typed)


def test_blank_is_dont_know_and_never_zero() -> None:
    for field in FIELDS:
        if field.kind in (FieldKind.COUNT, FieldKind.MONEY):
            assert typed_value(field, "  ") is None
            assert unit_of(field)
    assert typed_value(field_of("based_in"), "") == ""
    assert typed_value(field_of("used_in"), "") == ()


def test_places_are_read_as_codes() -> None:
    assert typed_value(field_of("based_in"), " gb") == "UK"
    assert typed_value(field_of("used_in"), "de, US") == ("DE", "US")
    assert shown_value(field_of("used_in"), ("DE", "US")) == "DE, US"


def test_a_form_tells_every_problem_beside_its_fact() -> None:
    users, place = field_of("product_mau"), field_of("based_in")

    def many() -> object:
        return typed_value(users, "many")

    def here() -> object:
        return typed_value(place, "DE")

    reading = read_form([(users, many), (place, here)])
    assert reading.profile == Profile(based_in="DE")
    assert set(reading.problems) == {"product_mau"}
    assert reading.problems["product_mau"].startswith("“many” cannot be read")


def test_facts_that_clash_are_told_by_their_labels() -> None:
    plan = Profile(uses=(Use.PUBLISH_FINE_TUNE,), modified=False, product_mau=9, group_mau_now=5)
    said = clash_sentences(plan)
    assert len(said) == 2
    assert "“Users a month, product” is more than “Users a month, group, now”" in said[0]


def test_facts_are_found_by_label_help_options_and_meaning() -> None:
    found = {
        text: [f.name for f in FIELDS if matches(f, text)] for text in ("revenue", "copyright")
    }
    assert "product_annual_revenue_usd" in found["revenue"]
    assert found["copyright"] == ["suing"]
    assert all(matches(field, "") for field in FIELDS)
    assert [f.name for f in FIELDS if matches(f, "distillation")] == ["uses"]
