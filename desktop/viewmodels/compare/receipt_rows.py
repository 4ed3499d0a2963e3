"""The receipt of one number as rows of texts: its claims, their sources, other settings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.core import numbers
from desktop.core.claims.claim import FLAG_REASONS, Claim, ReporterKind
from desktop.core.claims.claim_text import date_basis, figure, reporter
from desktop.core.claims.comparability import Comparability, Standing, compare_settings
from desktop.core.claims.policy import Pick
from desktop.core.claims.resolution import Resolution, Weighed
from desktop.core.claims.setting import Setting
from desktop.core.claims.variant import NOT_STATED, variant_label
from desktop.core.compare.comparison import Comparison, Row, Subject
from desktop.core.compare.row_notes import STANDING_MARK, doubt, order_note
from desktop.viewmodels.compare.compare_rows import alias_sentence
from desktop.viewmodels.table_model import TableCell, TableRow

RECEIPT_TITLES = ("Value", "Setting", "Reporter", "Date", "Sources", "Flag", "Why")
RECEIPT_NUMERIC = (0,)
PLACE_TITLES = ("Source", "Date", "Passed on by", "Address")
OTHER_TITLES = ("Setting", "Value", "Reporter", "Claims", "How it stands to this one")


@dataclass(frozen=True, slots=True)
class Receipt:
    """One number with everything that it rests on.

    Attributes:
        row: The row that the number stands in, or stands aside in.
        cell: Its claims, weighed.
        setting: The setting of these claims.
        apart: How they stand to the row, None where they are of its setting.
        chosen_on: When the user decided for the claim shown, None where the policy did.
        order: Why the order of the row's models is open, blank where it is not.
    """

    subject: Subject
    row: Row
    cell: Resolution
    setting: Setting
    apart: Comparability | None
    chosen_on: date | None
    order: str

    @property
    def what(self) -> str:
        """Benchmark and setting."""
        return f"{self.row.benchmark.name}, {variant_label(self.setting.text, self.row.subset)}"

    @property
    def value(self) -> str:
        """The figure with its unit, a dash where none is shown."""
        chosen = self.cell.chosen
        unit = f" {self.row.benchmark.unit}" if chosen else ""
        return numbers.score(chosen.value if chosen else None) + unit

    @property
    def alias(self) -> str:
        """What the model's name can mean, as a sentence; blank where there is nothing to say."""
        note = alias_sentence(self.subject)
        return f"{self.subject.model.name}: {note}." if note else ""

    @property
    def notes(self) -> str:
        """What the sources note about the claims, each once, as sentences."""
        found = (w.claim.notes for w in self.cell.weighed if w.claim.notes)
        return " ".join(dict.fromkeys(f"{note}." for note in found))

    @property
    def ids(self) -> frozenset[str]:
        """Ids of all claims of the cell."""
        return frozenset(key for w in self.cell.weighed for key in (w.claim.id, *w.claim.also))

    @property
    def doubt(self) -> str:
        """Why the row's figures may differ for their setting alone, as a sentence."""
        found = doubt(self.row)
        return f"Figures of this row {found}." if found else ""


def receipt_of(comparison: Comparison, row: Row, position: int) -> Receipt:
    """Return the receipt of one cell of a comparison."""
    aside = row.asides[position] if row.asides else None
    cell = aside.cell if aside else row.cells[position]
    return Receipt(
        comparison.subjects[position],
        row,
        cell,
        aside.setting if aside else row.setting,
        aside.comparability if aside else None,
        _chosen_on(cell, comparison.picks),
        order_note(row, [s.model.name for s in comparison.subjects]),
    )


def _chosen_on(cell: Resolution, picks: Iterable[Pick]) -> date | None:
    return max((pick.day for pick in picks if pick.claim_id in cell.picked), default=None)


def receipt_rows(cell: Resolution) -> tuple[TableRow, ...]:
    """Return every claim of one cell, the chosen one first and strong."""
    return tuple(TableRow(w.claim.id, _claim_cells(w), strong=w.chosen) for w in cell.weighed)


def _claim_cells(weighed: Weighed) -> tuple[TableCell, ...]:
    claim = weighed.claim
    places = len(claim.sources)
    flag = "; ".join(FLAG_REASONS[f] for f in claim.flags)
    if claim.reporter_kind is ReporterKind.PRESS:
        flag = "; ".join(filter(None, (flag, "press report")))
    return (
        TableCell(f"{'✓ ' if weighed.chosen else ''}{figure(claim)}", claim.value),
        TableCell(claim.setting.text or NOT_STATED, tip=claim.notes),
        TableCell(reporter(claim)),
        TableCell(claim.dated or "no date", tip=date_basis(claim)),
        TableCell(numbers.counted(places, "source"), places),
        TableCell(flag or numbers.MISSING, tip=flag, muted=not flag),
        TableCell(weighed.why, tip=claim.notes),
    )


def place_rows(claim: Claim) -> tuple[TableRow, ...]:
    """Return every place where a claim was read."""
    return tuple(
        TableRow(
            source.id,
            (
                TableCell(
                    source.title,
                    tip=f"{source.title}\nRead from {source.retrieved_from}",
                    url=source.url,
                ),
                TableCell(str(source.published) if source.published else "no date"),
                TableCell(source.via or numbers.MISSING, muted=not source.via),
                TableCell(source.url or "no address", url=source.url, muted=not source.url),
            ),
        )
        for source in claim.sources
    )


def other_rows(receipt: Receipt, rows: Sequence[Row]) -> tuple[TableRow, ...]:
    """Return what the model has on the benchmark under other settings, nearest first."""
    decisive = receipt.row.benchmark.decisive
    found = []
    for row in rows:
        if row.setting.key == receipt.setting.key and row.subset == receipt.row.subset:
            continue
        how = compare_settings(receipt.setting, row.setting, decisive)
        if row.subset != receipt.row.subset:
            part = f"another part: {row.subset or 'the whole'}"
            how = Comparability(Standing.DIFFERENT, (part, *how.reasons))
        found.append((row.subset != receipt.row.subset, len(how.reasons), row, how))
    return tuple(_other_row(row, how) for _, _, row, how in sorted(found, key=lambda x: x[:2]))


def _other_row(row: Row, how: Comparability) -> TableRow:
    (cell,) = row.cells
    chosen = cell.chosen
    value = numbers.score(chosen.value if chosen else None)
    text = variant_label(row.variant, row.subset)
    return TableRow(
        text,
        (
            TableCell(text),
            TableCell(value, chosen.value if chosen else None, muted=chosen is None),
            TableCell(reporter(chosen) if chosen else "none chosen", muted=chosen is None),
            TableCell(numbers.counted(len(cell.weighed), "claim")),
            TableCell(f"{STANDING_MARK[how.standing]} {how.text}".strip()),
        ),
    )


def is_used(picked: Collection[str], weighed: Weighed) -> bool:
    """Whether the user decided for a claim."""
    return bool({weighed.claim.id, *weighed.claim.also}.intersection(picked))
