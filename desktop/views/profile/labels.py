"""Plain texts of the profile's windows: body, muted, caution, headings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from desktop.views.theme import ink, scaled


class Text(QLabel):
    """A plain text that wraps."""

    def __init__(
        self, text: str, parent: QWidget, size: float = 1.0, *, strong: bool = False
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if strong or size != 1.0:
            self.setFont(scaled(parent.font(), size, strong=strong))


class Muted(Text):
    """A secondary text; by its role it follows the color scheme, at no cost for each label."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent, 0.92)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)


class Caution(Text):
    """Something to look at; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, 0.92)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text; none hides the label."""
        if text:
            palette = QPalette(self.palette())
            palette.setColor(self.foregroundRole(), ink(palette).caution)
            self.setPalette(palette)
        self.setText(f"⚠ {text}" if text else "")
        self.setVisible(bool(text))
