"""What happens when the window's state changes: search, compare, report, in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.cancellation import CancelToken
from desktop.core.errors import CatalogError, DamagedCatalogError, KnownError
from desktop.core.marks import series
from desktop.core.search.query import CatalogQuery, ListedModel
from desktop.viewmodels.catalog.asking import Asking
from desktop.viewmodels.catalog.catalog_model import CatalogModel
from desktop.viewmodels.catalog.details import Details
from desktop.viewmodels.catalog.facet_model import FacetModel
from desktop.viewmodels.catalog.judging import Judging
from desktop.viewmodels.catalog.list_actions import ListActions
from desktop.viewmodels.catalog.paging import Paging
from desktop.viewmodels.catalog.quick_filters import QuickFilters
from desktop.viewmodels.catalog.suggesting import Suggestions, suggested
from desktop.viewmodels.compare.comparison_actions import ComparisonActions
from desktop.viewmodels.exporting import write_report
from desktop.viewmodels.licenses.reader import Reader
from desktop.viewmodels.state import SEARCH_STEP, ViewState, ViewStore
from desktop.viewmodels.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop.services.comparisons import Comparisons
    from desktop.services.library import Library
    from desktop.services.listing import Found
    from desktop.viewmodels.compare.compare_model import CompareModel
    from desktop.viewmodels.opened import Facets, Opened
    from desktop.viewmodels.prepared import Prepared
    from desktop.viewmodels.table_model import TableModel

log = logging.getLogger(__name__)

T = TypeVar("T")

_COMPARED = (
    *("tray", "all_rows", "only_differences", "policy", "picks", "baseline", "benchmarks"),
    "profile",
)
"""Fields of the state on which the comparison and its texts depend."""


class Workspace(QObject):
    """Connects the state of the window with the catalog."""

    building = Signal(int, int, str)  # steps done, steps in all, what is being built
    opened = Signal(object)  # Opened
    failed = Signal(object)  # the exception; what was shown stays
    searching = Signal()  # the list is asked anew; what it shows is not yet the answer
    found = Signal(int)  # models that match the search
    corrected = Signal(object)  # pairs of a mistyped word and what it was read as
    located = Signal(int)  # row of the model that was looked for, -1 for none
    compared = Signal(object)  # Prepared
    judged = Signal(object)  # dict: answer of the profile by number of a legal situation
    noticed = Signal(str)  # something that the user should know, as a sentence
    exporting = Signal()
    exported = Signal(object)  # Path of the PDF
    export_stopped = Signal()  # canceled; a file that was there is as it was

    def __init__(
        self,
        library: Library,
        template_folder: Path,
        store: ViewStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.tasks = TaskRunner(self)
        self.catalog = CatalogModel(self)
        self.facets = FacetModel(self)
        self.asking = Asking(store, self)
        self.list = ListActions(store, self)
        self.details = Details(self.tasks, self)
        self.quick = QuickFilters(store, self.asking, self.tasks, self)
        self._judging = Judging(store, self.tasks, self)
        self._paging = Paging(self.catalog, self.tasks, self._fail, self)
        self._suggestions = Suggestions(self.tasks, self._fail)
        self.comparing = ComparisonActions(store, self)
        self.reader = Reader(self.tasks, self._fail, self)
        self.prepared: Prepared | None = None
        self._library = library
        self._template_folder = template_folder
        self._opened: Opened | None = None
        self._running: dict[str, CancelToken] = {}
        self._export: CancelToken | None = None
        self._values_wanted = False
        self._asked: CatalogQuery | None = None
        store.changed.connect(self._state_changed)
        self.facets.toggled.connect(self.list.choose)
        self.asking.columns_named.connect(self.catalog.set_columns)
        self._judging.judged.connect(self.catalog.set_answers)
        self._judging.judged.connect(self.judged)
        self.found.connect(self.quick.count)
        for asker in (self.details, self.quick, self._judging):
            self.opened.connect(asker.use)
            asker.failed.connect(self._fail)
        self.catalog.show_tray(store.state.tray)
        self.catalog.set_columns(self.asking.columns(store.state))

    def open(self) -> None:
        """Open the catalog in the background, building it first where there is none."""
        self._run("open", self._open, self._take_opened)

    @cached_property
    def compare(self) -> CompareModel:
        """The compare page's model; made, like its module is loaded, when it is first needed."""
        from desktop.viewmodels.compare.compare_model import CompareModel

        return CompareModel(self)

    @cached_property
    def licenses(self) -> TableModel:
        """The licenses page's model."""
        from desktop.viewmodels.table_model import TableModel

        return TableModel(self)

    @cached_property
    def sources(self) -> TableModel:
        """The sources page's model."""
        from desktop.viewmodels.table_model import TableModel

        return TableModel(self)

    @property
    def is_open(self) -> bool:
        """Whether the catalog can be asked."""
        return self._opened is not None

    def close(self) -> None:
        """Cancel what runs and wait for it, a limited time."""
        for token in self._running.values():
            token.cancel()
        self._paging.stop()
        self.cancel_export()
        self.tasks.shut_down()
        if self._opened:
            self._opened.listing.close()

    def add(self, ids: Sequence[str], names: Sequence[str]) -> None:
        """Put models into the comparison, as a step that can be undone."""
        text = self.tr("add {names}").format(names=", ".join(names))
        self.store.change(self.store.state.with_models(tuple(ids)), text)

    def remove(self, ids: Sequence[str], names: Sequence[str]) -> None:
        """Take models out of the comparison."""
        tray = tuple(key for key in self.store.state.tray if key not in set(ids))
        text = self.tr("remove {names}").format(names=", ".join(names))
        self.store.change(replace(self.store.state, tray=tray), text)

    def toggle(self, model_id: str, name: str) -> None:
        """Put a model into the comparison, or take it out."""
        if model_id in self.store.state.tray:
            self.remove([model_id], [name])
        else:
            self.add([model_id], [name])

    def clear(self) -> None:
        """Take all models out of the comparison."""
        self.store.change(replace(self.store.state, tray=()), self.tr("clear the comparison"))

    def search(self, text: str) -> None:
        """Search the list; typing on is the same step."""
        after = replace(self.store.state, search=text)
        self.store.change(after, self.tr("search"), SEARCH_STEP)

    def show_all(self) -> None:
        """Show all models again, without search or filters."""
        after = replace(self.store.state, search="", facets=())
        self.store.change(after, self.tr("show all models"))

    def export(self, path: Path, today: date) -> None:
        """Write the comparison as a PDF, in the background."""
        if self._opened is None or self._export is not None:
            return
        self._export = CancelToken()
        self.exporting.emit()
        self.tasks.submit(
            partial(write_report, self._opened, self.store.state, path, today, self._export),
            owner=self,
            on_done=self._take_exported,
            on_failed=self._fail_export,
        )

    @property
    def is_exporting(self) -> bool:
        """Whether a PDF is being written; a second one waits for the user to ask again."""
        return self._export is not None

    def cancel_export(self) -> None:
        """Stop writing the PDF; whether that was in time is told by the signal that follows."""
        if self._export is not None:
            self._export.cancel()

    def _take_exported(self, path: Path | None) -> None:
        self._export = None
        if path is None:
            self.export_stopped.emit()
        else:
            self.exported.emit(path)

    def _fail_export(self, error: Exception) -> None:
        self._export = None
        self._fail(error)

    def suggest(
        self, text: str, limit: int, owner: QObject, on_done: Callable[[list[ListedModel]], None]
    ) -> None:
        """Look for a few models by name while somebody types; a newer question cancels this one.

        Args:
            text: What was typed.
            limit: How many models at most.
            owner: Without it nothing is handed over any more.
            on_done: Receives the models, those whose names begin with the text first.
        """
        self._suggestions.cancel()
        if self._opened is not None and text.strip():
            search = suggested(self._opened.listing, text, limit)
            self._suggestions.ask(search, owner, on_done)

    def ask_comparisons(
        self,
        question: Callable[[Comparisons, CancelToken], T],
        owner: QObject,
        on_done: Callable[[T], None],
    ) -> None:
        """Ask something about the catalog that no page shows, for a window that is opened."""
        if self._opened is not None:
            call = partial(question, self._opened.comparisons)
            self.tasks.submit(call, owner=owner, on_done=on_done, on_failed=self._fail)

    def _run(
        self, name: str, call: Callable[[CancelToken], T], on_done: Callable[[T], None]
    ) -> None:
        """Run a piece of work of which only the newest matters."""
        if name in self._running:
            self._running[name].cancel()
        self._running[name] = self.tasks.submit(
            call, owner=self, on_done=on_done, on_failed=self._fail
        )

    def _open(self, token: CancelToken) -> Opened:
        # Loaded here, on the worker: the first paint does not wait for the catalog's modules.
        from desktop.viewmodels.opened import open_catalog

        return open_catalog(self._library, self._template_folder, self._report_building, token)

    def _report_building(self, done: int, total: int, what: str) -> None:
        """Pass progress on from the worker; the signal is queued to the GUI thread."""
        self.building.emit(done, total, what)

    def _take_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.asking.learn(opened.vocabulary)
        self.reader.use(opened.texts)
        self._asked = None
        self.details.judge(self.store.state.profile)
        self.opened.emit(opened)
        if opened.left_out:
            self.noticed.emit(opened.left_out)
        self._values_wanted = True
        self._find(self.store.state)
        self._compare(self.store.state)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            log.error("A task failed", exc_info=error)
        if isinstance(error, DamagedCatalogError) and self._opened is not None:
            error = self._give_up_catalog(error)
        self.failed.emit(error)

    def _give_up_catalog(self, error: DamagedCatalogError) -> CatalogError:
        """Let go of a catalog that turned out damaged, and set it aside."""
        for token in self._running.values():
            token.cancel()
        for part in (self._paging, self.quick, self._judging):
            part.stop()
        if self._opened is not None:
            self._opened.listing.close()
            self._opened = None
        try:
            return self._library.set_aside_damaged(error)
        except CatalogError as immovable:
            return immovable

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if before.tray != after.tray:
            self.catalog.show_tray(after.tray)
        if before.query != after.query:
            self._find(after)
        if any(getattr(before, name) != getattr(after, name) for name in _COMPARED):
            self._compare(after)
        if before.profile != after.profile:
            self.details.judge(after.profile)

    def _find(self, state: ViewState) -> None:
        query = self.asking.query(state)
        if self._opened is None or query == self._asked:
            return
        self._asked = query
        self.searching.emit()
        self._paging.stop()
        for name in ("total", "facets", "row"):
            if name in self._running:
                self._running[name].cancel()
        self._run("find", partial(self._opened.listing.find, query), self._take_found)

    def _take_found(self, found: Found) -> None:
        """Show the first page; what takes longer to count comes when it comes."""
        if self._opened is None or self._asked is None:
            return
        listing, query = self._opened.listing, self._asked
        self._paging.use(listing, query)
        self.catalog.show(found.page, found.total)
        self.corrected.emit(found.corrections)
        if found.total is None:
            self._run("total", partial(listing.total, query), self._take_total)
        else:
            self.found.emit(found.total)
        from desktop.viewmodels.opened import count_facets

        if self._values_wanted:
            # Only now: on a large catalog collecting them would hold up the first page.
            self._values_wanted = False
            self._run("values", self._opened.words.values, self.asking.offer)
        state = self.store.state
        self._run("facets", partial(count_facets, listing, query, state), self._take_facets)

    def locate(self, model_id: str) -> None:
        """Look for the row of a model of which the page is not loaded; see ``located``."""
        if self._opened is not None and self._asked is not None:
            row = partial(self._opened.listing.row, self._asked, model_id)
            self._run("row", row, self.located.emit)

    def _take_total(self, total: int) -> None:
        self.catalog.set_total(total)
        self.found.emit(total)

    def _take_facets(self, counted: tuple[Facets, ViewState]) -> None:
        self.facets.show(*counted)

    def _compare(self, state: ViewState) -> None:
        if self._opened is None:
            return
        self._run(
            "compare", partial(_prepare, self._opened.comparisons, state), self._take_compared
        )

    def _drop_gone(self, found: Sequence[str]) -> None:
        """Take models out of the tray that the catalog does not have, and say so."""
        tray = self.store.state.tray
        gone = [key for key in tray if key not in found]
        if gone and set(found) <= set(tray):
            kept = tuple(key for key in tray if key in found)
            self.store.show(replace(self.store.state, tray=kept))
            text = self.tr("Not in this catalog, so no longer compared: {names}")
            self.noticed.emit(text.format(names=", ".join(gone)))

    def _take_compared(self, prepared: Prepared) -> None:
        from desktop.viewmodels.tables import SOURCE_NUMERIC, SOURCE_TITLES

        self.prepared = prepared
        self._drop_gone([subject.model.id for subject in prepared.comparison.subjects])
        names = [
            f"{series(position).symbol} {subject.model.name}"
            for position, subject in enumerate(prepared.comparison.subjects)
        ]
        state = self.store.state
        self.compare.show(
            prepared.comparison, prepared.compare, baseline=state.baseline, swapped=state.swapped
        )
        self.licenses.show(names, prepared.licenses)
        self.sources.show(SOURCE_TITLES, prepared.sources, SOURCE_NUMERIC)
        self.compared.emit(prepared)


def _prepare(comparisons: Comparisons, state: ViewState, token: CancelToken) -> Prepared:
    from desktop.viewmodels.prepared import prepare

    return prepare(comparisons, state, token)
