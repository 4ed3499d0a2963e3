"""Tell good records of the seeds from bad ones: a bad one costs itself, and what refers to it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.catalog.seed_cells import Record, Value, problem, value
from desktop.catalog.seed_tables import Column, Table
from desktop.core.errors import SeedError

_FIGURES = {"claims": ("value", "low", "high"), "baselines": ("value",)}
"""Columns that must lie on the scale of the record's benchmark."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table as it is written; ``line`` as an editor counts."""

    line: int
    cells: list[str]


@dataclass(slots=True)
class _Kept:
    line: int
    record: Record


@dataclass(slots=True)
class Sieve:
    """Checks tables one after the other; each after those that it refers to."""

    _known: dict[str, set[str]] = field(default_factory=dict)
    _left_out: dict[str, set[str]] = field(default_factory=dict)
    _vocabulary: dict[str, frozenset[str]] = field(default_factory=dict)
    _scales: dict[Value, tuple[float, float]] = field(default_factory=dict)

    def sift(self, table: Table, rows: list[Row]) -> tuple[list[Record], list[SeedError]]:
        """Return the good records of a table in order, and for each other one what is wrong."""
        self._left_out[table.name] = set()
        kept: list[_Kept] = []
        problems: list[SeedError] = []
        seen: dict[tuple[Value, ...], int] = {}
        for row in rows:
            record = self._record(table, row)
            error = record if isinstance(record, SeedError) else None
            if not isinstance(record, SeedError):
                error = _repeated(table, row.line, record, seen) or self._off_scale(
                    table, row.line, record
                )
                if error is None:
                    kept.append(_Kept(row.line, record))
            if error is not None:
                problems.append(error)
                self._leave_out(table, row.cells)
        kept = self._without_lost(table, kept, problems)
        self._learn(table, [k.record for k in kept])
        problems.sort(key=lambda error: error.line)
        return [k.record for k in kept], problems

    def _record(self, table: Table, row: Row) -> Record | SeedError:
        """Return a row as a record, or what is wrong with its first wrong cell."""
        if len(row.cells) != len(table.columns):
            found, expected = f"{len(row.cells)} cells", f"{len(table.columns)} cells"
            return SeedError(table.file, row.line, "", found, expected)
        record: Record = {}
        for column, text in zip(table.columns, row.cells, strict=True):
            expected = problem(column, text, self._vocabulary)
            if expected:
                return SeedError(table.file, row.line, column.name, text, expected)
            record[column.name] = value(column, text)
        return record

    def _leave_out(self, table: Table, cells: list[str]) -> None:
        if table.key == ("id",) and cells:
            self._left_out[table.name].add(cells[0])

    def _without_lost(
        self, table: Table, kept: list[_Kept], problems: list[SeedError]
    ) -> list[_Kept]:
        """Drop records that refer to what is not there, and then those that refer to them.

        What they may do without is taken out of them instead.
        """
        columns = [column for column in table.columns if column.refers_to]
        while True:
            own = {str(k.record["id"]) for k in kept} if table.key == ("id",) else set()
            good: list[_Kept] = []
            for one in kept:
                error = self._lost(table, one, columns, own)
                if error is None:
                    good.append(one)
                else:
                    problems.append(error)
                    self._leave_out(table, [str(one.record.get("id", ""))])
            if len(good) == len(kept):
                return good
            kept = good

    def _lost(
        self, table: Table, one: _Kept, columns: list[Column], own: set[str]
    ) -> SeedError | None:
        for column in columns:
            to = column.refers_to
            text = str(one.record[column.name])
            parts = (text.split(";") if column.many else [text]) if text else []
            known = own if to == table.name else self._known[to]
            missing = [part for part in parts if part not in known]
            if column.may_be_lost and self._left_out[to].issuperset(missing):
                one.record[column.name] = ";".join(part for part in parts if part in known)
            elif missing:
                left_out = any(part in self._left_out[to] for part in missing)
                expected = f"an id of {to}.csv" + (" whose record is good" if left_out else "")
                return SeedError(table.file, one.line, column.name, text, expected)
        return None

    def _off_scale(self, table: Table, line: int, record: Record) -> SeedError | None:
        if table.name == "benchmarks":
            low, high = record["min"], record["max"]
            if low is not None and high is not None and float(low) >= float(high):
                expected = "a lower end under the upper end"
                return SeedError(table.file, line, "min, max", f"{low:g}, {high:g}", expected)
        columns = _FIGURES.get(table.name, ())
        low, high = self._scales.get(record.get("benchmark_id"), (-math.inf, math.inf))
        for column in columns:
            figure = record[column]
            if figure is not None and not low <= float(figure) <= high:
                expected = f"a number from {low:g} to {high:g}"
                return SeedError(table.file, line, column, str(figure), expected)
        return _off_interval(table, line, record) if table.name == "claims" else None

    def _learn(self, table: Table, records: list[Record]) -> None:
        if table.key == ("id",):
            self._known[table.name] = {str(record["id"]) for record in records}
        if table.name == "vocabulary":
            kinds: dict[str, set[str]] = {}
            for record in records:
                kinds.setdefault(str(record["kind"]), set()).add(str(record["term"]))
            self._vocabulary = {kind: frozenset(terms) for kind, terms in kinds.items()}
        if table.name == "benchmarks":
            self._scales = {record["id"]: _scale(record) for record in records}


def _repeated(
    table: Table, line: int, record: Record, seen: dict[tuple[Value, ...], int]
) -> SeedError | None:
    if not table.key:
        return None
    key = tuple(record[name] for name in table.key)
    if key in seen:
        expected = f"a value that is not on line {seen[key]} already"
        found = ", ".join(map(str, key))
        return SeedError(table.file, line, ", ".join(table.key), found, expected)
    seen[key] = line
    return None


def _off_interval(table: Table, line: int, record: Record) -> SeedError | None:
    ends = (record["low"], record["value"], record["high"])
    given = [float(end) for end in ends if end is not None]
    if given == sorted(given):
        return None
    expected = "an interval around the value"
    return SeedError(table.file, line, "low, value, high", str(ends), expected)


def _scale(record: Mapping[str, Value]) -> tuple[float, float]:
    low, high = record["min"], record["max"]
    return (
        -math.inf if low is None else float(low),
        math.inf if high is None else float(high),
    )
