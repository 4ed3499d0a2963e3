"""Where everything of a bar chart stands, in points: for paper and for picture files.

Pure geometry, drawn by whoever can draw rectangles, lines, texts and markers. The origin is the
upper left corner, y grows downward. Widths of texts are estimates that err on the wide side, so
that nothing overlaps whatever sans serif face is at hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core import numbers
from desktop.core.charts.chart import Bar, BarChart
from desktop.core.claims.claim import ReporterKind
from desktop.core.marks import REPORTER_FILL, Fill, Marker
from desktop.core.marks import series as series_mark
from desktop.core.text_fit import elide, text_width, wrap

MIN_WIDTH = 240.0
"""Least width in points that a chart can be laid out in."""
MIN_HEIGHT = 150.0
"""Least height in points."""
LABEL_SIZE = 7.0
"""Size of every text in points; nothing on paper is smaller."""

_LEADING = 1.25
_GAP = 4.0
_LEGEND_SHARE = 0.35
_GROUP_LINES = 3
_WIDEST_SLOT = 36.0
_NARROWEST_MARKED = 5.0
_FILL_WORDS = {
    Fill.SOLID: "benchmark owner, independent, own run",
    Fill.HATCHED: "a vendor",
    Fill.OUTLINE: "unknown",
}


class Anchor(StrEnum):
    """Which part of a text stands at its point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class LineRole(StrEnum):
    """What a line stands for; decides its ink."""

    AXIS = "axis"
    GRID = "grid"
    WHISKER = "whisker"


class TextRole(StrEnum):
    """What a text stands for; decides its ink."""

    VALUE = "value"
    TICK = "tick"
    GROUP = "group"
    VARIANT = "variant"
    AXIS = "axis"
    LEGEND = "legend"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A bar, or a sample in the legend.

    Attributes:
        series: Position of the model; None for a sample that stands for no model.
        group: Position of the benchmark, None in the legend.
    """

    x: float
    y: float
    width: float
    height: float
    series: int | None
    group: int | None
    fill: Fill


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: LineRole


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text.

    Attributes:
        x: Where the anchored end (or the middle) of the text stands.
        y: Middle of the text's height.
        size: Size of the type.
        width: Estimated length of the text; along y where the text is upright.
        upright: Whether the text runs from bottom to top; ``x`` is then the middle of its
            height, and the anchor's point is at ``y``.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    anchor: Anchor
    role: TextRole
    upright: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the text."""
        back = {Anchor.START: 0.0, Anchor.MIDDLE: self.width / 2, Anchor.END: self.width}
        offset, half = back[self.anchor], self.size / 2
        if self.upright:
            bottom = self.y + offset
            return (self.x - half, bottom - self.width, self.x + half, bottom)
        return (
            self.x - offset,
            self.y - half,
            self.x - offset + self.width,
            self.y + half,
        )


@dataclass(frozen=True, slots=True)
class MarkerSign:
    """The marker of a model, centered on a point: in the legend (no group) or under its bar."""

    x: float
    y: float
    size: float
    series: int
    group: int | None
    marker: Marker
    outlined: bool


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """A bar chart as primitives, in the order in which they are drawn."""

    width: float
    height: float
    lines: tuple[Line, ...]
    bars: tuple[Rectangle, ...]
    markers: tuple[MarkerSign, ...]
    labels: tuple[Label, ...]


def lay_out(chart: BarChart, width: float, height: float) -> ChartLayout:
    """Return where everything of a chart stands on a canvas of the given size in points.

    Bars keep the order of groups and series. A bar is as high as its value over the start of the
    axis. A value stands above its bar and its spread; upright where bars are narrow, and left out
    of the whole chart where they are too narrow even for that. A missing value is a dash on the
    base line.

    Raises:
        ValueError: the canvas is smaller than ``MIN_WIDTH`` by ``MIN_HEIGHT``.
    """
    if width < MIN_WIDTH or height < MIN_HEIGHT:
        raise ValueError(f"a chart needs {MIN_WIDTH:g} by {MIN_HEIGHT:g} points")
    legend = _Legend(chart, width, height)
    plot = _Plot(chart, width, legend.height + _GAP, height)
    return ChartLayout(
        width,
        height,
        (*plot.grid(), *plot.whiskers()),
        (*plot.bars(), *legend.samples()),
        (*legend.markers(), *plot.markers()),
        (*legend.labels(), *plot.labels()),
    )


