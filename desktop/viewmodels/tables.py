"""Claims, sources and charts as rows of texts, prepared on a worker."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core import numbers
from desktop.core.charts.chart import BarChart
from desktop.core.claims.claim_text import date_basis, figure, reporter
from desktop.core.claims.resolution import Weighed
from desktop.core.claims.variant import variant_label
from desktop.core.compare.comparison import Comparison, Row
from desktop.core.compare.facts import FactRow
from desktop.core.marks import REPORTER_SYMBOL
from desktop.viewmodels.table_model import TableCell, TableRow

CLAIM_TITLES = ("Value", "As printed", "Reporter", "Published", "Source", "Why")
SOURCE_TITLES = ("Model", "Benchmark", "Setting", *CLAIM_TITLES)
SOURCE_NUMERIC = (3,)


def source_rows(comparison: Comparison) -> tuple[TableRow, ...]:
    """Return every claim of a comparison, row by row, model by model."""
    rows = []
    for row in comparison.rows:
        for subject, cell in zip(comparison.subjects, row.cells, strict=True):
            rows += [_source_row(subject.model.name, row, w) for w in cell.weighed]
    return tuple(rows)


def _source_row(model: str, row: Row, weighed: Weighed) -> TableRow:
    return TableRow(
        weighed.claim.id,
        (
            TableCell(model),
            TableCell(row.benchmark.name, tip=row.benchmark.measures),
            TableCell(variant_label(row.variant, row.subset)),
            *_claim_cells(weighed),
        ),
        strong=weighed.chosen,
    )


def _claim_cells(weighed: Weighed) -> tuple[TableCell, ...]:
    claim = weighed.claim
    source = claim.sources[0]
    via = f" via {claim.via}" if claim.via else ""
    read_at = f"{source.title}\n{source.url or 'no address'}\nRead from {source.retrieved_from}"
    return (
        TableCell(figure(claim), claim.value),
        TableCell(claim.printed or numbers.MISSING, tip=claim.notes),
        TableCell(f"{reporter(claim)}{via}"),
        TableCell(claim.dated or "no date", tip=date_basis(claim)),
        TableCell(source.title, tip=read_at, url=source.url),
        TableCell(weighed.why, tip=claim.notes),
    )


FACT_TITLES = ("Value", "Source", "Used")


def fact_source_rows(fact: FactRow, column: int) -> tuple[TableRow, ...]:
    """Return what each source says about one fact of one model, the value used first.

    Where the catalog does not say which page a fact was read at, the pages of the model follow.
    """
    value = fact.values[column]
    nowhere = "one of the pages below" if value.pages else "not recorded"
    used = (TableCell(value.text), TableCell(value.source or nowhere), TableCell("used"))
    pages = () if value.source else value.pages
    return (
        TableRow("used", used, strong=True),
        *(
            TableRow(c.source, (TableCell(c.value), TableCell(c.source), TableCell("not used")))
            for c in value.conflicts
        ),
        *(
            TableRow(page, (TableCell(""), TableCell(page, url=page), TableCell("page")))
            for page in pages
        ),
    )


def chart_table(chart: BarChart) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """Return titles and rows of the table behind a chart: the same numbers, with their range."""
    titles = (f"Benchmark ({chart.unit})", *chart.series)
    rows = []
    for group in chart.groups:
        cells = [TableCell(f"{group.label}, {group.variant}")]
        for bar in group.bars:
            spread = numbers.interval(bar.low, bar.high)
            kind = bar.reporter_kind
            symbol = f" {REPORTER_SYMBOL[kind]}" if kind else ""
            cells.append(TableCell(f"{bar.label}{symbol}", below=spread and f"[{spread}]"))
        rows.append(TableRow(group.benchmark_id, tuple(cells)))
    return titles, tuple(rows)


def numeric_columns(titles: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a chart's table that hold figures."""
    return tuple(range(1, len(titles)))
