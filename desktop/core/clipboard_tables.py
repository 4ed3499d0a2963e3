"""A table as text for other programs: tabs, HTML, Markdown, LaTeX.

Cells are text from anywhere: none of them acts as a formula, a tag, a macro or a line break where
it is pasted.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.core.spreadsheet import defused


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """What was selected.

    Attributes:
        rows: Cells of text, as many in each row.
        headed: Whether the first row names the columns.
        titled: Whether the first column names the rows.
        notes: Sentences that belong below the table; plain tabs and HTML go without.
    """

    rows: tuple[tuple[str, ...], ...]
    headed: bool = False
    titled: bool = False
    notes: tuple[str, ...] = ()


def as_tabs(table: CopiedTable) -> str:
    """Return lines of cells with tabs between them, as spreadsheets take them."""
    return "\n".join("\t".join(defused(one_line(cell)) for cell in row) for row in table.rows)


def as_html(table: CopiedTable) -> str:
    """Return an HTML table, as office programs and mail take it."""
    rows = (
        "".join(f"<td>{html.escape(defused(one_line(cell)))}</td>" for cell in row)
        for row in table.rows
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def as_markdown(table: CopiedTable) -> str:
    """Return a table as GitHub-flavored Markdown, with its notes below.

    Markdown knows no table without a heading: one of blanks is put over a table that has none.
    """
    if not table.rows:
        return ""
    body = list(table.rows)
    heading = body.pop(0) if table.headed else ("",) * len(body[0])
    rules = ["---" if i == 0 and table.titled else "---:" for i in range(len(heading))]
    lines = [_markdown_row(heading), f"| {' | '.join(rules)} |", *map(_markdown_row, body)]
    for note in table.notes:
        lines += ["", _markdown_text(note)]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_markdown_text(cell) for cell in cells)} |"


# An underscore inside a word marks nothing up, and names of models are full of them.
_MARKUP = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|^[#>+-](?=\s|$)")


def _markdown_text(text: str) -> str:
    return _MARKUP.sub(_literal, _bare(text))


def _literal(match: re.Match[str]) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(match[0], f"\\{match[0]}")


def as_latex(table: CopiedTable) -> str:
    """Return a ``tabular`` with the rules of booktabs, with its notes as comments above."""
    if not table.rows:
        return ""
    body = list(table.rows)
    heading = body.pop(0) if table.headed else None
    width = len(table.rows[0])
    columns = "".join("l" if i == 0 and table.titled else "r" for i in range(width))
    lines = ["% Needs \\usepackage{booktabs} and \\usepackage{amssymb}."]
    lines += [f"% {_bare(note)}" for note in table.notes]
    lines += [f"\\begin{{tabular}}{{{columns}}}", "\\toprule"]
    if heading is not None:
        lines += [_latex_row(heading), "\\midrule"]
    lines += [_latex_row(row) for row in body]
    return "\n".join([*lines, "\\bottomrule", "\\end{tabular}"]) + "\n"


def _latex_row(cells: Sequence[str]) -> str:
    return f"{' & '.join(latex_text(cell) for cell in cells)} \\\\"


_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # In brackets, the start of a line after \\ would be read as an argument.
    "[": "{[}",
    "]": "{]}",
    '"': "''",
    "–": "--",
    "—": "---",
    "…": r"\dots{}",
    "−": "$-$",
    "±": r"$\pm$",
    "×": r"$\times$",
    "≠": r"$\neq$",
    "≈": r"$\approx$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "⇅": r"$\updownarrow$",
    "→": r"$\rightarrow$",
    "▲": r"$\blacktriangle$",
    "▼": r"$\blacktriangledown$",
    "△": r"$\vartriangle$",
    "▽": r"$\triangledown$",
    "▴": r"$\uparrow$",
    "▾": r"$\downarrow$",
    "✓": r"$\checkmark$",
    "◆": r"$\blacklozenge$",
    "●": r"$\bullet$",
    "○": r"$\circ$",
    "◐": r"$\ominus$",
    "▷": r"$\triangleright$",
    "★": r"$\bigstar$",
    "·": r"$\cdot$",
} | {character: f"\\{character}" for character in "&%$#_{}"}


def latex_text(text: str) -> str:
    """Return a text in which no character acts as a command, our marks as symbols."""
    return "".join(_LATEX.get(character, character) for character in _bare(text))


def one_line(text: str) -> str:
    """Return a text without tabs and line breaks, which would move it into other cells."""
    return " ".join(text.split())


def _bare(text: str) -> str:
    """Return a text on one line without controls and marks that turn the direction of writing."""
    kept = (c for c in one_line(text) if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return "".join(kept)
