"""What this program is, what it is made of, and where it keeps its things."""

from __future__ import annotations

import platform
from collections.abc import Sequence

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.source import Collection
from desktop.views.theme import scaled


class AboutDialog(QDialog):
    """Version, places, and the sources of the facts with their licenses."""

    def __init__(
        self, places: Sequence[tuple[str, str]], collections: Sequence[Collection], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Weighbridge"))
        self.resize(640, 480)
        title = QLabel(f"Weighbridge {__version__}", self)
        title.setFont(scaled(self.font(), 1.4, strong=True))
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Version, folders and sources"))
        text.setPlainText("\n".join(self._lines(places, collections)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addWidget(title)
        layout.addWidget(text, 1)
        layout.addWidget(buttons)

    def _lines(
        self, places: Sequence[tuple[str, str]], collections: Sequence[Collection]
    ) -> list[str]:
        lines = [
            self.tr("Weigh AI models side by side: what they score, who says so, what they allow."),
            NOT_LEGAL_ADVICE,
            "",
            self.tr("Code: Apache-2.0. Facts: CC BY-SA 4.0, from the collections below."),
            self.tr("Qt (LGPL-3.0) through PySide6 {version}; Python {python}.").format(
                version=PySide6.__version__, python=platform.python_version()
            ),
            "",
            self.tr("Where things are:"),
            *(f"  {name}: {path}" for name, path in places),
            "",
            self.tr("Collections the facts were read from:"),
        ]
        for c in collections:
            parts = (c.what, c.repository, c.commit, c.dated, c.license)
            lines.append("  " + ", ".join(part for part in parts if part))
        return lines
