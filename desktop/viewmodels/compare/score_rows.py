"""The score rows of the compare page, prepared on a worker so that drawing only looks up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.core import numbers
from desktop.core.claims.resolution import Resolution
from desktop.core.claims.variant import variant_label
from desktop.core.compare.comparison import Aside, Comparison, Row
from desktop.core.compare.delta_text import BASE, delta_text, delta_words
from desktop.core.compare.row_notes import (
    STANDING_MARK,
    UNSETTLED,
    doubt,
    order_note,
    passed_over_note,
    reporter_note,
)
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.viewmodels.compare.compare_cells import CompareCell, CompareRow
from desktop.viewmodels.roles import RowKind


@dataclass(frozen=True, slots=True)
class ScoreContext:
    """What the rows of one comparison share.

    Attributes:
        names: Names of the models in order.
        baseline: Position of the model that the others are measured against, None for none.
        days: When the user decided for a claim, by the claim's id.
    """

    names: Sequence[str]
    baseline: int | None = None
    days: Mapping[str, date] = field(default_factory=dict)


def score_context(comparison: Comparison, baseline: str) -> ScoreContext:
    """Return what the rows of a comparison share."""
    ids = [s.model.id for s in comparison.subjects]
    return ScoreContext(
        [s.model.name for s in comparison.subjects],
        ids.index(baseline) if baseline in ids else None,
        {pick.claim_id: pick.day for pick in comparison.picks},
    )


def score_row(row: Row, context: ScoreContext) -> CompareRow:
    """Return one row of scores as it is drawn."""
    order = order_note(row, context.names)
    doubtful = doubt(row)
    best, open_ = row.best, row.open_positions
    cells = tuple(
        _cell(row, position, context, best=position in best, settled=position not in open_)
        for position in range(len(row.cells))
    )
    decimals = max((len(c.text.partition(".")[2]) for c in cells if not c.missing), default=0)
    return CompareRow(
        RowKind.SCORE,
        row.benchmark.name,
        _secondary(row, doubtful),
        cells,
        decimals,
        row,
        tip=_row_tip(row, context.names, order, doubtful),
        unit=row.benchmark.unit,
        mark=UNSETTLED if order else "",
        spoken=", ".join(filter(None, (row.benchmark.unit, "order not settled" if order else ""))),
    )


def _secondary(row: Row, doubtful: str) -> str:
    """Return the setting; where it leaves open what decides, that is said in its place."""
    stated = variant_label(row.variant, row.subset) if row.variant or not doubtful else row.subset
    by = f"by {row.reporter}" if row.reporter else reporter_note(row)
    if by:
        # The header has room for one of both at length; the tip has it whole.
        doubtful = doubtful.removeprefix("may differ: ")
    parts = [stated, f"≈ {doubtful}" if doubtful else "", by]
    if not row.benchmark.higher_is_better:
        parts.append("lower is better")
    return ", ".join(filter(None, parts))


def _row_tip(row: Row, names: Sequence[str], order: str, doubtful: str) -> str:
    b = row.benchmark
    scale = f"{numbers.score(b.low)}–{numbers.score(b.high)}" if b.high is not None else "no limit"
    lines = [
        f"{b.name}: {b.measures}" if b.measures else b.name,
        f"{b.metric}, {b.unit}, {scale}, {b.direction}",
        f"Setting: {variant_label(row.variant, row.subset)}",
    ]
    if order:
        lines.append(f"{UNSETTLED} {order}")
    if doubtful:
        lines.append(f"≈ The figures {doubtful}. There is no best one and no difference.")
    if note := reporter_note(row):
        lines.append(f"Like for like: {note}.")
    if left := passed_over_note(row, names):
        lines.append(f"{left[:1].upper()}{left[1:]}.")
    if b.caveats:
        lines.append(b.caveats)
    return "\n".join(lines)


def _cell(
    row: Row, position: int, context: ScoreContext, *, best: bool, settled: bool
) -> CompareCell:
    cell = row.cells[position]
    name = context.names[position]
    aside = row.asides[position] if row.asides else None
    if aside is not None:
        return _aside_cell(row, aside, name)
    if not cell.weighed:
        return CompareCell(
            numbers.MISSING,
            missing=True,
            tip=cell.why,
            spoken=spoken(_what(row), name, "missing", cell.why),
        )
    if cell.chosen is None:
        return _unchosen_cell(row, cell, name)
    shown = _chosen_cell(row, cell, context, name)
    if best:
        shown = _as_best(shown, row, settled=settled)
    return _with_delta(shown, row, position, context)


def _unchosen_cell(row: Row, cell: Resolution, name: str) -> CompareCell:
    claims = numbers.counted(len(cell.weighed), "claim")
    kinds = ", ".join(dict.fromkeys(REPORTER_NAME[w.claim.reporter_kind] for w in cell.weighed))
    taken = "no claim may be chosen" if not cell.selectable else "the policy takes no claim"
    return CompareCell(
        numbers.MISSING,
        below=f"{len(cell.weighed)} not chosen",
        missing=True,
        tip=f"{cell.why}\n{claims} ({kinds}); open them to see the reasons.",
        spoken=spoken(_what(row), name, taken, claims),
    )


def _chosen_cell(row: Row, cell: Resolution, context: ScoreContext, name: str) -> CompareCell:
    chosen = cell.chosen
    assert chosen is not None  # noqa: S101 - for the type checker
    spread = numbers.interval(cell.low, cell.high)
    claims = numbers.counted(len(cell.weighed), "claim")
    kind = REPORTER_NAME[chosen.reporter_kind]
    text = numbers.score(chosen.value)
    words = [f"reported by {chosen.reporter}, {kind}", claims]
    tip = [f"{text} {row.benchmark.unit}, reported by {chosen.reporter} ({kind})", cell.why, claims]
    if cell.picked:
        day = max((context.days[key] for key in cell.picked if key in context.days), default=None)
        when = f"chosen by you on {day.isoformat()}" if day else "chosen by you"
        words.append(when)
        tip.append(when.capitalize())
    if cell.disputed:
        words.append(f"disputed, claims from {spread}")
    return CompareCell(
        text,
        below=spread if cell.disputed else "",
        mark=REPORTER_SYMBOL[chosen.reporter_kind],
        disputed=cell.disputed,
        tip="\n".join(tip),
        spoken=spoken(_what(row), name, f"{text} {row.benchmark.unit}", ", ".join(words)),
        picked=bool(cell.picked),
    )


def _as_best(cell: CompareCell, row: Row, *, settled: bool) -> CompareCell:
    higher = row.benchmark.higher_is_better
    if settled:
        return replace(
            cell,
            best="▲" if higher else "▼",
            tip=f"{cell.tip}\nBest of row",
            spoken=f"{cell.spoken}, best of row",
        )
    why = "best under this policy; order not settled"
    return replace(
        cell,
        best="△" if higher else "▽",
        tip=f"{cell.tip}\n{why.capitalize()}",
        spoken=f"{cell.spoken}, {why}",
    )


def _with_delta(cell: CompareCell, row: Row, position: int, context: ScoreContext) -> CompareCell:
    base = context.baseline
    if base is None:
        return cell
    higher = row.benchmark.higher_is_better
    if position == base:
        compared = any(row.delta(i, base) is not None for i in range(len(row.cells)))
        return replace(cell, delta=BASE, spoken=f"{cell.spoken}, baseline") if compared else cell
    delta = row.delta(position, base)
    if delta is None:
        return cell
    words = delta_words(delta, context.names[base], higher_is_better=higher)
    return replace(
        cell,
        delta=delta_text(delta, higher_is_better=higher),
        tip=f"{cell.tip}\n{words[:1].upper()}{words[1:]}",
        spoken=f"{cell.spoken}, {words}",
    )


def _aside_cell(row: Row, aside: Aside, name: str) -> CompareCell:
    """Return a figure of another setting: shown, and by no means to be compared in its row."""
    cell, chosen, how = aside.cell, aside.cell.chosen, aside.comparability
    mark = STANDING_MARK[how.standing]
    setting = variant_label(aside.setting.text)
    claims = numbers.counted(len(cell.weighed), "claim")
    value = numbers.score(chosen.value if chosen else None)
    what = f"{value} {row.benchmark.unit}" if chosen else f"{claims}, none chosen"
    reporter = f", reported by {chosen.reporter}" if chosen else ""
    return CompareCell(
        value,
        below=f"{mark} {setting}",
        mark=REPORTER_SYMBOL[chosen.reporter_kind] if chosen else "",
        missing=chosen is None,
        tip=f"{mark} Under another setting, {setting}: {what}{reporter}\n{how.text}\n{claims}",
        spoken=spoken(
            _what(row),
            name,
            "missing under this setting",
            f"{what} under another setting, {setting}{reporter}. {how.text}",
        ),
        standing=how.standing,
    )


def _what(row: Row) -> str:
    return f"{row.benchmark.name}, {variant_label(row.variant, row.subset)}"


def spoken(what: str, model: str, value: str, more: str) -> str:
    """Return a cell in words: whose, of what, the value, and what else there is to say."""
    text = "unknown" if value == numbers.MISSING else value
    return f"{model}, {what}: {text}" + (f", {more}" if more.strip(". ") else "")
