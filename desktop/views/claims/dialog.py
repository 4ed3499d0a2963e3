"""The receipt of one number: every claim, the spread, and why one was chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.core.comparison import Row, Subject
from desktop.core.facts import FactRow
from desktop.core.variant import variant_label
from desktop.viewmodels.roles import Role
from desktop.viewmodels.table_model import TableModel
from desktop.viewmodels.tables import (
    CLAIM_NUMERIC,
    CLAIM_TITLES,
    FACT_TITLES,
    claim_notes,
    claim_rows,
    fact_source_rows,
)
from desktop.views.claims.spread import SpreadBar
from desktop.views.tables import Table
from desktop.views.theme import scaled, tabular


class ReceiptDialog(QDialog):
    """Shows where a number or a fact comes from; stays open beside the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(1040, 440)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 16, 24, 16)
        self._layout.setSpacing(8)
        self.model = TableModel(self)
        self.table = Table(self.tr("Claims"), self)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.clicked.connect(self._show_address)

    def show_claims(self, subject: Subject, row: Row, column: int) -> None:
        """Show the claims of one cell of the comparison."""
        cell = row.cells[column]
        benchmark = row.benchmark
        what = f"{benchmark.name}, {variant_label(row.variant, row.subset)}"
        self.setWindowTitle(f"{subject.model.name}: {what}")
        self._add(f"{subject.model.name} – {what}", 1.1, strong=True)
        value = numbers.score(cell.chosen.value if cell.chosen else None)
        unit = f" {benchmark.unit}" if cell.chosen else ""
        self._add(value + unit, 2.0, strong=True)
        self._add(f"{cell.why}  {self._scale(row)}", 1.0)
        if cell.weighed:
            if len(cell.weighed) > 1:
                self._layout.addWidget(SpreadBar(cell, benchmark, self))
            self.model.show(CLAIM_TITLES, claim_rows(cell), CLAIM_NUMERIC)
            notes = claim_notes(cell)
            if notes:
                self._add(self.tr("Notes: {notes}").format(notes=notes), 0.92)
            self._finish()
        else:
            self._add(
                self.tr("Nobody published a figure that is in this catalog. Missing is not zero."),
                1.0,
            )
            self.table.hide()
            self._close_button()

    def show_fact(self, subject: Subject, fact: FactRow, column: int) -> None:
        """Show what sources say about one fact of a model."""
        self.setWindowTitle(f"{subject.model.name}: {fact.label}")
        self._add(f"{subject.model.name} – {fact.label}", 1.1, strong=True)
        self._add(fact.values[column].text, 1.4, strong=True)
        conflicts = fact.values[column].conflicts
        text = self.tr("The sources disagree.") if conflicts else self.tr("No source disagrees.")
        self._add(text, 1.0)
        self.model.show(FACT_TITLES, fact_source_rows(fact, column))
        self._finish()

    def _scale(self, row: Row) -> str:
        benchmark = row.benchmark
        low, high = numbers.score(benchmark.low), numbers.score(benchmark.high)
        scale = f"{low} to {high}" if benchmark.high is not None else self.tr("no upper end")
        return self.tr("Scale: {scale} {unit}, {direction}.").format(
            scale=scale, unit=benchmark.unit, direction=benchmark.direction
        )

    def _add(self, text: str, size: float, *, strong: bool = False) -> None:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(scaled(tabular(self.font()), size, strong=strong))
        label.setWordWrap(True)
        self._layout.addWidget(label)

    def _finish(self) -> None:
        self._layout.addWidget(self.table, 1)
        self._address = QLabel(self.tr("Choose a claim to see its reason and address."), self)
        self._address.setWordWrap(True)
        self._address.setTextFormat(Qt.TextFormat.PlainText)
        self._address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._address.setFont(scaled(self.font(), 0.92))
        self._layout.addWidget(self._address)
        header = self.table.horizontalHeader()
        self.table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), 230))
        header.setStretchLastSection(True)
        self._close_button()
        self.table.choose_row(0)
        self.table.setFocus()

    def _close_button(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self._open = buttons.addButton(
            self.tr("Open source"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._open.setEnabled(False)
        self._open.setAutoDefault(False)
        self._open.clicked.connect(self._open_address)
        buttons.rejected.connect(self.reject)
        self._layout.addWidget(buttons)
        if self.table.selectionModel():
            self.table.selectionModel().currentRowChanged.connect(self._row_changed)

    def _url(self) -> str:
        row = self.table.currentIndex().row()
        urls = (
            str(self.model.index(row, column).data(Role.URL) or "")
            for column in range(self.model.columnCount())
        )
        return next((url for url in urls if url), "")

    @Slot(QModelIndex)
    def _show_address(self, _index: QModelIndex) -> None:
        self._row_changed()

    @Slot()
    def _row_changed(self) -> None:
        url = self._url()
        row = max(self.table.currentIndex().row(), 0)
        why = self.model.index(row, self.model.columnCount() - 1).data()
        address = url or self.tr("No address is known for this source.")
        self._address.setText(f"{why}\n{address}")
        self._open.setEnabled(QUrl(url).scheme() in ("https", "http"))

    @Slot()
    def _open_address(self) -> None:
        url = QUrl(self._url())
        if url.scheme() in ("https", "http"):
            QDesktopServices.openUrl(url)
