"""One term of one license: what it says, where it can be read, and in which copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.core.licenses.license import LicenseText
from desktop.core.licenses.license_summary import TermReceipt
from desktop.views.licenses.term_text import TermText


class TermDialog(QDialog):
    """Shows what a term of a license rests on; stays open beside the window."""

    def __init__(self, receipt: TermReceipt, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(640, 460)
        self.setWindowTitle(f"{receipt.model}: {receipt.term}")
        self.area = TermText(24, self)
        self.area.show_term(receipt)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(self.area, 1)
        layout.addWidget(self._buttons(receipt))
        self.area.setFocus()

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


def open_term(receipt: TermReceipt, key: str, window: QWidget) -> TermDialog:
    """Show what a term rests on; a second click finds the dialog that is open.

    Args:
        receipt: The term.
        key: Of its row.
        window: That the dialog stays beside.
    """
    name = f"term {receipt.model} {key}"
    for shown in window.findChildren(TermDialog, name):
        if shown.isVisible():  # the second click of a double one
            shown.raise_()
            shown.activateWindow()
            return shown
    dialog = TermDialog(receipt, window)
    dialog.setObjectName(name)
    dialog.show()
    return dialog
