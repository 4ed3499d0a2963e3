"""The benchmarks of a comparison, to be chosen and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.core import numbers

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
TITLES = ("Benchmark", "Category", "Models with figures")
MIME = "application/x-weighbridge-benchmarks"


@dataclass(frozen=True, slots=True)
class RowChoice:
    """One benchmark.

    Attributes:
        models: How many of the compared models have figures on it.
        shown: Whether its rows are shown.
    """

    key: str
    name: str
    category: str
    models: int
    shown: bool = True


class RowChoiceModel(QAbstractTableModel):
    """Benchmarks in the order in which they shall appear, with a tick for those that are shown.

    A filter narrows what is listed. Moving puts a benchmark before or after a listed one; those
    that are not listed keep their places.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: list[RowChoice] = []
        self._listed: list[int] = []
        self._filter = ""

    def show(self, choices: Iterable[RowChoice]) -> None:
        """List other benchmarks."""
        self.beginResetModel()
        self._choices = list(choices)
        self._list()
        self.endResetModel()

    def filter(self, text: str) -> None:
        """List only benchmarks whose name or category has all the words of a text."""
        self.beginResetModel()
        self._filter = text
        self._list()
        self.endResetModel()

    def _list(self) -> None:
        words = self._filter.casefold().split()
        self._listed = [
            i
            for i, choice in enumerate(self._choices)
            if all(word in f"{choice.name} {choice.category}".casefold() for word in words)
        ]

    @property
    def choices(self) -> tuple[RowChoice, ...]:
        """All benchmarks in their order."""
        return tuple(self._choices)

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """Ids of the benchmarks that shall be shown, in order."""
        return tuple(choice.key for choice in self._choices if choice.shown)

    def tick(self, rows: Iterable[int], shown: bool) -> None:
        """Show the benchmarks of these listed rows, or leave them out."""
        for row in rows:
            at = self._listed[row]
            choice = self._choices[at]
            self._choices[at] = RowChoice(
                choice.key, choice.name, choice.category, choice.models, shown
            )
        if self._listed:
            last = self.index(len(self._listed) - 1, len(TITLES) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def move(self, rows: Sequence[int], to: int) -> None:
        """Put listed rows before the one that is listed at a place, or after the last."""
        moved = [self._choices[self._listed[row]] for row in sorted(set(rows))]
        if not moved:
            return
        anchor = self._choices[self._listed[to]] if to < len(self._listed) else None
        while anchor in moved:
            to += 1
            anchor = self._choices[self._listed[to]] if to < len(self._listed) else None
        rest = [choice for choice in self._choices if choice not in moved]
        if anchor is not None:
            at = rest.index(anchor)
        else:
            left = [self._choices[i] for i in self._listed if self._choices[i] not in moved]
            at = rest.index(left[-1]) + 1 if left else len(rest)
        self.layoutAboutToBeChanged.emit()
        places = {self._choices[at].key: row for row, at in enumerate(self._listed)}
        self._choices = [*rest[:at], *moved, *rest[at:]]
        self._list()
        now = {self._choices[at].key: row for row, at in enumerate(self._listed)}
        follow = {places[key]: now[key] for key in places}
        for index in self.persistentIndexList():
            moved_to = self.index(follow[index.row()], index.column())
            self.changePersistentIndex(index, moved_to)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._listed)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(TITLES):
            return TITLES[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._listed):
            return None
        choice = self._choices[self._listed[index.row()]]
        texts = (choice.name, choice.category, numbers.counted(choice.models, "model"))
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if choice.shown else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.name}, {choice.category}, {'shown' if choice.shown else 'left out'}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column():
            return False
        self.tick([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    # Moving by the mouse

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        data.setData(MIME, QByteArray(",".join(map(str, rows)).encode()))
        return data

    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,  # noqa: ARG002 - whole rows are moved
        parent: Index,
    ) -> bool:
        if action is not Qt.DropAction.MoveAction or not data.hasFormat(MIME):
            return False
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self._listed)
        text = data.data(MIME).toStdString()
        rows = [int(part) for part in text.split(",") if part.isdigit()]
        self.move([n for n in rows if n < len(self._listed)], to)
        return False  # all is done; the view must not take the moved rows away
