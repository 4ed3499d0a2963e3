"""``weighbridge list``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.cli.profiles import profile_of
from desktop.cli.streams import say
from desktop.core import numbers
from desktop.core.benchmark import Benchmark
from desktop.core.errors import UsageError
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.nearest import nearest
from desktop.core.search.corrections import readings
from desktop.core.search.query import (
    MY_PROFILE,
    CatalogQuery,
    Condition,
    ListedModel,
    ListedScore,
    Operator,
    SortKey,
)
from desktop.core.search.query_fault import QueryError
from desktop.core.search.query_language import ParsedQuery, parse
from desktop.core.search.query_vocabulary import ANY, Vocabulary
from desktop.core.verdict import verdict
from desktop.core.verdict.profile import Profile, Use
from desktop.formats.list_document import model_list
from desktop.formats.plain_text import harmless, width
from desktop.formats.tables import Align, Column, Fit, Table
from desktop.services.listing import Listing
from desktop.services.lookup import Lookup
from desktop.services.vocabulary import Words

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
Verdicts = Sequence[verdict.Answer | None]
UNCERTAIN = "≈"
"""Before a figure whose setting may differ from its neighbors'."""


def list_models(asked: argparse.Namespace, reader: CatalogReader) -> Answer:
    """Return the models that match.

    Raises:
        UsageError: a condition or the order cannot be understood.
        NotFoundError: there is no such benchmark.
    """
    vocabulary = Words(reader).vocabulary()
    query = _query(asked, vocabulary, Lookup(reader))
    plan = profile_of(asked, reader)
    _check_plan(query, plan)
    query = replace(query, profile=plan)
    # What is listed by a use is shown with the verdict of all uses that were named.
    judged = replace(plan, uses=_named_uses(asked.allow, plan))
    answers = reader.answers(judged) if judged.uses else {}
    columns = tuple(filter(None, map(vocabulary.benchmark, query.columns)))
    listing = Listing(reader)
    models = list(listing.models(query))
    whole = query.limit is None or len(models) < query.limit
    total = len(models) if whole else listing.total(query)
    stamp = reader.stamp()
    counted = numbers.counted(total, "model")
    shown = f"{len(models):,} of {counted}" if len(models) < total else counted
    note = f"{shown}. Catalog of {stamp.as_of}; {numbers.MISSING} is not known."
    if columns:
        note += f" {UNCERTAIN}: of a setting that may differ from the benchmark's main one."
    remarks = [
        f"Read {typed!r} as {' or '.join(map(repr, read))}."
        for typed, read in readings(listing.find(query).corrections)
    ]
    verdicts = [answers.get(model.situation) for model in models] if answers else []
    return Answer(
        document=lambda: model_list(total, models, stamp, query.columns, verdicts),
        tables=lambda: [_table(query, models, columns, verdicts, (note, *_about(judged)))],
        sheet=lambda: _sheet(models, query.columns, verdicts),
        remarks=(*remarks, *(() if models else ("No model matches.",))),
    )


def _check_plan(query: CatalogQuery, plan: Profile) -> None:
    """Refuse to ask for one's own plan where none is given: nothing would be allowed by it."""
    asked = {use for c in query.conditions if c.field == "allow" for use in (c.value, *c.also)}
    if MY_PROFILE in asked and not plan.uses:
        raise UsageError(
            f"allow:{MY_PROFILE} asks for the uses of your plan, and none is named: give "
            "--profile FILE with uses, or name the use itself, as in --allow commercial-product"
        )


def _query(asked: argparse.Namespace, vocabulary: Vocabulary, lookup: Lookup) -> CatalogQuery:
    read = [_parsed(expression, vocabulary) for expression in asked.where]
    sort, benchmark = _order(asked.sort, vocabulary)
    columns = tuple(lookup.benchmarks(asked.columns or ()))
    if benchmark and benchmark not in columns:
        columns = (*columns, benchmark)  # an order that cannot be seen cannot be checked
    return CatalogQuery(
        text=" ".join(filter(None, (asked.search, *(query.text for query in read)))),
        conditions=(
            *(condition for query in read for condition in query.conditions),
            *(Condition("allow", Operator.HAS, use) for use in asked.allow),
        ),
        scores=tuple(score for query in read for score in query.scores),
        released_before=asked.released_before,
        sort=sort,
        sort_benchmark=benchmark,
        descending=asked.descending,
        columns=columns,
        limit=asked.limit,
    )


