"""The list of completions below the search field; the field keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.viewmodels.catalog.completion_model import CompletionModel
from desktop.viewmodels.roles import Role
from desktop.views.tables import draw_background
from desktop.views.theme import PADDING, ink, scaled

if TYPE_CHECKING:
    from desktop.core.search.query_completion import Completion

ROW = 24
MOST_ROWS = 8
"""Rows that are shown at once."""

Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """Draws what is put in at the left and what it means at the right, as far as it fits."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.save()
        draw_background(painter, option)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        area = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen((palette.highlightedText() if selected else palette.text()).color())
        metrics = painter.fontMetrics()
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | middle), text)
        area.setLeft(area.left() + metrics.horizontalAdvance(text) + 2 * PADDING)
        if area.width() > 4 * PADDING:
            painter.setFont(scaled(option.font, 0.92))
            painter.setPen(palette.highlightedText().color() if selected else ink(palette).muted)
            hint = painter.fontMetrics().elidedText(
                str(index.data(Role.SECONDARY) or ""), Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | middle), hint)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(ROW, option.fontMetrics.height() + 6))


class CompletionList(QListView):
    """Shown over whatever is below the field, as a part of the window and not a window itself."""

    accepted = Signal(object)  # Completion

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.offered = CompletionModel(self)
        self.setModel(self.offered)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(self.tr("Completions"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.clicked.connect(self._take)
        self.hide()

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show completions below the field, or nothing where there are none."""
        self.offered.show(completions)
        self.setCurrentIndex(QModelIndex())
        if not completions:
            self.hide()
            return
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        below = self._field.mapTo(window, QPoint(0, self._field.height()))
        rows = min(len(completions), MOST_ROWS)
        height = rows * self.sizeHintForRow(0) + 2 * self.frameWidth()
        bar = self._field.parentWidget()
        width = bar.width() if bar else self._field.width()
        self.setGeometry(below.x(), below.y(), width, height)
        self.show()
        self.raise_()

    def move_by(self, rows: int) -> None:
        """Choose another completion; beyond the ends lies none."""
        count = self.offered.rowCount()
        current = self.currentIndex().row()
        row = (current + 1 + rows) % (count + 1) - 1
        self.setCurrentIndex(self.offered.index(row, 0) if row >= 0 else QModelIndex())

    def current(self) -> Completion | None:
        """Return the chosen completion, None where none is."""
        return self.offered.at(self.currentIndex().row())

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        one = self.offered.at(index.row())
        if one is not None:
            self.accepted.emit(one)
