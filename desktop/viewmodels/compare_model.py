"""The compare page as an item model: models are columns, facts and scores are rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.comparison import Comparison, Subject
from desktop.core.facts import alias_note
from desktop.core.marks import series
from desktop.core.numbers import MISSING, counted
from desktop.viewmodels.compare_rows import CompareCell, CompareRow
from desktop.viewmodels.roles import Role, RowKind
from desktop.viewmodels.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CompareModel(QAbstractTableModel):
    """Rows prepared by ``compare_rows``, one column per compared model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subjects: tuple[Subject, ...] = ()
        self._rows: tuple[CompareRow, ...] = ()

    def show(self, comparison: Comparison, rows: tuple[CompareRow, ...]) -> None:
        """Show another comparison with its prepared rows."""
        self.beginResetModel()
        self._subjects = comparison.subjects
        self._rows = rows
        self.endResetModel()

    def row_at(self, row: int) -> CompareRow | None:
        """Return a prepared row, None for no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def subject_at(self, column: int) -> Subject | None:
        """Return the model of a column, None for no such column."""
        return self._subjects[column] if 0 <= column < len(self._subjects) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._subjects)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            return self._column_header(section, role)
        row = self.row_at(section)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Role.SECONDARY:
            return row.secondary
        if role == Role.KIND:
            return row.kind
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.secondary}" if row.secondary else row.title
        return None

    def _column_header(self, section: int, role: int) -> Any:
        subject = self.subject_at(section)
        if subject is None:
            return None
        model = subject.model
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{series(section).symbol} {model.name}"
        if role == Role.SECONDARY:
            return _short_alias_note(subject)
        if role == Role.KEY:
            return model.id
        if role == Qt.ItemDataRole.ToolTipRole:
            note = alias_note(subject)
            more = "" if note == MISSING else f"\n{note}"
            return plain_tip(f"{model.name} ({model.id})\n{model.organization}{more}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{model.name}, {model.organization}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if row.kind is RowKind.SECTION:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.KIND:
            return row.kind
        if row.kind is RowKind.SECTION:
            # The heading stands in the header; the cell says it to a screen reader only.
            return row.title if role == Qt.ItemDataRole.AccessibleTextRole else None
        if index.column() >= len(row.cells):
            return None  # of a comparison that was shown before
        cell = row.cells[index.column()]
        if role == Role.CELL:
            return cell
        return _cell_data(row, cell, role)


def _short_alias_note(subject: Subject) -> str:
    """Say in a column's width that the name can mean several versions."""
    if subject.model.snapshot_of:
        return f"of {subject.model.snapshot_of}"
    if subject.snapshots:
        return f"alias, {counted(len(subject.snapshots), 'version')}"
    return ""


def _cell_data(row: CompareRow, cell: CompareCell, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.text
    if role == Role.SECONDARY:
        return cell.below
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
