from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import UsageError
from desktop.core.query import NUMBER_FIELDS, TEXT_FIELDS, Operator, parse_condition


@pytest.mark.parametrize("operator", list(Operator))
@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_a_condition_on_text_keeps_field_operator_and_value(field: str, operator: Operator) -> None:
    condition = parse_condition(f"  {field} {operator} Alibaba (Qwen) ")
    assert (condition.field, condition.operator, condition.value) == (
        field,
        operator,
        "Alibaba (Qwen)",
    )


@pytest.mark.parametrize("field", NUMBER_FIELDS)
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10b", 10e9),
        ("7.5B", 7.5e9),
        ("128k", 128_000),
        ("450M", 450e6),
        ("1t", 1e12),
        ("131_072", 131_072),
        ("0.15", 0.15),
    ],
)
def test_sizes_can_be_written_in_the_short_form(field: str, written: str, meant: float) -> None:
    assert float(parse_condition(f"{field}<={written}").value) == meant


@pytest.mark.parametrize(
    "text", ["", "weights", "=open", "weights=", "weights~open", "a b=c", "=", "\n"]
)
def test_what_is_no_condition_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="such as weights=open"):
        parse_condition(text)


def test_an_unknown_field_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="'size' is not a field") as caught:
        parse_condition("size<3")
    for field in TEXT_FIELDS + NUMBER_FIELDS:
        assert field in str(caught.value)


@pytest.mark.parametrize("value", ["large", "b", "10 gb", "1e", "nan", "inf", "-inf"])
def test_a_number_field_is_compared_with_a_number_only(value: str) -> None:
    with pytest.raises(UsageError, match="compared with a number"):
        parse_condition(f"parameters<{value}")


def test_a_value_may_hold_an_operator() -> None:
    assert parse_condition("name=a=b").value == "a=b"


@given(st.text(max_size=40))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    try:
        condition = parse_condition(text)
    except UsageError:
        return
    assert condition.field in TEXT_FIELDS + NUMBER_FIELDS
    assert condition.value
