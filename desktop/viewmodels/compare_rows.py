"""The rows of the compare page, prepared on a worker so that drawing only looks up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.core import numbers
from desktop.core.comparison import Comparison, Row
from desktop.core.facts import FactRow, fact_rows
from desktop.core.license import Permission
from desktop.core.license_summary import Group, SummaryRow, summary_rows
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.core.resolution import Resolution
from desktop.core.variant import variant_label
from desktop.viewmodels.roles import RowKind


@dataclass(frozen=True, slots=True)
class CompareCell:
    """One cell as it is drawn.

    Attributes:
        text: The value for readers.
        below: A second line: the range of claims, other sources' values, or a section.
        mark: Mark of the kind of reporter, blank beside facts.
        best: Whether it is the best of its row, with the arrow to show for it.
        disputed: Whether the claims differ by more than the benchmark's tolerance.
        missing: Whether nothing is known.
        tip: What the pointer tells: reporter, reason, sources.
        spoken: The whole cell in words.
    """

    text: str
    below: str = ""
    mark: str = ""
    best: str = ""
    disputed: bool = False
    missing: bool = False
    tip: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One row as it is drawn.

    Attributes:
        title: Name of the fact or benchmark.
        secondary: Variant and unit, blank for facts.
        decimals: Most decimals of a value in the row; values align on the point.
        row: The row of the comparison behind a score row.
        fact: The row of facts behind a fact row.
        terms: The row of license terms behind a license row.
    """

    kind: RowKind
    title: str
    secondary: str
    cells: tuple[CompareCell, ...]
    decimals: int = 0
    row: Row | None = None
    fact: FactRow | None = None
    tip: str = ""
    terms: SummaryRow | None = None

    @property
    def field(self) -> str:
        """Name of the fact, blank for other rows."""
        return self.fact.field if self.fact else ""

    @property
    def differs(self) -> bool:
        """Whether the models differ in this row."""
        if self.terms:
            return self.terms.differs
        return len({cell.text for cell in self.cells}) > 1


_PERMISSIONS = (
    Permission.COMMERCIAL_USE,
    Permission.HOST_AS_SERVICE,
    Permission.DISTRIBUTE_DERIVATIVES,
    Permission.TRAIN_ON_OUTPUTS,
)
"""What most choices turn on; the Licenses page has them all."""

FACTS = "Facts"
LICENSE = "License"
MORE_FACTS = "More facts"
_FIRST_FACTS = frozenset(
    {
        "organization",
        "release_date",
        "weights",
        "parameters_total",
        "context_tokens",
        "price",
    }
)
"""What cuts a list of candidates; the rest stands below the scores."""
_LICENSE_FACTS = frozenset({"license_id", "openness"})


def compare_rows(comparison: Comparison, *, only_differences: bool) -> tuple[CompareRow, ...]:
    """Return all rows of the page in order, with a heading before each section."""
    if not comparison.subjects:
        return ()
    names = [s.model.name for s in comparison.subjects]
    facts = list(_fact_rows(comparison, names))
    terms = list(_license_rows(comparison, names))
    sections: list[tuple[str, list[CompareRow]]] = [
        (FACTS, [row for row in facts if row.field in _FIRST_FACTS]),
        (LICENSE, [*(row for row in facts if row.field in _LICENSE_FACTS), *terms]),
    ]
    for row in comparison.rows:
        category = row.benchmark.category
        category = category[:1].upper() + category[1:]
        if sections[-1][0] != category:
            sections.append((category, []))
        sections[-1][1].append(_score(row, names))
    shown = _FIRST_FACTS | _LICENSE_FACTS
    sections.append((MORE_FACTS, [row for row in facts if row.field not in shown]))
    result: list[CompareRow] = []
    for title, rows in sections:
        kept = [row for row in rows if row.differs or not only_differences or len(names) < 2]
        if kept:
            count = numbers.counted(len(kept), "row")
            result.append(CompareRow(RowKind.SECTION, title, count, ()))
            result += kept
    return tuple(result)


def _fact_rows(comparison: Comparison, names: Sequence[str]) -> Iterator[CompareRow]:
    """Yield the facts of which something is known; what an alias is stands in the header."""
    for row in fact_rows(comparison.subjects):
        if row.field != "alias" and any(value.known for value in row.values):
            yield _fact(row, names)