def _parsed(expression: str, vocabulary: Vocabulary) -> ParsedQuery:
    if expression.strip().casefold() == "contradiction":
        expression = f"contradiction:{ANY}"
    try:
        return parse(expression, vocabulary)
    except QueryError as error:
        for line in pointed(error):
            say(line)
        raise


def pointed(error: QueryError) -> tuple[str, str]:
    """Return the expression, and a line that points at the fault when it stands below it."""
    before = width(harmless(error.query[: error.start]))
    marks = max(width(harmless(error.found)), 1)
    return harmless(error.query), " " * before + "^" * marks


def _order(asked: str, vocabulary: Vocabulary) -> tuple[SortKey, str]:
    """Return the column, and the benchmark that goes before it, blank for none."""
    if asked in tuple(SortKey):
        return SortKey(asked), ""
    found = [term for term in vocabulary.find(asked) if isinstance(term, Benchmark)]
    if len(found) == 1:
        return SortKey.NAME, found[0].id
    keys = ", ".join(SortKey)
    names = {b.id: (b.name,) for b in vocabulary.benchmarks}
    near = tuple(b.id for b in found) or nearest(asked, names | {str(k): () for k in SortKey})
    hint = f"; did you mean {', '.join(near)}?" if near else "."
    raise UsageError(f"{asked!r} is neither one benchmark nor one of {keys}{hint}")


def _columns(query: CatalogQuery) -> tuple[Column, ...]:
    """Return the columns; the one that gives the order is shown at any width."""
    kept = -1 if query.sort_benchmark else _SORTED_BY[query.sort]
    return tuple(replace(c, spare=0) if i == kept else c for i, c in enumerate(_COLUMNS))


def _score_column(benchmark: Benchmark) -> Column:
    return Column(f"{benchmark.name}, {benchmark.unit}", Align.RIGHT, fit=Fit.KEEP)


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
        *map(_figure, m.scores),
    )


def _figure(score: ListedScore | None) -> str:
    if score is None:
        return numbers.MISSING
    return (
        numbers.score(score.value) if score.certain else f"{UNCERTAIN}{numbers.score(score.value)}"
    )


def _named_uses(allowed: Sequence[str], plan: Profile) -> tuple[Use, ...]:
    named = {Use(use) for use in allowed if use != MY_PROFILE}
    return tuple(use for use in Use if use in named or use in plan.uses)


def _table(
    query: CatalogQuery,
    models: Sequence[ListedModel],
    benchmarks: Sequence[Benchmark],
    verdicts: Verdicts,
    notes: tuple[str, ...],
) -> Table:
    head = [*_columns(query), *map(_score_column, benchmarks)]
    rows = list(map(_row, models))
    if verdicts:
        head.insert(1, Column("Verdict", fit=Fit.KEEP))
        rows = [
            (row[0], str(said or numbers.MISSING), *row[1:])
            for row, said in zip(rows, verdicts, strict=True)
        ]
    return Table("", tuple(head), tuple(rows), notes)


def _about(plan: Profile) -> tuple[str, ...]:
    """Say what the verdicts are about, nothing where none was asked for."""
    if not plan.uses:
        return ()
    uses = ", ".join(plan.uses)
    return (f"Verdict for {uses}; `can-i MODEL` says on what it rests.", NOT_LEGAL_ADVICE)


def _sheet(models: Iterable[ListedModel], columns: tuple[str, ...], verdicts: Verdicts) -> Table:
    """Return the table for a spreadsheet: beside each figure, whether its setting is certain."""
    titles = [*_SHEET, *(title for key in columns for title in (key, f"{key} certain"))]
    rows = list(map(_sheet_row, models))
    if verdicts:
        titles.append("verdict")
        rows = [(*row, str(v or "")) for row, v in zip(rows, verdicts, strict=True)]
    return Table("", tuple(map(Column, titles)), tuple(rows))


def _sheet_row(m: ListedModel) -> tuple[str, ...]:
    figures = (m.parameters_total, m.context_tokens, m.claim_count)
    scores = (
        ("", "") if score is None else (str(score.value), "yes" if score.certain else "no")
        for score in m.scores
    )
    return (
        *(m.id, m.name, m.organization, m.family, m.weights, m.openness, m.license_id),
        m.release_date,
        *("" if figure is None else str(figure) for figure in figures),
        m.hub_id,
        *(cell for pair in scores for cell in pair),
    )
