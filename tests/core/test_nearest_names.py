from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.nearest import MOST, nearest

NAMES = {
    "gpt-4o": ("GPT-4o", ""),
    "gpt-4v": ("GPT-4V", ""),
    "qwen-vl-max": ("Qwen-VL-Max", ""),
    "qwen-vl-plus": ("Qwen-VL-Plus", ""),
    "qwen2-vl-7b-instruct": ("Qwen2-VL-7B", "Qwen/Qwen2-VL-7B-Instruct"),
    "yi-vl-34b": ("零一万物 Yi-VL", ""),
}


def test_a_slip_of_the_finger_finds_what_was_meant() -> None:
    assert nearest("qwen-vl-mx", NAMES)[0] == "qwen-vl-max"
    assert nearest("GTP-4o", NAMES)[0] == "gpt-4o"


def test_a_part_of_a_name_finds_it() -> None:
    assert "qwen2-vl-7b-instruct" in nearest("vl-7b", NAMES)


def test_names_in_other_scripts_are_found() -> None:
    assert nearest("零一万物", NAMES) == ("yi-vl-34b",)


def test_what_resembles_nothing_gets_no_suggestion() -> None:
    assert nearest("zzzzzz", NAMES) == ()


@given(st.text(max_size=30))
def test_any_text_gets_a_few_known_names_at_most(asked: str) -> None:
    found = nearest(asked, NAMES)
    assert len(found) <= MOST
    assert set(found) <= set(NAMES)
    assert len(set(found)) == len(found)


@given(st.sampled_from(sorted(NAMES)))
def test_an_exact_name_comes_first(key: str) -> None:
    assert nearest(key.upper(), NAMES)[0] == key
