"""The editor of a plan: every fact with its explanation, and what is wrong about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.profile_fields import ProfileField, field_of
from desktop.viewmodels.profile.draft import GROUPS, Reading, matches, read_form
from desktop.views.profile.fields import FactField, field_for
from desktop.views.profile.labels import Caution, Muted, Text

_LABELS = 300
"""Width of the column of labels and explanations in pixels."""


class FactRow(QWidget):
    """A fact: label and explanation at the left, control and what is wrong at the right."""

    def __init__(self, field: ProfileField, meanings: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.label = Text(field.label, self)
        self.help = Muted(field.help, self)
        self.control: FactField = field_for(field, meanings, self)
        self.control.entry().setAccessibleDescription(field.help)
        self.problem = Caution(self)
        self.label.setFixedWidth(_LABELS)
        self.help.setFixedWidth(_LABELS)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, widgets in (
            (left, (self.label, self.help)),
            (right, (self.control, self.problem)),
        ):
            side.setSpacing(2)
            for widget in widgets:
                side.addWidget(widget)
            side.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(24)
        layout.addLayout(left)
        layout.addLayout(right, 1)

    def say(self, problem: str) -> None:
        """Show what is wrong; blank for nothing."""
        self.problem.say(problem)
        entry = self.control.entry()
        entry.setAccessibleDescription(" ".join(filter(None, (problem, self.field.help))))


class ProfileEditor(QDialog):
    """All facts in groups; nothing changes before it is taken over."""

    taken = Signal(object)  # Profile, to be used
    save_asked = Signal(object)  # Profile, to be used and kept under a name
    keep_asked = Signal(object)  # Profile, to be used and kept under the name it has

    def __init__(
        self, profile: Profile, name: str, meanings: Mapping[str, str], parent: QWidget
    ) -> None:
        """Make the editor.

        Args:
            profile: The plan to begin with.
            name: Under which it is kept; blank for one that is not.
            meanings: The purpose tags of the catalog with their meanings.
            parent: The window it belongs to.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Edit the profile {name}") if name else self.tr("Edit my plan")
        self.setWindowTitle(title.format(name=name))
        self.resize(900, 700)
        self.rows: dict[str, FactRow] = {}
        self._groups: list[tuple[Text, tuple[str, ...]]] = []
        self.search = QLineEdit(self)
        self.search.setAccessibleName(self.tr("Search facts"))
        self.search.setPlaceholderText(self.tr("Search facts, such as users or revenue"))
        self.search.setClearButtonEnabled(True)
        self.area = self._facts(meanings)
        self.clash = Caution(self)
        self.problem = Caution(self)
        self.nothing = Muted(self.tr("No fact has these words."), self)
        self.nothing.hide()
        self.buttons = self._buttons(name)
        self._lay_out()
        for key, row in self.rows.items():
            row.control.set_value(getattr(profile, field_of(key).key))
            row.control.edited.connect(self._edited)
        self.search.textChanged.connect(self._filter)
        self._edited()
        self.search.setFocus()

    def _facts(self, meanings: Mapping[str, str]) -> QScrollArea:
        inner = QWidget(self)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(24, 0, 24, 16)
        layout.setSpacing(0)
        for title, names in GROUPS:
            head = Text(title, inner, 1.1, strong=True)
            head.setContentsMargins(0, 16, 0, 2)
            layout.addWidget(head)
            self._groups.append((head, names))
            for name in names:
                self.rows[name] = FactRow(field_of(name), meanings, inner)
                layout.addWidget(self.rows[name])
        layout.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _buttons(self, name: str) -> QDialogButtonBox:
        kinds, roles = QDialogButtonBox.StandardButton, QDialogButtonBox.ButtonRole
        box = QDialogButtonBox(self)
        self.apply_button = box.addButton(self.tr("Use this plan"), roles.AcceptRole)
        self.apply_button.setDefault(True)
        self.save_button = box.addButton(self.tr("Save as…"), roles.ActionRole)
        self.keep_button = box.addButton(self.tr("Save"), roles.ActionRole)
        self.keep_button.setVisible(bool(name))
        self.keep_button.setToolTip(self.tr("Use this plan, and keep it under the name it has"))
        self.clear_button = box.addButton(self.tr("Clear all"), roles.ResetRole)
        box.addButton(kinds.Cancel).setIcon(QIcon())
        pairs = (
            (self.save_button, self._save),
            (self.keep_button, self._keep),
            (self.clear_button, self._clear),
        )
        for button, slot in pairs:
            assert isinstance(button, QPushButton)  # noqa: S101 - for the type checker
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _lay_out(self) -> None:
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.setSpacing(8)
        foot.addWidget(self.clash)
        foot.addWidget(self.problem)
        foot.addWidget(Muted(NOT_LEGAL_ADVICE, self))
        foot.addWidget(self.buttons)
        head = QVBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.setSpacing(8)
        said = self.tr("What you leave at “don't know” shows as a condition, or as “ask”.")
        head.addWidget(Muted(said, self))
        head.addWidget(self.search)
        head.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)
        layout.addLayout(foot)

    # What is said

    def reading(self) -> Reading:
        """Return what the form says."""
        return read_form((row.field, row.control.value) for row in self.rows.values())

    @Slot()
    def _edited(self) -> None:
        reading = self.reading()
        for name, row in self.rows.items():
            row.say(reading.problems.get(name, ""))
        self.clash.say(" ".join(reading.clashes))
        if not reading.problems:
            self.problem.say("")

    @Slot(str)
    def _filter(self, text: str) -> None:
        shown = {name for name, row in self.rows.items() if matches(row.field, text)}
        for name, row in self.rows.items():
            row.setVisible(name in shown)
        for head, names in self._groups:
            head.setVisible(bool(shown.intersection(names)))
        self.nothing.setVisible(not shown)

    @Slot()
    def _clear(self) -> None:
        for row in self.rows.values():
            row.control.set_value(getattr(Profile(), row.field.key))
        self._edited()

    # Taking it over

    def _checked(self) -> Profile | None:
        """Return the plan; with a problem none, and the focus is where it is."""
        reading = self.reading()
        if not reading.problems:
            return reading.profile
        self.search.clear()
        first = self.rows[next(iter(reading.problems))]
        self.area.ensureWidgetVisible(first)
        first.control.entry().setFocus()
        labels = ", ".join(field_of(name).label for name in reading.problems)
        self.problem.say(self.tr("To be put right first: {labels}.").format(labels=labels))
        return None

    def accept(self) -> None:
        """Use the plan."""
        profile = self._checked()
        if profile is not None:
            self.taken.emit(profile)
            super().accept()

    @Slot()
    def _save(self) -> None:
        profile = self._checked()
        if profile is not None:
            self.save_asked.emit(profile)

    @Slot()
    def _keep(self) -> None:
        profile = self._checked()
        if profile is not None:
            self.keep_asked.emit(profile)
