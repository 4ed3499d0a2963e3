from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.search.search_text import (
    END_OF_NAME,
    MOST_WORDS,
    is_number,
    is_spelled,
    search_text,
    terms,
    vocabulary,
    words,
)

assigned = st.characters(exclude_categories=["Cn", "Cs"])
texts = st.text(assigned, max_size=40) | st.text(
    "aZ09.-_/ éßİΣςﬁ通義千问ひガ비교กำ½Ⅷ\u0301\u200d", max_size=25
)


@pytest.mark.parametrize(
    "text", ["qwen2.5vl", "Qwen2.5-VL", "qwen 25 vl", "QWEN_2.5/VL", "qwen25 VL", "Qwen 2.5 (VL)"]
)
def test_spellings_of_one_name_are_the_same_words(text: str) -> None:
    assert words(text) == ["qwen", "25", "vl"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mistràl Ça-va", ["mistral", "ca", "va"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("ﬁne-tuned", ["fine", "tuned"]),
        ("gpt-3.5.1", ["gpt", "351"]),
        ("v1. 2", ["v", "1", "2"]),
        ("通义千问 VL", ["通", "义", "千", "问", "vl"]),
        ("비교", ["비", "교"]),
        ("零一万物Yi-VL", ["零", "一", "万", "物", "yi", "vl"]),
        ("МОДЕЛЬ-5", ["модель", "5"]),
        ("", []),
        ("-_./", []),
    ],
)
def test_a_text_falls_into_words_of_letters_or_digits(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(text=texts)
def test_words_of_words_are_the_same_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(text=texts)
def test_case_and_marks_do_not_count(text: str) -> None:
    found = words(text)
    assert words(unicodedata.normalize("NFD", text)) == found
    assert words(unicodedata.normalize("NFC", text)) == found
    assert words(text.casefold()) == found


@given(text=texts)
def test_a_word_has_letters_or_digits_and_nothing_else(text: str) -> None:
    for word in words(text):
        # A sign of an unspaced script, such as a Han radical, is a word of its own.
        assert word.isalnum() or (len(word) == 1 and ord(word) >= 0x0E00)
        assert word.isdecimal() == is_number(word)
        assert not any(map(str.isdecimal, word)) or is_number(word)
        assert not any(c.isspace() or c in '"|' for c in word)


@given(name=texts, other=texts)
def test_what_a_model_is_called_by_is_found_in_its_text(name: str, other: str) -> None:
    text = search_text(name, other)
    for term in terms(name.replace('"', "")):
        assert f" {term}" in text[: text.index(f" {END_OF_NAME}")]
    for term in terms(other.replace('"', "").replace("/", " ")):
        assert f" {term}" in text
    assert vocabulary(text) == {*words(name), *words(other.replace("/", " "))}


@given(before=texts, after=texts)
def test_any_part_of_a_name_in_an_unspaced_script_is_found(before: str, after: str) -> None:
    text = search_text(f"{before}千问{after}")
    assert f" {terms('千问')[0]}" in text
    assert f" {terms('问')[0]}" in text


def test_a_phrase_is_one_term_and_each_term_is_there_once() -> None:
    assert terms('qwen "Big Model" QWEN') == ["qwen", "big model"]
    assert terms('"open "2.5') == ["open", "25"]
    assert terms('"" " "') == []


@given(text=st.text(max_size=400))
def test_a_pasted_page_is_cut_to_its_first_terms(text: str) -> None:
    found = terms(text)
    assert len(found) <= MOST_WORDS
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("word", "spelled"), [("qwen", True), ("модель", True), ("25", False), ("千", False)]
)
def test_only_words_of_letters_are_spelled(word: str, spelled: bool) -> None:
    assert is_spelled(word) == spelled
