"""What the tests of the catalog pane read off it and do to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.app import Application
from desktop.core.search.query import Facet
from desktop.viewmodels.roles import Role
from desktop.views.catalog.pane import CatalogPane

Key = Qt.Key
Settle = Callable[[Application], None]
Start = Callable[..., Application]


def ids(pane: CatalogPane) -> list[str]:
    model = pane.table.model()
    return [str(model.index(row, 0).data(Role.KEY)) for row in range(model.rowCount())]


def offered(pane: CatalogPane) -> list[str]:
    model = pane.search.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def heading(pane: CatalogPane, facet: Facet) -> QModelIndex:
    return pane.facets.model().index(list(Facet).index(facet), 0)


def pick(menu: QMenu, title: str) -> None:
    """Run an action of a menu as somebody would who opened it."""
    menu.aboutToShow.emit()
    entries: list[QAction] = menu.actions()
    entries += [a for m in menu.findChildren(QMenu) for a in m.actions()]
    action = next(a for a in entries if a.text().replace("&", "") == title and not a.menu())
    action.trigger()
    menu.triggered.emit(action) if action not in menu.actions() else None
