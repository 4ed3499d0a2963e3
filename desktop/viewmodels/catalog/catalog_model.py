"""The list of models, in pages: rows that nobody looks at are never made."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from desktop.core.marks import series
from desktop.core.search.listing_page import PAGE, Cursor, ListPage
from desktop.core.search.query import ListedModel
from desktop.core.verdict.verdict import Answer
from desktop.viewmodels.catalog import list_cells
from desktop.viewmodels.catalog.list_cells import SORT_KEYS, Column
from desktop.viewmodels.dragged import MODELS_MIME, dragged_models
from desktop.viewmodels.roles import Role
from desktop.viewmodels.tips import plain_tip

__all__ = ["KEPT_PAGES", "PAGE", "SORT_KEYS", "CatalogModel", "Column"]

KEPT_PAGES = 16
"""Pages that are kept; older ones are fetched again when they are looked at."""
_AT_ONCE = 2
"""Pages of a list that is fetched as a whole: as many as the seeds have."""
_NEAR_END = PAGE // 4
"""Rows before the end of a page at which the next one is asked for."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CatalogModel(QAbstractTableModel):
    """A window on the models that match the search; pages are asked for as they come into sight.

    How many match may become known after the first page has been shown. What is kept are 16 pages,
    and for each page that was ever shown the place from which the next one is found.
    """

    page_needed = Signal(int, object)  # page number, nearest Cursor before it or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = 0
        self._pages: OrderedDict[int, ListPage] = OrderedDict()
        self._cursors: dict[int, Cursor] = {}
        self._cursor_pages: list[int] = []
        self._asked: set[int] = set()
        self._tray: tuple[str, ...] = ()
        self._answers: dict[int, Answer] = {}
        self._benchmarks: list[tuple[str, str, str]] = []
        self._titles = {
            Column.NAME: self.tr("Model"),
            Column.ORGANIZATION: self.tr("Organization"),
            Column.CLASS: self.tr("Openness"),
            Column.VERDICT: self.tr("Verdict"),
            Column.RELEASED: self.tr("Released"),
            Column.CLAIMS: self.tr("Claims"),
            Column.PARAMETERS: self.tr("Parameters"),
            Column.CONTEXT: self.tr("Context"),
            Column.LICENSE: self.tr("License"),
        }

    def show(self, first: ListPage, total: int | None) -> None:
        """Show other models.

        Args:
            first: The first page, so that the list is never drawn empty.
            total: How many models there are; None where that is told later, by ``set_total``.
        """
        self.beginResetModel()
        self._rows = len(first.models) if total is None else total
        self._asked.clear()
        self._cursors.clear()
        self._cursor_pages.clear()
        self._pages = OrderedDict({first.number: first} if first.models else {})
        self._remember(first)
        self.endResetModel()
        self._ask_all()

    def set_total(self, total: int) -> None:
        """Take how many models match; rows are added at the end, or taken away."""
        if total > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, total - 1)
            self._rows = total
            self.endInsertRows()
            self._ask_all()
        elif total < self._rows:
            self.beginRemoveRows(QModelIndex(), total, self._rows - 1)
            self._rows = total
            self.endRemoveRows()

    def show_page(self, page: ListPage) -> None:
        """Take a page that was asked for."""
        self._asked.discard(page.number)
        first = page.number * PAGE
        last = min(self._rows, first + PAGE) - 1
        if last < first:
            return
        self._pages[page.number] = page
        self._pages.move_to_end(page.number)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        self._remember(page)
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def give_up(self, number: int) -> None:
        """Note that a page will not come; it is asked for again when it is looked at."""
        self._asked.discard(number)

    def _remember(self, page: ListPage) -> None:
        for cursor in page.cursors:
            if cursor.page not in self._cursors:
                insort(self._cursor_pages, cursor.page)
            self._cursors[cursor.page] = cursor

    @Slot(object)
    def set_columns(self, benchmarks: tuple[tuple[str, str, str], ...]) -> None:
        """Show the headline figures of benchmarks after the fixed columns.

        Args:
            benchmarks: Id, name and unit of each.
        """
        wanted = {key for key, *_ in benchmarks}
        for place in reversed(range(len(self._benchmarks))):
            if self._benchmarks[place][0] not in wanted:
                self._remove_columns(place, place)
        kept = [key for key, *_ in self._benchmarks]
        if kept != [key for key, *_ in benchmarks if key in kept]:
            self._remove_columns(0, len(kept) - 1)
        for place, benchmark in enumerate(benchmarks):
            if place >= len(self._benchmarks) or self._benchmarks[place][0] != benchmark[0]:
                section = len(Column) + place
                self.beginInsertColumns(QModelIndex(), section, section)
                self._benchmarks.insert(place, benchmark)
                self.endInsertColumns()
        if self._benchmarks != list(benchmarks):  # other names for the same
            self._benchmarks = list(benchmarks)
            last = self.columnCount() - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, len(Column), last)

    def _remove_columns(self, first: int, last: int) -> None:
        self.beginRemoveColumns(QModelIndex(), len(Column) + first, len(Column) + last)
        del self._benchmarks[first : last + 1]
        self.endRemoveColumns()

    def set_answers(self, answers: dict[int, Answer]) -> None:
        """Show the answers of the profile; none where it names no use.

        Args:
            answers: The answer in each legal situation, by the number that a listed model has.
        """
        self._answers = answers
        if self._rows:
            last = self.index(self._rows - 1, Column.VERDICT)
            self.dataChanged.emit(self.index(0, Column.VERDICT), last)

    def show_tray(self, tray: tuple[str, ...]) -> None:
        """Mark the models that are being compared."""
        self._tray = tray
        if self._rows:
            last = self.index(self._rows - 1, Column.NAME)
            self.dataChanged.emit(self.index(0, Column.NAME), last)

    def id_at(self, row: int) -> str:
        """Return the id of a row, blank for no such row and one that is not loaded."""
        listed = self._loaded(row) if 0 <= row < self._rows else None
        return listed.id if listed else ""

    def row_of(self, model_id: str) -> int:
        """Return the row of a model, -1 where it is not on a page that is loaded."""
        for number, page in self._pages.items():
            for place, listed in enumerate(page.models):
                row = number * PAGE + place
                if listed.id == model_id and row < self._rows:
                    return row
        return -1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        return [MODELS_MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        return dragged_models([key for key in map(self.id_at, rows) if key])

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column) + len(self._benchmarks)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return list_cells.alignment(section)
        if section < len(Column):
            return self._titles[Column(section)] if role == Qt.ItemDataRole.DisplayRole else None
        key, name, unit = self._benchmarks[section - len(Column)]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{name}, {unit}" if unit else name)
        return key if role == Role.KEY else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # First what most questions are about: a cell is asked ten roles each time it is drawn.
        if role not in _ANSWERED or not index.isValid():
            return None
        row, section = index.row(), index.column()
        if row >= self._rows or section >= _FIXED + len(self._benchmarks):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return list_cells.alignment(section)
        if role == Role.KEY:
            return self.id_at(row)
        listed = self._looked_at(row)
        if listed is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(listed)
        if section >= _FIXED:
            return self._figure(index, listed, role)
        column = Column(section)
        text = (
            self._verdict(listed) if column is Column.VERDICT else list_cells.fact(listed, column)
        )
        if role == Role.ANSWER:
            return self._answers.get(listed.situation) if column is Column.VERDICT else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{mark} {text}" if (mark := self._mark(listed, column)) else text
        return self._spoken(listed, column, text)

    def _verdict(self, listed: ListedModel) -> str:
        return list_cells.verdict(self._answers.get(listed.situation))

    def _loaded(self, row: int) -> ListedModel | None:
        page = self._pages.get(row // PAGE)
        place = row % PAGE
        return page.models[place] if page and place < len(page.models) else None

    def _looked_at(self, row: int) -> ListedModel | None:
        """Return a row's model; ask for a page that is missing or nearly in sight."""
        number, place = divmod(row, PAGE)
        if number not in self._pages:
            self._ask(number)
            return None
        if place >= PAGE - _NEAR_END and (number + 1) * PAGE < self._rows:
            self._ask(number + 1)
        elif place < _NEAR_END and number:
            self._ask(number - 1)
        self._pages.move_to_end(number)
        return self._loaded(row)

    def _ask_all(self) -> None:
        """Fetch a short list as a whole: then any of its models can be found by its id."""
        if self._rows <= _AT_ONCE * PAGE:
            for number in range(1, -(-self._rows // PAGE)):
                self._ask(number)

    def _ask(self, number: int) -> None:
        if number in self._asked or number in self._pages:
            return
        self._asked.add(number)
        place = bisect_right(self._cursor_pages, number)
        near = self._cursors[self._cursor_pages[place - 1]] if place else None
        self.page_needed.emit(number, near)

    def _mark(self, listed: ListedModel, column: Column) -> str:
        if column is not Column.NAME or listed.id not in self._tray:
            return ""
        return series(self._tray.index(listed.id)).symbol

    def _figure(self, index: Index, listed: ListedModel, role: int) -> str | None:
        key, name, unit = self._benchmarks[index.column() - len(Column)]
        columns = self._pages[index.row() // PAGE].columns
        if key not in columns:  # the answer with this column is on its way
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        score = listed.scores[columns.index(key)]
        if role == Qt.ItemDataRole.DisplayRole:
            return list_cells.figure(score)
        return list_cells.spoken_figure(name, unit, score)

    def _spoken(self, listed: ListedModel, column: Column, text: str) -> str:
        if column is Column.NAME:
            chosen = self.tr("in the comparison") if listed.id in self._tray else ""
            return ", ".join(filter(None, (text, chosen)))
        if column is Column.VERDICT:
            return list_cells.spoken_verdict(self._answers.get(listed.situation))
        return list_cells.spoken(self._titles[column], text)

    def _tip(self, listed: ListedModel) -> str:
        name = f"{listed.name} ({listed.id})"
        answer = self._answers.get(listed.situation)
        verdict = list_cells.spoken_verdict(answer) if answer else ""
        lines = (name, listed.organization, listed.hub_id, verdict)
        return plain_tip("\n".join(line for line in lines if line))


_FIXED = len(Column)
_ANSWERED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Role.KEY,
        Role.ANSWER,
    }
)
