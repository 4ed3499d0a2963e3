"""The verdicts of the list: one for each legal situation, worked out in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.viewmodels.state import ViewState, ViewStore

if TYPE_CHECKING:
    from desktop.core.cancellation import CancelToken
    from desktop.core.verdict.profile import Profile
    from desktop.core.verdict.verdict import Answer
    from desktop.services.verdicts import Verdicts
    from desktop.viewmodels.opened import Opened
    from desktop.viewmodels.tasks import TaskRunner


class Judging(QObject):
    """Judges anew whenever the plan changes; without a use there is nothing to judge."""

    judged = Signal(object)  # dict: answer of the profile by number of a legal situation
    failed = Signal(object)  # the exception

    def __init__(self, store: ViewStore, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._verdicts: Verdicts | None = None
        self._running: CancelToken | None = None
        store.changed.connect(self._state_changed)

    @Slot(object)
    def use(self, opened: Opened) -> None:
        """Judge the models of this catalog from now on."""
        self._verdicts = opened.verdicts
        self._judge(self._store.state.profile)

    def stop(self) -> None:
        """Judge nothing any more until there is another catalog."""
        self._verdicts = None
        if self._running is not None:
            self._running.cancel()
            self._running = None

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if before.profile != after.profile:
            self._judge(after.profile)

    def _judge(self, profile: Profile) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None
        if self._verdicts is None:
            return
        if not profile.uses:
            self.judged.emit({})
            return
        self._running = self._tasks.submit(
            partial(_answers, self._verdicts, profile),
            owner=self,
            on_done=self.judged.emit,
            on_failed=self.failed.emit,
        )


def _answers(verdicts: Verdicts, profile: Profile, _token: CancelToken) -> dict[int, Answer]:
    return verdicts.answers(profile)
