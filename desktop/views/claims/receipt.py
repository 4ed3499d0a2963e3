"""The receipt of one number: every claim, the spread, why one was chosen, and choosing another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.core import numbers
from desktop.core.claims.resolution import Weighed
from desktop.core.compare.benchmark_card import BenchmarkOfModel
from desktop.core.compare.row_notes import STANDING_MARK, UNSETTLED
from desktop.core.compare.saturation import applies
from desktop.viewmodels.compare.receipt_rows import (
    OTHER_TITLES,
    PLACE_TITLES,
    RECEIPT_NUMERIC,
    RECEIPT_TITLES,
    Receipt,
    is_used,
    other_rows,
    place_rows,
    receipt_of,
    receipt_rows,
)
from desktop.viewmodels.questions import about_settings
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.table_model import TableModel
from desktop.viewmodels.workspace import Workspace
from desktop.views.claims.dialog import ReceiptDialog, address_in
from desktop.views.claims.spread import SpreadBar
from desktop.views.tables import ROW_HEIGHT, WIDEST_COLUMN

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared


WIDEST_CLAIM = 190
"""Widest column of the claims: the last one, with the reason, gets what is left."""


class ClaimsDialog(ReceiptDialog):
    """Shows one cell of the comparison, and follows it when the comparison changes."""

    claim_used = Signal(str, object)  # id of the claim, frozenset of the ids of its cell
    policy_followed = Signal(object)  # frozenset of the ids of the cell
    benchmark_asked = Signal(str, str)  # id and name of the benchmark

    def __init__(self, workspace: Workspace, receipt: Receipt, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(1080, 640)
        self._workspace = workspace
        self._receipt = receipt
        self._known: BenchmarkOfModel | None = None
        self._bar: SpreadBar | None = None
        self.title = self.add_text(1.1, strong=True)
        self.apart = self.add_text(1.0, strong=True)
        self.value = self.add_text(2.0, strong=True)
        self.chosen = self.add_text(1.0, strong=True)
        self.reason = self.add_text()
        self.notes = self.add_text(0.92)
        self.why = self.add_text()
        self.places_title = self.add_text(1.0, strong=True)
        self.places = TableModel(self)
        self.places_table = self.add_table(self.tr("Sources of this claim"), self.places)
        self.others_title = self.add_text(1.0, strong=True)
        self.others_title.setText(self.tr("Other settings"))
        self.others = TableModel(self)
        self.others_table = self.add_table(self.tr("Other settings"), self.others)
        self.use = QPushButton(self.tr("Use this claim"), self)
        self.follow = QPushButton(self.tr("Follow the policy again"), self)
        self._lay_out()
        self.add_button(self.tr("About this benchmark")).clicked.connect(self._ask_benchmark)
        self.table.selectionModel().currentRowChanged.connect(self._claim_changed)
        self.places_table.selectionModel().currentRowChanged.connect(self.offer_address)
        self.use.clicked.connect(self._use)
        self.follow.clicked.connect(self._follow)
        workspace.compared.connect(self._recompared)
        workspace.store.changed.connect(self._state_changed)
        self.show_receipt(receipt)
        self._ask()

    def _lay_out(self) -> None:
        for label in (self.title, self.apart, self.value, self.chosen, self.reason):
            self.lines.addWidget(label)
        self._bar_place = self.lines.count()
        self.lines.addWidget(self.notes)
        self.lines.addWidget(self.table, 1)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.why, 1)
        for button in (self.use, self.follow):
            button.setAutoDefault(False)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            choice.addWidget(button)
        self.lines.addLayout(choice)
        self.lines.addWidget(self.places_title)
        self.lines.addWidget(self.places_table)
        self.lines.addWidget(self.others_title)
        self.lines.addWidget(self.others_table)
        self.lines.addStretch(0)
        self.lines.addWidget(self.buttons)

    def show_receipt(self, receipt: Receipt) -> None:
        """Show one cell; which claim was looked at stays so if it is still there."""
        looked_at = self._current()
        self._receipt = receipt
        cell, apart = receipt.cell, receipt.apart
        name = receipt.subject.model.name
        self.setWindowTitle(f"{name}: {receipt.what}")
        self.title.setText(f"{name} – {receipt.what}")
        self.value.setText(receipt.value)
        self._say(self.apart, self._apart_text())
        self._say(self.chosen, self._chosen_text())
        scale = self._scale()
        self.reason.setText(f"{cell.why}  {scale}" if cell.weighed else self._nothing())
        order = f"{UNSETTLED} {receipt.order}" if receipt.order and not apart else ""
        doubt = f"≈ {receipt.doubt}" if receipt.doubt and not apart else ""
        source = self.tr("Notes: {notes}").format(notes=receipt.notes) if receipt.notes else ""
        self._say(self.notes, "\n".join(filter(None, (order, doubt, receipt.alias, source))))
        self._show_bar()
        self.model.show(RECEIPT_TITLES, receipt_rows(cell), RECEIPT_NUMERIC)
        self.table.fit_texts(WIDEST_CLAIM)
        self.table.setMaximumHeight(_height(len(cell.weighed)))
        self.table.setMinimumHeight(_height(min(len(cell.weighed), 4)))
        for widget in (self.table, self.why, self.use, self.places_title, self.places_table):
            widget.setVisible(bool(cell.weighed))
        self.follow.setVisible(bool(cell.picked))
        ids = [w.claim.id for w in cell.weighed]
        if ids:
            shown = looked_at.claim.id if looked_at and looked_at.claim.id in ids else ids[0]
            with QSignalBlocker(self.table.selectionModel()):
                self.table.choose_row(ids.index(shown))
            self.table.setFocus()
        self._claim_changed()
        self._show_known()

    def _show_bar(self) -> None:
        if self._bar is not None:
            self.lines.removeWidget(self._bar)
            self._bar.deleteLater()
            self._bar = None
        if self._receipt.cell.weighed:
            self._bar = SpreadBar(self._receipt.cell, self._receipt.row.benchmark, self)
            self.lines.insertWidget(self._bar_place, self._bar)

    # What is said

    def _apart_text(self) -> str:
        apart = self._receipt.apart
        if apart is None:
            return ""
        mark = STANDING_MARK[apart.standing]
        own = self._receipt.row.setting.text or self.tr("a setting that is not stated")
        text = self.tr("{mark} {reason} The row stands for {setting}.")
        return text.format(mark=mark, reason=apart.text, setting=own)

    def _chosen_text(self) -> str:
        if not self._receipt.cell.picked:
            return ""
        day = self._receipt.chosen_on
        if day is None:
            return self.tr("✓ Chosen by you, over the policy")
        return self.tr("✓ Chosen by you on {day}, over the policy").format(day=day.isoformat())

    def _nothing(self) -> str:
        return self.tr("Nobody published a figure that is in this catalog. Missing is not zero.")

    def _scale(self) -> str:
        benchmark = self._receipt.row.benchmark
        words = {"unit": benchmark.unit, "direction": benchmark.direction}
        if benchmark.low is None or benchmark.high is None:
            return self.tr("Scale: {unit}, without two ends, {direction}.").format(**words)
        low, high = numbers.score(benchmark.low), numbers.score(benchmark.high)
        text = self.tr("Scale: {low} to {high} {unit}, {direction}.")
        return text.format(low=low, high=high, **words)

    def _say(self, label: QLabel, text: str) -> None:
        label.setVisible(bool(text))
        label.setText(text)

    # The claim that is looked at

    def _current(self) -> Weighed | None:
        row = self.table.currentIndex().row()
        weighed = self._receipt.cell.weighed
        return weighed[row] if 0 <= row < len(weighed) else None

    @Slot()
    def _claim_changed(self) -> None:
        weighed = self._current()
        if weighed is None:
            self.places.show(PLACE_TITLES, ())
            self.offer_address()
            return
        claim, count = weighed.claim, len(weighed.claim.sources)
        printed = self.tr("Printed as “{text}”.").format(text=claim.printed)
        why = "" if weighed.chosen else weighed.why
        self.why.setText(f"{why}  {printed}".strip() if claim.printed else weighed.why)
        used = is_used(self._receipt.cell.picked, weighed)
        self.use.setEnabled(not weighed.barred and not used)
        reason = self.tr("Cannot be used: {reason}").format(reason=weighed.barred)
        self.use.setToolTip(reason if weighed.barred else "")
        self.use.setAccessibleDescription(reason if weighed.barred else "")
        title = self.tr("Source of this claim") if count == 1 else self.tr("All {count} sources")
        self.places_title.setText(title.format(count=count))
        self.places.show(PLACE_TITLES, place_rows(claim))
        self.places_table.fit_texts(WIDEST_COLUMN)
        self.places_table.setFixedHeight(_height(min(count, 4)))
        self.places_table.choose_row(0)
        self.offer_address()

    def url(self) -> str:
        return address_in(self.places_table)

    @Slot()
    def _use(self) -> None:
        weighed = self._current()
        if weighed is not None and not weighed.barred:
            self.claim_used.emit(weighed.claim.id, self._receipt.ids)

    @Slot()
    def _ask_benchmark(self) -> None:
        benchmark = self._receipt.row.benchmark
        self.benchmark_asked.emit(benchmark.id, benchmark.name)

    @Slot()
    def _follow(self) -> None:
        self.policy_followed.emit(self._receipt.ids)

    # What a worker finds out

    def _ask(self) -> None:
        state = self._workspace.store.state
        question = about_settings(
            self._receipt.subject.model.id, self._receipt.row.benchmark.id, state
        )
        self._workspace.ask_comparisons(question, self, self._take_known)

    def _take_known(self, known: BenchmarkOfModel) -> None:
        self._known = known
        self._show_known()

    def _show_known(self) -> None:
        rows = other_rows(self._receipt, self._known.rows) if self._known else ()
        if rows:
            self.others.show(OTHER_TITLES, rows)
            self.others_table.fit_texts(WIDEST_COLUMN)
        for widget in (self.others_title, self.others_table):
            widget.setVisible(bool(rows))
        self.others_table.setFixedHeight(_height(min(len(rows), 4)))
        if self._known and self._bar is not None:
            setting = self._receipt.setting
            fitting = [b for b in self._known.baselines if applies(b, setting)]
            self._bar.show_baselines(fitting)

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if (before.policy, before.picks) != (after.policy, after.picks):
            self._ask()

    @Slot(object)
    def _recompared(self, prepared: Prepared) -> None:
        """Show the same cell of the new comparison; if it has none, what was seen stays."""
        comparison = prepared.comparison
        ids = [subject.model.id for subject in comparison.subjects]
        row = next((r for r in comparison.rows if r.key == self._receipt.row.key), None)
        if row is not None and self._receipt.subject.model.id in ids:
            position = ids.index(self._receipt.subject.model.id)
            self.show_receipt(receipt_of(comparison, row, position))


def _height(rows: int) -> int:
    """Return the height of a table with so many rows and its header."""
    return (rows + 1) * ROW_HEIGHT + 4
