"""The JSON documents of license texts that the user brought."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.licenses.license import LicenseText
from desktop.core.licenses.license_wording import address_of_copy
from desktop.core.licenses.stored_text import StoredText
from desktop.core.licenses.text_claims import PlacedTerm, TextState
from desktop.core.licenses.text_match import Recognition
from desktop.core.licenses.text_place import Place
from desktop.formats.documents import Document


def recognition_document(found: Recognition) -> Document:
    """Return what a text was recognized as, and how it differs from that."""
    return {
        "kind": str(found.kind),
        "files": list(found.files),
        "similarity": round(found.similarity, 4),
        "added": [
            {"first_line": a.first_line, "last_line": a.last_line, "words": a.words, "text": a.text}
            for a in found.added
        ],
        "missing": [
            {"first_line": m.first_line, "last_line": m.last_line, "words": m.words}
            for m in found.missing
        ],
    }


def stored_document(stored: StoredText, *, with_text: bool = False) -> Document:
    """Return a stored text: what it is and where it came from; its words only where asked for."""
    return {
        "sha256": stored.sha256,
        "file": stored.file or None,
        "brought": str(stored.brought),
        "where": stored.where,
        "when": stored.when,
        "recognition": recognition_document(stored.recognition),
        **({"text": stored.text} if with_text else {}),
    }


def state_document(state: TextState) -> Document:
    """Return how many statements are in place, moved and stale in a text, and which."""
    return {
        "in_place": len(state.at(Place.IN_PLACE)),
        "moved": [_placed(term) for term in state.at(Place.MOVED)],
        "stale": [_placed(term) for term in state.at(Place.STALE)],
    }


def texts_document(
    texts: Sequence[StoredText], states: Sequence[TextState], *, with_text: bool
) -> list[Document]:
    """Return stored texts, each with the states of the statements about it where there are any."""
    of = {(state.stored.sha256, state.stored.file): state for state in states}
    return [
        {
            **stored_document(text, with_text=with_text),
            "claims": state_document(of[text.sha256, text.file])
            if (text.sha256, text.file) in of
            else None,
        }
        for text in texts
    ]


def places_document(texts: Sequence[LicenseText]) -> list[Document]:
    """Return where the texts of a license can be had."""
    return [
        {
            "role": text.role,
            "file": text.file,
            "url": text.url or None,
            "copy_that_was_read": address_of_copy(text) or None,
        }
        for text in texts
    ]


def _placed(placed: PlacedTerm) -> Document:
    at, located = placed.claim.reference, placed.claim.located
    return {
        "term": placed.term,
        "document": at.document,
        "section": at.section,
        "line": at.line,
        "find": at.find,
        "line_now": located.line if located else None,
    }
