"""Page one: what was asked, what was found, and what speaks against reading it simply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.core import numbers
from desktop.core.claims.claim import ReporterKind
from desktop.core.claims.policy import POLICY_MEANING
from desktop.core.claims.resolution import Resolution
from desktop.core.claims.variant import variant_label
from desktop.core.compare.comparison import Comparison, Row, Subject
from desktop.core.compare.facts import alias_note, fact_rows
from desktop.core.compare.row_notes import order_note, passed_over_note
from desktop.core.licenses.license_summary import license_conflicts
from desktop.core.marks import REPORTER_NAME
from desktop.report.citations import Citations
from desktop.report.score_table import direction, score_cell
from desktop.report.texts import Data, clip, soft

_FEW_MODELS = 6
_LONG_NAME = 40


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with where it stands."""

    number: int
    row: Row
    column: int
    cell: Resolution


def summary(comparison: Comparison, rows: Sequence[Row], citations: Citations) -> Data:
    """Return everything that page one says."""
    cells = [
        Placed(r, row, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row.cells)
    ]
    disputed = sorted((p for p in cells if p.cell.disputed), key=_severity)
    missing = _missing(comparison, rows)
    # So that page one stays one page: with many models the table of scores takes most of it.
    lines = 6 if len(comparison.subjects) <= _FEW_MODELS else 3
    return {
        "asked": _asked(comparison, rows),
        "glance": _glance(comparison, rows, citations),
        "disputed": [_dispute(comparison, p, citations) for p in disputed[:lines]],
        "more_disputed": max(0, len(disputed) - lines),
        "missing": missing[:lines],
        "more_missing": max(0, len(missing) - lines),
        "cautions": list(_cautions(comparison, rows, cells)),
    }


def name_of(subject: Subject) -> str:
    """Return the name of a model, short enough for a sentence."""
    name = clip(subject.model.name, 200)
    return name if len(name) <= _LONG_NAME else f"{name[: _LONG_NAME - 1].rstrip()}…"


def _asked(comparison: Comparison, rows: Sequence[Row]) -> str:
    models = numbers.counted(len(comparison.subjects), "model")
    if not rows:
        return f"{models}. The catalog has no claim about them on the benchmarks asked for."
    figures = sum(row.coverage for row in rows)
    claims = sum(len(cell.weighed) for row in rows for cell in row.cells)
    text = (
        f"{models} on {numbers.counted(len(rows), 'row')} of benchmarks: "
        f"{numbers.counted(figures, 'figure')} chosen from "
        f"{numbers.counted(claims, 'claim')}."
    )
    if len(rows) < len(comparison.rows):
        text += f" Of {len(comparison.rows)} rows, these were picked."
    if comparison.left_out:
        more = numbers.counted(comparison.left_out, "row is", "rows are")
        text += (
            f" {more} left out: details of a headline figure, or figures for one of the models"
            " only."
        )
    policy = comparison.policy
    text += f" Figures are chosen by the policy “{policy}”: {POLICY_MEANING[policy]}."
    if comparison.picks:
        picked = numbers.counted(len(comparison.picks), "figure was", "figures were")
        days = ", ".join(sorted({pick.day.isoformat() for pick in comparison.picks}))
        text += f" {picked} chosen by the author of this report instead, on {days}."
    return text


def _glance(comparison: Comparison, rows: Sequence[Row], citations: Citations) -> Data:
    picked = _telling(rows, 4 if len(comparison.subjects) <= _FEW_MODELS else 3)
    digits = [max((_whole(c) for c in rows[i].cells), default=1) for i in picked]
    return {
        "columns": [
            {
                "benchmark": soft(rows[i].benchmark.name, run=12, longest=80),
                "variant": soft(_variant(rows[i]), 14, 80),
                "unit": direction(rows[i]),
            }
            for i in picked
        ],
        "of": len(rows),
        "rows": [
            {
                "model": m,
                "organization": soft(subject.model.organization, run=16, longest=80),
                "weights": subject.model.weights.value or "weights not stated",
                "openness": str(subject.openness),
                "figures": sum(row.cells[m].chosen is not None for row in rows),
                "cells": [
                    score_cell(rows[i], m, citations.note(i, m), digits[k])
                    for k, i in enumerate(picked)
                ],
            }
            for m, subject in enumerate(comparison.subjects)
        ],
    }


