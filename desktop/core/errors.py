"""What can go wrong outside the program, as data.

Each of these is the environment's or the asker's doing; the text of one is a single sentence that
a reader can act on. Everything else is a bug of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.core import numbers

LONGEST_TOLD = 80
"""Characters of what somebody typed or a file holds that a sentence repeats."""


class KnownError(Exception):
    """Something outside the program is in the way."""


class NotFoundError(KnownError):
    """No such model, benchmark or license."""

    def __init__(self, kind: str, asked: str, nearest: tuple[str, ...]) -> None:
        super().__init__(kind, asked, nearest)
        self.kind = kind
        self.asked = asked
        self.nearest = nearest

    def __str__(self) -> str:
        hint = f"; did you mean {', '.join(self.nearest)}?" if self.nearest else "."
        asked = f"{self.asked[:LONGEST_TOLD]}…" if len(self.asked) > LONGEST_TOLD else self.asked
        return f"There is no {self.kind} {asked!r} in the catalog{hint}"


class SeedError(KnownError):
    """A seed table says something it may not say; line 0 is the file as a whole."""

    def __init__(self, file: str, line: int, column: str, value: str, expected: str) -> None:
        super().__init__(file, line, column, value, expected)
        self.file = file
        self.line = line
        self.column = column
        self.value = value
        self.expected = expected

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        if self.column:
            where += f", column {self.column}"
        return f"{where}: found {self.value[:LONGEST_TOLD]!r}, expected {self.expected}."


class InputFileError(KnownError):
    """A file that was handed in is not what it should be."""


class TextError(InputFileError):
    """A license text that was handed in is none."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(where, problem)
        self.where = where
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.where} cannot be taken as a license text: {self.problem}."


class NetworkError(KnownError):
    """Something could not be fetched."""

    def __init__(self, url: str, problem: str, next_step: str = "") -> None:
        super().__init__(url, problem, next_step)
        self.url = url
        self.problem = problem
        self.next_step = next_step

    def __str__(self) -> str:
        then = f"; {self.next_step}" if self.next_step else ""
        return f"{self.url} {self.problem}{then}."


def left_out(problems: Sequence[SeedError]) -> str:
    """Say which records a catalog had to do without, blank where it has all."""
    if not problems:
        return ""
    count = numbers.counted(len(problems), "record")
    return f"{count} of the seeds left out of the catalog; the first: {problems[0]}"


class CatalogError(KnownError):
    """The catalog cannot be used as it is."""

    def __init__(self, path: Path, problem: str, next_step: str) -> None:
        super().__init__(path, problem, next_step)
        self.path = path
        self.problem = problem
        self.next_step = next_step

    def __str__(self) -> str:
        return f"The catalog {self.path} {self.problem}; {self.next_step}."


class DamagedCatalogError(CatalogError):
    """The file is a catalog of ours, and it is damaged."""


class NewerCatalogError(CatalogError):
    """The file is a catalog of a newer program."""


class ForeignFileError(CatalogError):
    """The file is not a catalog of ours."""


class OutputError(KnownError):
    """A file could not be written."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"Cannot write {self.path}: {self.problem}; nothing was changed."


class UsageError(KnownError):
    """The question was put in a way that has no answer."""
