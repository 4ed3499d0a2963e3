"""Completions of the search line as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.viewmodels.roles import Role

if TYPE_CHECKING:
    from desktop.core.search.query_completion import Completion

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CompletionModel(QAbstractListModel):
    """Completions with what they mean."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[Completion, ...] = ()

    def show(self, offered: Sequence[Completion]) -> None:
        """Offer something else."""
        self.beginResetModel()
        self._offered = tuple(offered)
        self.endResetModel()

    def at(self, row: int) -> Completion | None:
        """Return a completion, None for no such row."""
        return self._offered[row] if 0 <= row < len(self._offered) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._offered)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.at(index.row()) if index.isValid() else None
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one.text
        if role == Role.SECONDARY:
            return one.hint
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (one.text, one.hint)))
        return None
