"""What a chart shows, as data: drawn by the window and on paper from the same specification."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.core import numbers
from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import ReporterKind
from desktop.core.claims.resolution import Resolution
from desktop.core.compare.comparison import Comparison, Row
from desktop.core.verdict.verdict import Answer

GROUPS_PER_CHART = 8
"""How many benchmarks one chart holds before their names get too small to read."""
BARS_PER_CHART = 28
"""How many bars one chart holds before their values get too small to read."""
MIN_GROUPS = 3
"""How many benchmarks a chart holds however many models there are."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One model's figure on one benchmark.

    Attributes:
        value: Chosen value on the chart's scale, None where no claim may be chosen.
        low: Lower end of the spread of all claims, None without claims.
        high: Upper end of the spread.
        reporter_kind: Who reported the chosen value.
        claim_id: The chosen claim.
        claims: How many claims the cell has.
    """

    value: float | None
    low: float | None
    high: float | None
    reporter_kind: ReporterKind | None
    claim_id: str
    claims: int
    disputed: bool

    @property
    def label(self) -> str:
        """The value for readers."""
        return numbers.score(self.value)


@dataclass(frozen=True, slots=True)
class BarGroup:
    """One benchmark in one variant, a bar per model in the order of the chart's series."""

    benchmark_id: str
    label: str
    variant: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Grouped bars of benchmarks that share one scale.

    Attributes:
        title: What the chart answers.
        unit: Unit of the axis.
        higher_is_better: Direction of the axis.
        series: Names of the models, in order.
        low: Where the axis starts; bars start here too.
        high: Where the axis ends.
        ticks: Values that the axis names.
        answers: The answer of the profile for each model; empty where it names no use.
    """

    title: str
    unit: str
    higher_is_better: bool
    series: tuple[str, ...]
    groups: tuple[BarGroup, ...]
    low: float
    high: float
    ticks: tuple[float, ...]
    answers: tuple[Answer | None, ...] = ()

    def answer(self, position: int) -> Answer | None:
        """Return the answer for the model at a position, None where nothing was judged."""
        return self.answers[position] if position < len(self.answers) else None

    @property
    def axis_label(self) -> str:
        """Unit and direction in words."""
        return f"{self.unit}, {'higher' if self.higher_is_better else 'lower'} is better"

    @property
    def summary(self) -> str:
        """The chart in words, for a screen reader and as alternative text."""
        lines = [f"{self.title} ({self.axis_label})."]
        for group in self.groups:
            figures = ", ".join(
                f"{name} {_spoken(bar)}" for name, bar in zip(self.series, group.bars, strict=True)
            )
            lines.append(f"{group.label}, {group.variant}: {figures}.")
        if any(self.answers):
            judged = zip(self.series, self.answers, strict=True)
            said = "; ".join(f"{name} {answer}" for name, answer in judged if answer)
            lines.append(f"Verdicts for the profile: {said}.")
        return " ".join(lines)


def _spoken(bar: Bar) -> str:
    if bar.value is None:
        return "no figure"
    spread = numbers.interval(bar.low, bar.high)
    return f"{bar.label} (claims {spread})" if bar.disputed and spread else bar.label


def bar_charts(comparison: Comparison, rows: Iterable[Row] | None = None) -> tuple[BarChart, ...]:
    """Return charts for the rows in which at least two models have a chosen value.

    With one model its figures are drawn. What stands aside in a row is not: a bar beside others
    says that they can be compared.

    Benchmarks share a chart only if they share unit, range and direction; long lists are split.

    Args:
        comparison: What is compared.
        rows: The rows to draw, all of the comparison where None.
    """
    scales: dict[tuple[str, float | None, float | None, bool], list[Row]] = defaultdict(list)
    least = min(2, len(comparison.subjects)) or 1
    for row in comparison.rows if rows is None else rows:
        if row.coverage >= least and not row.subset:
            b = row.benchmark
            scales[(b.unit, b.low, b.high, b.higher_is_better)].append(row)
    names = tuple(subject.model.name for subject in comparison.subjects)
    answers = _answers(comparison)
    most = max(MIN_GROUPS, min(GROUPS_PER_CHART, BARS_PER_CHART // max(1, len(names))))
    charts = []
    for together in scales.values():
        parts = math.ceil(len(together) / most)
        size = math.ceil(len(together) / parts)
        for part in range(parts):
            chosen = together[part * size : (part + 1) * size]
            title = _title(chosen, part + 1, parts)
            charts.append(replace(_chart(title, names, chosen), answers=answers))
    titles = Counter(chart.title for chart in charts)
    return tuple(
        chart
        if titles[chart.title] == 1
        else replace(chart, title=f"{chart.title} ({chart.axis_label})")
        for chart in charts
    )


def _answers(comparison: Comparison) -> tuple[Answer | None, ...]:
    verdicts = [subject.verdict for subject in comparison.subjects]
    if not any(verdicts):
        return ()
    return tuple(verdict.answer if verdict else None for verdict in verdicts)


def _title(rows: list[Row], part: int, parts: int) -> str:
    categories = list(dict.fromkeys(row.benchmark.category for row in rows))
    name = ", ".join(categories[:3]) + (" and others" if len(categories) > 3 else "")
    return f"Scores: {name}" + (f" ({part} of {parts})" if parts > 1 else "")


def _chart(title: str, names: tuple[str, ...], rows: list[Row]) -> BarChart:
    groups = tuple(
        BarGroup(
            row.benchmark.id,
            row.benchmark.name,
            (row.variant or "not stated") + (", may differ" if row.undecided else ""),
            tuple(_bar(cell) for cell in row.cells),
        )
        for row in rows
    )
    ticks = _ticks(rows[0].benchmark, groups)
    benchmark = rows[0].benchmark
    return BarChart(
        title,
        benchmark.unit,
        benchmark.higher_is_better,
        names,
        groups,
        ticks[0],
        ticks[-1],
        ticks,
    )


def _bar(cell: Resolution) -> Bar:
    chosen = cell.chosen
    return Bar(
        value=chosen.value if chosen else None,
        low=cell.low,
        high=cell.high,
        reporter_kind=chosen.reporter_kind if chosen else None,
        claim_id=chosen.id if chosen else "",
        claims=len(cell.weighed),
        disputed=cell.disputed,
    )


def _ticks(benchmark: Benchmark, groups: tuple[BarGroup, ...]) -> tuple[float, ...]:
    """Return round values that hold every bar; a scale with two ends is shown whole.

    Bars that do not start at the end of their scale exaggerate differences; a scale without a
    lower end (Elo-like) starts at a round value under the smallest figure, and its axis says so.
    """
    values = [
        end
        for g in groups
        for bar in g.bars
        for end in (bar.value, bar.low, bar.high)
        if end is not None
    ]
    low = benchmark.low if benchmark.low is not None else min(values)
    high = benchmark.high if benchmark.high is not None else max(values)
    step = _round_step((high - low or 1.0) / 5)
    start = low if benchmark.low is not None else math.floor(low / step - 1) * step
    count = max(1, math.ceil((high - start) / step - 1e-9))
    # Ten significant digits: 0.1 + 0.2 reads 0.3, and the smallest scale keeps its steps.
    return tuple(float(f"{start + i * step:.10g}") for i in range(count + 1))


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= rough * 0.999999)
