"""Version and shape of the catalog file."""

from __future__ import annotations

import sqlite3

from desktop.catalog.migrations import m0001_initial

APPLICATION_ID = 0x57424347
"""Marks a SQLite file as a Weighbridge catalog ("WBCG")."""

MIGRATIONS: tuple[str, ...] = (m0001_initial.SQL,)
"""Scripts in order; the first makes version 1 of an empty file."""

VERSION = len(MIGRATIONS)
"""The version this program writes and reads."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a catalog to this program's version, in one transaction a step.

    Raises:
        sqlite3.Error: a step failed; the file is as it was before that step.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        connection.executescript(
            f"BEGIN IMMEDIATE; {script};"
            f" PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION_ID}; COMMIT;"
        )
