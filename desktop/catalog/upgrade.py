"""Bring a catalog that an older program made to this program's version."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from desktop.catalog.connection import BUSY_SECONDS, open_for_reading, translated
from desktop.catalog.derived import is_stale
from desktop.catalog.schema import VERSION, migrate
from desktop.core.errors import CatalogError

log = logging.getLogger(__name__)

_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_ELSEWHERE = "make it writable, or copy it to a place of your own and name that with --catalog FILE"


def bring_up_to_date(path: Path, check: Callable[[], None] = lambda: None) -> None:
    """Migrate a catalog if it is older, and work out what a writer left to be worked out.

    Args:
        path: An existing catalog.
        check: Called now and then; may raise to stop, and the catalog is as it was.

    Raises:
        CatalogError: the catalog cannot be read, is locked, or is older and may not be written; it
            is as it was.
    """
    with translated(path), closing(open_for_reading(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION and not is_stale(connection):
            return
    try:
        _migrate(path, check)
    except sqlite3.Error as error:
        read_only = getattr(error, "sqlite_errorcode", 0) & 0xFF in _READ_ONLY
        if read_only and version == VERSION:
            log.info("What is new in %s cannot be searched: it may not be written", path)
            return
        with translated(path):
            if not read_only:
                raise _failed(path, error) from error
        raise CatalogError(
            path, "was made by an older Weighbridge and may not be written", _ELSEWHERE
        ) from error
    if version < VERSION:
        log.info("Brought the catalog %s from version %d to %d", path, version, VERSION)


def _migrate(path: Path, check: Callable[[], None]) -> None:
    address = f"file:{quote(str(path))}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
        migrate(connection, check)


def _failed(path: Path, error: sqlite3.Error) -> Exception:
    """Return the error itself where ``translated`` knows it, else what to say of it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    ):
        return error
    return CatalogError(path, f"could not be brought up to date ({error})", "it was left as it is")
