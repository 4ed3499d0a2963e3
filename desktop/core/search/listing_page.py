"""Pages of a list that is too long to be held."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.search.query import ListedModel

PAGE = 256
"""Models of one page: 1 ms from a warm catalog, 20 ms from a cold one."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row right before a page, by what the list is sorted by; pages are found from there.

    Attributes:
        page: Number of the page that begins after the row.
        leading: Whether the row is one of those whose names begin with the searched text, which
            come first.
        key: What the list is sorted by; None where that is not known of the row.
        name: Name of the row's model.
        id: Its id.
    """

    page: int
    leading: bool
    key: str | float | None
    name: str
    id: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page.

    Attributes:
        number: Which page, from 0.
        models: Its models in order; fewer than ``PAGE`` exactly if the list ends here.
        cursors: Places from which pages near this one are found quickly, the next one among them.
        columns: Benchmarks of the models' scores.
    """

    number: int
    models: tuple[ListedModel, ...]
    cursors: tuple[Cursor, ...] = ()
    columns: tuple[str, ...] = ()
