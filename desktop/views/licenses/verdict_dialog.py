"""One verdict in full: the answer, its conditions and reasons, and every step behind it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.core.compare.comparison import CatalogStamp
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.plan_words import plan_words
from desktop.core.verdict.profile import Profile
from desktop.viewmodels.licenses.verdict_model import VerdictModel
from desktop.viewmodels.licenses.verdict_nodes import headline, verdict_nodes, verdict_text
from desktop.views.licenses.desk import LicensesDesk
from desktop.views.licenses.node_delegate import NodeDelegate
from desktop.views.theme import scaled, tabular


class VerdictTree(QTreeView):
    """The tree, with texts that wrap at its width."""

    statement_opened = Signal(object)  # TermReceipt

    def __init__(self, nodes: VerdictModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What the verdict rests on"))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(16)
        self.setUniformRowHeights(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(NodeDelegate(self))
        self.setExpandsOnDoubleClick(False)
        self.setModel(nodes)
        self._nodes = nodes
        self._open_below(QModelIndex())
        self.activated.connect(self._activated)

    def _open_below(self, parent: QModelIndex) -> None:
        for row in range(self._nodes.rowCount(parent)):
            index = self._nodes.index(row, 0, parent)
            node = self._nodes.node(index)
            if node is not None and node.children:
                self.setExpanded(index, node.opened)
                self._open_below(index)

    def go_to(self, key: str) -> None:
        """Put a section at the top, the first one for a blank key."""
        index = self._nodes.section(key) if key else self._nodes.index(0, 0)
        if index.isValid():
            # The arrows start there; to select it would make a heading louder than the answer.
            stay = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, stay)
            self.setExpanded(index, True)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        node = self._nodes.node(index)
        if node is None:
            return
        if node.receipt is not None:
            self.statement_opened.emit(node.receipt)
        elif node.children:
            self.setExpanded(index, not self.isExpanded(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        node = self._nodes.node(self.currentIndex())
        if event.matches(QKeySequence.StandardKey.Copy) and node is not None:
            said = "\n".join(filter(None, (node.text, node.below)))
            QGuiApplication.clipboard().setText(said)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class VerdictDialog(QDialog):
    """Stays open beside the window."""

    statement_opened = Signal(object)  # TermReceipt, to be read at its line

    def __init__(
        self, judged: Judged, profile: Profile, stamp: CatalogStamp | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(760, 680)
        self._judged, self._profile, self._stamp = judged, profile, stamp
        answer, meaning = headline(judged)
        self.setWindowTitle(self.tr("{model}: may I use it?").format(model=judged.name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 12)
        layout.setSpacing(4)
        for text, size, strong in (
            (judged.name, 1.1, True),
            (f"{answer} – {meaning}", 1.3, True),
            (plan_words(profile) if profile.uses else "", 1.0, False),
        ):
            if text:
                layout.addWidget(self._label(text, size, strong=strong))
        self.tree = VerdictTree(VerdictModel(verdict_nodes(judged, profile), self), self)
        self.tree.statement_opened.connect(self.statement_opened)
        layout.addSpacing(8)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._label(self._foot(), 0.92))
        layout.addWidget(self._buttons())
        self.tree.setFocus()

    def is_of(self, judged: Judged, profile: Profile) -> bool:
        """Whether it shows this verdict."""
        return self._judged.verdict == judged.verdict and self._profile == profile

    def _foot(self) -> str:
        hint = self.tr("Enter or a double click on a statement opens its text at the line.")
        dated = self.tr("Catalog as of {date}.")
        of = dated.format(date=self._stamp.as_of) if self._stamp else ""
        return "  ".join(filter(None, (hint, NOT_LEGAL_ADVICE, of)))

    def _label(self, text: str, size: float, *, strong: bool = False) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(scaled(tabular(self.font()), size, strong=strong))
        label.setWordWrap(True)
        label.setContentsMargins(24, 0, 24, 0)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setContentsMargins(24, 0, 24, 0)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.copy_button = buttons.addButton(self.tr("Copy as text"), role)
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.copy)
        return buttons

    @Slot()
    def copy(self) -> None:
        """Put everything on the clipboard as plain text."""
        text = verdict_text(self._judged, self._profile, self._stamp)
        QGuiApplication.clipboard().setText(text)


def open_verdict(
    judged: Judged,
    profile: Profile,
    window: QWidget,
    stamp: CatalogStamp | None = None,
    section: str = "",
) -> VerdictDialog:
    """Show a verdict in full; one that is open comes to the front.

    Args:
        judged: The verdict with the texts and sources behind it.
        profile: The plan that it is for.
        window: That the dialog stays beside; statements open in its reader, if it has one.
        stamp: State of the catalog that it rests on.
        section: Key of the section to show first; blank: from the beginning.
    """
    name = f"verdict {judged.verdict.subject}"
    for shown in window.findChildren(VerdictDialog, name):
        if not shown.isVisible():
            continue
        if shown.is_of(judged, profile):
            shown.raise_()
            shown.activateWindow()
            shown.tree.go_to(section)
            return shown
        shown.close()  # of another plan: two verdicts of one model would contradict each other
    dialog = VerdictDialog(judged, profile, stamp, window)
    dialog.setObjectName(name)
    desk = window.findChild(LicensesDesk)
    if desk is not None:
        dialog.statement_opened.connect(desk.read_term)
    dialog.show()
    dialog.tree.go_to(section)
    return dialog
