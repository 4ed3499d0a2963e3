"""One model of the tray."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from desktop.viewmodels.tips import plain_tip
from desktop.views.theme import scaled, series_icon

MOST_OF_NAME = 180
"""Width of a name beyond which it is shortened however much room there is, in pixels."""
CROSS = "✕"
EDGE, MARK, GAP = 3, 16, 2
"""Pixels at both sides of a chip, of its mark, and between its parts."""


class Chip(QToolButton):
    """Clicking it, or Delete, takes the model out; dragging it moves the model."""

    dragged = Signal(QPoint)  # where on the screen the pointer is
    dropped = Signal(QPoint)  # where on the screen the button was let go

    def __init__(self, position: int, model_id: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_id = model_id
        self.name = name
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(series_icon(position, self.font(), QApplication.palette()))
        self.setAutoRaise(True)
        self.setFont(scaled(self.font(), 0.92))
        self._bare = 2 * EDGE + MARK + 2 * GAP + self.fontMetrics().horizontalAdvance(CROSS)
        whole = self.fontMetrics().horizontalAdvance(name)
        # A pixel or two of slack: widths are rounded, and an ellipsis takes whole letters.
        self.wanted = self._bare + min(whole, MOST_OF_NAME) + 3
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fit(self.wanted)
        self.setAccessibleName(self.tr("Remove {name} from the comparison").format(name=name))
        tip = self.tr("{name} ({id}): click to remove, drag to move").format(name=name, id=model_id)
        self.setToolTip(plain_tip(tip))

    def fit(self, width: int) -> None:
        """Take a width, with the beginning of the name in it and always the cross."""
        end, room = Qt.TextElideMode.ElideRight, max(0, width - self._bare)
        self.shown = self.fontMetrics().elidedText(self.name, end, room)
        self.setText(self.shown.replace("&", "&&"))  # a single & would be a mnemonic
        self.setFixedWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt calls it with the event
        """Draw mark, name and cross close together; the style would leave most of the room bare."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        area = self.rect().adjusted(EDGE, 0, -EDGE, 0)
        mark = QRect(area.left(), area.center().y() - MARK // 2, MARK, MARK)
        self.icon().paint(painter, mark)
        painter.setPen(self.palette().buttonText().color())
        level = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(MARK + GAP, 0, 0, 0), int(level), self.shown)
        painter.drawText(area, int(level | Qt.AlignmentFlag.AlignRight), CROSS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:
            way = (event.position().toPoint() - self._pressed_at).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._dragging = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.dragged.emit(event.globalPosition().toPoint())
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._dragging, self._pressed_at = self._dragging, False, None
        if not dragging:
            super().mouseReleaseEvent(event)
            return
        self.unsetCursor()
        self.setDown(False)  # what was dragged was not clicked
        self.dropped.emit(event.globalPosition().toPoint())
