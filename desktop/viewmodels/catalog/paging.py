"""Fetch the pages of the list that are looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.core.cancellation import CancelToken
from desktop.core.search.listing_page import Cursor, ListPage
from desktop.core.search.query import CatalogQuery
from desktop.viewmodels.catalog.catalog_model import CatalogModel
from desktop.viewmodels.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop.services.listing import Listing

MOST_AT_ONCE = 3
"""Pages that are fetched at once: whoever scrolls on has left the others behind."""


class Paging(QObject):
    """Fetches pages of the present question; those of an earlier one are never shown."""

    def __init__(
        self,
        model: CatalogModel,
        tasks: TaskRunner,
        on_failed: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._tasks = tasks
        self._on_failed = on_failed
        self._listing: Listing | None = None
        self._query = CatalogQuery()
        self._fetched: dict[int, CancelToken] = {}
        model.page_needed.connect(self._fetch)

    def use(self, listing: Listing, query: CatalogQuery) -> None:
        """Fetch pages of another question, once its first page is shown."""
        self.stop()
        self._listing, self._query = listing, query

    def stop(self) -> None:
        """Fetch nothing any more until there is another question."""
        self._listing = None
        for token in self._fetched.values():
            token.cancel()
        self._fetched.clear()

    @Slot(int, object)
    def _fetch(self, number: int, near: Cursor | None) -> None:
        if self._listing is None:
            return
        while len(self._fetched) >= MOST_AT_ONCE:
            oldest = next(iter(self._fetched))
            self._fetched.pop(oldest).cancel()
            self._model.give_up(oldest)
        self._fetched[number] = self._tasks.submit(
            partial(self._listing.page, self._query, number, near),
            owner=self,
            on_done=self._take,
            on_failed=self._on_failed,
        )

    def _take(self, page: ListPage) -> None:
        self._fetched.pop(page.number, None)
        self._model.show_page(page)
