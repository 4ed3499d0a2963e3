"""Draws the nodes of a verdict: a sign, a text in as many lines as it needs, and where it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from desktop.viewmodels.roles import Role
from desktop.views.licenses.wrapped import height_of, laid_out
from desktop.views.tables import draw_background
from desktop.views.theme import PADDING, ink, scaled, tabular

Index = QModelIndex | QPersistentModelIndex

_HEADING = 28
_AROUND = 8


class NodeDelegate(QStyledItemDelegate):
    """A node is as high as its text at the width that the tree has."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        self._fonts_of = QFont()
        self._kept: tuple[QFont, QFont] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        if index.data(Role.KIND):
            return QSize(0, _HEADING)
        said, below = self._fonts()
        room = self._width(index)
        height = height_of(str(index.data() or ""), said, room)
        height += height_of(str(index.data(Role.SECONDARY) or ""), below, room)
        return QSize(0, height + _AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.save()
        colors = ink(option.palette)
        heading = bool(index.data(Role.KIND))
        if heading:
            painter.fillRect(option.rect, colors.band)
        draw_background(painter, option)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        text = palette.highlightedText().color() if selected else palette.text().color()
        painter.setPen(text)
        if heading:
            painter.setFont(scaled(tabular(self._tree.font()), 1.0, strong=True))
            area = option.rect.adjusted(4, 0, -PADDING, 0)
            painter.drawText(area, int(_LEFT), str(index.data() or ""))
        else:
            self._draw_node(painter, option.rect, index)
            painter.setPen(text if selected else colors.muted)
            self._draw_below(painter, option.rect, index)
        painter.restore()

    def _draw_node(self, painter: QPainter, rect: QRect, index: Index) -> None:
        said, _ = self._fonts()
        mark = str(index.data(Role.MARK) or "")
        strong = scaled(said, 1.0, strong=True)
        laid_out(mark, strong, self._indent()).draw(
            painter, QPointF(rect.left() + 4, rect.top() + 4)
        )
        layout = laid_out(str(index.data() or ""), said, self._width(index))
        layout.draw(painter, QPointF(rect.left() + 4 + self._indent(), rect.top() + 4))

    def _draw_below(self, painter: QPainter, rect: QRect, index: Index) -> None:
        said, small = self._fonts()
        width = self._width(index)
        top = rect.top() + 4 + height_of(str(index.data() or ""), said, width)
        layout = laid_out(str(index.data(Role.SECONDARY) or ""), small, width)
        layout.draw(painter, QPointF(rect.left() + 4 + self._indent(), top))

    def _fonts(self) -> tuple[QFont, QFont]:
        """Return the fonts of texts and of what stands below; kept, since every node asks."""
        if self._kept is None or self._fonts_of != self._tree.font():
            self._fonts_of = self._tree.font()
            font = tabular(self._fonts_of)
            self._kept = font, scaled(font, 0.92)
        return self._kept

    def _indent(self) -> int:
        return self._tree.fontMetrics().height() + 2

    def _width(self, index: Index) -> int:
        depth = 1
        above = index.parent()
        while above.isValid():
            depth += 1
            above = above.parent()
        used = depth * self._tree.indentation() + self._indent() + 4 + PADDING
        return max(80, self._tree.viewport().width() - used)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
