"""``weighbridge show`` and ``weighbridge claims``: one model, and one cell of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.cli.wording import (
    CHOSEN,
    CLAIM_SHEET,
    alias_remarks,
    claim_sheet_row,
    columns,
    legend,
    remarks_on,
    reporter,
    row_label,
    source_text,
    stamp_note,
    unit,
)
from desktop.core import numbers
from desktop.core.claims.claim_text import figure
from desktop.core.claims.policy import Policy
from desktop.core.claims.resolution import Rule, Weighed
from desktop.core.claims.setting import take_apart
from desktop.core.claims.variant import NOT_STATED
from desktop.core.compare.comparison import Row, Subject
from desktop.core.compare.facts import FactRow, fact_rows
from desktop.core.compare.rows import build_rows
from desktop.core.errors import NotFoundError
from desktop.core.licenses.base_wording import base_license
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.model import LicenseSpan
from desktop.core.nearest import nearest
from desktop.core.source import Source
from desktop.formats import documents
from desktop.formats.tables import Align, Column, Fit, Table
from desktop.services.comparisons import Comparisons
from desktop.services.lookup import Lookup

_FACT_COLUMNS = (
    Column("Fact", fit=Fit.KEEP),
    Column("Value"),
    Column("Source"),
    Column("Other sources say"),
)
_CLAIM_COLUMNS = (
    Column("", fit=Fit.KEEP),
    Column("Benchmark"),
    Column("Variant"),
    Column("Figure", Align.RIGHT, fit=Fit.KEEP),
    Column("Unit", fit=Fit.KEEP),
    Column("Reported by"),
    Column("Dated", fit=Fit.KEEP),
    Column("Claim", fit=Fit.KEEP, spare=1),
)
_SHOW_SHEET = ("section", "item", "value", "detail", "source", "other", "date", "chosen", "why")


def show_model(asked: argparse.Namespace, reader: CatalogReader) -> Answer:
    """Return everything that is known about one model."""
    (model_id,) = Lookup(reader).models([asked.model])
    comparison = Comparisons(reader).build([model_id], all_rows=True)
    (subject,) = comparison.subjects
    history = reader.license_history(model_id)
    stamp = comparison.stamp
    rows = comparison.rows

    def tables() -> list[Table]:
        return [
            _facts(subject),
            *_pages(subject),
            *_aliases(subject),
            *_history(history),
            *_legal(subject),
            _claims(subject.model.name, rows),
            Table("", (), (), (_license_hint(subject), NOT_LEGAL_ADVICE, stamp_note(stamp))),
        ]

    return Answer(
        document=lambda: documents.show(subject, rows, history, stamp),
        tables=tables,
        sheet=lambda: Table("", columns(_SHOW_SHEET), tuple(_sheet(subject, rows, history))),
    )


def _facts(subject: Subject) -> Table:
    return Table(
        f"{subject.model.name} ({subject.model.id})",
        _FACT_COLUMNS,
        tuple(_fact(row) for row in fact_rows([subject])),
    )


def _fact(row: FactRow) -> tuple[str, ...]:
    value = row.values[0]
    text = f"{value.text} ({value.detail})" if value.detail else value.text
    return (row.label, text, value.source or ("(pages below)" if value.pages else ""), _others(row))


def _pages(subject: Subject) -> Iterator[Table]:
    """Name the pages behind facts of which no single source is recorded."""
    if subject.model.source_urls:
        yield Table("Facts were read at", (), (), subject.model.source_urls)


def _others(row: FactRow) -> str:
    return "; ".join(f"{c.value} [{c.source}]" for c in row.values[0].conflicts)


def _aliases(subject: Subject) -> Iterator[Table]:
    if subject.snapshots:
        name = subject.model.name
        note = f"{name} can mean any of: {', '.join(subject.snapshots)}."
        yield Table("Dated versions", (), (), (note,))


def _history(history: Sequence[LicenseSpan]) -> Iterator[Table]:
    if history:
        rows = tuple(
            (str(h.since or numbers.MISSING), str(h.until or "today"), h.license, h.evidence)
            for h in history
        )
        yield Table("License history", columns(("Since", "Until", "License", "Evidence")), rows)


def _claims(name: str, rows: Sequence[Row]) -> Table:
    weighed = tuple(_claim(w, row) for row, w in _each(rows))
    if not weighed:
        return Table("Claims", (), (), (f"No claim about {name} is in the catalog.",))
    marks = legend(cell for row in rows for cell in row.cells)
    return Table("Claims", _CLAIM_COLUMNS, weighed, (f"{CHOSEN} chosen. {marks}",))


def _each(rows: Iterable[Row]) -> Iterator[tuple[Row, Weighed]]:
    for row in rows:
        for cell in row.cells:
            for weighed in cell.weighed:
                yield row, weighed


def _claim(weighed: Weighed, row: Row) -> tuple[str, ...]:
    claim = weighed.claim
    return (
        CHOSEN if weighed.chosen else "",
        row.benchmark.name,
        row_label(row),
        figure(claim),
        unit(row),
        reporter(claim, short=True),
        claim.dated or "undated",
        claim.id,
    )


def _legal(subject: Subject) -> Iterator[Table]:
    """Yield what the model is built on, and what sources contradict each other on."""
    if subject.bases:
        rows = tuple(
            (
                base.name,
                base.part or base.relation,
                base_license(base),
                base.source,
            )
            for base in subject.bases
        )
        yield Table("Built on", columns(("Base", "Part", "License", "Read at")), rows)
    if subject.contradictions:
        notes = tuple(f"{c.text}; {c.nearer_text}." for c in subject.contradictions)
        yield Table("Contradictions about the license", (), (), notes)


def _license_hint(subject: Subject) -> str:
    license_id = subject.license.id
    if not license_id:
        return "No source states a license: without one, nothing is allowed."
    if subject.terms is None:
        return f"No text is known for the license {license_id}."
    return f"What the license says, with sections: weighbridge license {license_id}"


def _sheet(
    subject: Subject, rows: Sequence[Row], history: Sequence[LicenseSpan]
) -> Iterator[tuple[str, ...]]:
    for fact in fact_rows([subject]):
        value = fact.values[0]
        known = value.text if value.known else ""
        yield ("fact", fact.label, known, value.detail, value.source, _others(fact), "", "", "")
    for snapshot in subject.snapshots:
        yield ("dated version", snapshot, "", "", "", "", "", "", "")
    for base in subject.bases:
        license_id = base.situation.named.license.id if base.situation else ""
        yield ("built on", base.name, license_id, base.part, base.source, "", "", "", base.note)
    for c in subject.contradictions:
        one, other = f"{c.one.says} [{c.one.source}]", f"{c.other.says} [{c.other.source}]"
        yield ("contradiction", str(c.kind), one, "", "", other, "", "", c.nearer_text)
    for span in history:
        dates = f"{span.since or ''}/{span.until or ''}"
        yield ("license history", span.license, "", "", span.evidence, "", dates, "", "")
    for row, weighed in _each(rows):
        claim = weighed.claim
        yield (
            "claim",
            f"{row.benchmark.id}: {row_label(row)}",
            str(claim.value),
            row.benchmark.unit,
            f"{claim.reporter} ({claim.reporter_kind})",
            "",
            str(claim.published or ""),
            "yes" if weighed.chosen else "no",
            weighed.why,
        )


_RECEIPT_COLUMNS = (
    Column("", fit=Fit.KEEP),
    Column("Figure", Align.RIGHT, fit=Fit.KEEP),
    Column("Reported by"),
    Column("Dated", fit=Fit.KEEP),
    Column("Why, and remarks"),
    Column("Source", fit=Fit.KEEP),
    Column("Claim", fit=Fit.KEEP, spare=1),
)


def list_claims(asked: argparse.Namespace, reader: CatalogReader) -> Answer:
    """Return every claim for one model on one benchmark."""
    lookup = Lookup(reader)
    (model_id,) = lookup.models([asked.model])
    (benchmark_id,) = lookup.benchmarks([asked.benchmark])
    (benchmark,) = reader.benchmarks([benchmark_id])
    found = reader.claims([model_id], [benchmark_id])
    rows = build_rows([model_id], [benchmark], found, Rule(Policy(asked.policy)))
    if asked.variant is not None:
        rows = _of_variant(rows, asked.variant)
    stamp = reader.stamp()
    nothing = f"No claim about {model_id} on {benchmark.name} is in the catalog."
    about = f"{model_id} on {benchmark.name}, {benchmark.unit}, {benchmark.direction}"

    def tables() -> list[Table]:
        numbers_of = {source: n for n, source in enumerate(_sources(rows), 1)}
        found = [
            Table(
                f"{about}: {row_label(row)}",
                _RECEIPT_COLUMNS,
                tuple(_receipt(weighed, numbers_of) for weighed in row.cells[0].weighed),
            )
            for row in rows
        ]
        note = f"{CHOSEN} chosen: what a comparison shows for this variant. {stamp_note(stamp)}"
        cited = tuple(f"[{n}] {source_text(source)}" for source, n in numbers_of.items())
        return [*found, Table("Sources", (), (), cited), Table("", (), (), (note,))]

    remarks = alias_remarks(Comparisons(reader).subjects([model_id]))
    return Answer(
        remarks=remarks,
        document=lambda: documents.claims(model_id, benchmark, rows, stamp),
        tables=lambda: tables() if rows else [Table("", (), (), (nothing,))],
        sheet=lambda: Table(
            "",
            columns(CLAIM_SHEET),
            tuple(claim_sheet_row(weighed, row) for row, weighed in _each(rows)),
        ),
    )


def _of_variant(rows: tuple[Row, ...], asked: str) -> tuple[Row, ...]:
    wanted = take_apart("" if asked == NOT_STATED else asked).key
    found = tuple(row for row in rows if row.setting.key == wanted)
    if not found:
        names = {row.variant or NOT_STATED: () for row in rows}
        raise NotFoundError("variant of these claims", asked, nearest(asked, names) or tuple(names))
    return found


def _sources(rows: Iterable[Row]) -> dict[Source, None]:
    """Return the sources of all claims, each once, in the order of the claims."""
    return {s: None for _, weighed in _each(rows) for s in weighed.claim.sources}


def _receipt(weighed: Weighed, numbers_of: dict[Source, int]) -> tuple[str, ...]:
    claim = weighed.claim
    remarks = remarks_on(claim)
    return (
        CHOSEN if weighed.chosen else "",
        figure(claim),
        reporter(claim),
        claim.dated or "undated",
        f"{weighed.why}{f' ({remarks})' if remarks else ''}",
        " ".join(f"[{numbers_of[source]}]" for source in claim.sources),
        claim.id,
    )
