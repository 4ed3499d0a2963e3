"""How much room the best published figures of a benchmark leave.

The best figure is the best that anybody may choose under the benchmark's main setting: press and
flagged claims do not count, nor do figures of other settings. Chance is where guessing gets; where
no source prints it, the empty end of the scale takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.core.benchmark import Baseline, Benchmark
from desktop.core.claims.claim import Claim
from desktop.core.claims.headline import main_setting
from desktop.core.claims.ranking import barred_because
from desktop.core.claims.setting import FIELDS, Setting, take_apart

_CHANCE = ("random", "chance")
_HUMAN = ("human", "expert")


@dataclass(frozen=True, slots=True)
class Saturation:
    """What the best figures say about a benchmark.

    Attributes:
        setting: The main setting, in which all of this holds.
        best: The best figure so far; of equal ones the first published.
        frontier: Figures that were the best when they were published, oldest first; of those
            that have a date.
        floor: Where guessing gets, on the benchmark's scale; None where the scale has no such end.
        chance: Where that was printed, None where the end of the scale stands in for it.
        used: Share of the way from the floor to the top that the best figure has come, 0 to 1;
            None on scales without two ends.
        humans: What people score under the main setting, the best first.
    """

    setting: Setting
    best: Claim
    frontier: tuple[Claim, ...]
    floor: float | None
    chance: Baseline | None
    used: float | None
    humans: tuple[Baseline, ...]
    higher_is_better: bool

    def passes(self, baseline: Baseline) -> bool:
        """Whether the best figure is better than a baseline."""
        if self.higher_is_better:
            return self.best.value > baseline.value
        return self.best.value < baseline.value


def saturation(
    benchmark: Benchmark, claims: Iterable[Claim], baselines: Sequence[Baseline]
) -> Saturation | None:
    """Return how much room is left, None while no figure may be chosen.

    Args:
        benchmark: Gives scale and direction.
        claims: Its claims, of all models and settings.
        baselines: What people and chance score, under any setting.
    """
    known = list(claims)
    main = main_setting(benchmark, known)
    if main is None:
        return None
    free = [
        c for c in known if not c.subset and c.setting.key == main.key and not barred_because(c)
    ]
    sign = -1.0 if benchmark.higher_is_better else 1.0
    best = min(free, key=lambda c: (sign * c.value, _day(c), c.id))
    fitting = [b for b in baselines if applies(b, main)]
    chances = [b for b in fitting if any(word in b.name.casefold() for word in _CHANCE)]
    chance = min(chances, key=lambda b: sign * b.value, default=None)
    humans = [b for b in fitting if any(word in b.name.casefold() for word in _HUMAN)]
    start = benchmark.low if benchmark.higher_is_better else benchmark.high
    top = benchmark.high if benchmark.higher_is_better else benchmark.low
    floor = start if chance is None else chance.value
    return Saturation(
        setting=main,
        best=best,
        frontier=_frontier(free, sign),
        floor=floor,
        chance=chance,
        used=_share(best.value, floor, top),
        humans=tuple(sorted(humans, key=lambda b: (sign * b.value, b.name))),
        higher_is_better=benchmark.higher_is_better,
    )


def applies(baseline: Baseline, setting: Setting) -> bool:
    """Whether a baseline was measured under a setting, as far as it says anything about it."""
    stated = take_apart(baseline.variant)
    fields = ((getattr(stated, name), getattr(setting, name)) for name in FIELDS)
    return all(not one or one.casefold() == other.casefold() for one, other in fields)


def _frontier(claims: Iterable[Claim], sign: float) -> tuple[Claim, ...]:
    """Return the claims that beat all that were published before them, oldest first."""
    dated = sorted(
        (c for c in claims if c.published), key=lambda c: (_day(c), sign * c.value, c.id)
    )
    steps: list[Claim] = []
    for claim in dated:
        if not steps or sign * claim.value < sign * steps[-1].value:
            steps.append(claim)
    return tuple(steps)


def _day(claim: Claim) -> date:
    return claim.published.first_day if claim.published else date.max


def _share(value: float, floor: float | None, top: float | None) -> float | None:
    if floor is None or top is None or floor == top:
        return None
    return max(0.0, min(1.0, (value - floor) / (top - floor)))
