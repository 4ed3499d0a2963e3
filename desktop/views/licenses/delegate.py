"""Draws terms: the statement, wrapped, and below it where it can be read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.viewmodels.roles import Role
from desktop.viewmodels.table_model import TableRow
from desktop.views.licenses.wrapped import height_of, laid_out
from desktop.views.tables import TextDelegate
from desktop.views.theme import PADDING, ink, scaled, tabular

HEADING = 26
"""Height of a heading in pixels."""
_AROUND = 10


class WrappingDelegate(TextDelegate):
    """A cell is as high as its text at the column's width."""

    def row_height(self, row: TableRow, font: QFont, width: int) -> int:
        """Return the height of a row in pixels at a column width.

        Args:
            row: The row; its cells are asked directly, since an index a cell takes ten times as
                long.
            font: Of the table.
            width: Of a column.
        """
        if row.section:
            return HEADING
        plain = tabular(font)
        strong, small = scaled(plain, 1.0, strong=True), scaled(plain, 0.92)
        room = width - 2 * PADDING
        heights = [
            height_of(cell.text, strong if cell.strong else plain, room)
            + height_of(cell.below, small, room)
            for cell in row.cells
        ]
        return max(heights, default=0) + _AROUND

    def likely_height(self, row: TableRow, metrics: QFontMetrics, width: int) -> int:
        """Return about how high a row will be, from the lengths of its texts: a fast guess."""
        if row.section:
            return HEADING
        letters = max(1, (width - 2 * PADDING) // max(1, metrics.averageCharWidth()))
        lines = [_lines(cell.text, letters) + _lines(cell.below, letters) for cell in row.cells]
        return max(lines, default=1) * metrics.height() + _AROUND

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
        font = tabular(option.font)  # bold where the cell asks for it
        painter.setPen(ink(palette).muted if index.data(Role.MUTED) and not selected else text)
        said = laid_out(str(index.data() or ""), font, area.width())
        said.draw(painter, QPointF(area.topLeft()))
        painter.setPen(text if selected else ink(palette).muted)
        plain = tabular(option.widget.font()) if option.widget else font
        below = laid_out(str(index.data(Role.SECONDARY) or ""), scaled(plain, 0.92), area.width())
        below.draw(painter, QPointF(area.left(), area.top() + said.boundingRect().height()))


def _lines(text: str, letters: int) -> int:
    return sum(-(-max(1, len(part)) // letters) for part in text.split("\n")) if text else 0
