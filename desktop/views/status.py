"""The corner that says what the catalog is and what runs in the background."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop.views.theme import scaled


class StatusCorner(QWidget):
    """A message, progress with Cancel, and the state of the catalog."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar(self)
        self.progress.setMaximumWidth(160)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.clicked.connect(self.cancel_asked)
        self.cancel.hide()
        self.status = QLabel(self.tr("Opening the catalog…"), self)
        self.status.setFont(scaled(self.font(), 0.92))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.message, self.progress, self.cancel, self.status):
            layout.addWidget(widget)

    def say(self, text: str, tip: str = "") -> None:
        """Show a message, with more of it for the pointer."""
        self.message.setText(text)
        self.message.setToolTip(tip)

    def show_steps(self, text: str, done: int, total: int) -> None:
        """Show how far something is of which the steps are known."""
        self.status.setText(text)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.setVisible(done < total)

    def show_busy(self, text: str) -> None:
        """Show that something runs that can be canceled."""
        self.progress.setRange(0, 0)
        self.progress.show()
        self.cancel.show()
        self.say(text)

    def end(self) -> None:
        """Show that nothing runs any more."""
        self.progress.hide()
        self.cancel.hide()
        self.say("")
