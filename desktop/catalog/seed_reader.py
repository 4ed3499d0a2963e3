"""Read and check the seed tables."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from desktop.catalog.seed_tables import TABLES, Column, Kind, Table
from desktop.core.errors import SeedError
from desktop.core.partial_date import PartialDate

MAX_FIELD = 20_000
"""Longest field in characters; a larger one is a damaged file."""

MAX_WHOLE = 2**63 - 1
"""Largest whole number that SQLite stores."""

Value: TypeAlias = str | int | float | None
Record: TypeAlias = dict[str, Value]


@dataclass(slots=True)
class Seeds:
    """All seed tables, checked.

    Attributes:
        revision: First 12 hexadecimal digits of a SHA-256 over all files, in order.
        tables: Records by table name, in file order.
    """

    revision: str
    tables: dict[str, list[Record]] = field(default_factory=dict)


def read_seeds(folder: Path, check: Callable[[], None] = lambda: None) -> Seeds:
    """Read every seed table and check types, references, ranges and vocabulary.

    Args:
        folder: Where the tables are.
        check: Called after each table; may raise to stop.

    Raises:
        SeedError: a file is missing or unreadable, or one of its cells says what it may not;
            names file, line, column, value and what was expected.
    """
    digest = hashlib.sha256()
    seeds = Seeds("")
    known: dict[str, frozenset[str]] = {}
    vocabulary: dict[str, frozenset[str]] = {}
    lines: dict[str, list[int]] = {}
    for table in TABLES:
        content = _content(folder / table.file)
        digest.update(table.name.encode() + b"\0" + content)
        records: list[Record] = []
        lines[table.name] = []
        for line, raw in _rows(table, content):
            records.append(_checked(table, line, raw, vocabulary))
            lines[table.name].append(line)
        seeds.tables[table.name] = records
        _check_unique(table, records, lines[table.name])
        if table.key == ("id",):
            known[table.name] = frozenset(str(r["id"]) for r in records)
        if table.name == "vocabulary":
            vocabulary = _terms_by_kind(records)
        check()
    _check_meta(seeds.tables["meta"])
    for table in TABLES:
        _check_references(table, seeds.tables[table.name], lines[table.name], known)
    _check_ranges(seeds, lines)
    seeds.revision = digest.hexdigest()[:12]
    return seeds


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SeedError(
            path.name, 0, "", error.strerror or str(error), "a readable file"
        ) from error


def _rows(table: Table, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = content[error.start : error.end].hex()
        raise SeedError(table.file, line, "", found, "text in UTF-8") from error
    # Not str.splitlines: that also breaks at U+2028 and others, which a cell may hold.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = [column.name for column in table.columns]
    start = 1
    try:
        header = next(reader, [])
        if header != names:
            raise SeedError(table.file, 1, "", ",".join(header), f"the columns {','.join(names)}")
        start = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(names):
                raise SeedError(table.file, start, "", f"{len(cells)} cells", f"{len(names)} cells")
            yield start, dict(zip(names, cells, strict=True))
            start = reader.line_num + 1
    except csv.Error as error:
        raise SeedError(table.file, start, "", str(error), "comma-separated values") from error


def _checked(
    table: Table, line: int, raw: dict[str, str], vocabulary: Mapping[str, frozenset[str]]
) -> Record:
    record: Record = {}
    for column in table.columns:
        text = raw[column.name]
        problem = _problem(column, text, vocabulary)
        if problem:
            raise SeedError(table.file, line, column.name, text, problem)
        record[column.name] = _value(column, text)
    return record


def _problem(column: Column, text: str, vocabulary: Mapping[str, frozenset[str]]) -> str:
    """Return what was expected instead of the text, blank where it is right."""
    if not text:
        return f"{column.kind}, not nothing" if column.required else ""
    if len(text) > MAX_FIELD:
        return f"at most {MAX_FIELD:,} characters"
    if text != text.strip() or "\x00" in text:
        return "text without blanks around it or null characters"
    if not _has_type(column.kind, text):
        return column.kind
    if column.low is not None and float(text) < column.low:
        return f"{column.kind} of at least {column.low:g}"
    allowed = column.allowed or vocabulary.get(column.vocabulary, frozenset())
    if allowed or column.vocabulary:
        parts = text.split(";") if column.many else [text]
        if not allowed.issuperset(parts):
            return "one of " + ", ".join(sorted(filter(None, allowed)))
    return ""


def _has_type(kind: Kind, text: str) -> bool:
    try:
        if kind is Kind.WHOLE:
            return text == str(int(text)) and abs(int(text)) <= MAX_WHOLE
        if kind is Kind.NUMBER:
            return text.isascii() and "_" not in text and math.isfinite(float(text))
        if kind is Kind.DATE:
            return bool(PartialDate(text))
    except ValueError:
        return False
    return kind is not Kind.TRUTH or text in ("true", "false")


def _value(column: Column, text: str) -> Value:
    if column.kind is Kind.TRUTH:
        return int(text == "true") if text else None
    if column.kind is Kind.WHOLE:
        return int(text) if text else None
    if column.kind is Kind.NUMBER:
        return float(text) if text else None
    return text


def _terms_by_kind(records: list[Record]) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for record in records:
        kinds.setdefault(str(record["kind"]), set()).add(str(record["term"]))
    return {kind: frozenset(terms) for kind, terms in kinds.items()}


def _check_unique(table: Table, records: list[Record], lines: list[int]) -> None:
    seen: dict[tuple[Value, ...], int] = {}
    for record, line in zip(records, lines, strict=True) if table.key else ():
        key = tuple(record[name] for name in table.key)
        if key in seen:
            raise SeedError(
                table.file,
                line,
                ", ".join(table.key),
                ", ".join(map(str, key)),
                f"a value that is not on line {seen[key]} already",
            )
        seen[key] = line


def _check_meta(records: list[Record]) -> None:
    missing = {"as_of", "license"} - {str(record["key"]) for record in records}
    if missing:
        raise SeedError("meta.csv", 0, "key", "", f"a row for {min(missing)}")


def _check_references(
    table: Table, records: list[Record], lines: list[int], known: Mapping[str, frozenset[str]]
) -> None:
    for column in table.columns:
        if not column.refers_to:
            continue
        ids = known[column.refers_to]
        for record, line in zip(records, lines, strict=True):
            text = str(record[column.name])
            parts = text.split(";") if column.many else [text]
            if text and not ids.issuperset(parts):
                raise SeedError(
                    table.file, line, column.name, text, f"an id of {column.refers_to}.csv"
                )


def _check_ranges(seeds: Seeds, lines: Mapping[str, list[int]]) -> None:
    """Check every figure against the scale of its benchmark."""
    for record, line in zip(seeds.tables["benchmarks"], lines["benchmarks"], strict=True):
        low, high = record["min"], record["max"]
        if low is not None and high is not None and float(low) >= float(high):
            expected = "a lower end under the upper end"
            raise SeedError("benchmarks.csv", line, "min, max", f"{low:g}, {high:g}", expected)
    scales = {
        r["id"]: (
            -math.inf if r["min"] is None else float(r["min"]),
            math.inf if r["max"] is None else float(r["max"]),
        )
        for r in seeds.tables["benchmarks"]
    }
    for name, columns in (("claims", ("value", "low", "high")), ("baselines", ("value",))):
        for record, line in zip(seeds.tables[name], lines[name], strict=True):
            low, high = scales[record["benchmark_id"]]
            for column in columns:
                value = record[column]
                if value is not None and not low <= float(value) <= high:
                    expected = f"a number from {low:g} to {high:g}"
                    raise SeedError(f"{name}.csv", line, column, str(value), expected)
    for record, line in zip(seeds.tables["claims"], lines["claims"], strict=True):
        ends = (record["low"], record["value"], record["high"])
        given = [float(end) for end in ends if end is not None]
        if given != sorted(given):
            expected = "an interval around the value"
            raise SeedError("claims.csv", line, "low, value, high", str(ends), expected)
