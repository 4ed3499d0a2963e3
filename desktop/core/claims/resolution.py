"""Which claim a cell shows, and why: the resolution policies.

A policy says which claims may be chosen and which of those comes first. Claims of different
settings never stand for one another: each cell is resolved for one setting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim, ReporterKind
from desktop.core.claims.identical import merge_identical
from desktop.core.claims.policy import Policy
from desktop.core.claims.ranking import KIND_WORDS, barred_because, default_order, latest_day

_INDEPENDENT = frozenset(
    {ReporterKind.BENCHMARK_OWNER, ReporterKind.INDEPENDENT, ReporterKind.USER}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A policy as it is applied to one row.

    Attributes:
        reporter: With ``like-for-like``, whose figures the row shows; blank: nobody's.
        picks: Ids of claims that the user decided to use, over any policy.
    """

    policy: Policy = Policy.DEFAULT
    reporter: str = ""
    picks: frozenset[str] = frozenset()

    def excludes(self, claim: Claim) -> str:
        """Return why the rule does not take a claim, blank where it may."""
        kind = claim.reporter_kind
        if self.policy is Policy.VENDOR and kind is not ReporterKind.MODEL_VENDOR:
            return "the policy takes figures of the model's own vendor only"
        if self.policy is Policy.INDEPENDENT and kind not in _INDEPENDENT:
            return f"the policy takes independent figures only, this is of {KIND_WORDS[kind]}"
        if self.policy is Policy.LIKE_FOR_LIKE and (
            claim.reporter != self.reporter or not claim.named
        ):
            return f"this row shows figures reported by {self.reporter or 'nobody'} only"
        return ""

    def order(self, claim: Claim) -> tuple[object, ...]:
        """Return the sort key among claims that may be chosen: smaller is better."""
        first = _FIRST.get(self.policy)
        own = claim.id not in self.picks and not self.picks.intersection(claim.also)
        return (own, *((first(claim),) if first else ()), *default_order(claim))


