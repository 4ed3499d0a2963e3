"""``weighbridge license`` where it is about texts: show, import, fetch, recognize, remove."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.cli.guard import Exit
from desktop.cli.text_tables import (
    LIST_SHEET,
    RECOGNIZED_SHEET,
    difference_rows,
    kept_tables,
    line_tables,
    list_rows,
    list_table,
    recognized_tables,
    where_table,
)
from desktop.cli.wording import columns, stamp_note
from desktop.core.errors import NetworkError, NotFoundError, UsageError
from desktop.core.licenses.license import NOT_LEGAL_ADVICE, LicenseText, Terms
from desktop.core.licenses.license_wording import address_of_copy
from desktop.core.licenses.stored_text import StoredText, foremost
from desktop.core.licenses.text_claims import TextState, state_of
from desktop.core.licenses.text_match import RecognitionKind
from desktop.formats.documents import Document, stamp
from desktop.formats.tables import Table
from desktop.formats.text_document import (
    places_document,
    recognition_document,
    texts_document,
)
from desktop.services.license_texts import LicenseTexts
from desktop.services.licenses import Licenses
from desktop.services.lookup import Lookup

_SHORTEST = 6
"""Hexadecimal digits by which a stored text may be named."""


def asks_for_texts(asked: argparse.Namespace) -> bool:
    """Whether the arguments of ``license`` are about stored texts."""
    options = (asked.import_file, asked.fetch, asked.recognize, asked.remove)
    return asked.text or asked.texts or any(option is not None for option in options)


def answer_texts(asked: argparse.Namespace, reader: CatalogReader) -> Answer:
    """Do what the arguments say about texts.

    Raises:
        NotFoundError: there is no such license or stored text.
        TextError: a file cannot be read or is no text.
        NetworkError: a text cannot be fetched.
        UsageError: what is asked has no answer.
    """
    shelf = _Shelf(reader, asked)
    if asked.recognize is not None:
        return shelf.recognized()
    if asked.remove is not None:
        return shelf.removed()
    if asked.texts:
        return shelf.listed()
    if asked.text:
        return shelf.shown()
    return shelf.kept()


class _Shelf:
    """The stored texts of a catalog, for one command."""

    def __init__(self, reader: CatalogReader, asked: argparse.Namespace) -> None:
        self._reader = reader
        self._asked = asked
        self._texts = LicenseTexts(reader)

    def recognized(self) -> Answer:
        path = self._asked.recognize
        text, found = self._texts.recognize_file(path)
        return Answer(
            document=lambda: {
                **self._head(),
                "path": str(path),
                "recognition": recognition_document(found),
            },
            tables=lambda: [*recognized_tables(str(path), text, found), self._foot()],
            sheet=lambda: Table("", columns(RECOGNIZED_SHEET), tuple(difference_rows(found))),
        )

    def kept(self) -> Answer:
        terms = self._terms() if self._asked.license is not None else None
        terms_id = terms.id if terms else ""
        if self._asked.import_file is not None:
            stored = self._texts.import_file(self._asked.import_file, terms_id)
        else:
            stored = self._fetched(terms)
        states = tuple(state_of(t, stored) for t in self._terms_of(stored.file))
        return Answer(
            document=lambda: {
                **self._head(),
                "kept": texts_document([stored], states[:1], with_text=False)[0],
                "terms": [t.id for t in self._terms_of(stored.file)],
            },
            tables=lambda: [
                *kept_tables(stored, [t.id for t in self._terms_of(stored.file)], states),
                self._foot(),
            ],
            sheet=lambda: Table("", columns(LIST_SHEET), tuple(list_rows([stored], states))),
            remarks=_remarks(stored, terms),
        )

    def listed(self) -> Answer:
        terms = self._terms() if self._asked.license is not None else None
        texts = self._texts.stored(terms.id) if terms else self._texts.all()
        return self._list(texts, self._states(texts, terms))

    def removed(self) -> Answer:
        asked = self._asked.remove.strip().lower()
        found = sorted({t.sha256 for t in self._texts.all() if t.sha256.startswith(asked)})
        if len(asked) < _SHORTEST or not found:
            raise NotFoundError("stored text", self._asked.remove, ())
        if len(found) > 1:
            raise UsageError(f"{asked} begins the digests of {len(found)} texts: give more of it")
        self._texts.remove(found[0])
        return Answer(
            document=lambda: {**self._head(), "removed": found[0]},
            tables=lambda: [Table("", (), (), (f"Removed: {found[0]}.",))],
            sheet=lambda: Table("", columns(("removed",)), ((found[0],),)),
        )

    def shown(self) -> Answer:
        terms = self._terms()
        stored = self._texts.stored(terms.id)
        shown = _one_of_each(terms, stored)
        lacking = [t for t in terms.texts if t.file not in {s.file for s in shown}]
        return Answer(
            document=lambda: self._shown_document(terms, shown, lacking),
            tables=lambda: [*self._shown_tables(terms, shown, lacking), self._foot()],
            sheet=lambda: Table(
                "",
                columns(("file", "line", "text")),
                tuple((s.file, str(n), line) for s in shown for n, line in enumerate(s.lines(), 1)),
            ),
            remarks=_more(len(stored) - len(shown)),
            code=Exit.DONE if shown else Exit.NOT_FOUND,
        )

    def _shown_document(
        self, terms: Terms, shown: Sequence[StoredText], lacking: Sequence[LicenseText]
    ) -> Document:
        return {
            **self._head(),
            "license": self._asked.license,
            "terms": terms.id,
            "texts": texts_document(shown, self._states(shown, terms), with_text=True),
            "not_stored": places_document(lacking),
        }

    def _shown_tables(
        self, terms: Terms, shown: Sequence[StoredText], lacking: Sequence[LicenseText]
    ) -> Iterator[Table]:
        for text in shown:
            yield from line_tables(text)
        if lacking:
            yield where_table(terms.id, lacking)

    def _list(self, texts: Sequence[StoredText], states: Sequence[TextState]) -> Answer:
        return Answer(
            document=lambda: {
                **self._head(),
                "texts": texts_document(texts, states, with_text=False),
            },
            tables=lambda: [list_table("Stored texts", texts, states), self._foot()],
            sheet=lambda: Table("", columns(LIST_SHEET), tuple(list_rows(texts, states))),
        )

    def _fetched(self, terms: Terms | None) -> StoredText:
        known = next((t for t in terms.texts if t.role == "license"), None) if terms else None
        url = self._asked.fetch or (known.url if known else "") or (terms.url if terms else "")
        if not url:
            raise UsageError("no address is known for its text: name one, as in --fetch URL")
        try:
            return self._texts.fetch(url, terms.id if terms else "")
        except NetworkError as error:
            copy = address_of_copy(known) if known and not self._asked.fetch else ""
            if not copy:
                raise
            step = f"{error.next_step}; " if error.next_step else ""
            step += f"the copy that was read is at {copy}"
            raise NetworkError(error.url, error.problem, step) from error

    def _terms(self) -> Terms:
        found = Licenses(self._reader).find(Lookup(self._reader).license(self._asked.license))
        if found.terms is None:
            raise UsageError(
                f"{found.license.id} stands for no one text that the catalog has read; "
                "leave the ID out, and the text is kept for whatever it is recognized as"
            )
        return found.terms

    def _terms_of(self, file: str) -> list[Terms]:
        if not file:
            return []
        terms = self._reader.terms(self._reader.all_terms()).values()
        return [t for t in terms if any(text.file == file for text in t.texts)]

    def _states(self, texts: Sequence[StoredText], terms: Terms | None) -> list[TextState]:
        """Return a state for each text that some terms were read from."""
        found: list[TextState] = []
        for text in texts:
            owners = [terms] if terms else self._terms_of(text.file)
            found += [state_of(owner, text) for owner in owners[:1]]
        return found

    def _head(self) -> Document:
        return {"catalog": stamp(self._reader.stamp()), "not_legal_advice": NOT_LEGAL_ADVICE}

    def _foot(self) -> Table:
        return Table("", (), (), (NOT_LEGAL_ADVICE, stamp_note(self._reader.stamp())))


def _one_of_each(terms: Terms, stored: Sequence[StoredText]) -> list[StoredText]:
    """Return a text for each document: the known text itself, else the one that came last."""
    found: list[StoredText] = []
    for file in dict.fromkeys(text.file for text in terms.texts):
        of_file = [s for s in stored if s.file == file]
        found += [foremost(of_file)] if of_file else []
    return found


def _more(number: int) -> tuple[str, ...]:
    if number <= 0:
        return ()
    said = "another stored text" if number == 1 else f"{number} more stored texts"
    return (f"There is {said} of it: see --texts.",)


def _remarks(stored: StoredText, terms: Terms | None) -> tuple[str, ...]:
    if stored.recognition.kind is RecognitionKind.UNKNOWN:
        if terms is None:
            return ("It is no text that the catalog knows, and stands for no license.",)
        return (f"It is no text that the catalog knows; it stands for {terms.id} as you said.",)
    if terms is not None and stored.file not in {text.file for text in terms.texts}:
        return (f"It is not the text of {terms.id}: it was recognized as {stored.file}.",)
    return ()
