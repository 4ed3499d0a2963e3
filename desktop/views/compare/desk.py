"""What the commands of the comparison do, and the windows that open from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu

from desktop.viewmodels.roles import RowKind
from desktop.viewmodels.state import Page
from desktop.viewmodels.workspace import Workspace

if TYPE_CHECKING:
    from desktop.core.compare.comparison import Subject
    from desktop.views.main_window import MainWindow

CELL_MENU = (
    "compare.open-claims",
    "compare.about-benchmark",
    "",
    "compare.measure",
    "",
    "edit.copy",
    "edit.copy-markdown",
    "edit.copy-latex",
)
MODEL_MENU = (
    "compare.measure",
    "compare.no-baseline",
    "",
    "compare.move-left",
    "compare.move-right",
    "",
    "compare.remove-current",
)
LINE_MENU = ("compare.about-benchmark", "compare.rows", "", "compare.fold-all", "compare.open-all")
"""Commands of the context menus; blank for a line between them."""


class CompareDesk(QObject):
    """Acts on the current cell of the comparison; its page is made when it is first needed."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace

    def current(self) -> tuple[int, Subject | None]:
        """Return the position of the current model, with the model; -1 and None without one."""
        chip = self._window.tray.focused_position()
        position = chip if chip >= 0 else self._window.compare.table.current_position()
        return position, self._workspace.compare.subject_at(position)

    # Baseline, order

    @Slot()
    def measure(self) -> None:
        """Measure the others against the current model."""
        _, subject = self.current()
        if subject is not None:
            self._workspace.comparing.measure_against(subject.model.id, subject.model.name)

    @Slot()
    def measure_none(self) -> None:
        """Measure against no model."""
        self._workspace.comparing.measure_against("", "")

    @Slot()
    def move_left(self) -> None:
        """Move the current model one place towards the first."""
        self._move(-1)

    @Slot()
    def move_right(self) -> None:
        """Move the current model one place towards the last."""
        self._move(1)

    def _move(self, step: int) -> None:
        position, subject = self.current()
        if subject is None or not 0 <= position + step < len(self._workspace.store.state.tray):
            return
        self._window.tray.follow(subject.model.id)
        self._workspace.comparing.move(subject.model.id, subject.model.name, position + step)

    @Slot()
    def remove_current(self) -> None:
        """Take the current model out of the comparison."""
        _, subject = self.current()
        if subject is not None:
            self._workspace.remove([subject.model.id], [subject.model.name])

    # Rows

    @Slot()
    def fold_all(self) -> None:
        """Fold every section of the comparison."""
        self._window.compare.fold_all()

    @Slot()
    def open_all(self) -> None:
        """Open every section of the comparison."""
        self._window.compare.open_all()

    @Slot()
    def choose_rows(self) -> None:
        """Choose and order the benchmarks that are shown."""
        from desktop.views.compare.rows_dialog import RowsDialog

        shown = self._window.findChild(RowsDialog)
        dialog = shown or RowsDialog(self._workspace, self._window)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    # Copies

    @Slot()
    def copy_markdown(self) -> None:
        """Copy the selection, or the whole table, as Markdown."""
        from desktop.core.clipboard_tables import as_markdown

        self._window.table_in_use().copy_as(as_markdown)

    @Slot()
    def copy_latex(self) -> None:
        """Copy the selection, or the whole table, as LaTeX."""
        from desktop.core.clipboard_tables import as_latex

        self._window.table_in_use().copy_as(as_latex)

    # Windows

    @Slot()
    def open_current(self) -> None:
        """Open the claims of the current cell."""
        table = self._window.compare.table
        self.open_receipt(table.current_line(), table.current_position())

    @Slot(int, int)
    def open_receipt(self, line: int, position: int) -> None:
        """Show where a number or fact of the comparison comes from."""
        row = self._workspace.compare.row_at(line)
        subject = self._workspace.compare.subject_at(position)
        if row is None or subject is None or row.kind is RowKind.SECTION:
            return
        if row.kind is RowKind.LICENSE:
            self._window.turn_to(Page.LICENSES)
            return
        if row.kind is RowKind.VERDICT:
            self.open_verdict(subject, row.leads_to)
            return
        from desktop.views.claims.open import open_receipt

        open_receipt(self._workspace, subject, row, position, self._window, self)

    def open_verdict(self, subject: Subject, section: str = "") -> None:
        """Show whether a compared model may be used, with everything behind it.

        Args:
            subject: The model.
            section: Key of the section to show first; blank: from the beginning.
        """
        from desktop.views.licenses.verdict_dialog import open_verdict

        prepared = self._workspace.prepared
        if prepared is not None and subject.judged is not None:
            comparison = prepared.comparison
            profile, stamp = comparison.profile, comparison.stamp
            open_verdict(subject.judged, profile, self._window, stamp, section)

    @Slot(str, object)
    def use_claim(self, claim_id: str, cell: frozenset[str]) -> None:
        """Use a claim over the policy from today on."""
        today = date.today()  # noqa: DTZ011 - the user's own day
        self._workspace.comparing.pick(claim_id, cell, today)

    @Slot()
    def about_current(self) -> None:
        """Say what the current benchmark measures."""
        self.about_line(self._window.compare.table.current_line())

    @Slot(int)
    def about_line(self, line: int) -> None:
        """Say what the benchmark of a line measures; nothing for facts."""
        row = self._workspace.compare.row_at(line)
        if row is None or row.row is None:
            return
        self.about_benchmark(row.row.benchmark.id, row.title)

    @Slot(str, str)
    def about_benchmark(self, benchmark_id: str, name: str) -> None:
        """Say what a benchmark measures, and how much room it leaves."""
        from desktop.views.compare.card_dialog import open_card

        open_card(self._workspace, benchmark_id, name, self._window)

    @Slot(QPoint, int, int)
    def open_menu(self, where: QPoint, line: int, position: int) -> None:
        """Show the commands for a cell or a header; the cell becomes the current one."""
        table, compare = self._window.compare.table, self._workspace.compare
        at_line = line if line >= 0 else max(0, table.current_line())
        at_position = position if position >= 0 else max(0, table.current_position())
        index = compare.cell_index(at_line, at_position)
        if not table.selectionModel().isSelected(index):
            table.setCurrentIndex(index)
        table.setFocus()  # the commands act on what has the focus
        names = MODEL_MENU if line < 0 else LINE_MENU if position < 0 else CELL_MENU
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in names:
            if name:
                menu.addAction(self._window.commands[name])
            else:
                menu.addSeparator()
        menu.popup(where)
