"""What the cells of the list of models say, to the eye and to a screen reader."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QCoreApplication, Qt

from desktop.core import numbers
from desktop.core.search.query import ListedModel, ListedScore, SortKey
from desktop.core.verdict.verdict import Answer
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS, ANSWER_WORDS

UNCERTAIN = "≈"
"""Before a figure whose setting may differ from its neighbors'."""


class Column(IntEnum):
    """The fixed columns of the list; those of benchmarks come after them."""

    NAME = 0
    ORGANIZATION = 1
    CLASS = 2
    RELEASED = 3
    CLAIMS = 4
    PARAMETERS = 5
    CONTEXT = 6
    LICENSE = 7
    VERDICT = 8


SORT_KEYS: dict[Column, SortKey] = {
    Column.NAME: SortKey.NAME,
    Column.ORGANIZATION: SortKey.ORGANIZATION,
    Column.CLASS: SortKey.CLASS,
    Column.RELEASED: SortKey.RELEASED,
    Column.CLAIMS: SortKey.SCORES,
    Column.PARAMETERS: SortKey.PARAMETERS,
    Column.CONTEXT: SortKey.CONTEXT,
    Column.LICENSE: SortKey.LICENSE,
}
"""By what a click on a column's header sorts."""

_TEXT_COLUMNS = frozenset(
    {Column.NAME, Column.ORGANIZATION, Column.CLASS, Column.RELEASED, Column.LICENSE}
    | {Column.VERDICT}
)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def alignment(section: int) -> Qt.AlignmentFlag:
    """Return how a column is aligned: figures at the right."""
    return _LEFT if section in _TEXT_COLUMNS else _RIGHT


def fact(listed: ListedModel, column: Column) -> str:
    """Return the text of a fixed column."""
    match column:
        case Column.NAME:
            text = listed.name
        case Column.ORGANIZATION:
            text = listed.organization
        case Column.CLASS:
            text = listed.openness
        case Column.RELEASED:
            text = listed.release_date
        case Column.CLAIMS:
            text = str(listed.claim_count)
        case Column.PARAMETERS:
            text = numbers.parameters(listed.parameters_total)
        case Column.CONTEXT:
            text = numbers.count(listed.context_tokens)
        case _:
            text = listed.license_id
    return text or numbers.MISSING


def verdict(answer: Answer | None) -> str:
    """Return the text of the profile's answer, with its sign; nothing was asked: a dash."""
    return f"{ANSWER_SIGNS[answer]} {answer}" if answer else numbers.MISSING


def spoken_verdict(answer: Answer | None) -> str:
    """Return the profile's answer in words."""
    title = QCoreApplication.translate("CatalogModel", "Verdict for my profile")
    return spoken(title, ANSWER_WORDS[answer] if answer else numbers.MISSING)


def figure(score: ListedScore | None) -> str:
    """Return the text of a benchmark's column."""
    if score is None:
        return numbers.MISSING
    text = numbers.score(score.value)
    return text if score.certain else f"{UNCERTAIN}{text}"


def spoken(title: str, text: str) -> str:
    """Return a cell in words."""
    unknown = QCoreApplication.translate("CatalogModel", "unknown")
    return f"{title}: {unknown if text == numbers.MISSING else text}"


def spoken_figure(title: str, unit: str, score: ListedScore | None) -> str:
    """Return a figure in words, with its unit and with what its mark means."""
    if score is None:
        return spoken(title, numbers.MISSING)
    value = " ".join(filter(None, (numbers.score(score.value), unit)))
    doubt = QCoreApplication.translate("CatalogModel", "in a setting that may differ")
    return spoken(title, value if score.certain else f"{value}, {doubt}")
