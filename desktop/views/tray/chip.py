"""One model of the tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from desktop.core.verdict.verdict_wording import ANSWER_SIGNS
from desktop.viewmodels.tips import plain_tip
from desktop.views.theme import answer_color, ink, scaled, series_icon

if TYPE_CHECKING:
    from desktop.viewmodels.compare.verdict_words import Badge

MOST_OF_NAME = 180
"""Width of a name beyond which it is shortened however much room there is, in pixels."""
CROSS = "✕"
CONTRADICTED = "≠"
LEADING = 2
"""Pixels above and below the lines of a chip."""
EDGE, MARK, GAP = 3, 16, 2
"""Pixels at both sides of a chip, of its mark, and between its parts."""
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class Chip(QToolButton):
    """Clicking it, or Delete, takes the model out; dragging it moves the model."""

    dragged = Signal(QPoint)  # where on the screen the pointer is
    dropped = Signal(QPoint)  # where on the screen the button was let go

    def __init__(self, position: int, model_id: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_id = model_id
        self.name = name
        self.badge: Badge | None = None
        self.lines = 1
        self.is_tight = False
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(series_icon(position, self.font(), QApplication.palette()))
        self.setAutoRaise(True)
        self.setFont(scaled(self.font(), 0.92))
        self._bare = 2 * EDGE + MARK + 2 * GAP + self.fontMetrics().horizontalAdvance(CROSS)
        whole = self.fontMetrics().horizontalAdvance(name)
        # A pixel or two of slack: widths are rounded, and an ellipsis takes whole letters.
        self._wanted = self._bare + min(whole, MOST_OF_NAME) + 3
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fit(self._wanted)
        self.setAccessibleName(self.tr("Remove {name} from the comparison").format(name=name))
        tip = self.tr("{name} ({id}): click to remove, drag to move")
        self._tip = tip.format(name=name, id=model_id)
        self.setToolTip(plain_tip(self._tip))

    def show_badge(self, badge: Badge | None, *, lines: int) -> None:
        """Say what the profile's answer is, and whether sources contradict each other.

        Args:
            badge: None while it is not known.
            lines: 2 where any chip has a badge, so that all are of one height.
        """
        self.badge, self.lines = badge, lines
        told = badge.tip if badge else ""
        self.setToolTip(plain_tip("\n".join(filter(None, (self._tip, told)))))
        self.setAccessibleDescription(badge.spoken if badge else "")
        below = QFontMetrics(self._small()).height() if lines > 1 else 0
        needed = self.fontMetrics().height() + below + 2 * LEADING
        self.setFixedHeight(max(needed, self.sizeHint().height()))

    @property
    def wanted(self) -> int:
        """Width in pixels with which nothing is shortened, but for a very long name."""
        metrics = QFontMetrics(self._small())
        return max(self._wanted, metrics.horizontalAdvance(self._badge_texts()[0]) + 2 * EDGE + 3)

    @property
    def badge_text(self) -> str:
        """What stands below the name: the sign, its word where there is room, the marks."""
        whole, short = self._badge_texts()
        room = self.width() - 2 * EDGE
        wide = QFontMetrics(self._small()).horizontalAdvance(whole)
        return whole if wide <= room and not self.is_tight else short

    def _badge_texts(self) -> tuple[str, str]:
        badge = self.badge
        if badge is None:
            return "", ""
        mark = CONTRADICTED if badge.contradictions else ""
        if badge.answer is None:
            return (self.tr("{mark} sources differ").format(mark=mark) if mark else ""), mark
        sign = ANSWER_SIGNS[badge.answer]
        whole = " ".join(filter(None, (sign, badge.answer, mark)))
        return whole, " ".join(filter(None, (sign, mark)))

    def _small(self) -> QFont:
        return scaled(self.font(), 0.9)

    def fit(self, width: int, *, tight: bool = False) -> None:
        """Take a width, with the beginning of the name in it and always the cross.

        Args:
            width: In pixels.
            tight: Whether mark and cross stand below the name, which then has all of the width;
                only with two lines.
        """
        self.is_tight = tight and self.lines > 1
        bare = 2 * EDGE if self.is_tight else self._bare
        end, room = Qt.TextElideMode.ElideRight, max(0, width - bare)
        self.shown = self.fontMetrics().elidedText(self.name, end, room)
        self.setText(self.shown.replace("&", "&&"))  # a single & would be a mnemonic
        self.setFixedWidth(width)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt calls it with the event
        """Draw mark, name and cross close together; the style would leave most of the room bare."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        area = self.rect().adjusted(EDGE, LEADING, -EDGE, -LEADING)
        upper, lower = QRect(area), QRect(area)
        if self.lines > 1:
            lower.setTop(area.bottom() + 1 - QFontMetrics(self._small()).height())
            upper.setBottom(lower.top() - 1)
        beside = lower if self.is_tight else upper
        self.icon().paint(painter, QRect(area.left(), beside.center().y() - MARK // 2, MARK, MARK))
        painter.setPen(self.palette().buttonText().color())
        painter.drawText(beside, _RIGHT, CROSS)
        after_mark = MARK + GAP
        painter.drawText(
            upper.adjusted(0 if self.is_tight else after_mark, 0, 0, 0), _LEFT, self.shown
        )
        if self.lines > 1:
            self._paint_badge(painter, lower.adjusted(after_mark if self.is_tight else 1, 0, 0, 0))

    def _paint_badge(self, painter: QPainter, area: QRect) -> None:
        painter.save()
        painter.setFont(self._small())
        painter.setClipRect(area)
        for part in self.badge_text.split(" "):
            painter.setPen(self._ink_of(part))
            painter.drawText(area, _LEFT, part)
            area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(f"{part} "))
        painter.restore()

    def _ink_of(self, part: str) -> QColor:
        badge = self.badge
        if part == CONTRADICTED:
            return ink(self.palette()).caution
        if badge and badge.answer and part == ANSWER_SIGNS[badge.answer]:
            return answer_color(badge.answer, self.palette())
        return ink(self.palette()).muted

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