class _Legend:
    """Names of the models over what the fills mean, at the top."""

    def __init__(self, chart: BarChart, width: float, height: float) -> None:
        self._names = chart.series
        self._width = width
        line = LABEL_SIZE * _LEADING + 1
        self._line = line
        kinds = {b.reporter_kind for g in chart.groups for b in g.bars if b.value is not None}
        self._fills = [f for f in Fill if any(k and REPORTER_FILL[k] is f for k in kinds)]
        most_lines = max(1, int(height * _LEGEND_SHARE / line) - 1)
        longest = max((text_width(n, LABEL_SIZE) for n in self._names), default=0.0)
        fitting = int(width / max(1.0, min(longest, width / 2 - 16) + 15.9))
        needed = math.ceil(len(self._names) / most_lines)
        self._columns = max(1, needed, min(len(self._names), fitting))
        self._column = min(width / self._columns, longest + 16)
        self._lines = math.ceil(len(self._names) / self._columns)
        self.height = line * (self._lines + bool(self._fills))

    def _places(self) -> Iterator[tuple[int, float, float]]:
        for i in range(len(self._names)):
            row, column = divmod(i, self._columns)
            yield i, column * self._column, (row + 0.5) * self._line

    def markers(self) -> Iterator[MarkerSign]:
        for i, x, y in self._places():
            mark = series_mark(i)
            yield MarkerSign(x + 4, y, LABEL_SIZE, i, None, mark.marker, mark.outlined)

    def _samples(self) -> Iterator[tuple[Fill, str, float]]:
        x = text_width("Reported by", LABEL_SIZE) + 8
        for fill in self._fills:
            text = elide(_FILL_WORDS[fill], LABEL_SIZE, self._width - x - 14)
            yield fill, text, x
            x += text_width(text, LABEL_SIZE) + 24

    def samples(self) -> Iterator[Rectangle]:
        y = (self._lines + 0.5) * self._line - 3
        for fill, text, x in self._samples():
            if text:
                yield Rectangle(x, y, 10, 6, None, None, fill)

    def labels(self) -> Iterator[Label]:
        for i, x, y in self._places():
            text = elide(self._names[i], LABEL_SIZE, self._column - 14)
            yield _label(text, x + 10, y, Anchor.START, TextRole.LEGEND)
        y = (self._lines + 0.5) * self._line
        if self._fills:
            yield _label("Reported by", 0, y, Anchor.START, TextRole.LEGEND)
        for _, text, x in self._samples():
            if text:
                yield _label(text, x + 13, y, Anchor.START, TextRole.LEGEND)


