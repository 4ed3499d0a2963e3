"""Text from strangers on a terminal and in files: nothing in it acts, everything in it shows."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping

_BREAKS = "\t\n\v\f\r\x85\u2028\u2029"

# Controls (escape sequences for a terminal begin with one), marks that turn the direction of
# writing, characters without a shape, and halves of a pair that no encoding can write.
_ACTIVE = (
    "\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_ACTIVE_ANYWHERE = re.compile(f"[{_ACTIVE}]")
_ACTIVE_IN_JSON = re.compile(f"[{_ACTIVE}]".replace("\x00-\x1f", ""))


def harmless(text: str) -> str:
    """Return a text on one line in which every control character is visible and does nothing."""
    return _ACTIVE_ANYWHERE.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    character = match[0]
    if character in _BREAKS:
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # U+241B, "␛", for the escape character
    return "␡" if code == 0x7F else "\ufffd"


def as_json(document: Mapping[str, object]) -> str:
    """Return a document as JSON whose control characters are all written as escapes."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _ACTIVE_IN_JSON.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes; wide East Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(map(_width_of, text))


def _width_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def elided(text: str, columns: int) -> str:
    """Return a text cut to a number of columns, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    return _head(text, max(columns - 1, 0)).rstrip() + "…"


def wrapped(text: str, columns: int, *, whole_words: bool = False) -> list[str]:
    """Return a text in lines of at most so many columns, broken at blanks where there are any.

    Args:
        text: What to break.
        columns: Width of a line.
        whole_words: Whether a longer word, such as an address, gets a longer line.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined) <= columns:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while width(line) > columns and not whole_words:
            head = _broken_word(line, columns)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line or not lines else lines


def _broken_word(word: str, columns: int) -> str:
    """Return the start of a word that is too long: up to a mark of punctuation if there is one."""
    head = _head(word, columns) or word[:1]
    at = max(head.rfind(mark) for mark in "-/_:") + 1
    return head[:at] if at > len(head) // 4 else head


def _head(text: str, columns: int) -> str:
    taken = 0
    for position, character in enumerate(text):
        taken += _width_of(character)
        if taken > columns:
            return text[:position]
    return text
