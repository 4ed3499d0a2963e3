"""Dates that are known only as far as a source printed them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day; the printed length is the precision.

    Attributes:
        text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises:
        ValueError: the text has another shape or names no day of the calendar.
    """

    text: str

    def __post_init__(self) -> None:
        match = _SHAPE.fullmatch(self.text)
        if match is None:
            raise ValueError(f"{self.text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match.groups()
        date(int(year), int(month or 1), int(day or 1))

    @property
    def year(self) -> int:
        """Year of the Gregorian calendar."""
        return int(self.text[:4])

    @property
    def first_day(self) -> date:
        """The earliest day the text can mean; what comparisons use."""
        return date.fromisoformat(self.text + "-01-01"[(len(self.text) - 4) :])

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first_day, self.text) < (other.first_day, other.text)


def parse_partial_date(text: str) -> PartialDate | None:
    """Return the date a source printed, or None where it printed none.

    Raises:
        ValueError: the text is neither blank nor a date.
    """
    return PartialDate(text) if text else None
