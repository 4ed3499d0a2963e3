"""Long questions to SQLite: they can be canceled at once, and given up when they take too much."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.core.cancellation import CancelToken

_STEPS = 20_000
"""Instructions of SQLite's machine between two looks at the token: about half a millisecond."""


class TooMuchError(Exception):
    """A question took more work than it was given."""


@contextmanager
def asking(
    connection: sqlite3.Connection, token: CancelToken | None, most: int | None = None
) -> Iterator[None]:
    """Let what is asked of a connection be canceled.

    Args:
        connection: What is asked.
        token: Looked at every half millisecond.
        most: Instructions of SQLite's machine that are allowed; None for any number.

    Raises:
        CanceledError: the token was canceled.
        TooMuchError: the work is not done, and what was allowed is used up.
    """
    watch = _Watch(token, None if most is None else most // _STEPS)
    watch.check()
    connection.set_progress_handler(watch.stops, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_INTERRUPT:
            raise
        watch.check()
        raise TooMuchError from error
    finally:
        connection.set_progress_handler(None, 0)


class _Watch:
    def __init__(self, token: CancelToken | None, looks: int | None) -> None:
        self._token = token
        self._looks = looks

    def check(self) -> None:
        if self._token:
            self._token.check()

    def stops(self) -> bool:
        if self._token and self._token.canceled:
            return True
        if self._looks is None:
            return False
        self._looks -= 1
        return self._looks < 0
