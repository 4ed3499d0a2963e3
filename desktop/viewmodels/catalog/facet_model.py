"""Facets of the catalog: values with counts, to be ticked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.core import numbers
from desktop.core.search.query import Facet
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import ViewState

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TOP = 0


class FacetModel(QAbstractItemModel):
    """Two levels: facets, and below each its values with how many models they would show."""

    toggled = Signal(object, str, bool)  # Facet, value, whether it is chosen now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values: dict[Facet, list[tuple[str, int]]] = {facet: [] for facet in Facet}
        self._chosen: dict[Facet, frozenset[str]] = {facet: frozenset() for facet in Facet}
        self._names = {
            Facet.WEIGHTS: self.tr("Weights"),
            Facet.CLASS: self.tr("Openness class"),
            Facet.ORGANIZATION: self.tr("Organization"),
            Facet.MODALITY: self.tr("Input modality"),
            Facet.YEAR: self.tr("Release year"),
            Facet.SCORES: self.tr("Has claims"),
        }

    def show(self, counts: dict[Facet, list[tuple[str, int]]], state: ViewState) -> None:
        """Show other counts; chosen values stay in the list even where they match nothing."""
        for row, facet in enumerate(Facet):
            chosen = state.chosen(facet)
            found = counts.get(facet, [])
            missing = sorted(chosen - {value for value, _ in found})
            values = [*found, *((value, 0) for value in missing)]
            if facet is Facet.YEAR:
                values.sort(reverse=True)
            self._replace(row, facet, values, chosen)

    def _replace(
        self, row: int, facet: Facet, values: list[tuple[str, int]], chosen: frozenset[str]
    ) -> None:
        """Change the rows that both lists have, then add or remove the rest at the end."""
        parent = self.index(row, 0)
        old = self._values[facet]
        if values == old and chosen == self._chosen[facet]:
            return
        both = min(len(old), len(values))
        self._chosen[facet] = chosen
        self._values[facet] = values[:both] + old[both:]
        if both:
            self.dataChanged.emit(self.index(0, 0, parent), self.index(both - 1, 0, parent))
        if len(values) > both:
            self.beginInsertRows(parent, both, len(values) - 1)
            self._values[facet] = values
            self.endInsertRows()
        elif len(old) > both:
            self.beginRemoveRows(parent, both, len(old) - 1)
            self._values[facet] = values
            self.endRemoveRows()
        self.dataChanged.emit(parent, parent)

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if column != 0 or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, _TOP if not parent.isValid() else parent.row() + 1)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override] # Qt overloads it
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, _TOP)

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(Facet)
        if parent.internalId() == _TOP:
            return len(self._values[_FACETS[parent.row()]])
        return 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() and parent.internalId() != _TOP else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.internalId() != _TOP:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemNeverHasChildren
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.internalId() == _TOP:
            return self._facet_data(_FACETS[index.row()], role)
        facet, value, count = self._at(index)
        if count is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return value or self.tr("not stated")
        if role == Role.COUNT:
            return count
        if role == Role.KEY:
            return value
        if role == Qt.ItemDataRole.CheckStateRole:
            chosen = value in self._chosen[facet]
            return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = value or self.tr("not stated")
            return f"{name}, {numbers.counted(count, 'model')}"
        return None

    def _at(self, index: Index) -> tuple[Facet, str, int | None]:
        """Return facet, value and count of a value's row; None for a row that is gone."""
        facet = _FACETS[int(index.internalId()) - 1]
        values = self._values[facet]
        if index.row() >= len(values):
            return facet, "", None
        return facet, *values[index.row()]

    def _facet_data(self, facet: Facet, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[facet]
        if role == Role.KEY:
            return facet
        if role == Role.COUNT:
            return len(self._chosen[facet]) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chosen = numbers.counted(len(self._chosen[facet]), "value")
            return self.tr("{facet}, {chosen} chosen").format(
                facet=self._names[facet], chosen=chosen
            )
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        if index.internalId() == _TOP:
            return False
        facet, name, count = self._at(index)
        if count is None:
            return False
        chosen = Qt.CheckState(value) is Qt.CheckState.Checked
        # The state decides; the tick follows when the new counts arrive.
        self.toggled.emit(facet, name, chosen)
        return True


_FACETS = tuple(Facet)
