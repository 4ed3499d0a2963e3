"""What is wrong with a line of the query language, and where."""

from __future__ import annotations

from enum import StrEnum

from desktop.core.errors import UsageError


class Fault(StrEnum):
    """Kinds of faults; each is told by the sentence it stands for."""

    UNKNOWN_FIELD = "{found!r} is neither a field nor a benchmark"
    AMBIGUOUS_FIELD = "{found!r} can mean several benchmarks"
    NO_FIELD = "a field or benchmark is missing before {found!r}"
    NO_VALUE = "a value is missing"
    OPEN_QUOTE = "the quote is not closed"
    NOT_A_NUMBER = "{found!r} is not a number"
    NOT_A_DATE = "{found!r} is not a date"
    UNKNOWN_VALUE = "{found!r} is not one of its values"
    OUT_OF_RANGE = "{found!r} is outside the benchmark's range"
    NO_ORDER = "{found!r} does not fit, its values have no order"
    ONE_VALUE = "several values do not fit here"
    TOO_MANY = "this is too long to be asked"


class QueryError(UsageError):
    """A line that cannot be read as a question.

    Attributes:
        fault: What kind of fault it is.
        query: The whole line.
        start: Where the fault begins, counted in characters from 0.
        end: Where it ends; at least one past ``start``, so that there is something to point at,
            also where something is missing at the end of the line.
        expected: What could stand there, in words.
        nearest: Names that were probably meant, best first.
        unfinished: Whether it may be none once the line is typed to its end.
    """

    def __init__(
        self,
        fault: Fault,
        query: str,
        span: tuple[int, int],
        *,
        expected: str,
        nearest: tuple[str, ...] = (),
        unfinished: bool = False,
    ) -> None:
        super().__init__(fault, query, span, expected, nearest)
        self.fault = fault
        self.query = query
        self.start = span[0]
        self.end = max(span[1], span[0] + 1)
        self.expected = expected
        self.nearest = nearest
        self.unfinished = unfinished

    @property
    def found(self) -> str:
        """The faulty part of the line; blank where something is missing at its end."""
        return self.query[self.start : self.end]

    def __str__(self) -> str:
        sentence = self.fault.value.format(found=self.found)
        sentence = f"{sentence[0].upper()}{sentence[1:]}"
        if self.nearest:
            return f"{sentence}; did you mean {', '.join(self.nearest)}?"
        return f"{sentence}; expected {self.expected}."
