"""The ways to answer one question; "don't know" stands among them as an answer like the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.verdict.guide import Question
from desktop.core.verdict.profile_fields import MOST_TEXT, FieldKind, ProfileError
from desktop.viewmodels.profile.draft import problem, shown_value, typed_value, unit_of
from desktop.views.profile.fields import options_of
from desktop.views.profile.labels import Caution, Muted
from desktop.views.profile.lists import TagsList, UsesList

_BUTTON = 320
"""Least width of an answer in pixels."""


class Answers(QWidget):
    """What can be answered to a question; one widget a question."""

    answered = Signal(object)  # a value of the fact
    skipped = Signal()  # "don't know"
    stretches = False

    def __init__(self, question: Question, before: Any, parent: QWidget) -> None:
        """Make the widget.

        Args:
            question: What is asked.
            before: What was answered before somebody went back; None for nothing.
            parent: The widget it belongs to.
        """
        super().__init__(parent)
        self.question = question
        self.before = before
        self.buttons: list[QPushButton] = []
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(8)
        self._values: dict[QObject, Any] = {}
        self.fill()
        self.unknown = self.add_button(self.tr("Don't know"))
        self.unknown.clicked.connect(self.skipped)
        if not self.stretches:
            self.lines.addStretch(1)

    def fill(self) -> None:
        """Add what this kind of fact can be answered with: here a button a value."""
        options = options_of(self.question.field, self)
        for text, value in options[1:]:
            self.add_value(text, value)

    def entry(self) -> QWidget:
        """Return what the focus goes to: what was answered before, else the first answer."""
        values = self._values.items()
        chosen = (button for button, value in values if value == self.before)
        found = next(chosen, self.buttons[0]) if self.before is not None else self.buttons[0]
        return found if isinstance(found, QWidget) else self.unknown

    def add_value(self, text: str, value: Any) -> None:
        """Add a button that answers with a value."""
        button = self.add_button(text)
        self._values[button] = value
        button.clicked.connect(self._answer)

    def add_button(self, text: str) -> QPushButton:
        """Add a button as wide as every other answer."""
        button = QPushButton(text, self)
        button.setMinimumWidth(_BUTTON)
        button.setMinimumHeight(32)
        button.setAccessibleDescription(self.question.field.help)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.lines.addLayout(row)
        self.buttons.append(button)
        return button

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(self._values[self.sender()])


class TypedAnswers(Answers):
    """Ranges that the texts tell apart, and a field for what is known exactly."""

    def fill(self) -> None:
        field = self.question.field
        for span in self.question.ranges:
            self.add_value(f"{span.label[:1].upper()}{span.label[1:]}", span.value)
        self.line = QLineEdit(self)
        self.line.setMaxLength(MOST_TEXT)
        self.line.setMinimumWidth(_BUTTON)
        unit = unit_of(field)
        self.line.setAccessibleName(", ".join(filter(None, (field.label, unit))))
        places = field.kind in (FieldKind.PLACE, FieldKind.PLACES)
        hint = self.tr("such as DE, US, EU or UK") if places else self.tr("exactly, if you know")
        self.line.setPlaceholderText(hint)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line)
        if unit:
            row.addWidget(Muted(unit, self))
        row.addStretch(1)
        self.lines.addLayout(row)
        self.problem = Caution(self)
        self.lines.addWidget(self.problem)
        self.exact = self.add_button(
            self.tr("Use this figure") if self.question.ranges else self.tr("Continue")
        )
        self.exact.setDefault(True)
        self.exact.clicked.connect(self._take)
        if self.question.ranges:
            said = self.tr(
                "A range is noted with its upper end, the last one with its lower end; a figure"
                " that you know says more."
            )
            self.lines.addWidget(Muted(said, self))
        self.line.textEdited.connect(self._typed)
        if self.before is not None and self.before not in self._values.values():
            self.line.setText(shown_value(field, self.before))

    def entry(self) -> QWidget:
        typed = self.line.text() or not self.question.ranges
        return self.line if typed else super().entry()

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self.problem.say("")

    @Slot()
    def _take(self) -> None:
        try:
            value = typed_value(self.question.field, self.line.text())
        except ProfileError as error:
            self._refuse(problem(error))
            return
        if value in (None, "", ()):
            self._refuse(self.tr("Type something first, or say that you don't know."))
        else:
            self.answered.emit(value)

    def _refuse(self, why: str) -> None:
        self.problem.say(why)
        self.line.setAccessibleDescription(why)
        self.line.setFocus()


class UsesAnswers(Answers):
    """One use or more."""

    def fill(self) -> None:
        self.list = UsesList(self)
        self.list.set_value(self.before or ())
        self.list.edited.connect(self._edited)
        self.lines.addWidget(self.list)
        self.go_on = self.add_button(self.tr("Continue"))
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._take)
        self._edited()

    def entry(self) -> QWidget:
        return next(iter(self.list.boxes.values()))

    @Slot()
    def _edited(self) -> None:
        self.go_on.setEnabled(bool(self.list.value()))

    @Slot()
    def _take(self) -> None:
        self.answered.emit(self.list.value())


class TagsAnswers(Answers):
    """Purposes to tick, or none of them."""

    stretches = True

    def __init__(
        self, question: Question, before: Any, meanings: Mapping[str, str], parent: QWidget
    ) -> None:
        self._meanings = meanings
        super().__init__(question, before, parent)

    def fill(self) -> None:
        self.list = TagsList(self._meanings, self, self.question.barred)
        self.list.set_value(self.before or ())
        self.list.setCurrentRow(0)
        self.list.edited.connect(self._edited)
        if self.question.barred:
            said = self.tr(
                "In bold and first: what texts at hand bar. The others are barred elsewhere."
            )
            self.lines.addWidget(Muted(said, self))
        self.lines.addWidget(self.list, 1)
        self.add_value(self.tr("None of them"), ())
        self.these = self.add_button(self.tr("Those that are ticked"))
        self.these.clicked.connect(self._take)
        self._edited()

    def entry(self) -> QWidget:
        return self.list

    @Slot()
    def _edited(self) -> None:
        self.these.setEnabled(bool(self.list.value()))

    @Slot()
    def _take(self) -> None:
        self.answered.emit(self.list.value())


def answers_for(
    question: Question, before: Any, meanings: Mapping[str, str], parent: QWidget
) -> Answers:
    """Return what a question can be answered with; for the arguments see :class:`Answers`."""
    match question.field.kind:
        case FieldKind.USES:
            return UsesAnswers(question, before, parent)
        case FieldKind.TAGS:
            return TagsAnswers(question, before, meanings, parent)
        case FieldKind.TRUTH | FieldKind.CHOICE:
            return Answers(question, before, parent)
    return TypedAnswers(question, before, parent)
