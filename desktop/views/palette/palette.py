"""One field for everything: commands and models."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.core.search.query import ListedModel
from desktop.viewmodels.workspace import Workspace
from desktop.views.commands import Commands

MODELS_SHOWN = 12
TOP = 48
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class _Kind(IntEnum):
    COMMAND = 1
    MODEL = 2


_KIND_ROLE = Qt.ItemDataRole.UserRole + 1
_KEY_ROLE = Qt.ItemDataRole.UserRole + 2
_NAME_ROLE = Qt.ItemDataRole.UserRole + 3


class CommandPalette(QDialog):
    """Arrows move, Enter runs the command or puts the model into the comparison, Esc closes."""

    model_chosen = Signal(str, str)  # id, name

    def __init__(self, commands: Commands, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Search or run a command"))
        self._commands = commands
        self._workspace = workspace
        self.field = QLineEdit(self)
        self.field.setAccessibleName(self.tr("Search for a command or a model"))
        self.field.setPlaceholderText(self.tr("Run a command, or add a model by name"))
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("Commands and models"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.items = QStandardItemModel(self)
        self.list.setModel(self.items)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.resize(560, 420)
        middle = QPoint((parent.width() - self.width()) // 2, TOP)
        self.move(parent.mapToGlobal(parent.rect().topLeft()) + middle)
        self._waiting = False
        self._run_when_found = False
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._run)
        self.list.clicked.connect(self._run_index)
        self._fill("")
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            if event.type() is QEvent.Type.KeyPress:
                self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _fill(self, text: str) -> None:
        self.items.clear()
        words = text.casefold().split()
        for name, action in self._commands.all():
            title = action.text().replace("&", "")
            if action.isEnabled() and all(word in title.casefold() for word in words):
                keys = action.shortcut().toString()
                self._add(f"{title}    {keys}" if keys else title, _Kind.COMMAND, name)
        self.list.setCurrentIndex(self.items.index(0, 0))
        self._run_when_found = False
        self._waiting = bool(text.strip()) and self._workspace.is_open
        self._workspace.suggest(text, MODELS_SHOWN, self, self._add_models)

    def _add_models(self, found: list[ListedModel]) -> None:
        """Add the models that a worker found; Enter may have been pressed before they came."""
        self._waiting = False
        tray = self._workspace.store.state.tray
        for listed in found:
            verb = self.tr("Remove") if listed.id in tray else self.tr("Compare")
            shown = f"{verb}: {listed.name} ({listed.organization})"
            self._add(shown, _Kind.MODEL, listed.id, listed.name)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.items.index(0, 0))
        if self._run_when_found:
            self._run()

    def _add(self, text: str, kind: _Kind, key: str, name: str = "") -> None:
        item = QStandardItem(text)
        item.setData(kind, _KIND_ROLE)
        item.setData(key, _KEY_ROLE)
        item.setData(name, _NAME_ROLE)
        self.items.appendRow(item)

    @Slot()
    def _run(self) -> None:
        if self._waiting and not self.list.currentIndex().isValid():
            self._run_when_found = True
            return
        self._run_index(self.list.currentIndex())

    @Slot(QModelIndex)
    def _run_index(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        kind, key = index.data(_KIND_ROLE), str(index.data(_KEY_ROLE))
        name = str(index.data(_NAME_ROLE))
        self.accept()
        if kind == _Kind.COMMAND:
            self._commands[key].trigger()
        else:
            self.model_chosen.emit(key, name)
