"""Whether the order of models in a row is settled by what has been published.

The order of two models is settled if every way of choosing one claim for each puts the same one
first. That is so exactly if the ranges of their claims do not meet, or if both have only one and
the same value. Claims that no policy may choose (press, flagged ones) do not count: they never
stand in a ranking. Where a source prints an interval with its figure (Elo ratings do), the order
is settled only if the intervals do not meet either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.core.claims.claim import Claim


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Two models of a row whose order is open.

    Attributes:
        first, second: Their positions in the comparison, the smaller one first.
        by_claims: Whether choosing other claims can turn the order round or make a tie; if not,
            only the intervals printed with the figures meet.
    """

    first: int
    second: int
    by_claims: bool


def unsettled(cells: Sequence[Sequence[Claim]]) -> tuple[Unsettled, ...]:
    """Return the pairs of models whose order is open.

    Args:
        cells: For each model the claims that could be chosen; a model without any is in no pair.
    """
    values = [_range((c.value, c.value) for c in cell) for cell in cells]
    printed = [_range(_interval(c) for c in cell) for cell in cells]
    found = []
    for first in range(len(cells)):
        for second in range(first + 1, len(cells)):
            a, b = values[first], values[second]
            if a is None or b is None:
                continue
            if _meet(a, b) and not a == b == (a[0], a[0]):
                found.append(Unsettled(first, second, by_claims=True))
            elif _overlap(printed[first], printed[second], a, b):
                found.append(Unsettled(first, second, by_claims=False))
    return tuple(found)


Range = tuple[float, float]


def _interval(claim: Claim) -> Range:
    low = claim.value if claim.low is None else claim.low
    high = claim.value if claim.high is None else claim.high
    return (low, high)


def _range(ends: Iterable[Range]) -> Range | None:
    pairs = list(ends)
    return (min(low for low, _ in pairs), max(high for _, high in pairs)) if pairs else None


def _meet(a: Range, b: Range) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _overlap(a: Range | None, b: Range | None, value_a: Range, value_b: Range) -> bool:
    """Whether printed intervals meet; without any printed there is nothing to add to the values."""
    if a is None or b is None or (a == value_a and b == value_b):
        return False
    return _meet(a, b)
