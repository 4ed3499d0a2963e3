"""A small table of prepared texts: claims, sources, license summaries, figures of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from desktop.viewmodels.roles import Role
from desktop.viewmodels.tips import plain_tip

if TYPE_CHECKING:
    from desktop.core.licenses.license_summary import TermReceipt
    from desktop.core.verdict.judged import Judged

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@cache
def _bold() -> QFont:
    """Return a font that is bold and otherwise the view's; made when an application is there."""
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell.

    Attributes:
        text: What it shows.
        sort: By what it sorts; the text where None.
        tip: What the pointer tells.
        url: Address that opening it leads to.
        below: A second line, in a muted color.
        spoken: What a screen reader says instead of header and text.
        muted: Whether it says only that there is nothing.
        receipt: What a license term rests on, for the dialog that opens on it.
        judged: What governs the model that the cell is about, for the dialog that opens on it.
        strong: Whether the text is set in bold.
    """

    text: str
    sort: float | str | None = None
    tip: str = ""
    url: str = ""
    below: str = ""
    spoken: str = ""
    muted: bool = False
    receipt: TermReceipt | None = None
    judged: Judged | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row.

    Attributes:
        key: Id of what the row stands for.
        title: Header of the row, blank where rows have none.
        strong: Whether the row is set in bold: the chosen claim, a row that differs.
        section: Whether the row is a heading without cells.
    """

    key: str
    cells: tuple[TableCell, ...]
    title: str = ""
    strong: bool = False
    section: bool = False


class TableModel(QAbstractTableModel):
    """Rows and columns of ready texts; the whole table changes at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()
        self._rows: tuple[TableRow, ...] = ()
        self._numeric: frozenset[int] = frozenset()

    def show(
        self, titles: Sequence[str], rows: Sequence[TableRow], numeric: Sequence[int] = ()
    ) -> None:
        """Show another table.

        Args:
            titles: Headers of the columns.
            rows: The rows; all but section rows have a cell per column.
            numeric: Columns that are aligned to the right.
        """
        self.beginResetModel()
        self._titles, self._rows = tuple(titles), tuple(rows)
        self._numeric = frozenset(numeric)
        self.endResetModel()

    def row_at(self, row: int) -> TableRow | None:
        """Return a row, None for no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self._titles):
                return self._titles[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(section)
            return None
        row = self.row_at(section)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Role.DIFFERS:
            return row.strong
        if role == Role.KIND:
            return row.section
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags if row.section else flags | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.KEY:
            return row.key
        if role == Role.DIFFERS:
            return row.strong and (index.column() in self._numeric or not self._numeric)
        if role == Role.KIND:
            return row.section
        if row.section:
            # The heading stands in the header; the cell says it to a screen reader only.
            return row.title if role == Qt.ItemDataRole.AccessibleTextRole else None
        column = index.column()
        if column >= len(self._titles):
            return None  # of a table that was shown before
        return self._cell_data(row.cells[column], column, role)

    def _cell_data(self, cell: TableCell, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Role.SORT:
            return cell.text if cell.sort is None else cell.sort
        if role == Role.SECONDARY:
            return cell.below
        if role == Role.URL:
            return cell.url
        if role == Role.MUTED:
            return cell.muted
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.tip) or None
        if role == Qt.ItemDataRole.FontRole:
            return _bold() if cell.strong else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or f"{self._titles[column]}: {cell.text}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = column in self._numeric
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
