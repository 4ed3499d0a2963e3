"""The top of the catalog: the search line, what is wrong with it, and what was made of it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QToolTip, QVBoxLayout, QWidget

from desktop.core.search.corrections import readings
from desktop.core.search.query_fault import Fault, QueryError
from desktop.core.search.query_vocabulary import FIELDS
from desktop.viewmodels.catalog.quick_filters import Quick, is_on
from desktop.viewmodels.state import MOST_SEARCHED, ViewState
from desktop.viewmodels.tips import plain_tip
from desktop.viewmodels.workspace import Workspace
from desktop.views.catalog.search_field import SearchField
from desktop.views.theme import ink, scaled

_MOST_SAID = 150
"""Characters of a message below the field; its tooltip has all of it."""


class SearchBar(QWidget):
    """The field with its help, and below it one line of what there is to say."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._corrections: tuple[tuple[str, str], ...] = ()
        self.field = SearchField(workspace.asking, self)
        self.field.setAccessibleName(self.tr("Search models"))
        self.field.setPlaceholderText(self.tr("Search, or e.g. weights:open mmmu>=60"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(MOST_SEARCHED)
        for child in self.field.findChildren(QToolButton):
            child.setAccessibleName(self.tr("Clear the search"))
        self.help = QToolButton(self)
        self.help.setText("?")
        self.help.setAccessibleName(self.tr("What a search can say"))
        self.help.setAutoRaise(True)
        self.help.setToolTip(plain_tip(self._syntax()))
        self.help.setAccessibleDescription(self._syntax())
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setFont(scaled(self.font(), 0.92))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self.help)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(line)
        whole.addWidget(self.message)
        self.setFocusProxy(self.field)
        self.help.clicked.connect(self._show_help)
        self.field.textEdited.connect(workspace.search)
        self.field.editingFinished.connect(self._say)
        workspace.asking.judged.connect(self._judged)
        workspace.corrected.connect(self._show_corrections)
        workspace.store.changed.connect(self._state_changed)
        self._say()

    def show_line(self, line: str) -> None:
        """Show the line of a state."""
        if self.field.text() != line:
            with QSignalBlocker(self.field):
                self.field.setText(line)

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if before.profile != after.profile:
            self._say()

    @Slot(object)
    def _judged(self, _fault: QueryError | None) -> None:
        self._say()

    @Slot(object)
    def _show_corrections(self, corrections: tuple[tuple[str, str], ...]) -> None:
        self._corrections = corrections
        self._say()

    @Slot()
    def _say(self) -> None:
        """Say what is wrong; while that may still become right, quietly and without a mark."""
        fault = self._workspace.asking.fault
        typing = fault is not None and fault.unfinished and self.field.hasFocus()
        self.field.mark(None if typing else fault)
        colors = ink(self.palette())
        if fault is not None:
            self._show(self._told(fault, typing=typing), colors.muted if typing else colors.caution)
            return
        read = self.tr("read “{typed}” as “{read}”")
        either = self.tr("” or “")
        texts = [
            read.format(typed=typed, read=either.join(others))
            for typed, others in readings(self._corrections)
        ]
        if self._asks_in_vain():
            texts.append(
                self.tr(
                    "“allow:profile” finds nothing: your profile names no use yet (Profile menu)"
                )
            )
        self._show("; ".join(texts), colors.muted)

    def _asks_in_vain(self) -> bool:
        state = self._workspace.store.state
        return not state.profile.uses and is_on(Quick.ALLOWED, state.search)

    def _told(self, fault: QueryError, *, typing: bool) -> str:
        if typing:
            return self.tr("Expected: {what}").format(what=fault.expected)
        if fault.fault is Fault.UNKNOWN_FIELD and not fault.nearest:
            says = self.tr(
                "{found} is no field and no benchmark; put it in quotes to search for it."
            )
            return says.format(found=fault.found)
        where = self.tr("At character {number}: {problem}")
        return where.format(number=fault.start + 1, problem=fault)

    def _show(self, text: str, color: QColor) -> None:
        palette = self.message.palette()
        palette.setColor(self.message.foregroundRole(), color)
        self.message.setPalette(palette)
        short = text if len(text) <= _MOST_SAID else f"{text[: _MOST_SAID - 1]}…"
        self.message.setText(short)
        self.message.setToolTip(plain_tip(text) if short != text else "")
        self.message.setVisible(bool(text))

    @Slot()
    def _show_help(self) -> None:
        place = self.help.mapToGlobal(self.help.rect().bottomLeft())
        QToolTip.showText(place, self.help.toolTip(), self.help)

    def _syntax(self) -> str:
        fields = ", ".join(field.name for field in FIELDS)
        return "\n".join(
            (
                self.tr("qwen vl – words that names begin with, all of them"),
                self.tr('"vision instruct" – words next to each other'),
                self.tr("weights:open,api-only – one of several values"),
                self.tr("mmmu>=60 – a benchmark's headline figure; also < <= > = !="),
                self.tr("parameters<=10b released>=2024-07 – sizes k, m, b, t; dates as printed"),
                self.tr('org:"Mistral AI" – quotes keep blanks in a value'),
                self.tr("-family:llama -mini – not these"),
                self.tr("allow:profile allow:host-service – licensed, if every condition is met"),
                self.tr("contradiction:any – sources that cannot both be right"),
                self.tr("Fields: {fields}").format(fields=fields),
                self.tr("Ctrl+Space completes, Tab takes the first completion."),
            )
        )
