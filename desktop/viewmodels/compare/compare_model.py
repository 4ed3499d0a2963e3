"""The compare page as an item model: models are columns, facts and scores are rows, or swapped."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.compare.comparison import Comparison, Subject
from desktop.viewmodels.compare.compare_cells import CompareCell, CompareColumn, CompareRow
from desktop.viewmodels.compare.compare_rows import compare_columns
from desktop.viewmodels.roles import Role, RowKind
from desktop.viewmodels.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
# Asked for every cell that is drawn; putting flags together takes its time.
_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_CELL = _HEADING | Qt.ItemFlag.ItemIsSelectable
_ROOT = QModelIndex()


class CompareModel(QAbstractTableModel):
    """Rows prepared by ``compare_rows`` against the compared models.

    A *line* is one of the prepared rows, a *position* one of the models. Lines run down and
    positions across, unless the table is swapped.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subjects: tuple[Subject, ...] = ()
        self._columns: tuple[CompareColumn, ...] = ()
        self._rows: tuple[CompareRow, ...] = ()
        self.swapped = False

    def show(
        self,
        comparison: Comparison,
        rows: tuple[CompareRow, ...],
        *,
        baseline: str = "",
        swapped: bool = False,
    ) -> None:
        """Show another comparison with its prepared rows.

        Args:
            comparison: Gives the models.
            rows: The lines, a cell per model in all but headings.
            baseline: Id of the model that the others are measured against; blank for none.
            swapped: Whether models run down and lines across.
        """
        self.beginResetModel()
        self._subjects = comparison.subjects
        self._columns = compare_columns(comparison.subjects, baseline)
        self._rows = rows
        self.swapped = swapped
        self.endResetModel()

    def swap(self, swapped: bool) -> None:
        """Turn the table around."""
        if swapped != self.swapped:
            self.beginResetModel()
            self.swapped = swapped
            self.endResetModel()

    @property
    def lines(self) -> int:
        """How many prepared rows there are, headings included."""
        return len(self._rows)

    @property
    def models_along(self) -> Qt.Orientation:
        """The header that names the models."""
        return Qt.Orientation.Vertical if self.swapped else Qt.Orientation.Horizontal

    def row_at(self, line: int) -> CompareRow | None:
        """Return a prepared row, None for no such line."""
        return self._rows[line] if 0 <= line < len(self._rows) else None

    def subject_at(self, position: int) -> Subject | None:
        """Return the model at a position, None for no such position."""
        return self._subjects[position] if 0 <= position < len(self._subjects) else None

    def place(self, index: Index) -> tuple[int, int]:
        """Return line and position of a cell."""
        return (index.column(), index.row()) if self.swapped else (index.row(), index.column())

    def drawn(self, index: Index) -> tuple[CompareRow | None, CompareCell | None]:
        """Return the prepared row and cell of an index at once: drawing asks for nothing else."""
        line, position = self.place(index)
        row = self.row_at(line)
        if row is None or position >= len(row.cells):
            return row, None
        return row, row.cells[position]

    def cell_index(self, line: int, position: int) -> QModelIndex:
        """Return the cell of a line and a position."""
        return self.index(position, line) if self.swapped else self.index(line, position)

    def rowCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid():
            return 0
        return len(self._subjects) if self.swapped else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid():
            return 0
        return len(self._rows) if self.swapped else len(self._subjects)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is self.models_along:
            known = 0 <= section < len(self._columns)
            return _model_header(self._columns[section], role) if known else None
        row = self.row_at(section)
        return None if row is None else _line_header(row, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(self.place(index)[0]) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        return _HEADING if row.kind is RowKind.SECTION else _CELL

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, position = self.place(index)
        row = self.row_at(line)
        if row is None:
            return None
        if role == Role.KIND:
            return row.kind
        if row.kind is RowKind.SECTION:
            # The heading stands in the header; the cell says it to a screen reader only.
            return row.title if role == Qt.ItemDataRole.AccessibleTextRole else None
        if position >= len(row.cells):
            return None  # of a comparison that was shown before
        cell = row.cells[position]
        if role == Role.CELL:
            return cell
        return _cell_data(row, cell, role)


def _model_header(column: CompareColumn, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{column.symbol} {column.name}"
    if role == Role.SECONDARY:
        return column.below
    if role == Role.KEY:
        return column.key
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(column.tip)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return column.spoken
    return None


def _line_header(row: CompareRow, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return row.title
    if role == Role.SECONDARY:
        return row.secondary
    if role == Role.KIND:
        return row.kind
    if role == Role.UNIT:
        return row.unit
    if role == Role.MARK:
        return row.mark
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(row.tip) or None
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return ", ".join(part for part in (row.title, row.secondary, row.spoken) if part)
    return None


def _cell_data(row: CompareRow, cell: CompareCell, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.text
    if role == Role.SECONDARY:
        return cell.second_line
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(cell.tip) or None
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return cell.spoken
    if role == Role.DIFFERS:
        return row.differs
    if role == Qt.ItemDataRole.TextAlignmentRole:
        side = (
            Qt.AlignmentFlag.AlignRight if row.kind is RowKind.SCORE else Qt.AlignmentFlag.AlignLeft
        )
        return side | Qt.AlignmentFlag.AlignVCenter
    return None
