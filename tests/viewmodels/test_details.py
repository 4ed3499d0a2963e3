from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.library import Library
from desktop.viewmodels.catalog.details import OTHERWISE, Details, ModelDetails
from desktop.viewmodels.state import ViewStore
from desktop.viewmodels.tasks import TaskRunner
from desktop.viewmodels.workspace import Workspace

LONG = 30_000
ROOT = Path(__file__).resolve().parents[2]

Read = Callable[[str], ModelDetails | None]


@pytest.fixture
def workspace(
    qapp: QApplication, qtbot: QtBot, catalog_path: Path, seeds_folder: Path
) -> Iterator[Workspace]:
    library = Library(catalog_path, seeds_folder, own=True, today=date(2026, 11, 23))
    workspace = Workspace(library, ROOT / "resources" / "report", ViewStore())
    workspace.open()
    qtbot.waitUntil(lambda: workspace.is_open and workspace.tasks.idle, timeout=LONG)
    yield workspace
    qtbot.waitUntil(lambda: workspace.tasks.idle, timeout=LONG)
    workspace.close()


@pytest.fixture
def read(workspace: Workspace, qtbot: QtBot) -> Read:
    """Ask for one model, and wait for what is shown."""

    def ask(model_id: str) -> ModelDetails | None:
        with qtbot.waitSignal(workspace.details.read, timeout=LONG) as shown:
            workspace.details.show(model_id)
        assert shown.args is not None
        details: ModelDetails | None = shown.args[0]
        return details

    return ask


def test_facts_carry_their_sources_and_what_others_say(read: Read) -> None:
    details = read("qwen-vl-max")
    assert details is not None
    rows = {row.key: row for row in details.rows if row.cells[0].text != OTHERWISE}
    assert rows["organization"].cells[1].text == "Alibaba (Qwen)"
    assert rows["release_date"].cells[1].below
    others = [row for row in details.rows if row.cells[0].text == OTHERWISE]
    assert others
    assert all(row.cells[1].text and row.cells[1].below for row in others)
    assert details.claims > 0
    assert details.note.startswith("undated alias of")


def test_an_unknown_fact_is_left_out_and_nothing_is_made_up(read: Read) -> None:
    details = read("qwen-vl-max")
    assert details is not None
    assert "parameters_total" not in {row.key for row in details.rows}
    assert details.address == ""


def test_a_model_that_is_gone_shows_nothing(read: Read) -> None:
    assert read("no-such-model") is None


def test_the_newest_question_is_the_one_that_is_answered(
    workspace: Workspace, qtbot: QtBot
) -> None:
    shown: list[ModelDetails | None] = []
    workspace.details.read.connect(shown.append)
    for model_id in ("gpt-4v", "qwen-vl-max", "gpt-4o", "gpt-4o"):
        workspace.details.show(model_id)
    qtbot.waitUntil(lambda: workspace.tasks.idle, timeout=LONG)
    assert [details and details.id for details in shown] == ["gpt-4o"]


def test_without_a_catalog_nothing_is_shown(qapp: QApplication) -> None:
    details = Details(TaskRunner())
    shown: list[object] = []
    details.read.connect(shown.append)
    details.show("gpt-4o")
    assert shown == [None]
