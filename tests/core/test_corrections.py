from __future__ import annotations

from desktop.core.search.corrections import readings


def test_alternatives_of_one_word_are_told_together() -> None:
    pairs = [("lama", "llama"), ("qwne", "qwen"), ("lama", "lava"), ("lama", "llama")]
    assert readings(pairs) == (("lama", ("llama", "lava")), ("qwne", ("qwen",)))


def test_nothing_corrected_is_nothing_to_tell() -> None:
    assert readings(()) == ()
