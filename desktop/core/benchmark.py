"""Benchmarks: measured things with one scale each."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.source import Source


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A test with metric, unit, range and direction.

    Attributes:
        unit: ``%``, ``points``, ``Elo-like``, ``USD`` and others; values are on this scale.
        low: Lower end of the scale, None where it has none.
        high: Upper end of the scale, None where it has none.
        higher_is_better: Direction of the scale.
        tolerance: Range of claims, in the unit, above which a cell counts as disputed; None
            where any difference does. One hundredth of the scale where it has two ends
            (docs/adr/0005).
        variants: What splits and settings the benchmark has, in words.
        decisive: Fields of a setting of which figures must state the same to be compared; see
            ``core.claims.comparability``.
    """

    id: str
    name: str
    category: str
    modality: str
    metric: str
    unit: str
    low: float | None
    high: float | None
    higher_is_better: bool
    tolerance: float | None
    measures: str
    variants: str
    caveats: str
    official_url: str
    paper_url: str
    decisive: tuple[str, ...] = ()

    @property
    def direction(self) -> str:
        """The direction in words."""
        return "higher is better" if self.higher_is_better else "lower is better"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What people or chance score on a benchmark, where a board prints it."""

    benchmark_id: str
    variant: str
    name: str
    value: float
    source: Source
