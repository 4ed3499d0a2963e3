"""The one-line language in which the list is asked, in the window and on the command line.

``weights:open mmmu>=60 license:apache-2.0 released<2024-07 org:qwen vl -family:llama "a phrase"``

A word searches names. ``field operator value`` is a condition; several values, joined by commas,
are alternatives; a leading ``-`` turns a part into its opposite; quotes keep blanks and operators
in a value or a word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.core.benchmark import Benchmark
from desktop.core.nearest import nearest
from desktop.core.partial_date import PartialDate
from desktop.core.search.query import Condition, Operator, ScoreCondition
from desktop.core.search.query_fault import Fault, QueryError
from desktop.core.search.query_lexer import Lexeme, Part, parts, quoted
from desktop.core.search.query_vocabulary import (
    FIELDS,
    Field,
    FieldKind,
    Vocabulary,
    folded,
    scale,
)

MOST_PARTS = 64
"""How many conditions a line may have, and values a condition: more is no question."""

_SPELLINGS = {"==": "=", "≠": "!=", "≤": "<=", "≥": ">="}
_ORDERING = (Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST)
_SIZES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}


class SpanKind(StrEnum):
    """What a stretch of the line is."""

    WORD = "word"
    FIELD = "field"
    OPERATOR = "operator"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line, for showing what was understood; ``end`` is one past the last."""

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What a line asks. Two lines that ask the same are equal.

    Attributes:
        text: Words to search for, phrases in double quotes (see ``CatalogQuery.text``).
        spans: What is what in the line, in order.
    """

    text: str = ""
    conditions: tuple[Condition, ...] = ()
    scores: tuple[ScoreCondition, ...] = ()
    spans: tuple[Span, ...] = field(default=(), compare=False)


def parse(line: str, vocabulary: Vocabulary) -> ParsedQuery:
    """Read a line.

    Raises:
        QueryError: a condition in it cannot be understood. Words without an operator always can.
    """
    words: list[str] = []
    conditions: list[Condition] = []
    scores: list[ScoreCondition] = []
    spans: list[Span] = []
    for part in parts(line):
        if part.operator is None:
            _add_word(part, words, conditions)
        else:
            read = _Reader(line, vocabulary).condition(part, part.operator)
            scores += [read] if isinstance(read, ScoreCondition) else []
            conditions += [read] if isinstance(read, Condition) else []
        spans += _spans(part)
        if len(conditions) + len(scores) > MOST_PARTS:
            expected = f"at most {MOST_PARTS} conditions"
            raise QueryError(Fault.TOO_MANY, line, (part.start, part.end), expected=expected)
    return ParsedQuery(" ".join(words), tuple(conditions), tuple(scores), tuple(spans))


def begun(line: str, vocabulary: Vocabulary) -> ParsedQuery:
    """Read a line without its last part, which is still being typed.

    Raises:
        QueryError: a condition before it cannot be understood.
    """
    found = list(parts(line))
    return parse(line[: found[-1].start] if found else "", vocabulary)


def written(query: ParsedQuery) -> str:
    """Return a line that asks what a query asks."""
    conditions = (
        f"{'-' if c.negated else ''}{c.field}{c.operator}{','.join(map(quoted, _values(c)))}"
        for c in query.conditions
    )
    scores = (
        f"{'-' if s.negated else ''}{s.benchmark_id}{s.operator}{number_text(s.value, sizes=False)}"
        for s in query.scores
    )
    return " ".join(filter(None, (*conditions, *scores, query.text)))


def number_text(value: float, *, sizes: bool = True) -> str:
    """Return a number in its shortest form that reads back as the same."""
    for letter in ("t", "b", "m", "k") if sizes else ():
        short = f"{value / _SIZES[letter]:g}{letter}"
        if value >= _SIZES[letter] and _number(short) == value:
            return short
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


def _values(condition: Condition) -> Iterator[str]:
    for value in (condition.value, *condition.also):
        is_number = FIELD_KINDS[condition.field] is FieldKind.NUMBER
        yield number_text(float(value)) if is_number else value


def _add_word(part: Part, words: list[str], conditions: list[Condition]) -> None:
    head = part.head
    if head is None or not head.text.strip():
        return
    if part.negated and any(map(str.isalnum, head.text)):
        conditions.append(Condition("name", Operator.HAS, head.text, negated=True))
    elif head.quoted:
        # The words of a phrase count, no other character in it does.
        words.append('"' + " ".join(head.text.translate(_NO_QUOTES).split()) + '"')
    else:
        words.append(head.text)


_NO_QUOTES = str.maketrans('"\\', "  ")


def _spans(part: Part) -> Iterator[Span]:
    kind = SpanKind.FIELD if part.operator else SpanKind.WORD
    if part.head:
        yield Span(part.start, part.head.end, kind)
    if part.operator:
        yield Span(part.operator.start, part.operator.end, SpanKind.OPERATOR)
    for value in part.values:
        yield Span(value.start, value.end, SpanKind.VALUE)


class _Reader:
    """Reads the conditions of one line."""

    def __init__(self, line: str, vocabulary: Vocabulary) -> None:
        self._line = line
        self._vocabulary = vocabulary

    def condition(self, part: Part, operator: Lexeme) -> Condition | ScoreCondition:
        about = self._about(part, operator)
        self._check_values(part, about)
        sign = Operator(_SPELLINGS.get(operator.text, operator.text))
        if isinstance(about, Benchmark):
            return self._score(part, about, sign)
        if sign in _ORDERING and about.kind is FieldKind.CLOSED:
            raise self._fault(Fault.NO_ORDER, operator, ": or =")
        if sign in _ORDERING and len(part.values) > 1:
            raise self._fault(Fault.ONE_VALUE, part.values[1], f"one value after {sign}")
        values = tuple(dict.fromkeys(self._value(about, value) for value in part.values))
        negated = part.negated
        if sign is Operator.HAS and about.kind is FieldKind.NUMBER:
            sign = Operator.EQUAL
        if sign is Operator.UNEQUAL and len(values) > 1:
            # Unequal to one of several is always true; none of them is what is meant.
            sign, negated = Operator.EQUAL, not negated
        return Condition(about.name, sign, values[0], values[1:], negated)

    def _about(self, part: Part, operator: Lexeme) -> Field | Benchmark:
        head = part.head
        if head is None or not head.text.strip():
            at = head or operator
            raise self._fault(Fault.NO_FIELD, at, "a field before it, such as weights:open")
        found = self._vocabulary.find(head.text)
        if len(found) == 1:
            return found[0]
        if found:
            ids = tuple(b.id for b in found if isinstance(b, Benchmark))
            raise self._fault(Fault.AMBIGUOUS_FIELD, head, "one of them", ids)
        known = ", ".join(sorted(FIELD_KINDS))
        near = self._vocabulary.nearest(head.text)
        expected = f"a benchmark, words in quotes, or a field; known fields are {known}"
        raise self._fault(Fault.UNKNOWN_FIELD, head, expected, near)

    def _check_values(self, part: Part, about: Field | Benchmark) -> None:
        if part.awaits >= 0:
            expected = _expected(about)
            raise QueryError(
                Fault.NO_VALUE,
                self._line,
                (part.awaits, part.awaits),
                expected=expected,
                unfinished=True,
            )
        for value in part.values:
            if not value.closed:
                raise QueryError(
                    Fault.OPEN_QUOTE,
                    self._line,
                    (value.start, value.start + 1),
                    expected="a second quote after the value",
                    unfinished=True,
                )
            if not value.text.strip():
                raise self._fault(Fault.NO_VALUE, value, _expected(about))
        if len(part.values) > MOST_PARTS:
            raise self._fault(
                Fault.TOO_MANY, part.values[MOST_PARTS], f"at most {MOST_PARTS} values"
            )

    def _score(self, part: Part, about: Benchmark, sign: Operator) -> ScoreCondition:
        if len(part.values) > 1:
            raise self._fault(Fault.ONE_VALUE, part.values[1], "one number for a benchmark")
        given = part.values[0]
        digits = given.text.removesuffix("%") if about.unit == "%" else given.text
        value = _number(digits, sizes=False)
        if value is None:
            raise self._fault(Fault.NOT_A_NUMBER, given, f"a number, {scale(about)}")
        low = -math.inf if about.low is None else about.low
        high = math.inf if about.high is None else about.high
        if not low <= value <= high:
            raise self._fault(Fault.OUT_OF_RANGE, given, f"{scale(about)} for {about.name}")
        has = sign is Operator.HAS
        return ScoreCondition(about.id, Operator.EQUAL if has else sign, value, part.negated)

    def _value(self, about: Field, given: Lexeme) -> str:
        match about.kind:
            case FieldKind.NUMBER:
                number = _number(given.text.removeprefix("$"))
                if number is None:
                    raise self._fault(Fault.NOT_A_NUMBER, given, f"a number for {about.name}")
                return str(number)
            case FieldKind.DATE:
                try:
                    return str(PartialDate(given.text))
                except ValueError:
                    started = bool(_BEGUN_DATE.fullmatch(given.text))
                    raise self._fault(Fault.NOT_A_DATE, given, _DATE, unfinished=started) from None
            case FieldKind.CLOSED:
                return self._closed(about, given)
            case _:
                return given.text

    def _closed(self, about: Field, given: Lexeme) -> str:
        values = self._vocabulary.closed(about)
        for value in values:
            if folded(value) == folded(given.text):
                return value
        near = nearest(given.text, dict.fromkeys(values, ()))
        started = any(value.startswith(given.text.casefold()) for value in values)
        expected = f"one of {', '.join(values)}"
        raise self._fault(Fault.UNKNOWN_VALUE, given, expected, near, unfinished=started)

    def _fault(
        self,
        fault: Fault,
        at: Lexeme,
        expected: str,
        near: tuple[str, ...] = (),
        *,
        unfinished: bool = False,
    ) -> QueryError:
        last = unfinished and at.end == len(self._line)
        return QueryError(
            fault, self._line, (at.start, at.end), expected=expected, nearest=near, unfinished=last
        )


FIELD_KINDS = {f.name: f.kind for f in FIELDS}
"""The kind of every field by its name."""

_BEGUN_DATE = re.compile(r"[0-9]{1,4}(-[0-9]{0,2}){0,2}")
_DATE = "a date as YYYY, YYYY-MM or YYYY-MM-DD"


def _expected(about: Field | Benchmark) -> str:
    if isinstance(about, Benchmark):
        return f"a number, {scale(about)}"
    if about.kind is FieldKind.CLOSED:
        return f"one of {', '.join(Vocabulary.closed(about))}"
    if about.kind is FieldKind.DATE:
        return _DATE
    return f"{'a number' if about.kind is FieldKind.NUMBER else 'a value'} ({about.hint})"


def _number(text: str, *, sizes: bool = True) -> float | None:
    digits, size = text, 1
    if sizes and text[-1:].lower() in _SIZES:
        digits, size = text[:-1], _SIZES[text[-1:].lower()]
    try:
        number = float(digits.replace("_", "")) * size
    except ValueError:
        return None
    return number if math.isfinite(number) else None
