"""The list of models as a table."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.core.verdict.verdict import Answer
from desktop.viewmodels.catalog.catalog_model import CatalogModel, Column
from desktop.viewmodels.roles import Role
from desktop.views.lines import draw_line
from desktop.views.tables import Index, Table, TextDelegate
from desktop.views.theme import PADDING, answer_color, ink, scaled, tabular
from desktop.views.verdict_sign import draw_answer

_WIDTHS = {
    Column.NAME: 170,
    Column.ORGANIZATION: 110,
    Column.CLASS: 130,
    Column.RELEASED: 84,
    Column.CLAIMS: 60,
    Column.PARAMETERS: 90,
    Column.CONTEXT: 90,
    Column.LICENSE: 120,
    Column.VERDICT: 84,
}
_BENCHMARK_WIDTH = 84


class VerdictDelegate(TextDelegate):
    """Draws the sign of an answer in its color; where there is none, a muted dash."""

    def draw_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = option.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = option.rect.adjusted(PADDING, 2, -PADDING, -2)
        answer, text = index.data(Role.ANSWER), str(index.data() or "")
        painter.setFont(scaled(tabular(option.font), 1.0))
        plain = palette.highlightedText().color() if selected else palette.text().color()
        if answer is None:
            painter.setPen(plain if selected else ink(palette).muted)
            draw_line(painter, area, text, Qt.AlignmentFlag.AlignLeft)
            return
        painter.setPen(plain)
        color = plain if selected else answer_color(Answer(answer), palette)
        draw_answer(painter, area, text, color)


class ModelTable(Table):
    """The list; Space and Enter put a model into the comparison or take it out."""

    chosen = Signal(list)  # rows
    moved = Signal(int)  # row of the current model, -1 for none

    def __init__(self, model: CatalogModel, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Models"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setItemDelegateForColumn(Column.VERDICT, VerdictDelegate(self))
        self.setColumnHidden(Column.VERDICT, True)
        self._is_judged = False
        self._verdicts_wanted = True
        self._nothing = ""
        self.doubleClicked.connect(self._choose_current)
        self.selectionModel().currentRowChanged.connect(self._tell_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose_selected()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(ink(self.palette()).muted)
            area = self.viewport().rect().adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, int(flags | Qt.TextFlag.TextWordWrap), self._nothing)
            painter.end()

    def say_nothing(self, text: str) -> None:
        """Set what stands in the list while it is empty; a screen reader is told it as well."""
        self._nothing = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    # Columns

    def want_column(self, column: Column, wanted: bool) -> None:
        """Show a fixed column, or hide it; verdicts only while the profile names a use."""
        if column is Column.VERDICT:
            self._verdicts_wanted = wanted
            self._show_verdicts()
        else:
            self.setColumnHidden(column, not wanted)

    def is_wanted(self, column: Column) -> bool:
        """Whether a column shall be shown, if there is anything for it to say."""
        if column is Column.VERDICT:
            return self._verdicts_wanted
        return not self.isColumnHidden(column)

    def show_judged(self, judged: bool) -> None:
        """Show the verdicts beside the names when there are any, unless the user hid them."""
        self._is_judged = judged
        self._show_verdicts()

    def _show_verdicts(self) -> None:
        shown = self._is_judged and self._verdicts_wanted
        if shown is not self.isColumnHidden(Column.VERDICT):
            return
        self.setColumnHidden(Column.VERDICT, not shown)
        if shown:
            header = self.horizontalHeader()
            before, name = header.visualIndex(Column.VERDICT), header.visualIndex(Column.NAME)
            header.moveSection(before, name + 1 if before > name else name)

    def kept_columns(self) -> QByteArray:
        """Return order, widths and which are hidden; verdicts only where the user hid them."""
        header, hidden = self.horizontalHeader(), self.isColumnHidden(Column.VERDICT)
        self.setColumnHidden(Column.VERDICT, not self._verdicts_wanted)
        kept = header.saveState()
        self.setColumnHidden(Column.VERDICT, hidden)
        return kept

    def bring_back_columns(self, kept: QByteArray) -> None:
        """Show the columns as they were."""
        if self.horizontalHeader().restoreState(kept):
            self._verdicts_wanted = not self.isColumnHidden(Column.VERDICT)
            if not self._is_judged:
                self.setColumnHidden(Column.VERDICT, True)

    def bring_forward(self, columns: tuple[str, ...], new: frozenset[str]) -> None:
        """Put new columns of benchmarks beside the name, where they are in sight.

        Args:
            columns: All benchmarks that are shown; their columns come after the fixed ones.
            new: Those that were not shown before.
        """
        header = self.horizontalHeader()
        first = header.visualIndex(Column.NAME) + 1
        judged = not self.isColumnHidden(Column.VERDICT)
        if judged and header.visualIndex(Column.VERDICT) == first:
            first += 1
        for position, key in reversed(list(enumerate(columns))):
            section = len(Column) + position
            if key in new and section < header.count():
                header.setSectionHidden(section, False)
                header.resizeSection(section, _BENCHMARK_WIDTH)
                header.moveSection(header.visualIndex(section), min(first, header.count() - 1))

    def choose_selected(self) -> None:
        """Put the selected models into the comparison, or take them out."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rows:
            self.chosen.emit(rows)

    @Slot(QModelIndex)
    def _choose_current(self, index: QModelIndex) -> None:
        self.chosen.emit([index.row()])

    @Slot(QModelIndex, QModelIndex)
    def _tell_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.moved.emit(current.row())
