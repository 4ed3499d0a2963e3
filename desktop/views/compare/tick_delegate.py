"""Draws a row of a list that can be ticked, its box as all our check boxes are drawn."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.views.checks import BOX, draw_box
from desktop.views.lines import draw_line
from desktop.views.tables import TextDelegate
from desktop.views.theme import PADDING, ink

Index = QModelIndex | QPersistentModelIndex
_STATE = Qt.ItemDataRole.CheckStateRole


class TickDelegate(TextDelegate):
    """A click on the box ticks the row."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator

    def draw_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(_STATE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        color = (palette.highlightedText() if selected else palette.text()).color()
        area = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        if state is not None:
            ticked = state == Qt.CheckState.Checked
            draw_box(painter, area.left(), area.center().y(), color, ticked=ticked)
            area.adjust(BOX + PADDING, 0, 0, 0)
        painter.setFont(option.font)
        muted = ink(palette).muted if index.column() and not selected else color
        painter.setPen(muted)
        draw_line(painter, area, str(index.data() or ""), Qt.AlignmentFlag.AlignLeft)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            state = index.data(_STATE)
            near = event.position().x() - option.rect.left() <= BOX + 2 * PADDING
            if state is not None and near:
                ticked = state == Qt.CheckState.Checked
                new = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
                return model.setData(index, new, _STATE)
        return False
