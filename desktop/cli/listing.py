"""``weighbridge list``."""

from __future__ import annotations

import argparse
from dataclasses import replace

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.core import numbers
from desktop.core.query import CatalogQuery, ListedModel, SortKey, parse_condition
from desktop.formats.documents import model_list
from desktop.formats.tables import Align, Column, Fit, Table
from desktop.services.listing import PAGE, Listing

_COLUMNS = (
    Column("Id", fit=Fit.KEEP),
    Column("Name", fit=Fit.ELIDE, spare=4),
    Column("Organization", fit=Fit.ELIDE, spare=1),
    Column("Weights", fit=Fit.KEEP),
    Column("Openness class", fit=Fit.KEEP),
    Column("License", fit=Fit.ELIDE, spare=2),
    Column("Released", fit=Fit.KEEP),
    Column("Parameters", Align.RIGHT, fit=Fit.KEEP, spare=5),
    Column("Context, tokens", Align.RIGHT, fit=Fit.KEEP, spare=6),
    Column("Claims", Align.RIGHT, fit=Fit.KEEP, spare=3),
)
_SORTED_BY = {
    SortKey.NAME: 0,
    SortKey.ORGANIZATION: 2,
    SortKey.WEIGHTS: 3,
    SortKey.CLASS: 4,
    SortKey.LICENSE: 5,
    SortKey.RELEASED: 6,
    SortKey.PARAMETERS: 7,
    SortKey.CONTEXT: 8,
    SortKey.SCORES: 9,
}
"""Which column the order can be seen in; the id stands for the name."""
_SHEET = (
    *("id", "name", "organization", "family", "weights", "openness_class", "license"),
    *("release_date", "parameters_total", "context_tokens", "claims", "hub_id"),
)


def list_models(asked: argparse.Namespace, reader: CatalogReader) -> Answer:
    """Return the models that match."""
    query = CatalogQuery(
        text=asked.search,
        conditions=tuple(parse_condition(expression) for expression in asked.where),
        released_before=asked.released_before,
        sort=SortKey(asked.sort),
        descending=asked.descending,
        limit=asked.limit,
    )
    listing = Listing(reader)
    found = listing.find(query)
    models = list(found.first)
    for start in range(len(models), len(found.ids), PAGE):
        models += listing.page(found.ids[start : start + PAGE])
    stamp = reader.stamp()
    counted = numbers.counted(found.total, "model")
    shown = f"{len(models):,} of {counted}" if len(models) < found.total else counted
    note = f"{shown}. Catalog of {stamp.as_of}; {numbers.MISSING} is not known."
    return Answer(
        document=lambda: model_list(found.total, models, stamp),
        tables=lambda: [Table("", _columns(query.sort), tuple(map(_row, models)), (note,))],
        sheet=lambda: Table("", tuple(map(Column, _SHEET)), tuple(map(_sheet_row, models))),
        remarks=() if models else ("No model matches.",),
    )


def _columns(sort: SortKey) -> tuple[Column, ...]:
    """Return the columns; the one that gives the order is shown at any width."""
    kept = _SORTED_BY[sort]
    return tuple(replace(c, spare=0) if i == kept else c for i, c in enumerate(_COLUMNS))


def _row(m: ListedModel) -> tuple[str, ...]:
    return (
        m.id,
        m.name,
        m.organization,
        m.weights or numbers.MISSING,
        m.openness,
        m.license_id or "not stated",
        m.release_date or numbers.MISSING,
        numbers.parameters(m.parameters_total),
        numbers.count(m.context_tokens),
        str(m.claim_count),
    )


def _sheet_row(m: ListedModel) -> tuple[str, ...]:
    figures = (m.parameters_total, m.context_tokens, m.claim_count)
    return (
        *(m.id, m.name, m.organization, m.family, m.weights, m.openness, m.license_id),
        m.release_date,
        *("" if figure is None else str(figure) for figure in figures),
        m.hub_id,
    )
