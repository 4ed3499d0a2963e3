from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.charts.chart import Bar, BarChart, BarGroup
from desktop.core.charts.chart_layout import (
    LABEL_SIZE,
    MIN_HEIGHT,
    MIN_WIDTH,
    ChartLayout,
    Label,
    LineRole,
    Rectangle,
    TextRole,
    lay_out,
)
from desktop.core.charts.marker_shape import marker_points
from desktop.core.claims.claim import ReporterKind
from desktop.core.marks import REPORTER_FILL, Fill, Marker
from desktop.core.text_fit import elide, text_width, wrap


def bar(
    value: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    kind: ReporterKind = ReporterKind.MODEL_VENDOR,
) -> Bar:
    low = value if low is None else low
    high = value if high is None else high
    return Bar(value, low, high, kind if value is not None else None, "c", 1, low != high)


def chart(*groups: tuple[Bar, ...], names: tuple[str, ...] = ()) -> BarChart:
    series = names or tuple(f"Model {i}" for i in range(len(groups[0])))
    return BarChart(
        "Scores",
        "%",
        True,
        series,
        tuple(BarGroup(f"b{i}", f"Bench {i}", "val", bars) for i, bars in enumerate(groups)),
        0.0,
        100.0,
        (0.0, 20.0, 40.0, 60.0, 80.0, 100.0),
    )


def drawn(layout: ChartLayout) -> list[Rectangle]:
    return [r for r in layout.bars if r.group is not None]


def values(layout: ChartLayout) -> list[Label]:
    return [label for label in layout.labels if label.role is TextRole.VALUE]


kinds = st.sampled_from([k for k in ReporterKind if k is not ReporterKind.PRESS])
percent = st.floats(0, 100, allow_nan=False).map(lambda v: round(v, 2))


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    if draw(st.booleans()) and draw(st.booleans()):
        return Bar(None, None, None, None, "", 0, False)
    ends = sorted(draw(st.tuples(percent, percent, percent)))
    return bar(ends[1], low=ends[0], high=ends[2], kind=draw(kinds))


@st.composite
def charts(draw: st.DrawFn) -> BarChart:
    models = draw(st.integers(1, 14))
    word = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=130)
    groups = draw(
        st.lists(st.lists(bars(), min_size=models, max_size=models), min_size=1, max_size=9)
    )
    made = chart(*(tuple(g) for g in groups), names=tuple(draw(word) for _ in range(models)))
    label, variant = draw(word), draw(word)
    return replace(
        made, groups=tuple(replace(g, label=label, variant=variant) for g in made.groups)
    )


sizes = st.tuples(st.floats(MIN_WIDTH, 1500), st.floats(MIN_HEIGHT, 900))


@given(charts(), sizes)
def test_nothing_stands_outside_the_canvas(made: BarChart, size: tuple[float, float]) -> None:
    layout = lay_out(made, *size)
    boxes = [label.box for label in layout.labels]
    boxes += [(r.x, r.y, r.x + r.width, r.y + r.height) for r in layout.bars]
    boxes += [(min(x.x1, x.x2), min(x.y1, x.y2), x.x2, max(x.y1, x.y2)) for x in layout.lines]
    boxes += [
        (m.x - m.size / 2, m.y - m.size / 2, m.x + m.size / 2, m.y + m.size / 2)
        for m in layout.markers
    ]
    for left, top, right, bottom in boxes:
        assert left >= -0.5
        assert top >= -0.5
        assert right <= size[0] + 0.5
        assert bottom <= size[1] + 0.5


@given(charts(), sizes)
def test_bars_do_not_overlap_each_other(made: BarChart, size: tuple[float, float]) -> None:
    found = sorted(drawn(lay_out(made, *size)), key=lambda r: r.x)
    for left, right in pairwise(found):
        assert left.x + left.width <= right.x + 1e-6


@given(charts(), sizes)
def test_a_bar_is_as_high_as_its_value(made: BarChart, size: tuple[float, float]) -> None:
    layout = lay_out(made, *size)
    axis = next(line for line in layout.lines if line.role is LineRole.AXIS)
    top = min(line.y1 for line in layout.lines if line.role is LineRole.GRID)
    for rectangle in drawn(layout):
        assert rectangle.group is not None
        assert rectangle.series is not None
        value = made.groups[rectangle.group].bars[rectangle.series].value
        assert value is not None
        assert rectangle.height == pytest.approx(value / 100 * (axis.y1 - top), abs=1e-6)
        assert rectangle.y + rectangle.height == pytest.approx(axis.y1)


@given(charts(), sizes)
def test_no_two_texts_overlap_in_the_legend(made: BarChart, size: tuple[float, float]) -> None:
    labels = [x for x in lay_out(made, *size).labels if x.role is TextRole.LEGEND and x.text]
    for one, other in combinations(labels, 2):
        a, b = one.box, other.box
        apart = a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6
        assert apart or a[3] <= b[1] + 1e-6 or b[3] <= a[1] + 1e-6


