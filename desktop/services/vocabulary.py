"""What the query language can say about one catalog."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.catalog.reader import CatalogReader
from desktop.catalog.values import known_values
from desktop.core.cancellation import CancelToken
from desktop.core.search.query_vocabulary import Vocabulary

Values = Mapping[str, tuple[str, ...]]
"""Known values of fields that are no closed list, by the field's name."""


class Words:
    """Reads the words of the query language from the catalog."""

    def __init__(self, reader: CatalogReader) -> None:
        self._reader = reader

    def vocabulary(self) -> Vocabulary:
        """Return fields and benchmarks."""
        return Vocabulary(tuple(self._reader.benchmarks()))

    def values(self, token: CancelToken | None = None) -> Values:
        """Return values to offer; reads every model once.

        Raises:
            CanceledError: the token was canceled.
        """
        return known_values(self._reader.path, token)
