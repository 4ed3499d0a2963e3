"""One control a fact: what is typed or chosen there, read as a value of the fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.core.verdict.guide_wording import OPTION_WORDS
from desktop.core.verdict.profile_fields import MOST_TEXT, FieldKind, ProfileField
from desktop.viewmodels.profile.draft import shown_value, typed_value, unit_of
from desktop.views.profile.labels import Muted
from desktop.views.profile.lists import TagsList, UsesList
from desktop.views.profile.radios import Choice

_NONE, _THESE = "none of them", "these"
_FIELD_WIDTH = 260
_LIST_HEIGHT = 240


class FactField(QWidget):
    """A control; what it shows is read only when it is asked for."""

    edited = Signal()

    def __init__(self, field: ProfileField, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field

    def value(self) -> Any:
        """Return the value, that of "don't know" where nothing is said.

        Raises:
            ProfileError: what is typed is no value of the fact.
        """
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def entry(self) -> QWidget:
        """Return what the focus goes to."""
        raise NotImplementedError


class UsesField(FactField):
    """Which uses the plan has."""

    def __init__(self, field: ProfileField, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.list = UsesList(self)
        self.list.edited.connect(self.edited)
        _fill(self, self.list)

    def value(self) -> Any:
        return self.list.value()

    def set_value(self, value: Any) -> None:
        self.list.set_value(value)

    def entry(self) -> QWidget:
        return next(iter(self.list.boxes.values()))


class OptionField(FactField):
    """One of a few values, or yes and no; each has "don't know" beside it."""

    def __init__(self, field: ProfileField, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.choice = Choice(field.label, options_of(field, self), self)
        self.choice.chosen.connect(self.edited)
        _fill(self, self.choice)

    def value(self) -> Any:
        return self.choice.value()

    def set_value(self, value: Any) -> None:
        self.choice.set_value(value)

    def entry(self) -> QWidget:
        return self.choice.buttons[0]


class TypedField(FactField):
    """A figure, a place or a name; blank is "don't know"."""

    def __init__(self, field: ProfileField, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("don't know"))
        self.line.setMaximumWidth(_FIELD_WIDTH)
        self.line.setMaxLength(MOST_TEXT)
        unit = unit_of(field)
        self.line.setAccessibleName(", ".join(filter(None, (field.label, unit))))
        self.line.textEdited.connect(self._typed)
        self._shown: Any = None
        self._is_shown = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line, 1)
        layout.addWidget(Muted(unit, self), 1)

    def value(self) -> Any:
        return self._shown if self._is_shown else typed_value(self.field, self.line.text())

    def set_value(self, value: Any) -> None:
        # Kept as it is until somebody types: a figure is shown to the cent only.
        self._shown, self._is_shown = value, True
        self.line.setText(shown_value(self.field, value))

    def entry(self) -> QWidget:
        return self.line

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._is_shown = False
        self.edited.emit()


class TagsField(FactField):
    """Purposes that licenses bar: not said, none of them, or these."""

    def __init__(self, field: ProfileField, meanings: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(field, parent)
        self.kind = Choice(
            field.label,
            (
                (self.tr("Don't know"), None),
                (self.tr("None of them"), _NONE),
                (self.tr("These:"), _THESE),
            ),
            self,
        )
        self.list = TagsList(meanings, self)
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.edited.connect(self._ticked)
        self.kind.chosen.connect(self.edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.kind)
        layout.addWidget(self.list)

    def value(self) -> Any:
        kind = self.kind.value()
        if kind == _THESE:
            # Nothing ticked is no answer: that there is none is said by "none of them".
            return self.list.value() or None
        return () if kind == _NONE else None

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.list):
            self.list.set_value(value or ())
        self.kind.set_value(_THESE if value else None if value is None else _NONE)

    def entry(self) -> QWidget:
        return self.kind.buttons[0]

    @Slot()
    def _ticked(self) -> None:
        """To tick one is to say "these"."""
        if self.list.value():
            self.kind.set_value(_THESE)
        self.edited.emit()


def options_of(field: ProfileField, speaker: QObject) -> list[tuple[str, Any]]:
    """Return what can be chosen for a fact, "don't know" first.

    Args:
        field: A truth or a choice.
        speaker: Whose translations are used.
    """
    found: list[tuple[str, Any]] = [(speaker.tr("Don't know"), None)]
    if field.kind is FieldKind.TRUTH:
        return [*found, (speaker.tr("Yes"), True), (speaker.tr("No"), False)]
    return found + [(OPTION_WORDS[option], option) for option in field.options or ()]


def field_for(field: ProfileField, meanings: Mapping[str, str], parent: QWidget) -> FactField:
    """Return the control for a fact.

    Args:
        field: The fact.
        meanings: The purpose tags of the catalog with their meanings.
        parent: The widget it belongs to.
    """
    match field.kind:
        case FieldKind.USES:
            return UsesField(field, parent)
        case FieldKind.TAGS:
            return TagsField(field, meanings, parent)
        case FieldKind.TRUTH | FieldKind.CHOICE:
            return OptionField(field, parent)
    return TypedField(field, parent)


def _fill(whole: QWidget, part: QWidget) -> None:
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(part)
