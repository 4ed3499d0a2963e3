"""Looks statements up in license texts, and brings texts in; all of it on workers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.cancellation import CancelToken, Progress, no_progress
from desktop.core.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.core.licenses.license import Reference
    from desktop.core.licenses.license_summary import TermReceipt
    from desktop.core.licenses.stored_text import ClaimInText, StoredText
    from desktop.viewmodels.licenses.passage import Passage
    from desktop.viewmodels.tasks import TaskRunner

T = TypeVar("T")


class TextSource(Protocol):
    """What the reader asks for texts; see ``services.license_texts.LicenseTexts``."""

    def claim(self, terms_id: str, reference: Reference) -> ClaimInText:
        """Return where a statement stands in a stored text."""

    def import_file(
        self, path: Path, terms_id: str = "", token: CancelToken | None = None
    ) -> StoredText:
        """Keep the text of a file."""

    def fetch(
        self,
        url: str,
        terms_id: str = "",
        token: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> StoredText:
        """Fetch a text over the network and keep it."""

    def remove(self, sha256: str) -> None:
        """Forget a stored text."""


class Reader(QObject):
    """Shows one statement at a time; a newer question cancels the older."""

    found = Signal(object)  # Passage, None where nothing is shown
    started = Signal(str)  # what is being brought in or removed, as a sentence
    progressed = Signal(int, int, str)  # steps done, steps in all (0: not known), what
    ended = Signal()  # nothing is being brought in any more
    said = Signal(str)  # what became of it, as a sentence

    def __init__(
        self, tasks: TaskRunner, fail: Callable[[Exception], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._fail = fail
        self._texts: TextSource | None = None
        self._receipt: TermReceipt | None = None
        self._number = 0
        self._asking: CancelToken | None = None
        self._bringing: CancelToken | None = None

    def use(self, texts: TextSource) -> None:
        """Ask this for texts from now on."""
        self._texts = texts

    @property
    def is_busy(self) -> bool:
        """Whether a text is being brought in."""
        return self._bringing is not None

    def show(self, receipt: TermReceipt | None, number: int = 0) -> None:
        """Show a term at one of its places, nothing for None.

        Args:
            receipt: The term.
            number: Which of the places that it rests on.
        """
        self._receipt, self._number = receipt, number
        self._look_up()

    def step(self, by: int) -> None:
        """Go to another place of the same term; past the last comes the first."""
        count = len(self._receipt.entry.references) if self._receipt else 0
        if count:
            self._number = (self._number + by) % count
            self._look_up()

    def bring_file(self, path: Path) -> None:
        """Import a text for the license that is shown."""
        receipt, texts = self._receipt, self._texts
        if receipt is not None and texts is not None:
            sentence = self.tr("Importing {name}…").format(name=path.name)
            self._bring(sentence, partial(_import, texts, path, receipt.terms_id), receipt)

    def fetch(self, address: str) -> None:
        """Fetch a text for the license that is shown."""
        receipt, texts = self._receipt, self._texts
        if receipt is not None and texts is not None:
            sentence = self.tr("Fetching {address}").format(address=address)
            call = partial(_fetch, texts, address, receipt.terms_id, self._report)
            self._bring(sentence, call, receipt)

    def remove(self, stored: StoredText) -> None:
        """Forget a text."""
        if self._texts is not None and self._bringing is None:
            self.started.emit(self.tr("Removing the text…"))
            self._bringing = self._tasks.submit(
                partial(_remove, self._texts, stored.sha256),
                owner=self,
                on_done=self._take_removed,
                on_failed=self._refuse,
            )

    @Slot()
    def cancel(self) -> None:
        """Stop bringing a text in; nothing is kept then."""
        if self._bringing is not None:
            self._bringing.cancel()
            self._end(self.tr("Canceled; nothing was kept."))

    def _bring(
        self, sentence: str, call: Callable[[CancelToken], StoredText], receipt: TermReceipt
    ) -> None:
        if self._bringing is not None:
            return
        self.started.emit(sentence)
        self._bringing = self._tasks.submit(
            call,
            owner=self,
            on_done=partial(self._take_brought, receipt),
            on_failed=self._refuse,
        )

    def _report(self, done: int, total: int, what: str) -> None:
        """Pass progress on from the worker; the signal is queued to the GUI thread."""
        self.progressed.emit(done, total, what)

    def _take_brought(self, receipt: TermReceipt, stored: StoredText) -> None:
        from desktop.viewmodels.licenses.passage import kept_elsewhere

        self._end(kept_elsewhere(stored, receipt) or self.tr("The text is kept in the catalog."))
        self._look_up()

    def _take_removed(self, _nothing: None) -> None:
        self._end(self.tr("The text is no longer kept."))
        self._look_up()

    def _refuse(self, error: Exception) -> None:
        self._end(str(error) if isinstance(error, KnownError) else "")
        if not isinstance(error, KnownError):
            self._fail(error)

    def _end(self, sentence: str) -> None:
        self._bringing = None
        self.ended.emit()
        self.said.emit(sentence)

    def _look_up(self) -> None:
        from desktop.viewmodels.licenses.passage import Passage

        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        if self._receipt is None:
            self.found.emit(None)
            return
        passage = Passage(self._receipt, self._number)
        if self._texts is None or passage.reference is None or not self._receipt.terms_id:
            self.found.emit(passage)
            return
        self._asking = self._tasks.submit(
            partial(_claim, self._texts, passage),
            owner=self,
            on_done=self.found.emit,
            on_failed=self._fail,
        )


def _claim(texts: TextSource, passage: Passage, token: CancelToken) -> Passage:
    from desktop.viewmodels.licenses.passage import Passage

    token.check()
    if passage.reference is None:
        return passage
    claim = texts.claim(passage.receipt.terms_id, passage.reference)
    return Passage(passage.receipt, passage.number, claim)


def _import(texts: TextSource, path: Path, terms_id: str, token: CancelToken) -> StoredText:
    return texts.import_file(path, terms_id, token)


def _fetch(
    texts: TextSource, address: str, terms_id: str, progress: Progress, token: CancelToken
) -> StoredText:
    return texts.fetch(address, terms_id, token, progress)


def _remove(texts: TextSource, sha256: str, _token: CancelToken) -> None:
    texts.remove(sha256)
