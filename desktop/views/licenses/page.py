"""The licenses page: what each text permits, asks and limits, with its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget

from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.viewmodels.workspace import Workspace
from desktop.views.empty import EmptiablePage
from desktop.views.headers import TwoLineHeader
from desktop.views.licenses.delegate import WrappingDelegate
from desktop.views.tables import Table, hide_corner
from desktop.views.theme import scaled

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared

HEADER_WIDTH = 224
MIN_COLUMN = 150


class LicenseTable(Table):
    """Rows grow with their text: a condition is never cut."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("License summary"))
        across = TwoLineHeader(Qt.Orientation.Horizontal, self.tr("Compared models"), self)
        across.color_series = True
        down = TwoLineHeader(Qt.Orientation.Vertical, self.tr("License terms"), self)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        down.setFixedWidth(HEADER_WIDTH)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(26)
        self.setItemDelegate(WrappingDelegate(self))
        self.setModel(workspace.licenses)
        self._licenses = workspace.licenses
        hide_corner(self)
        self.clicked.connect(self._clicked)
        self.activated.connect(self.open_term)

    def arrange(self) -> None:
        """Share the width among the columns and give each row the height that it needs."""
        model = self.model()
        count = model.columnCount()
        if not count:
            return
        width = max(MIN_COLUMN, self.viewport().width() // count)
        for column in range(count):
            self.setColumnWidth(column, width)
        self.clearSpans()
        delegate = self.itemDelegate()
        for row in range(model.rowCount()):
            if isinstance(delegate, WrappingDelegate):
                self.setRowHeight(row, delegate.row_height(self, row, width))
            if model.columnCount() > 1 and not model.flags(model.index(row, 0)) & _SELECTABLE:
                self.setSpan(row, 0, 1, count)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        # With a modifier the click extends what is selected, to copy it.
        if QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self.open_term(index)

    @Slot(QModelIndex)
    def open_term(self, index: QModelIndex) -> None:
        """Show what a cell rests on; a second click finds the dialog that is open."""
        row = self._licenses.row_at(index.row())
        if row is None or row.section or index.column() >= len(row.cells):
            return
        receipt = row.cells[index.column()].receipt
        if receipt is None:
            return
        from desktop.views.licenses.dialog import TermDialog

        window = self.window()
        name = f"term {receipt.model} {row.key}"
        for shown in window.findChildren(TermDialog, name):
            if shown.isVisible():  # the second click of a double one
                shown.raise_()
                shown.activateWindow()
                return
        dialog = TermDialog(receipt, window)
        dialog.setObjectName(name)
        dialog.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


_SELECTABLE = Qt.ItemFlag.ItemIsSelectable


class LicensesPage(EmptiablePage):
    """Models are columns, terms are rows; rows that differ are marked."""

    def __init__(
        self, workspace: Workspace, empty_action: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("No license to read yet"),
            self.tr(
                "Choose models in the catalog. What their licenses permit, ask for and limit"
                " appears here side by side, with the section of each."
            ),
            empty_action,
            parent,
        )
        self.table = LicenseTable(workspace, self)
        self.entry = self.table
        note = QLabel(
            self.tr("≠ the licenses differ.  A click or Enter opens a term.  {note}").format(
                note=NOT_LEGAL_ADVICE
            ),
            self,
        )
        note.setFont(scaled(self.font(), 0.92))
        note.setContentsMargins(12, 6, 12, 6)
        note.setWordWrap(True)
        filled = QWidget(self)
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(note)
        inner.addWidget(self.table, 1)
        self.addWidget(filled)
        workspace.compared.connect(self._show)
        if workspace.prepared:
            self._show(workspace.prepared)

    @Slot(object)
    def _show(self, prepared: Prepared) -> None:
        self.show_filled(bool(prepared.comparison.subjects))
        self.table.arrange()
