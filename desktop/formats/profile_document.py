"""Profile files: JSON with the names of ``core.verdict.profile_fields``."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from desktop.core.errors import InputFileError
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.profile_fields import ProfileError, read_profile, written

MOST_BYTES = 200_000
"""A profile has some thirty facts; a larger file is something else."""


class ProfileFileError(InputFileError):
    """A file is no profile."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"The profile {self.path} cannot be used: {self.problem}"


def load_profile(path: Path, tags: Collection[str] | None = None) -> Profile:
    """Return the profile of a file.

    Args:
        path: The file.
        tags: The purpose tags of the catalog's vocabulary; None: any.

    Raises:
        ProfileFileError: it cannot be read, is no JSON object, or has a fact that is none.
    """
    try:
        if path.exists() and not path.is_file():
            # Opening a pipe would wait for somebody to write into it.
            raise ProfileFileError(path, "it is no regular file.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else None
        raise ProfileFileError(path, f"{said or error}.") from error
    if len(content) > MOST_BYTES:
        raise ProfileFileError(path, f"it is larger than {MOST_BYTES:,} bytes.")
    try:
        values = json.loads(
            content.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once
        )
    except UnicodeDecodeError as error:
        raise ProfileFileError(path, "it is no text in UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ProfileFileError(path, f"it is no JSON ({error}).") from error
    if not isinstance(values, dict):
        raise ProfileFileError(path, "it is no JSON object of facts.")
    try:
        return read_profile(values, tags)
    except ProfileError as error:
        raise ProfileFileError(path, str(error)) from error


def profile_bytes(profile: Profile) -> bytes:
    """Return a profile as the content of a file; what is not known is left out."""
    return (json.dumps(written(profile), indent=2, ensure_ascii=False) + "\n").encode()


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name stands there twice")
    return values


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")
