"""License texts that the user brought, and the fingerprints by which they are recognized.

No text comes with the program: only what somebody imports or fetches is kept, byte for byte.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from desktop.catalog.connection import BUSY_SECONDS, damaged, open_for_reading, translated
from desktop.core.errors import CatalogError
from desktop.core.licenses.stored_text import Brought
from desktop.core.licenses.text_match import Fingerprint, RecognitionKind, read_units

_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
T = TypeVar("T")

_COLUMNS = "sha256, file, terms_id, brought, place, seen_at, kind, similarity"


@dataclass(frozen=True, slots=True)
class Sighting:
    """How a text came into the catalog once.

    Attributes:
        sha256: Digest of its bytes.
        file: Name of the known text that it stands for; blank where nobody knows.
        terms_id: Terms that the user named; blank where none were.
        place: File or address it came from.
        seen_at: Day and time, UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
        kind: How well it was recognized at that time.
        similarity: Share of words in common with that text, 0 to 1.
    """

    sha256: str
    file: str
    terms_id: str
    brought: Brought
    place: str
    seen_at: str
    kind: RecognitionKind
    similarity: float


class TextShelf:
    """Keeps texts in one catalog file; safe to use from several threads.

    Raises:
        CatalogError: from any method, when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def fingerprints(self) -> tuple[Fingerprint, ...]:
        """Return what every known text is recognized by."""
        sql = "SELECT file, sha256, raw_sha256, units FROM license_fingerprints ORDER BY file"
        return self._read(
            sql, (), lambda row: Fingerprint(row[0], row[1], row[2], read_units(row[3]))
        )

    def sightings(self, files: Sequence[str] | None = None) -> tuple[Sighting, ...]:
        """Return how texts came, the last first: all, or those that stand for known texts.

        Args:
            files: Names of known texts; None: all that is kept.
        """
        where = "" if files is None else f"WHERE file IN ({', '.join('?' * len(files))})"
        sql = f"SELECT {_COLUMNS} FROM stored_text_sightings {where} ORDER BY seen_at DESC, id DESC"
        return self._read(sql, files or (), _sighting)

    def content(self, digest: str) -> bytes | None:
        """Return the bytes of a text, None where it is not kept.

        Raises:
            DamagedCatalogError: they are not those that were put there.
        """
        sql = "SELECT content FROM stored_texts WHERE sha256 = ?"
        found = self._read(sql, (digest,), lambda row: bytes(row[0]))
        if not found:
            return None
        if sha256(found[0]).hexdigest() != digest:
            raise damaged(self._path, ValueError(f"the license text {digest[:12]} was changed"))
        return found[0]

    def add(self, content: bytes, sighting: Sighting) -> None:
        """Keep a text, or how it came again, in one transaction."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO stored_texts (sha256, content, size) VALUES (?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (sighting.sha256, content, len(content)),
            )
            # Seen again: a newer row, so that what came last is known by its number, too.
            connection.execute(
                "DELETE FROM stored_text_sightings"
                " WHERE sha256 = ? AND terms_id = ? AND brought = ? AND place = ?",
                (sighting.sha256, sighting.terms_id, sighting.brought, sighting.place),
            )
            connection.execute(
                f"INSERT INTO stored_text_sightings ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(sighting.sha256, sighting.file, sighting.terms_id, str(sighting.brought)),
                    *(sighting.place, sighting.seen_at, str(sighting.kind), sighting.similarity),
                ),
            )

    def remove(self, digest: str) -> bool:
        """Forget a text and how it came; return whether it was there."""
        with self._writing() as connection:
            connection.execute("DELETE FROM stored_text_sightings WHERE sha256 = ?", (digest,))
            cursor = connection.execute("DELETE FROM stored_texts WHERE sha256 = ?", (digest,))
            return cursor.rowcount > 0

    def _read(
        self, sql: str, parameters: Sequence[str], made: Callable[[sqlite3.Row], T]
    ) -> tuple[T, ...]:
        # A connection of its own: texts are asked for seldom, and kept by who asked.
        with translated(self._path), closing(open_for_reading(self._path)) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute(sql, parameters).fetchall()
        try:
            return tuple(made(row) for row in rows)
        except (ValueError, TypeError) as error:
            raise damaged(self._path, error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Open the catalog for one transaction: all of it is kept, or nothing."""
        address = f"file:{quote(str(self._path))}?mode=rw"
        try:
            with closing(
                sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
            ) as connection:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _READ_ONLY:
                raise CatalogError(
                    self._path,
                    "may not be written, so no text was kept or removed",
                    "make it writable, or copy it and name the copy with --catalog FILE",
                ) from error
            with translated(self._path):
                raise _failed(self._path, error) from error


def _failed(path: Path, error: sqlite3.Error) -> Exception:
    """Return the error itself where ``translated`` knows it, else what to say of it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return CatalogError(path, "could not be written: the disk is full", "free some space")
    return error


def _sighting(row: sqlite3.Row) -> Sighting:
    digest, file, terms_id, brought, place, seen_at, kind, similarity = row
    return Sighting(
        *(digest, file, terms_id, Brought(brought), place, seen_at),
        *(RecognitionKind(kind), similarity),
    )
