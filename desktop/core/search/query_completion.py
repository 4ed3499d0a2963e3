"""What can be typed next in a line of the query language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from desktop.core.benchmark import Benchmark
from desktop.core.search.query_lexer import Lexeme, Part, parts, quoted
from desktop.core.search.query_vocabulary import (
    FIELDS,
    Field,
    FieldKind,
    Vocabulary,
    folded,
    scale,
    value_hint,
)

MOST = 12
"""How many completions are offered."""

_ANY = {
    FieldKind.TEXT: (":", "=", "!="),
    FieldKind.CLOSED: (":", "!="),
    FieldKind.NUMBER: (">=", "<=", "="),
    FieldKind.DATE: (">=", "<", ":"),
}
_SAYS = {
    ":": "is",
    "=": "exactly",
    "!=": "is not",
    ">=": "at least",
    "<=": "at most",
    "<": "before, less",
}


@dataclass(frozen=True, slots=True)
class Completion:
    """A text that can take the place of a stretch of the line.

    Attributes:
        start: First character that it replaces.
        end: One past the last.
        text: What is put there.
        hint: What it means, in a few words; may be blank.
    """

    start: int
    end: int
    text: str
    hint: str = ""


def completions(
    line: str, cursor: int, vocabulary: Vocabulary, values: Mapping[str, Sequence[str]]
) -> tuple[Completion, ...]:
    """Return what can stand at the cursor, the likeliest first.

    Args:
        line: The whole line.
        cursor: Position of the cursor in it, 0 to its length.
        vocabulary: Fields and benchmarks.
        values: Known values of fields that are no closed list, by the field's name.
    """
    part = _part_at(line[:cursor])
    if part is None:
        return tuple(islice(_names("", (cursor, cursor), vocabulary), MOST))
    whole = next((p for p in parts(line) if p.start == part.start), part)
    head = part.head
    if part.operator is None:
        if head is None or head.quoted:
            return ()
        named = _names(head.text, (head.start, _end_of(whole, head.start, cursor)), vocabulary)
        if whole.operator is not None:
            named = _without_operators(named)
        return tuple(islice(named, MOST))
    found = vocabulary.find(head.text) if head else ()
    if len(found) != 1 or isinstance(found[0], Benchmark):
        return ()
    typed = _typed_value(part, cursor)
    start = typed.start if typed else cursor
    span = (start, _end_of(whole, start, cursor) if typed else cursor)
    return tuple(_completed(found[0], typed.text if typed else "", span, values))


def _part_at(before: str) -> Part | None:
    """Return the part that the cursor is in or at the end of, None between two parts."""
    found = list(parts(before))
    if not found or found[-1].end < len(before):
        return None
    return found[-1]


def _end_of(whole: Part, start: int, cursor: int) -> int:
    """Return the end of the word that begins somewhere, which may go on behind the cursor."""
    pieces = (whole.head, *whole.values)
    return max(cursor, *(p.end for p in pieces if p and p.start == start), 0)


def _without_operators(named: Iterator[Completion]) -> Iterator[Completion]:
    """Yield names alone, each once: an operator stands there already."""
    seen = set()
    for one in named:
        name = one.text.rstrip(":=<>!")
        if name not in seen:
            seen.add(name)
            yield replace(one, text=name)


def _typed_value(part: Part, cursor: int) -> Lexeme | None:
    if part.awaits >= 0 or not part.values or part.values[-1].end != cursor:
        return None
    return part.values[-1]


def _names(typed: str, span: tuple[int, int], vocabulary: Vocabulary) -> Iterator[Completion]:
    wanted = folded(typed)
    if typed and not wanted:
        return
    exact = vocabulary.find(typed) if typed else ()
    if len(exact) == 1:
        for operator in _operators(exact[0]):
            name = typed if isinstance(exact[0], Field) else exact[0].id
            yield Completion(*span, f"{name}{operator}", _SAYS[operator])
    for field in FIELDS:
        names = (field.name, *field.aliases)
        if field not in exact and any(folded(n).startswith(wanted) for n in names):
            yield Completion(*span, field.name + _operators(field)[0], field.hint)
    if not wanted:
        return
    for benchmark in _benchmarks(wanted, vocabulary):
        if benchmark not in exact:
            hint = f"{benchmark.name}, {scale(benchmark)}"
            yield Completion(*span, benchmark.id + _operators(benchmark)[0], hint)


def _benchmarks(wanted: str, vocabulary: Vocabulary) -> Iterator[Benchmark]:
    """Yield benchmarks that begin with what was typed, without any those that contain it."""
    spelled = [(folded(b.id), folded(b.name), b) for b in vocabulary.benchmarks]
    first = [b for key, name, b in spelled if key.startswith(wanted) or name.startswith(wanted)]
    yield from first
    if not first and len(wanted) > 2:
        yield from (b for key, name, b in spelled if wanted in key or wanted in name)


def _operators(about: Field | Benchmark) -> tuple[str, ...]:
    if isinstance(about, Benchmark):
        return (">=", "<=", "=") if about.higher_is_better else ("<=", ">=", "=")
    return _ANY[about.kind]


def _completed(
    field: Field, typed: str, span: tuple[int, int], values: Mapping[str, Sequence[str]]
) -> Iterator[Completion]:
    known = Vocabulary.closed(field) or values.get(field.name, ())
    wanted = typed.casefold()
    first = list(islice((v for v in known if v.casefold().startswith(wanted)), MOST + 1))
    others = (v for v in known if wanted and wanted in v.casefold() and v not in first)
    found = [*first, *islice(others, MOST)][:MOST]
    if found == [typed]:
        return
    for value in found:
        yield Completion(*span, quoted(value), value_hint(field.name, value))
