"""The table of the compare page: both headers stay in sight, models or facts across."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.core.clipboard_tables import CopiedTable
from desktop.core.compare.row_notes import STANDING_MARK
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS, ANSWER_WORDS
from desktop.viewmodels.compare.compare_cells import CompareCell, CompareRow
from desktop.viewmodels.compare.compare_model import CompareModel
from desktop.viewmodels.roles import Role, RowKind
from desktop.viewmodels.workspace import Workspace
from desktop.views.compare.delegate import CompareDelegate
from desktop.views.headers import TwoLineHeader
from desktop.views.lines import line_count
from desktop.views.tables import ROW_HEIGHT, Index, Table, hide_corner
from desktop.views.theme import PADDING, scaled

HEADER_WIDTH = 216
NAME_WIDTH = 248
"""Width of the frozen column: of facts and benchmarks, and of models where those stand down."""
MIN_COLUMN = 120
MIN_WITH_DELTA = 144
"""Narrowest column of a model; differences to a baseline need more."""
LINE_COLUMN = 128
"""Width of a fact or benchmark where they stand across."""
SECTION_SIZE = 26
"""Height of a heading, or its width where facts stand across."""


class CompareTable(Table):
    """Columns share the room there is; sections fold; models are moved by their headers."""

    model_moved = Signal(int, int)  # position before, position after
    section_clicked = Signal(int)  # line
    line_opened = Signal(int)  # line whose header was double-clicked
    menu_asked = Signal(QPoint, int, int)  # where on the screen; line, position; -1 in a header

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Comparison"))
        self._workspace = workspace
        self._compare: CompareModel = workspace.compare
        self._measured = False
        across = TwoLineHeader(Qt.Orientation.Horizontal, "", self)
        down = TwoLineHeader(Qt.Orientation.Vertical, "", self)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        self._across, self._down = across, down
        # As many rows in sight as their letters allow: this is where people read numbers.
        self._two_lines = 2 * self.fontMetrics().height() + 8
        down.setFixedWidth(HEADER_WIDTH)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self._two_lines)
        down.setMinimumSectionSize(SECTION_SIZE)
        across.setMinimumSectionSize(SECTION_SIZE)
        self.setItemDelegate(CompareDelegate(workspace.compare, self))
        self.setModel(workspace.compare)
        self._kept: tuple[object, str] = ("", "")
        workspace.compare.modelAboutToBeReset.connect(self._keep)
        hide_corner(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_cell_menu)
        for header in (across, down):
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            header.sectionMoved.connect(self._moved)
            header.sectionClicked.connect(self._header_clicked)
            header.sectionDoubleClicked.connect(self._header_opened)
        across.customContextMenuRequested.connect(self._ask_across_menu)
        down.customContextMenuRequested.connect(self._ask_down_menu)

    @property
    def models_header(self) -> TwoLineHeader:
        """The header that names the models."""
        return self._down if self._compare.swapped else self._across

    @property
    def lines_header(self) -> TwoLineHeader:
        """The header that names facts and benchmarks."""
        return self._across if self._compare.swapped else self._down

    def current_line(self) -> int:
        """Return the line of the current cell, -1 without one."""
        index = self.currentIndex()
        return self._compare.place(index)[0] if index.isValid() else -1

    def current_position(self) -> int:
        """Return the model of the current cell, -1 without one."""
        index = self.currentIndex()
        return self._compare.place(index)[1] if index.isValid() else -1

    @Slot()
    def _keep(self) -> None:
        """Remember the current cell by what it stands for: its place will be another."""
        line, position = self.current_line(), self.current_position()
        row, subject = self._compare.row_at(line), self._compare.subject_at(position)
        if row is not None and subject is not None:
            self._kept = (row.identity, subject.model.id)

    def go_on(self) -> None:
        """Make the cell current that was so before the table changed, without scrolling to it."""
        identity, model_id = self._kept
        rows = (self._compare.row_at(line) for line in range(self._compare.lines))
        line = next((i for i, row in enumerate(rows) if row and row.identity == identity), -1)
        count = len(self._workspace.store.state.tray)
        subjects = (self._compare.subject_at(i) for i in range(count))
        position = next((i for i, s in enumerate(subjects) if s and s.model.id == model_id), -1)
        if line < 0 or position < 0:
            return
        self.setAutoScroll(False)
        self.setCurrentIndex(self._compare.cell_index(line, position))
        self.setAutoScroll(True)

    def arrange(self, collapsed: frozenset[str], *, measured: bool) -> None:
        """Give headers, rows and columns their roles and sizes; fold what is folded.

        Args:
            collapsed: Titles of the folded sections.
            measured: Whether differences to a baseline are shown, which need room.
        """
        self._measured = measured
        models, lines = self.models_header, self.lines_header
        models.setAccessibleName(self.tr("Compared models"))
        lines.setAccessibleName(self.tr("Facts and benchmarks"))
        _straighten(lines)
        _straighten(models)
        models.color_series, models.foldable = True, False
        lines.color_series, lines.foldable = False, True
        models.setSectionsMovable(True)
        lines.setSectionsMovable(False)
        swapped = self._compare.swapped
        self._down.setFixedWidth(NAME_WIDTH if swapped else HEADER_WIDTH)
        self.clearSpans()
        self.fit_columns()
        self._across.text_lines = 4 if swapped else self._name_lines()
        if swapped:
            self._size_rows_of_models()
        self.fold(collapsed)
        self.updateGeometries()

    def fold(self, collapsed: frozenset[str]) -> None:
        """Fold the sections of these titles and open all others."""
        self._size_lines(self.lines_header, collapsed)

    def _name_lines(self) -> int:
        """Return how many lines the longest name takes with its note, up to four."""
        font = scaled(self._across.font(), 1.0, strong=True)
        room = self._across.defaultSectionSize() - 2 * PADDING
        room -= QFontMetrics(font).horizontalAdvance("■ ")
        wanted = [2]
        for position in range(self._compare.columnCount()):
            title = self._compare.headerData(position, Qt.Orientation.Horizontal)
            note = self._compare.headerData(position, Qt.Orientation.Horizontal, Role.SECONDARY)
            name = str(title).partition(" ")[2]
            wanted.append(line_count(name, font, room) + bool(note))
        return min(4, max(wanted))

    def _size_rows_of_models(self) -> None:
        for position in range(self._compare.rowCount()):
            self._down.showSection(position)
            self._down.resizeSection(position, self._two_lines)

    def _size_lines(self, header: TwoLineHeader, collapsed: frozenset[str]) -> None:
        swapped, models = self._compare.swapped, self._compare.rowCount()
        hidden = False
        for line in range(self._compare.lines):
            row = self._compare.row_at(line)
            if row is None:
                continue
            heading = row.kind is RowKind.SECTION
            if heading:
                hidden = row.title in collapsed
                if swapped and models > 1:
                    self.setSpan(0, line, models, 1)
            wanted = SECTION_SIZE if heading else LINE_COLUMN if swapped else self._height(row)
            if header.isSectionHidden(line) != (hidden and not heading):
                header.setSectionHidden(line, hidden and not heading)
            if header.sectionSize(line) != wanted and not (hidden and not heading):
                header.resizeSection(line, wanted)

    def _height(self, row: CompareRow) -> int:
        if row.two_lines:
            return self._two_lines
        if row.kind is RowKind.SCORE:
            return ROW_HEIGHT
        room = self.columnWidth(0) - 2 * PADDING
        metrics = self.fontMetrics()
        long = any(metrics.horizontalAdvance(cell.text) > room for cell in row.cells)
        return self._two_lines if long else ROW_HEIGHT

    def fit_columns(self) -> None:
        """Share the width among the models, none narrower than a value needs."""
        count = self._compare.columnCount()
        if not count or self._compare.swapped:
            return
        least = MIN_WITH_DELTA if self._measured else MIN_COLUMN
        width = max(least, self.viewport().width() // count)
        self._across.setDefaultSectionSize(width)
        for column in range(count):
            # Left from when facts stood across, of other widths and some of them folded.
            if self._across.isSectionHidden(column):
                self._across.showSection(column)
            if self._across.sectionSize(column) != width:
                self._across.resizeSection(column, width)

    def copied_cell(self, index: Index) -> str:
        """Return a cell with all that is drawn in it: value, marks, second line."""
        cell = index.data(Role.CELL)
        if not isinstance(cell, CompareCell):
            return super().copied_cell(index)
        if index.data(Role.KIND) != RowKind.SCORE:
            return f"{cell.text} ({cell.below})" if cell.below else cell.text
        lead = STANDING_MARK[cell.standing]
        second = cell.below.removeprefix(lead).strip() if lead else cell.second_line
        parts = [lead, cell.text, cell.mark, cell.best, f"({second})" if lead else second]
        return " ".join(part for part in parts if part)

    def copied_title(self, section: int, orientation: Qt.Orientation) -> str:
        """Return a model's name without its mark, or a row's title with setting and unit."""
        if orientation is self._compare.models_along:
            return super().copied_title(section, orientation).partition(" ")[2]
        row = self._compare.row_at(section)
        return row.label if row else ""

    def copies_titles(self, cells: int) -> bool:
        """Always: a number without benchmark and model says nothing."""
        return cells > 0

    def copied_notes(self, copied: CopiedTable) -> tuple[str, ...]:
        """Say by which policy the figures were picked, and what the marks mean."""
        prepared = self._workspace.prepared
        if prepared is None:
            return ()
        stamp = prepared.comparison.stamp
        text = "".join(cell for row in copied.rows for cell in row)
        marks = [f"{REPORTER_SYMBOL[k]} {REPORTER_NAME[k]}" for k in REPORTER_NAME]
        marks += [
            self.tr("▲ ▼ best of row"),
            self.tr("△ ▽ best under this policy, order not settled"),
            self.tr("⇅ order not settled"),
            self.tr("≠ another setting, not comparable"),
            self.tr("≈ may differ"),
            self.tr("▴ better ▾ worse than the baseline"),
            self.tr("✓ chosen by the user"),
        ]
        used = [mark for mark in marks if any(m in text for m in mark.split() if not m.isascii())]
        source = self.tr("Weighbridge, policy {policy}, catalog of {day}, revision {revision}.")
        told = [a for a, sign in ANSWER_SIGNS.items() if f"{sign} {a}" in text]
        answers = "; ".join(f"{ANSWER_SIGNS[a]} {a}: {ANSWER_WORDS[a]}" for a in told)
        return (
            source.format(
                policy=prepared.comparison.policy, day=stamp.as_of, revision=stamp.revision
            ),
            "; ".join(used),
            *((answers, NOT_LEGAL_ADVICE) if told else ()),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @Slot(int, int, int)
    def _moved(self, _logical: int, before: int, after: int) -> None:
        header = self.sender()
        if header is self.models_header:
            self.model_moved.emit(before, after)

    @Slot(int)
    def _header_clicked(self, section: int) -> None:
        if self.sender() is self.lines_header:
            self.section_clicked.emit(section)

    @Slot(int)
    def _header_opened(self, section: int) -> None:
        if self.sender() is self.lines_header:
            self.line_opened.emit(section)

    @Slot(QPoint)
    def _ask_cell_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            line, position = self._compare.place(index)
            self.menu_asked.emit(self.viewport().mapToGlobal(at), line, position)

    @Slot(QPoint)
    def _ask_across_menu(self, at: QPoint) -> None:
        self._ask_header_menu(self._across, at)

    @Slot(QPoint)
    def _ask_down_menu(self, at: QPoint) -> None:
        self._ask_header_menu(self._down, at)

    def _ask_header_menu(self, header: TwoLineHeader, at: QPoint) -> None:
        section = header.logicalIndexAt(at)
        if section < 0:
            return
        where = header.viewport().mapToGlobal(at)
        models = header is self.models_header
        self.menu_asked.emit(where, -1 if models else section, section if models else -1)


def _straighten(header: QHeaderView) -> None:
    """Undo what was dragged: the order of the models comes from the tray."""
    if not header.sectionsMoved():
        return
    blocked = header.blockSignals(True)
    for section in range(header.count()):
        header.moveSection(header.visualIndex(section), section)
    header.blockSignals(blocked)
