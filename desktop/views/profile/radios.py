"""Radio buttons that can be seen in every color scheme, and rows of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QWidget

from desktop.views.checks import BOX
from desktop.views.flow import FlowLayout
from desktop.views.theme import ink

_GAP = 12


class Radio(QRadioButton):
    """A radio button drawn from the palette: Fusion's outline is invisible in the dark."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self.text()) + BOX + 2 * _GAP, max(24, metrics.height() + 8)
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole button is drawn
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, palette = self.isChecked(), self.palette()
        text = palette.windowText().color()
        painter.setPen(QPen(text if on or self.underMouse() else ink(palette).muted, 1))
        circle = QRectF(4.5, (self.height() - BOX) / 2, BOX, BOX)
        painter.drawEllipse(circle)
        if on:
            painter.setBrush(text)
            painter.drawEllipse(circle.adjusted(3.5, 3.5, -3.5, -3.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        area = self.rect().adjusted(BOX + _GAP, 0, 0, 0)
        painter.setPen(text)
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text()
        )
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(palette.highlight().color(), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 1, -1, -2))
        painter.end()

    def hitButton(self, position: object) -> bool:  # noqa: ARG002 - all of it can be clicked
        return True


class Choice(QWidget):
    """One of a few values, side by side; the arrows move between them."""

    chosen = Signal()

    def __init__(self, name: str, options: Iterable[tuple[str, Any]], parent: QWidget) -> None:
        """Make the buttons.

        Args:
            name: What is chosen, for screen readers.
            options: A text and a value each; the first one is chosen.
            parent: The widget it belongs to.
        """
        super().__init__(parent)
        self._values: list[Any] = []
        self.group = QButtonGroup(self)
        layout = FlowLayout(self, gap=8)
        layout.setContentsMargins(0, 0, 0, 0)
        for text, value in options:
            button = Radio(text, self)
            button.setAccessibleName(f"{name}: {text}")
            self.group.addButton(button, len(self._values))
            layout.addWidget(button)
            self._values.append(value)
        self.group.button(0).setChecked(True)
        self.group.buttonClicked.connect(self._clicked)

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The buttons, in order."""
        return self.group.buttons()

    def value(self) -> Any:
        """Return the value that is chosen."""
        return self._values[self.group.checkedId()]

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is none of them chooses the first."""
        at = self._values.index(value) if value in self._values else 0
        self.group.button(at).setChecked(True)

    @Slot(QAbstractButton)
    def _clicked(self, _button: QAbstractButton) -> None:
        self.chosen.emit()
