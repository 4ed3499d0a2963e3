from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.views.commands import Commands, Menu
from desktop.views.main_window import MainWindow


@pytest.fixture
def window(application: Application) -> MainWindow:
    return application.window


def actions(window: MainWindow) -> list[QAction]:
    return [action for _, action in window.commands.all()]


def test_a_name_can_be_registered_once(qtbot: QtBot, window: MainWindow) -> None:
    commands = Commands(window)
    commands.add("file.new", Menu.FILE, "&New", window.update)
    with pytest.raises(ValueError, match=r"file\.new"):
        commands.add("file.new", Menu.EDIT, "&New", window.update)


def test_every_command_has_a_text(window: MainWindow) -> None:
    assert all(action.text().replace("&", "").strip(" :…") for action in actions(window))


def test_no_two_commands_share_a_shortcut(window: MainWindow) -> None:
    keys = [k.toString() for action in actions(window) for k in action.shortcuts()]
    assert keys
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_the_keys_that_people_bring_along_do_what_they_expect(window: MainWindow) -> None:
    expected = {
        "file.export-pdf": "Ctrl+E",
        "file.quit": "Ctrl+Q",
        "edit.undo": "Ctrl+Z",
        "edit.redo": "Ctrl+Shift+Z",
        "edit.copy": "Ctrl+C",
        "edit.find": "Ctrl+F",
        "edit.palette": "Ctrl+K",
        "view.compare": "Ctrl+1",
        "view.charts": "Ctrl+2",
        "view.licenses": "Ctrl+3",
        "view.sources": "Ctrl+4",
        "help.about": "F1",
    }
    assert {name: window.commands[name].shortcut().toString() for name in expected} == expected


@pytest.mark.parametrize("menu", Menu)
def test_every_menu_has_commands(window: MainWindow, menu: Menu) -> None:
    assert [action for action in window.commands.in_menu(menu) if action is not None]


def test_the_menu_bar_shows_every_command_once(window: MainWindow) -> None:
    menus = [m for a in window.menuBar().actions() if isinstance(m := a.menu(), QMenu)]
    inner = [m for o in menus for a in o.actions() if isinstance(m := a.menu(), QMenu)]
    assert len(menus) + len(inner) == len(Menu)
    entries = [a for menu in (*menus, *inner) for a in menu.actions() if not a.isSeparator()]
    shown = [a for a in entries if a.menu() is None]
    assert Counter(map(id, shown)) == Counter(map(id, actions(window)))


def test_no_two_entries_of_a_menu_share_a_letter(window: MainWindow) -> None:
    def letters(texts: list[str]) -> list[str]:
        return [t[t.index("&") + 1].casefold() for t in texts if "&" in t]

    bar = [action.text() for action in window.menuBar().actions()]
    inside = [[a.text() for a in m.actions() if a.text()] for m in window.findChildren(QMenu)]
    entries = [texts for texts in inside if any("&" in text for text in texts)]
    for texts in (bar, *entries):
        found = letters(texts)
        assert len(found) == len(texts)
        assert len(set(found)) == len(found)


def test_every_name_says_where_the_command_belongs(window: MainWindow) -> None:
    for name, action in window.commands.all():
        assert name.partition(".")[0] in {m.value for m in Menu}
        assert action.objectName() == name


def test_the_switches_of_the_compare_page_are_commands(comparing: Application) -> None:
    commands, store, page = comparing.window.commands, comparing.store, comparing.window.compare
    for name, box, field in (
        ("compare.only-differences", page.only_differences, "only_differences"),
        ("compare.all-rows", page.all_rows, "all_rows"),
    ):
        commands[name].trigger()
        assert getattr(store.state, field)
        assert box.isChecked()
        box.click()
        assert not getattr(store.state, field)
        assert not commands[name].isChecked()


def test_all_models_are_shown_again_by_a_command(application: Application) -> None:
    action, store = application.window.commands["edit.show-all"], application.store
    assert not action.isEnabled()
    store.show(replace(store.state, search="qwen"))
    assert action.isEnabled()
    action.trigger()
    assert store.state.search == ""
    assert not action.isEnabled()
