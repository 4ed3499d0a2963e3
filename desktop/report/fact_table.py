"""Facts as tables, each with its source and with what other sources say instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.core.compare.comparison import Comparison
from desktop.core.compare.facts import FactRow, FactValue, fact_rows
from desktop.core.source import Collection
from desktop.report.score_table import part_name, parts
from desktop.report.texts import Data, clip, soft


@dataclass
class Letters:
    """Letters a, b … z, aa … for the sources of facts, in reading order."""

    names: dict[str, str] = field(default_factory=dict)

    def letter(self, source: str) -> str:
        """Return the letter of a source, blank for no source."""
        if not source:
            return ""
        if source not in self.names:
            self.names[source] = _letters(len(self.names))
        return self.names[source]


def _letters(position: int) -> str:
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def fact_tables(comparison: Comparison, collections: Sequence[Collection]) -> Data:
    """Return the fact tables in parts with their sources, and the names of those sources."""
    rows = [row for row in fact_rows(comparison.subjects) if any(v.known for v in row.values)]
    letters = Letters()
    count = len(comparison.subjects)
    tables = [
        {
            "part": part_name(columns, count),
            "models": list(columns),
            "rows": [_row(row, columns, letters) for row in rows],
        }
        for columns in parts(count)
    ]
    whats = {c.id: c.what for c in collections}
    listed = [
        {"letter": letter, "text": soft(_source(name, whats), run=40)}
        for name, letter in letters.names.items()
    ]
    return {"tables": {"parts": tables, "sources": listed}, "names": list(letters.names)}


def _row(row: FactRow, columns: range, letters: Letters) -> Data:
    return {
        "label": row.label,
        "differs": row.differs,
        "cells": [_cell(row.values[c], letters) for c in columns],
    }


def _cell(value: FactValue, letters: Letters) -> Data:
    return {
        "text": soft(value.text, run=14, longest=200),
        "detail": soft(value.detail, run=14, longest=200),
        "letter": letters.letter(value.source) if value.known else "",
        "conflicts": [
            {
                "text": soft(conflict.value, run=14, longest=200),
                "letter": letters.letter(conflict.source),
            }
            for conflict in value.conflicts
        ],
    }


def _source(name: str, whats: dict[str, str]) -> str:
    """A fact names a collection, maybe with a remark in brackets, or a page."""
    key, _, remark = name.partition(" ")
    if key not in whats:
        return clip(name)
    return f"{whats[key]} {remark}".strip()
