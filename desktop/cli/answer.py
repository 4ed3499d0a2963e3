"""The answer to a command, in whichever form was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.cli.arguments import Format
from desktop.formats.documents import Document
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
