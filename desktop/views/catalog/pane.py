"""The catalog at the left of the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.viewmodels.catalog_model import SORT_KEYS, CatalogModel, Column
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import MOST_SEARCHED, NO_MERGE, ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.catalog.facets import FacetTree
from desktop.views.tables import Table
from desktop.views.theme import scaled

_WIDTHS = {
    Column.NAME: 170,
    Column.ORGANIZATION: 110,
    Column.CLASS: 130,
    Column.RELEASED: 84,
    Column.CLAIMS: 60,
    Column.PARAMETERS: 90,
    Column.CONTEXT: 90,
    Column.LICENSE: 120,
}


class ModelTable(Table):
    """The list; Space and Enter put a model into the comparison or take it out."""

    chosen = Signal(list)  # rows

    def __init__(self, model: CatalogModel, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Models"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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
        self.doubleClicked.connect(self._choose_current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose_selected()
            return
        super().keyPressEvent(event)

    def choose_selected(self) -> None:
        """Put the selected models into the comparison, or take them out."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rows:
            self.chosen.emit(rows)

    @Slot(QModelIndex)
    def _choose_current(self, index: QModelIndex) -> None:
        self.chosen.emit([index.row()])


class CatalogPane(QWidget):
    """Search, facets and the list of models."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._keep = ""
        self._awaited = False  # an answer to the present search is on its way
        self._enter_first = False  # and its first model shall be selected
        self.search = QLineEdit(self)
        self.search.setAccessibleName(self.tr("Search models"))
        self.search.setPlaceholderText(self.tr("Search models, organizations, Hub ids"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(MOST_SEARCHED)
        for child in self.search.findChildren(QToolButton):
            child.setAccessibleName(self.tr("Clear the search"))
        self.count = QLabel(self)
        self.count.setFont(scaled(self.font(), 0.92))
        self.reset = QToolButton(self)
        self.reset.setText(self.tr("Show all"))
        self.reset.setAccessibleName(self.tr("Clear search and filters"))
        self.reset.setAutoRaise(True)
        self.facets = FacetTree(workspace.facets, self)
        self.table = ModelTable(workspace.catalog, self)
        self._lay_out()
        self._connect()
        self.show_state(workspace.store.state)

    def sizeHint(self) -> QSize:
        return QSize(400, 600)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.reset)
        top = QWidget(self)
        above = QVBoxLayout(top)
        above.setContentsMargins(8, 8, 8, 0)
        above.setSpacing(4)
        above.addWidget(self.search)
        above.addLayout(line)
        above.addWidget(self.facets, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(top)
        self.splitter.addWidget(self.table)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([270, 400])
        self.splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self.setTabOrder(self.search, self.reset)
        self.setTabOrder(self.reset, self.facets)
        self.setTabOrder(self.facets, self.table)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._workspace.search)
        self.search.returnPressed.connect(self._enter_list)
        self.reset.clicked.connect(self._workspace.show_all)
        self.table.chosen.connect(self._toggle)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self._workspace.store.changed.connect(self._state_changed)
        self._workspace.found.connect(self._show_total)
        self._workspace.catalog.modelAboutToBeReset.connect(self._remember)
        self._workspace.catalog.modelReset.connect(self._bring_back)

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_state(self, state: ViewState) -> None:
        """Show search text and sorting of a state."""
        if self.search.text() != state.search:
            with QSignalBlocker(self.search):
                self.search.setText(state.search)
        self.reset.setEnabled(bool(state.search or state.facets))
        column = next((c for c, key in SORT_KEYS.items() if key is state.sort), -1)
        order = Qt.SortOrder.DescendingOrder if state.descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(self.table.horizontalHeader()):
            self.table.horizontalHeader().setSortIndicator(column, order)
        self.table.horizontalHeader().viewport().update()

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        self._awaited |= self._workspace.is_open and before.query != after.query
        self.show_state(after)

    @Slot(int)
    def _show_total(self, total: int) -> None:
        text = numbers.counted(total, "model")
        self.count.setText(text if total else self.tr("No model matches; show all?"))
        self._awaited = False
        if self._enter_first and total:
            self.table.choose_row(0)
        self._enter_first = False

    @Slot()
    def _enter_list(self) -> None:
        """Go to the list; where that is still the list before the search, nothing is selected."""
        if self._awaited:
            self._enter_first = True
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.table.setCurrentIndex(QModelIndex())
            self.table.clearSelection()
        elif self._workspace.catalog.rowCount():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.table.choose_row(max(self.table.currentIndex().row(), 0))

    @Slot(list)
    def _toggle(self, rows: list[int]) -> None:
        catalog = self._workspace.catalog
        names = {str(catalog.index(row, 0).data(Role.KEY)): self._name(row) for row in rows}
        tray = self._workspace.store.state.tray
        new = [key for key in names if key not in tray]
        if new:
            self._workspace.add(new, [names[key] for key in new])
        else:
            self._workspace.remove(list(names), list(names.values()))

    def _name(self, row: int) -> str:
        spoken = self._workspace.catalog.index(row, Column.NAME).data(
            Qt.ItemDataRole.AccessibleTextRole
        )
        return str(spoken or "").removesuffix(", " + self.tr("in the comparison"))

    @Slot(int)
    def _sort(self, section: int) -> None:
        key = SORT_KEYS[Column(section)]
        state = self._workspace.store.state
        descending = not state.descending if state.sort is key else False
        after = replace(state, sort=key, descending=descending)
        self._workspace.store.change(after, self.tr("sort the list"), NO_MERGE)

    @Slot()
    def _remember(self) -> None:
        self._keep = self._workspace.catalog.id_at(self.table.currentIndex().row())

    @Slot()
    def _bring_back(self) -> None:
        row = self._workspace.catalog.row_of(self._keep) if self._keep else -1
        if row >= 0:
            self.table.choose_row(row)
