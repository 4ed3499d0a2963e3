"""The program's window on the real catalog, with settings of its own, closed at the end."""

from __future__ import annotations

import gc
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.places import Places
from desktop.viewmodels.state import Page, ViewState
from desktop.views.catalog.pane import CatalogPane
from desktop.views.charts.page import ChartsPage

TODAY = date(2026, 11, 23)
THREE = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro")
LONG = 30_000
ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "<img src=x onerror=1> *a_b* {0} {name} %n &lt;b&gt; & 模型 أهلاً بالعالم ",
    "<b>evil</b> {} %s =1+1 \u202egnp.exe",
)
"""Names nobody should choose, and nothing should choke on."""


@pytest.hookimpl
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what the offscreen plugin says about itself whenever a dialog is shown."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def places(tmp_path: Path, catalog_path: Path, seeds_folder: Path) -> Places:
    return Places(
        catalog=catalog_path,
        own_catalog=False,
        seeds=seeds_folder,
        resources=ROOT / "resources",
        settings=tmp_path / "window.ini",
        log=tmp_path / "weighbridge.log",
        profiles=tmp_path / "profiles",
    )


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, places: Places) -> Iterator[Callable[..., Application]]:
    """Start the program's objects; a test that leaves work running when it ends fails."""
    style = qapp.style().name()
    palette = qapp.palette()
    qapp.setStyle("Fusion")
    started: list[Application] = []

    def begin(
        state: ViewState | None = None, catalog: Path | None = None, *, opens: bool = True
    ) -> Application:
        where = replace(places, catalog=catalog) if catalog else places
        application = Application(qapp, where, TODAY)
        started.append(application)
        if state:
            application.store.show(state)
        application.start()
        if opens:
            qtbot.waitUntil(lambda: application.workspace.is_open, timeout=LONG)
        else:
            with qtbot.waitSignal(application.workspace.failed, timeout=LONG):
                pass
        qtbot.waitUntil(lambda: application.workspace.tasks.idle, timeout=LONG)
        return application

    yield begin
    for application in started:
        runner = application.workspace.tasks
        qtbot.waitUntil(lambda tasks=runner: tasks.idle, timeout=LONG)  # type: ignore[misc]
        application.window.close()
        assert runner._pool.activeThreadCount() == 0
        for part in (application.window, application.theme, application):
            part.deleteLater()
        for part in (application.window, application.theme, application):
            qapp.sendPostedEvents(part, QEvent.Type.DeferredDelete)
    gc.unfreeze()  # the program takes what was loaded before its first paint out of collection
    qapp.setPalette(palette)
    qapp.setStyle(style)


@pytest.fixture
def application(start: Callable[..., Application]) -> Application:
    """The program with nothing in the tray."""
    return start()


@pytest.fixture
def comparing(start: Callable[..., Application]) -> Application:
    """The program with the three models of the article in the tray."""
    return start(ViewState(tray=THREE))


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Application], None]:
    """Wait until everything in the background is done and shown."""

    def wait(application: Application) -> None:
        qtbot.waitUntil(lambda: application.workspace.tasks.idle, timeout=LONG)
        for page in application.window.findChildren(ChartsPage):
            if page.isVisible() and application.store.state.tray:
                qtbot.waitUntil(lambda shown=page: shown.complete, timeout=LONG)  # type: ignore[misc]

    return wait


@pytest.fixture
def turn(settle: Callable[[Application], None]) -> Callable[[Application, Page], None]:
    """Turn to a page and wait until it shows what it has to show."""

    def turn_to(application: Application, page: Page) -> None:
        application.window.turn_to(page)
        settle(application)

    return turn_to


@pytest.fixture
def hostile_catalog(tmp_path: Path, catalog_path: Path) -> Path:
    """The real catalog after strangers had named models, benchmarks, reporters and sources."""
    path = Path(shutil.copy(catalog_path, tmp_path / "hostile.sqlite3"))
    long, short = HOSTILE[0] + "x" * (120 - len(HOSTILE[0])), HOSTILE[1]
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA foreign_keys = OFF")
        for table, column in (
            ("models", "organization"),
            ("models", "family"),
            ("benchmarks", "name"),
            ("benchmarks", "unit"),
            ("benchmarks", "category"),
            ("benchmarks", "measures"),
            ("benchmarks", "caveats"),
            ("claims", "reporter"),
            ("claims", "notes"),
            ("claims", "as_printed"),
            ("sources", "title"),
            ("licenses", "name"),
            ("terms_permissions", "section"),
            ("terms_permissions", "note"),
        ):
            connection.execute(f"UPDATE {table} SET {column} = ?", (long,))  # noqa: S608 - our names
        connection.execute("UPDATE models SET name = ?", (long,))
        connection.execute("UPDATE models SET name = ? WHERE id = 'gpt-4o'", (short,))
        connection.execute("UPDATE sources SET url = 'javascript:alert(1)'")
        connection.commit()
    return path


@pytest.fixture
def pane(application: Application, qtbot: QtBot) -> CatalogPane:
    """The catalog, with the focus in the search field."""
    application.window.activateWindow()
    pane: CatalogPane = application.window.catalog
    pane.focus_search()
    qtbot.waitUntil(pane.search.hasFocus)
    return pane
