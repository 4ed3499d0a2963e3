"""Check boxes that can be seen in every color scheme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from desktop.views.theme import ink

BOX = 12
"""Side of the box in pixels."""


def draw_box(painter: QPainter, left: int, middle: int, color: QColor, *, ticked: bool) -> None:
    """Draw a box: Fusion derives its outline from the window's color, invisible in the dark."""
    box = QRect(left, middle - BOX // 2, BOX, BOX)
    painter.setPen(color)
    painter.drawRect(box)
    if ticked:
        painter.fillRect(box.adjusted(3, 3, -2, -2), color)


class CheckBox(QCheckBox):
    """A check box drawn from the palette."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + BOX + 20
        return QSize(width, metrics.height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole box is drawn
        painter = QPainter(self)
        ticked = self.isChecked()
        text = self.palette().windowText().color()
        color = text if ticked or self.underMouse() else ink(self.palette()).muted
        draw_box(painter, 4, self.height() // 2, color, ticked=ticked)
        area = self.rect().adjusted(BOX + 12, 0, 0, 0)
        painter.setPen(text)
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text()
        )
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 1, -1, -2))
        painter.end()

    def hitButton(self, position: object) -> bool:  # noqa: ARG002 - all of it can be clicked
        return True
