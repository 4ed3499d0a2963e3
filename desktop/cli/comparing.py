"""``weighbridge compare``: models side by side."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.cli.wording import (
    CELL_LEGEND,
    cell_text,
    columns,
    legend,
    plain,
    row_label,
    stamp_note,
    unit,
)
from desktop.core import numbers
from desktop.core.comparison import Comparison, Row, Subject
from desktop.core.license import NOT_LEGAL_ADVICE
from desktop.formats import documents
from desktop.formats.tables import Column, Fit, Table
from desktop.services.comparisons import Comparisons
from desktop.services.lookup import Lookup

_MODEL_COLUMNS = (
    Column("Model", fit=Fit.KEEP),
    Column("Name", fit=Fit.ELIDE, spare=2),
    Column("Organization", fit=Fit.ELIDE, spare=1),
    Column("Released", fit=Fit.KEEP),
    Column("Weights", fit=Fit.KEEP),
    Column("License"),
    Column("Openness class", fit=Fit.KEEP),
)
_ROW_SHEET = ("benchmark", "variant", "subset", "unit", "higher_is_better")
_CELL_SHEET = ("", "claim", "reporter", "reporter_kind", "claims", "low", "high", "disputed")


def compare_models(asked: argparse.Namespace, reader: CatalogReader) -> Answer:
    """Return models side by side."""
    comparison = asked_comparison(asked, reader)
    return Answer(
        document=lambda: documents.compare(comparison),
        tables=lambda: _tables(comparison),
        sheet=lambda: _sheet(comparison),
        remarks=remarks(asked, comparison),
    )


def asked_comparison(asked: argparse.Namespace, reader: CatalogReader) -> Comparison:
    """Return the comparison that the arguments of ``compare`` and ``report`` ask for.

    Benchmarks that are named are shown whole, without subsets: whoever names one wants to see
    also that only one model has a figure.

    Raises:
        NotFoundError: a model or benchmark is not in the catalog.
    """
    lookup = Lookup(reader)
    models = lookup.models(asked.models)
    benchmarks = None if asked.benchmarks is None else lookup.benchmarks(asked.benchmarks)
    whole = asked.rows == "all"
    comparison = Comparisons(reader).build(
        models, benchmarks, all_rows=whole or benchmarks is not None
    )
    if whole or benchmarks is None:
        return comparison
    shown = tuple(row for row in comparison.rows if not row.subset)
    left_out = comparison.left_out + len(comparison.rows) - len(shown)
    return replace(comparison, rows=shown, left_out=left_out)


def remarks(asked: argparse.Namespace, comparison: Comparison) -> tuple[str, ...]:
    """Say what a comparison leaves out, and what it cannot show."""
    said = []
    if comparison.left_out:
        why = "subsets" if asked.benchmarks is not None else "about one model only, or a subset"
        left_out = numbers.counted(comparison.left_out, "row")
        said.append(f"{left_out} left out ({why}); --rows all shows everything.")
    for number, subject in enumerate(comparison.subjects):
        if comparison.rows and not any(row.cells[number].weighed for row in comparison.rows):
            said.append(f"No claim about {subject.model.id} is in these rows.")
    if not comparison.rows:
        said.append("No claims to put side by side.")
    return tuple(said)


def _tables(comparison: Comparison) -> list[Table]:
    notes = (stamp_note(comparison.stamp), NOT_LEGAL_ADVICE)
    found = [Table("Models", _MODEL_COLUMNS, tuple(map(_model, comparison.subjects)))]
    if comparison.rows:
        found.append(_scores(comparison))
    return [*found, Table("", (), (), notes)]


def _model(subject: Subject) -> tuple[str, ...]:
    model = subject.model
    return (
        model.id,
        model.name,
        model.organization,
        str(model.release_date or numbers.MISSING),
        model.weights.value or numbers.MISSING,
        subject.license.id or "not stated",
        str(subject.openness),
    )


def _scores(comparison: Comparison) -> Table:
    return Table(
        f"Scores, policy {comparison.policy}",
        (
            Column("Benchmark"),
            Column("Variant"),
            Column("Unit", fit=Fit.KEEP),
            *(Column(subject.model.id) for subject in comparison.subjects),
        ),
        tuple(
            (row.benchmark.name, row_label(row), unit(row), *map(cell_text, row.cells))
            for row in comparison.rows
        ),
        (legend(cell for row in comparison.rows for cell in row.cells), CELL_LEGEND),
        stub=3,
    )


def _sheet(comparison: Comparison) -> Table:
    headings = [
        f"{subject.model.id} {name}".strip()
        for subject in comparison.subjects
        for name in _CELL_SHEET
    ]
    return Table(
        "",
        columns((*_ROW_SHEET, *headings)),
        tuple(tuple(_sheet_row(row)) for row in comparison.rows),
    )


def _sheet_row(row: Row) -> Iterator[str]:
    benchmark = row.benchmark
    yield from (benchmark.id, row.variant, row.subset, benchmark.unit)
    yield plain(benchmark.higher_is_better)
    for cell in row.cells:
        chosen = cell.chosen
        if chosen:
            yield from (plain(chosen.value), chosen.id, chosen.reporter, chosen.reporter_kind)
        else:
            yield from ("", "", "", "")
        yield from (str(len(cell.weighed)), plain(cell.low), plain(cell.high))
        yield plain(cell.disputed)
