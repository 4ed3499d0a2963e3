"""The facts of the list's current model, for the pane below it; read on a worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.viewmodels.table_model import TableCell, TableRow

if TYPE_CHECKING:
    from desktop.core.cancellation import CancelToken
    from desktop.core.compare.facts import FactValue
    from desktop.services.comparisons import Comparisons
    from desktop.services.listing import Listing
    from desktop.viewmodels.opened import Opened
    from desktop.viewmodels.tasks import TaskRunner

HUB = "https://huggingface.co/"
"""Where the page of a Hub id is."""
OTHERWISE = "≠ another source"
"""Label of what another source says about the fact above."""


@dataclass(frozen=True, slots=True)
class ModelDetails:
    """What the details pane shows.

    Attributes:
        rows: A label and a value each; where sources differ, a row for each other value.
        note: Whether the name can mean several versions, or which alias it is a version of.
        claims: How many figures are known.
        address: Page on the Hub; blank for none.
    """

    id: str
    name: str
    rows: tuple[TableRow, ...]
    note: str
    claims: int
    address: str


class Details(QObject):
    """Reads the facts of one model at a time; a newer question cancels the older."""

    read = Signal(object)  # ModelDetails, None where nothing is shown
    failed = Signal(object)  # the exception

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._opened: Opened | None = None
        self._running: CancelToken | None = None
        self._wanted = ""

    @Slot(object)
    def use(self, opened: Opened) -> None:
        """Read from this catalog from now on."""
        self._opened = opened
        self._wanted = ""

    def show(self, model_id: str) -> None:
        """Read the facts of a model, nothing for a blank id."""
        if model_id == self._wanted:
            return
        self._wanted = model_id
        if self._running is not None:
            self._running.cancel()
            self._running = None
        if not model_id or self._opened is None:
            self.read.emit(None)
            return
        self._running = self._tasks.submit(
            partial(_read, self._opened.comparisons, self._opened.listing, model_id),
            owner=self,
            on_done=self.read.emit,
            on_failed=self._fail,
        )

    def _fail(self, error: Exception) -> None:
        self._wanted = ""
        self.failed.emit(error)


def _read(
    comparisons: Comparisons, listing: Listing, model_id: str, token: CancelToken
) -> ModelDetails | None:
    from desktop.core.compare.facts import alias_note, fact_rows

    subjects = comparisons.subjects((model_id,))
    token.check()
    if not subjects:
        return None
    listed = listing.listed((model_id,))
    model = subjects[0].model
    rows = [
        line
        for row in fact_rows(subjects)
        if row.field != "alias"
        for value in row.values
        for line in _lines(row.field, row.label, value)
    ]
    return ModelDetails(
        model.id,
        model.name,
        tuple(rows),
        alias_note(subjects[0]) if model.snapshot_of or subjects[0].snapshots else "",
        listed[0].claim_count if listed else 0,
        hub_address(model.hub_id),
    )


def _lines(field: str, label: str, value: FactValue) -> Iterator[TableRow]:
    if not (value.known or value.conflicts):
        return
    text = f"{value.text} ({value.detail})" if value.detail else value.text
    yield TableRow(field, (TableCell(label), _cell(text, value.source)))
    for other in value.conflicts:
        yield TableRow(field, (TableCell(OTHERWISE), _cell(other.value, other.source)))


def _cell(text: str, source: str) -> TableCell:
    return TableCell(text, tip="\n".join(filter(None, (text, source))), below=source)


def hub_address(hub_id: str) -> str:
    """Return the page of a Hub id, blank for what is no ``owner/name``."""
    owner, _, name = hub_id.partition("/")
    plain = all(part and all(c.isalnum() or c in "-_." for c in part) for part in (owner, name))
    return f"{HUB}{owner}/{name}" if plain and hub_id.isascii() else ""
