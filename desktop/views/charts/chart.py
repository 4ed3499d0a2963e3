"""One chart with its table, drawn by pyqtgraph from the specification of the core."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape

import pyqtgraph as pg  # noqa: TID253 - this module is imported when a chart is first shown
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.charts.chart import Bar, BarChart, BarGroup
from desktop.core.charts.coloring import Coloring
from desktop.core.marks import REPORTER_FILL, Fill, series
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS, ANSWER_WORDS
from desktop.viewmodels.table_model import TableModel
from desktop.viewmodels.tables import chart_table, numeric_columns
from desktop.viewmodels.tips import plain_tip
from desktop.views.charts.labels import ValueLabel, ValueLabels
from desktop.views.charts.verdict_key import look_of
from desktop.views.tables import TWO_LINE_HEIGHT, Table
from desktop.views.theme import answer_color, ink, scaled, series_color, tabular

HEIGHT = 300
GROUP_SHARE = 0.84
"""Share of a group's room that its bars take."""
MAX_NAME = 48
"""Characters of a model's name in the legend before it is shortened."""
MAX_LABEL = 17
"""Characters of a benchmark's name below a group before it is shortened."""
FOOT = 0.07
"""Room below the axis for the marks of the models, as a share of the axis."""
LEVEL_LABELS = 24
"""Most bars of a chart whose values are written level; with more they stand upright."""

_PATTERN = {
    Fill.SOLID: Qt.BrushStyle.SolidPattern,
    Fill.HATCHED: Qt.BrushStyle.BDiagPattern,
    Fill.OUTLINE: Qt.BrushStyle.NoBrush,
}


