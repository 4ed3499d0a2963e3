"""Charts as primitives that the template draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.core import numbers
from desktop.core.charts.chart import BarChart, bar_charts
from desktop.core.charts.chart_layout import (
    LABEL_SIZE,
    Anchor,
    ChartLayout,
    Label,
    MarkerSign,
    Rectangle,
    lay_out,
)
from desktop.core.charts.marker_shape import marker_points
from desktop.core.compare.comparison import Comparison, Row
from desktop.core.marks import series
from desktop.report.texts import Data, clean, clip

WIDTH = 493.0
"""Width of the text on the page: 174 mm in points."""
_HALF = 240.0
_PLOT_HEIGHT = 150.0
_FEW_MODELS = 6
_NEUTRAL = "#555555"


def charted(comparison: Comparison, rows: Sequence[Row]) -> tuple[tuple[Row, ...], str]:
    """Return the rows that are worth a chart, and which are not, in words.

    With many models, rows that only a few of them share make pages of charts that compare nothing.
    """
    models = len(comparison.subjects)
    least = 1 if models <= _FEW_MODELS else -(-models // 3)
    found = tuple(row for row in rows if row.coverage >= least)
    left_out = sum(1 <= row.coverage < least for row in rows)
    if not left_out or not found:
        return tuple(rows), ""
    left = numbers.counted(left_out, "row")
    return found, f"Not drawn: {left} in which fewer than {least} models have a figure."


def chart_figures(comparison: Comparison, rows: Sequence[Row]) -> list[Data]:
    """Return the charts of a comparison, each small enough that its values can be printed."""
    figures = []
    for chart in bar_charts(comparison, rows):
        for part in _printable(chart):
            legend = 9.75 * (1 + -(-len(part.series) // 2))
            small = len(part.groups) * (len(part.series) + 1) * 3 * LABEL_SIZE < _HALF
            width = _HALF if small else WIDTH
            layout = lay_out(part, width, _PLOT_HEIGHT + min(legend, 60.0))
            figures.append(_figure(part, layout))
    return figures


def _printable(chart: BarChart) -> Iterator[BarChart]:
    """Split a chart so far that each bar is as wide as its upright value is high."""
    names = tuple(clip(name, 160) for name in chart.series)
    most = max(1, int((WIDTH - 40) * 0.88 / (len(names) * LABEL_SIZE)))
    count = -(-len(chart.groups) // most)
    size = -(-len(chart.groups) // count)
    for part in range(count):
        title = chart.title if count == 1 else f"{chart.title}, part {part + 1} of {count}"
        groups = chart.groups[part * size : (part + 1) * size]
        yield replace(chart, title=title, series=names, groups=groups)


def _figure(chart: BarChart, layout: ChartLayout) -> Data:
    return {
        "title": clip(chart.title, 200),
        "alt": clean(chart.summary),
        "width": layout.width,
        "height": layout.height,
        "lines": [
            [_round(n) for n in (x.x1, x.y1, x.x2, x.y2)] + [str(x.role)] for x in layout.lines
        ],
        "bars": [_bar(bar) for bar in layout.bars],
        "markers": [_marker(marker) for marker in layout.markers],
        "labels": [_label(label) for label in layout.labels],
    }


def _round(value: float) -> float:
    """Hundredths of a point are finer than any printer, and the same on every machine."""
    return round(value, 2)


def _bar(bar: Rectangle) -> Data:
    color = _NEUTRAL if bar.series is None else series(bar.series).light
    box = [_round(n) for n in (bar.x, bar.y, bar.width, bar.height)]
    return {"box": box, "color": color, "fill": str(bar.fill)}


def _marker(sign: MarkerSign) -> Data:
    return {"x": _round(sign.x), "y": _round(sign.y), **marker_shape(sign.series, sign.size)}


def marker_shape(position: int, size: float) -> Data:
    """Return the marker of a model as a shape around its center; no points mean a circle."""
    mark = series(position)
    return {
        "points": [[_round(x), _round(y)] for x, y in marker_points(mark.marker, size)],
        "size": size,
        "color": mark.light,
        "outlined": mark.outlined,
    }


def _label(label: Label) -> Data:
    left, top, _, _ = label.box
    along = {Anchor.START: "start", Anchor.MIDDLE: "center", Anchor.END: "end"}[label.anchor]
    return {
        "text": label.text,
        "x": _round(left),
        "y": _round(top),
        "width": _round(label.width),
        "size": label.size,
        "align": along,
        "upright": label.upright,
        "role": str(label.role),
    }
