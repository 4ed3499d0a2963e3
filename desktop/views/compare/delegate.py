"""Draws the cells of the compare page: value on the decimal point, mark, range below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.viewmodels.compare_rows import CompareCell
from desktop.viewmodels.roles import Role, RowKind
from desktop.views.lines import draw_line, draw_wrapped
from desktop.views.tables import TextDelegate, draw_background
from desktop.views.theme import PADDING, ink, scaled, tabular

Index = QModelIndex | QPersistentModelIndex

MARKS_WIDTH = 36
"""Room at the right of a number for the reporter's mark and the best-of-row arrow, in pixels."""


class CompareDelegate(TextDelegate):
    """Numbers stand with their points below each other, whatever their decimals."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kind = index.data(Role.KIND)
        cell = index.data(Role.CELL)
        self.initStyleOption(option, index)
        painter.save()
        colors = ink(option.palette)
        if kind == RowKind.SECTION:
            painter.fillRect(option.rect, colors.band)
        draw_background(painter, option)
        painter.setPen(QPen(colors.hairline, 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if isinstance(cell, CompareCell):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            palette = option.palette
            text = palette.highlightedText().color() if selected else palette.text().color()
            muted = text if selected else colors.muted
            draw = self._draw_score if kind == RowKind.SCORE else self._draw_fact
            area = option.rect.adjusted(PADDING, 2, -PADDING, -2)
            painter.setPen(muted if cell.missing else text)
            draw(painter, option.font, area, cell, muted)
        painter.restore()

    def _draw_fact(
        self, painter: QPainter, plain: QFont, area: QRect, cell: CompareCell, muted: QColor
    ) -> None:
        top, bottom = _halves(area, bool(cell.below))
        painter.setFont(tabular(plain))
        if not cell.below:
            draw_wrapped(painter, area, cell.text)
            return
        draw_line(painter, top, cell.text, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(scaled(tabular(plain), 0.92))
        painter.setPen(muted)
        draw_line(painter, bottom, cell.below, Qt.AlignmentFlag.AlignLeft)

    def _draw_score(
        self, painter: QPainter, plain: QFont, area: QRect, cell: CompareCell, muted: QColor
    ) -> None:
        top, bottom = _halves(area, bool(cell.below))
        painter.setFont(scaled(tabular(plain), 1.0, strong=bool(cell.best)))
        metrics = painter.fontMetrics()
        # Two decimals have room behind the point; hardly any figure is printed with more.
        point = min(top.left() + 96, top.right() - MARKS_WIDTH - metrics.horizontalAdvance(".00"))
        whole, dot, decimals = cell.text.partition(".")
        left = QRect(top.left(), top.top(), point - top.left(), top.height())
        right = QRect(point, top.top(), top.right() - point, top.height())
        draw_line(painter, left, whole, Qt.AlignmentFlag.AlignRight)
        draw_line(painter, right, dot + decimals, Qt.AlignmentFlag.AlignLeft)
        marks = right.adjusted(metrics.horizontalAdvance(".00") + 6, 0, 0, 0)
        painter.setFont(scaled(plain, 1.0))
        draw_line(painter, marks, f"{cell.mark} {cell.best}".strip(), Qt.AlignmentFlag.AlignLeft)
        if cell.below:
            painter.setFont(scaled(tabular(plain), 0.92))
            painter.setPen(muted)
            text_below = score_below(cell)
            width = painter.fontMetrics().horizontalAdvance(text_below) + 2
            # Under the number, but never cut off at the left.
            end = max(marks.left() - 6, bottom.left() + width)
            below = QRect(bottom.left(), bottom.top(), end - bottom.left(), bottom.height())
            draw_line(painter, below, text_below, Qt.AlignmentFlag.AlignRight)


def score_below(cell: CompareCell) -> str:
    """Return the second line of a score; claims that differ stand in brackets."""
    return f"[{cell.below}]" if cell.disputed and cell.below else cell.below


def _halves(area: QRect, two: bool) -> tuple[QRect, QRect]:
    if not two:
        return area, QRect()
    top = QRect(area.left(), area.top(), area.width(), area.height() // 2)
    return top, area.adjusted(0, top.height(), 0, 0)
