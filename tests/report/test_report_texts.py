from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.report.texts import (
    characters,
    clean,
    clip,
    link,
    naming,
    soft,
    unprintable,
    with_texts,
)


@given(st.text(max_size=300), st.integers(3, 40))
def test_places_to_break_never_change_a_text(text: str, run: int) -> None:
    pieces = soft(text, run)
    parts = [pieces] if isinstance(pieces, str) else pieces
    assert "".join(parts) == clean(text)
    assert all(len(word) <= run for part in parts for word in part.split())


def test_words_break_where_people_would_break_them() -> None:
    assert soft("OpenGVLab/InternVL-Chat-V1.2", 12) == ["OpenGVLab/", "InternVL-", "Chat-", "V1.2"]
    assert soft("GPT-4o and others") == "GPT-4o and others"


def test_a_long_text_is_cut_and_says_how_long_it_was() -> None:
    assert clip("ab " * 200, 5) == "ab ab… (599 characters)"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "javascript:alert(1)",
        "https://exämple.org",
        "https://a b",
        "https://a\nb",
        "file:///etc/passwd",
        "https://" + "a" * 3000,
        "",
    ],
)
def test_only_plain_https_addresses_become_links(url: str) -> None:
    assert link(url) == ""
    assert link("https://example.org/#x") == "https://example.org/#x"


def test_controls_have_no_shape_and_letters_do() -> None:
    assert all(map(unprintable, "\u0000\u202e\u200b\ufeff\ue000\ud800"))
    assert not any(map(unprintable, "aé比●"))


def test_characters_are_found_and_named_wherever_they_stand() -> None:
    data = {"a": ["x\u0007", {"b": "\u0007"}], "n": 1, "t": True, "z": None}
    assert characters(data) == {"x", "\u0007"}
    named = with_texts(data, naming(["\u0007"]))
    assert named == {"a": ["xU+0007", {"b": "U+0007"}], "n": 1, "t": True, "z": None}
