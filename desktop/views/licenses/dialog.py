"""One term of one license: what it says, where it can be read, and in which copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.licenses.license import NOT_LEGAL_ADVICE, LicenseText, Reference
from desktop.core.licenses.license_summary import NO_TEXT, NOTHING, TermReceipt
from desktop.core.licenses.license_wording import source_words, words
from desktop.views.theme import scaled, tabular

_SHORT = 160
"""Up to how many characters a statement is set large."""


class TermDialog(QDialog):
    """Shows what a term of a license rests on; stays open beside the window."""

    def __init__(self, receipt: TermReceipt, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(640, 460)
        self.setWindowTitle(f"{receipt.model}: {receipt.term}")
        self._inner = QWidget(self)
        self._texts = QVBoxLayout(self._inner)
        self._texts.setContentsMargins(24, 16, 24, 16)
        self._texts.setSpacing(8)
        self._add(f"{receipt.model} – {receipt.term}", 1.1, strong=True)
        self._add(receipt.license)
        statement = self._statement(receipt)
        references = receipt.entry.references
        # A question is its own note: it stands below, beside its place.
        if not references or any(r.note not in statement for r in references):
            size = 1.2 if len(statement) <= _SHORT else 1.0
            self._add(statement, size, strong=True)
        for reference in references:
            self._add_reference(reference)
        for text in receipt.texts:
            self._add(self._copy(text))
        self._add(NOT_LEGAL_ADVICE, 0.92)
        self._texts.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(self.windowTitle())
        self.area.setAccessibleDescription(
            "\n".join(label.text() for label in self._inner.findChildren(QLabel))
        )
        self.area.setWidget(self._inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(self.area, 1)
        layout.addWidget(self._buttons(receipt))
        self.area.setFocus()

    def _statement(self, receipt: TermReceipt) -> str:
        if receipt.entry == NOTHING:
            return self.tr("The text that was read says nothing of this kind.")
        if receipt.entry == NO_TEXT:
            return self.tr("No license text is known; nothing can be said.")
        return receipt.entry.text

    def _add_reference(self, reference: Reference) -> None:
        place = self.tr("{place}, at the words “{find}”:") if reference.find else "{place}:"
        self._add(place.format(place=reference.place, find=reference.find), 0.92)
        self._add(reference.note)

    def _copy(self, text: LicenseText) -> str:
        read = self.tr("Read from ({document}): {source}").format(
            document=words(text.role), source=source_words(text)
        )
        return f"{read}\n{text.url}" if text.url else read

    def _add(self, text: str, size: float = 1.0, *, strong: bool = False) -> None:
        label = QLabel(text, self._inner)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(scaled(tabular(self.font()), size, strong=strong))
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._texts.addWidget(label)

    def _buttons(self, receipt: TermReceipt) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setContentsMargins(24, 0, 24, 0)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        self._url = next((QUrl(t.url) for t in self._first(receipt)), QUrl())
        self.open_button = buttons.addButton(
            self.tr("Open text"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.open_button.setAutoDefault(False)
        self.open_button.setEnabled(self._of_the_web())
        self.open_button.clicked.connect(self._open_text)
        return buttons

    @staticmethod
    def _first(receipt: TermReceipt) -> list[LicenseText]:
        """Return the texts with an address, those that the term stands in first."""
        stands_in = {reference.document for reference in receipt.entry.references}
        known = [text for text in receipt.texts if text.url]
        return sorted(known, key=lambda text: text.role not in stands_in)

    @Slot()
    def _open_text(self) -> None:
        if self._of_the_web():
            QDesktopServices.openUrl(self._url)

    def _of_the_web(self) -> bool:
        return self._url.scheme() in ("https", "http")
