"""What must be said of a row of a comparison besides its figures: the same words everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core import numbers
from desktop.core.claims.comparability import Standing
from desktop.core.claims.order import Unsettled
from desktop.core.claims.policy import Policy
from desktop.core.compare.comparison import Aside, Row

UNSETTLED = "⇅"
"""Mark of a row whose order of models is not settled."""

STANDING_MARK: dict[Standing, str] = {
    Standing.SAME: "",
    Standing.MAY_DIFFER: "≈",
    Standing.DIFFERENT: "≠",
}
"""Mark of a figure that stands aside in its row, and of a row whose figures may differ."""


def doubt(row: Row) -> str:
    """Say why the figures of a row may differ for their setting alone, blank where they may not."""
    return f"may differ: {', '.join(row.undecided)} not stated" if row.undecided else ""


def reporter_note(row: Row) -> str:
    """Name the one reporter of a row under ``like-for-like``, blank under other policies."""
    if row.policy is not Policy.LIKE_FOR_LIKE:
        return ""
    if not row.reporter:
        return "no reporter can be shown"
    others = sum(bool(c.chosen) and row.ranked(i) is None for i, c in enumerate(row.cells))
    more = f"; {others} picked from others, not compared" if others else ""
    return f"reported by {row.reporter}{more}"


def passed_over_note(row: Row, names: Sequence[str]) -> str:
    """Name the models that the policy leaves out though they have a better figure, blank for none.

    Args:
        row: The row.
        names: Names of the compared models, in order.
    """
    left = ", ".join(names[position] for position in row.passed_over)
    return f"this policy leaves out better figures of {left}" if left else ""


def order_notes(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    """Say of each pair of models whose order is open why it is.

    Args:
        row: The row.
        names: Names of the compared models, in order.
    """
    return tuple(_pair(row, names, pair) for pair in row.unsettled)


def order_note(row: Row, names: Sequence[str], most: int = 3) -> str:
    """Say in one sentence that the order is not settled, blank where it is.

    Args:
        row: The row.
        names: Names of the compared models, in order.
        most: How many pairs are named.
    """
    pairs = order_notes(row, names)
    if not pairs:
        return ""
    more = f"; and {len(pairs) - most} more" if len(pairs) > most else ""
    return f"Order not settled: {'; '.join(pairs[:most])}{more}."


def _pair(row: Row, names: Sequence[str], pair: Unsettled) -> str:
    first = f"{names[pair.first]} {_range(row, pair.first, printed=not pair.by_claims)}"
    second = f"{names[pair.second]} {_range(row, pair.second, printed=not pair.by_claims)}"
    why = "" if pair.by_claims else " by their printed intervals"
    return f"{first} and {second} overlap{why}"


def _range(row: Row, position: int, *, printed: bool) -> str:
    claims = row.cells[position].selectable
    lows = [c.low if printed and c.low is not None else c.value for c in claims]
    highs = [c.high if printed and c.high is not None else c.value for c in claims]
    return numbers.interval(min(lows), max(highs)) or numbers.score(min(lows))


def aside_text(aside: Aside) -> str:
    """Return a figure that stands aside, with its mark: ``≠ 56.1``; a dash where none is shown."""
    chosen = aside.cell.chosen
    mark = STANDING_MARK[aside.comparability.standing]
    return f"{mark} {numbers.score(chosen.value if chosen else None)}".strip()
