"""``weighbridge compare``: models side by side."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.cli.profiles import profile_of
from desktop.cli.wording import (
    CELL_LEGEND,
    SETTING_LEGEND,
    alias_remarks,
    columns,
    legend,
    placed_text,
    plain,
    row_label,
    row_remarks,
    stamp_note,
    unit,
)
from desktop.core import numbers
from desktop.core.claims.policy import POLICY_MEANING, Pick, Policy
from desktop.core.claims.variant import variant_label
from desktop.core.compare.comparison import Comparison, Row, Subject
from desktop.core.compare.row_notes import UNSETTLED, order_note
from desktop.core.errors import NotFoundError, UsageError
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
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
    Column("Verdict", fit=Fit.KEEP),
)
_ROW_SHEET = (
    *("benchmark", "variant", "subset", "unit", "higher_is_better"),
    *("may_differ", "order_settled", "row_reporter"),
)
_CELL_SHEET = (
    *("", "claim", "reporter", "reporter_kind", "claims", "low", "high", "disputed"),
    *("picked", "set_apart", "set_apart_setting", "set_apart_because"),
)


def compare_models(asked: argparse.Namespace, reader: CatalogReader, today: date) -> Answer:
    """Return models side by side."""
    comparison = asked_comparison(asked, reader, today)
    return Answer(
        document=lambda: documents.compare(comparison),
        tables=lambda: _tables(comparison),
        sheet=lambda: _sheet(comparison),
        remarks=remarks(asked, comparison),
    )


def _check_used(wanted: Sequence[str], comparison: Comparison) -> None:
    """Refuse a claim that was to be used and is not."""
    used = {pick.claim_id for pick in comparison.picks}
    known = {
        key: weighed
        for row in comparison.rows
        for cell in row.cells
        for weighed in cell.weighed
        for key in (weighed.claim.id, *weighed.claim.also)
    }
    for claim_id in wanted:
        if claim_id not in known:
            raise NotFoundError("claim in these rows", claim_id, ())
        if claim_id not in used:
            barred = known[claim_id].barred or "another claim of its cell is to be used too"
            raise UsageError(f"the claim {claim_id} cannot be used: {barred}")


def asked_comparison(asked: argparse.Namespace, reader: CatalogReader, today: date) -> Comparison:
    """Return the comparison that the arguments of ``compare`` and ``report`` ask for.

    Benchmarks that are named are shown whole, without subsets: whoever names one wants to see
    also that only one model has a figure.

    Raises:
        NotFoundError: a model or benchmark is not in the catalog, or a claim that shall be used
            is not in these rows.
        UsageError: a claim that shall be used may not be chosen, or two are of one cell.
    """
    lookup = Lookup(reader)
    models = lookup.models(asked.models)
    benchmarks = None if asked.benchmarks is None else lookup.benchmarks(asked.benchmarks)
    whole = asked.rows == "all"
    comparison = Comparisons(reader).build(
        models,
        benchmarks,
        all_rows=whole or benchmarks is not None,
        policy=Policy(asked.policy),
        picks=[Pick(claim_id, today) for claim_id in asked.use],
        profile=profile_of(asked, reader),
    )
    _check_used(asked.use, comparison)
    if whole or benchmarks is None:
        return comparison
    shown = tuple(row for row in comparison.rows if not row.subset)
    left_out = comparison.left_out + len(comparison.rows) - len(shown)
    return replace(comparison, rows=shown, left_out=left_out)


def remarks(asked: argparse.Namespace, comparison: Comparison) -> tuple[str, ...]:
    """Say what a comparison leaves out, and what it cannot show."""
    said = list(alias_remarks(comparison.subjects))
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
    judged = bool(comparison.profile.uses)
    uses = f"Verdict for {', '.join(comparison.profile.uses)}; `can-i MODEL` says why."
    about = ((uses,) if judged else ()) + tuple(_contradictions(comparison))
    columns_ = _MODEL_COLUMNS if judged else _MODEL_COLUMNS[:-1]
    rows = tuple(_model(subject)[: len(columns_)] for subject in comparison.subjects)
    found = [Table("Models", columns_, rows, about)]
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
        _verdict(subject),
    )


def _verdict(subject: Subject) -> str:
    """Return the verdict with how many conditions it has; none of them is left out of the count."""
    verdict = subject.verdict
    if verdict is None:
        return numbers.MISSING
    count = len(verdict.conditions)
    return f"{verdict.answer}, {numbers.counted(count, 'condition')}" if count else verdict.answer


def _contradictions(comparison: Comparison) -> Iterator[str]:
    for subject in comparison.subjects:
        for found in subject.contradictions:
            yield f"≠ {subject.model.id}: {found.text}; {found.nearer_text}."


def _scores(comparison: Comparison) -> Table:
    policy = comparison.policy
    names = [subject.model.id for subject in comparison.subjects]
    return Table(
        f"Scores, policy {policy}: {POLICY_MEANING[policy]}",
        (
            Column("Benchmark"),
            Column("Variant"),
            Column("Unit", fit=Fit.KEEP),
            *(Column(subject.model.id) for subject in comparison.subjects),
        ),
        tuple(_score_row(row, names) for row in comparison.rows),
        (*_order_notes(comparison), *_legends(comparison)),
        stub=3,
    )


def _score_row(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    remarks_ = row_remarks(row, names)
    label = f"{row_label(row)} ({remarks_})" if remarks_ else row_label(row)
    cells = (placed_text(row, position) for position in range(len(row.cells)))
    return (row.benchmark.name, label, unit(row), *cells)


def _legends(comparison: Comparison) -> tuple[str, ...]:
    shown = [cell for row in comparison.rows for cell in row.cells]
    shown += [aside.cell for row in comparison.rows for aside in row.asides if aside]
    return (legend(shown), CELL_LEGEND, SETTING_LEGEND)


def _order_notes(comparison: Comparison) -> Iterator[str]:
    names = [subject.model.id for subject in comparison.subjects]
    for row in comparison.rows:
        note = order_note(row, names)
        if note:
            yield f"{UNSETTLED} {row.benchmark.name}, {row_label(row)}. {note}"


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
    yield from (";".join(row.undecided), plain(not row.unsettled), row.reporter)
    for position, cell in enumerate(row.cells):
        chosen = cell.chosen
        if chosen:
            yield from (plain(chosen.value), chosen.id, chosen.reporter, chosen.reporter_kind)
        else:
            yield from ("", "", "", "")
        yield from (str(len(cell.weighed)), plain(cell.low), plain(cell.high))
        yield from (plain(cell.disputed), plain(bool(cell.picked)))
        yield from _sheet_aside(row, position)


def _sheet_aside(row: Row, position: int) -> tuple[str, str, str]:
    aside = row.asides[position] if row.asides else None
    if aside is None:
        return ("", "", "")
    chosen = aside.cell.chosen
    figure = plain(chosen.value) if chosen else ""
    return (figure, variant_label(aside.setting.text), aside.comparability.text)
