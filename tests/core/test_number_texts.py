from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [(63.8, "63.8"), (61, "61.0"), (0.0, "0.0"), (1287.0, "1287.0"), (0.4125, "0.4125")],
)
def test_a_score_keeps_the_decimals_it_was_given_with(value: float, text: str) -> None:
    assert numbers.score(value) == text


def test_a_missing_figure_is_a_dash_and_never_a_zero() -> None:
    shown = {f(None) for f in (numbers.score, numbers.count, numbers.parameters, numbers.usd)}
    assert shown == {numbers.MISSING}
    assert not set(numbers.MISSING) & set("0123456789")


def test_showing_the_scores_of_the_seeds_loses_no_digit(seeds_folder: Path) -> None:
    with (seeds_folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        values = {float(row["value"]) for row in csv.DictReader(file)}
    assert [v for v in values if float(numbers.score(v)) != v] == []


@given(st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_rounding_never_turns_two_scores_round(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert float(numbers.score(low)) <= float(numbers.score(high))


@given(st.floats(0.001, 0.5), st.integers(0, 100))
def test_a_score_shows_one_to_four_decimals(part: float, whole: int) -> None:
    decimals = numbers.score(whole + part).partition(".")[2]
    assert 1 <= len(decimals) <= 4


def test_an_interval_is_shown_only_where_it_has_two_ends_that_differ() -> None:
    assert numbers.interval(59.5, 63.8) == "59.5–63.8"
    assert numbers.interval(59.5, 59.5) == ""
    assert numbers.interval(None, 59.5) == ""
    assert numbers.interval(59.5, None) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (72_000_000_000, "72 B"),
        (1_760_000_000, "1.76 B"),
        (1_000_000_000_000, "1 T"),
        (450_000_000, "450 M"),
        (999, "999"),
    ],
)
def test_parameters_are_shown_in_the_short_form_of_the_field(value: int, text: str) -> None:
    assert numbers.parameters(value) == text


def test_whole_numbers_are_grouped() -> None:
    assert numbers.count(131072) == "131,072"


@pytest.mark.parametrize(
    ("value", "text"), [(5.0, "$5.00"), (0.15, "$0.15"), (0.075, "$0.075"), (0.0, "$0.00")]
)
def test_prices_keep_fractions_of_a_cent(value: float, text: str) -> None:
    assert numbers.usd(value) == text


def test_every_price_of_the_seeds_is_shown_as_it_is(seeds_folder: Path) -> None:
    with (seeds_folder / "models.csv").open(encoding="utf-8", newline="") as file:
        prices = {
            float(p) for row in csv.DictReader(file) if (p := row["price_input_usd_per_mtok"])
        }
    assert prices
    assert [p for p in prices if float(numbers.usd(p).removeprefix("$")) != p] == []
