"""Filters about licenses that are one click away, above the facets."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core import numbers
from desktop.viewmodels.catalog.quick_filters import Quick, fits, is_on, state_of
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.checks import CheckBox
from desktop.views.flow import FlowLayout


class QuickBar(QWidget):
    """A box for each filter, with how many models of the list it leaves."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._counts: Mapping[Quick, int] = {}
        self._titles = {
            Quick.ALLOWED: self.tr("Allowed for my profile"),
            Quick.CONTRADICTED: self.tr("Contradictions"),
        }
        self.allowed = CheckBox(self)
        self.contradicted = CheckBox(self)
        self._boxes = {Quick.ALLOWED: self.allowed, Quick.CONTRADICTED: self.contradicted}
        layout = FlowLayout(self, line_gap=0)
        layout.setContentsMargins(0, 0, 0, 0)
        for box in self._boxes.values():
            layout.addWidget(box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.allowed.toggled.connect(self._allow)
        self.contradicted.toggled.connect(self._contradict)
        workspace.quick.counted.connect(self._show_counts)
        self.show_state(workspace.store.state)

    def show_state(self, state: ViewState) -> None:
        """Tick what the search line asks for, and offer what can be asked."""
        for quick, box in self._boxes.items():
            on, enabled = state_of(quick, state)
            with QSignalBlocker(box):
                box.setChecked(on)
            box.setEnabled(enabled)
            self._describe(quick, box, state)

    def _describe(self, quick: Quick, box: CheckBox, state: ViewState) -> None:
        title, count = self._titles[quick], self._counts.get(quick)
        nameless = quick is Quick.ALLOWED and not state.profile.uses
        if nameless:
            shown = self.tr("Allowed (profile names no use)")
        else:
            shown = title if count is None else f"{title}  {count:,}"
        box.setText(shown)
        box.setAccessibleName(title)
        told = self._meaning(quick, state)
        box.setToolTip(told)
        many = "" if nameless or count is None else numbers.counted(count, "model")
        box.setAccessibleDescription(". ".join(filter(None, (many, told))))
        box.updateGeometry()

    def _meaning(self, quick: Quick, state: ViewState) -> str:
        if not is_on(quick, state.search) and not fits(quick, state.search):
            return self.tr("The search line is full; shorten it first.")
        if quick is Quick.CONTRADICTED:
            return self.tr(
                "Only models about whose license two sources say what cannot both be right"
                " (contradiction:any)"
            )
        if not state.profile.uses:
            return self.tr(
                "Your profile names no use, so nothing is judged. Name one in the menu Profile."
            )
        return self.tr(
            "Only models that the profile's uses are licensed for, if every condition is met"
            " (allow:profile)"
        )

    @Slot(object)
    def _show_counts(self, counts: Mapping[Quick, int]) -> None:
        self._counts = counts
        self.show_state(self._workspace.store.state)

    @Slot(bool)
    def _allow(self, on: bool) -> None:
        self._workspace.quick.turn(Quick.ALLOWED, on)

    @Slot(bool)
    def _contradict(self, on: bool) -> None:
        self._workspace.quick.turn(Quick.CONTRADICTED, on)
