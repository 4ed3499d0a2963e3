"""The facts of the list's current model, for the pane below it; read on a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.verdict.profile import Profile
from desktop.viewmodels.table_model import TableCell, TableRow

if TYPE_CHECKING:
    from desktop.core.cancellation import CancelToken
    from desktop.core.compare.comparison import Subject
    from desktop.core.compare.facts import FactValue
    from desktop.core.contradictions.contradiction import Contradiction
    from desktop.core.verdict.judged import Judged
    from desktop.services.comparisons import Comparisons
    from desktop.services.listing import Listing
    from desktop.viewmodels.opened import Opened
    from desktop.viewmodels.tasks import TaskRunner

HUB = "https://huggingface.co/"
"""Where the page of a Hub id is."""
OTHERWISE = "≠ another source"
"""Label of what another source says about the fact above."""
CONTRADICTION = "contradiction"
"""Key of the rows about what sources contradict each other on."""


@dataclass(frozen=True, slots=True)
class ModelDetails:
    """What the details pane shows.

    Attributes:
        rows: A label and a value each; where sources differ, a row for each other value.
        note: Whether the name can mean several versions, or which alias it is a version of.
        claims: How many figures are known.
        address: Page on the Hub; blank for none.
        verdict: The profile's answer with its conditions and meaning, in one line; where the
            profile names no use, on how much sources contradict each other. Blank for nothing.
        verdict_tip: The same with what decides and the first conditions.
        judged: What the verdict rests on.
        profile: The plan that it is for.
    """

    id: str
    name: str
    rows: tuple[TableRow, ...]
    note: str
    claims: int
    address: str
    verdict: str = ""
    verdict_tip: str = ""
    judged: Judged | None = None
    profile: Profile = field(default_factory=Profile)


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
        self._profile = Profile()

    @Slot(object)
    def use(self, opened: Opened) -> None:
        """Read from this catalog from now on."""
        self._opened = opened
        self._wanted = ""

    def judge(self, profile: Profile) -> None:
        """Judge under another plan from now on, the model that is shown too."""
        shown, self._wanted = self._wanted, ""
        self._profile = profile
        self.show(shown)

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
            partial(_read, self._opened.comparisons, self._opened.listing, model_id, self._profile),
            owner=self,
            on_done=self.read.emit,
            on_failed=self._fail,
        )

    def _fail(self, error: Exception) -> None:
        self._wanted = ""
        self.failed.emit(error)


def _read(
    comparisons: Comparisons,
    listing: Listing,
    model_id: str,
    profile: Profile,
    token: CancelToken,
) -> ModelDetails | None:
    from desktop.core.compare.facts import alias_note

    subjects = comparisons.subjects((model_id,), profile)
    token.check()
    if not subjects:
        return None
    listed = listing.listed((model_id,))
    model = subjects[0].model
    verdict, tip = _verdict(subjects[0])
    return ModelDetails(
        model.id,
        model.name,
        (*_facts(subjects), *_contradictions(subjects[0].contradictions)),
        alias_note(subjects[0]) if model.snapshot_of or subjects[0].snapshots else "",
        listed[0].claim_count if listed else 0,
        hub_address(model.hub_id),
        verdict,
        tip,
        subjects[0].judged,
        profile,
    )


def _facts(subjects: Sequence[Subject]) -> Iterator[TableRow]:
    from desktop.core.compare.facts import fact_rows

    for row in fact_rows(subjects):
        if row.field != "alias":
            for value in row.values:
                yield from _lines(row.field, row.label, value)


def _verdict(subject: Subject) -> tuple[str, str]:
    """Return the line about the license and what it is short for."""
    from desktop.viewmodels.compare.verdict_words import badge, contradicted, verdict_line

    tip = badge(subject).tip
    if subject.verdict is not None:
        return verdict_line(subject.verdict), tip
    found = subject.contradictions
    return (f"≠ {contradicted(found)}", tip) if found else ("", "")


def _contradictions(found: Sequence[Contradiction]) -> Iterator[TableRow]:
    """Yield what sources contradict each other on: how much, and of each both sides."""
    from desktop.core.contradictions.contradiction import KIND_WORDS

    for number, each in enumerate(found, 1):
        place = f"Contradiction {number} of {len(found)}"
        sentence = f"{each.text}; {each.nearer_text}."
        kind = TableCell(
            f"≠ {KIND_WORDS[each.kind]}",
            tip=sentence,
            below=each.nearer_text,
            spoken=sentence,
        )
        yield TableRow(CONTRADICTION, (TableCell(place, tip=sentence), kind))
        for label, side in (("one says", each.one), ("another says", each.other)):
            yield TableRow(CONTRADICTION, (TableCell(label), _cell(side.says, side.source)))


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
