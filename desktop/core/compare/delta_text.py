"""How a difference to a baseline is written: sign, size, and whether it is better or worse."""

from __future__ import annotations

from desktop.core import numbers

BETTER = "▴"
WORSE = "▾"
BASE = "base"
"""What stands in place of a difference at the baseline itself."""


def delta_text(delta: float, *, higher_is_better: bool) -> str:
    """Return a difference for readers: ``+12.8 ▴``, ``−3.2 ▴ better`` where lower is better.

    The mark says better or worse, whatever the sign. Where the sign alone would mislead, because
    lower is better, a word says it too.
    """
    if delta == 0:
        return "±0"
    sign = "+" if delta > 0 else "−"
    good = (delta > 0) is higher_is_better
    text = f"{sign}{numbers.score(abs(delta))} {BETTER if good else WORSE}"
    return text if higher_is_better else f"{text} {'better' if good else 'worse'}"


def delta_words(delta: float, baseline: str, *, higher_is_better: bool) -> str:
    """Return a difference in words: ``12.8 better than GPT-4o``."""
    if delta == 0:
        return f"the same as {baseline}"
    good = (delta > 0) is higher_is_better
    return f"{numbers.score(abs(delta))} {'better' if good else 'worse'} than {baseline}"