class Plot(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph carries no types
    """A plot that leaves the wheel to the page around it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return False
        return bool(super().viewportEvent(event))


class ChartBlock(QWidget):
    """Title, plot, and the same figures as a table.

    Args:
        chart: What is drawn.
        coloring: What colors and patterns stand for; without answers they stand for models.
        parent: The page.
    """

    def __init__(self, chart: BarChart, coloring: Coloring, parent: QWidget) -> None:
        super().__init__(parent)
        self._by_verdict = coloring is Coloring.VERDICT and any(chart.answers)
        title = QLabel(chart.title, self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(scaled(self.font(), 1.1, strong=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        self.legend = self._legend(chart)
        layout.addWidget(self.legend)
        self.plot = self._plot(chart)
        layout.addWidget(self.plot)
        self.table = self._table(chart)
        layout.addWidget(self.table)

    def _legend(self, chart: BarChart) -> QLabel:
        """Names stand beside their marks in their color: rich text of our own, names escaped."""
        label = QLabel(self)
        parts = []
        for position, name in enumerate(chart.series):
            color = series_color(position, self.palette()).name()
            # A name without blanks could not be wrapped, and would widen the whole page.
            escaped = escape(name if len(name) <= MAX_NAME else name[: MAX_NAME - 1] + "…")
            mark = series(position).symbol
            parts.append(
                f'<span style="color:{color}">{mark}</span> {escaped}{self._sign(chart, position)}'
            )
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(" &nbsp;&nbsp; ".join(parts))
        label.setWordWrap(True)
        label.setToolTip(plain_tip("\n".join(_told(chart))))
        label.setAccessibleName(". ".join(_told(chart)))
        return label

    def _sign(self, chart: BarChart, position: int) -> str:
        """Return the answer for a model as it stands behind its name."""
        answer = chart.answer(position)
        if answer is None:
            return ""
        color = answer_color(answer, self.palette()).name()
        return f'&nbsp;<span style="color:{color}">{ANSWER_SIGNS[answer]}</span>&nbsp;{answer}'

    def _plot(self, chart: BarChart) -> Plot:
        plot = Plot(self)
        plot.setFixedHeight(HEIGHT)
        plot.setBackground(self.palette().base().color())
        plot.setMouseEnabled(False, False)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setFrameShape(Plot.Shape.NoFrame)
        plot.setAccessibleName(chart.title)
        plot.viewport().setAccessibleName(chart.title)
        plot.setAccessibleDescription(chart.summary)
        plot.setAntialiasing(True)
        self._axes(plot, chart)
        upright = len(chart.groups) * len(chart.series) > LEVEL_LABELS
        room = (chart.high - chart.low) * (0.16 if upright else 0.08)
        self._bars(plot, chart)
        self._whiskers(plot, chart)
        foot = (chart.high - chart.low) * FOOT
        whole = chart.high - chart.low + room + foot
        area = QRectF(-0.5, chart.low - foot, len(chart.groups), whole)
        font = scaled(tabular(self.font()), 0.78)
        plot.addItem(ValueLabels(tuple(self._labels(chart, upright=upright)), font, area))
        plot.setXRange(-0.5, len(chart.groups) - 0.5, padding=0.01)
        plot.setYRange(chart.low - foot, chart.high + room, padding=0)
        return plot

    def _axes(self, plot: Plot, chart: BarChart) -> None:
        colors = ink(self.palette())
        text = self.palette().text().color()
        small = scaled(self.font(), 0.85)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(QPen(colors.hairline, 1))
            axis.setTextPen(text)
            axis.setStyle(tickFont=tabular(small), tickLength=0)
        plot.getAxis("left").setTicks([[(t, f"{t:g}") for t in chart.ticks]])
        # pyqtgraph sets labels as HTML; the unit comes from the catalog.
        plot.setLabel("left", escape(chart.axis_label), color=text.name())
        names = [(i, _label(group)) for i, group in enumerate(chart.groups)]
        plot.getAxis("bottom").setTicks([names])
        plot.getAxis("bottom").setHeight(2 * self.fontMetrics().height() + 10)
        # From beyond one side to beyond the other: what is outside of the plot is cut off.
        x = [-1.0, float(len(chart.groups))] * len(chart.ticks)
        y = [tick for tick in chart.ticks for _ in range(2)]
        grid = pg.PlotCurveItem(x=x, y=y, connect="pairs", pen=QPen(colors.hairline, 0))
        grid.setZValue(-10)
        plot.addItem(grid)

    def _bars(self, plot: Plot, chart: BarChart) -> None:
        """Add the bars, an item for each color and way of filling."""
        together: dict[tuple[str, Qt.BrushStyle], list[tuple[float, float]]] = defaultdict(list)
        for x, position, bar in _places(chart):
            if bar.value is not None and bar.reporter_kind is not None:
                drawn, pattern = self._look(chart, position, REPORTER_FILL[bar.reporter_kind])
                together[drawn.name(), pattern].append((x, bar.value))
        width = GROUP_SHARE / len(chart.series) * 0.86
        for (name, pattern), bars in together.items():
            color = QColor(name)
            plot.addItem(
                pg.BarGraphItem(
                    x=[x for x, _ in bars],
                    y0=chart.low,
                    height=[value - chart.low for _, value in bars],
                    width=width,
                    brush=QBrush(color, pattern),
                    pen=QPen(color, 0),
                )
            )

    def _look(self, chart: BarChart, position: int, fill: Fill) -> tuple[QColor, Qt.BrushStyle]:
        """Return color and pattern of a bar: of its model and reporter, or of the verdict."""
        if self._by_verdict:
            return look_of(chart.answer(position), self.palette())
        return series_color(position, self.palette()), _PATTERN[fill]

    def _whiskers(self, plot: Plot, chart: BarChart) -> None:
        import numpy as np

        found = [
            (x, bar.value, bar.value - bar.low, bar.high - bar.value)
            for x, _, bar in _places(chart)
            if bar.value is not None and bar.low is not None and bar.high is not None
            if bar.low < bar.high
        ]
        if not found:
            return
        x, y, below, above = np.array(found).T
        # A chosen value outside the spread has a flag of its own; a whisker never turns around.
        plot.addItem(
            pg.ErrorBarItem(
                x=x,
                y=y,
                bottom=np.maximum(below, 0),
                top=np.maximum(above, 0),
                beam=GROUP_SHARE / len(chart.series) * 0.3,
                pen=QPen(self.palette().text().color(), 0),
            )
        )

    def _labels(self, chart: BarChart, *, upright: bool) -> Iterator[ValueLabel]:
        text, muted = self.palette().text().color(), ink(self.palette()).muted
        for x, _, bar in _places(chart):
            if bar.value is None or bar.reporter_kind is None:
                yield ValueLabel(x, chart.low, "–", muted)
            else:
                top = max(bar.value, bar.value if bar.high is None else bar.high)
                yield ValueLabel(x, top, bar.label, text, upright)
        for x, position, _ in _places(chart):
            mark, color = series(position).symbol, series_color(position, self.palette())
            yield ValueLabel(x, chart.low, mark, color, below=True)

    def _table(self, chart: BarChart) -> Table:
        titles, rows = chart_table(chart)
        model = TableModel(self)
        model.show(titles, rows, numeric_columns(titles))
        table = Table(self.tr("Figures of the chart {title}").format(title=chart.title), self)
        table.setModel(model)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(90)
        table.verticalHeader().setDefaultSectionSize(TWO_LINE_HEIGHT)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setFixedHeight(TWO_LINE_HEIGHT * len(rows) + header.sizeHint().height() + 18)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return table


def _told(chart: BarChart) -> Iterator[str]:
    """Yield the models with the answer for each, in words."""
    for position, name in enumerate(chart.series):
        answer = chart.answer(position)
        yield f"{name}: {answer}, {ANSWER_WORDS[answer]}" if answer else name


def _label(group: BarGroup) -> str:
    def short(text: str) -> str:
        return text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1] + "…"

    return f"{short(group.label)}\n{short(group.variant)}"


def _places(chart: BarChart) -> Iterator[tuple[float, int, Bar]]:
    """Yield every bar with the middle of its place on the axis and the position of its model."""
    width = GROUP_SHARE / len(chart.series)
    for number, group in enumerate(chart.groups):
        for position, bar in enumerate(group.bars):
            yield number - GROUP_SHARE / 2 + (position + 0.5) * width, position, bar
