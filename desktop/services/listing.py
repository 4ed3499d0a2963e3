"""Search the list of models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CancelToken
from desktop.core.search.listing_page import PAGE, Cursor, ListPage
from desktop.core.search.query import CatalogQuery, Facet, ListedModel


@dataclass(frozen=True, slots=True)
class Found:
    """The beginning of what a search found.

    Attributes:
        page: The first page.
        total: How many match, if the first page shows that; None where it has to be counted.
        corrections: Words that no model has, each with a word that it was read as; several for one
            word are alternatives.
    """

    page: ListPage
    total: int | None
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def first(self) -> tuple[ListedModel, ...]:
        """The models of the first page."""
        return self.page.models


class Listing:
    """Answers searches over the models.

    All questions may be asked on any thread; one whose token is canceled stops within milliseconds
    with a ``CanceledError``.
    """

    def __init__(self, reader: CatalogReader) -> None:
        self._reader = reader

    def find(self, query: CatalogQuery, token: CancelToken | None = None) -> Found:
        """Return the first page of what matches; counting all of it is another question."""
        page = self._reader.page(query, token=token)
        most = PAGE if query.limit is None else min(PAGE, query.limit)
        shown = len(page.models)
        total = shown if shown < most else None
        return Found(page, total, self._reader.corrections(query) if query.text else ())

    def total(self, query: CatalogQuery, token: CancelToken | None = None) -> int:
        """Return how many models match, whatever the limit."""
        return self._reader.total(query, token)

    def page(
        self,
        query: CatalogQuery,
        number: int,
        near: Cursor | None = None,
        token: CancelToken | None = None,
    ) -> ListPage:
        """Return one page.

        Args:
            query: What is asked.
            number: Which page, from 0.
            near: A cursor that an earlier page gave, of this page or one before it.
            token: To stop.
        """
        return self._reader.page(query, number, near, token)

    def row(self, query: CatalogQuery, model_id: str, token: CancelToken | None = None) -> int:
        """Return in which row of the list a model is, from 0; -1 where it does not match."""
        return self._reader.row(query, model_id, token)

    def models(
        self, query: CatalogQuery, token: CancelToken | None = None
    ) -> Iterator[ListedModel]:
        """Yield all that match, up to the query's limit, in order."""
        number, near = 0, None
        while True:
            page = self._reader.page(query, number, near, token)
            yield from page.models
            if len(page.models) < PAGE:
                return
            number, near = number + 1, page.cursors[-1] if page.cursors else None

    def first(self, query: CatalogQuery, token: CancelToken | None = None) -> list[ListedModel]:
        """Return the first models that match, without counting all of them."""
        return list(self._reader.page(query, token=token).models)

    def listed(self, ids: Sequence[str]) -> list[ListedModel]:
        """Return the list's facts of some models, in order; unknown ids are left out."""
        return self._reader.listed(ids)

    def facets(
        self, query: CatalogQuery, token: CancelToken | None = None
    ) -> dict[Facet, list[tuple[str, int]]]:
        """Return the values of each facet with how many models choosing them would give."""
        return self._reader.facet_counts(query, token)

    def close(self) -> None:
        """Let go of the catalog."""
        self._reader.close()
