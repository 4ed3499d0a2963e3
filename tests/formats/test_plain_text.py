from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.formats.plain_text import as_json, elided, harmless, width, wrapped


def test_an_escape_sequence_shows_as_a_sign_and_does_nothing() -> None:
    assert harmless("\x1b[31mred\x1b[0m") == "␛[31mred␛[0m"


def test_a_line_break_in_a_name_stays_on_its_line() -> None:
    assert harmless("one\r\ntwo\tthree\u2028four") == "one  two three four"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x9b", "\ud800"])
def test_what_turns_or_hides_text_is_replaced(mark: str) -> None:
    assert harmless(f"gpt{mark}4") == "gpt\ufffd4"


def test_letters_of_any_script_are_left_alone() -> None:
    assert harmless("通义千问 Größe İstanbul 비교 👍") == "通义千问 Größe İstanbul 비교 👍"


def test_json_shows_no_control_to_a_terminal_and_reads_back_the_same() -> None:
    document = {"name": "a\x1b[2J\x9b31m\u202eb\x7f\U000e0041", "cjk": "通义"}
    text = as_json(document)
    assert not set(text) & set("\x1b\x9b\u202e\x7f\U000e0041")
    assert "通义" in text
    assert json.loads(text) == document


@given(st.text())
def test_json_reads_back_whatever_the_text(text: str) -> None:
    assert json.loads(as_json({"t": text})) == {"t": text}


def test_wide_characters_take_two_columns_and_accents_none() -> None:
    assert (width("通义"), width("e\u0301"), width("abc")) == (4, 1, 3)


def test_a_text_that_is_cut_says_so_and_fits() -> None:
    assert elided("通义千问模型", 7) == "通义千…"
    assert elided("short", 7) == "short"


def test_a_long_word_breaks_after_a_hyphen() -> None:
    assert wrapped("claude-3-5-sonnet-20241022", 18) == ["claude-3-5-sonnet-", "20241022"]


def test_an_address_is_left_whole_where_that_is_asked_for() -> None:
    assert wrapped("see https://example.org/a/b", 10, whole_words=True) == [
        "see",
        "https://example.org/a/b",
    ]


@given(st.text(), st.integers(2, 30))
def test_wrapping_loses_nothing_and_fits(text: str, columns: int) -> None:
    shown = harmless(text)
    lines = wrapped(shown, columns)
    assert "".join("".join(lines).split()) == "".join(shown.split())
    assert all(width(line) <= columns for line in lines)
