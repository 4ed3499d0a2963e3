"""What all our tables share: look, copying, opening an address."""

from __future__ import annotations

import html

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

from desktop.core.spreadsheet import defused
from desktop.viewmodels.roles import Role
from desktop.views.headers import FlatHeader
from desktop.views.lines import draw_line
from desktop.views.theme import PADDING, ink, scaled, tabular

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 28
TWO_LINE_HEIGHT = 44


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
        grid = [[defused(cell) for cell in row] for row in self._copied()]
        if not grid:
            return
        data = QMimeData()
        data.setText("\n".join("\t".join(row) for row in grid))
        cells = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in grid
        )
        data.setHtml(f"<table>{cells}</table>")
        QGuiApplication.clipboard().setMimeData(data)

    def copied_cell(self, index: Index) -> str:
        """Return what of a cell is copied."""
        return str(index.data() or "")

    def copied_title(self, section: int, orientation: Qt.Orientation) -> str:
        """Return what of a header is copied."""
        return str(self.model().headerData(section, orientation) or "")

    def copies_titles(self, cells: int) -> bool:
        """Whether the headers are copied along with so many cells; one alone speaks for itself."""
        return cells > 1

    def _copied(self) -> list[list[str]]:
        indexes = self.selectionModel().selectedIndexes() if self.selectionModel() else []
        rows = sorted({i.row() for i in indexes})
        columns = sorted({i.column() for i in indexes})
        chosen = {(i.row(), i.column()): _one_line(self.copied_cell(i)) for i in indexes}
        grid = [[chosen.get((row, column), "") for column in columns] for row in rows]
        if not self.copies_titles(len(indexes)):
            return grid
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        grid.insert(0, [_one_line(self.copied_title(column, across)) for column in columns])
        titles = ["", *(_one_line(self.copied_title(row, down)) for row in rows)]
        if self.verticalHeader().isHidden() or not any(titles):
            return grid
        return [[title, *line] for title, line in zip(titles, grid, strict=True)]

    @Slot(QModelIndex)
    def open_address(self, index: QModelIndex) -> None:
        """Open the address behind a cell, if it is one of the web."""
        url = QUrl(str(index.data(Role.URL) or ""))
        if url.scheme() in ("https", "http"):
            QDesktopServices.openUrl(url)

    def choose_row(self, row: int) -> None:
        """Select a row and bring it into sight."""
        index = self.model().index(row, 0)
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)


def _one_line(text: str) -> str:
    """Return a text without tabs and line breaks, which would move it into other cells."""
    return " ".join(text.split())


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
