"""A list that is searched while one types: benchmarks to show, values to filter by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.viewmodels.roles import Role
from desktop.viewmodels.table_model import TableCell, TableModel, TableRow
from desktop.views.tables import Table
from desktop.views.theme import ink

_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked.

    Attributes:
        key: What is handed over when it is picked.
        text: What it is called.
        hint: What it is, in a few words.
    """

    key: str
    text: str
    hint: str = ""


class Picker(QDialog):
    """Arrows move, Enter or a double click picks, Esc closes."""

    picked = Signal(str)  # key

    def __init__(
        self, title: str, names: tuple[str, str], choices: Sequence[Choice], parent: QWidget
    ) -> None:
        """Make the dialog.

        Args:
            title: Title of the window.
            names: Headers of the two columns.
            choices: What can be picked, in order.
            parent: The window it belongs to.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(self.tr("Search"))
        self.field.setPlaceholderText(self.tr("Search"))
        self.field.setClearButtonEnabled(True)
        self.none = QLabel(self.tr("Nothing of this name."), self)
        self._model = TableModel(self)
        self._model.show(
            names, [TableRow(c.key, (TableCell(c.text), TableCell(c.hint))) for c in choices]
        )
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self._model)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = Table(title, self)
        self._lay_out()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._pick_current)
        self.table.activated.connect(self._pick)
        self._filter("")
        self.field.setFocus()

    def _lay_out(self) -> None:
        self.table.setModel(self.proxy)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionsClickable(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self.field)
        layout.addWidget(self.none)
        layout.addWidget(self.table, 1)
        self.resize(560, 480)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            if event.type() is QEvent.Type.KeyPress:
                self.table.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.proxy.setFilterFixedString(text.strip())
        found = self.proxy.rowCount() > 0
        palette = self.none.palette()
        palette.setColor(self.none.foregroundRole(), ink(self.palette()).muted)
        self.none.setPalette(palette)
        self.none.setVisible(not found)
        if found:
            self.table.choose_row(0)

    @Slot()
    def _pick_current(self) -> None:
        self._pick(self.table.currentIndex())

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        key = index.data(Role.KEY)
        if index.isValid() and isinstance(key, str):
            self.accept()
            self.picked.emit(key)