def _fact(row: FactRow, names: Sequence[str]) -> CompareRow:
    cells = []
    for name, value in zip(names, row.values, strict=True):
        text, detail = value.text, value.detail
        if row.field == "license_id" and detail:
            # The id is what people call a license; its full name fits no column.
            text, detail = detail, text
        others = "; ".join(dict.fromkeys(c.value for c in value.conflicts))
        tip = [f"{row.label}: {value.text}"]
        if value.source:
            tip.append(f"Source: {value.source}")
        tip += [f"{c.source} says {c.value}" for c in value.conflicts]
        cells.append(
            CompareCell(
                text=text,
                below="  ".join(filter(None, (detail, f"≠ {others}" if others else ""))),
                disputed=bool(others),
                missing=not value.known,
                tip="\n".join(tip),
                spoken=_spoken(row.label, name, value.text, ". ".join(tip[1:])),
            )
        )
    title, _, unit = row.label.partition(", ")
    return CompareRow(RowKind.FACT, title, unit, tuple(cells), fact=row)


def _license_rows(comparison: Comparison, names: Sequence[str]) -> Iterator[CompareRow]:
    rows = [
        CompareRow(RowKind.LICENSE, row.label, "", _license_cells(row, names), terms=row)
        for row in summary_rows(comparison.subjects)
        if row.group is Group.PERMISSIONS and row.key in _PERMISSIONS
    ]
    if rows and all(cell.missing for row in rows for cell in row.cells):
        yield replace(rows[0], title="Permissions")
    else:
        yield from rows


def _license_cells(row: SummaryRow, names: Sequence[str]) -> tuple[CompareCell, ...]:
    return tuple(
        CompareCell(
            text=entry.text,
            below=entry.places,
            missing=not entry.references,
            tip=entry.notes,
            spoken=_spoken(row.label, name, entry.text, f"{entry.places}. {entry.notes}"),
        )
        for name, entry in zip(names, row.entries, strict=True)
    )


def _score(row: Row, names: Sequence[str]) -> CompareRow:
    b = row.benchmark
    label = variant_label(row.variant, row.subset)
    best = row.best
    cells = tuple(
        _score_cell(row, cell, name, position in best)
        for position, (cell, name) in enumerate(zip(row.cells, names, strict=True))
    )
    decimals = max((len(c.text.partition(".")[2]) for c in cells if not c.missing), default=0)
    scale = f"{numbers.score(b.low)}–{numbers.score(b.high)}" if b.high is not None else "no limit"
    tip = [f"{b.name}: {b.measures}" if b.measures else b.name]
    tip.append(f"{b.metric}, {b.unit}, {scale}, {b.direction}")
    if b.caveats:
        tip.append(b.caveats)
    return CompareRow(
        RowKind.SCORE,
        b.name,
        f"{label}, {b.unit}" + ("" if b.higher_is_better else ", lower is better"),
        cells,
        decimals,
        row,
        tip="\n".join(tip),
    )


def _score_cell(row: Row, cell: Resolution, name: str, best: bool) -> CompareCell:
    chosen = cell.chosen
    what = f"{row.benchmark.name}, {variant_label(row.variant, row.subset)}"
    if not cell.weighed:
        return CompareCell(
            numbers.MISSING,
            missing=True,
            tip=cell.why,
            spoken=_spoken(what, name, "missing", cell.why),
        )
    spread = numbers.interval(cell.low, cell.high)
    claims = numbers.counted(len(cell.weighed), "claim")
    if chosen is None:
        kinds = ", ".join(dict.fromkeys(REPORTER_NAME[w.claim.reporter_kind] for w in cell.weighed))
        tip = f"{cell.why}\n{claims} ({kinds}); open them to see the reasons."
        return CompareCell(
            numbers.MISSING,
            below=f"{claims}, none chosen",
            missing=True,
            tip=tip,
            spoken=_spoken(what, name, "no claim may be chosen", claims),
        )
    kind = REPORTER_NAME[chosen.reporter_kind]
    text = numbers.score(chosen.value)
    tip = (
        f"{text} {row.benchmark.unit}, reported by {chosen.reporter} ({kind})\n{cell.why}\n{claims}"
    )
    words = [f"reported by {chosen.reporter}, {kind}", claims]
    if cell.disputed:
        words.append(f"disputed, claims from {spread}")
    if best:
        words.append("best of row")
    arrow = "▲" if row.benchmark.higher_is_better else "▼"
    return CompareCell(
        text,
        below=spread if cell.disputed else "",
        mark=REPORTER_SYMBOL[chosen.reporter_kind],
        best=arrow if best else "",
        disputed=cell.disputed,
        tip=tip,
        spoken=_spoken(what, name, f"{text} {row.benchmark.unit}", ", ".join(words)),
    )


def _spoken(what: str, model: str, value: str, more: str) -> str:
    text = "unknown" if value == numbers.MISSING else value
    return f"{model}, {what}: {text}" + (f", {more}" if more.strip(". ") else "")
