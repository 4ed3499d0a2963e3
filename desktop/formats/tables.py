"""One table, written for a terminal, a spreadsheet or a document.

Cells are text from anywhere: no control character, formula or markup in one of them has an effect
in any of the three.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.spreadsheet import defused
from desktop.formats.plain_text import harmless


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    RIGHT = "right"


class Fit(StrEnum):
    """What happens to a column that a terminal has no room for."""

    WRAP = "wrap"
    ELIDE = "elide"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        heading: What stands above it, with the unit of its figures.
        spare: Order in which columns are left out of a narrow terminal, highest first; 0: never.
    """

    heading: str
    align: Align = Align.LEFT
    fit: Fit = Fit.WRAP
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table that does not know yet how it will be written.

    Attributes:
        title: One line above the table; blank for none.
        rows: Cells of text, as many in each row as there are columns.
        notes: Sentences below the table.
        stub: How many leading columns are repeated where the others do not fit side by side.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    stub: int = 0

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells for {len(self.columns)} columns: {row!r}")


def as_csv(table: Table) -> str:
    """Return a table as RFC 4180 text with a heading line, without title and notes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(defused(column.heading)) for column in table.columns])
    writer.writerows([harmless(defused(cell)) for cell in row] for row in table.rows)
    return text.getvalue()


def as_markdown(tables: Iterable[Table]) -> str:
    """Return tables as GitHub-flavored Markdown, each under its title."""
    return "\n".join(_markdown(table) for table in tables)


def _markdown(table: Table) -> str:
    lines = [f"## {_escaped(table.title)}", ""] if table.title else []
    if table.rows:
        rules = ("---:" if c.align is Align.RIGHT else "---" for c in table.columns)
        lines += [_markdown_row(c.heading for c in table.columns), f"| {' | '.join(rules)} |"]
        lines += [_markdown_row(row) for row in table.rows]
    for note in table.notes:
        lines += ["", _escaped(note)]
    return "\n".join([*lines, ""])


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


_LINE_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
# An underscore inside a word marks nothing up, and names of models are full of them.
_MARKUP = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|^(?:[#>+-](?=\s|$))")


def _escaped(text: str) -> str:
    parts = _LINE_BREAK.split(text)
    return "<br>".join(_MARKUP.sub(_literal, harmless(part)) for part in parts)


def _literal(match: re.Match[str]) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(match[0], f"\\{match[0]}")
