"""Draws terms: the statement, wrapped, and below it where it can be read."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from desktop.viewmodels.roles import Role
from desktop.views.tables import TextDelegate
from desktop.views.theme import PADDING, ink, scaled, tabular


def laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """Return a text in as many lines as it needs; a path longer than a line breaks anywhere."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _height(text: str, font: QFont, width: int) -> int:
    return ceil(laid_out(text, font, width).boundingRect().height()) if text else 0


class WrappingDelegate(TextDelegate):
    """A cell is as high as its text at the column's width."""

    def row_height(self, table: QTableView, row: int, width: int) -> int:
        """Return the height of a row in pixels at a column width."""
        model = table.model()
        if not model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable:
            return 26
        font = tabular(table.font())
        small = scaled(font, 0.92)
        room = width - 2 * PADDING
        heights = [
            _height(str(index.data() or ""), font, room)
            + _height(str(index.data(Role.SECONDARY) or ""), small, room)
            for index in (model.index(row, column) for column in range(model.columnCount()))
        ]
        return max(heights, default=0) + 10

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
        font = tabular(option.font)
        painter.setPen(ink(palette).muted if index.data(Role.MUTED) and not selected else text)
        said = laid_out(str(index.data() or ""), font, area.width())
        said.draw(painter, QPointF(area.topLeft()))
        painter.setPen(text if selected else ink(palette).muted)
        below = laid_out(str(index.data(Role.SECONDARY) or ""), scaled(font, 0.92), area.width())
        below.draw(painter, QPointF(area.left(), area.top() + said.boundingRect().height()))
