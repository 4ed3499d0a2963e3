"""What a page shows while it has nothing to show: what belongs here, and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.views.theme import scaled


class EmptyPage(QWidget):
    """A title, a sentence, a button."""

    def __init__(
        self, title: str, text: str, action: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        head = QLabel(title, self)
        head.setFont(scaled(self.font(), 1.4, strong=True))
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        body = QLabel(text, self)
        body.setTextFormat(Qt.TextFormat.PlainText)
        body.setWordWrap(True)
        body.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        body.setFixedWidth(480)
        body.setFixedHeight(body.heightForWidth(480))
        self.button = QPushButton(action.text().replace("&", ""), self)
        self.button.setToolTip(action.shortcut().toString())
        self.button.clicked.connect(action.trigger)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(head)
        layout.addWidget(body, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


class EmptiablePage(QStackedWidget):
    """A page of the window that says what belongs on it while it has nothing to show.

    Attributes:
        entry: Where the focus goes when the page is turned to by its key. Not a focus proxy: with
            one, Tab would pass over everything that stands before it.
    """

    entry: QWidget | None = None

    def __init__(
        self, title: str, text: str, action: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.addWidget(EmptyPage(title, text, action, self))

    def show_filled(self, filled: bool) -> None:
        """Show what the page is for, or what belongs on it."""
        self.setCurrentIndex(1 if filled else 0)
