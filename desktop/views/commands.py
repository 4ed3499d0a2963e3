"""Every command of the window, registered once for menus, shortcuts and the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence


class Menu(StrEnum):
    """Menus, in the order of the menu bar; those that stand inside another come last."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    COMPARE = "compare"
    PROFILE = "profile"
    HELP = "help"
    POLICY = "policy"
    KEPT = "kept"


SUBMENUS: dict[Menu, Menu] = {Menu.POLICY: Menu.COMPARE, Menu.KEPT: Menu.PROFILE}
"""Menus inside another, with that one."""


Shortcut = QKeySequence.StandardKey | str | None


class Commands(QObject):
    """The registry."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._menus: dict[Menu, list[str | Menu]] = {menu: [] for menu in Menu}

    def add(
        self,
        name: str,
        menu: Menu,
        text: str,
        slot: Callable[[], object],
        shortcut: Shortcut = None,
    ) -> QAction:
        """Register a command.

        Args:
            name: Key of the command, ``file.export-pdf``.
            menu: Where it is listed.
            text: What it is called, with its mnemonic.
            slot: A bound method; called when the command is run.
            shortcut: A standard key of the platform, or keys of our own.

        Raises:
            ValueError: the name is taken.
        """
        action = QAction(text, self)
        action.triggered.connect(slot)
        return self.add_action(name, menu, action, shortcut)

    def add_toggle(
        self,
        name: str,
        menu: Menu,
        text: str,
        slot: Callable[[bool], object],
        shortcut: Shortcut = None,
    ) -> QAction:
        """Register a command that is on or off; the slot is told which."""
        action = QAction(text, self, checkable=True)
        action.triggered.connect(slot)
        return self.add_action(name, menu, action, shortcut)

    def add_action(
        self, name: str, menu: Menu, action: QAction, shortcut: Shortcut = None
    ) -> QAction:
        """Register an action that exists, such as those of the history.

        Raises:
            ValueError: the name is taken.
        """
        if name in self._actions:
            raise ValueError(f"the command {name} is registered already")
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        action.setObjectName(name)
        self._actions[name] = action
        self._menus[menu].append(name)
        return action

    def submenu(self, menu: Menu) -> None:
        """Put a menu below what is so far in the one that it belongs to."""
        self._menus[SUBMENUS[menu]].append(menu)

    def separator(self, menu: Menu) -> None:
        """Put a line below what is in a menu so far."""
        self._menus[menu].append("")

    def __getitem__(self, name: str) -> QAction:
        """Return the action of a command."""
        return self._actions[name]

    def in_menu(self, menu: Menu) -> Iterator[QAction | Menu | None]:
        """Yield what is in a menu in order: actions, menus inside it, None for a line."""
        for name in self._menus[menu]:
            if isinstance(name, Menu):
                yield name
            else:
                yield self._actions[name] if name else None

    def all(self) -> Iterator[tuple[str, QAction]]:
        """Yield every command with its name."""
        yield from self._actions.items()
