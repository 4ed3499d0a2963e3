"""All claims of one cell on the scale of their benchmark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core import numbers
from desktop.core.benchmark import Benchmark
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.core.resolution import Resolution, Weighed
from desktop.views.theme import ink, scaled, tabular

MARGIN = 28


class SpreadBar(QWidget):
    """A line with a mark per claim; the chosen one is larger, its value written above."""

    def __init__(self, cell: Resolution, benchmark: Benchmark, parent: QWidget) -> None:
        super().__init__(parent)
        self._cell = cell
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        values = [w.claim.value for w in cell.weighed]
        low, high = min(values), max(values)
        room = max(high - low, (benchmark.tolerance or 1.0) * 4) * 0.25
        self._low = low - room if benchmark.low is None else max(benchmark.low, low - room)
        self._high = high + room if benchmark.high is None else min(benchmark.high, high + room)
        words = ", ".join(
            f"{numbers.score(w.claim.value)} {REPORTER_NAME[w.claim.reporter_kind]}"
            for w in cell.weighed
        )
        self.setAccessibleName(self.tr("Claims on the scale: {words}").format(words=words))
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(400, 4 * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is drawn
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = ink(self.palette())
        middle = self.height() / 2
        painter.setPen(QPen(colors.hairline, 2))
        painter.drawLine(QPointF(MARGIN, middle), QPointF(self.width() - MARGIN, middle))
        if self._cell.low is not None and self._cell.high is not None:
            painter.setPen(QPen(colors.muted, 4))
            painter.drawLine(
                QPointF(self._x(self._cell.low), middle), QPointF(self._x(self._cell.high), middle)
            )
        painter.setFont(scaled(tabular(self.font()), 0.92))
        painter.setPen(colors.muted)
        for value, side in (
            (self._low, Qt.AlignmentFlag.AlignLeft),
            (self._high, Qt.AlignmentFlag.AlignRight),
        ):
            area = QRectF(0, middle + 12, self.width(), self.fontMetrics().height())
            text = numbers.score(round(value, 1))
            painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        for weighed in reversed(self._cell.weighed):
            self._draw_claim(painter, weighed, middle)
        painter.end()

    def _draw_claim(self, painter: QPainter, weighed: Weighed, middle: float) -> None:
        value = weighed.claim.value
        x = self._x(value)
        size = 1.5 if weighed.chosen else 1.15
        painter.setFont(scaled(self.font(), size, strong=weighed.chosen))
        painter.setPen(self.palette().text().color())
        area = QRectF(x - 20, middle - 16, 40, 32)
        symbol = REPORTER_SYMBOL[weighed.claim.reporter_kind]
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), symbol)
        if weighed.chosen:
            painter.setFont(scaled(tabular(self.font()), 1.0, strong=True))
            above = QRectF(x - 50, 0, 100, self.fontMetrics().height())
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), numbers.score(value))

    def _x(self, value: float) -> float:
        width = self.width() - 2 * MARGIN
        share = (value - self._low) / (self._high - self._low or 1.0)
        return MARGIN + share * width
