"""One statement about a license in the text that it was read from, in words."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop.core import numbers
from desktop.core.licenses.license import LicenseText, Reference
from desktop.core.licenses.license_summary import TermReceipt
from desktop.core.licenses.license_wording import address_of_copy, words
from desktop.core.licenses.stored_text import Brought, ClaimInText, StoredText
from desktop.core.licenses.text_match import Missing, Recognition, RecognitionKind
from desktop.core.licenses.text_place import Place

_BROUGHT = {Brought.IMPORTED: "Imported from", Brought.FETCHED: "Fetched from"}


@dataclass(frozen=True, slots=True)
class Passage:
    """What the reader shows.

    Attributes:
        receipt: The term.
        number: Which of its places, from 0.
        claim: Where that place is in a stored text; None where it was not looked for.
    """

    receipt: TermReceipt
    number: int = 0
    claim: ClaimInText | None = None

    @property
    def places(self) -> tuple[Reference, ...]:
        """Every place that the term rests on."""
        return self.receipt.entry.references

    @property
    def reference(self) -> Reference | None:
        """The place that is shown, None for a term that rests on none."""
        return self.places[self.number] if self.number < len(self.places) else None

    @property
    def stored(self) -> StoredText | None:
        """The text, None where the catalog has none of this document."""
        return self.claim.stored if self.claim else None

    @property
    def line(self) -> int | None:
        """Line of the statement in the text, from 1; None where it is not in it."""
        located = self.claim.located if self.claim else None
        return located.line if located else None

    @property
    def document(self) -> LicenseText | None:
        """The document that the place is in, as it was read for the catalog."""
        role = self.reference.document if self.reference else "license"
        return next((text for text in self.receipt.texts if text.role == role), None)

    @property
    def is_stale(self) -> bool:
        """Whether the text does not have the statement any more."""
        located = self.claim.located if self.claim else None
        return located is not None and located.place is Place.STALE

    @property
    def is_another(self) -> bool:
        """Whether the text is not the known one."""
        return self.stored is not None and (
            self.stored.recognition.kind is not RecognitionKind.EXACT
        )

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the text can be fetched: the copy that was read, then its own page."""
        document = self.document
        return fetch_addresses(document) if document else ()


def fetch_addresses(text: LicenseText) -> tuple[str, ...]:
    """Return the addresses of a text, that of the very copy that was read first."""
    found = (address_of_copy(text), text.url)
    return tuple(dict.fromkeys(filter(host, found)))


def host(address: str) -> str:
    """Return the machine that an address of the web is on, blank for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def place_words(passage: Passage) -> str:
    """Say where the statement stands in the text that is shown."""
    reference, claim = passage.reference, passage.claim
    if reference is None or claim is None or claim.located is None:
        return ""
    if claim.located.place is Place.STALE:
        return "No longer in this text: the statement must be read again."
    if claim.located.place is Place.MOVED:
        return f"Moved to line {claim.located.line:,} (it was read on line {reference.line:,})."
    return f"Line {claim.located.line:,}, where it was read."


def text_words(stored: StoredText) -> str:
    """Say what the text is recognized as, and what differs where it is another."""
    return {
        RecognitionKind.EXACT: _exact,
        RecognitionKind.NEAR: _near,
        RecognitionKind.UNKNOWN: _unknown,
    }[stored.recognition.kind](stored.recognition)


def brought_words(stored: StoredText) -> str:
    """Say where the text came from, and when."""
    day = stored.when.partition("T")[0]
    return f"{_BROUGHT[stored.brought]} {stored.where}, {day}."


def kept_elsewhere(stored: StoredText, receipt: TermReceipt) -> str:
    """Say as what a text was kept that is not one of the license asked about; else blank."""
    if stored.file in {text.file for text in receipt.texts}:
        return ""
    if stored.recognition.kind is RecognitionKind.UNKNOWN:
        return "The text is kept, but no known text is like it."
    return f"The text is kept as {stored.file}: that is what it was recognized as."


def document_words(passage: Passage) -> str:
    """Return what the document is called that the catalog has no text of."""
    document = passage.document
    role = words(document.role) if document else "license"
    return f"{passage.receipt.license.partition(chr(10))[0]} ({role})"


def _exact(found: Recognition) -> str:
    return f"The known text: {', '.join(found.files)}."


def _near(found: Recognition) -> str:
    alike = min(99.9, found.similarity * 100)
    known = ", ".join(found.files)
    said = [f"Only {alike:.1f} % like the known text {known}: treat as another license."]
    if found.added:
        added = sum(passage.words for passage in found.added)
        count = numbers.counted(len(found.added), "passage")
        said.append(f"Added: {count}, {numbers.counted(added, 'word')}, marked + in the text.")
    if found.missing:
        said.append(f"Missing, by lines of the known text: {_missing(found.missing)}.")
    if not found.added and not found.missing:
        said.append("Only signs or the layout of lists differ.")
    return " ".join(said)


def _unknown(_found: Recognition) -> str:
    return "Not recognized: no known text is like it. Treat as another license."


def _missing(passages: tuple[Missing, ...]) -> str:
    return ", ".join(
        f"{_lines(passage)} ({numbers.counted(passage.words, 'word')})" for passage in passages
    )


def _lines(passage: Missing) -> str:
    if passage.first_line == passage.last_line:
        return f"{passage.first_line:,}"
    return f"{passage.first_line:,}–{passage.last_line:,}"
