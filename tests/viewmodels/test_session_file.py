from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.search.query import Facet, SortKey
from desktop.viewmodels.session import Session
from desktop.viewmodels.state import Page, Theme, ViewState, ViewStore

STATE = ViewState(
    tray=("gpt-4o", "模型, 中文", 'quoted "name"', "50% = half; \\ back"),
    page=Page.SOURCES,
    search="qwen, vl",
    facets=((Facet.WEIGHTS, frozenset({"open", ""})),),
    sort=SortKey.RELEASED,
    descending=True,
    collapsed=frozenset({"Facts"}),
    theme=Theme.DARK,
)


@pytest.fixture
def path(tmp_path: Path, qapp: QApplication) -> Path:
    return tmp_path / "config" / "window.ini"


def reopened(path: Path) -> Session:
    """Open a copy: QSettings of one path in one process share what is in memory."""
    copy = path.with_name(f"{uuid4()}.ini")
    if path.exists():
        shutil.copy(path, copy)
    return Session(copy)


def test_the_first_session_starts_fresh(path: Path) -> None:
    assert reopened(path).restore() == ViewState()


def test_the_state_comes_back_after_reopening(path: Path) -> None:
    first = Session(path)
    first.follow(ViewStore(STATE))
    first.save()
    assert reopened(path).restore() == STATE


def test_a_change_is_written_without_closing(qtbot: QtBot, path: Path) -> None:
    session = Session(path)
    store = ViewStore(session.restore())
    session.follow(store)
    store.change(STATE, "everything")
    qtbot.waitUntil(path.exists)
    assert reopened(path).restore() == STATE


def test_an_undone_change_is_written_too(qtbot: QtBot, path: Path) -> None:
    session = Session(path)
    store = ViewStore(session.restore())
    session.follow(store)
    store.change(STATE, "everything")
    session.save()
    store.history.undo()
    qtbot.waitUntil(lambda: reopened(path).restore() == ViewState())


def test_many_changes_are_written_as_the_last_one(path: Path) -> None:
    session = Session(path)
    store = ViewStore(session.restore())
    session.follow(store)
    for text in ("q", "qw", "qwe"):
        store.change(replace(store.state, search=text), "search")
    assert not path.exists()
    session.save()
    assert reopened(path).restore().search == "qwe"


def test_geometry_comes_back(path: Path) -> None:
    blob = QByteArray(bytes(range(256)))
    session = Session(path)
    session.set_blob("geometry", blob)
    session.save()
    assert reopened(path).blob("geometry") == blob
    assert reopened(path).blob("another") == QByteArray()


def test_a_remembered_text_comes_back(path: Path) -> None:
    session = Session(path)
    session.set_text("export-folder", "/mine/a, b/50%")
    session.save()
    assert reopened(path).text("export-folder") == "/mine/a, b/50%"
    assert reopened(path).text("another") == ""


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe garbage \x80" * 50,
        b"[view\nstate=",
        b"[view]\nstate=a, b, c\n",
        b"[view]\nstate=@ByteArray(x)\n",
        pytest.param(
            b"[view]\nstate=@Variant(\\0\\0\\0\\x7f)\n",
            marks=pytest.mark.qt_log_ignore("QVariant::load"),  # Qt's own remark on the file
        ),
        b"[view]\nstate=@Invalid()\n",
        b"[view]\nstate={\n[window]\ngeometry=7\n[remembered]\nexport-folder=a, b\n",
        b"",
    ],
    ids=lambda content: repr(content)[:40],
)
def test_a_garbage_file_gives_a_fresh_session(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    session = Session(path)
    assert session.restore() == ViewState()
    assert session.blob("geometry") == QByteArray()
    assert session.text("export-folder") == ""


def test_a_garbage_file_is_replaced_by_the_next_session(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"[view\nstate=\x00\xff")
    session = Session(path)
    session.follow(ViewStore(STATE))
    session.save()
    assert reopened(path).restore() == STATE


def test_a_folder_that_cannot_be_written_does_not_stop_the_program(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    session = Session(path)
    session.follow(ViewStore(STATE))
    session.save()
    assert path.parent.read_text() == "a file where the folder should be"
