"""Rows of the catalog as values of the core."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from desktop.core.benchmark import Baseline, Benchmark
from desktop.core.claims.claim import Claim, Flag, ReporterKind
from desktop.core.claims.setting import take_apart
from desktop.core.licenses.license import (
    Ambiguity,
    ConditionTerm,
    LicenseText,
    LimitationTerm,
    OpennessClass,
    Permission,
    PermissionTerm,
    PermissionValue,
    Reference,
    Terms,
)
from desktop.core.model import LicenseSpan, Model, Price, Weights
from desktop.core.partial_date import parse_partial_date
from desktop.core.source import Source

_NOT_PARAMETERS = frozenset(
    {"id", "terms_id", "type", "document", "section", "line", "find", "note"}
)


CLAIMS = (
    "SELECT claims.*, sources.id AS source_id, title, url, via, published, date_basis,"
    " retrieved_from FROM claims JOIN claim_sources ON claim_sources.claim_id = claims.id"
    " JOIN sources ON sources.id = claim_sources.source_id"
)
"""What ``claims`` reads; rows of one claim must stand together."""


def _many(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def model(row: sqlite3.Row) -> Model:
    """Return the model of a row of ``models``."""
    price = None
    if row["price_input_usd_per_mtok"] is not None or row["price_output_usd_per_mtok"] is not None:
        price = Price(
            row["price_input_usd_per_mtok"],
            row["price_output_usd_per_mtok"],
            parse_partial_date(row["price_as_of"]),
            row["price_source"],
        )
    return Model(
        id=row["id"],
        name=row["name"],
        organization=row["organization"],
        family=row["family"],
        country=row["country"],
        tuning=row["tuning"],
        snapshot_of=row["snapshot_of"],
        hub_id=row["hub_id"],
        weights=Weights(row["weights"]),
        weights_source=row["weights_source"],
        release_date=parse_partial_date(row["release_date"]),
        release_date_source=row["release_date_source"],
        weights_date=parse_partial_date(row["weights_date"]),
        knowledge_cutoff=parse_partial_date(row["knowledge_cutoff"]),
        parameters_total=row["parameters_total"],
        parameters_active=row["parameters_active"],
        context_tokens=row["context_tokens"],
        max_image_pixels=row["max_image_pixels"],
        input_modalities=_many(row["input_modalities"]),
        output_modalities=_many(row["output_modalities"]),
        license_id=row["license_id"] or "",
        license_source=row["license_source"],
        price=price,
        flags=_many(row["flags"]),
        source_urls=_many(row["source_urls"]),
        origin=row["origin"],
    )


def license_span(row: sqlite3.Row) -> LicenseSpan:
    """Return the span of a row of ``license_history``."""
    return LicenseSpan(
        row["model_id"],
        row["license"],
        parse_partial_date(row["since"]),
        parse_partial_date(row["until"]),
        row["evidence"],
    )


def benchmark(row: sqlite3.Row) -> Benchmark:
    """Return the benchmark of a row of ``benchmarks``."""
    return Benchmark(
        id=row["id"],
        name=row["name"],
        category=row["category"],
        modality=row["modality"],
        metric=row["metric"],
        unit=row["unit"],
        low=row["min"],
        high=row["max"],
        higher_is_better=bool(row["higher_is_better"]),
        tolerance=row["tolerance"],
        measures=row["measures"],
        variants=row["variants"],
        caveats=row["caveats"],
        official_url=row["official_url"],
        paper_url=row["paper_url"],
        decisive=_many(row["decisive"]),
    )


def source(row: sqlite3.Row) -> Source:
    """Return the source of a row that carries the columns of ``sources``."""
    return Source(
        row["source_id"],
        row["title"],
        row["url"],
        row["via"],
        parse_partial_date(row["published"]),
        row["date_basis"],
        row["retrieved_from"],
    )


def baseline(row: sqlite3.Row) -> Baseline:
    """Return the baseline of a row of ``baselines`` joined with its source."""
    return Baseline(row["benchmark_id"], row["variant"], row["name"], row["value"], source(row))


def claims(rows: Iterable[sqlite3.Row]) -> list[Claim]:
    """Return claims of rows joined with sources; rows of one claim stand together."""
    grouped: dict[str, list[sqlite3.Row]] = {}
    known: dict[str, Source] = {}
    for row in rows:
        grouped.setdefault(row["id"], []).append(row)
        # One page prints many figures: its source is made once.
        key = row["source_id"]
        if key not in known:
            known[key] = source(row)
    return [
        _claim(group[0], tuple(known[row["source_id"]] for row in group))
        for group in grouped.values()
    ]


def _claim(row: sqlite3.Row, sources: tuple[Source, ...]) -> Claim:
    return Claim(
        id=row["id"],
        model_id=row["model_id"],
        benchmark_id=row["benchmark_id"],
        setting=take_apart(row["variant"]),
        subset=row["subset"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        as_printed=row["as_printed"],
        reporter=row["reporter"],
        reporter_kind=ReporterKind(row["reporter_kind"]),
        sources=sources,
        verified=bool(row["verified"]),
        flags=tuple(Flag(flag) for flag in _many(row["flags"])),
        notes=row["notes"],
        origin=row["origin"],
    )


def terms(row: sqlite3.Row, parts: Mapping[str, Sequence[sqlite3.Row]]) -> Terms:
    """Return the terms of a row of ``terms`` with the rows of its parts, by table."""
    own = {name: [r for r in rows if r["terms_id"] == row["id"]] for name, rows in parts.items()}
    return Terms(
        id=row["id"],
        name=row["name"],
        hub_id=row["hub_id"],
        aliases=_many(row["aliases"]),
        spdx_id=row["spdx_id"],
        family=row["family"],
        version=row["version"],
        published=parse_partial_date(row["published"]),
        date_basis=row["date_basis"],
        steward=row["steward"],
        url=row["url"],
        supersedes=row["supersedes"],
        superseded_by=_many(row["superseded_by"]),
        osi_approved=bool(row["osi_approved"]),
        openness_class=OpennessClass(row["openness_class"]),
        covers=_many(row["covers"]),
        permissions=tuple(
            PermissionTerm(Permission(r["permission"]), PermissionValue(r["value"]), _reference(r))
            for r in own["permissions"]
        ),
        conditions=tuple(_condition(r) for r in own["conditions"]),
        limitations=tuple(_limitation(r) for r in own["limitations"]),
        ambiguities=tuple(
            Ambiguity(_reference(r), _many(r["touches"])) for r in own["ambiguities"]
        ),
        notes=tuple(r["note"] for r in own["notes"]),
        texts=tuple(_text(r) for r in own["texts"]),
    )


def _reference(row: sqlite3.Row) -> Reference:
    return Reference(row["document"], row["section"], row["line"], row["find"], row["note"])


def _condition(row: sqlite3.Row) -> ConditionTerm:
    return ConditionTerm(
        row["type"],
        _many(row["triggers"]),
        row["wording"],
        row["url"],
        row["scope"],
        row["applies_to"],
        bool(row["only_if_present"]),
        _reference(row),
    )


_TRUTHS = frozenset(
    {
        *("covers_outputs", "own_family_excepted", "end_users_excepted"),
        *("background_excepted", "list_incomplete"),
    }
)


def _limitation(row: sqlite3.Row) -> LimitationTerm:
    parameters = tuple(
        (name, ("false", "true")[row[name]] if name in _TRUTHS else str(row[name]))
        for name in row.keys()  # noqa: SIM118 - iterating a Row gives values
        if name not in _NOT_PARAMETERS and row[name] not in (None, "")
    )
    return LimitationTerm(row["type"], parameters, _reference(row))


def _text(row: sqlite3.Row) -> LicenseText:
    return LicenseText(
        row["role"],
        row["file"],
        row["repository"] or "",
        row["path"] or "",
        row["commit"] or "",
        row["provenance"] or "",
        row["url"] or "",
        row["sha256"] or "",
    )
