"""What the window shows, as one value, and the history of its changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop.core.charts.coloring import Coloring
from desktop.core.claims.policy import Pick, Policy
from desktop.core.marks import MAX_MODELS
from desktop.core.search.query import CatalogQuery, Facet, SortKey
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.profile_fields import ProfileError, read_profile, written
from desktop.viewmodels.catalog.saved_search import MOST_NAME, MOST_SAVED, SavedSearch


class Page(StrEnum):
    """Pages of the window, in order."""

    COMPARE = "compare"
    CHARTS = "charts"
    LICENSES = "licenses"
    SOURCES = "sources"


class Theme(StrEnum):
    """Color scheme of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything a session brings back.

    Attributes:
        tray: Ids of the compared models, in order, at most twelve.
        search: The line in the search field, whether it can be understood or not.
        sort_benchmark: Benchmark by which the list is sorted, instead of ``sort``; blank for none.
        columns: Ids of the benchmarks that the list shows, in order.
        saved: Searches that are kept under a name, by name.
        details_shown: Whether the facts of the current model are open below the list.
        all_rows: Whether rows that concern one model only, and subsets, are shown too.
        only_differences: Whether rows in which all models agree are left out.
        collapsed: Titles of the sections of the compare page that are folded.
        policy: Rule that picks the claim of every cell of the comparison.
        picks: Claims to use over the policy, each with the day on which that was decided.
        baseline: Id of the model that the others are measured against; blank for none.
        swapped: Whether the models are rows and the facts columns.
        benchmarks: Ids of the benchmarks to show, in this order; empty for all, by category.
        catalog_shown: Whether the catalog pane is open.
        coloring: What the colors of the bars in charts stand for.
        profile: The plan that licenses are judged under; without a use, none are.
        profile_name: Name under which the plan is kept; blank for one that is not.
    """

    tray: tuple[str, ...] = ()
    page: Page = Page.COMPARE
    search: str = ""
    facets: tuple[tuple[Facet, frozenset[str]], ...] = ()
    sort: SortKey = SortKey.NAME
    sort_benchmark: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    saved: tuple[SavedSearch, ...] = ()
    details_shown: bool = True
    all_rows: bool = False
    only_differences: bool = False
    collapsed: frozenset[str] = frozenset()
    policy: Policy = Policy.DEFAULT
    picks: tuple[Pick, ...] = ()
    baseline: str = ""
    swapped: bool = False
    benchmarks: tuple[str, ...] = ()
    catalog_shown: bool = True
    theme: Theme = Theme.SYSTEM
    coloring: Coloring = Coloring.MODEL
    profile: Profile = field(default_factory=Profile)
    profile_name: str = ""

    @property
    def query(self) -> CatalogQuery:
        """The question to the catalog's list, with the search line as it stands (see Asking)."""
        return CatalogQuery(
            text=self.search,
            facets=self.facets,
            sort=self.sort,
            sort_benchmark=self.sort_benchmark,
            descending=self.descending,
            columns=self.columns,
            profile=self.profile,
        )

    def chosen(self, facet: Facet) -> frozenset[str]:
        """Return the chosen values of one facet."""
        return dict(self.facets).get(facet, frozenset())

    def with_facet(self, facet: Facet, values: frozenset[str]) -> ViewState:
        """Return the state with other values of one facet."""
        facets = {**dict(self.facets), facet: values}
        ordered = tuple((f, facets[f]) for f in Facet if facets.get(f))
        return replace(self, facets=ordered)

    def with_models(self, ids: tuple[str, ...]) -> ViewState:
        """Return the state with models added to the tray, as many as have room."""
        tray = tuple(dict.fromkeys(self.tray + ids))
        return replace(self, tray=tray[:MAX_MODELS])

    def to_json(self) -> str:
        """Return the state as text for the settings file."""
        plain = asdict(replace(self, profile=Profile()))
        return json.dumps({**plain, "profile": written(self.profile)}, default=_plain)

    @classmethod
    def from_json(cls, text: str) -> ViewState:
        """Read a state, taking defaults for whatever is not understood."""
        try:
            given = json.loads(text)
        except (ValueError, RecursionError):  # the latter for brackets nested beyond all measure
            return cls()
        if not isinstance(given, dict):
            return cls()
        known = {f.name for f in fields(cls)}
        state = cls()
        for name, value in given.items():
            if name in known:
                try:
                    state = replace(state, **{name: _READ[name](value)})
                except (ValueError, TypeError, KeyError, AttributeError, ProfileError):
                    continue
        return state


