"""What one license says in one row, in full: statement, places, notes, copies that were read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.core.licenses.license import NOT_LEGAL_ADVICE, LicenseText, Reference
from desktop.core.licenses.license_summary import NO_TEXT, NOTHING, TermReceipt
from desktop.core.licenses.license_wording import source_words, words
from desktop.views.theme import scaled, tabular

_SHORT = 160
"""Up to how many characters a statement is set large."""


class TermText(QScrollArea):
    """Shows a term as plain texts, one below the other."""

    def __init__(self, margin: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._margin = margin
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("What the license says"))

    def show_term(self, receipt: TermReceipt) -> None:
        """Show another term, from its beginning."""
        inner = QWidget(self)
        texts = QVBoxLayout(inner)
        texts.setContentsMargins(self._margin, 16, self._margin, 16)
        texts.setSpacing(8)
        for text, size, strong in self._lines(receipt):
            texts.addWidget(self._label(text, size, inner, strong=strong))
        texts.addStretch(1)
        title = f"{receipt.model}: {receipt.term}"
        self.setAccessibleName(title)
        self.setAccessibleDescription(
            "\n".join(label.text() for label in inner.findChildren(QLabel))
        )
        self.setWidget(inner)
        self.verticalScrollBar().setValue(0)

    def _lines(self, receipt: TermReceipt) -> list[tuple[str, float, bool]]:
        """Return the texts with their size and whether they are strong."""
        statement = self._statement(receipt)
        references = receipt.entry.references
        lines = [
            (f"{receipt.model} – {receipt.term}", 1.1, True),
            (receipt.license, 1.0, False),
        ]
        # A question is its own note: it stands below, beside its place.
        if not references or any(r.note not in statement for r in references):
            lines.append((statement, 1.2 if len(statement) <= _SHORT else 1.0, True))
        if receipt.entry.basis:
            lines.append((receipt.entry.basis, 1.0, False))
        for reference in references:
            lines += ((self._place(reference), 0.92, False), (reference.note, 1.0, False))
        lines += ((self._copy(text), 1.0, False) for text in receipt.texts)
        lines.append((NOT_LEGAL_ADVICE, 0.92, False))
        return [line for line in lines if line[0]]

    def _statement(self, receipt: TermReceipt) -> str:
        if receipt.entry == NOTHING:
            return self.tr("The text that was read says nothing of this kind.")
        if receipt.entry == NO_TEXT:
            return self.tr("No license text is known; nothing can be said.")
        return receipt.entry.text

    def _place(self, reference: Reference) -> str:
        place = self.tr("{place}, at the words “{find}”:") if reference.find else "{place}:"
        return place.format(place=reference.place, find=reference.find)

    def _copy(self, text: LicenseText) -> str:
        read = self.tr("Read from ({document}): {source}").format(
            document=words(text.role), source=source_words(text)
        )
        return f"{read}\n{text.url}" if text.url else read

    def _label(self, text: str, size: float, parent: QWidget, *, strong: bool) -> QLabel:
        label = QLabel(text, parent)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(scaled(tabular(self.font()), size, strong=strong))
        label.setWordWrap(True)
        label.setMinimumWidth(1)  # an address without a blank is cut, not the panel widened
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
