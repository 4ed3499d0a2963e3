"""The facts of the list's current model, with their sources and conflicts."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.viewmodels.catalog.details import ModelDetails
from desktop.viewmodels.table_model import TableModel
from desktop.viewmodels.tips import plain_tip
from desktop.views.tables import Table
from desktop.views.theme import PADDING, scaled


class ElidedLabel(QLabel):
    """A line of plain text that gives way where there is no room; its tooltip has all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)
        self._whole = ""

    def show_text(self, text: str) -> None:
        """Show another text, on one line."""
        self._whole = " ".join(text.split())
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(self._whole)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        width = self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, width))


class DetailsPane(QWidget):
    """A line that is always there and opens the rest."""

    folded = Signal(bool)  # whether the facts shall be shown
    compare_asked = Signal(str, str)  # id, name
    verdict_asked = Signal(object)  # ModelDetails

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details: ModelDetails | None = None
        self.fold = QToolButton(self)
        self.fold.setText(self.tr("Details"))
        self.fold.setAccessibleName(self.tr("Details of the current model"))
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._opened = False
        self.fold.clicked.connect(self._fold)
        self.name = ElidedLabel(self)
        self.name.setFont(scaled(self.font(), 1.0, strong=True))
        self.note = ElidedLabel(self)
        self.note.setFont(scaled(self.font(), 0.92))
        self.verdict = ElidedLabel(self)
        self.verdict_button = QPushButton(self.tr("Verdict…"), self)
        self.verdict_button.setAutoDefault(False)
        self.verdict_button.clicked.connect(self._ask_verdict)
        self.model = TableModel(self)
        self.table = Table(self.tr("Facts of the current model"), self)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.compare = QPushButton(self)
        self.hub = QPushButton(self.tr("Open Hub page"), self)
        self.address = ElidedLabel(self)
        self.address.setFont(scaled(self.font(), 0.92))
        self.compare.clicked.connect(self._ask_compare)
        self.hub.clicked.connect(self._open_hub)
        self._lay_out()
        self.show_details(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 2, PADDING, 2)
        head.setSpacing(PADDING)
        head.addWidget(self.fold)
        head.addWidget(self.name, 1)
        self.body = QWidget(self)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(PADDING, 4, PADDING, 6)
        buttons.setSpacing(PADDING)
        buttons.addWidget(self.compare)
        buttons.addWidget(self.hub)
        buttons.addWidget(self.address, 100)
        buttons.addStretch(1)  # for the button alone, where there is no address
        note = QHBoxLayout()
        note.setContentsMargins(PADDING, 0, PADDING, 2)
        note.addWidget(self.note, 1)
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(note)
        inside.addLayout(self._verdict_line())
        inside.addWidget(self.table, 1)
        inside.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.body, 1)

    def _verdict_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(PADDING, 0, PADDING, 2)
        line.setSpacing(PADDING)
        line.addWidget(self.verdict, 1)
        line.addWidget(self.verdict_button)
        return line

    def show_open(self, opened: bool) -> None:
        """Show the facts, or only the line that opens them."""
        self._opened = opened
        self.fold.setAccessibleDescription(self.tr("open") if opened else self.tr("closed"))
        self.fold.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.body.setVisible(opened)
        self.name.show_text(self._details.name if opened and self._details else "")
        # Closed, it takes no more of the splitter than its one line.
        limit = 16_777_215 if opened else self.fold.sizeHint().height() + 4
        self.setMaximumHeight(limit)
        self.setMinimumHeight(150 if opened else limit)

    @Slot(object)
    def show_details(self, details: ModelDetails | None) -> None:
        """Show the facts of a model, or say what belongs here."""
        self._details = details
        known = details is not None
        self.table.setVisible(known)
        self.compare.setVisible(known)
        self.hub.setVisible(bool(details and details.address))
        self.address.setVisible(bool(details and details.address))
        self._show_verdict(details)
        if details is None:
            self.name.show_text("")
            self.note.show_text(self.tr("Choose a model to see its facts and their sources."))
            return
        self.name.show_text(details.name)
        claims = numbers.counted(details.claims, "claim")
        self.note.show_text(", ".join(filter(None, (claims, details.note))))
        self.address.show_text(details.address)
        self.hub.setAccessibleDescription(details.address)
        self.model.show((self.tr("Fact"), self.tr("Value and source")), details.rows)
        self.table.setColumnWidth(0, self._label_width(details))
        self.table.scrollToTop()

    def _show_verdict(self, details: ModelDetails | None) -> None:
        says = details.verdict if details else ""
        self.verdict.setVisible(bool(says))
        self.verdict_button.setVisible(bool(says))
        if details is None or not says:
            return
        self.verdict.show_text(says)
        self.verdict.setToolTip(plain_tip(details.verdict_tip))
        judged = bool(details.profile.uses)
        self.verdict_button.setText(self.tr("Verdict…") if judged else self.tr("Show…"))
        self.verdict_button.setAccessibleName(
            self.tr("May I use {name}?").format(name=details.name)
            if judged
            else self.tr("Contradictions about the license of {name}").format(name=details.name)
        )
        self.verdict_button.setAccessibleDescription(details.verdict_tip.replace("\n", ". "))

    def show_compared(self, tray: tuple[str, ...]) -> None:
        """Say what the button does to the comparison."""
        inside = self._details is not None and self._details.id in tray
        self.compare.setText(self.tr("Remove") if inside else self.tr("Compare"))
        says = self.tr("Take it out of the comparison"), self.tr("Put it into the comparison")
        self.compare.setToolTip(says[0] if inside else says[1])

    def _label_width(self, details: ModelDetails) -> int:
        metrics = self.table.fontMetrics()
        widest = max((metrics.horizontalAdvance(r.cells[0].text) for r in details.rows), default=0)
        return min(widest + 3 * PADDING, self.width() // 2)

    @Slot()
    def _fold(self) -> None:
        self.folded.emit(not self._opened)

    @Slot()
    def _ask_compare(self) -> None:
        if self._details is not None:
            self.compare_asked.emit(self._details.id, self._details.name)

    @Slot()
    def _ask_verdict(self) -> None:
        if self._details is not None:
            self.verdict_asked.emit(self._details)

    @Slot()
    def _open_hub(self) -> None:
        url = QUrl(self._details.address if self._details else "")
        if url.scheme() == "https":
            QDesktopServices.openUrl(url)
