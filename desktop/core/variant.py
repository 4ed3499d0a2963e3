"""Which settings make two figures comparable.

A row of a comparison is a benchmark, a variant and a subset. Two settings are the same variant
only if their whole texts agree, apart from case, blanks, order of parts and the long form
"validation"; a setting that is not stated is a variant of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

NOT_STATED = "setting not stated"
"""What readers see where a source says nothing about the setting."""

_SAME = {"validation": "val"}


def variant_key(text: str) -> str:
    """Return the form of a setting's text by which claims are put side by side."""
    parts = (" ".join(part.split()).casefold() for part in text.split(","))
    return ", ".join(sorted(_SAME.get(part, part) for part in parts if part))


def variant_name(texts: Iterable[str]) -> str:
    """Return the spelling that most claims of one variant use (the first in order on a tie)."""
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], text), default="")


def variant_label(variant: str, subset: str = "") -> str:
    """Return variant and subset for readers, naming what was not stated."""
    return " · ".join(part for part in (subset, variant or NOT_STATED) if part)
