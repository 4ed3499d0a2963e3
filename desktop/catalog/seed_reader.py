"""Read and check the seed tables."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.catalog.seed_cells import Record
from desktop.catalog.seed_sieve import Row, Sieve
from desktop.catalog.seed_tables import TABLES, Table
from desktop.core.errors import SeedError
from desktop.core.licenses.license import INCOMPLETE

_READINGS = ("terms_permissions", "terms_conditions", "terms_limitations", "terms_ambiguities")
"""Tables whose records together are the reading of a text; the first column names the terms."""


@dataclass(slots=True)
class Seeds:
    """All seed tables, checked.

    Attributes:
        revision: First 12 hexadecimal digits of a SHA-256 over all files, in order.
        tables: Records by table name, in file order.
        problems: Why records were left out, one for each, by table and line.
    """

    revision: str
    tables: dict[str, list[Record]] = field(default_factory=dict)
    problems: list[SeedError] = field(default_factory=list)


def read_seeds(folder: Path, check: Callable[[], None] = lambda: None) -> Seeds:
    """Read every seed table and check types, references, ranges and vocabulary.

    A record that says what it may not is left out, and so are those that refer to it. Where it
    belonged to the reading of a license text, a record that says so is added: what is left of the
    reading may lack a duty or a limit.

    Args:
        folder: Where the tables are.
        check: Called after each table; may raise to stop.

    Raises:
        SeedError: a file is missing, unreadable or no table of its kind.
    """
    digest = hashlib.sha256()
    seeds = Seeds("")
    sieve = Sieve()
    incomplete: dict[str, tuple[str, int]] = {}
    for table in TABLES:
        content = _content(folder / table.file)
        digest.update(table.name.encode() + b"\0" + content)
        rows = [Row(line, cells) for line, cells in _rows(table, content)]
        seeds.tables[table.name], problems = sieve.sift(table, rows)
        seeds.problems += problems
        if table.name in _READINGS:
            lost = {problem.line for problem in problems}
            for row in rows:
                if row.line in lost:
                    incomplete.setdefault("".join(row.cells[:1]), (table.file, row.line))
        check()
    _check_meta(seeds.tables["meta"])
    seeds.tables["terms_ambiguities"] += [
        _incomplete(str(terms["id"]), *incomplete[str(terms["id"])])
        for terms in seeds.tables["terms"]
        if terms["id"] in incomplete
    ]
    seeds.revision = digest.hexdigest()[:12]
    return seeds


def _incomplete(terms_id: str, file: str, line: int) -> Record:
    note = (
        f"A record of this reading was left out of the catalog ({file}, line {line}), so that it "
        "may lack a duty or a limit."
    )
    at: Record = {"document": "license", "section": file, "line": line, "find": "", "note": note}
    return {"terms_id": terms_id, "touches": INCOMPLETE, **at}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SeedError(
            path.name, 0, "", error.strerror or str(error), "a readable file"
        ) from error


def _rows(table: Table, content: bytes) -> Iterator[tuple[int, list[str]]]:
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
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise SeedError(table.file, start, "", str(error), "comma-separated values") from error


def _check_meta(records: list[Record]) -> None:
    missing = {"as_of", "license"} - {str(record["key"]) for record in records}
    if missing:
        raise SeedError("meta.csv", 0, "key", "", f"a row for {min(missing)}")
