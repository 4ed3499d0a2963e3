"""One spelling for what people type and for what models are called.

``Qwen2.5-VL``, ``qwen2.5vl`` and ``qwen 25 vl`` are the same words. Case, marks on letters and the
signs between words do not count; a point between digits joins them; words end where letters meet
digits. Scripts that are written without blanks are taken apart into characters, so that any part
of a name is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST_WORDS = 24
"""How many different terms of a search count: a pasted page is no search."""

END_OF_NAME = "|"
"""Stands between the words of a name and all others; no word is like it."""

# Han, kana, Hangul, Bopomofo, Thai, Lao, Khmer, Myanmar: written without blanks between words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff"
    "\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_UNIT = re.compile(rf"[{_UNSPACED}]+|\d+|[^\W\d_{_UNSPACED}]+")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_ASCII_UNIT = re.compile(r"[a-z]+|[0-9]+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_QUOTED = re.compile(r'"([^"]*)"')


def words(text: str) -> list[str]:
    """Return the words of a text in order; characters of unspaced scripts are words of their own.

    A word consists of letters or of digits, never of both.
    """
    return [word for unit in _units(text) for word in _taken_apart(unit)]


def terms(text: str) -> list[str]:
    """Return what must be found for a search, each once, at most ``MOST_WORDS``.

    A term is a word, or several that must stand next to each other, joined by a blank: characters
    of one stretch of an unspaced script, and the words of a phrase in double quotes.
    """
    found: list[str] = []
    for position, part in enumerate(_QUOTED.split(text)):
        if position % 2:
            found.append(" ".join(words(part)))
        else:
            found += [" ".join(_taken_apart(unit)) for unit in _units(part)]
    return list(dict.fromkeys(term for term in found if term))[:MOST_WORDS]


def search_text(name: str, *others: str) -> str:
    """Return the words of a name and of other texts as one, each after a blank, `` |`` between.

    A term begins a word of it exactly if ``" " + term`` occurs in it, and one of the name if that
    is before the first ``" |"``. A text that another one has in it is left out, as the name often
    is that follows the ``/`` of a Hub id.
    """
    found = "".join(f" {word}" for word in words(name)) + f" {END_OF_NAME}"
    for part in dict.fromkeys(part for text in others for part in text.split("/")):
        added = "".join(f" {word}" for word in words(part))
        if f"{added} " not in f"{found} ":
            found += added
    return found


def vocabulary(text: str) -> set[str]:
    """Return the words of a text that ``search_text`` made."""
    return set(text.split()) - {END_OF_NAME}


def is_number(word: str) -> bool:
    """Whether a word consists of digits, so that its neighbors are other things, not slips."""
    return word.isdecimal()


def is_spelled(word: str) -> bool:
    """Whether a word is one of letters, in which somebody may have mistyped one."""
    return word.isalpha() and not _IS_UNSPACED.search(word)


def _units(text: str) -> Iterator[str]:
    """Yield stretches of letters, of digits and of characters of unspaced scripts."""
    if text.isascii():
        folded = _POINT.sub("", text.lower())
        return iter(_ASCII_UNIT.findall(folded))
    return iter(_UNIT.findall(_POINT.sub("", _folded(text))))


def _taken_apart(unit: str) -> Iterable[str]:
    return unit if _IS_UNSPACED.match(unit) else (unit,)


def _folded(text: str) -> str:
    """Return a text without case and marks; Hangul is put together again."""
    decomposed = unicodedata.normalize("NFKD", text)
    # Twice: folding decomposes further, and what is decomposed may have case.
    folded = unicodedata.normalize("NFKD", decomposed.casefold()).casefold()
    bare = "".join(c for c in folded if not unicodedata.category(c).startswith("M"))
    return unicodedata.normalize("NFC", bare)
