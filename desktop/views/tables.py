"""What all our tables share: look, copying, opening an address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QUrl,
    Slot,
)
from PySide6.QtGui import (
    QDesktopServices,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.core.clipboard_tables import CopiedTable, as_html, as_tabs, one_line
from desktop.viewmodels.roles import Role
from desktop.views.headers import FlatHeader
from desktop.views.lines import draw_line
from desktop.views.theme import PADDING, ink, scaled, tabular

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 28
TWO_LINE_HEIGHT = 44
WIDEST_COLUMN = 230
"""Widest column of a table in a dialog, in pixels."""


class Table(QTableView):
    """A table with hairlines below rows, that copies its selection and opens addresses."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalHeader(FlatHeader(Qt.Orientation.Horizontal, self))
        self.horizontalHeader().setAccessibleName(self.tr("Columns"))
        self.verticalHeader().setAccessibleName(self.tr("Rows"))
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setHighlightSections(False)
        self.setItemDelegate(TextDelegate(self))
        self.activated.connect(self.open_address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    @Slot()
    def copy(self) -> None:
        """Put the selection on the clipboard, as text with tabs and as an HTML table."""
        copied = self.copied()
        if not copied.rows:
            return
        data = QMimeData()
        data.setText(as_tabs(copied))
        data.setHtml(as_html(copied))
        QGuiApplication.clipboard().setMimeData(data)

    def copy_as(self, write: Callable[[CopiedTable], str]) -> None:
        """Put the selection, or the whole table if at most a cell is selected, into words."""
        copied = self.copied() if self._has_selection() else self.whole()
        if copied.rows:
            copied = replace(copied, notes=self.copied_notes(copied))
            QGuiApplication.clipboard().setText(write(copied))

    def copied_cell(self, index: Index) -> str:
        """Return what of a cell is copied."""
        return str(index.data() or "")

    def copied_title(self, section: int, orientation: Qt.Orientation) -> str:
        """Return what of a header is copied."""
        return str(self.model().headerData(section, orientation) or "")

    def copies_titles(self, cells: int) -> bool:
        """Whether the headers are copied along with so many cells; one alone speaks for itself."""
        return cells > 1

    def copied_notes(self, copied: CopiedTable) -> tuple[str, ...]:  # noqa: ARG002 - for heirs
        """Return what has to be said below a copy of the table; nothing here."""
        return ()

    def copied(self) -> CopiedTable:
        """Return what is selected, with its headers."""
        selection = self.selectionModel()
        return self._table(selection.selectedIndexes() if selection else [])

    def whole(self) -> CopiedTable:
        """Return all rows and columns that are not folded, headings left out."""
        model = self.model()
        rows = [row for row in range(model.rowCount()) if not self.isRowHidden(row)]
        columns = [n for n in range(model.columnCount()) if not self.isColumnHidden(n)]
        indexes = (model.index(row, column) for row in rows for column in columns)
        return self._table([i for i in indexes if i.flags() & Qt.ItemFlag.ItemIsSelectable])

    def _has_selection(self) -> bool:
        return bool(self.selectionModel()) and len(self.selectionModel().selectedIndexes()) > 1

    def _table(self, indexes: Sequence[Index]) -> CopiedTable:
        rows = sorted({i.row() for i in indexes})
        columns = sorted({i.column() for i in indexes}, key=self.horizontalHeader().visualIndex)
        chosen = {(i.row(), i.column()): one_line(self.copied_cell(i)) for i in indexes}
        grid = [tuple(chosen.get((row, column), "") for column in columns) for row in rows]
        if not self.copies_titles(len(indexes)):
            return CopiedTable(tuple(grid))
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        grid.insert(0, tuple(one_line(self.copied_title(column, across)) for column in columns))
        titles = ["", *(one_line(self.copied_title(row, down)) for row in rows)]
        if self.verticalHeader().isHidden() or not any(titles):
            return CopiedTable(tuple(grid), headed=True)
        lines = ((title, *line) for title, line in zip(titles, grid, strict=True))
        return CopiedTable(tuple(lines), headed=True, titled=True)

    @Slot(QModelIndex)
    def open_address(self, index: QModelIndex) -> None:
        """Open the address behind a cell, if it is one of the web."""
        url = QUrl(str(index.data(Role.URL) or ""))
        if url.scheme() in ("https", "http"):
            QDesktopServices.openUrl(url)

    def fit_texts(self, most: int) -> None:
        """Give the columns of a small table the width of their texts, none more than so much.

        Qt's own way asks the delegate for every cell, which takes ten times as long.
        """
        metrics = QFontMetrics(scaled(tabular(self.font()), 1.0, strong=True))
        model, across = self.model(), Qt.Orientation.Horizontal
        for column in range(model.columnCount()):
            texts = [str(model.index(row, column).data()) for row in range(model.rowCount())]
            texts.append(str(model.headerData(column, across)))
            widest = max(map(metrics.horizontalAdvance, texts)) + 2 * PADDING + 4
            self.setColumnWidth(column, min(widest, most))

    def choose_row(self, row: int) -> None:
        """Select a row and bring it into sight."""
        index = self.model().index(row, 0)
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)


def hide_corner(table: QTableView) -> None:
    """Take away the button where both headers meet: selecting everything is Ctrl+A."""
    table.setCornerButtonEnabled(False)
    for button in table.findChildren(QAbstractButton):
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedSize(0, 0)


class TextDelegate(QStyledItemDelegate):
    """Draws a text with an optional second line, a hairline below, and section headings."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.save()
        colors = ink(option.palette)
        if index.data(Role.KIND) is True:
            painter.fillRect(option.rect, colors.band)
        draw_background(painter, option)
        painter.setPen(QPen(colors.hairline, 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        self.draw_text(painter, option, index)
        painter.restore()

    def draw_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell's text and the line below it."""
        area = option.rect.adjusted(PADDING, 2, -PADDING, -2)
        below = str(index.data(Role.SECONDARY) or "")
        strong = bool(index.data(Role.DIFFERS)) or index.data(Role.KIND) is True
        font = scaled(tabular(option.font), 1.0, strong=strong)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        text_color = palette.highlightedText() if selected else palette.text()
        painter.setFont(font)
        painter.setPen(text_color.color())
        top = QRect(area)
        if below:
            top.setHeight(area.height() // 2)
        draw_line(painter, top, str(index.data() or ""), option.displayAlignment)
        if below:
            painter.setFont(scaled(tabular(option.font), 0.92))
            painter.setPen(text_color.color() if selected else ink(palette).muted)
            bottom = area.adjusted(0, top.height(), 0, 0)
            draw_line(painter, bottom, below, option.displayAlignment)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        height = TWO_LINE_HEIGHT if index.data(Role.SECONDARY) else ROW_HEIGHT
        metrics = option.fontMetrics
        widest = max(
            metrics.horizontalAdvance(str(index.data(role) or ""))
            for role in (Qt.ItemDataRole.DisplayRole, Role.SECONDARY)
        )
        return QSize(max(size.width(), widest + 3 * PADDING), max(height, metrics.height() + 8))


def draw_background(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw selection and focus as the platform's style does."""
    bare = QStyleOptionViewItem(option)
    bare.text = ""
    style = option.widget.style() if option.widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, option.widget)
