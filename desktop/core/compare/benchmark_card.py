"""Everything that is known about one benchmark, for a reader who meets it for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.core import numbers
from desktop.core.benchmark import Baseline, Benchmark
from desktop.core.claims.claim import Claim
from desktop.core.claims.setting import FIELD_NAMES
from desktop.core.claims.variant import variant_label
from desktop.core.compare.comparison import Row
from desktop.core.compare.saturation import Saturation


@dataclass(frozen=True, slots=True)
class BenchmarkCard:
    """A benchmark with what people, chance and the best models score.

    Attributes:
        saturation: None while no figure of it may be chosen.
        models: How many models have a claim on it, whatever becomes of it.
        claims: How many claims there are.
        names: Names of the models of the frontier, by id.
    """

    benchmark: Benchmark
    baselines: tuple[Baseline, ...]
    saturation: Saturation | None
    models: int
    claims: int
    names: Mapping[str, str]

    @property
    def scale(self) -> str:
        """Metric, unit, range and direction, as one sentence."""
        b = self.benchmark
        unit = "" if b.unit in b.metric else f", {b.unit}"
        if b.low is None and b.high is None:
            ends = "no ends"
        else:
            low, high = ("open" if x is None else numbers.score(x) for x in (b.low, b.high))
            ends = f"from {low} to {high}"
        metric = b.metric or "metric not stated"
        return f"{metric[:1].upper()}{metric[1:]}{unit}, {ends}; {b.direction}."

    @property
    def decisive(self) -> str:
        """Which parts of a setting decide whether two figures can be compared."""
        fields = ", ".join(FIELD_NAMES[name] for name in self.benchmark.decisive)
        if not fields:
            return "No part of the setting must be stated for figures to be compared."
        return f"Figures can be compared only where they state the same: {fields}."

    @property
    def best(self) -> str:
        """The best figure, whose it is, and since when, as one sentence."""
        found = self.saturation
        if found is None:
            return "No figure has been published that may be chosen."
        setting = variant_label(found.setting.text)
        return (
            f"{self.figure(found.best)}, under the main setting ({setting}), reported by"
            f" {found.best.reporter}."
        )

    @property
    def room(self) -> str:
        """How much of the range is used up, as one sentence."""
        found = self.saturation
        if found is None or found.used is None or found.floor is None:
            return "The scale has no two ends, so there is no telling how much room is left."
        start = (
            f"chance ({numbers.score(found.floor)})"
            if found.chance
            else f"{numbers.score(found.floor)} (no source prints what chance gives)"
        )
        b = self.benchmark
        top = numbers.score(b.high if b.higher_is_better else b.low)
        return f"{found.used:.0%} of the way from {start} to {top} is used up."

    @property
    def humans(self) -> str:
        """How the best figure stands to people, as one sentence."""
        found = self.saturation
        if found is None or not found.humans:
            return "No source prints what people score under this setting."
        parts = [
            f"{'above' if found.passes(b) else 'not above'} {b.name} ({numbers.score(b.value)})"
            for b in found.humans
        ]
        return f"The best figure is {'; '.join(parts)}."

    def figure(self, claim: Claim) -> str:
        """Return a figure of the frontier with model and date: ``84.2 %, GPT-5, 2025-08-07``."""
        name = self.names.get(claim.model_id, claim.model_id)
        day = str(claim.published) if claim.published else "no date"
        return f"{numbers.score(claim.value)} {self.benchmark.unit}, {name}, {day}"


@dataclass(frozen=True, slots=True)
class BenchmarkOfModel:
    """One model on one benchmark.

    Attributes:
        rows: A row per setting, each with one cell.
        baselines: What people and chance score, under any setting.
    """

    rows: tuple[Row, ...]
    baselines: tuple[Baseline, ...]
