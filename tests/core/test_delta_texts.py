from __future__ import annotations

import pytest

from desktop.core.compare.delta_text import delta_text, delta_words


@pytest.mark.parametrize(
    ("delta", "higher", "text", "words"),
    [
        (12.8, True, "+12.8 ▴", "12.8 better than GPT-4o"),
        (-17.7, True, "−17.7 ▾", "17.7 worse than GPT-4o"),
        (-3.2, False, "−3.2 ▴ better", "3.2 better than GPT-4o"),
        (4.0, False, "+4.0 ▾ worse", "4.0 worse than GPT-4o"),
        (0.0, True, "±0", "the same as GPT-4o"),
    ],
)
def test_a_difference_says_sign_and_whether_it_is_better(
    delta: float, higher: bool, text: str, words: str
) -> None:
    assert delta_text(delta, higher_is_better=higher) == text
    assert delta_words(delta, "GPT-4o", higher_is_better=higher) == words
