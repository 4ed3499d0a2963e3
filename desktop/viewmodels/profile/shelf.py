"""The kept profiles as the window sees them; files are touched on workers only."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.cancellation import CancelToken
from desktop.core.errors import KnownError, UsageError
from desktop.core.verdict.profile import Profile
from desktop.viewmodels.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop.services.profiles import KeptProfile, ProfileShelf

log = logging.getLogger(__name__)

T = TypeVar("T")
_SHORT = 32
"""Characters of a name in a line that has little room."""
Say = Callable[[str], None]
"""Receives one sentence on why something could not be done."""


class Shelf(QObject):
    """Reads and changes the folder of profiles, and remembers what is in it."""

    listed = Signal(object)  # tuple of KeptProfile, whenever the folder was read
    broke = Signal(str, str)  # a sentence on files that turned out to be no profiles; why not
    failed = Signal(object)  # an exception that nobody could foresee

    def __init__(self, folder: Path, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kept: tuple[KeptProfile, ...] | None = None
        self._folder = folder
        self._tasks = tasks
        self._tags: Collection[str] | None = None
        self._told: frozenset[str] = frozenset()
        self._read = 0

    def know_tags(self, tags: Collection[str]) -> None:
        """Take the purpose tags of the catalog; a profile with others is none."""
        self._tags = tags

    def profile(self, name: str) -> Profile | None:
        """Return a kept profile as it was last read; None: there is none of use."""
        return next((k.profile for k in self.kept or () if k.name == name), None)

    def has(self, name: str) -> bool:
        """Whether a name is taken, if only by a file that is no profile."""
        return any(k.name == name for k in self.kept or ())

    @Slot()
    def refresh(self) -> None:
        """Read the folder again."""
        self._run(_nothing, self, _ignore, _ignore)

    def keep(
        self, name: str, profile: Profile, owner: QObject, on_done: Say, on_failed: Say
    ) -> None:
        """Keep a profile, over another of that name; hands the name over."""
        self._run(partial(_keep, name, profile), owner, on_done, on_failed)

    def rename(self, old: str, new: str, owner: QObject, on_done: Say, on_failed: Say) -> None:
        """Give a profile another name; hands it over."""
        self._run(partial(_rename, old, new), owner, on_done, on_failed)

    def duplicate(self, name: str, owner: QObject, on_done: Say, on_failed: Say) -> None:
        """Keep a profile once more; hands the name of the copy over."""
        self._run(partial(_duplicate, name), owner, on_done, on_failed)

    def remove(self, name: str, owner: QObject, on_done: Say, on_failed: Say) -> None:
        """Remove a profile; hands its name over."""
        self._run(partial(_remove, name), owner, on_done, on_failed)

    def read(
        self, path: Path, owner: QObject, on_done: Callable[[Profile], None], on_failed: Say
    ) -> None:
        """Hand the profile of any file over."""
        self._run(partial(_read, path), owner, on_done, on_failed)

    def write(
        self,
        path: Path,
        profile: Profile,
        owner: QObject,
        on_done: Callable[[Path], None],
        on_failed: Say,
    ) -> None:
        """Write a profile into any file; hands its path over."""
        self._run(partial(_write, path, profile), owner, on_done, on_failed)

    def _run(
        self,
        act: Callable[[ProfileShelf], T],
        owner: QObject,
        on_done: Callable[[T], None],
        on_failed: Say,
    ) -> None:
        self._read += 1
        call = partial(_acted, self._folder, self._tags, act)
        outcome = _Outcome(self, self._read, owner, on_done, on_failed)
        # Owned by the shelf: the list is taken over also where the window that asked is gone.
        self._tasks.submit(call, owner=self, on_done=outcome.done, on_failed=outcome.failed)

    def take(self, kept: tuple[KeptProfile, ...], turn: int) -> None:
        """Take what is in the folder now; an answer that a newer question overtook is passed by."""
        if turn < self._read:
            return
        self.kept = kept
        broken = {k.name: k.problem for k in kept if k.profile is None}
        if new := [name for name in broken if broken[name] not in self._told]:
            text = self.tr("The kept profile “{name}” cannot be used and is left out")
            if len(new) > 1:
                text = self.tr("{count} kept profiles cannot be used and are left out")
            said = text.format(name=new[0][:_SHORT], count=len(new))
            self.broke.emit(said, "\n".join(broken[name] for name in new))
        self._told = frozenset(broken.values())
        self.listed.emit(kept)


@dataclass(frozen=True)
class _Outcome(Generic[T]):
    """Hands the outcome of one piece of work to whoever asked, if still there."""

    shelf: Shelf
    turn: int
    owner: QObject
    on_done: Callable[[T], None]
    on_failed: Say

    def done(self, found: tuple[T, tuple[KeptProfile, ...]]) -> None:
        """Take the list over, then tell."""
        result, kept = found
        self.shelf.take(kept, self.turn)
        if shiboken6.isValid(self.owner):
            self.on_done(result)

    def failed(self, error: Exception) -> None:
        """Tell why it could not be done, in one sentence."""
        if not isinstance(error, KnownError):
            log.error("A task failed", exc_info=error)
            self.shelf.failed.emit(error)
        elif shiboken6.isValid(self.owner):
            self.on_failed(sentence(error))


def sentence(error: KnownError) -> str:
    """Return an error as a sentence: those of a wrong question are only its end."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}." if isinstance(error, UsageError) else text


def _acted(
    folder: Path,
    tags: Collection[str] | None,
    act: Callable[[ProfileShelf], T],
    token: CancelToken,
) -> tuple[T, tuple[KeptProfile, ...]]:
    from desktop.services.profiles import ProfileShelf

    shelf = ProfileShelf(folder, tags)
    token.check()
    return act(shelf), shelf.kept()


def _nothing(_: ProfileShelf) -> None:
    return None


def _keep(name: str, profile: Profile, shelf: ProfileShelf) -> str:
    return shelf.keep(name, profile)


def _rename(old: str, new: str, shelf: ProfileShelf) -> str:
    return shelf.rename(old, new)


def _duplicate(name: str, shelf: ProfileShelf) -> str:
    return shelf.duplicate(name)


def _remove(name: str, shelf: ProfileShelf) -> str:
    shelf.remove(name)
    return name


def _read(path: Path, shelf: ProfileShelf) -> Profile:
    return shelf.read(path)


def _write(path: Path, profile: Profile, shelf: ProfileShelf) -> Path:
    shelf.write(path, profile)
    return path


def _ignore(_: object) -> None:
    return None
