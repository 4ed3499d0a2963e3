"""How the statements of a reading stand in a stored text: in place, moved or stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.core.licenses.license import INCOMPLETE, Reference, Terms
from desktop.core.licenses.stored_text import ClaimInText, StoredText
from desktop.core.licenses.text_place import Place, locate


@dataclass(frozen=True, slots=True)
class PlacedTerm:
    """A statement, by the name of its permission, condition or limitation, and where it is."""

    term: str
    claim: ClaimInText


@dataclass(frozen=True, slots=True)
class TextState:
    """All statements about one document, in a stored text of it.

    Attributes:
        terms: In the order of the reading; each has been looked for.
    """

    stored: StoredText
    terms: tuple[PlacedTerm, ...]

    def at(self, place: Place) -> tuple[PlacedTerm, ...]:
        """Return the statements with one outcome."""
        return tuple(
            t for t in self.terms if t.claim.located is not None and t.claim.located.place is place
        )


def state_of(terms: Terms, stored: StoredText) -> TextState:
    """Return where every statement about a stored text's document stands in it."""
    roles = {text.role for text in terms.texts if text.file == stored.file}
    return TextState(
        stored,
        tuple(
            PlacedTerm(
                term,
                ClaimInText(at, stored, locate(stored.text, at.find, at.line)),
            )
            for term, at in _statements(terms)
            if at.document in roles
        ),
    )


def _statements(terms: Terms) -> Iterator[tuple[str, Reference]]:
    for permission in terms.permissions:
        yield str(permission.permission), permission.reference
    for condition in terms.conditions:
        yield condition.type, condition.reference
    for limitation in terms.limitations:
        yield limitation.type, limitation.reference
    for ambiguity in terms.ambiguities:
        if INCOMPLETE not in ambiguity.touches:  # that one is no statement about the text
            yield "ambiguity", ambiguity.reference
