"""Draws the cells of the compare page: value on the decimal point, marks, second line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.core.compare.row_notes import STANDING_MARK
from desktop.core.verdict.verdict import Answer
from desktop.viewmodels.compare.compare_cells import CompareCell
from desktop.viewmodels.compare.compare_model import CompareModel
from desktop.viewmodels.roles import RowKind
from desktop.views.lines import draw_line, draw_wrapped
from desktop.views.tables import TextDelegate, draw_background
from desktop.views.theme import PADDING, Ink, answer_color, ink, scaled, tabular
from desktop.views.verdict_sign import draw_answer

Index = QModelIndex | QPersistentModelIndex

MARKS_WIDTH = 38
"""Room at the right of a number for the reporter's mark and the best-of-row arrow, in pixels."""
_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_AT_LEFT = int(_LEFT | Qt.AlignmentFlag.AlignVCenter)
_AT_RIGHT = int(_RIGHT | Qt.AlignmentFlag.AlignVCenter)
# As numbers: flags are put together by a slow enum, and asked for with every cell.
_SELECTED = QStyle.StateFlag.State_Selected.value
_CHOSEN = _SELECTED | QStyle.StateFlag.State_HasFocus.value


@dataclass(frozen=True, slots=True)
class Look:
    """Fonts and colors of the cells, made once: a table is drawn cell by cell, often.

    Attributes:
        decimals: Width of a point and two figures.
        answers: Color of the sign of each answer.
    """

    plain: QFont
    value: QFont
    best: QFont
    aside: QFont
    strong: QFont
    second: QFont
    decimals: int
    ink: Ink
    text: QColor
    selected: QColor
    answers: dict[Answer, QColor]

    @classmethod
    def of(cls, plain: QFont, palette: QPalette) -> Look:
        """Return the look that goes with the table's own font and palette."""
        value = scaled(tabular(plain), 1.0)
        aside = scaled(tabular(plain), 0.92)
        aside.setItalic(True)
        return cls(
            plain=scaled(plain, 1.0),
            value=value,
            best=scaled(tabular(plain), 1.0, strong=True),
            aside=aside,
            strong=scaled(plain, 1.0, strong=True),
            second=scaled(tabular(plain), 0.92),
            decimals=QFontMetrics(value).horizontalAdvance(".00"),
            ink=ink(palette),
            text=palette.text().color(),
            selected=palette.highlightedText().color(),
            answers={answer: answer_color(answer, palette) for answer in Answer},
        )

    def of_value(self, cell: CompareCell) -> QFont:
        """Return the font of a value: bold for the best, smaller and slanted where set apart."""
        return self.aside if cell.aside else self.best if cell.best else self.value


class CompareDelegate(TextDelegate):
    """Numbers stand with their points below each other, whatever their decimals."""

    def __init__(self, model: CompareModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._known: tuple[QFont, int, Look] | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, cell = self._model.drawn(index)
        if row is None:
            return
        look, rect = self._look(option), option.rect
        painter.save()
        if row.kind is RowKind.SECTION:
            painter.fillRect(rect, look.ink.band)
        elif cell is not None and cell.aside:
            # Apart by its ground too: what is hatched belongs to another setting.
            painter.fillRect(rect, QBrush(look.ink.hatch, Qt.BrushStyle.BDiagPattern))
        state = option.state.value
        if state & _CHOSEN:
            draw_background(painter, option)
        painter.setPen(look.ink.hairline)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if cell is not None:
            selected = bool(state & _SELECTED)
            muted = look.selected if selected else look.ink.muted
            quiet = cell.missing or cell.aside
            painter.setPen(muted if quiet else look.selected if selected else look.text)
            area = rect.adjusted(PADDING, 2, -PADDING, -2)
            draw = self._draw_score if row.kind is RowKind.SCORE else self._draw_fact
            draw(painter, look, area, cell, muted)
        elif rect.height() > rect.width():
            self._draw_upright(painter, look, rect, row.title)
        painter.restore()

    def _look(self, option: QStyleOptionViewItem) -> Look:
        palette = option.palette.cacheKey()
        known = self._known
        if known is None or known[1] != palette or known[0] != option.font:
            known = (QFont(option.font), palette, Look.of(option.font, option.palette))
            self._known = known
        return known[2]

    def _draw_upright(self, painter: QPainter, look: Look, rect: QRect, title: str) -> None:
        """Draw the heading of a section whose facts stand in columns."""
        painter.setFont(look.strong)
        painter.setPen(look.text)
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        area = QRect(PADDING, 0, rect.height() - 2 * PADDING, rect.width())
        draw_line(painter, area, title, _RIGHT)

    def _draw_fact(
        self, painter: QPainter, look: Look, area: QRect, cell: CompareCell, muted: QColor
    ) -> None:
        top, bottom = _halves(area) if cell.below else (area, area)
        painter.setFont(look.best if cell.answer else look.value)
        if cell.answer is not None:
            selected = muted is look.selected
            color = look.selected if selected else look.answers[cell.answer]
            draw_answer(painter, top, cell.text, color)
        elif cell.below:
            draw_line(painter, top, cell.text, _LEFT)
        else:
            draw_wrapped(painter, area, cell.text)
        if not cell.below:
            return
        painter.setFont(look.second)
        painter.setPen(muted)
        draw_line(painter, bottom, cell.below, _LEFT)

    def _draw_score(
        self, painter: QPainter, look: Look, area: QRect, cell: CompareCell, muted: QColor
    ) -> None:
        second = cell.second_line
        top, bottom = _halves(area) if second else (area, area)
        # Two decimals have room behind the point; hardly any figure is printed with more.
        point = min(top.left() + 96, top.right() - MARKS_WIDTH - look.decimals)
        marks = top.adjusted(point - top.left() + look.decimals + 8, 0, 0, 0)
        painter.setFont(look.of_value(cell))
        if cell.missing and not second:
            left = QRect(top.left(), top.top(), point - top.left(), top.height())
            painter.drawText(left, _AT_RIGHT, cell.text)
            return
        # Figures and marks fit any column: to look for room costs more than to draw them.
        whole, dot, decimals = cell.text.partition(".")
        left = QRect(top.left(), top.top(), point - top.left(), top.height())
        painter.drawText(left, _AT_RIGHT, whole)
        if dot:
            right = QRect(point, top.top(), top.right() - point, top.height())
            painter.drawText(right, _AT_LEFT, dot + decimals)
            if len(decimals) > 2:
                marks.setLeft(point + painter.fontMetrics().horizontalAdvance(dot + decimals) + 8)
        if cell.aside:
            lead = left.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(whole) - 5, 0)
            painter.setFont(look.strong)
            painter.drawText(lead, _AT_RIGHT, STANDING_MARK[cell.standing])
        if cell.mark:
            painter.setFont(look.plain)
            painter.drawText(marks, _AT_LEFT, f"{cell.mark} {cell.best}".rstrip())
        if second:
            painter.setFont(look.second)
            painter.setPen(muted)
            width = painter.fontMetrics().horizontalAdvance(second) + 2
            # Under the number, but never cut off at the left.
            end = min(max(marks.left() - 8, bottom.left() + width), bottom.right())
            below = QRect(bottom.left(), bottom.top(), end - bottom.left(), bottom.height())
            draw_line(painter, below, second, _LEFT if width > below.width() else _RIGHT)


def _halves(area: QRect) -> tuple[QRect, QRect]:
    half = area.height() // 2
    return QRect(area.left(), area.top(), area.width(), half), area.adjusted(0, half, 0, 0)
