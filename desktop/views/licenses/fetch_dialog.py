"""Asks before a text is fetched: nothing goes over the network unasked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget


class FetchDialog(QDialog):
    """Names the address and lets it be changed."""

    fetch_asked = Signal(str)  # the address

    def __init__(self, addresses: Sequence[str], document: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Fetch a license text"))
        self.resize(600, 0)
        self.address = QComboBox(self)
        self.address.setEditable(True)
        self.address.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.address.addItems(list(addresses))
        self.address.setAccessibleName(self.tr("Address of the text"))
        self.address.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.address.editTextChanged.connect(self._check)
        asked = self.tr("Fetch the text of {document} from this address?")
        question = QLabel(asked.format(document=document), self)
        question.setBuddy(self.address)
        self._note = QLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 12)
        layout.setSpacing(8)
        for label in (question, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        layout.addWidget(question)
        layout.addWidget(self.address)
        layout.addWidget(self._note)
        layout.addWidget(self._buttons())
        self._check(self.address.currentText())
        if line := self.address.lineEdit():
            line.setCursorPosition(0)  # the host is what is decided on

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        self.fetch_button = buttons.addButton(
            self.tr("Fetch"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    @Slot(str)
    def _check(self, text: str) -> None:
        url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
        fits = url.scheme() in ("https", "http") and bool(url.host())
        said = self.tr("This computer connects to {host}, and asks for this one address only.")
        self._note.setText(
            said.format(host=url.host()) if fits else self.tr("An address of the web is needed.")
        )
        self.fetch_button.setEnabled(fits)

    def accept(self) -> None:
        self.fetch_asked.emit(self.address.currentText().strip())
        super().accept()
