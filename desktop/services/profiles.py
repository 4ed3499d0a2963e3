"""Profiles that are kept under a name: one file each, the same that the command line reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from desktop.core.errors import KnownError, UsageError
from desktop.core.verdict.profile import Profile
from desktop.formats.profile_document import load_profile, profile_bytes

MOST_PROFILES = 200
MOST_NAME = 80
_SUFFIX = ".json"
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


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
        try:
            found = [p.stem for p in self.folder.glob(f"*{_SUFFIX}") if p.is_file()]
        except OSError:
            return ()
        return tuple(sorted(found, key=str.casefold)[:MOST_PROFILES])

    def load(self, name: str) -> Profile:
        """Return a profile.

        Raises:
            ProfileFileError: there is none of that name, or its file is no profile.
        """
        return load_profile(self._path(name), self._tags)

    def keep(self, name: str, profile: Profile) -> str:
        """Keep a profile, over another one of that name, and return the name it has.

        Raises:
            UsageError: the name cannot be one of a file, or there are too many.
            KnownError: the file cannot be written.
        """
        from desktop.report.files import write_file

        path = self._path(name)
        if not path.exists() and len(self.names()) >= MOST_PROFILES:
            raise UsageError(f"{MOST_PROFILES} profiles are kept already; remove one first")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KnownError(f"{self.folder} cannot be made: {error.strerror}.") from error
        write_file(path, profile_bytes(profile))
        return path.stem

    def rename(self, old: str, new: str) -> str:
        """Give a profile another name, and return it.

        Raises:
            UsageError: the new name cannot be one of a file, or is taken.
            KnownError: the file cannot be renamed.
        """
        before, after = self._path(old), self._path(new)
        if after.exists() and before != after:
            raise UsageError(f"there is a profile {after.stem!r} already")
        try:
            before.rename(after)
        except OSError as error:
            raise KnownError(f"{before} cannot be renamed: {error.strerror}.") from error
        return after.stem

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

    def _path(self, name: str) -> Path:
        plain = unicodedata.normalize("NFC", name).strip()
        if not plain or len(plain) > MOST_NAME or plain.startswith("."):
            raise UsageError(f"a name has 1 to {MOST_NAME} characters and begins with no dot")
        if _UNFIT.search(plain) or _RESERVED.fullmatch(plain):
            raise UsageError(f"{plain!r} cannot be the name of a file")
        return self.folder / f"{plain}{_SUFFIX}"
