"""A few models by name, while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.core.search.query import CatalogQuery, ListedModel

if TYPE_CHECKING:
    from desktop.core.cancellation import CancelToken
    from desktop.services.listing import Listing
    from desktop.viewmodels.tasks import TaskRunner


class Suggestions:
    """Answers one question at a time; a newer one cancels the older."""

    def __init__(self, tasks: TaskRunner, on_failed: Callable[[Exception], None]) -> None:
        self._tasks = tasks
        self._on_failed = on_failed
        self._running: CancelToken | None = None

    def cancel(self) -> None:
        """Let the answer that is on its way go nowhere."""
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def ask(
        self,
        call: Callable[[CancelToken], list[ListedModel]],
        owner: QObject,
        on_done: Callable[[list[ListedModel]], None],
    ) -> None:
        """Run a search (see ``suggested``); without its owner nothing is handed over any more."""
        self.cancel()
        self._running = self._tasks.submit(
            call, owner=owner, on_done=on_done, on_failed=self._on_failed
        )


def suggested(
    listing: Listing, text: str, limit: int
) -> Callable[[CancelToken], list[ListedModel]]:
    """Return a search for a few models by name, those whose names begin with the text first."""
    return partial(_suggest, listing, text, limit)


def _suggest(listing: Listing, text: str, limit: int, token: CancelToken) -> list[ListedModel]:
    token.check()
    found = listing.first(CatalogQuery(text=text, limit=5 * limit))
    start = text.strip().casefold()
    ordered = sorted(found, key=lambda listed: not listed.name.casefold().startswith(start))
    return ordered[:limit]
