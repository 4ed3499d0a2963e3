"""One chart with its table, drawn by pyqtgraph from the specification of the core."""

from __future__ import annotations

from html import escape

import pyqtgraph as pg  # noqa: TID253 - this module is imported when a chart is first shown
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.chart import Bar, BarChart, BarGroup
from desktop.core.marks import REPORTER_FILL, Fill, series
from desktop.viewmodels.table_model import TableModel
from desktop.viewmodels.tables import chart_table, numeric_columns
from desktop.views.tables import TWO_LINE_HEIGHT, Table
from desktop.views.theme import ink, scaled, series_color, tabular

HEIGHT = 300
GROUP_SHARE = 0.84
"""Share of a group's room that its bars take."""
MAX_LABEL = 17
"""Characters of a benchmark's name below a group before it is shortened."""
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
    """Title, plot, and the same figures as a table."""

    def __init__(self, chart: BarChart, parent: QWidget) -> None:
        super().__init__(parent)
        title = QLabel(chart.title, self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(scaled(self.font(), 1.1, strong=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self._legend(chart))
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
            escaped = name.replace("&", "&amp;").replace("<", "&lt;")
            mark = series(position).symbol
            parts.append(f'<span style="color:{color}">{mark}</span> {escaped}')
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(" &nbsp;&nbsp; ".join(parts))
        label.setWordWrap(True)
        return label

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
        for number, group in enumerate(chart.groups):
            self._bars(plot, chart, number, group)
        upright = len(chart.groups) * len(chart.series) > LEVEL_LABELS
        room = (chart.high - chart.low) * (0.16 if upright else 0.08)
        plot.setXRange(-0.5, len(chart.groups) - 0.5, padding=0.01)
        plot.setYRange(chart.low, chart.high + room, padding=0)
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
        for tick in chart.ticks:
            line = pg.InfiniteLine(tick, angle=0, pen=QPen(colors.hairline, 0))
            line.setZValue(-10)
            plot.addItem(line)

    def _bars(self, plot: Plot, chart: BarChart, number: int, group: BarGroup) -> None:
        width = GROUP_SHARE / len(group.bars)
        upright = len(chart.groups) * len(chart.series) > LEVEL_LABELS
        for position, bar in enumerate(group.bars):
            x = number - GROUP_SHARE / 2 + (position + 0.5) * width
            color = series_color(position, self.palette())
            if bar.value is None or bar.reporter_kind is None:
                self._text(plot, x, chart.low, "–", ink(self.palette()).muted)
                continue
            plot.addItem(_bar_item(x, width, chart.low, bar, color))
            top = bar.value
            if bar.low is not None and bar.high is not None and bar.low < bar.high:
                plot.addItem(_whisker(x, width, bar, self.palette().text().color()))
                top = max(top, bar.high)
            text_color = self.palette().text().color()
            self._text(plot, x, top, bar.label, text_color, upright=upright)

    def _text(
        self, plot: Plot, x: float, y: float, text: str, color: QColor, *, upright: bool = False
    ) -> None:
        anchor = (0.0, 0.5) if upright else (0.5, 1.0)
        item = pg.TextItem(text, color=color, anchor=anchor, angle=90 if upright else 0)
        item.setFont(scaled(tabular(self.font()), 0.78))
        item.setPos(x, y)
        plot.addItem(item)

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


def _label(group: BarGroup) -> str:
    def short(text: str) -> str:
        return text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1] + "…"

    return f"{short(group.label)}\n{short(group.variant)}"


def _bar_item(x: float, width: float, base: float, bar: Bar, color: QColor) -> pg.BarGraphItem:
    fill = REPORTER_FILL[bar.reporter_kind] if bar.reporter_kind else Fill.OUTLINE
    brush = QBrush(color, _PATTERN[fill])
    pen = QPen(color, 0)
    value = (bar.value or 0.0) - base
    return pg.BarGraphItem(x=[x], y0=base, height=[value], width=width * 0.86, brush=brush, pen=pen)


def _whisker(x: float, width: float, bar: Bar, color: QColor) -> pg.ErrorBarItem:
    import numpy as np

    value, low, high = bar.value or 0.0, bar.low or 0.0, bar.high or 0.0
    return pg.ErrorBarItem(
        x=np.array([x]),
        y=np.array([value]),
        top=np.array([max(0.0, high - value)]),
        bottom=np.array([max(0.0, value - low)]),
        beam=width * 0.3,
        pen=QPen(color, 0),
    )