class _Plot:
    """Axis, bars and what stands at them."""

    def __init__(self, chart: BarChart, width: float, top: float, height: float) -> None:
        self._chart = chart
        self._width = width
        ticks = [_tick(t) for t in chart.ticks]
        self._left = max(text_width(t, LABEL_SIZE) for t in ticks) + _GAP
        self._group = (width - self._left) / max(1, len(chart.groups))
        self._slot = min(_WIDEST_SLOT, self._group * 0.88 / max(1, len(chart.series)))
        self._names = [self._group_lines(g.label, g.variant) for g in chart.groups]
        self._values = _value_style(chart, self._slot)
        self._axis_y = top + LABEL_SIZE * 0.6
        head = {None: 0.0, False: LABEL_SIZE, True: _longest_value(chart)}[self._values] + 3
        self._top = self._axis_y + LABEL_SIZE * 0.6 + max(head, LABEL_SIZE / 2)
        lines = max((len(lines) for lines in self._names), default=0)
        self._foot = height - lines * LABEL_SIZE * _LEADING
        # Under each bar the marker of its model, so that nobody needs to tell colors apart.
        self._marker = min(5.0, self._slot - 1) if self._slot >= _NARROWEST_MARKED else 0.0
        self._base = self._foot - self._marker - (5 if self._marker else 3)

    def _group_lines(self, name: str, variant: str) -> tuple[tuple[str, TextRole], ...]:
        room = self._group - 3
        named = [(t, TextRole.GROUP) for t in wrap(name, LABEL_SIZE, room, _GROUP_LINES - 1)]
        left = _GROUP_LINES - len(named)
        return (*named, *((t, TextRole.VARIANT) for t in wrap(variant, LABEL_SIZE, room, left)))

    def _y(self, value: float) -> float:
        low, high = self._chart.low, self._chart.high
        share = (value - low) / (high - low) if high > low else 0.0
        return self._base - min(1.0, max(0.0, share)) * (self._base - self._top)

    def _cells(self) -> Iterator[tuple[int, int, float, Bar]]:
        for g, group in enumerate(self._chart.groups):
            start = self._left + (g + 0.5) * self._group - self._slot * len(group.bars) / 2
            for s, bar in enumerate(group.bars):
                yield g, s, start + s * self._slot, bar

    def grid(self) -> Iterator[Line]:
        for i, tick in enumerate(self._chart.ticks):
            y = self._y(tick)
            role = LineRole.GRID if i else LineRole.AXIS
            yield Line(self._left, y, self._width, y, role)

    def bars(self) -> Iterator[Rectangle]:
        thickness = self._slot * 0.84
        for g, s, x, bar in self._cells():
            if bar.value is not None:
                y = self._y(bar.value)
                fill = REPORTER_FILL[bar.reporter_kind or ReporterKind.UNKNOWN]
                left = x + (self._slot - thickness) / 2
                yield Rectangle(left, y, thickness, self._base - y, s, g, fill)

    def markers(self) -> Iterator[MarkerSign]:
        for g, s, x, _ in self._cells() if self._marker else ():
            mark = series_mark(s)
            y = self._base + 3 + self._marker / 2
            middle = x + self._slot / 2
            yield MarkerSign(middle, y, self._marker, s, g, mark.marker, mark.outlined)

    def whiskers(self) -> Iterator[Line]:
        arm = min(3.0, self._slot * 0.3)
        for _, _, x, bar in self._cells():
            if bar.value is None or not numbers.interval(bar.low, bar.high):
                continue
            middle = x + self._slot / 2
            low, high = self._y(bar.low or 0.0), self._y(bar.high or 0.0)
            yield Line(middle, low, middle, high, LineRole.WHISKER)
            yield Line(middle - arm, low, middle + arm, low, LineRole.WHISKER)
            yield Line(middle - arm, high, middle + arm, high, LineRole.WHISKER)

    def labels(self) -> Iterator[Label]:
        chart = self._chart
        axis = chart.axis_label
        if chart.low != 0:
            axis += f"; the axis starts at {_tick(chart.low)}"
        text = elide(axis, LABEL_SIZE, self._width)
        yield _label(text, 0, self._axis_y, Anchor.START, TextRole.AXIS)
        for tick in chart.ticks:
            x = self._left - _GAP
            yield _label(_tick(tick), x, self._y(tick), Anchor.END, TextRole.TICK)
        for g, lines in enumerate(self._names):
            middle = self._left + (g + 0.5) * self._group
            for i, (text, role) in enumerate(lines):
                y = self._foot + (i + 0.5) * LABEL_SIZE * _LEADING
                yield _label(text, middle, y, Anchor.MIDDLE, role)
        yield from self._value_labels()

    def _value_labels(self) -> Iterator[Label]:
        for _, _, x, bar in self._cells():
            middle = x + self._slot / 2
            if bar.value is None:
                if self._slot >= text_width(numbers.MISSING, LABEL_SIZE):
                    y = self._base - LABEL_SIZE / 2
                    yield _label(numbers.MISSING, middle, y, Anchor.MIDDLE, TextRole.VALUE)
                continue
            if self._values is None:
                continue
            over = self._y(max(bar.value, bar.high if bar.high is not None else bar.value)) - 2
            if self._values:
                yield _label(bar.label, middle, over, Anchor.START, TextRole.VALUE, upright=True)
            else:
                y = over - LABEL_SIZE / 2
                yield _label(bar.label, middle, y, Anchor.MIDDLE, TextRole.VALUE)


def _label(
    text: str,
    x: float,
    y: float,
    anchor: Anchor,
    role: TextRole,
    *,
    upright: bool = False,
) -> Label:
    length = text_width(text, LABEL_SIZE)
    return Label(text, x, y, LABEL_SIZE, length, anchor, role, upright)


def _tick(value: float) -> str:
    return f"{value:,.10g}"


def _longest_value(chart: BarChart) -> float:
    return max(map(_value_width, _figures(chart)), default=0.0)


def _figures(chart: BarChart) -> Sequence[Bar]:
    return [bar for group in chart.groups for bar in group.bars if bar.value is not None]


def _value_width(bar: Bar) -> float:
    return text_width(bar.label, LABEL_SIZE)


def _value_style(chart: BarChart, slot: float) -> bool | None:
    """Return whether values stand upright, None where they are left out.

    One way for the whole chart: a mixture would look as if it meant something.
    """
    if _longest_value(chart) <= slot:
        return False
    return True if slot >= LABEL_SIZE else None
