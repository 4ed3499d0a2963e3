from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.core.claims.claim import FLAG_REASONS, Claim, Flag
from desktop.core.partial_date import parse_partial_date
from desktop.core.source import Source

MakeClaim = Callable[..., Claim]


def source(key: str, published: str = "", via: str = "") -> Source:
    return Source(key, "A page", "https://example.org", via, parse_partial_date(published), "", "")


def test_a_claim_is_as_old_as_its_earliest_dated_source(make_claim: MakeClaim) -> None:
    sources = (source("a", "2024-05-13"), source("b"), source("c", "2024-05"))
    assert str(make_claim("s1", sources=sources).published) == "2024-05"


def test_a_claim_without_a_dated_source_is_undated(make_claim: MakeClaim) -> None:
    assert make_claim("s1", sources=(source("a"), source("b"))).published is None


def test_who_passed_a_figure_on_is_named_once(make_claim: MakeClaim) -> None:
    sources = (source("a", via="a board"), source("b", via="a list"), source("c", via="a board"))
    assert make_claim("s1", sources=sources).via == "a board; a list"


def test_nobody_passed_on_what_was_also_read_at_the_reporter(make_claim: MakeClaim) -> None:
    sources = (source("a", via="a board"), source("b"))
    assert make_claim("s1", sources=sources).via == ""


def test_a_claim_was_published_until_the_latest_date_of_its_sources(make_claim: MakeClaim) -> None:
    sources = (source("a", "2024-05-13"), source("b"), source("c", "2025"), source("d", "2024"))
    assert str(make_claim("s1", sources=sources).latest) == "2025"
    assert str(make_claim("s1", sources=sources).published) == "2024"
    assert make_claim("s1", sources=(source("b"),)).latest is None


def test_every_flag_has_words_for_readers() -> None:
    assert set(FLAG_REASONS) == set(Flag)
    assert len(set(FLAG_REASONS.values())) == len(Flag)


@pytest.mark.parametrize("flag", list(Flag))
def test_only_figures_about_something_else_leave_the_spread(
    make_claim: MakeClaim, flag: Flag
) -> None:
    about_this_cell = flag in (Flag.NO_PRIMARY_FOUND, Flag.COMPUTED)
    assert make_claim("s1", flags=(flag.value,)).belongs_to_cell == about_this_cell
