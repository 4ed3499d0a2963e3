"""The one way to do work off the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from desktop.core.cancellation import CanceledError, CancelToken

log = logging.getLogger(__name__)

T = TypeVar("T")

SHUT_DOWN_MS = 3000
"""How long the window waits for canceled work when it closes."""


@dataclass(slots=True)
class _Job(Generic[T]):
    call: Callable[[CancelToken], T]
    token: CancelToken
    owner: QObject
    on_done: Callable[[T], None]
    on_failed: Callable[[Exception], None]
    result: T | None = None
    error: Exception | None = None


class TaskRunner(QObject):
    """Runs calls on worker threads and hands their outcome to the GUI thread.

    The outcome is exactly one of two callbacks, or none if the call was canceled or its owner is
    gone. The pool's runnables own no QObject: they borrow this object's signal.
    """

    _finished = Signal(object)  # the job, from a worker thread
    became_idle = Signal()  # the last piece of work has been handed over

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(4)
        self._jobs: set[int] = set()
        self._finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is running or waiting to be handed over."""
        return not self._jobs

    def submit(
        self,
        call: Callable[[CancelToken], T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None],
    ) -> CancelToken:
        """Run a call on a worker thread.

        Args:
            call: Receives the cancel token; runs on a worker thread, must not touch widgets.
            owner: Without it nothing is handed over any more.
            on_done: Receives the result on the GUI thread.
            on_failed: Receives the exception on the GUI thread.
        """
        job = _Job(call, CancelToken(), owner, on_done, on_failed)
        self._jobs.add(id(job))
        self._pool.start(partial(self._run, job))
        return job.token

    def shut_down(self) -> None:
        """Wait until no worker is running any more, a limited time; hand nothing over any more."""
        self._pool.clear()
        self._pool.waitForDone(SHUT_DOWN_MS)
        self._jobs.clear()

    def _run(self, job: _Job[T]) -> None:
        try:
            job.token.check()
            job.result = job.call(job.token)
        except CanceledError:
            job.token.cancel()
        except Exception as error:  # noqa: BLE001 - the border of a task: every error is handed over
            job.error = error
        if shiboken6.isValid(self):
            self._finished.emit(job)

    @Slot(object)
    def _hand_over(self, job: _Job[T]) -> None:
        if id(job) not in self._jobs:
            return  # queued before the runner was shut down
        self._jobs.discard(id(job))
        if not job.token.canceled and shiboken6.isValid(job.owner):
            if job.error is not None:
                job.on_failed(job.error)
            else:
                job.on_done(job.result)  # type: ignore[arg-type] # set when there is no error
        if self.idle:
            self.became_idle.emit()
