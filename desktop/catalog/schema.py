"""Version and shape of the catalog file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

from desktop.catalog.derived import refresh
from desktop.catalog.migrations import (
    m0001_initial,
    m0002_decisive,
    m0003_search,
    m0004_verdicts,
)

APPLICATION_ID = 0x57424347
"""Marks a SQLite file as a Weighbridge catalog ("WBCG")."""

MIGRATIONS: tuple[str, ...] = (
    m0001_initial.SQL,
    m0002_decisive.SQL,
    m0003_search.SQL,
    m0004_verdicts.SQL,
)
"""Scripts in order; the first makes version 1 of an empty file."""

VERSION = len(MIGRATIONS)
"""The version this program writes and reads."""


def migrate(connection: sqlite3.Connection, check: Callable[[], None] = lambda: None) -> None:
    """Bring a catalog to this program's version and its derived data up to date, or change nothing.

    Everything is one transaction, under a lock that keeps other writers out from the start.

    Args:
        connection: One that may write, without a transaction under way.
        check: Called now and then; may raise to stop.

    Raises:
        sqlite3.Error: a step failed, or another program holds the lock.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            for statement in _statements(script):
                check()
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        refresh(connection, check)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script: ``executescript`` would commit what is under way."""
    statement = ""
    for part in re.split(r"(?<=;)", script):
        statement += part
        if sqlite3.complete_statement(statement):  # not inside a trigger or a text
            yield statement
            statement = ""
    if statement.strip():
        yield statement
