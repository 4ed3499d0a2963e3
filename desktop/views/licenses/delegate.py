"""Draws terms: the statement, wrapped, and below it where it can be read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from desktop.viewmodels.roles import Role
from desktop.views.tables import TextDelegate
from desktop.views.theme import PADDING, ink, scaled, tabular

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class WrappingDelegate(TextDelegate):
    """A cell is as high as its text at the column's width."""

    def row_height(self, table: QTableView, row: int, width: int) -> int:
        """Return the height of a row in pixels at a column width."""
        model = table.model()
        if not model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable:
            return 26
        heights = [
            self._height(
                table, str(index.data() or ""), str(index.data(Role.SECONDARY) or ""), width
            )
            for index in (model.index(row, column) for column in range(model.columnCount()))
        ]
        return max(heights, default=0) + 10

    @staticmethod
    def _height(table: QTableView, text: str, below: str, width: int) -> int:
        area = QRect(0, 0, width - 2 * PADDING, 10_000)
        metrics = table.fontMetrics()
        height = metrics.boundingRect(area, _WRAP, text).height()
        if below:
            small = QFontMetrics(scaled(table.font(), 0.92))
            height += small.boundingRect(area, _WRAP, below).height()
        return height

    def draw_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        text = palette.highlightedText().color() if selected else palette.text().color()
        area = option.rect.adjusted(PADDING, 5, -PADDING, -2)
        painter.setFont(tabular(option.font))
        painter.setPen(ink(palette).muted if index.data(Role.MUTED) and not selected else text)
        drawn = painter.boundingRect(area, _WRAP, str(index.data() or ""))
        painter.drawText(area, _WRAP, str(index.data() or ""))
        painter.setFont(scaled(tabular(option.font), 0.92))
        painter.setPen(text if selected else ink(palette).muted)
        rest = area.adjusted(0, drawn.height(), 0, 0)
        painter.drawText(rest, _WRAP, str(index.data(Role.SECONDARY) or ""))
