"""The line in the search field as a question to the list."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.search.query import CatalogQuery
from desktop.core.search.query_fault import QueryError
from desktop.core.search.query_language import ParsedQuery, begun, parse
from desktop.core.search.query_vocabulary import Vocabulary
from desktop.viewmodels.state import ViewState, ViewStore

if TYPE_CHECKING:
    from desktop.core.search.query_completion import Completion


class Asking(QObject):
    """Reads the line whenever it changes; while it cannot be read, the last good one counts."""

    columns_named = Signal(object)  # see columns(); when others are shown, or their names known
    judged = Signal(object)  # QueryError of the present line, None where it is understood

    def __init__(self, store: ViewStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.vocabulary = Vocabulary()
        self.fault: QueryError | None = None
        self._known = False
        self._values: Mapping[str, tuple[str, ...]] = {}
        self._good = ParsedQuery()
        self._store = store
        store.changed.connect(self._state_changed)

    def learn(self, vocabulary: Vocabulary) -> None:
        """Take the words of a catalog; before that, no line is judged."""
        self.vocabulary = vocabulary
        self._known = True
        self.columns_named.emit(self.columns(self._store.state))
        self._read(self._store.state.search)

    def offer(self, values: Mapping[str, tuple[str, ...]]) -> None:
        """Take the values that are offered while somebody types, by field."""
        self._values = values

    def values(self, field: str) -> tuple[str, ...]:
        """Return the values of a field that the catalog has, the most frequent first."""
        return self._values.get(field, ())

    def query(self, state: ViewState) -> CatalogQuery:
        """Return the question to the list: of the present line, or of the last good one."""
        good = self._good
        return replace(state.query, text=good.text, conditions=good.conditions, scores=good.scores)

    def columns(self, state: ViewState) -> tuple[tuple[str, str, str], ...]:
        """Return id, name and unit of the benchmarks that the list shows.

        Before the catalog is open they go by their ids.
        """
        found = ((key, self.vocabulary.benchmark(key)) for key in state.columns)
        return tuple((key, b.name if b else key, b.unit if b else "") for key, b in found)

    def completions(self, line: str, cursor: int) -> tuple[Completion, ...]:
        """Return what can stand at the cursor, the likeliest first."""
        from desktop.core.search.query_completion import completions  # when first typed

        return completions(line, cursor, self.vocabulary, self._values)

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if before.columns != after.columns:
            self.columns_named.emit(self.columns(after))
        if before.search != after.search:
            self._read(after.search)

    def _read(self, line: str) -> None:
        if not self._known:
            return
        try:
            self._good = parse(line, self.vocabulary)
            self.fault = None
        except QueryError as error:
            self.fault = error
            self._good = self._without_names(error)
        self.judged.emit(self.fault)

    def _without_names(self, error: QueryError) -> ParsedQuery:
        """Return the last good question without the name before the operator that was typed since.

        Until then it was a word to search for, and the list may have become empty because of it.
        """
        if error.unfinished:
            with suppress(QueryError):
                return begun(error.query, self.vocabulary)
        words = [word for word in self._good.text.split(" ") if word != error.found]
        return replace(self._good, text=" ".join(words))
