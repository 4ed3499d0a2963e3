"""Recognize a license text by fingerprints of known ones.

A near-copy can differ from a known license where it matters: a text headed "MIT License" with a
paragraph about revenue at its end, an Apache text with one section more. So the whole text is
matched, never the name, and what differs is shown. Only digests of the known texts are at hand:
what a text lacks can be told by lines and numbers of words, not in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from desktop.core.licenses.text_units import Divided, divide, passage

NEAR = 0.5
"""Similarity from which a text is a near-copy of a known one."""

CONTAINED = 0.8
"""Share of the words of a known text that makes a longer text a near-copy that adds much."""

LONGEST_TEXT = 500_000
"""Characters; a longer text is no license and is not looked at. The longest known has 35,000."""

MOST_UNITS = 8_000
"""Units that are compared one by one; the longest known text has under 1,000."""

_LOOKED_AT = 4
"""Known texts that share most words, whose order of units is compared."""


class UnitMark(NamedTuple):
    """What is known of a sentence or clause of a text that is not at hand.

    Attributes:
        line: Line on which it begins, from 1.
        hash: BLAKE2b of 8 bytes over its normalized text, in hexadecimal.
        words: Number of words, at least 1.
    """

    line: int
    hash: str
    words: int


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a known text is recognized by.

    Attributes:
        file: Name of the file that was read.
        sha256: SHA-256 of the normalized text, in hexadecimal.
        raw_sha256: SHA-256 of the file as it was read, in UTF-8.
        units: Its sentences and clauses in order.
    """

    file: str
    sha256: str
    raw_sha256: str
    units: tuple[UnitMark, ...]

    @property
    def words(self) -> int:
        """Number of words that count."""
        return sum(unit.words for unit in self.units)


class RecognitionKind(StrEnum):
    """How well a text is known."""

    EXACT = "exact"
    NEAR = "near"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Added:
    """A passage that the known text does not have.

    Attributes:
        first_line: Line of the given text on which it begins, from 1.
        last_line: Line on which it ends.
        words: Number of words.
        text: The passage as it stands there; hostile, to be shown as plain text.
    """

    first_line: int
    last_line: int
    words: int
    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A passage of the known text that the given one does not have.

    Attributes:
        first_line: Line of the known file on which it begins, from 1.
        last_line: Line on which its last sentence or clause begins.
        words: Number of words.
    """

    first_line: int
    last_line: int
    words: int


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a text was recognized as.

    Attributes:
        kind: Whether it is a known text, differs from one in places, or is another.
        files: The known file; several where their texts differ in nothing that counts; none if
            unknown.
        similarity: Share of the words in common units, 0 to 1: twice the common words by the
            words of both texts. 1 with kind near: only signs or the layout of lists differ.
        added: What only the given text has, in its order.
        missing: What only the known text has, in its order.
    """

    kind: RecognitionKind
    files: tuple[str, ...] = ()
    similarity: float = 0.0
    added: tuple[Added, ...] = ()
    missing: tuple[Missing, ...] = ()


UNKNOWN = Recognition(RecognitionKind.UNKNOWN)


def fingerprint(file: str, text: str) -> Fingerprint:
    """Return the fingerprint of a text that was read from a file."""
    divided = divide(text)
    raw = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    marks = tuple(UnitMark(unit.line, unit.hash, unit.words) for unit in divided.units)
    return Fingerprint(file, divided.sha256, raw, marks)


def write_units(units: Iterable[UnitMark]) -> str:
    """Return units as the seeds hold them: ``line:words:hash``, joined by blanks."""
    return " ".join(f"{unit.line}:{unit.words}:{unit.hash}" for unit in units)


def read_units(written: str) -> tuple[UnitMark, ...]:
    """Return the units of a cell that ``write_units`` wrote.

    Raises:
        ValueError: A unit is not of this form; the message is the unit.
    """
    return tuple(_unit(part) for part in written.split())


