from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.variant import NOT_STATED, variant_key, variant_label, variant_name

PARTS = st.lists(st.text("abz Vxé1-", min_size=1, max_size=8).filter(str.strip), max_size=4)


@given(PARTS, st.randoms())
def test_order_case_and_blanks_do_not_make_another_variant(
    parts: list[str], random: object
) -> None:
    turned = [f"  {part.upper()} " for part in reversed(parts)]
    assert variant_key(",".join(turned)) == variant_key(", ".join(parts))


@given(PARTS)
def test_a_key_is_its_own_key(parts: list[str]) -> None:
    key = variant_key(",".join(parts))
    assert variant_key(key) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("testmini", "test"),
        ("val", ""),
        ("0-shot", "5-shot"),
        ("thinking", "no thinking"),
        ("val, CoT", "val"),
        ("4-shot, val", "5-shot, val"),
    ],
)
def test_different_settings_stay_apart(one: str, other: str) -> None:
    assert variant_key(one) != variant_key(other)


def test_validation_is_val() -> None:
    assert variant_key("Validation") == variant_key("val")
    assert variant_key("validation set") != variant_key("val")


def test_the_spelling_most_sources_use_is_shown() -> None:
    assert variant_name(["Val", "val", "val", "VAL"]) == "val"
    assert variant_name(["val", "Val"]) == "Val"
    assert variant_name([]) == ""


def test_a_setting_that_is_not_stated_is_said_to_be_so() -> None:
    assert variant_label("") == NOT_STATED
    assert variant_label("", "geometry") == f"geometry · {NOT_STATED}"
    assert variant_label("val") == "val"
