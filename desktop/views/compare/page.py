"""The compare page: models against facts, license and scores, with the switches above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.core import numbers
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.viewmodels.dragged import models_in
from desktop.viewmodels.roles import RowKind
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.compare.bar import CompareBar, summary_label
from desktop.views.compare.table import CompareTable
from desktop.views.empty import EmptiablePage
from desktop.views.theme import scaled

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared


class ComparePage(EmptiablePage):
    """The table with its switches; empty until something is compared."""

    cell_opened = Signal(int, int)  # line, position of a score or fact

    def __init__(
        self, workspace: Workspace, empty_action: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Nothing to compare yet"),
            self.tr(
                "Choose two or more models in the catalog: Space puts a model into the"
                " comparison. Facts, license and every published score appear here side by"
                " side, each with its source."
            ),
            empty_action,
            parent,
        )
        self._workspace = workspace
        self.setAcceptDrops(True)
        self.bar = CompareBar(workspace, self)
        self.only_differences, self.all_rows = self.bar.only_differences, self.bar.all_rows
        self.summary = summary_label(self)
        self.table = CompareTable(workspace, self)
        self.entry = self.table
        self.addWidget(self._filled())
        self.table.clicked.connect(self._clicked)
        self.table.activated.connect(self._clicked)
        self.table.section_clicked.connect(self._fold)
        self.table.model_moved.connect(self._move)
        workspace.compared.connect(self._show)
        workspace.store.changed.connect(self._state_changed)
        self.bar.show_state(workspace.store.state)
        if workspace.prepared:
            self._show(workspace.prepared)

    def _filled(self) -> QWidget:
        filled = QWidget(self)
        self.legend = QLabel(filled)
        self.legend.setTextFormat(Qt.TextFormat.PlainText)
        self.legend.setFont(scaled(self.font(), 0.92))
        self.legend.setContentsMargins(12, 4, 12, 4)
        self.legend.setWordWrap(True)
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.legend)
        return filled

    def _legend(self, *, judged: bool) -> str:
        """Return the marks with their meaning; a line breaks between two, never inside one."""
        marks = [f"{REPORTER_SYMBOL[k]} {REPORTER_NAME[k]}" for k in REPORTER_NAME]
        marks += [
            self.tr("▲ best of row"),
            self.tr("△ best under this policy"),
            self.tr("⇅ order not settled"),
            self.tr("[range] claims differ"),
            self.tr("≠ other setting"),
            self.tr("≈ may differ"),
            self.tr("▴ better ▾ worse than the baseline"),
        ]
        if judged:
            marks.append(self.tr("Verdicts are not legal advice"))
        return "   ".join(mark.replace(" ", "\u00a0") for mark in marks)

    @Slot(object)
    def _show(self, prepared: Prepared) -> None:
        comparison = prepared.comparison
        self.show_filled(bool(comparison.subjects))
        self.summary.setText(self._counted(prepared))
        self.legend.setText(self._legend(judged=bool(comparison.profile.uses)))
        self.bar.show_models(comparison)
        self._arrange()
        self.table.go_on()

    def _counted(self, prepared: Prepared) -> str:
        """Say by which policy, how many rows, and what is open about them."""
        comparison = prepared.comparison
        rows = len(comparison.rows)
        text = self.tr("Policy: {policy}.  {rows} of scores").format(
            policy=comparison.policy, rows=numbers.counted(rows, "row")
        )
        if comparison.left_out:
            text += self.tr(", {count} more concern one model or a part").format(
                count=comparison.left_out
            )
        parts = [text + "."]
        if prepared.unsettled:
            shown = self.tr("⇅ {count} of {rows}: order not settled.")
            parts.append(shown.format(count=prepared.unsettled, rows=numbers.counted(rows, "row")))
        if prepared.undecided:
            text = self.tr("≈ {count}: setting may differ.").format(count=prepared.undecided)
            parts.append(text)
        if picks := len(comparison.picks):
            parts.append(self.tr("✓ {count} chosen by you.").format(count=picks))
        if chosen := len(self._workspace.store.state.benchmarks):
            shown = self.tr("Only {benchmarks} of your choice.")
            parts.append(shown.format(benchmarks=numbers.counted(chosen, "benchmark")))
        return "  ".join(parts)

    def _arrange(self) -> None:
        state = self._workspace.store.state
        measured = bool(state.baseline) and state.baseline in state.tray
        self.table.arrange(state.collapsed, measured=measured)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        line, position = self._workspace.compare.place(index)
        row = self._workspace.compare.row_at(line)
        if row is None:
            return
        if row.kind is RowKind.SECTION:
            self._fold(line)
        else:
            self.cell_opened.emit(line, position)

    @Slot(int)
    def _fold(self, line: int) -> None:
        row = self._workspace.compare.row_at(line)
        if row is not None and row.kind is RowKind.SECTION:
            folded = self._workspace.store.state.collapsed ^ {row.title}
            self._workspace.comparing.fold(folded, row.title)

    @Slot()
    def fold_all(self) -> None:
        """Fold every section."""
        compare = self._workspace.compare
        rows = (compare.row_at(line) for line in range(compare.lines))
        titles = {row.title for row in rows if row and row.kind is RowKind.SECTION}
        self._workspace.comparing.fold(titles | self._workspace.store.state.collapsed)

    @Slot()
    def open_all(self) -> None:
        """Open every section."""
        self._workspace.comparing.fold(())

    @Slot(int, int)
    def _move(self, before: int, after: int) -> None:
        subject = self._workspace.compare.subject_at(before)
        if subject is not None:
            self._workspace.comparing.move(subject.model.id, subject.model.name, after)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if models_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Compare what was dropped, after the others."""
        ids = models_in(event.mimeData())
        self._workspace.comparing.insert(ids, len(self._workspace.store.state.tray))
        event.acceptProposedAction()

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        self.bar.show_state(after)
        if before.swapped != after.swapped:
            self._workspace.compare.swap(after.swapped)
            self._arrange()
            self.table.go_on()
        elif before.collapsed != after.collapsed:
            self.table.fold(after.collapsed)
