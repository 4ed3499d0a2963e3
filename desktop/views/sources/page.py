"""The sources page: every claim of the comparison, with its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.viewmodels.roles import Role
from desktop.viewmodels.workspace import Workspace
from desktop.views.empty import EmptiablePage
from desktop.views.tables import Table

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared

_WIDTHS = (120, 130, 120, 70, 80, 230, 110, 200, 380)


class SourcesPage(EmptiablePage):
    """A table that is sorted by a click and narrowed by typing."""

    def __init__(
        self, workspace: Workspace, empty_action: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("No sources yet"),
            self.tr(
                "Choose models in the catalog. Every published figure about them appears here,"
                " with who reported it, where and when, and why it was chosen or not."
            ),
            empty_action,
            parent,
        )
        # A comparison has hundreds of claims, not thousands: a proxy is quick enough.
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(workspace.sources)
        self.proxy.setSortRole(Role.SORT)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit(self)
        self.filter.setAccessibleName(self.tr("Filter claims"))
        self.filter.setPlaceholderText(self.tr("Filter claims by any word"))
        self.filter.setClearButtonEnabled(True)
        for child in self.filter.findChildren(QToolButton):
            child.setAccessibleName(self.tr("Clear the filter"))
        self.shown = QLabel(self)
        self.table = Table(self.tr("Claims of the comparison"), self)
        self.entry = self.table
        self.table.setModel(self.proxy)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSectionsMovable(True)
        self.addWidget(self._filled())
        self.filter.textChanged.connect(self._filter)
        workspace.compared.connect(self._show)
        if workspace.prepared:
            self._show(workspace.prepared)

    def _filled(self) -> QWidget:
        filled = QWidget(self)
        line = QHBoxLayout()
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self.filter, 1)
        line.addWidget(self.shown)
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(line)
        inner.addWidget(self.table, 1)
        return filled

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.proxy.setFilterFixedString(text)
        self._count()

    @Slot(object)
    def _show(self, prepared: Prepared) -> None:
        self.show_filled(bool(prepared.comparison.subjects))
        for column, width in enumerate(_WIDTHS[: self.proxy.columnCount()]):
            self.table.setColumnWidth(column, width)
        # Sorting is switched on once there is something to sort; before a click, nothing is.
        if not self.table.isSortingEnabled():
            self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.table.setSortingEnabled(True)
        self._count()

    def _count(self) -> None:
        shown, total = self.proxy.rowCount(), self.proxy.sourceModel().rowCount()
        text = numbers.counted(total, "claim")
        self.shown.setText(text if shown == total else f"{shown:,} of {text}")
