"""Saved searches: a menu that applies, saves, renames and deletes them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from desktop.viewmodels.catalog.list_actions import ListActions
from desktop.viewmodels.catalog.saved_search import MOST_NAME, SavedSearch
from desktop.viewmodels.state import ViewStore
from desktop.viewmodels.tips import plain_tip
from desktop.views.theme import ink

_SHOWN = 40
"""Characters of a name for which the menu has room."""
_APPLY, _RENAME, _DELETE, _SAVE = "apply", "rename", "delete", "save"


class NameDialog(QDialog):
    """Asks for a name; whoever opened it decides whether that will do."""

    offered = Signal(object)  # the dialog, when a name was entered

    def __init__(self, title: str, name: str, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            title: Title of the window.
            name: The name that it has now; blank for none.
            parent: The window it belongs to.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.before = name
        label = QLabel(self.tr("&Name"), self)
        self.field = QLineEdit(name, self)
        self.field.setAccessibleName(self.tr("Name of the search"))
        self.field.setMaxLength(MOST_NAME)
        self.field.selectAll()
        label.setBuddy(self.field)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        palette = self.problem.palette()
        palette.setColor(self.problem.foregroundRole(), ink(self.palette()).caution)
        self.problem.setPalette(palette)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self._offer)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        for widget in (label, self.field, self.problem, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(360)

    def refuse(self, why: str) -> None:
        """Say why a name will not do, and wait for another."""
        self.problem.setText(why)
        self.field.setFocus()

    @Slot()
    def _offer(self) -> None:
        self.offered.emit(self)


class SavedMenu(QMenu):
    """Made anew whenever it is shown."""

    def __init__(self, actions: ListActions, store: ViewStore, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Saved searches"))
        self.setToolTipsVisible(True)
        self._owner = parent
        self._list = actions
        self._store = store
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._run)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        saved = self._store.state.saved
        for search in saved:
            self._add(self, search, _APPLY)
        if not saved:
            self.addAction(self.tr("No search is saved yet")).setEnabled(False)
        self.addSeparator()
        self.addAction(self.tr("&Save this search…")).setData((_SAVE, ""))
        for what, title in ((_RENAME, self.tr("&Rename")), (_DELETE, self.tr("&Delete"))):
            menu = self.addMenu(title)
            menu.setAccessibleName(title.replace("&", ""))
            menu.setEnabled(bool(saved))
            for search in saved:
                self._add(menu, search, what)

    @staticmethod
    def _add(menu: QMenu, search: SavedSearch, what: str) -> None:
        name = search.name
        metrics = menu.fontMetrics()
        room = _SHOWN * metrics.averageCharWidth()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        action = menu.addAction(shown.replace("&", "&&"))
        action.setData((what, name))
        action.setToolTip(plain_tip("\n".join(filter(None, (name, search.search)))))

    @Slot(QAction)
    def _run(self, action: QAction) -> None:
        what, name = action.data()
        if what == _APPLY:
            self._list.apply(name)
        elif what == _DELETE:
            self._list.delete(name)
        elif what == _RENAME:
            self._ask(self.tr("Rename the search"), name)
        else:
            self.save()

    @Slot()
    def save(self) -> None:
        """Ask for a name, and keep the present search under it."""
        self._ask(self.tr("Save this search"), "")

    def _ask(self, title: str, name: str) -> None:
        dialog = NameDialog(title, name, self._owner)
        dialog.offered.connect(self._take)
        dialog.open()

    @Slot(object)
    def _take(self, dialog: NameDialog) -> None:
        name = dialog.field.text()
        if not name.strip():
            dialog.refuse(self.tr("A name is needed."))
        elif self._list.rename(dialog.before, name) if dialog.before else self._list.save(name):
            dialog.accept()
        elif dialog.before:
            dialog.refuse(self.tr("Another search has this name."))
        else:
            dialog.refuse(self.tr("There are too many saved searches; delete one first."))
