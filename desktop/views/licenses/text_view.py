"""A license text with its line numbers, a statement's line and added passages marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from desktop.core.licenses.text_bytes import with_plain_ends
from desktop.views.theme import ink, scaled

_HERE, _ADDED = "▶", "+"
_TINT = 70
"""How much of the highlight's color lies behind the marked line, of 255: the text stays legible."""
_MOST_MARKS = 2_000
"""Added lines that are marked in color; the sign beside a line is never left out."""


class TextView(QPlainTextEdit):
    """Shows a text as it is; lines are numbered as the catalog counts them, from 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("License text"))
        # Moved with the keyboard, too: a text that only the mouse can select cannot be copied.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        self.setFont(scaled(fixed, 0.92))
        self._marked: int | None = None
        self._added: tuple[range, ...] = ()
        self._shown = ""
        self._find = ""
        self.gutter = _Gutter(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scroll_gutter)
        self._make_room()

    @property
    def marked(self) -> int | None:
        """The line that is marked, from 1; None for none."""
        return self._marked

    def show_text(
        self, text: str, line: int | None, added: Sequence[range], find: str = ""
    ) -> None:
        """Show a text, scrolled to a line.

        Args:
            text: The text, by whomever; shown as it is.
            line: The line to mark, from 1; None for none.
            added: Lines that the known text does not have, from 1.
            find: Words on that line by which it was found; underlined.
        """
        lines = with_plain_ends(text)
        # The catalog counts these as part of a line; Qt would begin another one.
        plain = lines.replace("\u2028", " ").replace("\u2029", " ")
        if plain != self._shown:
            self._shown = plain
            self.setPlainText(plain)
        self._marked, self._added, self._find = line, tuple(added), find
        self._mark()
        self._go_to(line or 1)

    def sign_of(self, line: int) -> str:
        """Return the sign beside a line: whether it is the marked one or an added one."""
        if line == self._marked:
            return _HERE
        return _ADDED if any(line in lines for lines in self._added) else ""

    def gutter_width(self) -> int:
        """Return the room in pixels for numbers and signs."""
        metrics = self.fontMetrics()
        digits = max(3, len(str(self.blockCount())))
        return metrics.horizontalAdvance("0" * digits + _HERE) + 16

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Draw the numbers and signs of the lines in sight."""
        painter = QPainter(self.gutter)
        painter.setFont(self.font())
        painter.fillRect(event.rect(), ink(self.palette()).band)
        block = self.firstVisibleBlock()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset()).toRect()
            if area.top() > event.rect().bottom():
                break
            self._paint_number(painter, block, area)
            block = block.next()
        painter.end()

    def _paint_number(self, painter: QPainter, block: QTextBlock, area: QRect) -> None:
        line = block.blockNumber() + 1
        sign = self.sign_of(line)
        height = self.fontMetrics().height()
        room = QRect(4, area.top(), self.gutter.width() - 12, height)
        colors = ink(self.palette())
        painter.setPen(self.palette().text().color() if sign else colors.muted)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight), str(line))
        painter.setPen(colors.caution)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), sign)

    def _mark(self) -> None:
        colors = ink(self.palette())
        added = islice((n for lines in self._added for n in lines), _MOST_MARKS)
        marks = [self._selection(line, colors.hatch) for line in added]
        if self._marked is not None:
            ground = self.palette().highlight().color()
            ground.setAlpha(_TINT)
            marks += (self._selection(self._marked, ground), *self._words(self._marked))
        self.setExtraSelections(marks)
        self.gutter.update()

    def _words(self, line: int) -> list[QTextEdit.ExtraSelection]:
        """Return the words that the line was found by, where they stand in it as they are."""
        block = self.document().findBlockByNumber(line - 1)
        start = block.text().lower().find(self._find.lower()) if self._find else -1
        if start < 0:
            return []
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        end = block.position() + start + len(self._find)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setFontUnderline(True)
        return [selection]

    def _selection(self, line: int, ground: QColor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setBackground(ground)
        selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return selection

    def _go_to(self, line: int) -> None:
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line - 1)))
        self.centerCursor()

    @Slot()
    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)

    @Slot(QRect, int)
    def _scroll_gutter(self, area: QRect, by: int) -> None:
        if by:
            self.gutter.scroll(0, by)
        else:
            self.gutter.update(0, area.y(), self.gutter.width(), area.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.contentsRect()
        self.gutter.setGeometry(area.left(), area.top(), self.gutter_width(), area.height())
        if self._marked is not None:
            self.centerCursor()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._mark()


class _Gutter(QWidget):
    """The strip of numbers beside a text."""

    def __init__(self, text: TextView) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        return QSize(self._text.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.paint_gutter(event)
