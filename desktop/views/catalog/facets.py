"""The facets, as a tree of values that are ticked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from desktop.viewmodels.facet_model import FacetModel
from desktop.viewmodels.roles import Role
from desktop.views.checks import BOX, draw_box
from desktop.views.theme import ink, scaled, tabular

ROW = 24


class CountDelegate(QStyledItemDelegate):
    """Draws the count of a value at the right, in a muted color."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        count = index.data(Role.COUNT)
        text = "" if count is None else f"{count:,}"
        font = scaled(tabular(option.font), 0.92)
        painter.save()
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(text) + 8
        narrowed = QStyleOptionViewItem(option)
        narrowed.rect = option.rect.adjusted(0, 0, -width, 0)
        if not index.parent().isValid():
            narrowed.font = scaled(option.font, 1.0, strong=True)
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is None:
            super().paint(painter, narrowed, index)
        else:
            self._paint_value(painter, narrowed, index, ticked=checked is Qt.CheckState.Checked)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRect(option.rect.right() - width, option.rect.top(), width, option.rect.height())
        if selected:
            painter.fillRect(area.adjusted(1, 0, 1, 0), option.palette.highlight())
        palette = option.palette
        painter.setPen(palette.highlightedText().color() if selected else ink(palette).muted)
        painter.drawText(
            area.adjusted(0, 0, -4, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            text,
        )
        painter.restore()

    def _paint_value(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        *,
        ticked: bool,
    ) -> None:
        """Draw the box ourselves: Fusion's is invisible in a dark tree."""
        self.initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        pen = palette.highlightedText().color() if selected else palette.text().color()
        painter.setFont(option.font)
        color = pen if selected or ticked else ink(palette).muted
        draw_box(painter, option.rect.left() + 3, option.rect.center().y(), color, ticked=ticked)
        painter.setPen(pen)
        area = option.rect.adjusted(BOX + 12, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown
        )

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(ROW, size.height()))


class FacetTree(QTreeView):
    """Ticking a value narrows the list; values of one facet are alternatives."""

    def __init__(self, model: FacetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(self.tr("Filters"))
        self.setHeaderHidden(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setItemDelegate(CountDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.expand(model.index(0, 0))
        self.clicked.connect(self._fold)

    @Slot(QModelIndex)
    def _fold(self, index: QModelIndex) -> None:
        """A click on a facet's name opens or closes it, not only one on its small arrow."""
        if not index.parent().isValid():
            self.setExpanded(index, not self.isExpanded(index))