def _variant(row: Row) -> str:
    label = variant_label(row.variant, row.subset)
    return f"{label} (≈ may differ)" if row.undecided else label


def _whole(cell: Resolution) -> int:
    return len(numbers.score(cell.chosen.value).partition(".")[0]) if cell.chosen else 1


def _telling(rows: Sequence[Row], count: int) -> list[int]:
    """Return the rows that most models share, each of another benchmark and category at first."""
    left = list(range(len(rows)))
    picked: list[int] = []
    seen: set[str] = set()
    while left and len(picked) < count:
        best = min(
            left,
            key=lambda i: (
                rows[i].benchmark.id in seen,
                # A figure less is a fair price for figures that can be compared.
                bool(rows[i].undecided) - rows[i].coverage,
                rows[i].benchmark.category in seen,
                i,
            ),
        )
        left.remove(best)
        picked.append(best)
        seen |= {rows[best].benchmark.id, rows[best].benchmark.category}
    return sorted(i for i in picked if rows[i].coverage)


def _severity(placed: Placed) -> tuple[float, int, int]:
    """Order disputes by how many tolerances wide they are."""
    cell, tolerance = placed.cell, placed.row.benchmark.tolerance
    width = (cell.high or 0.0) - (cell.low or 0.0)
    return (-width / tolerance if tolerance else float("-inf"), placed.number, placed.column)


def _dispute(comparison: Comparison, placed: Placed, citations: Citations) -> Data:
    cell, row = placed.cell, placed.row
    chosen = cell.chosen
    shown = "none shown"
    if chosen:
        kind = REPORTER_NAME[chosen.reporter_kind]
        shown = (
            f"{numbers.score(chosen.value)} shown, reported by {clip(chosen.reporter, 60)} ({kind})"
        )
    name = clip(row.benchmark.name, 80)
    return {
        "what": f"{name}, {clip(variant_label(row.variant, row.subset), 80)}",
        "model": name_of(comparison.subjects[placed.column]),
        "range": f"{numbers.interval(cell.low, cell.high)} {clip(row.benchmark.unit, 40)}",
        "shown": f"{shown}, of {numbers.counted(len(cell.weighed), 'claim')}",
        "note": citations.note(placed.number, placed.column),
    }


_FACTS = {
    "release_date": "release date",
    "parameters_total": "parameters",
    "context_tokens": "context",
    "price": "price",
    "knowledge_cutoff": "knowledge cutoff",
}


def _missing(comparison: Comparison, rows: Sequence[Row]) -> list[Data]:
    """Say what each model lacks; where there are many models, those with most gaps first."""
    facts = {row.field: row for row in fact_rows(comparison.subjects)}
    found = []
    for m, subject in enumerate(comparison.subjects):
        gaps = sum(row.cells[m].chosen is None for row in rows)
        parts = [f"no figure in {gaps} of {numbers.counted(len(rows), 'row')}"] if gaps else []
        if not subject.license.id:
            parts.append("license not stated")
        elif subject.terms is None:
            parts.append("no license text known")
        unknown = [w for key, w in _FACTS.items() if not facts[key].values[m].known]
        if unknown:
            parts.append(f"{', '.join(unknown)} unknown")
        if parts:
            found.append((gaps, {"model": name_of(subject), "text": "; ".join(parts)}))
    if len(comparison.subjects) > _FEW_MODELS:
        found.sort(key=lambda item: -item[0])
    return [entry for _, entry in found]


