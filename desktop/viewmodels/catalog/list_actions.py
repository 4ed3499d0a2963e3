"""What can be done with the list: filter, sort, choose columns, keep searches. All undoable."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from desktop.core.benchmark import Benchmark
from desktop.core.search.query import Facet, SortKey
from desktop.viewmodels.catalog.saved_search import MOST_NAME, MOST_SAVED, SavedSearch
from desktop.viewmodels.state import MOST_COLUMNS, ViewState, ViewStore


class ListActions(QObject):
    """Changes the part of the state that concerns the list."""

    def __init__(self, store: ViewStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store

    # Filters and order

    @Slot(object, str, bool)
    def choose(self, facet: Facet, value: str, chosen: bool) -> None:
        """Show only models with a value of a facet, or no longer only these."""
        values = self._store.state.chosen(facet)
        after = self._store.state.with_facet(
            facet, values | {value} if chosen else values - {value}
        )
        shown = value or self.tr("not stated")
        verb = self.tr("show only {value}") if chosen else self.tr("no longer only {value}")
        self._store.change(after, verb.format(value=shown))

    def clear_facet(self, facet: Facet) -> None:
        """Untick all values of a facet."""
        after = self._store.state.with_facet(facet, frozenset())
        self._store.change(after, self.tr("clear a filter"))

    def sort_by(self, key: SortKey) -> None:
        """Sort by a column; once more turns the order around."""
        state = self._store.state
        again = state.sort is key and not state.sort_benchmark
        descending = not state.descending if again else False
        self._sort(replace(state, sort=key, sort_benchmark="", descending=descending))

    def sort_by_benchmark(self, benchmark: Benchmark) -> None:
        """Sort by a benchmark, the best first; once more turns the order around."""
        state = self._store.state
        again = state.sort_benchmark == benchmark.id
        descending = not state.descending if again else benchmark.higher_is_better
        self._sort(replace(state, sort_benchmark=benchmark.id, descending=descending))

    def _sort(self, after: ViewState) -> None:
        self._store.change(after, self.tr("sort the list"))

    # Columns

    def add_column(self, benchmark: Benchmark) -> None:
        """Show a benchmark's headline figures in the list, after the other columns."""
        columns = tuple(dict.fromkeys((*self._store.state.columns, benchmark.id)))
        if len(columns) <= MOST_COLUMNS:
            after = replace(self._store.state, columns=columns)
            text = self.tr("show the column {name}")
            self._store.change(after, text.format(name=benchmark.name))

    def remove_column(self, benchmark_id: str) -> None:
        """Take a benchmark out of the list; an order by it goes with it."""
        state = self._store.state
        after = replace(state, columns=tuple(c for c in state.columns if c != benchmark_id))
        if state.sort_benchmark == benchmark_id:
            after = replace(after, sort_benchmark="", descending=False)
        text = self.tr("remove the column {name}")
        self._store.change(after, text.format(name=benchmark_id))

    # Saved searches

    def save(self, name: str) -> bool:
        """Keep the present search under a name, replacing the one that had it.

        Returns:
            Whether there was a name, and room for another search.
        """
        state, name = self._store.state, _named(name)
        others = tuple(s for s in state.saved if s.name != name)
        if not name or len(others) >= MOST_SAVED:
            return False
        search = SavedSearch(
            name,
            state.search,
            state.facets,
            state.sort,
            state.sort_benchmark,
            state.descending,
            state.columns,
        )
        after = replace(state, saved=_ordered((*others, search)))
        self._store.change(after, self.tr("save the search {name}").format(name=name))
        return True

    def apply(self, name: str) -> None:
        """Ask a saved search again."""
        search = self._saved(name)
        if search is None:
            return
        after = replace(
            self._store.state,
            search=search.search,
            facets=search.facets,
            sort=search.sort,
            sort_benchmark=search.sort_benchmark,
            descending=search.descending,
            columns=search.columns,
        )
        self._store.change(after, self.tr("search as in {name}").format(name=name))

    def rename(self, name: str, other: str) -> bool:
        """Give a saved search another name.

        Returns:
            Whether the other name is one, and free.
        """
        search, other = self._saved(name), _named(other)
        state = self._store.state
        if search is None or not other or (other != name and self._saved(other)):
            return False
        others = (s for s in state.saved if s.name != name)
        after = replace(state, saved=_ordered((*others, replace(search, name=other))))
        text = self.tr("rename the search {name}")
        self._store.change(after, text.format(name=name))
        return True

    def delete(self, name: str) -> None:
        """Forget a saved search."""
        saved = tuple(s for s in self._store.state.saved if s.name != name)
        text = self.tr("delete the search {name}")
        self._store.change(replace(self._store.state, saved=saved), text.format(name=name))

    def show_details(self, shown: bool) -> None:
        """Open or close the facts of the current model below the list."""
        text = self.tr("show the details") if shown else self.tr("hide the details")
        self._store.change(replace(self._store.state, details_shown=shown), text)

    def _saved(self, name: str) -> SavedSearch | None:
        return next((s for s in self._store.state.saved if s.name == name), None)


def _named(name: str) -> str:
    return " ".join(name.split())[:MOST_NAME].strip()


def _ordered(searches: tuple[SavedSearch, ...]) -> tuple[SavedSearch, ...]:
    return tuple(sorted(searches, key=lambda search: search.name.casefold()))
