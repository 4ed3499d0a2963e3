"""Figures as people type them: ``100 million``, ``1,200,000``, ``1.5M``."""

from __future__ import annotations

import re

from desktop.core import numbers

_FACTORS = {
    "": 1,
    **dict.fromkeys(("k", "thousand"), 10**3),
    **dict.fromkeys(("m", "mio", "mn", "million", "millions"), 10**6),
    **dict.fromkeys(("b", "bn", "billion", "billions"), 10**9),
}
_TYPED = re.compile(r"(?:usd|us\$|\$)?\s*(?P<digits>[\d.,_' \u00a0\u202f]*\d)\s*(?P<word>[a-z]*)")
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:_\d{3})+|\d{1,3}(?:['  ]\d{3})+|\d+")
_MOST_TYPED = 60


def typed_figure(text: str) -> float | int | None:
    """Return the figure that somebody typed, None where it is none or can be read in two ways.

    ``1.000`` and ``1,5`` mean different things in different countries and are not guessed.
    """
    found = _TYPED.fullmatch(text.strip().casefold()) if len(text) <= _MOST_TYPED else None
    if found is None or found["word"] not in _FACTORS:
        return None
    whole, point, decimals = found["digits"].partition(".")
    whole = re.sub("[\u00a0\u202f]", " ", whole.strip())
    if not _GROUPS.fullmatch(whole) or (point and not re.fullmatch(r"\d{1,2}", decimals)):
        return None
    digits = int(re.sub(r"\D", "", whole) + decimals)
    value = digits * _FACTORS[found["word"]]
    scale = int(10 ** len(decimals))
    return value // scale if value % scale == 0 else value / scale


def shown_figure(value: float | int | None) -> str:
    """Return a figure as a field shows it, to the cent; blank where none is known."""
    if value is None:
        return ""
    return numbers.count(int(value)) if value == int(value) else f"{value:,.2f}"
