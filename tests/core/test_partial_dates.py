from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.partial_date import PartialDate, parse_partial_date

DAYS = st.dates(min_value=date(1000, 1, 1))
TEXTS = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))


@given(TEXTS)
def test_a_date_is_shown_with_the_precision_it_was_printed_with(text: str) -> None:
    assert str(PartialDate(text)) == text


@given(TEXTS)
def test_a_partial_date_counts_as_the_first_day_it_can_mean(text: str) -> None:
    first = PartialDate(text).first_day.isoformat()
    assert first.startswith(text)
    assert first[len(text) :] == "-01-01"[len(text) - 4 :]


@given(DAYS, DAYS)
def test_whole_dates_order_like_the_calendar(one: date, other: date) -> None:
    smaller = PartialDate(one.isoformat()) < PartialDate(other.isoformat())
    assert smaller == (one < other)


def test_a_year_comes_before_its_months_and_a_month_before_its_days() -> None:
    texts = ["2024-02", "2024-01-01", "2023-12-31", "2024-01", "2024"]
    assert [str(d) for d in sorted(map(PartialDate, texts))] == [
        "2023-12-31",
        "2024",
        "2024-01",
        "2024-01-01",
        "2024-02",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2024-13",
        "2024-00",
        "0000",
        "24-05-13",
        "2024-5-13",
        "2024-05-13T00:00",
        "2024-05-13\n",
        " 2024",
        "May 2024",
        "２０２４",
        "2024-",
        "٢٠٢٤-01",
    ],
)
def test_what_is_no_day_of_the_calendar_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(text)


@given(st.text(alphabet=st.characters(categories=["Nd", "Pd"]), max_size=10))
def test_every_date_that_is_accepted_has_a_first_day(text: str) -> None:
    try:
        accepted = PartialDate(text)
    except ValueError:
        return
    assert accepted.first_day.year == accepted.year


def test_leap_days_exist_in_leap_years_only() -> None:
    assert PartialDate("2024-02-29").first_day == date(2024, 2, 29)


def test_a_blank_is_no_date() -> None:
    assert parse_partial_date("") is None
