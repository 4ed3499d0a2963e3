"""The rows of the compare page, prepared on a worker so that drawing only looks up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from desktop.core import numbers
from desktop.core.compare.comparison import Comparison, Row, Subject
from desktop.core.compare.facts import FactRow, fact_rows
from desktop.core.licenses.license import Permission
from desktop.core.licenses.license_summary import Group, SummaryRow, summary_rows
from desktop.core.marks import series
from desktop.viewmodels.compare.compare_cells import CompareCell, CompareColumn, CompareRow
from desktop.viewmodels.compare.score_rows import score_context, score_row, spoken
from desktop.viewmodels.compare.verdict_rows import verdict_rows
from desktop.viewmodels.roles import RowKind

_PERMISSIONS = (
    Permission.COMMERCIAL_USE,
    Permission.HOST_AS_SERVICE,
    Permission.DISTRIBUTE_DERIVATIVES,
    Permission.TRAIN_ON_OUTPUTS,
)
"""What most choices turn on; the Licenses page has them all."""

FACTS = "Facts"
LICENSE = "License"
MORE_FACTS = "More facts"
SCORES = "Benchmarks in your order"
_FIRST_FACTS = frozenset(
    {
        "organization",
        "release_date",
        "weights",
        "parameters_total",
        "context_tokens",
        "price",
    }
)
"""What cuts a list of candidates; the rest stands below the scores."""
_LICENSE_FACTS = frozenset({"license_id", "openness"})


def compare_rows(
    comparison: Comparison, *, only_differences: bool, baseline: str = ""
) -> tuple[CompareRow, ...]:
    """Return all rows of the page in order, with a heading before each section.

    Args:
        comparison: What is compared.
        only_differences: Whether rows in which all models agree are left out.
        baseline: Id of the model that the others are measured against; blank for none.
    """
    if not comparison.subjects:
        return ()
    names = [s.model.name for s in comparison.subjects]
    facts = list(_fact_rows(comparison, names))
    verdicts = list(verdict_rows(comparison))
    terms = list(_license_rows(comparison, names))
    shown = _FIRST_FACTS | _LICENSE_FACTS
    sections = [
        (FACTS, [row for row in facts if row.field in _FIRST_FACTS]),
        (LICENSE, [*verdicts, *(row for row in facts if row.field in _LICENSE_FACTS), *terms]),
        *_score_sections(comparison, baseline),
        (MORE_FACTS, [row for row in facts if row.field not in shown]),
    ]
    result: list[CompareRow] = []
    for title, rows in sections:
        kept = [row for row in rows if row.differs or not only_differences or len(names) < 2]
        if kept:
            count = numbers.counted(len(kept), "row")
            result.append(CompareRow(RowKind.SECTION, title, count, ()))
            result += kept
    return tuple(result)


def _score_sections(
    comparison: Comparison, baseline: str
) -> Iterator[tuple[str, list[CompareRow]]]:
    """Yield scores by category; in one section where the order asked for mixes categories."""
    context = score_context(comparison, baseline)
    runs = [(key, list(rows)) for key, rows in groupby(comparison.rows, key=_category)]
    if len({key for key, _ in runs}) < len(runs):
        runs = [(SCORES, list(comparison.rows))]
    for title, rows in runs:
        yield title, [score_row(row, context) for row in rows]


def _category(row: Row) -> str:
    category = row.benchmark.category
    return category[:1].upper() + category[1:]


def compare_columns(subjects: Sequence[Subject], baseline: str = "") -> tuple[CompareColumn, ...]:
    """Return the compared models as the headers show them."""
    return tuple(_column(i, subject, baseline) for i, subject in enumerate(subjects))


def _column(position: int, subject: Subject, baseline: str) -> CompareColumn:
    model = subject.model
    note = alias_sentence(subject)
    base = model.id == baseline
    lines = [f"{model.name} ({model.id})", model.organization, note, "baseline" if base else ""]
    words = [model.name, model.organization, note, "baseline" if base else ""]
    below = ["base" if base else "", _short_alias_note(subject)]
    return CompareColumn(
        model.id,
        model.name,
        series(position).symbol,
        " · ".join(filter(None, below)),
        "\n".join(filter(None, lines)),
        ", ".join(filter(None, words)),
    )


def alias_sentence(subject: Subject) -> str:
    """Say what an undated or dated name means, blank where there is nothing to say."""
    if subject.model.snapshot_of:
        return f"dated version of {subject.model.snapshot_of}"
    count = len(subject.snapshots)
    if not count:
        return ""
    if count == 1:
        return f"alias without a date: {subject.snapshots[0]} is its one known dated version"
    return f"alias: may mean any of {count} dated versions"


def _short_alias_note(subject: Subject) -> str:
    """Say in a column's width that the name can mean several versions."""
    if subject.model.snapshot_of:
        return f"of {subject.model.snapshot_of}"
    count = len(subject.snapshots)
    if count < 2:
        return "alias, 1 version" if count else ""
    return f"alias: any of {count}"


def _fact_rows(comparison: Comparison, names: Sequence[str]) -> Iterator[CompareRow]:
    """Yield the facts of which something is known; what an alias is stands in the header."""
    for row in fact_rows(comparison.subjects):
        if row.field != "alias" and any(value.known for value in row.values):
            yield _fact(row, names)


def _fact(row: FactRow, names: Sequence[str]) -> CompareRow:
    cells = []
    for name, value in zip(names, row.values, strict=True):
        text, detail = value.text, value.detail
        if row.field == "license_id" and detail:
            # The id is what people call a license; its full name fits no column.
            text, detail = detail, text
        others = "; ".join(dict.fromkeys(c.value for c in value.conflicts))
        tip = [f"{row.label}: {value.text}"]
        if value.source:
            tip.append(f"Source: {value.source}")
        tip += [f"{c.source} says {c.value}" for c in value.conflicts]
        cells.append(
            CompareCell(
                text=text,
                below="  ".join(filter(None, (detail, f"≠ {others}" if others else ""))),
                disputed=bool(others),
                missing=not value.known,
                tip="\n".join(tip),
                spoken=spoken(row.label, name, value.text, ". ".join(tip[1:])),
            )
        )
    title, _, unit = row.label.partition(", ")
    return CompareRow(RowKind.FACT, title, unit, tuple(cells), fact=row)


def _license_rows(comparison: Comparison, names: Sequence[str]) -> Iterator[CompareRow]:
    rows = [
        CompareRow(RowKind.LICENSE, row.label, "", _license_cells(row, names), terms=row)
        for row in summary_rows(comparison.subjects)
        if row.group is Group.PERMISSIONS and row.key in _PERMISSIONS
    ]
    if rows and all(cell.missing for row in rows for cell in row.cells):
        yield replace(rows[0], title="Permissions")
    else:
        yield from rows


def _license_cells(row: SummaryRow, names: Sequence[str]) -> tuple[CompareCell, ...]:
    return tuple(
        CompareCell(
            text=entry.text,
            below=entry.places,
            missing=not entry.references,
            tip=entry.notes,
            spoken=spoken(row.label, name, entry.text, f"{entry.places}. {entry.notes}"),
        )
        for name, entry in zip(names, row.entries, strict=True)
    )
