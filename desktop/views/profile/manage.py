"""The kept profiles: use, rename, copy, remove. What is removed can be put back."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.verdict.plan_words import plan_words
from desktop.core.verdict.profile import Profile
from desktop.viewmodels.profile.plan import PlanActions
from desktop.viewmodels.profile.shelf import Shelf
from desktop.viewmodels.tips import plain_tip
from desktop.views.catalog.saved import NameDialog
from desktop.views.profile.labels import Caution, Muted, Text
from desktop.views.tables import TextDelegate

_NAME = Qt.ItemDataRole.UserRole + 100


class ManageDialog(QDialog):
    """A list by name; a file that is no profile stands in it with the reason."""

    def __init__(self, plan: PlanActions, shelf: Shelf, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Kept profiles"))
        self.resize(720, 480)
        self._plan = plan
        self._shelf = shelf
        self._removed: tuple[str, Profile] | None = None
        self._wanted = plan.name
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Kept profiles"))
        self.list.setItemDelegate(TextDelegate(self.list))
        self.empty = Muted(
            self.tr(
                "Nothing is kept yet. “Save as…” in the editor keeps a plan under a name,"
                " so that it can be used again and sent to others."
            ),
            self,
        )
        self.facts = Text("", self)
        self.problem = Caution(self)
        self.said = Muted("", self)
        self.back_button = QPushButton(self.tr("Put it back"), self)
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(self._put_back)
        self.back_button.hide()
        self._add_buttons()
        self._lay_out()
        self.list.currentRowChanged.connect(self._show_current)
        self.list.itemActivated.connect(self._activated)
        shelf.listed.connect(self._show_kept)
        plan.titled.connect(self._retitled)
        self._fill()
        shelf.refresh()
        self.list.setFocus()

    def _add_buttons(self) -> None:
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.buttons.rejected.connect(self.reject)
        self.use_button = self._button(self.tr("Use"), self._use)
        self.rename_button = self._button(self.tr("Rename…"), self._rename)
        self.copy_button = self._button(self.tr("Duplicate"), self._duplicate)
        self.remove_button = self._button(self.tr("Remove…"), self._ask_to_remove)

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        for button in (self.use_button, self.rename_button, self.copy_button, self.remove_button):
            side.addWidget(button)
        side.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.list, 1)
        both.addLayout(side)
        told = QHBoxLayout()
        told.addWidget(self.said, 1)
        told.addWidget(self.back_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self.empty)
        layout.addLayout(both, 1)
        layout.addWidget(self.facts)
        layout.addWidget(self.problem)
        layout.addLayout(told)
        layout.addWidget(self.buttons)

    # What is shown

    def current(self) -> str:
        """Return the name of the current profile, blank for none."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    @Slot(object)
    def _show_kept(self, _kept: object) -> None:
        self._fill()

    @Slot(str)
    def _retitled(self, _title: str) -> None:
        self._fill()

    def _fill(self) -> None:
        wanted = self._wanted or self.current()
        kept = self._shelf.kept or ()
        with QSignalBlocker(self.list):
            self.list.clear()
            for row, each in enumerate(kept):
                words = self._words(each.name, usable=each.profile is not None)
                item = QListWidgetItem(words, self.list)
                item.setData(_NAME, each.name)
                item.setToolTip(plain_tip(each.problem or words))
                if each.name == wanted:
                    self.list.setCurrentRow(row)
            if self.list.currentRow() < 0 and kept:
                self.list.setCurrentRow(0)
        self._wanted = ""
        self.empty.setVisible(not kept)
        self._show_current(self.list.currentRow())

    def _words(self, name: str, *, usable: bool) -> str:
        if not usable:
            return self.tr("{name} – cannot be used").format(name=name)
        if name != self._plan.name:
            return name
        text = self.tr("{name} – in use")
        if not self._plan.is_kept:
            text = self.tr("{name} – in use, changed since")
        return text.format(name=name)

    @Slot(int)
    def _show_current(self, _row: int) -> None:
        name = self.current()
        found = next((k for k in self._shelf.kept or () if k.name == name), None)
        profile = found.profile if found else None
        self.facts.setText(plan_words(profile) if profile is not None else "")
        self.problem.say(found.problem if found else "")
        self.use_button.setEnabled(profile is not None)
        self.copy_button.setEnabled(profile is not None)
        self.rename_button.setEnabled(found is not None)
        self.remove_button.setEnabled(found is not None)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.back_button.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.list.hasFocus() and key == Qt.Key.Key_F2 and self.rename_button.isEnabled():
            self._rename()
        elif self.list.hasFocus() and key == Qt.Key.Key_Delete and self.current():
            self._ask_to_remove()
        else:
            super().keyPressEvent(event)

    # What can be done

    @Slot(QListWidgetItem)
    def _activated(self, _item: QListWidgetItem) -> None:
        if self.use_button.isEnabled():
            self._use()

    @Slot()
    def _use(self) -> None:
        name = self.current()
        self._plan.use(name)
        self._say(self.tr("“{name}” is used now.").format(name=name))

    @Slot()
    def _rename(self) -> None:
        dialog = NameDialog(self.tr("Rename the profile"), self.current(), self)
        dialog.field.setAccessibleName(self.tr("Name of the profile"))
        dialog.offered.connect(self._take_name)
        dialog.open()

    @Slot(object)
    def _take_name(self, dialog: NameDialog) -> None:
        outcome = _Renaming(self, dialog)
        self._shelf.rename(dialog.before, dialog.field.text(), dialog, outcome.done, dialog.refuse)

    def renamed(self, old: str, new: str) -> None:
        """Follow a profile to its new name."""
        self._wanted = new
        self._plan.renamed(old, new)
        self._fill()
        self._say(self.tr("“{old}” is “{new}” now.").format(old=old, new=new))

    @Slot()
    def _duplicate(self) -> None:
        self._shelf.duplicate(self.current(), self, self._duplicated, self.problem.say)

    def _duplicated(self, name: str) -> None:
        self._wanted = name
        self._fill()
        self._say(self.tr("Kept once more as “{name}”.").format(name=name))

    @Slot()
    def _ask_to_remove(self) -> None:
        """Ask first: a file has no history."""
        name = self.current()
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Remove a profile"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        text = self.tr("Remove the profile “{name}”?")
        if name == self._plan.name:
            text = self.tr("Remove the profile “{name}”? The plan in the window stays as it is.")
        box.setText(text.format(name=name))
        if self._shelf.profile(name) is None:
            box.setInformativeText(self.tr("Its file cannot be read, so it cannot be put back."))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        cancel.setIcon(QIcon())
        box.setDefaultButton(cancel)
        remove.clicked.connect(self._remove)
        box.open()

    @Slot()
    def _remove(self) -> None:
        name = self.current()
        profile = self._shelf.profile(name)
        self._removed = (name, profile) if profile is not None else None
        self._shelf.remove(name, self, self._gone, self.problem.say)

    def _gone(self, name: str) -> None:
        self._say(self.tr("“{name}” is removed.").format(name=name))
        self.back_button.setVisible(self._removed is not None)

    @Slot()
    def _put_back(self) -> None:
        if self._removed is not None:
            self._shelf.keep(*self._removed, self, self._is_back, self.problem.say)

    def _is_back(self, name: str) -> None:
        self._removed = None
        self._wanted = name
        self._fill()
        self._say(self.tr("“{name}” is kept again.").format(name=name))


class _Renaming:
    """Hands a new name over, and closes the window that asked for it."""

    def __init__(self, manage: ManageDialog, dialog: NameDialog) -> None:
        self._manage = manage
        self._dialog = dialog

    def done(self, name: str) -> None:
        """Take the new name."""
        before = self._dialog.before
        self._dialog.accept()
        self._manage.renamed(before, name)
