"""The licenses page: may I use it, what each text says, and the text itself at its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.licenses.license_summary import TermReceipt
from desktop.viewmodels.table_model import TableCell
from desktop.viewmodels.workspace import Workspace
from desktop.views.empty import EmptiablePage
from desktop.views.licenses.profile_bar import ProfileBar
from desktop.views.licenses.reader_panel import ReaderPanel
from desktop.views.licenses.table import HEADER_WIDTH, MIN_COLUMN, LicenseTable
from desktop.views.theme import scaled

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared

READER_WIDTH = 400
ROOM_FOR_READER = 1000
"""Least width of the page in pixels at which the reader is open before anybody decided on it; it
also has to leave every model in sight."""


class _Splitter(QSplitter):
    """Tells when it has another size, and its parts with it."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class LicensesPage(EmptiablePage):
    """Models are columns, terms are rows; rows that differ are marked; beside them the reader."""

    def __init__(
        self,
        workspace: Workspace,
        empty_action: QAction,
        profile_actions: Sequence[QAction],
        reader_action: QAction,
        parent: QWidget | None = None,
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
        self._workspace = workspace
        self._reader_action = reader_action
        self._is_decided = False
        self.bar = ProfileBar(workspace.store, profile_actions, self)
        self.table = LicenseTable(workspace, self)
        self.entry = self.table
        self.reader = ReaderPanel(workspace.reader, self)
        self.splitter = _Splitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.reader)
        self.splitter.setCollapsible(0, False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.addWidget(self._filled())
        self._connect()
        if workspace.prepared:
            self._show(workspace.prepared)

    def _filled(self) -> QWidget:
        note = QLabel(
            self.tr(
                "≠ the licenses differ.  A click reads a term, Enter opens it in a window.  {note}"
            ).format(note=NOT_LEGAL_ADVICE),
            self,
        )
        note.setFont(scaled(self.font(), 0.92))
        note.setWordWrap(True)
        toggle = QToolButton(self)
        toggle.setDefaultAction(self._reader_action)
        toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = QHBoxLayout()
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(12)
        line.addWidget(note, 1)
        line.addWidget(toggle, 0, Qt.AlignmentFlag.AlignTop)
        filled = QWidget(self)
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.bar)
        inner.addLayout(line)
        inner.addWidget(self.splitter, 1)
        return filled

    def _connect(self) -> None:
        self.table.cell_reached.connect(self._read_cell)
        self.table.cell_clicked.connect(self._cell_clicked)
        self.table.cell_opened.connect(self.open_cell)
        self.splitter.splitterMoved.connect(self._decided)
        self.splitter.resized.connect(self._share)
        self._workspace.compared.connect(self._show)

    # The reader

    @property
    def reader_shown(self) -> bool:
        """Whether the reader has room beside the matrix."""
        return self.splitter.sizes()[1] > 0

    def show_reader(self, shown: bool) -> None:
        """Open or close the reader."""
        self._is_decided = True
        if shown != self.reader_shown:
            self._set_reader(shown)
        self._tell(shown)

    def _set_reader(self, shown: bool) -> None:
        whole = self.splitter.width()
        self.splitter.setSizes([whole - READER_WIDTH, READER_WIDTH] if shown else [whole, 0])
        self._tell(shown)

    def _tell(self, shown: bool) -> None:
        """Say on the button what it does now: a pressed look alone is easily overlooked."""
        self._reader_action.setChecked(shown)
        text = self.tr("Hide the reader") if shown else self.tr("Show the reader")
        self._reader_action.setIconText(text)

    @Slot(int, int)
    def _decided(self, _position: int, _handle: int) -> None:
        self._is_decided = True
        self._tell(self.reader_shown)

    def kept(self) -> QByteArray:
        """Return how the room is shared, empty while nobody decided on it."""
        return self.splitter.saveState() if self._is_decided else QByteArray()

    def bring_back(self, kept: QByteArray) -> None:
        """Share the room as it was."""
        if not kept.isEmpty() and self.splitter.restoreState(kept):
            self._is_decided = True
            self._tell(self.reader_shown)

    def read(self, receipt: TermReceipt) -> None:
        """Show a statement in the reader, which is opened for it."""
        self.show_reader(True)
        self._workspace.reader.show(receipt)

    @Slot()
    def _share(self) -> None:
        """Open the reader where there is room for it, until somebody decides."""
        if not self._is_decided:
            models = HEADER_WIDTH + MIN_COLUMN * self.table.model().columnCount()
            needed = max(ROOM_FOR_READER, models + READER_WIDTH)
            self._set_reader(self.splitter.width() >= needed)

    # Cells

    @Slot(object)
    def _read_cell(self, cell: TableCell | None) -> None:
        self._workspace.reader.show(cell.receipt if cell else None)

    @Slot(object, str)
    def _cell_clicked(self, cell: TableCell, key: str) -> None:
        """Open what has no place in the reader, and everything while the reader is closed."""
        if cell.receipt is None or not self.reader_shown:
            self.open_cell(cell, key)

    @Slot(object, str)
    def open_cell(self, cell: TableCell, key: str) -> None:
        """Show in a window what a cell rests on."""
        if cell.receipt is not None:
            from desktop.views.licenses.dialog import open_term

            open_term(cell.receipt, key, self.window())
        elif cell.judged is not None and self._workspace.prepared is not None:
            from desktop.viewmodels.licenses.matrix import SECTION_OF
            from desktop.views.licenses.verdict_dialog import open_verdict

            comparison = self._workspace.prepared.comparison
            open_verdict(
                cell.judged,
                comparison.profile,
                self.window(),
                comparison.stamp,
                SECTION_OF.get(key, ""),
            )

    @Slot(object)
    def _show(self, prepared: Prepared) -> None:
        self.show_filled(bool(prepared.comparison.subjects))
        self._share()
        self.table.arrange()
        self.table.come_back()
