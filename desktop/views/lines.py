"""Lines of text as tables and headers draw them: elided at the end, never cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption


def draw_line(painter: QPainter, area: QRect, text: str, alignment: Qt.AlignmentFlag) -> None:
    """Draw one line of text, elided at its end and never wrapped."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(alignment | Qt.AlignmentFlag.AlignVCenter), shown)


def draw_wrapped(painter: QPainter, area: QRect, text: str) -> None:
    """Draw a text in one line or in two, the second one elided; a long word is broken."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) <= area.width() or area.height() < 2 * metrics.height():
        draw_line(painter, area, text, Qt.AlignmentFlag.AlignLeft)
        return
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(_anywhere())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    first, rest = text[: line.textLength()], text[line.textLength() :]
    half = area.height() // 2
    top = QRect(area.left(), area.top(), area.width(), half)
    draw_line(painter, top, first.rstrip(), Qt.AlignmentFlag.AlignLeft)
    draw_line(painter, area.adjusted(0, half, 0, 0), rest, Qt.AlignmentFlag.AlignLeft)


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
