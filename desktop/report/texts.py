"""Texts from anywhere, made fit for paper: printable, breakable, of bounded length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Data = dict[str, Any]
"""What goes to the template: only what JSON can hold."""

LONGEST = 400
"""How many characters of one text a table cell shows; a cell never breaks across pages."""

LONGEST_LINK = 2000
"""How long an address may be; browsers agree on no more."""

_BLANK = re.compile(r"\s+")
_RUN = re.compile(r"\S+")
# Not after the dot of a version: "v1.2" stays whole.
_BREAK_AFTER = re.compile(r"(?:[^/_.\-:,@=+]|\.(?=\d))*(?:[/_\-:,@=+]|\.(?!\d))+|.+")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def code_point(character: str) -> str:
    """Return the name under which a character that cannot be shown is shown."""
    return f"U+{ord(character):04X}"


def unprintable(character: str) -> bool:
    """Whether a character has no shape of its own; controls of direction are among them."""
    return unicodedata.category(character) in _UNPRINTABLE


def clean(text: str) -> str:
    """Return a text on one line."""
    return _BLANK.sub(" ", text).strip()


def clip(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, cut after so many characters, and say how many it had."""
    text = clean(text)
    if len(text) <= longest:
        return text
    return f"{text[:longest].rstrip()}… ({len(text):,} characters)"


def soft(text: str, run: int = 12, longest: int = LONGEST) -> str | list[str]:
    """Return a text with places where a line may break inside long words.

    Args:
        text: Any text.
        run: The longest stretch without such a place.
        longest: How many characters are shown.

    Returns:
        The text, or a list of pieces between which a line may break and which make up the text.
    """
    text = clip(text, longest)
    pieces: list[str] = []
    for start, stretch in _stretches(text, run):
        if start and pieces:
            pieces.append(stretch)
        else:
            pieces[-1:] = ["".join((*pieces[-1:], stretch))]
    return pieces if len(pieces) > 1 else text


def _stretches(text: str, run: int) -> Iterator[tuple[bool, str]]:
    """Yield pieces of a text, and whether a line may break before each."""
    position = 0
    for word in _RUN.finditer(text):
        yield False, text[position : word.start()]
        position = word.end()
        if len(word[0]) <= run:
            yield False, word[0]
            continue
        inside = False
        for part in _BREAK_AFTER.findall(word[0]):
            for at in range(0, len(part), run):
                yield inside, part[at : at + run]
                inside = True
    yield False, text[position:]


def link(url: str) -> str:
    """Return the address if a reader may follow it: nothing but https with plain characters."""
    url = url.strip()
    safe = url.isascii() and url.isprintable() and " " not in url
    return url if safe and url.startswith("https://") and len(url) <= LONGEST_LINK else ""


def strings(data: object) -> Iterator[str]:
    """Yield every text of nested data; keys are ours, and left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, Iterable):
        for value in data:
            yield from strings(value)


def characters(data: object) -> set[str]:
    """Return every character that the texts of nested data hold."""
    found: set[str] = set()
    for text in strings(data):
        found.update(text)
    return found


def with_texts(data: Any, change: Callable[[str], str]) -> Any:
    """Return nested data with every text changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {key: with_texts(value, change) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [with_texts(value, change) for value in data]
    return data


def naming(missing: Iterable[str]) -> Callable[[str], str]:
    """Return a function that writes the given characters as code points."""
    table = str.maketrans({character: code_point(character) for character in missing})
    return lambda text: text.translate(table)