@given(charts(), sizes)
def test_values_never_overlap_each_other(made: BarChart, size: tuple[float, float]) -> None:
    found = sorted((label.box for label in values(lay_out(made, *size))), key=lambda box: box[0])
    for left, right in pairwise(found):
        assert left[2] <= right[0] + 1e-6


@given(st.text(max_size=150), st.floats(1, 300), st.integers(1, 4))
def test_wrapped_lines_fit_their_width(text: str, width: float, lines: int) -> None:
    found = wrap(text, LABEL_SIZE, width, lines)
    assert len(found) <= lines
    assert all(text_width(line, LABEL_SIZE) <= width for line in found)


def test_a_text_that_fits_is_left_alone_and_a_longer_one_ends_in_an_ellipsis() -> None:
    assert elide("MMMU", 7, 100) == "MMMU"
    assert elide("MMMU " * 30, 7, 100).endswith("…")


def test_a_value_stands_above_bar_and_spread() -> None:
    layout = lay_out(chart((bar(50.0, low=40.0, high=80.0), bar(50.0))), 400, 250)
    spread, plain = values(layout)
    whisker_top = min(x.y1 for x in layout.lines if x.role is LineRole.WHISKER)
    assert spread.box[3] <= whisker_top
    assert plain.box[3] <= drawn(layout)[1].y
    assert spread.box[3] < plain.box[3]


def test_only_claims_that_differ_have_a_whisker() -> None:
    layout = lay_out(chart((bar(50.0), bar(60.0, low=58.0, high=60.0))), 400, 250)
    assert len([x for x in layout.lines if x.role is LineRole.WHISKER]) == 3


def test_a_missing_value_is_a_dash_on_the_base_line_and_no_bar() -> None:
    layout = lay_out(chart((bar(50.0), bar(None))), 400, 250)
    dash = values(layout)[1]
    axis = next(line for line in layout.lines if line.role is LineRole.AXIS)
    assert dash.text == "–"
    assert dash.box[3] == pytest.approx(axis.y1)
    assert [r.series for r in drawn(layout)] == [0]


def test_values_stand_upright_on_narrow_bars_and_are_left_out_of_narrower_ones() -> None:
    group = tuple(bar(51.25) for _ in range(10))
    wide = lay_out(chart(group[:2]), 400, 250)
    narrow = lay_out(chart(group, group, group), 400, 250)
    narrower = lay_out(chart(*[group] * 8), 400, 250)
    assert not any(label.upright for label in values(wide))
    assert all(label.upright for label in values(narrow))
    assert values(narrow)
    assert values(narrower) == []


@pytest.mark.parametrize("kind", [k for k in ReporterKind if k is not ReporterKind.PRESS])
def test_who_reported_is_told_by_the_fill_and_by_the_legend(kind: ReporterKind) -> None:
    layout = lay_out(chart((bar(50.0, kind=kind),)), 400, 250)
    assert [r.fill for r in layout.bars] == [REPORTER_FILL[kind]] * 2


def test_every_model_has_its_marker_and_its_name_in_the_legend() -> None:
    names = ("GPT-4o", "通义千问", "Gemini")
    layout = lay_out(chart((bar(1.0), bar(2.0), bar(3.0)), names=names), 400, 250)
    shapes = [Marker.CIRCLE, Marker.SQUARE, Marker.TRIANGLE]
    assert [m.marker for m in layout.markers if m.group is None] == shapes
    assert [x.text for x in layout.labels if x.role is TextRole.LEGEND][:3] == list(names)


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    made = replace(chart((bar(1200.0),)), low=1000.0, high=1300.0, ticks=(1000.0, 1300.0))
    axis = next(x for x in lay_out(made, 400, 250).labels if x.role is TextRole.AXIS)
    assert axis.text == "%, higher is better; the axis starts at 1,000"


def test_the_smallest_canvas_is_named() -> None:
    with pytest.raises(ValueError, match="240 by 150"):
        lay_out(chart((bar(1.0),)), 100, 100)


@pytest.mark.parametrize("marker", Marker)
def test_markers_stay_within_their_square(marker: Marker) -> None:
    points = marker_points(marker, 8.0)
    assert (points == ()) == (marker is Marker.CIRCLE)
    assert all(abs(x) <= 4.001 and abs(y) <= 4.001 for x, y in points)


def test_the_legend_explains_only_fills_that_occur() -> None:
    layout = lay_out(chart((bar(1.0), bar(2.0))), 400, 250)
    assert [r.fill for r in layout.bars if r.group is None] == [Fill.HATCHED]


def test_every_bar_stands_on_the_marker_of_its_model_and_a_missing_one_keeps_its_place() -> None:
    layout = lay_out(chart((bar(50.0), bar(None))), 400, 250)
    under = [m for m in layout.markers if m.group == 0]
    (only,) = drawn(layout)
    assert [m.series for m in under] == [0, 1]
    assert under[0].x == pytest.approx(only.x + only.width / 2)
    assert all(m.y - m.size / 2 > only.y + only.height for m in under)
