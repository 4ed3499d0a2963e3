"""A window that shows where something comes from; stays open beside the main one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.viewmodels.roles import Role
from desktop.viewmodels.table_model import TableModel
from desktop.views.tables import Table
from desktop.views.theme import scaled, tabular


class ReceiptDialog(QDialog):
    """What the receipts of numbers and of facts share: texts, a table, an address to open."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(24, 16, 24, 16)
        self.lines.setSpacing(8)
        self.model = TableModel(self)
        self.table = self.add_table(self.tr("Claims"), self.model)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.open_button = self.add_button(self.tr("Open source"))
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self.open_address)
        self.buttons.rejected.connect(self.reject)

    def add_text(self, size: float = 1.0, *, strong: bool = False) -> QLabel:
        """Return a new label for plain text that wraps."""
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(scaled(tabular(self.font()), size, strong=strong))
        label.setWordWrap(True)
        return label

    def add_button(self, text: str) -> QPushButton:
        """Return a new button beside *Close* that is pressed only on purpose."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        return button

    def add_table(self, name: str, model: TableModel) -> Table:
        """Return a new table of whole rows without a header at the left."""
        table = Table(name, self)
        table.setModel(model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        # The last column takes what is left; all of its texts are said elsewhere in full.
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table

    def url(self) -> str:
        """Return the address that *Open source* opens, blank for none."""
        return address_in(self.table)

    @Slot()
    def open_address(self) -> None:
        """Open the address, if it is one of the web."""
        url = QUrl(self.url())
        if url.scheme() in ("https", "http"):
            QDesktopServices.openUrl(url)

    @Slot()
    def offer_address(self) -> None:
        """Let the address be opened, if it is one of the web."""
        self.open_button.setEnabled(QUrl(self.url()).scheme() in ("https", "http"))


def address_in(table: Table) -> str:
    """Return the first address in the current row of a table, blank without one."""
    model, row = table.model(), table.currentIndex().row()
    urls = (str(model.index(row, c).data(Role.URL) or "") for c in range(model.columnCount()))
    return next((url for url in urls if url), "")
