"""Scores as tables: every number with its reporter, its note and the range of its claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from desktop.core import numbers
from desktop.core.claims.claim import Claim, ReporterKind
from desktop.core.claims.resolution import Resolution
from desktop.core.claims.variant import variant_label
from desktop.core.compare.comparison import Aside, Comparison, Row
from desktop.core.compare.row_notes import (
    STANDING_MARK,
    UNSETTLED,
    doubt,
    passed_over_note,
    reporter_note,
)
from desktop.core.marks import REPORTER_SYMBOL
from desktop.report.citations import Citations
from desktop.report.texts import Data, clip, soft

WIDEST = 5
"""How many models stand side by side without splitting a table."""
_PART = 4


def parts(count: int, widest: int = WIDEST, size: int = _PART) -> list[range]:
    """Return which columns stand in which part of a table that is split for its width."""
    if count <= widest:
        return [range(count)]
    number = -(-count // size)
    ends = [round(i * count / number) for i in range(number + 1)]
    return [range(start, end) for start, end in pairwise(ends)]


def part_name(columns: range, count: int, noun: str = "model") -> str:
    """Return which columns a part holds, blank where it holds all."""
    if len(columns) == count:
        return ""
    if len(columns) == 1:
        return f"{noun} {columns.start + 1} of {count}"
    return f"{noun}s {columns.start + 1}–{columns.stop} of {count}"


def reported(claim: Claim) -> str:
    """Return a value with the mark of its reporter."""
    return f"{numbers.score(claim.value)} {REPORTER_SYMBOL[claim.reporter_kind]}"


def direction(row: Row) -> str:
    """Return unit and direction of a row for readers."""
    return f"{clip(row.benchmark.unit, 40)}, {row.benchmark.direction}"


def score_parts(comparison: Comparison, rows: Sequence[Row], citations: Citations) -> list[Data]:
    """Return the score tables: parts with the models they hold, and rows by category."""
    count = len(comparison.subjects)
    names = [clip(subject.model.name, 60) for subject in comparison.subjects]
    return [
        {
            "part": part_name(columns, count),
            "models": list(columns),
            "groups": _groups(rows, columns, citations, names),
        }
        for columns in parts(count)
    ]


def _groups(
    rows: Sequence[Row], columns: range, citations: Citations, names: Sequence[str]
) -> list[Data]:
    pads = {c: _whole_digits(_shown(row, c) for row in rows) for c in columns}
    numbered = list(enumerate(rows))
    groups = groupby(numbered, key=lambda item: item[1].benchmark.category)
    return [
        {
            "name": clip(category[:1].upper() + category[1:], 80),
            "rows": [
                {
                    **heading(row),
                    "said": [clip(note, 200) for note in _row_notes(row, names)],
                    "cells": [
                        score_cell(row, c, citations.note(number, c), pads[c]) for c in columns
                    ],
                }
                for number, row in together
            ],
        }
        for category, together in groups
    ]


def heading(row: Row) -> Data:
    """Return what names a row: benchmark, variant, unit and direction."""
    return {
        "benchmark": soft(row.benchmark.name, run=20, longest=120),
        "variant": soft(variant_label(row.variant, row.subset), run=24, longest=160),
        "unit": direction(row),
    }


def _row_notes(row: Row, names: Sequence[str]) -> list[str]:
    """Return what must be said of a row besides its figures."""
    open_order = f"{UNSETTLED} order not settled" if row.unsettled else ""
    doubtful = f"≈ {doubt(row)}" if row.undecided else ""
    left = passed_over_note(row, names)
    return [note for note in (doubtful, reporter_note(row), open_order, left) if note]


def _shown(row: Row, column: int) -> Resolution:
    aside = row.asides[column] if row.asides else None
    return aside.cell if aside else row.cells[column]


def _whole_digits(cells: Iterable[Resolution]) -> int:
    chosen = [c.chosen for c in cells]
    return max((_whole(numbers.score(c.value)) for c in chosen if c), default=1)


def _whole(figure: str) -> int:
    return len(figure.partition(".")[0])


def score_cell(row: Row, column: int, note: int, digits: int) -> Data:
    """Return one cell.

    Args:
        row: The row the cell is of.
        column: Position of the model.
        note: Number of the note, 0 for none.
        digits: Digits before the decimal point of the column's longest figure.
    """
    cell = row.cells[column]
    aside = row.asides[column] if row.asides else None
    if aside is not None:
        return _set_apart(aside, note, digits)
    chosen = cell.chosen
    figure = numbers.score(chosen.value if chosen else None)
    return {
        "aside": "",
        "figure": figure,
        "pad": digits - _whole(figure),
        "mark": REPORTER_SYMBOL[chosen.reporter_kind] if chosen else "",
        "note": note,
        "best": column in row.best and column not in row.open_positions,
        "range": numbers.interval(cell.low, cell.high),
        "disputed": cell.disputed,
        "remarks": _remarks(cell),
    }


def _set_apart(aside: Aside, note: int, digits: int) -> Data:
    """Return a figure of another setting: marked, with that setting, and best of nothing."""
    chosen = aside.cell.chosen
    figure = numbers.score(chosen.value if chosen else None)
    return {
        "aside": STANDING_MARK[aside.comparability.standing],
        "figure": figure,
        "pad": digits - _whole(figure),
        "mark": REPORTER_SYMBOL[chosen.reporter_kind] if chosen else "",
        "note": note,
        "best": False,
        "range": "",
        "disputed": False,
        "remarks": [clip(variant_label(aside.setting.text), 60)],
    }


def _remarks(cell: Resolution) -> list[str]:
    """Name press figures beside the number, and claims where none of them may be chosen."""
    press = [
        w.claim
        for w in cell.weighed
        if w.claim.reporter_kind is ReporterKind.PRESS and not w.chosen
    ]
    remarks = ["chosen by the author"] if cell.picked else []
    remarks += [f"press: {reported(claim)}" for claim in press]
    others = [w for w in cell.weighed if w.claim not in press]
    if cell.chosen is None and others:
        word = "doubtful claim" if all(w.barred for w in others) else "claim not taken"
        remarks.append(numbers.counted(len(others), word, word.replace("claim", "claims", 1)))
    return remarks
