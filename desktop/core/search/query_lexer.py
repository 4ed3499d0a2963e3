"""Split a line of the query language into its parts; what they mean is not asked here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPERATOR = re.compile(r"!=|<=|>=|==|=|<|>|:|≠|≤|≥")
_ADDRESS = re.compile(r'https?://[^\s"]+', re.IGNORECASE)
_WORD = re.compile(r'(?:[^\s":=<>!≠≤≥]|!(?!=))+')
_VALUE = re.compile(r'[^\s,"]+')
_BLANK = re.compile(r"\s*")
_QUOTED = re.compile(r'"(?P<inside>(?:[^"\\]|\\.)*)(?P<closed>"?)', re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\])')
_BARE = re.compile(r'[^\s",=<>:!≠≤≥\\][^\s",]*')


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of the line.

    Attributes:
        text: What it says, without quotes.
        start: First character, quotes included.
        end: One past the last.
        quoted: Whether it stands in double quotes.
        closed: Whether they are closed.
    """

    text: str
    start: int
    end: int
    quoted: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or a condition as far as it is written.

    Attributes:
        start: First character, a leading ``-`` included.
        head: The word, or what stands before the operator; None where nothing does.
        operator: None for a word.
        values: What stands after the operator, one a comma.
        awaits: Where a further value is missing, -1 where none is.
    """

    start: int
    head: Lexeme | None
    negated: bool = False
    operator: Lexeme | None = None
    values: tuple[Lexeme, ...] = ()
    awaits: int = -1

    @property
    def end(self) -> int:
        """One past the last character."""
        pieces = [piece for piece in (self.head, self.operator, *self.values) if piece]
        return max(self.awaits, *(piece.end for piece in pieces))


def parts(line: str) -> Iterator[Part]:
    """Yield the parts of a line in order; every line has parts, whatever it says."""
    at = _after_blanks(line, 0)
    while at < len(line):
        part = _part(line, at)
        yield part
        at = _after_blanks(line, part.end)


def quoted(text: str) -> str:
    """Return a value as it can stand after an operator, in quotes where it needs them."""
    if _BARE.fullmatch(text):
        return text
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _part(line: str, start: int) -> Part:
    address = _ADDRESS.match(line, start)
    if address:
        return Part(start, Lexeme(address[0], start, address.end()))
    at, negated = start, False
    if line[start] == "-" and _head(line, start + 1):
        at, negated = start + 1, True
    head = _head(line, at)
    after = _after_blanks(line, head.end) if head else at
    operator = _OPERATOR.match(line, after)
    if operator is None:
        return Part(start, head, negated)
    found = Lexeme(operator[0], operator.start(), operator.end())
    values, awaits = _values(line, found.end)
    return Part(start, head, negated, found, values, awaits)


def _head(line: str, at: int) -> Lexeme | None:
    if line[at : at + 1] == '"':
        return _in_quotes(line, at)
    word = _WORD.match(line, at)
    return Lexeme(word[0], at, word.end()) if word else None


def _values(line: str, at: int) -> tuple[tuple[Lexeme, ...], int]:
    found: list[Lexeme] = []
    while True:
        at = _after_blanks(line, at)
        value = _value(line, at)
        if value is None:
            return tuple(found), at
        found.append(value)
        at = value.end
        if line[at : at + 1] != ",":
            return tuple(found), -1
        at += 1


def _value(line: str, at: int) -> Lexeme | None:
    if line[at : at + 1] == '"':
        return _in_quotes(line, at)
    bare = _VALUE.match(line, at)
    return Lexeme(bare[0], at, bare.end()) if bare else None


def _in_quotes(line: str, at: int) -> Lexeme:
    match = _QUOTED.match(line, at)
    assert match is not None  # noqa: S101 - it begins with a quote, and anything may follow
    inside = _ESCAPED.sub(r"\1", match["inside"])
    # A backslash before the end of an open quote belongs to it, or the next part would begin there.
    end = match.end() if match["closed"] else len(line)
    return Lexeme(inside, at, end, quoted=True, closed=bool(match["closed"]))


def _after_blanks(line: str, at: int) -> int:
    match = _BLANK.match(line, at)
    return match.end() if match else at
