"""License texts that the user brought: what they are, where from, where a claim stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.licenses.license import Reference
from desktop.core.licenses.text_bytes import with_plain_ends
from desktop.core.licenses.text_match import Recognition, RecognitionKind
from desktop.core.licenses.text_place import Located


class Brought(StrEnum):
    """How a text came into the catalog."""

    IMPORTED = "imported"
    FETCHED = "fetched"


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text in the catalog.

    Attributes:
        sha256: Digest of its bytes, by which it is kept.
        text: The text, decoded.
        file: Name of the known text that it stands for, as in ``license_texts``; blank where it is
            not recognized and nobody said.
        recognition: What a comparison with all known texts gave.
        brought: How it came.
        where: File name or address it came from.
        when: Day and time, UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
    """

    sha256: str
    text: str
    file: str
    recognition: Recognition
    brought: Brought
    where: str
    when: str

    def lines(self) -> list[str]:
        """Return its lines as claims count them: ended by CR LF, LF or CR, and by nothing else."""
        return with_plain_ends(self.text).removesuffix("\n").split("\n")


def foremost(texts: Sequence[StoredText]) -> StoredText:
    """Return which of several texts of one document is shown: the known text goes before others.

    Args:
        texts: At least one; the first among equals is taken.
    """
    exact = (text for text in texts if text.recognition.kind is RecognitionKind.EXACT)
    return next(exact, texts[0])


@dataclass(frozen=True, slots=True)
class ClaimInText:
    """Where a statement about a license stands in a stored text.

    Attributes:
        stored: The text; None where the catalog has none for this document.
        located: Where the statement's words are; None without a text.
    """

    reference: Reference
    stored: StoredText | None
    located: Located | None
