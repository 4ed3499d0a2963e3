"""The reader: a term in full, and the text that it stands in, at its line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.viewmodels.licenses.passage import (
    Passage,
    brought_words,
    document_words,
    host,
    place_words,
    text_words,
)
from desktop.viewmodels.licenses.reader import Reader
from desktop.views.flow import FlowLayout
from desktop.views.licenses.fetch_dialog import FetchDialog
from desktop.views.licenses.term_text import TermText
from desktop.views.licenses.text_view import TextView
from desktop.views.theme import ink, scaled

MARGIN = 12
_SHARE_OF_TERM, _SHARE_ALONE = 0.36, 0.7
"""Part of the height that the term has above its text, and where there is no text."""


class ReaderPanel(QStackedWidget):
    """Follows the current cell of the matrix, or a statement of a verdict."""

    def __init__(self, reader: Reader, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = reader
        self._passage: Passage | None = None
        hint = self.tr(
            "Choose a term: it is read here, at its line."
            " A verdict opens in a window of its own, with every condition and its section."
        )
        self.hint = self._label(hint)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(24, 24, 24, 24)
        self.addWidget(self.hint)
        self.term = TermText(MARGIN, self)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(self.term)
        self.split.addWidget(self._lower())
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.splitterMoved.connect(self._keep_share)
        self._is_shared = False
        self.addWidget(self.split)
        reader.found.connect(self.show_passage)
        reader.started.connect(self._show_started)
        reader.progressed.connect(self._show_progress)
        reader.ended.connect(self._show_ended)
        reader.said.connect(self._say)

    def _lower(self) -> QWidget:
        lower = QWidget(self)
        layout = QVBoxLayout(lower)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(6)
        inner = QVBoxLayout()
        inner.setContentsMargins(MARGIN, 0, MARGIN, 0)
        inner.setSpacing(4)
        inner.addLayout(self._place_line())
        self.match = self._label()
        self.source = self._label()
        self.source.setFont(scaled(self.font(), 0.92))
        self.message = self._label()
        for label in (self.match, self.source, self.message):
            inner.addWidget(label)
        layout.addLayout(inner)
        self.text = TextView(lower)
        layout.addWidget(self.text, 1)
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 0, MARGIN, 0)
        below.addWidget(self._buttons(lower))
        below.addWidget(self._progress_line())
        layout.addLayout(below)
        layout.addStretch(0)
        return lower

    def _place_line(self) -> QHBoxLayout:
        self.place = self._label()
        self.place.setFont(scaled(self.font(), 1.0, strong=True))
        self.which = self._label()
        self.which.setWordWrap(False)
        self.back = self._arrow("‹", self.tr("Previous place of this term"))
        self.forth = self._arrow("›", self.tr("Next place of this term"))
        self.back.clicked.connect(self._go_back)
        self.forth.clicked.connect(self._go_forth)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.place, 1)
        for widget in (self.back, self.which, self.forth):
            line.addWidget(widget)
        return line

    def _arrow(self, sign: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _buttons(self, parent: QWidget) -> QWidget:
        self.bring_button = QPushButton(self.tr("Import text…"), self)
        self.fetch_button = QPushButton(self)
        self.fetch_button.setAccessibleName(self.tr("Fetch the text over the network"))
        self.remove_button = QPushButton(self.tr("Remove this text"), self)
        self.bring_button.clicked.connect(self.ask_for_file)
        self.fetch_button.clicked.connect(self.ask_to_fetch)
        self.remove_button.clicked.connect(self._remove)
        holder = QWidget(parent)
        line = FlowLayout(holder, gap=8)
        line.setContentsMargins(0, 0, 0, 0)
        for button in (self.bring_button, self.fetch_button, self.remove_button):
            line.addWidget(button)
        return holder

    def _progress_line(self) -> QWidget:
        self.working = QWidget(self)
        line = QHBoxLayout(self.working)
        line.setContentsMargins(0, 0, 0, 0)
        self.doing = self._label()
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.stop = QPushButton(self.tr("Cancel"), self)
        self.stop.clicked.connect(self._reader.cancel)
        line.addWidget(self.doing, 1)
        line.addWidget(self.bar)
        line.addWidget(self.stop)
        self.working.hide()
        return self.working

    def _label(self, text: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumWidth(1)
        return label

    # What is shown

    @Slot(object)
    def show_passage(self, passage: Passage | None) -> None:
        """Show a term and its place in a text; the hint for None."""
        before, self._passage = self._passage, passage
        self.setCurrentIndex(0 if passage is None else 1)
        if passage is None:
            return
        if before is None or before.receipt != passage.receipt:
            self.term.show_term(passage.receipt)
            self._say("")
        self._show_place(passage)
        stored = passage.stored
        self.text.setVisible(stored is not None)
        if stored is None:
            self._show_none(passage)
        else:
            self.match.setText(text_words(stored))
            self.source.setText(brought_words(stored))
            added = [range(a.first_line, a.last_line + 1) for a in stored.recognition.added]
            find = passage.reference.find if passage.reference else ""
            self.text.show_text(stored.text, passage.line, added, find)
        self.match.setVisible(bool(self.match.text()))
        self.source.setVisible(stored is not None)
        self._color(self.match, caution=passage.is_another)
        self._offer(passage)
        self._share(stored is not None)

    @Slot(int, int)
    def _keep_share(self, _position: int, _handle: int) -> None:
        self._is_shared = True

    def _share(self, has_text: bool) -> None:
        """Give the text the larger part, or the term where there is no text."""
        if not self._is_shared:
            whole = sum(self.split.sizes()) or self.height()
            upper = round(whole * (_SHARE_OF_TERM if has_text else _SHARE_ALONE))
            self.split.setSizes([upper, whole - upper])

    def _show_place(self, passage: Passage) -> None:
        count = len(passage.places)
        several = count > 1
        said = self.tr("{number} of {count}").format(number=passage.number + 1, count=count)
        self.which.setText(said)
        for widget in (self.back, self.which, self.forth):
            widget.setVisible(several)
        words = place_words(passage)
        if not words and passage.reference is not None:
            words = passage.reference.place
        self.place.setText(words)
        self._color(self.place, caution=passage.is_stale)

    def _show_none(self, passage: Passage) -> None:
        if passage.reference is None:
            self.match.setText("")
        else:
            said = self.tr("The catalog has no text of {document}.")
            self.match.setText(said.format(document=document_words(passage)))

    def _offer(self, passage: Passage) -> None:
        known = bool(passage.receipt.terms_id) and passage.reference is not None
        idle = not self._reader.is_busy
        self.bring_button.setVisible(known)
        addresses = passage.addresses
        self.fetch_button.setVisible(known and bool(addresses))
        if addresses:
            text = self.tr("Fetch from {host}…").format(host=host(addresses[0]))
            self.fetch_button.setText(text.replace("&", "&&"))
        self.remove_button.setVisible(passage.stored is not None)
        for button in (self.bring_button, self.fetch_button, self.remove_button):
            button.setEnabled(idle)

    def _color(self, label: QLabel, *, caution: bool) -> None:
        palette = self.palette()
        if caution:
            palette.setColor(palette.ColorRole.WindowText, ink(palette).caution)
        label.setPalette(palette)

    # What is asked for

    @Slot()
    def ask_for_file(self) -> None:
        """Let the user choose a file with the text."""
        dialog = QFileDialog(self, self.tr("Import a license text"))
        dialog.setObjectName("license-text-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Texts (*.txt *.md LICENSE*)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    @Slot(str)
    def import_from(self, path: str) -> None:
        """Import the text of a file."""
        self._reader.bring_file(Path(path))

    @Slot()
    def ask_to_fetch(self) -> None:
        """Ask whether a text may be fetched, naming the address."""
        if self._passage is not None:
            document = document_words(self._passage)
            dialog = FetchDialog(self._passage.addresses, document, self.window())
            dialog.fetch_asked.connect(self._reader.fetch)
            dialog.open()

    @Slot()
    def _remove(self) -> None:
        if self._passage is not None and self._passage.stored is not None:
            self._reader.remove(self._passage.stored)

    @Slot()
    def _go_back(self) -> None:
        self._reader.step(-1)

    @Slot()
    def _go_forth(self) -> None:
        self._reader.step(1)

    # What becomes of it

    @Slot(str)
    def _show_started(self, sentence: str) -> None:
        self._say("")
        self.doing.setText(sentence)
        self.bar.setRange(0, 0)
        self.working.show()
        for button in (self.bring_button, self.fetch_button, self.remove_button):
            button.setEnabled(False)

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, _what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    @Slot()
    def _show_ended(self) -> None:
        self.working.hide()
        if self._passage is not None:
            self._offer(self._passage)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