_FIRST: dict[Policy, Callable[[Claim], float]] = {
    Policy.LOWEST: lambda claim: claim.value,
    Policy.HIGHEST: lambda claim: -claim.value,
    Policy.NEWEST: lambda claim: -latest_day(claim),
}
"""What these policies look at before the usual rank."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim of a cell with what the policy made of it.

    Attributes:
        eligible: Whether the policy may choose it.
        chosen: Whether it is the one the cell shows.
        why: The reason, as one sentence.
        barred: Why no policy may choose it, blank where one may.
    """

    claim: Claim
    eligible: bool
    chosen: bool
    why: str
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a cell shows, with everything that was weighed.

    Attributes:
        policy: The policy applied.
        weighed: All claims of the cell, in the order of the policy; the chosen one is first.
        low: Smallest value among the claims that are about this cell, None without any.
        high: Largest such value.
        disputed: Whether ``high - low`` exceeds the benchmark's tolerance.
        picked: Ids by which the user decided for the claim shown, empty where the policy did.
    """

    policy: Policy
    weighed: tuple[Weighed, ...]
    low: float | None
    high: float | None
    disputed: bool
    picked: frozenset[str] = frozenset()

    @property
    def chosen(self) -> Claim | None:
        """The claim the cell shows, None where no claim may be chosen."""
        first = self.weighed[0] if self.weighed else None
        return first.claim if first is not None and first.chosen else None

    @property
    def why(self) -> str:
        """Why the cell shows what it shows."""
        if not self.weighed:
            return "No claim is known for this cell."
        if self.chosen:
            return self.weighed[0].why
        if any(not w.barred for w in self.weighed):
            return f"The policy “{self.policy}” takes none of the claims of this cell."
        return "No claim of this cell may be chosen."

    @property
    def selectable(self) -> tuple[Claim, ...]:
        """The claims that some policy, or the user, could choose."""
        return tuple(w.claim for w in self.weighed if not w.barred)


EMPTY = Resolution(Policy.DEFAULT, (), None, None, False)
"""A cell for which nobody published anything that is in the catalog."""


def resolve(claims: Iterable[Claim], benchmark: Benchmark, rule: Rule | None = None) -> Resolution:
    """Weigh the claims of one cell: one model, one benchmark, one setting, one subset.

    Args:
        claims: The claims, in any order; the order never changes the result.
        benchmark: Gives the tolerance for the spread.
        rule: The policy; the default one where it is None.

    Raises:
        ValueError: the claims are of more than one model or benchmark.
    """
    rule = rule or Rule()
    merged = merge_identical(claims)
    if len({(c.model_id, c.benchmark_id) for c in merged}) > 1:
        raise ValueError("claims of different models or benchmarks never share a cell")
    barred = {c.id: barred_because(c) for c in merged}
    free = [c for c in merged if not barred[c.id]]
    own = _picked(free, rule)
    eligible = sorted((c for c in free if c is own or not rule.excludes(c)), key=rule.order)
    taken = {c.id for c in eligible}
    rest = sorted(
        (c for c in merged if c.id not in taken), key=lambda c: (bool(barred[c.id]), *rule.order(c))
    )
    low, high = spread(merged)
    best = eligible[0] if eligible else None
    return Resolution(
        policy=rule.policy,
        weighed=(
            *(Weighed(c, True, c is best, _why(c, eligible, rule, len(free))) for c in eligible),
            *(_refused(c, barred[c.id], rule) for c in rest),
        ),
        low=low,
        high=high,
        disputed=is_disputed(low, high, benchmark.tolerance),
        picked=rule.picks.intersection((own.id, *own.also)) if own else frozenset(),
    )


def _picked(free: Iterable[Claim], rule: Rule) -> Claim | None:
    """Return the claim that the user decided to use, if it is one of these."""
    if not rule.picks:
        return None
    own = (c for c in free if rule.picks.intersection((c.id, *c.also)))
    return min(own, key=rule.order, default=None)


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


def _refused(claim: Claim, barred: str, rule: Rule) -> Weighed:
    return Weighed(
        claim, False, False, f"Not chosen: {barred or rule.excludes(claim)}.", barred=barred
    )


def _why(claim: Claim, eligible: list[Claim], rule: Rule, free: int) -> str:
    best = eligible[0]
    if claim is best:
        return _why_chosen(best, eligible, rule, free)
    return _why_not(claim, best, rule)


def _why_chosen(best: Claim, eligible: list[Claim], rule: Rule, free: int) -> str:
    words = KIND_WORDS[best.reporter_kind]
    if rule.picks.intersection((best.id, *best.also)):
        return f"Chosen by you, over the policy “{rule.policy}”; reported by {words}."
    if len(eligible) == 1:
        only = "may be chosen" if free == 1 else f"the policy “{rule.policy}” takes"
        return f"Chosen: the only claim that {only}; reported by {words}."
    text = _first_reason(best, eligible, rule)
    if text:
        return text
    equals = [
        c for c in eligible if c.verified == best.verified and c.reporter_kind == best.reporter_kind
    ]
    rank = "verified, " if best.verified else ""
    text = f"Chosen: {rank}reported by {words}"
    if len(equals) < len(eligible):
        text += ", which ranks before the others"
    if len(equals) > 1 and best.latest:
        same_day = sum(latest_day(c) == latest_day(best) for c in equals)
        order = "newest" if same_day == 1 else f"first of the {same_day} newest"
        text += f"; {order} of {len(equals)} ({best.latest})"
    return text + "."


def _first_reason(best: Claim, eligible: list[Claim], rule: Rule) -> str:
    """Say what a policy with a criterion of its own looked at; blank where that settled nothing."""
    first = _FIRST.get(rule.policy)
    if first is None:
        return ""
    equals = sum(first(c) == first(best) for c in eligible)
    if equals == len(eligible):
        return ""
    words = KIND_WORDS[best.reporter_kind]
    shared = f", the best ranked of {equals} such" if equals > 1 else ""
    found = f" ({best.latest})" if rule.policy is Policy.NEWEST and best.latest else ""
    return (
        f"Chosen: the {rule.policy} of {len(eligible)} figures{found}{shared}; reported by {words}."
    )


def _why_not(claim: Claim, best: Claim, rule: Rule) -> str:
    if rule.picks.intersection((best.id, *best.also)):
        return "Not chosen: you decided to use another claim."
    first = _FIRST.get(rule.policy)
    if first is not None and first(claim) != first(best):
        return f"Not chosen: not the {rule.policy} figure."
    if best.verified and not claim.verified:
        return "Not chosen: a verified claim exists."
    if claim.reporter_kind != best.reporter_kind:
        return (
            f"Not chosen: {KIND_WORDS[claim.reporter_kind]} ranks after "
            f"{KIND_WORDS[best.reporter_kind]}."
        )
    if claim.latest is None and best.latest is not None:
        return f"Not chosen: undated, the chosen one is of {best.latest}."
    if latest_day(claim) != latest_day(best):
        return f"Not chosen: older ({claim.latest}) than the chosen one ({best.latest})."
    return "Not chosen: same rank and date; the first in the catalog's order is shown."
