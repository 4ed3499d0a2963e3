from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.cancellation import CancelToken
from desktop.viewmodels.tasks import TaskRunner

MANY = 1000


class Heard:
    """What was handed over, and on which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[Exception] = []
        self.threads: set[QThread] = set()

    def take(self, result: object) -> None:
        self.threads.add(QThread.currentThread())
        self.done.append(result)

    def fail(self, error: Exception) -> None:
        self.threads.add(QThread.currentThread())
        self.failed.append(error)


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    if shiboken6.isValid(made):
        made.shut_down()


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds workers until it is set; opened at the end whatever happened."""
    event = threading.Event()
    yield event
    event.set()


def squared(number: int, _token: CancelToken) -> int:
    return number * number


def behind(gate: threading.Event, result: object, _token: CancelToken) -> object:
    gate.wait(20)
    return result


def until_canceled(started: threading.Event, token: CancelToken) -> None:
    started.set()
    while True:
        token.check()


def broken(_token: CancelToken) -> None:
    raise ValueError("broken")


def gone(owner: QObject, qapp: QApplication) -> None:
    owner.deleteLater()
    qapp.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(owner)


def submit(runner: TaskRunner, owner: QObject, heard: Heard, call: object) -> CancelToken:
    return runner.submit(call, owner=owner, on_done=heard.take, on_failed=heard.fail)  # type: ignore[arg-type]


def test_each_of_many_results_is_handed_over_exactly_once(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    for number in range(MANY):
        submit(runner, owner, heard, partial(squared, number))
    qtbot.waitUntil(lambda: runner.idle, timeout=30_000)
    assert Counter(heard.done) == Counter(n * n for n in range(MANY))
    assert heard.failed == []


def test_results_and_errors_arrive_on_the_thread_of_the_window(
    qtbot: QtBot, qapp: QApplication, runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    submit(runner, owner, heard, partial(squared, 3))
    submit(runner, owner, heard, broken)
    qtbot.waitUntil(lambda: runner.idle)
    assert heard.threads == {qapp.thread()}


def test_a_call_runs_on_another_thread_than_the_window(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    submit(runner, owner, heard, lambda _token: threading.get_ident())
    qtbot.waitUntil(lambda: runner.idle)
    assert heard.done != [threading.get_ident()]


def test_an_error_goes_to_the_failure_callback_only(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    submit(runner, owner, heard, broken)
    qtbot.waitUntil(lambda: runner.idle)
    assert heard.done == []
    assert [str(error) for error in heard.failed] == ["broken"]


def test_a_canceled_call_that_runs_is_never_handed_over(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    started = threading.Event()
    token = submit(runner, owner, heard, partial(until_canceled, started))
    qtbot.waitUntil(started.is_set)
    token.cancel()
    qtbot.waitUntil(lambda: runner.idle)
    assert (heard.done, heard.failed) == ([], [])


def test_a_call_canceled_before_its_turn_never_runs(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, heard: Heard, gate: threading.Event
) -> None:
    ran: list[int] = []

    def note(number: int, _token: CancelToken) -> None:
        ran.append(number)

    for _ in range(4):  # as many as there are workers
        submit(runner, owner, heard, partial(behind, gate, "first"))
    tokens = [submit(runner, owner, heard, partial(note, n)) for n in range(20)]
    for token in tokens:
        token.cancel()
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert ran == []
    assert heard.done == ["first"] * 4


def test_an_answer_that_is_ready_when_the_question_is_withdrawn_is_dropped(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    ready = threading.Event()

    def answer(_token: CancelToken) -> str:
        ready.set()
        return "late"

    token = submit(runner, owner, heard, answer)
    assert ready.wait(20)  # without an event loop: the answer waits to be handed over
    token.cancel()
    qtbot.waitUntil(lambda: runner.idle)
    assert heard.done == []


def test_nothing_is_handed_over_to_an_owner_that_is_gone(
    qtbot: QtBot, qapp: QApplication, runner: TaskRunner, heard: Heard, gate: threading.Event
) -> None:
    owner = QObject()
    submit(runner, owner, heard, partial(behind, gate, "for nobody"))
    submit(runner, owner, heard, broken)
    gone(owner, qapp)
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert (heard.done, heard.failed) == ([], [])


def test_a_late_answer_arrives_although_newer_ones_came_first(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, heard: Heard, gate: threading.Event
) -> None:
    submit(runner, owner, heard, partial(behind, gate, "late"))
    submit(runner, owner, heard, partial(squared, 2))
    qtbot.waitUntil(lambda: heard.done == [4])
    assert not runner.idle
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert heard.done == [4, "late"]


def test_the_runner_says_when_the_last_piece_of_work_is_handed_over(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    with qtbot.waitSignal(runner.became_idle):
        for number in range(5):
            submit(runner, owner, heard, partial(squared, number))
    assert len(heard.done) == 5


def test_a_runner_may_be_destroyed_while_work_is_running(
    qtbot: QtBot, qapp: QApplication, owner: QObject, heard: Heard, gate: threading.Event
) -> None:
    runner = TaskRunner()
    ended = threading.Event()

    def work(_token: CancelToken) -> None:
        gate.wait(20)
        ended.set()

    submit(runner, owner, heard, work)
    pool = runner._pool
    gone(runner, qapp)
    gate.set()
    qtbot.waitUntil(ended.is_set)
    assert pool.waitForDone(20_000)
    assert heard.done == []


def test_after_shutting_down_nothing_is_handed_over_any_more(
    qtbot: QtBot, qapp: QApplication, runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    for number in range(50):
        submit(runner, owner, heard, partial(squared, number))
    runner.shut_down()
    assert runner.idle
    qapp.sendPostedEvents()  # what finished before has been queued for this thread
    assert heard.done == []


def test_shutting_down_waits_for_canceled_work(
    runner: TaskRunner, owner: QObject, heard: Heard
) -> None:
    started = threading.Event()
    token = submit(runner, owner, heard, partial(until_canceled, started))
    assert started.wait(20)
    token.cancel()
    runner.shut_down()
    assert runner._pool.activeThreadCount() == 0
