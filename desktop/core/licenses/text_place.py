"""Where a statement about a license text stands in a later copy of it.

A statement names a line and a string to find on it. When the text changes, the string finds the
line again; where it is gone, the statement must be read anew.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.licenses.text_bytes import with_plain_ends

LONGEST_FIND = 2_000
"""Characters of a string that is looked for; a longer one is no pointer and is never found."""

_QUOTES = re.compile("['`´“”„‟‘’‚‛«»‹›「」『』＂＇]")
_DASHES = re.compile("[‐‑‒–—―−－]")
_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad]+")
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_AROUND = 3
"""Lines above and below that are looked at before the whole text is."""


class Place(StrEnum):
    """What became of a place in a text."""

    IN_PLACE = "in-place"
    MOVED = "moved"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a string stands now.

    Attributes:
        place: On its line, on another one, or nowhere.
        line: Line on which it begins, from 1; None where it is nowhere.
    """

    place: Place
    line: int | None


STALE = Located(Place.STALE, None)


def locate(text: str, find: str, line: int) -> Located:
    """Return where a string stands: on its line, else at the occurrence nearest to it.

    Case, kinds of quotes and dashes do not count; a blank stands for any white space, a line
    break too. A string that runs over its line is in place on each of the lines it touches. Lines
    are ended by CR LF, LF or CR. The time grows with the length of the text, whatever it holds.
    """
    sought = _Folded([find.replace("\n", " ").replace("\r", " ")]).text
    if not sought or len(find) > LONGEST_FIND:
        return STALE
    lines = with_plain_ends(text).split("\n")
    above = max(0, line - 1 - _AROUND)
    near = _nearest(_Folded(lines[above : line + _AROUND]), sought, line - above)
    if near and near[0] == 0:
        return Located(Place.IN_PLACE, above + near[1])
    found = _nearest(_Folded(lines), sought, line)
    if found is None:
        return STALE
    distance, now = found
    return Located(Place.MOVED if distance else Place.IN_PLACE, now)


class _Folded:
    """Lines as one text in which what does not count is alike, and where each line begins in it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.starts: list[int] = []
        self.text = "".join(self._pieces(lines)).rstrip()

    def _pieces(self, lines: Sequence[str]) -> Iterator[str]:
        length, before = 0, ""
        for line in lines:
            piece = " ".join(_alike(line).split())
            # Words are set apart by the break of a line, characters of an unspaced script are not.
            if before and piece and not (_UNSPACED.match(before) and _UNSPACED.match(piece)):
                piece = f" {piece}"
                self.starts.append(length + 1)
            else:
                self.starts.append(length)
            length += len(piece)
            before = piece[-1:] or before
            yield piece

    def line_at(self, offset: int) -> int:
        """Return the line that holds an offset, from 1."""
        return bisect_right(self.starts, offset)


def _alike(line: str) -> str:
    if line.isascii():
        return line.lower().replace("'", '"').replace("`", '"')
    return _DASHES.sub("-", _QUOTES.sub('"', _INVISIBLE.sub("", line.casefold())))


def _nearest(folded: _Folded, sought: str, line: int) -> tuple[int, int] | None:
    """Return how many lines away the nearest occurrence is, and the line on which it begins."""
    text, starts = folded.text, folded.starts
    start = starts[min(max(line, 1), len(starts)) - 1] if starts else 0
    found: list[tuple[int, int]] = []
    below = text.find(sought, start)
    if below >= 0:
        now = folded.line_at(below)
        found.append((abs(now - line), now))
    # Backwards on the reversed text: ``rfind`` can take the product of both lengths.
    upto = text[: max(0, start + len(sought) - 1)][::-1]
    above = upto.find(sought[::-1])
    if above >= 0:
        end = len(upto) - above
        now = folded.line_at(end - len(sought))
        # One that reaches the line from above is on it.
        found.append((max(0, line - folded.line_at(end - 1)), now))
    return min(found, default=None)
