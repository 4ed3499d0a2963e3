"""Two questions about licenses that are asked with one click, with how many models answer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.search.query import MY_PROFILE, CatalogQuery, Condition, Operator
from desktop.core.search.query_edit import has_condition, with_condition, without_condition
from desktop.core.search.query_vocabulary import ANY
from desktop.viewmodels.catalog.asking import Asking
from desktop.viewmodels.state import MOST_SEARCHED, ViewState, ViewStore

if TYPE_CHECKING:
    from desktop.core.cancellation import CancelToken
    from desktop.services.listing import Listing
    from desktop.viewmodels.opened import Opened
    from desktop.viewmodels.tasks import TaskRunner


class Quick(StrEnum):
    """The filters; each is a condition in the search line."""

    ALLOWED = "allowed"
    CONTRADICTED = "contradicted"


_CONDITIONS = {Quick.ALLOWED: ("allow", MY_PROFILE), Quick.CONTRADICTED: ("contradiction", ANY)}


def is_on(quick: Quick, line: str) -> bool:
    """Whether a search line has the condition."""
    return has_condition(line, *_CONDITIONS[quick])


def fits(quick: Quick, line: str) -> bool:
    """Whether the line has room for the condition."""
    return len(with_condition(line, *_CONDITIONS[quick])) <= MOST_SEARCHED


class QuickFilters(QObject):
    """Counts whenever the list was asked something else; a newer question cancels the older."""

    counted = Signal(object)  # dict: how many models of the present list each would leave
    failed = Signal(object)  # the exception

    def __init__(
        self,
        store: ViewStore,
        asking: Asking,
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._asking = asking
        self._tasks = tasks
        self._listing: Listing | None = None
        self._running: CancelToken | None = None

    @Slot(object)
    def use(self, opened: Opened) -> None:
        """Count in this catalog from now on."""
        self._listing = opened.listing

    def stop(self) -> None:
        """Count nothing any more until there is another catalog."""
        self._listing = None
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def turn(self, quick: Quick, on: bool) -> None:
        """Put a condition into the search line, or take it out; one step that can be undone."""
        state = self._store.state
        edit = with_condition if on else without_condition
        line = edit(state.search, *_CONDITIONS[quick])
        if len(line) > MOST_SEARCHED:
            return
        text = {
            Quick.ALLOWED: self.tr("allowed for my profile"),
            Quick.CONTRADICTED: self.tr("contradictions"),
        }
        self._store.change(replace(state, search=line), text[quick])

    @Slot(int)
    def count(self, _total: int) -> None:
        """Count what the filters would leave of the list that is shown."""
        if self._running is not None:
            self._running.cancel()
            self._running = None
        if self._listing is None:
            return
        self._running = self._tasks.submit(
            partial(_counts, self._listing, self._asking.query(self._store.state)),
            owner=self,
            on_done=self.counted.emit,
            on_failed=self.failed.emit,
        )


def narrowed(query: CatalogQuery, quick: Quick) -> CatalogQuery:
    """Return a question with the filter's condition, once."""
    field, value = _CONDITIONS[quick]
    asked = Condition(field, Operator.HAS, value)
    return (
        query
        if asked in query.conditions
        else replace(query, conditions=(*query.conditions, asked))
    )


def _counts(listing: Listing, query: CatalogQuery, token: CancelToken) -> Mapping[Quick, int]:
    """Return how many models each filter leaves; the plan's only where it has a use."""
    asked = [q for q in Quick if q is not Quick.ALLOWED or query.profile.uses]
    return {quick: listing.total(narrowed(query, quick), token) for quick in asked}


def state_of(quick: Quick, state: ViewState) -> tuple[bool, bool]:
    """Return whether a filter is on, and whether it can be turned."""
    on = is_on(quick, state.search)
    named = quick is not Quick.ALLOWED or bool(state.profile.uses)
    return on, on or (named and fits(quick, state.search))
