"""The tree of a verdict as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.viewmodels.licenses.verdict_nodes import Node
from desktop.viewmodels.roles import Role

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TOP = -1


class _Entry(NamedTuple):
    node: Node
    parent: int
    row: int
    children: list[int]


class VerdictModel(QAbstractItemModel):
    """Nodes by the number under which an index knows them; never changes."""

    def __init__(self, nodes: Sequence[Node], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[_Entry] = []
        self._top = self._take(nodes, _TOP)

    def _take(self, nodes: Sequence[Node], parent: int) -> list[int]:
        taken = []
        for row, node in enumerate(nodes):
            number = len(self._entries)
            taken.append(number)
            entry = _Entry(node, parent, row, [])
            self._entries.append(entry)
            entry.children.extend(self._take(node.children, number))
        return taken

    def node(self, index: Index) -> Node | None:
        """Return the node of an index, None for none."""
        return self._entries[index.internalId()].node if index.isValid() else None

    def section(self, key: str) -> QModelIndex:
        """Return the section of a key, an invalid index where there is none."""
        for row, number in enumerate(self._top):
            if self._entries[number].node.key == key:
                return self.index(row, 0)
        return QModelIndex()

    def _below(self, parent: Index) -> list[int]:
        return self._entries[parent.internalId()].children if parent.isValid() else self._top

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        numbers = self._below(parent)
        if column != 0 or not 0 <= row < len(numbers):
            return QModelIndex()
        return self.createIndex(row, 0, numbers[row])

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        number = self._entries[index.internalId()].parent
        if number == _TOP:
            return QModelIndex()
        return self.createIndex(self._entries[number].row, 0, number)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._below(parent))

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: ARG002 - the same everywhere
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.text
        if role == Role.SECONDARY:
            return node.below
        if role == Role.MARK:
            return node.mark
        if role == Role.KIND:
            return node.heading
        if role == Role.KEY:
            return node.key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ": ".join(filter(None, (node.spoken, node.text)))
            return ". ".join(filter(None, (said, node.below)))
        return None
