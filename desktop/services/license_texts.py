"""License texts that the user brings: recognized, kept, and where the catalog's claims stand."""

from __future__ import annotations

import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from desktop.catalog.license_texts import Sighting, TextShelf
from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CancelToken, Progress, no_progress
from desktop.core.errors import NotFoundError, TextError
from desktop.core.licenses.license import Reference
from desktop.core.licenses.stored_text import Brought, ClaimInText, StoredText, foremost
from desktop.core.licenses.text_bytes import MOST_BYTES, NotTextError, text_of_bytes
from desktop.core.licenses.text_match import (
    Fingerprint,
    Recognition,
    recognize,
)
from desktop.core.licenses.text_place import locate

_KEPT = 32
"""Texts that are held decoded and recognized: a page asks for the same few again and again."""


class LicenseTexts:
    """The texts of one catalog; safe to use from several threads.

    A text that is recognized, wholly or nearly, stands for the known text that it was recognized
    as, whatever the user said; one that is not stands for the license of the terms that the user
    named.

    Raises:
        CatalogError: from any method, when the catalog cannot be read or written.
    """

    def __init__(
        self, reader: CatalogReader, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._reader = reader
        self._shelf = TextShelf(reader.path)
        self._now = now
        self._known: tuple[Fingerprint, ...] | None = None
        self._content = lru_cache(maxsize=_KEPT)(self._read_content)

    def claim(self, terms_id: str, reference: Reference) -> ClaimInText:
        """Return where a statement stands in a stored text of the terms.

        Of several texts of the document that the statement is about, one that is the known text
        goes before one that is not, then the one that came last.
        """
        files = self._files(terms_id)
        of_document = [t for t in self._texts_of(files) if files[t.file] == reference.document]
        if not of_document:
            return ClaimInText(reference, None, None)
        stored = foremost(of_document)
        located = locate(stored.text, reference.find, reference.line)
        return ClaimInText(reference, stored, located)

    def stored(self, terms_id: str) -> tuple[StoredText, ...]:
        """Return the stored texts of the terms' documents, the last first."""
        return self._texts_of(self._files(terms_id))

    def all(self) -> tuple[StoredText, ...]:
        """Return every stored text, the last first."""
        return self._stored(self._shelf.sightings())

    def recognize_file(self, path: Path) -> tuple[str, Recognition]:
        """Return the text of a file and what it is recognized as; nothing is kept.

        Raises:
            TextError: the file cannot be read or is no text.
        """
        text = _text(_read_file(path), str(path))
        return text, recognize(text, self._fingerprints())

    def import_file(
        self, path: Path, terms_id: str = "", token: CancelToken | None = None
    ) -> StoredText:
        """Keep the text of a file.

        Args:
            path: The file.
            terms_id: Terms that it is the text of, as the user says; blank: nobody says.
            token: Stops it; nothing is kept then.

        Raises:
            TextError: the file cannot be read or is no text.
            NotFoundError: there are no such terms.
            CanceledError: the token was canceled.
        """
        self._check_terms(terms_id)
        content = _read_file(path)
        return self._keep(content, terms_id, Brought.IMPORTED, _storable(path.absolute()), token)

    def fetch(
        self,
        url: str,
        terms_id: str = "",
        token: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> StoredText:
        """Fetch a text over the network and keep it.

        Args:
            url: Where it is; addresses of pages about a file on GitHub or Hugging Face become
                those of the file.
            terms_id: Terms that it is the text of, as the user says; blank: nobody says.
            token: Stops it within a fifth of a second; nothing is kept then.
            progress: Told how many bytes have come.

        Raises:
            NetworkError: it cannot be had, or is a web page.
            TextError: what came is no text.
            NotFoundError: there are no such terms.
            CanceledError: the token was canceled.
        """
        from desktop.hub.text_fetch import fetch_text  # seldom asked for, and loads much

        self._check_terms(terms_id)
        fetched = fetch_text(url, token, progress)
        return self._keep(fetched.content, terms_id, Brought.FETCHED, fetched.url, token)

    def remove(self, sha256: str) -> None:
        """Forget a stored text and how it came.

        Raises:
            NotFoundError: there is no such text.
        """
        if not self._shelf.remove(sha256):
            raise NotFoundError("stored text", sha256, ())
        self._content.cache_clear()

    def _keep(
        self, content: bytes, terms_id: str, brought: Brought, where: str, token: CancelToken | None
    ) -> StoredText:
        stop = token or CancelToken()
        stop.check()
        text = _text(content, where)
        found = recognize(text, self._fingerprints())
        stop.check()
        digest = sha256(content).hexdigest()
        when = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        stands_for = self._stands_for(found, terms_id)
        sighting = Sighting(
            *(digest, stands_for, terms_id, brought, where, when), found.kind, found.similarity
        )
        self._shelf.add(content, sighting)
        return _stored(sighting, _Read(text, found))

    def _stands_for(self, found: Recognition, terms_id: str) -> str:
        files = self._files(terms_id)
        own = [file for file in found.files if file in files]
        if own or found.files:
            return (own or list(found.files))[0]
        return next((file for file, role in files.items() if role == "license"), "")

    def _texts_of(self, files: dict[str, str]) -> tuple[StoredText, ...]:
        return self._stored(self._shelf.sightings(tuple(files))) if files else ()

    def _stored(self, sightings: tuple[Sighting, ...]) -> tuple[StoredText, ...]:
        last: dict[tuple[str, str], Sighting] = {}
        for sighting in sightings:
            last.setdefault((sighting.sha256, sighting.file), sighting)
        found: list[StoredText] = []
        for sighting in last.values():
            # Another program may have removed it since.
            with suppress(_GoneError):
                found.append(_stored(sighting, self._content(sighting.sha256)))
        return tuple(found)

    def _read_content(self, digest: str) -> _Read:
        content = self._shelf.content(digest)
        if content is None:
            raise _GoneError
        text = _text(content, f"The stored text {digest[:12]}")
        return _Read(text, recognize(text, self._fingerprints()))

    def _fingerprints(self) -> tuple[Fingerprint, ...]:
        if self._known is None:
            self._known = self._shelf.fingerprints()
        return self._known

    def _files(self, terms_id: str) -> dict[str, str]:
        """Return the files of the terms' documents with their roles."""
        found = self._reader.terms([terms_id]).get(terms_id)
        return {text.file: text.role for text in found.texts} if found else {}

    def _check_terms(self, terms_id: str) -> None:
        if terms_id and not self._reader.terms([terms_id]):
            raise NotFoundError("license", terms_id, ())


class _GoneError(Exception):
    """A text was removed between two questions."""


class _Read(NamedTuple):
    text: str
    recognition: Recognition


def _stored(sighting: Sighting, read: _Read) -> StoredText:
    return StoredText(
        *(sighting.sha256, read.text, sighting.file, read.recognition),
        *(sighting.brought, sighting.place, sighting.seen_at),
    )


def _read_file(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise TextError(str(path), "it is a folder")
        if not stat.S_ISREG(mode):  # a pipe could keep us waiting for ever
            raise TextError(str(path), "it is no file")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise TextError(str(path), "there is no such file") from None
    except PermissionError:
        raise TextError(str(path), "you may not read it") from None
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise TextError(str(path), f"it cannot be read ({said})") from error


def _text(content: bytes, where: str) -> str:
    try:
        return text_of_bytes(content)
    except NotTextError as error:
        raise TextError(where, str(error)) from None


def _storable(path: Path) -> str:
    # A name that is no text in this locale holds halves of pairs, which nothing can store.
    return str(path).encode("utf-8", "replace").decode()
