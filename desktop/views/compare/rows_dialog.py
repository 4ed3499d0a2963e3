"""Chooses which benchmarks the comparison shows, and in which order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.viewmodels.compare.row_choice_model import RowChoice, RowChoiceModel
from desktop.viewmodels.questions import Coverage, about_coverage
from desktop.viewmodels.workspace import Workspace
from desktop.views.compare.tick_delegate import TickDelegate
from desktop.views.tables import Table


class RowsTable(Table):
    """Rows are ticked with Space, moved by the mouse or with Alt+Up and Alt+Down."""

    def __init__(self, name: str, choices: RowChoiceModel, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._choices = choices
        self.setModel(choices)
        self.setItemDelegate(TickDelegate(self))
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def rows(self) -> list[int]:
        """Return the selected rows."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    @Slot()
    def move_up(self) -> None:
        """Move the selected rows up by one."""
        rows = self.rows()
        if rows and rows[0] > 0:
            self._choices.move(rows, rows[0] - 1)
            self.scrollTo(self.currentIndex())

    @Slot()
    def move_down(self) -> None:
        """Move the selected rows down by one."""
        rows = self.rows()
        if rows and rows[-1] < self._choices.rowCount() - 1:
            self._choices.move(rows, rows[-1] + 2)
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Up:
            self.move_up()
        elif alt and event.key() == Qt.Key.Key_Down:
            self.move_down()
        elif event.key() == Qt.Key.Key_Space and (rows := self.rows()):
            first = self._choices.index(rows[0], 0).data(Qt.ItemDataRole.CheckStateRole)
            self._choices.tick(rows, first is not Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


class RowsDialog(QDialog):
    """A list with a tick and a place for each benchmark; taking it over is one step."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Choose and order rows"))
        self.resize(640, 560)
        self._workspace = workspace
        self.model = RowChoiceModel(self)
        self.search = QLineEdit(self)
        self.search.setAccessibleName(self.tr("Search benchmarks"))
        self.search.setPlaceholderText(self.tr("Search by benchmark or category"))
        self.search.setClearButtonEnabled(True)
        self.table = RowsTable(self.tr("Benchmarks"), self.model, self)
        self.count = QLabel(self)
        self.buttons = QDialogButtonBox(self)
        self._buttons()
        self._lay_out()
        self.search.textChanged.connect(self.model.filter)
        self.model.dataChanged.connect(self._counted)
        self.model.modelReset.connect(self._counted)
        self.model.layoutChanged.connect(self._counted)
        self._counted()
        tray = workspace.store.state.tray
        workspace.ask_comparisons(about_coverage(tray), self, self._take)
        self.search.setFocus()

    def _buttons(self) -> None:
        kinds, roles = QDialogButtonBox.StandardButton, QDialogButtonBox.ButtonRole
        self.accept_button = self.buttons.addButton(self.tr("Show these rows"), roles.AcceptRole)
        self.all_button = self.buttons.addButton(self.tr("All rows, by category"), roles.ResetRole)
        self.buttons.addButton(kinds.Cancel).setIcon(QIcon())
        self.all_button.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.all_button.clicked.connect(self._show_all)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for text, slot in (
            (self.tr("Move up"), self.table.move_up),
            (self.tr("Move down"), self.table.move_down),
            (self.tr("Tick all listed"), self._tick),
            (self.tr("Untick all listed"), self._untick),
        ):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            tools.addWidget(button)
        tools.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addLayout(tools)
        layout.addWidget(self.count)
        layout.addWidget(self.buttons)

    def _take(self, coverage: Coverage) -> None:
        """List the benchmarks: those shown now in their order, then the others by category."""
        chosen = self._workspace.store.state.benchmarks
        place = {key: n for n, key in enumerate(chosen)}
        found = [
            RowChoice(b.id, b.name, b.category, models, not chosen or b.id in place)
            for b, models in coverage
        ]
        self.model.show(sorted(found, key=lambda c: place.get(c.key, len(place))))
        self.table.setColumnWidth(1, 190)
        self.table.setColumnWidth(2, 150)
        if found:
            self.table.choose_row(0)

    @Slot()
    def _counted(self) -> None:
        shown, total = len(self.model.shown_keys), len(self.model.choices)
        text = self.tr(
            "{shown} of {total} benchmarks ticked. Space ticks, Alt+Up and Alt+Down move."
        )
        self.count.setText(text.format(shown=shown, total=total))
        self.accept_button.setEnabled(shown > 0)

    @Slot()
    def _tick(self) -> None:
        self.model.tick(range(self.model.rowCount()), True)

    @Slot()
    def _untick(self) -> None:
        self.model.tick(range(self.model.rowCount()), False)

    @Slot()
    def _show_all(self) -> None:
        self._workspace.comparing.show_benchmarks(())
        self.reject()

    def accept(self) -> None:
        """Show what is ticked, in the order of the list."""
        self._workspace.comparing.show_benchmarks(self.model.shown_keys)
        super().accept()
