"""The receipts: every claim behind every number, every source, every collection."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core import numbers
from desktop.core.claims.claim import FLAG_REASONS, Claim
from desktop.core.claims.resolution import Weighed
from desktop.core.compare.comparison import Comparison, Row
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.core.source import Collection, Source
from desktop.report.citations import Citations
from desktop.report.score_table import heading
from desktop.report.texts import LONGEST_LINK, Data, clean, clip, link, soft

NO_DATE = "no date"


def claim_groups(rows: Sequence[Row], citations: Citations) -> list[Data]:
    """Return the notes: per row of the scores, every claim of every model."""
    groups: dict[int, list[Data]] = {}
    for note in citations.notes():
        row = rows[note.row]
        groups.setdefault(note.row, []).append(
            {
                "number": note.number,
                "model": note.column,
                "aside": clip(note.aside.comparability.text, 300) if note.aside else "",
                "claims": [_claim(w, row, citations) for w in note.cell.weighed],
            }
        )
    return [
        {**heading(rows[r]), "tolerance": _tolerance(rows[r]), "notes": notes}
        for r, notes in groups.items()
    ]


def _tolerance(row: Row) -> str:
    tolerance = row.benchmark.tolerance
    if not tolerance:
        return "disputed when claims differ at all"
    return f"disputed when claims differ by more than {tolerance:g}"


def _claim(weighed: Weighed, row: Row, citations: Citations) -> Data:
    claim = weighed.claim
    value = numbers.score(claim.value)
    printed = clip(claim.printed, 60)
    return {
        "figure": value,
        "printed": ""
        if not printed or _same_figure(printed, claim.value)
        else soft(printed, run=10),
        "interval": numbers.interval(claim.low, claim.high),
        "chosen": weighed.chosen,
        "mark": REPORTER_SYMBOL[claim.reporter_kind],
        "reporter": soft(claim.reporter or "not named", run=16, longest=120),
        "kind": REPORTER_NAME[claim.reporter_kind],
        "date": claim.dated or NO_DATE,
        "remarks": soft(_remarks(claim, row, weighed), run=24, longest=600),
        "sources": citations.numbers_of(claim.sources),
    }


def _same_figure(printed: str, value: float) -> bool:
    """Whether the source prints the figure as we do, apart from zeros at the end."""
    try:
        return float(printed) == value
    except ValueError:
        return False


def _remarks(claim: Claim, row: Row, weighed: Weighed) -> str:
    why = weighed.why
    reasons = [FLAG_REASONS[flag] for flag in claim.flags]
    parts = [
        why,
        "Verified." if claim.verified else "",
        f"Via {claim.via}." if claim.via else "",
        _setting(claim, row),
        # The reason for not choosing names the flags already.
        "" if all(r in why for r in reasons) else f"Flagged: {'; '.join(reasons)}.",
        claim.notes,
    ]
    return " ".join(clean(part) for part in parts if part)


def _setting(claim: Claim, row: Row) -> str:
    """Say the setting where it is spelled otherwise than in the heading of the row."""
    text = clean(claim.setting.text)
    if not text or text == clean(row.variant):
        return ""
    same = claim.setting.key == row.setting.key
    return f"Setting as printed: {text}." if same else f"Setting: {text}."


def source_list(citations: Citations) -> list[Data]:
    """Return every source with its number, address and what was read."""
    return [_source(number, source) for number, source in citations.sources()]


def _source(number: int, source: Source) -> Data:
    basis = {"commit": "date of the commit", "snapshot": "state of the repository"}
    date = str(source.published or NO_DATE)
    if source.published and source.date_basis in basis:
        date += f" ({basis[source.date_basis]})"
    return {
        "number": number,
        "title": soft(source.title or "untitled", run=60, longest=300),
        "via": soft(source.via, run=40, longest=200),
        "date": date,
        "url": soft(source.url, run=90, longest=LONGEST_LINK),
        "link": link(source.url),
        "from": soft(source.retrieved_from, run=60, longest=LONGEST_LINK),
    }


def attributions(
    comparison: Comparison,
    citations: Citations,
    fact_sources: Sequence[str],
    collections: Sequence[Collection],
) -> Data:
    """Return the collections that facts of the report were read from.

    Where a cited source belongs to no known collection, all of them are named: rather one
    attribution too many than one too few.
    """
    used: set[str] = {c.id for c in collections if c.id in _keys(fact_sources)}
    complete = True
    for _, source in citations.sources():
        found = [c.id for c in collections if _holds(c, source)]
        used.update(found)
        complete = complete and bool(found)
    repositories = {
        text.repository for s in comparison.subjects if s.terms for text in s.terms.texts
    }
    used.update(c.id for c in collections if c.repository and c.repository in repositories)
    shown = [c for c in collections if c.id in used] if complete else list(collections)
    return {"total": len(collections), "rows": [_collection(c) for c in shown]}


def _keys(fact_sources: Sequence[str]) -> set[str]:
    return {name.partition(" ")[0] for name in fact_sources}


def _holds(collection: Collection, source: Source) -> bool:
    if collection.repository:
        return source.retrieved_from.startswith(f"{collection.repository}:")
    return bool(source.title) and source.title in collection.what


def _collection(collection: Collection) -> Data:
    at = f"@{collection.commit}" if collection.commit else ""
    return {
        "what": soft(collection.what, run=30, longest=200),
        "place": soft(f"{collection.repository}{at}" or numbers.MISSING, run=24, longest=200),
        "dated": collection.dated or NO_DATE,
        "license": soft(collection.license or "none stated", run=20, longest=120),
        "use": clip(collection.used_for, 120),
    }
