"""Open a catalog that exists, and say clearly when that cannot be done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import quote

from desktop.catalog.schema import APPLICATION_ID, VERSION
from desktop.core.errors import (
    CatalogError,
    DamagedCatalogError,
    ForeignFileError,
    NewerCatalogError,
)

BUSY_SECONDS = 5.0
"""How long a reader waits for a writer."""

CACHE_KIB = 16_384
"""Pages that a connection keeps. A window has two or three at work; SQLite's own 2 MiB doubles the
time in which rows are looked up among a million models."""

_MAGIC = b"SQLite format 3\x00"


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a catalog without the right to change it.

    Raises:
        DamagedCatalogError, NewerCatalogError, ForeignFileError: as their names say.
        CatalogError: there is no such file, or it may not be read.
    """
    _check_head(path)
    with translated(path):
        connection = _connect(path)
        try:
            found, version = (
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version")
            )
            _check_identity(path, found, version)
        except (sqlite3.Error, CatalogError):
            connection.close()
            raise
        return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a file into what a user can act on."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise CatalogError(
                path, "is locked by another program", "close that program or wait, then try again"
            ) from error
        if "unable to open" in str(error) or "readonly" in str(error):
            raise CatalogError(
                path, "cannot be opened", "check that you may read the file and its folder"
            ) from error
        if "decode" in str(error) or _says_damaged(error):
            raise damaged(path, error) from error
        raise
    except sqlite3.DatabaseError as error:
        # The rest are questions of ours that make no sense: bugs, not damage.
        if _says_damaged(error):
            raise damaged(path, error) from error
        raise
    except UnicodeDecodeError as error:
        # Python's sqlite3 raises it where SQLite's own message quotes damaged text.
        raise damaged(path, error) from error


def _says_damaged(error: sqlite3.Error) -> bool:
    # The low byte is the kind; the rest of the code tells kinds of a kind apart.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def damaged(path: Path, error: Exception) -> DamagedCatalogError:
    """Return what to say of a catalog in which something cannot be read."""
    return DamagedCatalogError(path, f"is damaged ({error})", "it was left as it is")


def set_aside(path: Path, today: date) -> Path:
    """Move a catalog that cannot be used out of the way, and return where it is now.

    Nothing is deleted. A second one on the same day gets a number.

    Raises:
        CatalogError: the file cannot be moved.
    """
    aside = path.with_name(f"{path.name}.damaged-{today.isoformat()}")
    number = 2
    while aside.exists():
        aside = path.with_name(f"{path.name}.damaged-{today.isoformat()}-{number}")
        number += 1
    try:
        path.rename(aside)
        for suffix in ("-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise CatalogError(
            path, f"is damaged and cannot be moved ({error.strerror})", "it was left as it is"
        ) from error
    return aside


def _check_head(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise CatalogError(path, "does not exist", "start Weighbridge without it once") from None
    except OSError as error:
        raise CatalogError(
            path, f"cannot be read ({error.strerror})", "check the rights of the file"
        ) from error
    if head[:16] != _MAGIC or len(head) < 100:
        raise ForeignFileError(path, "is not a Weighbridge catalog", "it was left as it is")
    _check_identity(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))


def _check_identity(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID:
        raise ForeignFileError(path, "is not a Weighbridge catalog", "it was left as it is")
    if version < 1:
        raise DamagedCatalogError(path, "is damaged (it has no version)", "it was left as it is")
    if version > VERSION:
        raise NewerCatalogError(
            path,
            f"was made by a newer Weighbridge (version {version}, this one reads {VERSION})",
            "it was left as it is; use the newer program, or another file with --catalog",
        )


def _connect(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path))}"
    try:
        return _checked(f"{address}?mode=ro")
    except sqlite3.OperationalError as error:
        log = path.with_name(path.name + "-wal")
        # Readers leave an empty one behind; only one with content holds changes.
        if "locked" in str(error) or (log.exists() and log.stat().st_size):
            raise
        # A folder that may not be written: WAL needs a side file there, an immutable file does not.
        return _checked(f"{address}?mode=ro&immutable=1")


def _checked(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False, cached_statements=256
    )
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
