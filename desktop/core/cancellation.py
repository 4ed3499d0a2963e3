"""Stopping long work, and saying how far it is."""

from __future__ import annotations

from threading import Event
from typing import Protocol


class CanceledError(Exception):
    """The work was stopped because somebody asked for it."""


class CancelToken:
    """Lets one thread ask another to stop; safe to use from any thread."""

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._event.set()

    @property
    def canceled(self) -> bool:
        """Whether somebody asked for a stop."""
        return self._event.is_set()

    def check(self) -> None:
        """Stop here if somebody asked for it.

        Raises:
            CanceledError: somebody did.
        """
        if self._event.is_set():
            raise CanceledError


class Progress(Protocol):
    """Receives how far long work is; called on the worker's thread."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Take note that so many of all steps are done, and what is next."""


def no_progress(done: int, total: int, what: str) -> None:
    """Receive progress and tell nobody."""
