"""The JSON documents of the command line, as plain dictionaries.

They are described field by field in ``docs/command-line.md``. Fields are added, never renamed or
removed; a fact that nobody knows is null, never zero and never blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.core.benchmark import Benchmark
from desktop.core.claims.policy import POLICY_MEANING
from desktop.core.claims.resolution import Resolution, Weighed
from desktop.core.claims.setting import FIELDS, Setting
from desktop.core.compare.comparison import Aside, CatalogStamp, Comparison, Row, Subject
from desktop.core.compare.facts import fact_rows
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.model import LicenseSpan, Model, Price
from desktop.core.partial_date import PartialDate
from desktop.core.source import Source
from desktop.formats.contradiction_document import base_document, contradiction_document

Document = dict[str, object]
"""What JSON can hold."""


def stamp(stamp_: CatalogStamp) -> Document:
    """Return which state of the catalog an answer rests on."""
    return {"revision": stamp_.revision, "as_of": stamp_.as_of}


def show(
    subject: Subject,
    rows: Sequence[Row],
    history: Iterable[LicenseSpan],
    of_catalog: CatalogStamp,
) -> Document:
    """Return the document of ``show``.

    Args:
        subject: The model.
        rows: All its claims, in rows with one cell each.
        history: The licenses it carried.
        of_catalog: The state of the catalog.
    """
    return {
        "catalog": stamp(of_catalog),
        "model": _model(subject.model),
        "facts": [
            {
                "field": row.field,
                "label": row.label,
                "text": row.values[0].text if row.values[0].known else None,
                "detail": row.values[0].detail or None,
                "source": row.values[0].source or None,
                "read_at": list(row.values[0].pages),
                "conflicts": [
                    {"text": c.value, "source": c.source or None} for c in row.values[0].conflicts
                ],
            }
            for row in fact_rows([subject])
        ],
        "contradictions": [
            {
                "field": c.field,
                "value_used": c.value_used or None,
                "source_used": c.source_used or None,
                "other_value": c.other_value or None,
                "other_source": c.other_source or None,
            }
            for c in subject.conflicts
        ],
        "license_contradictions": [contradiction_document(c) for c in subject.contradictions],
        "bases": [base_document(base) for base in subject.bases],
        "snapshots": list(subject.snapshots),
        "license": _license_of(subject),
        "license_history": [
            {
                "license": span.license,
                "since": _date(span.since),
                "until": _date(span.until),
                "evidence": span.evidence,
            }
            for span in history
        ],
        "claims": [
            {"benchmark": row.benchmark.id, **claim(weighed, row)}
            for row in rows
            for cell in row.cells
            for weighed in cell.weighed
        ],
        "not_legal_advice": NOT_LEGAL_ADVICE,
    }


def _model(model: Model) -> Document:
    return {
        "id": model.id,
        "name": model.name,
        "organization": model.organization,
        "family": model.family or None,
        "country": model.country or None,
        "tuning": model.tuning or None,
        "snapshot_of": model.snapshot_of or None,
        "hub_id": model.hub_id or None,
        "weights": model.weights.value or None,
        "weights_source": model.weights_source or None,
        "weights_date": _date(model.weights_date),
        "release_date": _date(model.release_date),
        "release_date_source": model.release_date_source or None,
        "knowledge_cutoff": _date(model.knowledge_cutoff),
        "parameters_total": model.parameters_total,
        "parameters_active": model.parameters_active,
        "context_tokens": model.context_tokens,
        "max_image_pixels": model.max_image_pixels,
        "input_modalities": list(model.input_modalities),
        "output_modalities": list(model.output_modalities),
        "price": _price(model.price) if model.price else None,
        "flags": list(model.flags),
        "source_urls": list(model.source_urls),
        "origin": model.origin,
    }


def _price(price: Price) -> Document:
    return {
        "input_usd_per_mtok": price.input_usd,
        "output_usd_per_mtok": price.output_usd,
        "as_of": _date(price.as_of),
        "source": price.source or None,
    }


def _license_of(subject: Subject) -> Document:
    license_, terms = subject.license, subject.terms
    return {
        "id": license_.id or None,
        "name": license_.name if license_.id else None,
        "openness_class": str(subject.openness),
        "terms": terms.id if terms else None,
        "source": subject.model.license_source or None,
        "url": (terms.url if terms else license_.url) or None,
    }


def claims(
    model_id: str, benchmark: Benchmark, rows: Sequence[Row], of_catalog: CatalogStamp
) -> Document:
    """Return the document of ``claims``.

    Args:
        model_id: The model.
        benchmark: The benchmark.
        rows: Its variants and subsets, with one cell each.
        of_catalog: The state of the catalog.
    """
    return {
        "catalog": stamp(of_catalog),
        "model": model_id,
        "benchmark": benchmark.id,
        "unit": benchmark.unit,
        "higher_is_better": benchmark.higher_is_better,
        "claims": [
            claim(weighed, row) for row in rows for cell in row.cells for weighed in cell.weighed
        ],
    }


def claim(weighed: Weighed, row: Row) -> Document:
    """Return one claim with its receipt and what the policy made of it."""
    c = weighed.claim
    return {
        "id": c.id,
        "also": list(c.also),
        "variant": row.variant or None,
        "subset": c.subset or None,
        "setting": setting(c.setting),
        "value": c.value,
        "low": c.low,
        "high": c.high,
        "unit": row.benchmark.unit,
        "as_printed": c.as_printed,
        "reporter": c.reporter,
        "reporter_kind": str(c.reporter_kind),
        "published": _date(c.published),
        "via": c.via or None,
        "sources": [_source(s) for s in c.sources],
        "verified": c.verified,
        "flag": ";".join(c.flags) or None,
        "flags": [str(flag) for flag in c.flags],
        "notes": c.notes or None,
        "chosen": weighed.chosen,
        "why": weighed.why,
    }


def setting(setting_: Setting) -> Document:
    """Return a setting with its fields; null: not stated, which is not "default"."""
    return {name: getattr(setting_, name) or None for name in ("text", *FIELDS)}


def _source(source: Source) -> Document:
    return {
        "title": source.title,
        "url": source.url or None,
        "published": _date(source.published),
        "date_basis": source.date_basis or None,
        "via": source.via or None,
        "retrieved_from": source.retrieved_from or None,
    }


def compare(comparison: Comparison) -> Document:
    """Return the document of ``compare``."""
    ids = [s.model.id for s in comparison.subjects]
    return {
        "policy": str(comparison.policy),
        "policy_meaning": POLICY_MEANING[comparison.policy],
        "picks": [{"claim": p.claim_id, "day": p.day.isoformat()} for p in comparison.picks],
        "catalog": stamp(comparison.stamp),
        "models": [_compared(s) for s in comparison.subjects],
        "rows": [_row(row, ids) for row in comparison.rows],
        "left_out": comparison.left_out,
        "not_legal_advice": NOT_LEGAL_ADVICE,
    }


def _row(row: Row, ids: Sequence[str]) -> Document:
    benchmark = row.benchmark
    return {
        "benchmark": benchmark.id,
        "name": benchmark.name,
        "variant": row.variant or None,
        "setting": setting(row.setting),
        "subset": row.subset or None,
        "unit": benchmark.unit,
        "min": benchmark.low,
        "max": benchmark.high,
        "higher_is_better": benchmark.higher_is_better,
        "reporter": row.reporter or None,
        "may_differ": list(row.undecided),
        "best": [ids[position] for position in row.best],
        "passed_over": [ids[position] for position in row.passed_over],
        "order_settled": not row.unsettled,
        "unsettled": [
            {
                "models": [ids[pair.first], ids[pair.second]],
                "because": "claims" if pair.by_claims else "printed intervals",
            }
            for pair in row.unsettled
        ],
        "cells": {key: _cell(cell) for key, cell in zip(ids, row.cells, strict=True)},
        "set_apart": {
            key: _aside(aside) for key, aside in zip(ids, row.asides, strict=False) if aside
        },
    }


def _aside(aside: Aside) -> Document:
    """Return what is known under another setting; apart from the cells, so that nobody adds it."""
    return {
        "comparable": str(aside.comparability.standing),
        "because": list(aside.comparability.reasons),
        "variant": aside.setting.text or None,
        "setting": setting(aside.setting),
        **(_cell(aside.cell) or {}),
    }


def _compared(subject: Subject) -> Document:
    model = subject.model
    return {
        "id": model.id,
        "name": model.name,
        "organization": model.organization,
        "weights": model.weights.value or None,
        "release_date": _date(model.release_date),
        "license": {
            "id": subject.license.id or None,
            "openness_class": str(subject.openness),
        },
        "snapshot_of": model.snapshot_of or None,
        "snapshots": list(subject.snapshots),
        "verdict": str(subject.verdict.answer) if subject.verdict else None,
        "conditions": len(subject.verdict.conditions) if subject.verdict else None,
        "license_contradictions": [contradiction_document(c) for c in subject.contradictions],
    }


def _cell(cell: Resolution) -> Document | None:
    if not cell.weighed:
        return None
    chosen = cell.chosen
    return {
        "value": chosen.value if chosen else None,
        "claim": chosen.id if chosen else None,
        "reporter": chosen.reporter if chosen else None,
        "reporter_kind": str(chosen.reporter_kind) if chosen else None,
        "claims": len(cell.weighed),
        "low": cell.low,
        "high": cell.high,
        "disputed": cell.disputed,
        "picked": bool(cell.picked),
        "why": cell.why,
        "all": [_short_claim(weighed) for weighed in cell.weighed],
    }


def _short_claim(weighed: Weighed) -> Document:
    c = weighed.claim
    return {
        "id": c.id,
        "also": list(c.also),
        "value": c.value,
        "low": c.low,
        "high": c.high,
        "as_printed": c.as_printed,
        "reporter": c.reporter,
        "reporter_kind": str(c.reporter_kind),
        "published": _date(c.published),
        "via": c.via or None,
        "verified": c.verified,
        "flags": [str(flag) for flag in c.flags],
        "chosen": weighed.chosen,
        "why": weighed.why,
    }


def report(
    comparison: Comparison, *, path: str, size: int, title: str, day: str, missing: Iterable[str]
) -> Document:
    """Return the document of ``report``.

    Args:
        comparison: What the PDF shows.
        path: Where it was written.
        size: Its bytes.
        title: Its title.
        day: The date it carries, ``YYYY-MM-DD``.
        missing: Characters no font had, so that the PDF names them instead of showing them.
    """
    return {
        "path": path,
        "bytes": size,
        "title": title,
        "date": day,
        "policy": str(comparison.policy),
        "catalog": stamp(comparison.stamp),
        "models": [s.model.id for s in comparison.subjects],
        "rows": len(comparison.rows),
        "left_out": comparison.left_out,
        "missing_glyphs": list(missing),
    }


def doctor(version: str, checks: Sequence[tuple[str, str, str]]) -> Document:
    """Return the document of ``doctor``.

    Args:
        version: Version of the program.
        checks: Name, state (``ok``, ``warning`` or ``failure``) and detail of each check.
    """
    return {
        "version": version,
        "ok": all(state != "failure" for _, state, _ in checks),
        "checks": [
            {"name": name, "state": state, "detail": detail} for name, state, detail in checks
        ],
    }


def _date(value: PartialDate | None) -> str | None:
    return str(value) if value else None
