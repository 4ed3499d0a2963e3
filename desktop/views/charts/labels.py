"""All values of a chart as one item: an item a label took most of the time of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg  # noqa: TID253 - this module is imported when a chart is first shown
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

_ROOM = 80
_HEIGHT = 16
_GAP = 3


@dataclass(frozen=True, slots=True)
class ValueLabel:
    """A text above a point of the chart, in the chart's own coordinates.

    Attributes:
        upright: Whether it stands upright, from the point upward.
        below: Whether it stands under the point.
    """

    x: float
    y: float
    text: str
    color: QColor
    upright: bool = False
    below: bool = False


class ValueLabels(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph carries no types
    """Draws labels in pixels of the screen, wherever the view puts their points."""

    def __init__(self, labels: Sequence[ValueLabel], font: QFont, area: QRectF) -> None:
        super().__init__()
        self.labels = tuple(labels)
        self._font = font
        self._area = area

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(self, painter: QPainter, *_: object) -> None:
        # pyqtgraph's own deviceTransform() crashes here with PySide6 6.11.2.
        device = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setFont(self._font)
        for label in self.labels:
            point = device.map(QPointF(label.x, label.y))
            painter.setPen(label.color)
            painter.save()
            painter.translate(point)
            if label.upright:
                painter.rotate(-90)
                area = QRectF(_GAP, -_HEIGHT / 2, _ROOM, _HEIGHT)
                side = Qt.AlignmentFlag.AlignLeft
            else:
                top = 1 if label.below else -_HEIGHT - _GAP
                area = QRectF(-_ROOM / 2, top, _ROOM, _HEIGHT)
                side = Qt.AlignmentFlag.AlignHCenter
            painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), label.text)
            painter.restore()
        painter.restore()
