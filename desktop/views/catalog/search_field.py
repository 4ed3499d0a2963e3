"""The search field: marks what cannot be understood, and completes what is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.search.query_completion import Completion
from desktop.core.search.query_fault import QueryError
from desktop.viewmodels.catalog.asking import Asking
from desktop.views.catalog.completion_list import CompletionList
from desktop.views.theme import ink

_WAVE = 4
"""Length of half a wave below a fault, in pixels."""


class SearchField(QLineEdit):
    """While completions are shown, arrows choose one, Tab or Enter takes it, Esc closes them."""

    def __init__(self, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = asking
        self._fault: QueryError | None = None
        self.list = CompletionList(self)
        self.list.accepted.connect(self.accept)
        self.textEdited.connect(self._offer)
        self.cursorPositionChanged.connect(self._follow)

    def mark(self, fault: QueryError | None) -> None:
        """Underline what is wrong; None for nothing."""
        self._fault = fault
        self.setAccessibleDescription("" if fault is None else str(fault))
        self.update()

    def event(self, event: QEvent) -> bool:
        # Tab moves the focus before it would come to keyPressEvent.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.list.isVisible()
        ):
            self.accept(self.list.current() or self.list.offered.at(0))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Space and control:
            self._offer_all()
            return
        if self.list.isVisible() and self._choose(event.key()):
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.list.hide()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fault is None or self._fault.query != self.text():
            return
        painter = QPainter(self)
        painter.setClipRect(self.rect().adjusted(3, 0, -3, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink(self.palette()).caution, 1.6))
        painter.drawPolyline(self._wave(self._fault.start, self._fault.end))
        painter.end()

    @Slot(object)
    def accept(self, completion: Completion | None) -> None:
        """Put a completion in; what can come next is offered at once."""
        if completion is None:
            return
        self.setSelection(completion.start, completion.end - completion.start)
        self.insert(completion.text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer(self.text())

    def _choose(self, key: int) -> bool:
        """Do what a key means while completions are shown, and say whether it means anything."""
        if key == Qt.Key.Key_Escape:
            self.list.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.current():
            self.accept(self.list.current())
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.hide()
            return False
        return True

    @Slot(str)
    def _offer(self, text: str) -> None:
        """Offer what begins as the word at the cursor does; between words nothing is in the way."""
        before = text[: self.cursorPosition()]
        awaited = before.rstrip()[-1:] in tuple(":=<>,")
        if not before or (before[-1].isspace() and not awaited):
            self.list.offer(())
            return
        self.list.offer(self._asking.completions(text, self.cursorPosition()))

    def _offer_all(self) -> None:
        self.list.offer(self._asking.completions(self.text(), self.cursorPosition()))

    @Slot(int, int)
    def _follow(self, _before: int, _after: int) -> None:
        """Completions belong to a place; when the cursor leaves it without typing, they go."""
        offered = self.list.offered.at(0)
        if offered is not None and not offered.start <= self.cursorPosition() <= offered.end + 1:
            self.list.hide()

    def _wave(self, start: int, end: int) -> QPolygonF:
        left, right = self._left_of(start), self._left_of(min(end, len(self.text())))
        right = max(right, left + self.fontMetrics().averageCharWidth())
        bottom = self.cursorRect().bottom() - 1
        steps = int((right - left) / _WAVE) + 1
        points = [QPointF(left + n * _WAVE, bottom - 2 * (n % 2)) for n in range(steps + 1)]
        return QPolygonF(points)

    def _left_of(self, position: int) -> float:
        """Return where a character begins, from where the cursor is: the text may be scrolled."""
        metrics = self.fontMetrics()
        text, cursor = self.text(), self.cursorPosition()
        at_cursor = self.cursorRect().center().x() + 2
        ahead = metrics.horizontalAdvance(text[:position])
        return float(at_cursor + ahead - metrics.horizontalAdvance(text[:cursor]))
