"""An answer of the profile in a cell: its sign in its color, the word beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.core.verdict.verdict_wording import ANSWER_SIGNS
from desktop.views.lines import draw_line

_GAP = 5


def draw_answer(painter: QPainter, area: QRect, text: str, color: QColor) -> None:
    """Draw sign and word in the painter's font; the word in the painter's color.

    Args:
        painter: Draws.
        area: Where; both stand on one line in it, the word is elided.
        text: Sign and word with a blank between them.
        color: Of the sign.
    """
    sign, _, word = text.partition(" ")
    metrics, pen = painter.fontMetrics(), painter.pen()
    wide = max(map(metrics.horizontalAdvance, ANSWER_SIGNS.values()))
    painter.setPen(color)
    box = QRect(area.left(), area.top(), min(wide, area.width()), area.height())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)
    painter.setPen(pen)
    room = area.adjusted(wide + _GAP, 0, 0, 0)
    if room.width() > 0:
        draw_line(painter, room, word, Qt.AlignmentFlag.AlignLeft)
