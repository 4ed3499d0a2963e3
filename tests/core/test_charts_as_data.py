from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalog.reader import CatalogReader
from desktop.core.benchmark import Benchmark
from desktop.core.charts.chart import GROUPS_PER_CHART, BarChart, bar_charts
from desktop.core.claims.claim import Claim
from desktop.core.claims.policy import Policy
from desktop.core.compare.comparison import CatalogStamp, Comparison
from desktop.core.compare.rows import build_rows
from desktop.services.comparisons import Comparisons

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]
STAMP = CatalogStamp("0" * 12, "2026-11-23")


@pytest.fixture
def comparison(reader: CatalogReader) -> Comparison:
    """The most different scales the catalog has, side by side."""
    ids = [
        "gpt-4o",
        "gemini-1.5-pro",
        "claude-3-5-sonnet-20241022",
        "qwen-vl-max",
        "deepseek-v3",
        "o3",
    ]
    return Comparisons(reader).build(ids, all_rows=True)


def assert_sound(chart: BarChart) -> None:
    assert chart.ticks[0] == chart.low
    assert chart.ticks[-1] == chart.high
    steps = [b - a for a, b in zip(chart.ticks, chart.ticks[1:], strict=False)]
    assert steps
    assert all(math.isclose(step, steps[0], rel_tol=1e-6) for step in steps)
    assert steps[0] > 0
    for group in chart.groups:
        assert len(group.bars) == len(chart.series)
        for bar in group.bars:
            for end in (bar.value, bar.low, bar.high):
                assert end is None or chart.low <= end <= chart.high + 1e-9


def test_every_chosen_value_is_drawn_once_as_it_is(comparison: Comparison) -> None:
    drawn = [
        (group.benchmark_id, bar.claim_id, bar.value)
        for chart in bar_charts(comparison)
        for group in chart.groups
        for bar in group.bars
        if bar.claim_id
    ]
    chosen = [
        (row.benchmark.id, cell.chosen.id, cell.chosen.value)
        for row in comparison.rows
        if not row.subset and row.coverage >= 2  # one bar compares nothing
        for cell in row.cells
        if cell.chosen
    ]
    assert len(chosen) > 100
    assert sorted(drawn) == sorted(chosen)


def test_axes_hold_all_bars_and_whiskers_between_round_ticks(comparison: Comparison) -> None:
    charts = bar_charts(comparison)
    for chart in charts:
        assert_sound(chart)
        assert 1 <= len(chart.groups) <= GROUPS_PER_CHART
    assert len({c.title for c in charts}) == len(charts), "every chart has a name of its own"


def test_benchmarks_share_a_chart_only_on_one_scale(comparison: Comparison) -> None:
    by_id = {row.benchmark.id: row.benchmark for row in comparison.rows}
    for chart in bar_charts(comparison):
        scales = {
            (b.unit, b.low, b.high, b.higher_is_better)
            for b in (by_id[group.benchmark_id] for group in chart.groups)
        }
        assert len(scales) == 1


def test_a_scale_with_a_zero_is_drawn_from_zero(comparison: Comparison) -> None:
    by_id = {row.benchmark.id: row.benchmark for row in comparison.rows}
    for chart in bar_charts(comparison):
        benchmark = by_id[chart.groups[0].benchmark_id]
        if benchmark.low is not None:
            assert chart.low == benchmark.low
        if benchmark.low is not None and benchmark.high is not None:
            assert chart.high >= benchmark.high


def test_the_chart_in_words_says_every_figure_and_every_gap(comparison: Comparison) -> None:
    for chart in bar_charts(comparison):
        for group in chart.groups:
            assert group.label in chart.summary
            for bar in group.bars:
                assert bar.label in chart.summary or bar.value is None
        bars = [bar for group in chart.groups for bar in group.bars]
        assert chart.summary.count("no figure") == sum(bar.value is None for bar in bars)


def test_a_row_in_which_nothing_may_be_chosen_is_not_drawn(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    rows = build_rows(["m"], [make_benchmark()], [make_claim("s1", 61.1, "press")])
    assert rows
    assert bar_charts(Comparison((), rows, Policy.DEFAULT, STAMP)) == ()


def test_a_press_figure_is_a_whisker_and_never_a_bar(reader: CatalogReader) -> None:
    comparison = Comparisons(reader).build(
        ["qwen-vl-max", "gpt-4o", "gemini-1.5-pro"], ["mathvista"]
    )
    bars = [b for c in bar_charts(comparison) for g in c.groups for b in g.bars]
    assert 61.1 not in [b.value for b in bars]
    assert 61.1 in [b.high for b in bars]


SCALES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"low": None, "high": None, "unit": "Elo-like"},
        {"low": 0.0, "high": None, "unit": "USD", "higher_is_better": False},
        {"low": 0.0, "high": 1.0, "unit": "score"},
        {"low": 0.0, "high": 2800.0, "unit": "points"},
    ]
)


@given(scale=SCALES, parts=st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_any_values_get_an_axis_that_holds_them(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, scale: dict[str, Any], parts: list[float]
) -> None:
    top = scale["high"] or 2000.0
    claims = [make_claim(f"s{i}", part * top, variant=str(i)) for i, part in enumerate(parts)]
    rows = build_rows(["m"], [make_benchmark(**scale)], claims)
    for chart in bar_charts(Comparison((), rows, Policy.DEFAULT, STAMP)):
        assert_sound(
            BarChart(**{f: getattr(chart, f) for f in chart.__slots__} | {"series": ("m",)})
        )
        assert len(chart.ticks) <= 12, "an axis is not a ruler"
