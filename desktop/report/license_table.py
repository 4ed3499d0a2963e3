"""Licenses side by side: one column a text, whichever models carry it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.compare.comparison import Comparison, Subject
from desktop.core.licenses.license import NOT_LEGAL_ADVICE, Terms
from desktop.core.licenses.license_summary import (
    NO_TEXT,
    NOTHING,
    Group,
    SummaryRow,
    TermsEntry,
    differ,
    license_conflicts,
    open_questions,
    read_from,
    summary_rows,
)
from desktop.core.licenses.license_wording import provenance
from desktop.report.score_table import part_name, parts
from desktop.report.texts import Data, clip, link, soft

_WIDEST = 4
_PART = 3
_LONGEST_STATEMENT = 1000


def license_tables(comparison: Comparison) -> Data:
    """Return which license each model has, and what each text says, differences marked."""
    subjects = comparison.subjects
    rows = summary_rows(subjects)
    terms_rows = [row for row in rows if row.group is not Group.IDENTITY]
    columns = _columns(subjects, terms_rows)
    return {
        "advice": NOT_LEGAL_ADVICE,
        "models": [_identity(i, s, columns) for i, s in enumerate(subjects)],
        "without": [i for i in range(len(subjects)) if not any(i in c for c in columns)],
        "several": len(columns) > 1,
        "parts": [
            _part(part, columns, subjects, terms_rows)
            for part in parts(len(columns), _WIDEST, _PART)
            if columns
        ],
        "questions": [_questions(subjects, c) for c in columns],
    }


def _columns(subjects: Sequence[Subject], rows: Sequence[SummaryRow]) -> list[list[int]]:
    """Return the models whose text is known, those with the same text together."""
    columns: dict[str, list[int]] = {}
    for i, subject in enumerate(subjects):
        if subject.terms and rows and rows[0].entries[i] is not NO_TEXT:
            columns.setdefault(subject.terms.id, []).append(i)
    return list(columns.values())


def _terms(subjects: Sequence[Subject], column: Sequence[int]) -> Terms:
    terms = subjects[column[0]].terms
    if terms is None:
        raise ValueError("a column is made of models with terms")
    return terms


def _identity(position: int, subject: Subject, columns: Sequence[Sequence[int]]) -> Data:
    license_ = subject.license
    known = any(position in column for column in columns)
    terms = subject.terms if known else None
    name = license_.name
    if license_.id and license_.id != name:
        name = f"{name} ({license_.id})"
    return {
        "model": position,
        "license": soft(name, run=20, longest=200),
        "conflicts": [soft(text, run=20, longest=200) for text in license_conflicts(subject)],
        "openness": str(subject.openness),
        "text": soft(_edition(terms), run=24, longest=240) if terms else NO_TEXT.text,
        "provenance": ", ".join(dict.fromkeys(filter(None, map(provenance, terms.texts))))
        if terms
        else "",
        "license-link": link(license_.url),
        "text-link": link(terms.url) if terms else "",
    }


def _edition(terms: Terms) -> str:
    """Name a text so that its editions are told apart."""
    steward = "" if terms.steward.startswith("(") else terms.steward
    known = ", ".join(part for part in (steward, str(terms.published or "")) if part)
    return f"{terms.name} ({known})" if known else terms.name


def _part(
    part: range,
    columns: Sequence[Sequence[int]],
    subjects: Sequence[Subject],
    rows: Sequence[SummaryRow],
) -> Data:
    shown = [columns[i] for i in part]
    return {
        "part": part_name(part, len(columns), "text"),
        "columns": [
            {"name": soft(_terms(subjects, c).name, run=18, longest=160), "models": list(c)}
            for c in shown
        ],
        "groups": _groups(shown, columns, rows),
    }


def _groups(
    part: Sequence[Sequence[int]], columns: Sequence[Sequence[int]], rows: Sequence[SummaryRow]
) -> list[Data]:
    groups = []
    for group in (Group.PERMISSIONS, Group.CONDITIONS, Group.LIMITATIONS):
        found = [
            {
                "label": row.label,
                # Among the texts of the whole comparison, not only of this part.
                "differs": differ(row.entries[c[0]] for c in columns),
                "cells": [_cell(row.entries[c[0]]) for c in part],
            }
            for row in rows
            if row.group is group
        ]
        if found:
            groups.append({"name": str(group), "rows": found})
    return groups


def _cell(entry: TermsEntry) -> Data:
    nothing = entry is NOTHING
    return {
        # Long enough for every barred use by name: a list that is cut would permit the rest.
        "text": soft(entry.text, run=20, longest=_LONGEST_STATEMENT),
        "places": "" if nothing else soft(entry.places, run=20, longest=240),
        "notes": "" if nothing else soft(entry.notes, run=20, longest=320),
    }


def _questions(subjects: Sequence[Subject], column: Sequence[int]) -> Data:
    terms = _terms(subjects, column)
    return {
        "name": clip(terms.name, 160),
        "read_from": [soft(text, run=30) for text in read_from(terms)],
        "texts": [clip(text, 480) for text in open_questions(terms)],
        "notes": [clip(text, 480) for text in terms.notes],
    }
