"""Searches that are kept under a name."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.search.query import Facet, SortKey

MOST_SAVED = 100
"""Searches that are kept."""
MOST_NAME = 80
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """What the list was asked, and how it was shown.

    Attributes:
        name: As the user calls it; no two searches have the same.
        search: The line in the search field.
        columns: Ids of the benchmarks that were shown, in order.
    """

    name: str
    search: str = ""
    facets: tuple[tuple[Facet, frozenset[str]], ...] = ()
    sort: SortKey = SortKey.NAME
    sort_benchmark: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
