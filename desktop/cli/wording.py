"""Words and columns that several commands share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.core import numbers
from desktop.core.claims.claim import Claim, ReporterKind
from desktop.core.claims.comparability import Standing
from desktop.core.claims.resolution import Resolution, Weighed
from desktop.core.claims.variant import variant_label
from desktop.core.compare.comparison import Aside, CatalogStamp, Row, Subject
from desktop.core.compare.row_notes import (
    STANDING_MARK,
    UNSETTLED,
    aside_text,
    doubt,
    passed_over_note,
    reporter_note,
)
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.core.source import Source
from desktop.formats.tables import Column

CHOSEN = "▶"
"""Mark of the claim that a cell shows."""

CLAIM_SHEET = (
    *("benchmark", "variant", "subset", "id", "value", "low", "high", "unit", "as_printed"),
    *("reporter", "reporter_kind", "published", "via", "verified", "flags", "setting", "notes"),
    *("chosen", "why", "source_titles", "source_urls"),
)
"""Columns of claims in a spreadsheet."""


def plain(value: float | str | bool | None) -> str:
    """Return a value for a spreadsheet: what is not known is blank, truth is a word."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def unit(row: Row) -> str:
    """Return unit and direction of a row."""
    return f"{row.benchmark.unit} {'↑' if row.benchmark.higher_is_better else '↓'}"


def row_label(row: Row) -> str:
    """Return subset and variant of a row."""
    return variant_label(row.variant, row.subset)


def row_remarks(row: Row, names: Sequence[str]) -> str:
    """Return what must be said of a row beside its label: doubt, reporter, open order."""
    parts = [f"≈ {doubt(row)}" if row.undecided else "", reporter_note(row)]
    parts.append(f"{UNSETTLED} order not settled" if row.unsettled else "")
    parts.append(passed_over_note(row, names))
    return "; ".join(filter(None, parts))


def reporter(claim: Claim, *, short: bool = False) -> str:
    """Return who reported a figure; unless short, also who they are and who passed it on."""
    mark, kind = REPORTER_SYMBOL[claim.reporter_kind], REPORTER_NAME[claim.reporter_kind]
    if short:
        return f"{mark} {claim.reporter}"
    passed = f", via {claim.via}" if claim.via and claim.via != claim.reporter else ""
    return f"{mark} {claim.reporter} ({kind}{passed})"


def placed_text(row: Row, position: int) -> str:
    """Return what a cell of a comparison says, with what stands aside where it is empty."""
    aside = row.asides[position] if row.asides else None
    if aside is not None and not row.cells[position].weighed:
        return _aside_text(aside)
    text = cell_text(row.cells[position])
    if position not in row.best:
        return text
    return f"{text} best?" if position in row.open_positions else f"{text} best"


def _aside_text(aside: Aside) -> str:
    setting = variant_label(aside.setting.text)
    chosen = aside.cell.chosen
    mark = f" {REPORTER_SYMBOL[chosen.reporter_kind]}" if chosen else ""
    return f"{aside_text(aside)}{mark} [{setting}]"


def cell_text(cell: Resolution) -> str:
    """Return what a cell of a comparison says: figure, kind of reporter, range, dispute."""
    if not cell.weighed:
        return numbers.MISSING
    chosen = cell.chosen
    if chosen is None:
        barred = ", ".join(
            f"{numbers.score(w.claim.value)} {REPORTER_SYMBOL[w.claim.reporter_kind]}"
            for w in cell.weighed
        )
        return f"none chosen ({barred})"
    text = f"{numbers.score(chosen.value)} {REPORTER_SYMBOL[chosen.reporter_kind]}"
    text += " yours" if cell.picked else ""
    if len(cell.weighed) > 1:
        press = sum(w.claim.reporter_kind is ReporterKind.PRESS for w in cell.weighed)
        parts = [numbers.interval(cell.low, cell.high), f"{len(cell.weighed)} claims"]
        parts += [f"{press} {REPORTER_SYMBOL[ReporterKind.PRESS]}"] if press else []
        text += f" ({', '.join(filter(None, parts))})"
    return f"{text} !" if cell.disputed else text


def legend(cells: Iterable[Resolution]) -> str:
    """Say what the marks of figures mean, those that occur."""
    found = {w.claim.reporter_kind for cell in cells for w in cell.weighed}
    kinds = [k for k in ReporterKind if k in found]
    marks = ", ".join(f"{REPORTER_SYMBOL[k]} {REPORTER_NAME[k]}" for k in kinds)
    return f"Reported by: {marks}. ↑ higher is better, ↓ lower is better."


CELL_LEGEND = (
    "In brackets the range of all claims about the cell and how many there are; ! they differ by "
    f"more than the benchmark's tolerance; {numbers.MISSING} no claim is known."
)
SETTING_LEGEND = (
    f"{STANDING_MARK[Standing.DIFFERENT]} figure of another setting, not comparable with its row; "
    f"{STANDING_MARK[Standing.MAY_DIFFER]} the setting may differ, because it is not stated; "
    f"{UNSETTLED} the order of models depends on which claim is taken, or printed intervals "
    "overlap; best? it may not be. Best of a row only among comparable figures."
)
"""What else stands in the cells of a comparison."""


def claim_sheet_row(weighed: Weighed, row: Row) -> tuple[str, ...]:
    """Return a claim as a row of :data:`CLAIM_SHEET`."""
    c = weighed.claim
    return (
        *(row.benchmark.id, row.variant, c.subset, c.id, plain(c.value), plain(c.low)),
        *(plain(c.high), row.benchmark.unit, c.as_printed, c.reporter, str(c.reporter_kind)),
        *(str(c.published or ""), c.via, plain(c.verified), ";".join(c.flags), c.setting.text),
        *(c.notes, plain(weighed.chosen), weighed.why),
        "; ".join(s.title for s in c.sources),
        " ".join(s.url for s in c.sources),
    )


def remarks_on(claim: Claim) -> str:
    """Return the notes of a claim, and what was printed where that is not the figure.

    Flags are not among them: they are why it is not chosen.
    """
    parts = ["verified"] if claim.verified else []
    if claim.printed not in ("", str(claim.value), numbers.score(claim.value)):
        parts.append(f"printed as “{claim.printed}”")
    if claim.notes:
        parts.append(claim.notes)
    return "; ".join(parts)


def source_text(source: Source) -> str:
    """Return title, address and date of a source."""
    day = f", {source.published}" if source.published else ", undated"
    return f"{source.title}{day}{f', {source.url}' if source.url else ''}"


def alias_remarks(subjects: Iterable[Subject]) -> tuple[str, ...]:
    """Say which names can mean several versions of a model, and which versions."""
    return tuple(
        f"{s.model.id} is an undated alias: a figure may be of any of its versions, "
        f"{', '.join(s.snapshots)} among them."
        for s in subjects
        if s.snapshots
    )


def stamp_note(stamp: CatalogStamp) -> str:
    """Say which state of the catalog an answer rests on."""
    return f"Catalog of {stamp.as_of}, revision {stamp.revision[:12]}."


def columns(names: Iterable[str]) -> tuple[Column, ...]:
    """Return columns that are nothing but their headings."""
    return tuple(Column(name) for name in names)
