"""The two filters about licenses, their counts, and verdicts of the list, on the real catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict import Answer
from desktop.services.library import Library
from desktop.viewmodels.catalog.catalog_model import Column
from desktop.viewmodels.catalog.quick_filters import Quick, state_of
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import MOST_SEARCHED, ViewState, ViewStore
from desktop.viewmodels.workspace import Workspace

LONG = 30_000
ROOT = Path(__file__).resolve().parents[2]
PRODUCT = Profile(uses=(Use.COMMERCIAL_PRODUCT,), based_in="DE")
Settle = Callable[[], None]
ALLOWED = (Answer.YES, Answer.YES_IF)


class Told:
    """The counts that were told last."""

    def __init__(self, workspace: Workspace) -> None:
        self.counts: Mapping[Quick, int] = {}
        workspace.quick.counted.connect(self.take)

    def take(self, counts: Mapping[Quick, int]) -> None:
        self.counts = counts


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
def told(workspace: Workspace) -> Told:
    return Told(workspace)


@pytest.fixture
def settle(workspace: Workspace, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(lambda: workspace.tasks.idle, timeout=LONG)


def plan(workspace: Workspace, profile: Profile) -> None:
    workspace.store.change(replace(workspace.store.state, profile=profile), "profile")


def answers(workspace: Workspace) -> list[Answer]:
    model = workspace.catalog
    found = (model.index(row, Column.VERDICT) for row in range(model.rowCount()))
    return [Answer(index.data(Role.ANSWER)) for index in found]


def test_the_count_is_what_the_filter_then_shows(
    workspace: Workspace, told: Told, settle: Settle
) -> None:
    plan(workspace, PRODUCT)
    settle()
    counts = told.counts
    for quick in Quick:
        workspace.quick.turn(quick, on=True)
        settle()
        assert workspace.catalog.rowCount() == counts[quick] > 0
        assert told.counts[quick] == counts[quick]
        workspace.quick.turn(quick, on=False)
        settle()
    assert workspace.store.state.search == ""


def test_allowed_shows_only_what_is_licensed_and_changes_with_the_profile(
    workspace: Workspace, settle: Settle
) -> None:
    plan(workspace, PRODUCT)
    workspace.quick.turn(Quick.ALLOWED, on=True)
    settle()
    product = workspace.catalog.rowCount()
    assert set(answers(workspace)) <= set(ALLOWED)
    plan(workspace, replace(PRODUCT, uses=(Use.RESEARCH,)))
    settle()
    assert set(answers(workspace)) <= set(ALLOWED)
    assert workspace.catalog.rowCount() > product
    workspace.store.history.undo()
    settle()
    assert workspace.catalog.rowCount() == product


def test_a_filter_narrows_what_was_searched_for_and_counts_within_it(
    workspace: Workspace, told: Told, settle: Settle
) -> None:
    plan(workspace, PRODUCT)
    settle()
    everywhere = told.counts[Quick.ALLOWED]
    workspace.search("org:mistral")
    settle()
    assert 0 < told.counts[Quick.ALLOWED] < everywhere
    workspace.quick.turn(Quick.ALLOWED, on=True)
    assert workspace.store.state.search == "allow:profile org:mistral"
    workspace.store.history.undo()
    assert workspace.store.state.search == "org:mistral"
    settle()


def test_without_a_use_nothing_is_counted_as_allowed(
    workspace: Workspace, told: Told, settle: Settle
) -> None:
    workspace.search("qwen")
    settle()
    assert set(told.counts) == {Quick.CONTRADICTED}
    on, enabled = state_of(Quick.ALLOWED, workspace.store.state)
    assert not on
    assert not enabled


def test_a_filter_can_be_taken_out_when_the_use_is_gone() -> None:
    assert state_of(Quick.ALLOWED, ViewState(search="allow:profile")) == (True, True)


def test_a_line_without_room_stays_as_it_is(workspace: Workspace, settle: Settle) -> None:
    full = "x" * (MOST_SEARCHED - 3)
    workspace.search(full)
    workspace.quick.turn(Quick.CONTRADICTED, on=True)
    assert workspace.store.state.search == full
    assert state_of(Quick.CONTRADICTED, workspace.store.state) == (False, False)
    settle()


def test_the_list_is_judged_anew_and_no_longer_without_a_use(
    workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    with qtbot.waitSignal(workspace.judged, timeout=LONG):
        plan(workspace, PRODUCT)
    settle()
    assert len(set(answers(workspace))) > 2
    with qtbot.waitSignal(workspace.judged, timeout=LONG):
        workspace.store.history.undo()
    settle()
    index = workspace.catalog.index(0, Column.VERDICT)
    assert index.data(Role.ANSWER) is None
    assert index.data() == "–"
