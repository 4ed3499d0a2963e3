"""The kept profiles and the plan in the window: titles, steps to undo, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.core.verdict.profile import Profile, Use
from desktop.viewmodels.profile.plan import PlanActions
from desktop.viewmodels.profile.shelf import Shelf
from desktop.viewmodels.state import ViewStore
from desktop.viewmodels.tasks import TaskRunner

PLAN = Profile(uses=(Use.RESEARCH,), based_in="DE")


class Told:
    """What came back from the shelf."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.refused: list[str] = []


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def shelf(tasks: TaskRunner, tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "profiles", tasks)
    shelf.know_tags(("spam",))
    return shelf


@pytest.fixture
def store(qtbot: QtBot) -> ViewStore:
    return ViewStore()


@pytest.fixture
def plan(store: ViewStore, shelf: Shelf) -> PlanActions:
    return PlanActions(store, shelf)


@pytest.fixture
def wait(qtbot: QtBot, tasks: TaskRunner) -> Callable[[], None]:
    def until_idle() -> None:
        qtbot.waitUntil(lambda: tasks.idle)

    return until_idle


@pytest.fixture
def told() -> Told:
    return Told()


def names(shelf: Shelf) -> list[str]:
    return [kept.name for kept in shelf.kept or ()]


def keep(shelf: Shelf, told: Told, name: str, profile: Profile = PLAN) -> None:
    shelf.keep(name, profile, shelf, told.done.append, told.refused.append)


def test_what_is_kept_is_listed(shelf: Shelf, told: Told, wait: Callable[[], None]) -> None:
    assert names(shelf) == []
    keep(shelf, told, "mine")
    wait()
    assert told.done == ["mine"]
    assert shelf.profile("mine") == PLAN
    assert shelf.has("mine")
    shelf.rename("mine", "yours", shelf, told.done.append, told.refused.append)
    wait()
    shelf.duplicate("yours", shelf, told.done.append, told.refused.append)
    wait()
    shelf.remove("yours", shelf, told.done.append, told.refused.append)
    wait()
    assert told.done == ["mine", "yours", "yours copy", "yours"]
    assert names(shelf) == ["yours copy"]
    assert told.refused == []


def test_why_something_cannot_be_done_is_a_sentence(
    shelf: Shelf, told: Told, wait: Callable[[], None]
) -> None:
    keep(shelf, told, "a/b")
    wait()
    shelf.read(Path("/nowhere/plan.json"), shelf, told.done.append, told.refused.append)
    wait()
    assert told.done == []
    assert len(told.refused) == 2
    assert all(said.endswith(".") and not said.endswith("..") for said in told.refused)
    assert "cannot be the name of a file" in told.refused[0]


def test_a_broken_file_is_told_once_and_left_out(
    qtbot: QtBot, shelf: Shelf, told: Told, wait: Callable[[], None], tmp_path: Path
) -> None:
    keep(shelf, told, "mine")
    wait()
    (tmp_path / "profiles" / "broken.json").write_bytes(b"\xff\xfe")
    with qtbot.waitSignal(shelf.broke) as caught:
        shelf.refresh()
    assert "broken" in caught.args[0]
    assert "UTF-8" in caught.args[1]
    with qtbot.assertNotEmitted(shelf.broke):
        shelf.refresh()
        wait()
    assert shelf.profile("broken") is None
    assert shelf.profile("mine") == PLAN


def test_whoever_is_gone_is_told_nothing(
    shelf: Shelf, told: Told, wait: Callable[[], None]
) -> None:
    asker = QObject()
    shelf.keep("mine", PLAN, asker, told.done.append, told.refused.append)
    asker.deleteLater()
    del asker
    wait()
    assert shelf.has("mine")


def test_a_plan_says_whether_it_is_as_it_is_kept(
    shelf: Shelf, store: ViewStore, plan: PlanActions, told: Told, wait: Callable[[], None]
) -> None:
    assert plan.title == "none"
    plan.edit(PLAN)
    assert plan.title == "not kept yet"
    keep(shelf, told, "mine")
    wait()
    plan.name_it(PLAN, "mine")
    assert plan.title == "mine"
    plan.edit(replace(PLAN, modified=True))
    assert plan.title == "mine (changed)"
    store.history.undo()
    assert plan.title == "mine"
    shelf.remove("mine", shelf, told.done.append, told.refused.append)
    wait()
    assert plan.title == "mine (not kept)"
    assert plan.profile == PLAN


def test_every_change_of_the_plan_is_one_step_that_can_be_undone(
    shelf: Shelf, store: ViewStore, plan: PlanActions, told: Told, wait: Callable[[], None]
) -> None:
    keep(shelf, told, "mine")
    wait()
    changes: tuple[Callable[[], None], ...] = (
        lambda: plan.use("mine"),
        lambda: plan.answer(replace(PLAN, modified=True)),
        lambda: plan.bring_in(Profile(uses=(Use.PERSONAL,))),
        plan.clear,
    )
    for change in changes:
        before, steps = store.state, store.history.count()
        change()
        assert store.history.count() == steps + 1
        store.history.undo()
        assert store.state == before
        store.history.redo()
    assert plan.is_none
    texts = [store.history.text(n) for n in range(store.history.count())]
    assert texts[:2] == ["use the profile mine", "answer questions about my plan"]


def test_a_profile_that_is_gone_changes_nothing(store: ViewStore, plan: PlanActions) -> None:
    plan.use("no such")
    assert store.history.count() == 0


def test_a_new_name_is_followed(store: ViewStore, plan: PlanActions) -> None:
    plan.name_it(PLAN, "mine")
    plan.renamed("other", "new")
    assert plan.name == "mine"
    plan.renamed("mine", "new")
    assert plan.name == "new"
