"""The list of models as a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop.viewmodels.catalog.catalog_model import CatalogModel, Column
from desktop.views.tables import Table
from desktop.views.theme import ink

_WIDTHS = {
    Column.NAME: 170,
    Column.ORGANIZATION: 110,
    Column.CLASS: 130,
    Column.RELEASED: 84,
    Column.CLAIMS: 60,
    Column.PARAMETERS: 90,
    Column.CONTEXT: 90,
    Column.LICENSE: 120,
    Column.VERDICT: 84,
}
_BENCHMARK_WIDTH = 84


class ModelTable(Table):
    """The list; Space and Enter put a model into the comparison or take it out."""

    chosen = Signal(list)  # rows
    moved = Signal(int)  # row of the current model, -1 for none

    def __init__(self, model: CatalogModel, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Models"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self._nothing = ""
        self.doubleClicked.connect(self._choose_current)
        self.selectionModel().currentRowChanged.connect(self._tell_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose_selected()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(ink(self.palette()).muted)
            area = self.viewport().rect().adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, int(flags | Qt.TextFlag.TextWordWrap), self._nothing)
            painter.end()

    def say_nothing(self, text: str) -> None:
        """Set what stands in the list while it is empty; a screen reader is told it as well."""
        self._nothing = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def bring_forward(self, columns: tuple[str, ...], new: frozenset[str]) -> None:
        """Put new columns of benchmarks beside the name, where they are in sight.

        Args:
            columns: All benchmarks that are shown; their columns come after the fixed ones.
            new: Those that were not shown before.
        """
        header = self.horizontalHeader()
        for position, key in reversed(list(enumerate(columns))):
            section = len(Column) + position
            if key in new and section < header.count():
                header.setSectionHidden(section, False)
                header.resizeSection(section, _BENCHMARK_WIDTH)
                place = header.visualIndex(Column.NAME) + 1
                header.moveSection(header.visualIndex(section), min(place, header.count() - 1))

    def choose_selected(self) -> None:
        """Put the selected models into the comparison, or take them out."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rows:
            self.chosen.emit(rows)

    @Slot(QModelIndex)
    def _choose_current(self, index: QModelIndex) -> None:
        self.chosen.emit([index.row()])

    @Slot(QModelIndex, QModelIndex)
    def _tell_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.moved.emit(current.row())
