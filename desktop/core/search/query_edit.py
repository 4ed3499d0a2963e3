"""Put one condition into a line of the query language, or take it out; the rest stays as typed."""

from __future__ import annotations

from desktop.core.search.query_lexer import Part, parts
from desktop.core.search.query_vocabulary import folded

_IS = (":", "=", "==")


def has_condition(line: str, field: str, value: str) -> bool:
    """Whether a line asks that a field has this one value."""
    return any(_asks(part, field, value) for part in parts(line))


def with_condition(line: str, field: str, value: str) -> str:
    """Return a line that asks for the value too.

    It stands at the beginning: what is half typed at the end is not touched.
    """
    if has_condition(line, field, value):
        return line
    return f"{field}:{value} {line.lstrip()}".rstrip()


def without_condition(line: str, field: str, value: str) -> str:
    """Return a line that no longer asks for it."""
    for part in reversed([p for p in parts(line) if _asks(p, field, value)]):
        rest = line[part.end :]
        line = line[: part.start] + rest.lstrip() if rest.strip() else line[: part.start].rstrip()
    return line


def _asks(part: Part, field: str, value: str) -> bool:
    if part.head is None or part.head.quoted or part.operator is None or part.negated:
        return False
    values = [each.text.casefold() for each in part.values]
    is_about = folded(part.head.text) == folded(field) and part.operator.text in _IS
    return is_about and values == [value] and part.awaits < 0
