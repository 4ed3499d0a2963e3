"""Text that a spreadsheet takes as text or as a number, never as a formula."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
# The wide forms act too: East Asian versions of spreadsheets read them as the narrow ones.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def defused(cell: str) -> str:
    """Return a cell with an apostrophe before whatever would be a formula; numbers stay."""
    formula = cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if formula else cell
