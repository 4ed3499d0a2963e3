"""Numbers, dates and sizes for readers: one spelling everywhere."""

from __future__ import annotations

MISSING = "–"
"""What a table shows where nothing is known; never zero, never blank."""


def score(value: float | None) -> str:
    """Return a figure with at least one and at most four decimals, as many as it was given with."""
    if value is None:
        return MISSING
    text = f"{value:.4f}".rstrip("0")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals or '0'}"


def interval(low: float | None, high: float | None) -> str:
    """Return a range, blank where it has no two different ends."""
    if low is None or high is None or low == high:
        return ""
    return f"{score(low)}–{score(high)}"


def count(value: int | None) -> str:
    """Return a whole number with a thin grouping mark."""
    return MISSING if value is None else f"{value:,}"


def parameters(value: int | None) -> str:
    """Return a number of parameters in the field's short form, ``72 B``."""
    if value is None:
        return MISSING
    for limit, letter in ((10**12, "T"), (10**9, "B"), (10**6, "M")):
        if value >= limit:
            return f"{value / limit:.4g} {letter}"
    return count(value)


def usd(value: float | None) -> str:
    """Return US dollars with the decimals a price list uses."""
    if value is None:
        return MISSING
    return f"${value:.2f}" if round(value, 2) == value else f"${value:g}"


def counted(count_: int, one: str, many: str = "") -> str:
    """Return a number with its noun, ``1 model`` or ``445 models``."""
    return f"{count_:,} {one if count_ == 1 else many or one + 's'}"
