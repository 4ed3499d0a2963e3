"""Profiles that are kept under a name: one file each, the same that the command line reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import KnownError, OutputError, UsageError
from desktop.core.verdict.profile import Profile
from desktop.formats.profile_document import load_profile, profile_bytes

MOST_PROFILES = 200
MOST_NAME = 80
_SUFFIX = ".json"
_MOST_BYTES = 255
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """A file on the shelf.

    Attributes:
        profile: What it says; None where it cannot be used.
        problem: Why not, in one sentence; blank where it can.
    """

    name: str
    profile: Profile | None
    problem: str = ""


class ProfileShelf:
    """Keeps profiles in a folder.

    Args:
        folder: Where; made when the first one is kept.
        tags: The purpose tags of the catalog's vocabulary; None: any.
    """

    def __init__(self, folder: Path, tags: Collection[str] | None = None) -> None:
        self.folder = folder
        self._tags = tags

    def names(self) -> tuple[str, ...]:
        """Return the names, in the order of the alphabet."""
        found = {_normal(path.stem) for path in self._files()}
        return tuple(sorted(found, key=lambda name: (name.casefold(), name))[:MOST_PROFILES])

    def kept(self) -> tuple[KeptProfile, ...]:
        """Return all profiles by name; one that cannot be read comes with the reason."""
        return tuple(self._kept(name) for name in self.names())

    def _kept(self, name: str) -> KeptProfile:
        try:
            return KeptProfile(name, self.load(name))
        except UsageError as error:
            return KeptProfile(name, None, f"{name!r}: {error}.")
        except KnownError as error:
            return KeptProfile(name, None, str(error))

    def load(self, name: str) -> Profile:
        """Return a profile.

        Raises:
            ProfileFileError: there is none of that name, or its file is no profile.
        """
        return self.read(self._path(name))

    def read(self, path: Path) -> Profile:
        """Return the profile of any file.

        Raises:
            ProfileFileError: it is no profile.
        """
        return load_profile(path, self._tags)

    def write(self, path: Path, profile: Profile) -> None:
        """Write a profile into any file, over what was there.

        Raises:
            OutputError: the file cannot be written.
        """
        from desktop.report.files import write_file

        write_file(path, profile_bytes(profile))

    def keep(self, name: str, profile: Profile) -> str:
        """Keep a profile, over another one of that name, and return the name it has.

        Raises:
            UsageError: the name cannot be one of a file, or there are too many.
            KnownError: the file cannot be written.
        """
        path = self._path(name)
        if not path.exists() and len(self.names()) >= MOST_PROFILES:
            raise UsageError(f"{MOST_PROFILES} profiles are kept already; remove one first")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(self.folder, f"{error.strerror or error}") from error
        self.write(path, profile)
        return _normal(path.stem)

    def duplicate(self, name: str) -> str:
        """Keep a profile once more under a name that is free, and return that.

        Raises:
            ProfileFileError: there is none of that name, or its file is no profile.
            KnownError: it cannot be written.
        """
        profile, taken = self.load(name), self.names()
        for number in range(1, MOST_PROFILES + 1):
            suffix = " copy" if number == 1 else f" copy {number}"
            free = f"{name[: MOST_NAME - len(suffix)].rstrip()}{suffix}"
            if free not in taken:
                break
        return self.keep(free, profile)

    def rename(self, old: str, new: str) -> str:
        """Give a profile another name, and return it.

        Raises:
            UsageError: the new name cannot be one of a file, or is taken.
            KnownError: the file cannot be renamed.
        """
        before, after = self._path(old), self._path(new)
        if after.exists() and not _same(before, after):
            raise UsageError(f"there is a profile {after.stem!r} already")
        try:
            before.rename(after)
        except OSError as error:
            raise KnownError(f"{before} cannot be renamed: {error.strerror}.") from error
        return _normal(after.stem)

    def remove(self, name: str) -> None:
        """Remove a profile; one that is gone already is no error.

        Raises:
            KnownError: the file cannot be removed.
        """
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise KnownError(f"{path} cannot be removed: {error.strerror}.") from error

    def _files(self) -> Iterator[Path]:
        try:
            found = list(self.folder.glob(f"*{_SUFFIX}"))
        except OSError:
            return
        for path in found:
            if not path.name.startswith(".") and not path.is_dir() and _encodes(path.stem):
                yield path

    def _path(self, name: str) -> Path:
        plain = _normal(name).strip()
        if not plain or len(plain) > MOST_NAME or plain.startswith("."):
            raise UsageError(f"a name has 1 to {MOST_NAME} characters and begins with no dot")
        if _UNFIT.search(plain) or _RESERVED.fullmatch(plain) or not _encodes(plain):
            raise UsageError(f"{plain!r} cannot be the name of a file")
        path = self.folder / f"{plain}{_SUFFIX}"
        if path.exists():
            return path
        # Another program may have written the letters of the name in their other form.
        return next((file for file in self._files() if _normal(file.stem) == plain), path)


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _encodes(name: str) -> bool:
    try:
        return len(name.encode()) + len(_SUFFIX) <= _MOST_BYTES
    except UnicodeEncodeError:  # half a surrogate pair
        return False


def _same(one: Path, other: Path) -> bool:
    """Whether two names are one file, as on disks that do not tell capitals apart."""
    try:
        return one.samefile(other)
    except OSError:
        return False
