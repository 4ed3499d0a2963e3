"""Which claim a cell shows, and why.

The policy ``default``: verified claims first; then by reporter: benchmark owner, model vendor,
independent, other vendor, unknown, own runs; among equals the newest dated one. Press and
flagged claims are shown but never chosen. Claims of different variants never stand for one
another: they are resolved apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.benchmark import Benchmark
from desktop.core.claim import FLAG_REASONS, Claim, ReporterKind


class Policy(StrEnum):
    """Rules that pick the claim of a cell."""

    DEFAULT = "default"


_RANK = {
    ReporterKind.BENCHMARK_OWNER: 0,
    ReporterKind.MODEL_VENDOR: 1,
    ReporterKind.INDEPENDENT: 2,
    ReporterKind.OTHER_VENDOR: 3,
    ReporterKind.UNKNOWN: 4,
    ReporterKind.USER: 5,
}

_KIND_WORDS = {
    ReporterKind.BENCHMARK_OWNER: "the benchmark's owner",
    ReporterKind.MODEL_VENDOR: "the model's vendor",
    ReporterKind.INDEPENDENT: "an independent reporter",
    ReporterKind.OTHER_VENDOR: "another vendor",
    ReporterKind.UNKNOWN: "an unknown reporter",
    ReporterKind.USER: "yourself",
    ReporterKind.PRESS: "the press",
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim of a cell with what the policy made of it.

    Attributes:
        eligible: Whether the policy may choose it.
        chosen: Whether it is the one the cell shows.
        why: The reason, as one sentence.
    """

    claim: Claim
    eligible: bool
    chosen: bool
    why: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a cell shows, with everything that was weighed.

    Attributes:
        policy: The rule applied.
        weighed: All claims of the cell, in the order of the policy; the chosen one is first.
        low: Smallest value among the claims that are about this cell, None without any.
        high: Largest such value.
        disputed: Whether ``high - low`` exceeds the benchmark's tolerance.
    """

    policy: Policy
    weighed: tuple[Weighed, ...]
    low: float | None
    high: float | None
    disputed: bool

    @property
    def chosen(self) -> Claim | None:
        """The claim the cell shows, None where no claim may be chosen."""
        return next((w.claim for w in self.weighed if w.chosen), None)

    @property
    def why(self) -> str:
        """Why the cell shows what it shows."""
        if not self.weighed:
            return "No claim is known for this cell."
        return self.weighed[0].why if self.chosen else "No claim of this cell may be chosen."


EMPTY = Resolution(Policy.DEFAULT, (), None, None, False)
"""A cell for which nobody published anything that is in the catalog."""


def resolve(claims: Iterable[Claim], benchmark: Benchmark) -> Resolution:
    """Weigh the claims of one cell: one model, one benchmark, one variant, one subset.

    Args:
        claims: The claims, in any order; the order never changes the result.
        benchmark: Gives the tolerance for the spread.

    Raises:
        ValueError: the claims are of more than one model or benchmark.
    """
    ordered = sorted(claims, key=_order)
    if len({(c.model_id, c.benchmark_id) for c in ordered}) > 1:
        raise ValueError("claims of different models or benchmarks never share a cell")
    eligible = [c for c in ordered if ineligible_because(c) == ""]
    best = eligible[0] if eligible else None
    low, high = spread(ordered)
    return Resolution(
        policy=Policy.DEFAULT,
        weighed=tuple(_weigh(c, best, eligible) for c in ordered),
        low=low,
        high=high,
        disputed=is_disputed(low, high, benchmark.tolerance),
    )


def ineligible_because(claim: Claim) -> str:
    """Return why the claim may never be chosen, blank where it may."""
    if claim.flags:
        return "; ".join(FLAG_REASONS[flag] for flag in claim.flags)
    if claim.reporter_kind is ReporterKind.PRESS:
        return "press reports are shown, never chosen"
    return ""


def spread(claims: Iterable[Claim]) -> tuple[float | None, float | None]:
    """Return the smallest and largest value of the claims that are about their cell."""
    values = [c.value for c in claims if c.belongs_to_cell]
    return (min(values), max(values)) if values else (None, None)


def is_disputed(low: float | None, high: float | None, tolerance: float | None) -> bool:
    """Whether a range exceeds the benchmark's tolerance; without one, any range does."""
    if low is None or high is None:
        return False
    # Values are decimal figures: 51.0 - 50.0 must not exceed 1.0 by a rounding of binary floats.
    return round(high - low, 9) > (tolerance or 0.0)


def _order(claim: Claim) -> tuple[bool, bool, int, int, str]:
    return (
        ineligible_because(claim) != "",
        not claim.verified,
        _RANK.get(claim.reporter_kind, len(_RANK)),
        -_day(claim),
        claim.id,
    )


def _day(claim: Claim) -> int:
    """Number of the first day the claim's date can mean; before all others where it has none."""
    return claim.published.first_day.toordinal() if claim.published else 0


def _weigh(claim: Claim, best: Claim | None, eligible: list[Claim]) -> Weighed:
    barred = ineligible_because(claim)
    if barred:
        return Weighed(claim, False, False, f"Not chosen: {barred}.")
    if best is None or claim is best:
        return Weighed(claim, True, claim is best, _why_chosen(claim, eligible))
    return Weighed(claim, True, False, _why_not(claim, best))


def _why_chosen(best: Claim, eligible: list[Claim]) -> str:
    words = _KIND_WORDS[best.reporter_kind]
    if len(eligible) == 1:
        return f"Chosen: the only claim that may be chosen; reported by {words}."
    equals = [
        c for c in eligible if c.verified == best.verified and c.reporter_kind == best.reporter_kind
    ]
    rank = "verified, " if best.verified else ""
    text = f"Chosen: {rank}reported by {words}"
    if len(equals) < len(eligible):
        text += ", which ranks before the others"
    if len(equals) > 1 and best.published:
        same_day = sum(_day(c) == _day(best) for c in equals)
        order = "newest" if same_day == 1 else f"first of the {same_day} newest"
        text += f"; {order} of {len(equals)} ({best.published})"
    return text + "."


def _why_not(claim: Claim, best: Claim) -> str:
    if best.verified and not claim.verified:
        return "Not chosen: a verified claim exists."
    if claim.reporter_kind != best.reporter_kind:
        return (
            f"Not chosen: {_KIND_WORDS[claim.reporter_kind]} ranks after "
            f"{_KIND_WORDS[best.reporter_kind]}."
        )
    if claim.published is None and best.published is not None:
        return f"Not chosen: undated, the chosen one is of {best.published}."
    if _day(claim) != _day(best):
        return f"Not chosen: older ({claim.published}) than the chosen one ({best.published})."
    return "Not chosen: same rank and date; the first in the catalog's order is shown."
