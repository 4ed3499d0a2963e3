"""Roles of our item models beside Qt's own."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """What else a cell can be asked.

    Attributes:
        KEY: Id of what the row or column stands for.
        SORT: The value to sort by.
        CELL: The prepared cell (see ``compare_cells.CompareCell``).
        SECONDARY: A second line, for headers and cells.
        KIND: Kind of the row.
        URL: Address to open.
        COUNT: A number beside the text.
        DIFFERS: Whether the row's cells differ, or are to be set in bold.
        MUTED: Whether the cell says only that there is nothing.
        UNIT: Unit of a row's figures, beside its title.
        MARK: A mark beside the title of a row.
        ANSWER: The answer of the profile that the cell is about.
    """

    KEY = Qt.ItemDataRole.UserRole + 1
    SORT = Qt.ItemDataRole.UserRole + 2
    CELL = Qt.ItemDataRole.UserRole + 3
    SECONDARY = Qt.ItemDataRole.UserRole + 4
    KIND = Qt.ItemDataRole.UserRole + 5
    URL = Qt.ItemDataRole.UserRole + 6
    COUNT = Qt.ItemDataRole.UserRole + 7
    DIFFERS = Qt.ItemDataRole.UserRole + 8
    MUTED = Qt.ItemDataRole.UserRole + 9
    UNIT = Qt.ItemDataRole.UserRole + 10
    MARK = Qt.ItemDataRole.UserRole + 11
    ANSWER = Qt.ItemDataRole.UserRole + 12


class RowKind(StrEnum):
    """What a row of the compare page is."""

    SECTION = "section"
    FACT = "fact"
    LICENSE = "license"
    VERDICT = "verdict"
    SCORE = "score"
