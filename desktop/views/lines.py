"""Lines of text as tables and headers draw them: elided at the end, never cut."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
# Flags are put together by a slow enum; these are asked for with every text of a table.
_FLAGS = {
    side: int(side | _MIDDLE) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
}


def draw_line(painter: QPainter, area: QRect, text: str, alignment: Qt.AlignmentFlag) -> None:
    """Draw one line of text, elided at its end and never wrapped."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _FLAGS.get(alignment) or int(alignment | _MIDDLE), shown)


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


def draw_paragraph(painter: QPainter, area: QRect, text: str) -> None:
    """Draw a text in as many lines as the area has room for, the last one elided."""
    height = painter.fontMetrics().height()
    room = max(1, area.height() // height)
    starts = _line_starts(text, painter.font(), area.width())
    for number, start in enumerate(starts[:room]):
        last = number == room - 1
        end = None if last or number + 1 == len(starts) else starts[number + 1]
        line = QRect(area.left(), area.top() + number * height, area.width(), height)
        draw_line(painter, line, text[start:end].rstrip(), Qt.AlignmentFlag.AlignLeft)


def line_count(text: str, font: QFont, width: int) -> int:
    """Return how many lines of a width a text takes."""
    return len(_line_starts(text, font, width))


@lru_cache(maxsize=512)
def _line_starts(text: str, font: QFont, width: int) -> tuple[int, ...]:
    """Return where the lines of a wrapped text begin; kept, since headers are drawn often."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_anywhere())
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        starts.append(line.textStart())
    layout.endLayout()
    return tuple(starts) or (0,)


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
