"""What can be done with the plan as a whole, and what it is called. All undoable."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.verdict.profile import Profile
from desktop.viewmodels.profile.shelf import Shelf
from desktop.viewmodels.state import ViewState, ViewStore


class PlanActions(QObject):
    """Changes the part of the state that is the plan."""

    titled = Signal(str)  # what the plan is called now

    def __init__(self, store: ViewStore, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._shelf = shelf
        store.changed.connect(self._state_changed)
        shelf.listed.connect(self._shelf_listed)

    @property
    def profile(self) -> Profile:
        """The plan."""
        return self._store.state.profile

    @property
    def name(self) -> str:
        """Name under which it was kept or opened, blank for none."""
        return self._store.state.profile_name

    @property
    def is_none(self) -> bool:
        """Whether nothing is known of any plan."""
        return self.profile == Profile() and not self.name

    @property
    def is_kept(self) -> bool:
        """Whether the plan is as it is on the shelf."""
        return bool(self.name) and self._shelf.profile(self.name) == self.profile

    @property
    def title(self) -> str:
        """What the plan is called, and whether it differs from what is kept."""
        if not self.name:
            return self.tr("none") if self.profile == Profile() else self.tr("not kept yet")
        if self._shelf.kept is None or self.is_kept:
            return self.name
        text = (
            self.tr("{name} (changed)")
            if self._shelf.has(self.name)
            else self.tr("{name} (not kept)")
        )
        return text.format(name=self.name)

    def use(self, name: str) -> None:
        """Judge under a kept profile; one that is gone or broken changes nothing."""
        profile = self._shelf.profile(name)
        if profile is not None:
            self._change(profile, name, self.tr("use the profile {name}").format(name=name))

    @Slot()
    def clear(self) -> None:
        """Judge under no plan."""
        self._change(Profile(), "", self.tr("use no profile"))

    def edit(self, profile: Profile) -> None:
        """Take an edited plan; it keeps its name."""
        self._change(profile, self.name, self.tr("edit my plan"))

    def answer(self, profile: Profile) -> None:
        """Take the answers of the guided form."""
        self._change(profile, self.name, self.tr("answer questions about my plan"))

    def name_it(self, profile: Profile, name: str) -> None:
        """Take a plan that is kept under a name from now on."""
        text = self.tr("keep my plan as {name}").format(name=name)
        self._change(profile, name, text)

    def bring_in(self, profile: Profile) -> None:
        """Take the plan of a file; it is not kept before somebody says so."""
        self._change(profile, "", self.tr("import a profile"))

    def renamed(self, old: str, new: str) -> None:
        """Follow a kept profile to its other name; files have no history, so this has none."""
        if self.name == old:
            self._store.show(replace(self._store.state, profile_name=new))

    def _change(self, profile: Profile, name: str, text: str) -> None:
        after = replace(self._store.state, profile=profile, profile_name=name)
        self._store.change(after, text)

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if (before.profile, before.profile_name) != (after.profile, after.profile_name):
            self.titled.emit(self.title)

    @Slot(object)
    def _shelf_listed(self, _kept: object) -> None:
        self.titled.emit(self.title)