MOST_SEARCHED = 200
"""Characters of a search that are kept."""


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(dict.fromkeys(_text(x) for x in value))


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _facets(value: Any) -> tuple[tuple[Facet, frozenset[str]], ...]:
    chosen = {Facet(name): frozenset(_texts(values)) for name, values in value}
    return tuple((facet, chosen[facet]) for facet in Facet if chosen.get(facet))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # half a surrogate pair is no text: neither Qt nor SQLite takes it
    return value


MOST_COLUMNS = 24
"""Benchmarks that the list shows at once."""


def _saved(value: Any) -> tuple[SavedSearch, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    found = (
        SavedSearch(**{f.name: _READ[f.name](each[f.name]) for f in fields(SavedSearch)})
        for each in value
    )
    named = {search.name: search for search in found if search.name.strip()}
    return tuple(sorted(named.values(), key=lambda s: s.name.casefold())[:MOST_SAVED])


MOST_PICKS = 1000
"""Choices of the user that are kept."""


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else sorted(value)


def _picks(value: Any) -> tuple[Pick, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    picks = (Pick(_text(x["claim_id"]), date.fromisoformat(_text(x["day"]))) for x in value)
    return tuple({pick.claim_id: pick for pick in picks}.values())[:MOST_PICKS]


_READ: dict[str, Callable[[Any], Any]] = {
    "tray": lambda v: _texts(v)[:MAX_MODELS],
    "page": Page,
    "search": lambda v: _text(v)[:MOST_SEARCHED],
    "facets": _facets,
    "sort": SortKey,
    "sort_benchmark": _text,
    "descending": _truth,
    "columns": lambda v: _texts(v)[:MOST_COLUMNS],
    "saved": _saved,
    "name": lambda v: _text(v)[:MOST_NAME],  # of a saved search
    "details_shown": _truth,
    "all_rows": _truth,
    "only_differences": _truth,
    "collapsed": lambda v: frozenset(_texts(v)),
    "policy": Policy,
    "picks": _picks,
    "baseline": _text,
    "swapped": _truth,
    "benchmarks": _texts,
    "catalog_shown": _truth,
    "theme": Theme,
    "coloring": Coloring,
    "profile": read_profile,
    "profile_name": lambda v: _text(v)[:MOST_NAME],
}


class _Change(QUndoCommand):
    """One step of the history; typing in the search field is one step."""

    def __init__(self, store: ViewStore, after: ViewState, text: str, merge_id: int) -> None:
        super().__init__(text)
        self._store = store
        self._before = store.state
        self.after = after
        self._merge_id = merge_id

    def id(self) -> int:
        return self._merge_id

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change):
            return False
        self.after = other.after
        self.setObsolete(self.after == self._before)
        return True

    def redo(self) -> None:
        self._store.show(self.after)

    def undo(self) -> None:
        self._store.show(self._before)


NO_MERGE = -1
"""For changes of which each is a step of its own."""
SEARCH_STEP = 1
"""For changes of the search text: one step until something else changes."""
PAGE_STEP = 2
"""For turning pages: one step until something else changes."""


class ViewStore(QObject):
    """Holds the state; every change goes through here and can be undone."""

    changed = Signal(object, object)  # ViewState before, ViewState after

    def __init__(self, state: ViewState | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = state or ViewState()
        self.history = QUndoStack(self)

    def change(self, after: ViewState, text: str, merge_id: int = NO_MERGE) -> None:
        """Go to another state, as a step that can be undone.

        Args:
            after: The new state; if it is the present one, nothing happens.
            text: What was done, for the menu: "Undo: add GPT-4o".
            merge_id: Steps of one id that follow each other become one.
        """
        if after != self.state:
            self.history.push(_Change(self, after, text, merge_id))

    def show(self, state: ViewState) -> None:
        """Take a state without a step in the history."""
        before, self.state = self.state, state
        if before != state:
            self.changed.emit(before, state)