def _unit(written: str) -> UnitMark:
    line, _, rest = written.partition(":")
    words, _, digest = rest.partition(":")
    numbers = line.isdecimal() and words.isdecimal() and int(line) > 0 and int(words) > 0
    if not numbers or len(digest) != 16 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError(written)
    return UnitMark(int(line), digest, int(words))


def recognize(text: str, known: Sequence[Fingerprint]) -> Recognition:
    """Return which known text this is, or which it is nearest to and how it differs.

    A text of more than ``LONGEST_TEXT`` characters is unknown; one of more than ``MOST_UNITS``
    units is exact or unknown. So the time is bounded, whatever the text holds.
    """
    if len(text) > LONGEST_TEXT:
        return UNKNOWN
    given = divide(text, MOST_UNITS + 1)
    if not given.units:
        return UNKNOWN
    same = _files_like(given.sha256, known)
    if same:
        return Recognition(RecognitionKind.EXACT, same, 1.0)
    if len(given.units) > MOST_UNITS:
        return UNKNOWN
    compared = [_compare(given, candidate) for candidate in _candidates(given, known)]
    near = [found for found in compared if found.is_near]
    if not near:
        return UNKNOWN
    best = max(near, key=lambda found: found.similarity)
    return best.recognition(given, _files_like(best.known.sha256, known))


def _files_like(digest: str, known: Sequence[Fingerprint]) -> tuple[str, ...]:
    return tuple(candidate.file for candidate in known if candidate.sha256 == digest)


def _candidates(given: Divided, known: Sequence[Fingerprint]) -> list[Fingerprint]:
    """Return the known texts that share most with the given one, whatever the order, best first."""
    counts = Counter(unit.hash for unit in given.units)
    given_words = sum(unit.words for unit in given.units)
    ranked: list[tuple[float, int]] = []
    for position, candidate in enumerate(known):
        left: dict[str, int] = {}
        shared = 0
        for unit in candidate.units:
            times = left.get(unit.hash)
            if times is None:
                times = counts.get(unit.hash, 0)
            if times:
                shared += unit.words
                left[unit.hash] = times - 1
        if shared:
            ranked.append((-2 * shared / (given_words + candidate.words), position))
    return [known[position] for _, position in sorted(ranked)[:_LOOKED_AT]]


class _Comparison(NamedTuple):
    """The given text beside a known one; blocks as ``difflib`` gives them, the last one empty."""

    known: Fingerprint
    similarity: float
    is_near: bool
    blocks: list[tuple[int, int, int]]

    def recognition(self, given: Divided, files: tuple[str, ...]) -> Recognition:
        added = tuple(_added(given, first, last) for first, last in self._gaps(0, given.units))
        missing = tuple(
            _missing(self.known.units[first : last + 1])
            for first, last in self._gaps(1, self.known.units)
        )
        return Recognition(RecognitionKind.NEAR, files, self.similarity, added, missing)

    def _gaps(self, side: int, units: Sequence[object]) -> Iterator[tuple[int, int]]:
        """Yield first and last of the units between the blocks, on one side of them."""
        at = 0
        for block in self.blocks:
            if block[side] > at:
                yield at, block[side] - 1
            at = block[side] + block[2]
        if at < len(units):
            yield at, len(units) - 1


def _compare(given: Divided, known: Fingerprint) -> _Comparison:
    ours, theirs = [u.hash for u in given.units], [u.hash for u in known.units]
    # The known text second: its repetitions are what the time depends on.
    matched = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    blocks = [(block.a, block.b, block.size) for block in matched]
    common = sum(u.words for _, b, size in blocks for u in known.units[b : b + size])
    similarity = 2 * common / (sum(u.words for u in given.units) + known.words)
    is_near = similarity >= NEAR or common >= CONTAINED * known.words
    return _Comparison(known, similarity, is_near, blocks)


def _added(given: Divided, first: int, last: int) -> Added:
    units = given.units[first : last + 1]
    words = sum(unit.words for unit in units)
    return Added(units[0].line, units[-1].last_line, words, passage(given, first, last))


def _missing(units: Sequence[UnitMark]) -> Missing:
    return Missing(units[0].line, units[-1].line, sum(unit.words for unit in units))
