"""The list of models, in pages: rows that nobody looks at are never made."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.core import numbers
from desktop.core.marks import series
from desktop.core.query import ListedModel, SortKey
from desktop.viewmodels.roles import Role
from desktop.viewmodels.tips import plain_tip

PAGE = 256
"""Rows that are fetched at once."""
KEPT_PAGES = 16
"""Pages that are kept; older ones are fetched again when they are looked at."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """Columns of the list."""

    NAME = 0
    ORGANIZATION = 1
    CLASS = 2
    RELEASED = 3
    CLAIMS = 4
    PARAMETERS = 5
    CONTEXT = 6
    LICENSE = 7


SORT_KEYS: dict[Column, SortKey] = {
    Column.NAME: SortKey.NAME,
    Column.ORGANIZATION: SortKey.ORGANIZATION,
    Column.CLASS: SortKey.CLASS,
    Column.RELEASED: SortKey.RELEASED,
    Column.CLAIMS: SortKey.SCORES,
    Column.PARAMETERS: SortKey.PARAMETERS,
    Column.CONTEXT: SortKey.CONTEXT,
    Column.LICENSE: SortKey.LICENSE,
}
"""By what a click on a column's header sorts."""

_NUMERIC = frozenset({Column.CLAIMS, Column.PARAMETERS, Column.CONTEXT})


class CatalogModel(QAbstractTableModel):
    """A window on the ids that match the search; pages are asked for as they come into sight."""

    page_needed = Signal(int, object)  # page number, tuple of the ids on it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()
        self._pages: OrderedDict[int, dict[str, ListedModel]] = OrderedDict()
        self._asked: set[int] = set()
        self._tray: tuple[str, ...] = ()
        self._titles = {
            Column.NAME: self.tr("Model"),
            Column.ORGANIZATION: self.tr("Organization"),
            Column.CLASS: self.tr("Openness"),
            Column.RELEASED: self.tr("Released"),
            Column.CLAIMS: self.tr("Claims"),
            Column.PARAMETERS: self.tr("Parameters"),
            Column.CONTEXT: self.tr("Context"),
            Column.LICENSE: self.tr("License"),
        }

    def show(self, ids: Sequence[str], first: Sequence[ListedModel]) -> None:
        """Show other models.

        Args:
            ids: All of them, in order.
            first: The facts of the first page, so that it is never drawn empty.
        """
        self.beginResetModel()
        self._ids = tuple(ids)
        self._asked.clear()
        self._pages = OrderedDict({0: {m.id: m for m in first}} if first else {})
        self.endResetModel()

    def show_page(self, number: int, models: Sequence[ListedModel]) -> None:
        """Take a page that was asked for; one that no longer fits is dropped."""
        self._asked.discard(number)
        expected = set(self._ids[number * PAGE : (number + 1) * PAGE])
        found = {m.id: m for m in models}
        if not expected or not expected.issuperset(found):
            return
        self._pages[number] = found
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min(len(self._ids), (number + 1) * PAGE) - 1
        self.dataChanged.emit(
            self.index(number * PAGE, 0), self.index(last, self.columnCount() - 1)
        )

    def show_tray(self, tray: tuple[str, ...]) -> None:
        """Mark the models that are being compared."""
        self._tray = tray
        if self._ids:
            last = self.index(len(self._ids) - 1, Column.NAME)
            self.dataChanged.emit(self.index(0, Column.NAME), last)

    def id_at(self, row: int) -> str:
        """Return the id of a row, blank for no such row."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def row_of(self, model_id: str) -> int:
        """Return the row of a model, -1 where it is not in the list."""
        try:
            return self._ids.index(model_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        key = self._ids[index.row()]
        if role == Role.KEY:
            return key
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in _TEXT_ROLES:
            return None
        listed = self._listed(index.row())
        if listed is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        text = _text(listed, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                f"{self._mark(key)} {text}" if column is Column.NAME and self._mark(key) else text
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(listed, column, text)
        return self._tip(listed)

    def _listed(self, row: int) -> ListedModel | None:
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            if number not in self._asked:
                self._asked.add(number)
                self.page_needed.emit(number, self._ids[number * PAGE : (number + 1) * PAGE])
            return None
        return page.get(self._ids[row])

    def _mark(self, key: str) -> str:
        return series(self._tray.index(key)).symbol if key in self._tray else ""

    def _spoken(self, listed: ListedModel, column: Column, text: str) -> str:
        if column is Column.NAME:
            chosen = self.tr("in the comparison") if listed.id in self._tray else ""
            return ", ".join(filter(None, (text, chosen)))
        unknown = self.tr("unknown")
        return f"{self._titles[column]}: {unknown if text == numbers.MISSING else text}"

    def _tip(self, listed: ListedModel) -> str:
        name = f"{listed.name} ({listed.id})"
        lines = (name, listed.organization, listed.hub_id)
        return plain_tip("\n".join(line for line in lines if line))


_TEXT_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMERIC else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _text(listed: ListedModel, column: Column) -> str:
    values = {
        Column.NAME: listed.name,
        Column.ORGANIZATION: listed.organization,
        Column.CLASS: listed.openness,
        Column.RELEASED: listed.release_date,
        Column.CLAIMS: str(listed.claim_count),
        Column.PARAMETERS: numbers.parameters(listed.parameters_total),
        Column.CONTEXT: numbers.count(listed.context_tokens),
        Column.LICENSE: listed.license_id,
    }
    return values[column] or numbers.MISSING