def _cautions(
    comparison: Comparison, rows: Sequence[Row], cells: Sequence[Placed]
) -> Iterator[str]:
    yield from _reporters(cells)
    yield from _settings(comparison, rows)
    aliases = [s for s in comparison.subjects if s.snapshots]
    if aliases:
        notes = "; ".join(f"{name_of(s)}: {alias_note(s)}" for s in aliases)
        yield f"Names that can mean several versions are compared. {notes}."
    press = [
        (p, w.claim)
        for p in cells
        for w in p.cell.weighed
        if w.claim.reporter_kind is ReporterKind.PRESS
    ]
    if press:
        named = ", ".join(
            f"{numbers.score(c.value)} for {name_of(comparison.subjects[p.column])} on"
            f" {clip(p.row.benchmark.name, 60)}"
            for p, c in press[:3]
        )
        more = f" and {len(press) - 3} more" if len(press) > 3 else ""
        yield f"Figures from the press are shown, never chosen: {named}{more}."
    flagged = sum(bool(w.claim.flags) for p in cells for w in p.cell.weighed)
    if flagged:
        doubtful = numbers.counted(flagged, "claim is", "claims are")
        yield f"{doubtful} doubtful and not chosen; the notes say why."
    contested = "; ".join(
        f"{name_of(s)} is shown under {clip(s.license.name, 80)}"
        f" (≠ {clip('; '.join(license_conflicts(s)), 160)})"
        for s in comparison.subjects
        if license_conflicts(s)
    )
    if contested:
        yield f"Sources disagree on licenses, and another may govern: {contested}."
    conflicts = sum(len(s.conflicts) for s in comparison.subjects)
    if conflicts:
        facts = numbers.counted(conflicts, "fact")
        yield f"Sources contradict each other on {facts}; the facts show both."


def _settings(comparison: Comparison, rows: Sequence[Row]) -> Iterator[str]:
    """Say where figures may not be comparable, and where the order of models is open."""
    of = numbers.counted(len(rows), "row")
    doubtful = sum(bool(row.undecided) for row in rows)
    if doubtful:
        yield (
            f"In {doubtful} of {of} the sources do not state a setting that decides (≈); their"
            " figures may differ for that alone, so no best one is marked."
        )
    apart = sum(1 for row in rows for aside in row.asides if aside)
    if apart:
        figures = numbers.counted(apart, "figure stands", "figures stand")
        yield f"{figures} apart in their rows: measured in another setting, compared with nothing."
    names = [name_of(subject) for subject in comparison.subjects]
    passed = [row for row in rows if row.passed_over]
    if passed:
        first = clip(passed[0].benchmark.name, 60)
        yield (
            f"In {len(passed)} of {of} a model without a figure under this policy has a better one"
            f" than the best shown; on {first} {passed_over_note(passed[0], names)}."
        )
    open_ = [(row, order_note(row, names, 1)) for row in rows if row.unsettled]
    if open_:
        named = "; ".join(
            f"{clip(row.benchmark.name, 60)} ({note.removeprefix('Order not settled: ')[:-1]})"
            for row, note in open_[:2]
        )
        more = f" and {len(open_) - 2} more" if len(open_) > 2 else ""
        yield f"The order of models is not settled in {len(open_)} of {of} (⇅): {named}{more}."


def _reporters(cells: Sequence[Placed]) -> Iterator[str]:
    chosen = [p.cell.chosen for p in cells if p.cell.chosen]
    if not chosen:
        if any(p.cell.weighed for p in cells):
            yield "No claim of this comparison may be chosen."
        return
    kinds = Counter(c.reporter_kind for c in chosen)
    own = kinds[ReporterKind.MODEL_VENDOR] + kinds[ReporterKind.OTHER_VENDOR]
    verified = sum(c.verified for c in chosen)
    undated = sum(c.published is None for c in chosen)
    text = f"{own} of {numbers.counted(len(chosen), 'figure')} shown were reported by vendors"
    text += f", {verified} are verified" if verified else ", none is verified"
    if undated:
        text += f", {undated} {'has' if undated == 1 else 'have'} no date"
    yield f"{text}."
