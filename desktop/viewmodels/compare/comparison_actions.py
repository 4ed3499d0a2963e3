"""What can be done with the comparison: rule, baseline, rows, order, own choices. All undoable."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Slot

from desktop.core.charts.coloring import Coloring
from desktop.core.claims.policy import Pick, Policy
from desktop.core.marks import MAX_MODELS
from desktop.viewmodels.state import ViewState, ViewStore


class ComparisonActions(QObject):
    """Changes the part of the state that concerns the comparison."""

    def __init__(self, store: ViewStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store

    @property
    def _state(self) -> ViewState:
        return self._store.state

    # Which figures

    @Slot(object)
    def use_policy(self, policy: Policy) -> None:
        """Pick the figures by another rule."""
        text = self.tr("policy: {policy}").format(policy=policy)
        self._store.change(replace(self._state, policy=policy), text)

    def pick(self, claim_id: str, cell: Collection[str], day: date) -> None:
        """Use a claim over the policy.

        Args:
            claim_id: The claim.
            cell: Ids of all claims of its cell; an earlier choice among them is given up.
            day: When that was decided.
        """
        others = tuple(pick for pick in self._state.picks if pick.claim_id not in cell)
        after = replace(self._state, picks=(*others, Pick(claim_id, day)))
        self._store.change(after, self.tr("use a claim of my choice"))

    def follow_policy(self, cell: Collection[str]) -> None:
        """Give up the choice among the claims of a cell."""
        kept = tuple(pick for pick in self._state.picks if pick.claim_id not in cell)
        self._store.change(replace(self._state, picks=kept), self.tr("follow the policy again"))

    @Slot()
    def follow_policy_everywhere(self) -> None:
        """Give up every choice."""
        after = replace(self._state, picks=())
        self._store.change(after, self.tr("follow the policy everywhere"))

    def measure_against(self, model_id: str, name: str) -> None:
        """Pin a baseline; a blank id measures against none."""
        verb = self.tr("measure against {name}") if model_id else self.tr("no baseline")
        after = replace(self._state, baseline=model_id)
        self._store.change(after, verb.format(name=name))

    # How they stand

    @Slot(bool)
    def color_by_verdict(self, on: bool) -> None:
        """Let the colors of charts stand for the verdicts, or for the models again."""
        text = self.tr("color charts by verdict") if on else self.tr("color charts by model")
        coloring = Coloring.VERDICT if on else Coloring.MODEL
        self._store.change(replace(self._state, coloring=coloring), text)

    @Slot(bool)
    def swap(self, swapped: bool) -> None:
        """Make the models rows and the facts columns, or turn that back."""
        after = replace(self._state, swapped=swapped)
        self._store.change(after, self.tr("swap rows and columns"))

    @Slot(bool)
    def set_only_differences(self, on: bool) -> None:
        """Leave out rows in which all compared models agree, or show them again."""
        after = replace(self._state, only_differences=on)
        self._store.change(after, self.tr("only differences"))

    @Slot(bool)
    def set_all_rows(self, on: bool) -> None:
        """Show rows that concern one model or a part of a benchmark, or leave them out."""
        after = replace(self._state, all_rows=on)
        self._store.change(after, self.tr("all settings and categories"))

    def fold(self, titles: Iterable[str], title: str = "") -> None:
        """Fold these sections and open all others.

        Args:
            titles: The sections that shall be folded.
            title: The one that changes, for the history; blank for several.
        """
        folded = frozenset(titles)
        if not title:
            text = self.tr("fold all sections") if folded else self.tr("open all sections")
        else:
            verb = self.tr("fold {title}") if title in folded else self.tr("unfold {title}")
            text = verb.format(title=title)
        self._store.change(replace(self._state, collapsed=folded), text)

    def show_benchmarks(self, ids: Sequence[str]) -> None:
        """Show these benchmarks in this order; none of them for all, by category."""
        text = self.tr("choose rows") if ids else self.tr("show all rows")
        self._store.change(replace(self._state, benchmarks=tuple(ids)), text)

    # Which models

    def move(self, model_id: str, name: str, position: int) -> None:
        """Put a compared model at another position; colors and marks follow the position."""
        others = [key for key in self._state.tray if key != model_id]
        if model_id not in self._state.tray:
            return
        others.insert(max(0, min(position, len(others))), model_id)
        text = self.tr("move {name}").format(name=name)
        self._store.change(replace(self._state, tray=tuple(others)), text)

    def insert(self, ids: Sequence[str], position: int) -> None:
        """Put models into the comparison at a position, those that are in it already too."""
        tray = self._state.tray
        before = [key for key in tray[:position] if key not in ids]
        after = [key for key in tray[position:] if key not in ids]
        room = MAX_MODELS - len(before) - len(after)
        wanted = list(dict.fromkeys(ids))
        present = [key for key in wanted if key in tray]
        new = [key for key in wanted if key not in tray][: max(0, room - len(present))]
        placed = [key for key in wanted if key in present or key in new]
        changed = replace(self._state, tray=(*before, *placed, *after))
        self._store.change(changed, self.tr("add models"))
