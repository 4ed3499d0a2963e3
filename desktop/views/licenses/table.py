"""The matrix of the licenses page: models are columns, terms are rows as high as their texts."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QModelIndex, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.viewmodels.roles import Role
from desktop.viewmodels.table_model import TableCell
from desktop.viewmodels.workspace import Workspace
from desktop.views.headers import TwoLineHeader
from desktop.views.licenses.delegate import HEADING, WrappingDelegate
from desktop.views.tables import Table, hide_corner

HEADER_WIDTH = 224
MIN_COLUMN = 140
MEASURE_MS = 6
"""How long rows are measured at a time: a frame has 16 ms, and is drawn as well."""


class TermsHeader(TwoLineHeader):
    """Names the terms where their cells begin: at the top, however high the row is."""

    def _titled(self, painter: QPainter, area: QRect, section: int) -> None:
        line = min(area.height(), self.fontMetrics().height() + 8)
        top = QRect(area.left(), area.top(), area.width(), line)
        super()._titled(painter, top, section)


class LicenseTable(Table):
    """Rows grow with their text: a condition is never cut.

    Heights are guessed at once and measured bit by bit, what is in sight first, so that a
    comparison of many models with long texts does not hold the window up.
    """

    cell_reached = Signal(object)  # TableCell that the arrows or a click led to, None for none
    cell_clicked = Signal(object, str)  # TableCell, key of its row; without a modifier key
    cell_opened = Signal(object, str)  # the same, by Enter or a double click

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("License summary"))
        across = TwoLineHeader(Qt.Orientation.Horizontal, self.tr("Compared models"), self)
        across.color_series = True
        down = TermsHeader(Qt.Orientation.Vertical, self.tr("License terms"), self)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        down.setFixedWidth(HEADER_WIDTH)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(HEADING)
        self._wrapping = WrappingDelegate(self)
        self.setItemDelegate(self._wrapping)
        self._licenses = workspace.licenses
        self.setModel(workspace.licenses)
        hide_corner(self)
        self._unmeasured: list[int] = []
        self._width = 0
        self._place: tuple[str, int] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._measure)
        self.clicked.connect(self._clicked)
        self.activated.connect(self._activated)
        self.selectionModel().currentChanged.connect(self._reached)
        workspace.licenses.modelAboutToBeReset.connect(self._remember)

    @property
    def arranged(self) -> bool:
        """Whether every row has the height that it needs."""
        return not self._unmeasured

    def arrange(self) -> None:
        """Share the width among the columns and give each row the height that it needs."""
        model = self.model()
        count = model.columnCount()
        if not count:
            self._unmeasured = []
            return
        self._width = max(MIN_COLUMN, self.viewport().width() // count)
        for column in range(count):
            self.setColumnWidth(column, self._width)
        self.clearSpans()
        metrics = self.fontMetrics()
        for number in range(model.rowCount()):
            if row := self._licenses.row_at(number):
                likely = self._wrapping.likely_height(row, metrics, self._width)
                self.setRowHeight(number, likely)
                if count > 1 and row.section:
                    self.setSpan(number, 0, 1, count)
        self._unmeasured = list(range(model.rowCount()))
        self._measure()

    @Slot()
    def _measure(self) -> None:
        """Measure rows for a moment, those in sight first; the rest is done a little later."""
        clock = QElapsedTimer()
        clock.start()
        top = max(0, self.rowAt(0))
        before = self.rowViewportPosition(top)
        order = sorted(self._unmeasured, key=lambda row: (row < top, row))
        done: set[int] = set()
        for number in order:
            if clock.elapsed() >= MEASURE_MS and done:
                break
            done.add(number)
            if row := self._licenses.row_at(number):
                needed = self._wrapping.row_height(row, self.font(), self._width)
                self.setRowHeight(number, needed)
        self._unmeasured = [row for row in self._unmeasured if row not in done]
        # What is being read stays where it is while rows above it change.
        moved = self.rowViewportPosition(top) - before
        if moved and before <= 0 < self.verticalScrollBar().value():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
        if self._unmeasured:
            self._timer.start(0)

    def come_back(self) -> None:
        """Go to the cell that was current before the table changed, if it is still there."""
        if self._place is None:
            return
        key, column = self._place
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, column)
            if index.isValid() and index.data(Role.KEY) == key:
                self.setCurrentIndex(index)
                return
        self.cell_reached.emit(None)

    @Slot()
    def _remember(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self._place = (str(index.data(Role.KEY)), index.column())

    @Slot(QModelIndex, QModelIndex)
    def _reached(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.cell_reached.emit(self._cell(index))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        # With a modifier the click extends what is selected, to copy it.
        cell = self._cell(index)
        if cell and QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self.cell_clicked.emit(cell, str(index.data(Role.KEY)))

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        if cell := self._cell(index):
            self.cell_opened.emit(cell, str(index.data(Role.KEY)))

    def _cell(self, index: QModelIndex) -> TableCell | None:
        row = self._licenses.row_at(index.row())
        if row is None or row.section or index.column() >= len(row.cells):
            return None
        return row.cells[index.column()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        count = self.model().columnCount()
        width = max(MIN_COLUMN, self.viewport().width() // count) if count else 0
        if width != self._width:
            self.arrange()
