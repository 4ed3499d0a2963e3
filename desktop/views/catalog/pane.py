"""The catalog at the left of the window."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.viewmodels.catalog.catalog_model import SORT_KEYS, Column
from desktop.viewmodels.catalog.details import ModelDetails
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.catalog.columns import ColumnMenu
from desktop.views.catalog.details_pane import DetailsPane
from desktop.views.catalog.facets import FacetTree
from desktop.views.catalog.model_table import ModelTable
from desktop.views.catalog.quick_bar import QuickBar
from desktop.views.catalog.saved import SavedMenu
from desktop.views.catalog.search_bar import SearchBar
from desktop.views.theme import scaled


class CatalogPane(QWidget):
    """Search, facets, the list of models, and the facts of the current one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._keep = ""
        self._awaited = False  # an answer to the present search is on its way
        self._enter_first = False  # and its first model shall be selected
        self.bar = SearchBar(workspace, self)
        self.search = self.bar.field
        self.count = QLabel(self)
        self.count.setFont(scaled(self.font(), 0.92))
        self.quick = QuickBar(workspace, self)
        self.facets = FacetTree(workspace.facets, workspace.asking, self)
        self.table = ModelTable(workspace.catalog, self)
        self.saved_menu = SavedMenu(workspace.list, workspace.store, self)
        self.saved = self._button(self.tr("Saved"), self.tr("Saved searches"), self.saved_menu)
        self.column_menu = ColumnMenu(workspace, self.table, self)
        self.columns = self._button(
            self.tr("Columns"), self.tr("Columns of the list"), self.column_menu
        )
        self.reset = self._button(self.tr("Show all"), self.tr("Clear search and filters"))
        self.below = DetailsPane(self)
        self._lay_out()
        self._connect()
        self.show_state(workspace.store.state)

    def sizeHint(self) -> QSize:
        return QSize(400, 600)

    def _button(self, text: str, name: str, menu: QMenu | None = None) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRaise(True)
        if menu is not None:
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.count, 1)
        for button in (self.saved, self.columns, self.reset):
            line.addWidget(button)
        top = QWidget(self)
        above = QVBoxLayout(top)
        above.setContentsMargins(8, 8, 8, 0)
        above.setSpacing(4)
        above.addWidget(self.bar)
        above.addLayout(line)
        above.addWidget(self.quick)
        above.addWidget(self.facets, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        for part, stretch in ((top, 2), (self.table, 3), (self.below, 1)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([244, 266, 190])
        self.splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        quick = (self.quick.allowed, self.quick.contradicted)
        above_list = (self.bar.help, self.saved, self.columns, self.reset, *quick, self.facets)
        below_list = (
            *(self.below.fold, self.below.verdict_button, self.below.table),
            *(self.below.compare, self.below.hub),
        )
        for before, after in pairwise((self.search, *above_list, self.table, *below_list)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        workspace = self._workspace
        self.search.returnPressed.connect(self._enter_list)
        self.reset.clicked.connect(workspace.show_all)
        self.facets.cleared.connect(workspace.list.clear_facet)
        self.facets.toggled.connect(workspace.list.choose)
        self.table.chosen.connect(self._toggle)
        self.table.moved.connect(self._show_current)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self.below.folded.connect(workspace.list.show_details)
        self.below.compare_asked.connect(workspace.toggle)
        self.below.verdict_asked.connect(self._open_verdict)
        workspace.details.read.connect(self._show_details)
        workspace.store.changed.connect(self._state_changed)
        workspace.searching.connect(self._await)
        workspace.found.connect(self._show_total)
        workspace.catalog.modelAboutToBeReset.connect(self._remember)
        workspace.catalog.modelReset.connect(self._take_answer)
        workspace.catalog.dataChanged.connect(self._rows_arrived)
        workspace.located.connect(self._take_located)

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_state(self, state: ViewState) -> None:
        """Show search text, sorting and details of a state."""
        self.bar.show_line(state.search)
        self.quick.show_state(state)
        self.table.show_judged(bool(state.profile.uses))
        self.reset.setEnabled(bool(state.search or state.facets))
        order = Qt.SortOrder.DescendingOrder if state.descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(self.table.horizontalHeader()):
            self.table.horizontalHeader().setSortIndicator(_sorted_column(state), order)
        self.table.horizontalHeader().viewport().update()
        self.below.show_open(state.details_shown)
        self.below.show_compared(state.tray)

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if new := frozenset(after.columns) - frozenset(before.columns):
            self.table.bring_forward(after.columns, new)
        self.show_state(after)
        if after.details_shown and not before.details_shown:
            self._show_current(self.table.currentIndex().row())

    @Slot()
    def _await(self) -> None:
        self._awaited = True

    @Slot(int)
    def _show_total(self, total: int) -> None:
        text = numbers.counted(total, "model")
        self.count.setText(text if total else self.tr("No model matches"))
        nothing = self.tr("No model matches. “Show all” clears the search and the filters.")
        self.table.say_nothing("" if total else nothing)

    @Slot()
    def _enter_list(self) -> None:
        """Go to the list; where that is still the list before the search, nothing is selected."""
        if self._workspace.asking.fault is not None:
            return
        if self._awaited:
            self._enter_first = True
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.table.setCurrentIndex(QModelIndex())
            self.table.clearSelection()
        elif self._workspace.catalog.rowCount():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.table.choose_row(max(self.table.currentIndex().row(), 0))

    @Slot()
    def _rows_arrived(self) -> None:
        """The current row may be one that is known only now."""
        self._show_current(self.table.currentIndex().row())

    @Slot(int)
    def _show_current(self, row: int) -> None:
        """Show the facts of a row's model; where none is current, the last one's stay."""
        key = self._workspace.catalog.id_at(row)
        if key and self._workspace.store.state.details_shown:
            self._workspace.details.show(key)

    @Slot(object)
    def _show_details(self, details: object) -> None:
        self.below.show_details(details)  # type: ignore[arg-type] # a signal of objects
        self.below.show_compared(self._workspace.store.state.tray)

    @Slot(object)
    def _open_verdict(self, details: ModelDetails) -> None:
        from desktop.viewmodels.licenses.verdict_nodes import CONTRADICTIONS
        from desktop.views.licenses.verdict_dialog import open_verdict

        if details.judged is not None:
            prepared = self._workspace.prepared
            stamp = prepared.comparison.stamp if prepared else None
            section = "" if details.profile.uses else CONTRADICTIONS
            open_verdict(details.judged, details.profile, self.window(), stamp, section)

    @Slot(list)
    def _toggle(self, rows: list[int]) -> None:
        catalog = self._workspace.catalog
        known = ((row, str(catalog.index(row, 0).data(Role.KEY) or "")) for row in rows)
        names = {key: self._name(row) for row, key in known if key}  # others are not loaded yet
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
        if section < len(Column):
            if key := SORT_KEYS.get(Column(section)):
                self._workspace.list.sort_by(key)
            else:  # nothing is sorted by verdicts: the header shows no other order than there is
                self.show_state(self._workspace.store.state)
            return
        columns = self._workspace.store.state.columns
        benchmark = self._workspace.asking.vocabulary.benchmark(columns[section - len(Column)])
        if benchmark is not None:
            self._workspace.list.sort_by_benchmark(benchmark)

    @Slot()
    def _remember(self) -> None:
        self._keep = self._workspace.catalog.id_at(self.table.currentIndex().row())

    @Slot()
    def _take_answer(self) -> None:
        """Go to the first model if that is waited for, or to the one that was current."""
        self._awaited = False
        if self._enter_first and self._workspace.catalog.rowCount():
            self.table.choose_row(0)
        elif not self._enter_first:
            self._bring_back()
        self._enter_first = False

    def _bring_back(self) -> None:
        row = self._workspace.catalog.row_of(self._keep) if self._keep else -1
        if row >= 0:
            self.table.choose_row(row)
        elif self._keep:
            self._workspace.locate(self._keep)

    @Slot(int)
    def _take_located(self, row: int) -> None:
        """Go to the model that was current, unless somebody has moved on meanwhile."""
        if row >= 0 and not self.table.currentIndex().isValid():
            self.table.choose_row(row)


def _sorted_column(state: ViewState) -> int:
    """Return the column that gives the order, -1 where none of those shown does."""
    if state.sort_benchmark:
        shown = state.sort_benchmark in state.columns
        return len(Column) + state.columns.index(state.sort_benchmark) if shown else -1
    return next((c for c, key in SORT_KEYS.items() if key is state.sort), -1)
