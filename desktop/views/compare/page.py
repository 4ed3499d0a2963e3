"""The compare page: models as columns, facts, license and scores as rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.viewmodels.compare_rows import CompareCell, CompareRow
from desktop.viewmodels.roles import Role, RowKind
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.checks import CheckBox
from desktop.views.compare.delegate import CompareDelegate, score_below
from desktop.views.empty import EmptiablePage
from desktop.views.headers import TwoLineHeader
from desktop.views.tables import ROW_HEIGHT, TWO_LINE_HEIGHT, Index, Table, hide_corner
from desktop.views.theme import PADDING, scaled

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared

HEADER_WIDTH = 200
MIN_COLUMN = 132
SECTION_HEIGHT = 26


class CompareTable(Table):
    """Both headers stay in sight; columns share the room there is."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Comparison"))
        across = TwoLineHeader(Qt.Orientation.Horizontal, self.tr("Compared models"), self)
        across.color_series = True
        down = TwoLineHeader(Qt.Orientation.Vertical, self.tr("Facts and benchmarks"), self)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        down.setFixedWidth(HEADER_WIDTH)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(CompareDelegate(self))
        self.setModel(workspace.compare)
        down.foldable = True
        hide_corner(self)

    def fit_columns(self) -> None:
        """Share the width among the columns, none narrower than a value needs."""
        count = self.model().columnCount()
        if not count:
            return
        room = self.viewport().width()
        width = max(MIN_COLUMN, room // count)
        for column in range(count):
            self.setColumnWidth(column, width)

    def copied_cell(self, index: Index) -> str:
        """Return a cell with all that is drawn in it: value, marks, second line."""
        cell = index.data(Role.CELL)
        if not isinstance(cell, CompareCell):
            return super().copied_cell(index)
        if index.data(Role.KIND) == RowKind.SCORE:
            parts = [cell.text, cell.mark, cell.best, score_below(cell)]
        else:
            parts = [cell.text, f"({cell.below})" if cell.below else ""]
        return " ".join(part for part in parts if part)

    def copied_title(self, section: int, orientation: Qt.Orientation) -> str:
        """Return a model's name without its mark, or a row's title with its variant."""
        title = super().copied_title(section, orientation)
        if orientation is Qt.Orientation.Horizontal:
            return title.partition(" ")[2]
        below = str(self.model().headerData(section, orientation, Role.SECONDARY) or "")
        return f"{title}, {below}" if below else title

    def copies_titles(self, cells: int) -> bool:
        """Always: a number without benchmark and model says nothing."""
        return cells > 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()


class ComparePage(EmptiablePage):
    """The table with its switches; empty until something is compared."""

    cell_opened = Signal(int, int)  # row, column of a score or fact

    def __init__(
        self, workspace: Workspace, empty_action: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Nothing to compare yet"),
            self.tr(
                "Choose two or more models in the catalog: Space puts a model into the"
                " comparison. Facts, license and every published score appear here side by"
                " side, each with its source."
            ),
            empty_action,
            parent,
        )
        self._workspace = workspace
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.only_differences = CheckBox(self.tr("Only differences"), self)
        self.all_rows = CheckBox(self.tr("All settings and categories"), self)
        self.all_rows.setToolTip(
            self.tr("Also rows for which only one model has claims, and parts of a benchmark")
        )
        self.table = CompareTable(workspace, self)
        self.setFocusProxy(self.table)
        self.addWidget(self._filled())
        self.table.clicked.connect(self._clicked)
        self.table.activated.connect(self._clicked)
        self.table.verticalHeader().sectionClicked.connect(self._fold)
        self.only_differences.toggled.connect(workspace.set_only_differences)
        self.all_rows.toggled.connect(workspace.set_all_rows)
        workspace.compared.connect(self._show)
        workspace.store.changed.connect(self._state_changed)
        self._show_state(workspace.store.state)
        if workspace.prepared:
            self._show(workspace.prepared)

    def _filled(self) -> QWidget:
        filled = QWidget(self)
        switches = QHBoxLayout()
        switches.setContentsMargins(12, 6, 12, 6)
        switches.setSpacing(16)
        switches.addWidget(self.summary, 1)
        switches.addWidget(self.only_differences)
        switches.addWidget(self.all_rows)
        legend = QLabel(
            self.tr("{marks}   ▲ best of row   [range] claims differ").format(
                marks="   ".join(f"{REPORTER_SYMBOL[k]} {REPORTER_NAME[k]}" for k in REPORTER_NAME)
            ),
            filled,
        )
        legend.setFont(scaled(self.font(), 0.92))
        legend.setContentsMargins(12, 4, 12, 4)
        legend.setWordWrap(True)
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(switches)
        layout.addWidget(self.table, 1)
        layout.addWidget(legend)
        return filled

    @Slot(object)
    def _show(self, prepared: Prepared) -> None:
        comparison = prepared.comparison
        self.setCurrentIndex(1 if comparison.subjects else 0)
        text = self.tr("Policy: {policy}.  {rows} of scores").format(
            policy=comparison.policy, rows=numbers.counted(len(comparison.rows), "row")
        )
        if comparison.left_out:
            text += self.tr(", {count} more concern one model or a part").format(
                count=comparison.left_out
            )
        self.summary.setText(text)
        self._arrange()

    def _arrange(self) -> None:
        model = self._workspace.compare
        collapsed = self._workspace.store.state.collapsed
        self.table.fit_columns()
        self.table.clearSpans()
        hidden = False
        for number in range(model.rowCount()):
            row = model.row_at(number)
            if row is None:
                continue
            if row.kind is RowKind.SECTION:
                hidden = row.title in collapsed
                self.table.setRowHeight(number, SECTION_HEIGHT)
                if model.columnCount() > 1:
                    self.table.setSpan(number, 0, 1, model.columnCount())
                self.table.setRowHidden(number, False)
                continue
            self.table.setRowHeight(number, self._height(row))
            self.table.setRowHidden(number, hidden)

    def _height(self, row: CompareRow) -> int:
        two = bool(row.secondary) or any(cell.below for cell in row.cells)
        room = self.table.columnWidth(0) - 2 * PADDING
        metrics = self.table.fontMetrics()
        long = any(metrics.horizontalAdvance(cell.text) > room for cell in row.cells)
        return TWO_LINE_HEIGHT if two or long else ROW_HEIGHT

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        row = self._workspace.compare.row_at(index.row())
        if row is None:
            return
        if row.kind is RowKind.SECTION:
            self._fold(index.row())
        else:
            self.cell_opened.emit(index.row(), index.column())

    @Slot(int)
    def _fold(self, section: int) -> None:
        row = self._workspace.compare.row_at(section)
        if row is None or row.kind is not RowKind.SECTION:
            return
        state = self._workspace.store.state
        after = replace(state, collapsed=state.collapsed ^ {row.title})
        folded = row.title in after.collapsed
        text = self.tr("fold {title}") if folded else self.tr("unfold {title}")
        self._workspace.store.change(after, text.format(title=row.title))

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        self._show_state(after)
        if before.collapsed != after.collapsed:
            self._arrange()

    def _show_state(self, state: ViewState) -> None:
        for box, on in (
            (self.only_differences, state.only_differences),
            (self.all_rows, state.all_rows),
        ):
            with QSignalBlocker(box):
                box.setChecked(on)
