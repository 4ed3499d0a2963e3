"""What mistyped words were read as."""

from __future__ import annotations

from collections.abc import Iterable


def readings(corrections: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each mistyped word once, in order, with everything that it was read as.

    Args:
        corrections: Pairs of what was typed and what it was read as; pairs of one word are
            alternatives.
    """
    found: dict[str, tuple[str, ...]] = {}
    for typed, read in corrections:
        if read not in found.get(typed, ()):
            found[typed] = (*found.get(typed, ()), read)
    return tuple(found.items())
