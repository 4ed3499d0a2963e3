"""What colors and patterns mean in charts that are colored by verdict."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.core.charts.verdict_marks import ANSWER_MARKS, Hatch
from desktop.core.verdict.verdict import Answer
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS, ANSWER_WORDS
from desktop.views.flow import FlowLayout
from desktop.views.theme import answer_color, ink, scaled

PATTERNS = {
    Hatch.OPEN: Qt.BrushStyle.NoBrush,
    Hatch.RISING: Qt.BrushStyle.BDiagPattern,
    Hatch.CROSSED: Qt.BrushStyle.DiagCrossPattern,
    Hatch.FULL: Qt.BrushStyle.SolidPattern,
}
UNJUDGED = Qt.BrushStyle.Dense6Pattern
"""Pattern of a model without an answer."""
_WIDTH, _HEIGHT, _RATIO = 22, 14, 2


def look_of(answer: Answer | None, palette: QPalette) -> tuple[QColor, Qt.BrushStyle]:
    """Return color and pattern of a bar."""
    if answer is None:
        return ink(palette).muted, UNJUDGED
    return answer_color(answer, palette), PATTERNS[ANSWER_MARKS[answer].hatch]


class VerdictKey(QWidget):
    """A sample of each answer that occurs, with its sign, word and meaning."""

    def __init__(self, answers: Iterable[Answer | None], parent: QWidget) -> None:
        super().__init__(parent)
        layout = FlowLayout(self, gap=20)
        layout.setContentsMargins(0, 0, 0, 0)
        found = set(answers)
        for answer in (*Answer, None):
            if answer in found:
                layout.addWidget(self._entry(answer))

    def _entry(self, answer: Answer | None) -> QWidget:
        entry = QWidget(self)
        sample, words = QLabel(entry), QLabel(entry)
        sample.setPixmap(self._sample(answer))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setFont(scaled(self.font(), 0.92))
        words.setText(
            f"{ANSWER_SIGNS[answer]} {answer}: {ANSWER_WORDS[answer]}"
            if answer
            else self.tr("not judged")
        )
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(sample)
        line.addWidget(words)
        return entry

    def _sample(self, answer: Answer | None) -> QPixmap:
        pixmap = QPixmap(_WIDTH * _RATIO, _HEIGHT * _RATIO)
        pixmap.setDevicePixelRatio(_RATIO)
        pixmap.fill(Qt.GlobalColor.transparent)
        color, pattern = look_of(answer, self.palette())
        painter = QPainter(pixmap)
        painter.setPen(QPen(color, 1))
        painter.setBrush(QBrush(color, pattern))
        painter.drawRect(QRectF(0.5, 0.5, _WIDTH - 1, _HEIGHT - 1))
        painter.end()
        return pixmap
