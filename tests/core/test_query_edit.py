"""One condition is put into a line or taken out, and the rest stays as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.search.query_edit import has_condition, with_condition, without_condition

ALLOW = ("allow", "profile")


@pytest.mark.parametrize("line", ["", "qwen vl", "mmmu>=", '"half typed', "weights:open,"])
def test_a_condition_goes_in_before_what_is_half_typed_and_out_again(line: str) -> None:
    asked = with_condition(line, *ALLOW)
    assert asked.startswith("allow:profile")
    assert has_condition(asked, *ALLOW)
    assert without_condition(asked, *ALLOW) == line


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("qwen allow:profile", True),
        ("Allow = Profile", True),
        ("-allow:profile", False),
        ("allow!=profile", False),
        ("allow:profile,host-service", False),
        ("allow:", False),
        ('"allow:profile"', False),
    ],
)
def test_only_the_condition_itself_counts(line: str, asks: bool) -> None:
    assert has_condition(line, *ALLOW) is asks


def test_it_is_taken_out_wherever_and_however_often_it_stands() -> None:
    line = "qwen allow:profile mmmu>=60  allow=profile"
    assert without_condition(line, *ALLOW) == "qwen mmmu>=60"


@given(st.text(max_size=60))
def test_no_line_is_too_strange_for_it(line: str) -> None:
    asked = with_condition(line, *ALLOW)
    assert has_condition(asked, *ALLOW)
    assert not has_condition(without_condition(asked, *ALLOW), *ALLOW)
