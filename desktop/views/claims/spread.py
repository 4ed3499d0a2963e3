"""All claims of one cell on the scale of their benchmark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core import numbers
from desktop.core.benchmark import Baseline, Benchmark
from desktop.core.claims.resolution import Resolution, Weighed
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.views.theme import ink, scaled, tabular

MARGIN = 28
STEP = 15
"""How far marks that would cover each other stand apart, in pixels."""
MOST_LEVELS = 4


class SpreadBar(QWidget):
    """A line with a mark per claim; the chosen one is larger, its value written above.

    Intervals that sources print are drawn as whiskers. What people and chance score is a tick with
    its name below the line, or a note at the end of the line that it lies beyond.
    """

    def __init__(self, cell: Resolution, benchmark: Benchmark, parent: QWidget) -> None:
        super().__init__(parent)
        self._cell = cell
        self._benchmark = benchmark
        self._baselines: tuple[Baseline, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        claims = [w.claim for w in cell.weighed]
        ends = [e for c in claims for e in (c.value, c.low, c.high) if e is not None]
        low, high = min(ends, default=0.0), max(ends, default=0.0)
        room = max(high - low, (benchmark.tolerance or 1.0) * 4) * 0.25
        self._low = low - room if benchmark.low is None else max(benchmark.low, low - room)
        self._high = high + room if benchmark.high is None else min(benchmark.high, high + room)
        self._describe()

    def show_baselines(self, baselines: Sequence[Baseline]) -> None:
        """Draw what people and chance score, too."""
        self._baselines = tuple(baselines)
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        claims = (w.claim for w in self._cell.weighed)
        words = [
            f"{numbers.score(c.value)} {REPORTER_NAME[c.reporter_kind]}"
            + (f", printed range {numbers.interval(c.low, c.high)}" if c.low is not None else "")
            for c in claims
        ]
        words += [f"{b.name} {numbers.score(b.value)}" for b in self._baselines]
        text = ", ".join(words)
        self.setAccessibleName(self.tr("Claims on the scale: {words}").format(words=text))
        self.setToolTip("" if "<" in text else text)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        ticks = line if any(self._inside(b.value) for b in self._baselines) else 0
        return QSize(400, 4 * line + ticks + (self._levels() - 1) * STEP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is drawn
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = ink(self.palette())
        line = self.fontMetrics().height()
        axis = 2 * line + (self._levels() - 1) * STEP + 0.0
        painter.setPen(QPen(colors.hairline, 2))
        painter.drawLine(QPointF(MARGIN, axis), QPointF(self.width() - MARGIN, axis))
        if self._cell.low is not None and self._cell.high is not None:
            painter.setPen(QPen(colors.muted, 4))
            painter.drawLine(
                QPointF(self._x(self._cell.low), axis), QPointF(self._x(self._cell.high), axis)
            )
        self._draw_ends(painter, axis)
        self._draw_baselines(painter, axis)
        heights = self._heights()
        for number, weighed in reversed(list(enumerate(self._cell.weighed))):
            self._draw_whisker(painter, weighed, axis - heights[number] * STEP)
        for number, weighed in reversed(list(enumerate(self._cell.weighed))):
            self._draw_claim(painter, weighed, axis - heights[number] * STEP)
        painter.end()

    def _draw_ends(self, painter: QPainter, axis: float) -> None:
        painter.setFont(scaled(tabular(self.font()), 0.92))
        painter.setPen(ink(self.palette()).muted)
        beyond = (
            [b for b in self._baselines if b.value < self._low],
            [b for b in self._baselines if b.value > self._high],
        )
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        ends = (self._low, self._high)
        for end, side, others in zip(ends, sides, beyond, strict=True):
            area = QRectF(0, axis + 10, self.width(), self.fontMetrics().height())
            text = numbers.score(round(end, 1))
            if others:
                others.sort(key=lambda b: abs(b.value - end))
                named = ", ".join(f"{b.name} {numbers.score(b.value)}" for b in others[:2])
                left = side is Qt.AlignmentFlag.AlignLeft
                text = f"{text}   ← {named}" if left else f"{named} →   {text}"
            painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), text)

    def _draw_baselines(self, painter: QPainter, axis: float) -> None:
        painter.setFont(scaled(tabular(self.font()), 0.92))
        line = painter.fontMetrics().height()
        free = 0.0
        for b in sorted(self._baselines, key=lambda b: b.value):
            if not self._inside(b.value):
                continue
            x = self._x(b.value)
            painter.setPen(QPen(ink(self.palette()).muted, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, axis - 10), QPointF(x, axis + 12 + line))
            text = f"{b.name} {numbers.score(b.value)}"
            width = painter.fontMetrics().horizontalAdvance(text) + 4.0
            left = max(free, min(x - width / 2, self.width() - width))
            area = QRectF(left, axis + 12 + line, width, line)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)
            free = left + width + 8

    def _draw_whisker(self, painter: QPainter, weighed: Weighed, y: float) -> None:
        claim = weighed.claim
        if claim.low is None and claim.high is None:
            return
        low = self._x(claim.value if claim.low is None else claim.low)
        high = self._x(claim.value if claim.high is None else claim.high)
        painter.setPen(QPen(self.palette().text().color(), 1))
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        for x in (low, high):
            painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))

    def _draw_claim(self, painter: QPainter, weighed: Weighed, y: float) -> None:
        value = weighed.claim.value
        x = self._x(value)
        size = 1.5 if weighed.chosen else 1.15
        painter.setFont(scaled(self.font(), size, strong=weighed.chosen))
        painter.setPen(self.palette().text().color())
        area = QRectF(x - 20, y - 16, 40, 32)
        symbol = REPORTER_SYMBOL[weighed.claim.reporter_kind]
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), symbol)
        if weighed.chosen:
            painter.setFont(scaled(tabular(self.font()), 1.0, strong=True))
            above = QRectF(x - 50, 0, 100, self.fontMetrics().height())
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), numbers.score(value))

    def _heights(self) -> list[int]:
        """Return for each claim on which level it stands, so that none covers another."""
        ends: list[float] = []
        heights = [0] * len(self._cell.weighed)
        order = sorted(range(len(heights)), key=lambda i: self._cell.weighed[i].claim.value)
        for i in order:
            x = self._x(self._cell.weighed[i].claim.value)
            level = next((n for n, end in enumerate(ends) if x - end >= STEP), len(ends))
            level = min(level, MOST_LEVELS - 1)
            if level == len(ends):
                ends.append(x)
            ends[level] = x
            heights[i] = level
        return heights

    def _levels(self) -> int:
        return max(self._heights(), default=0) + 1

    def _inside(self, value: float) -> bool:
        return self._low <= value <= self._high

    def _x(self, value: float) -> float:
        width = self.width() - 2 * MARGIN
        share = (value - self._low) / (self._high - self._low or 1.0)
        return MARGIN + share * width
