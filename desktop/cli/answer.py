"""The answer to a command, in whichever form was asked for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper

from desktop.cli.arguments import Format
from desktop.formats.documents import Document
from desktop.formats.plain_text import harmless
from desktop.formats.tables import Table


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found.

    Attributes:
        document: Makes the JSON document.
        tables: Makes the tables for readers.
        sheet: Makes the one table for spreadsheets, with plain figures and blanks for missing.
        remarks: Sentences for standard error: what was left out, what to try next.
        code: Exit code.
    """

    document: Callable[[], Document]
    tables: Callable[[], list[Table]]
    sheet: Callable[[], Table]
    remarks: tuple[str, ...] = ()
    code: int = 0


def text_of(answer: Answer, form: Format, columns: int | None) -> str:
    """Return an answer in a form.

    Args:
        answer: What was found.
        form: The form asked for.
        columns: Width of the terminal for tables; None where the output is no terminal.
    """
    # Each form is loaded only when asked for: the whole command has 0.4 s.
    match form:
        case Format.JSON:
            from desktop.formats.plain_text import as_json

            return as_json(answer.document()) + "\n"
        case Format.CSV:
            from desktop.formats.tables import as_csv

            return as_csv(answer.sheet())
        case Format.MARKDOWN:
            from desktop.formats.tables import as_markdown

            return as_markdown(answer.tables())
        case Format.TABLE:
            from desktop.formats.terminal import as_text

            return as_text(answer.tables(), columns)


def prepare_streams() -> None:
    """Make sure that no character and no line end of an answer depends on the machine."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def terminal_columns() -> int | None:
    """Return the width of the terminal that standard output is, None where it is none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return max(shutil.get_terminal_size().columns, 20)


def put(text: str) -> None:
    """Write to standard output, all of it, now.

    Raises:
        OSError: it cannot be written; a BrokenPipeError where nobody reads on.
    """
    if sys.stdout is None:  # closed by whoever started the program
        return
    sys.stdout.write(text)
    sys.stdout.flush()


def say(sentence: str) -> None:
    """Write a sentence to standard error, on one line; nobody listening is no reason to fail."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(f"weighbridge: {harmless(sentence)}", file=sys.stderr, flush=True)


def abandon_stdout() -> None:
    """Let what is still to be written go nowhere, so that exiting does not fail on it too."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
