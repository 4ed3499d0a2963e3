"""The verdicts of the compared models beside the questions, as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem, QWidget

from desktop.core import numbers
from desktop.core.verdict.verdict import Answer
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS
from desktop.viewmodels.profile.guide import Standing
from desktop.viewmodels.tips import plain_tip
from desktop.views.lines import draw_line
from desktop.views.tables import Index, TextDelegate
from desktop.views.theme import PADDING, answer_color, ink, scaled

_STANDING = Qt.ItemDataRole.UserRole + 100
_SIGN = 22


class _StandingDelegate(TextDelegate):
    """Sign, model, and below them the word with the number of open conditions."""

    def draw_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        standing: Standing = index.data(_STANDING)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        strong = (palette.highlightedText() if selected else palette.text()).color()
        area = option.rect.adjusted(PADDING, 4, -PADDING, -4)
        line = area.height() // 2
        left = Qt.AlignmentFlag.AlignLeft
        painter.setPen(strong)
        painter.setFont(scaled(option.font, 1.2, strong=True))
        sign = ANSWER_SIGNS[standing.answer] if standing.answer else numbers.MISSING
        if standing.answer and not selected:
            painter.setPen(answer_color(standing.answer, palette))
        draw_line(painter, area.adjusted(0, 0, _SIGN - area.width(), 0), sign, left)
        texts = area.adjusted(_SIGN, 0, 0, 0)
        painter.setPen(strong)
        painter.setFont(scaled(option.font, 1.0, strong=standing.changed))
        draw_line(painter, texts.adjusted(0, 0, 0, -line), standing.name, left)
        painter.setFont(scaled(option.font, 0.92, strong=standing.changed))
        painter.setPen(strong if selected or standing.changed else ink(palette).muted)
        draw_line(painter, texts.adjusted(0, line, 0, 0), str(index.data()), left)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(100, 2 * option.fontMetrics.height() + 12)


class Standings(QListWidget):
    """One line a model; what the last answer changed is bold and says so."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Verdicts as they stand"))
        self.setItemDelegate(_StandingDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Show how the models stand; the current line stays."""
        row = self.currentRow()
        self.clear()
        for standing in standings:
            text = self._words(standing)
            item = QListWidgetItem(text, self)
            item.setData(_STANDING, standing)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{standing.name}: {text}")
            item.setToolTip(plain_tip(f"{standing.name}: {text}"))
        self.setCurrentRow(row)

    def _words(self, standing: Standing) -> str:
        if standing.answer is None:
            return self.tr("not judged before a use is named")
        count = numbers.counted(standing.conditions, "condition")
        text = self.tr("{answer}, {count} open")
        if standing.answer is Answer.NO:
            text = self.tr("{answer}, {count} besides")
        words = text.format(answer=standing.answer, count=count)
        return self.tr("changed: {words}").format(words=words) if standing.changed else words
