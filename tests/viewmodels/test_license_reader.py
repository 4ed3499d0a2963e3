"""The reader looks statements up and brings texts in without holding the window up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.cancellation import CancelToken, Progress, no_progress
from desktop.core.errors import TextError
from desktop.core.licenses.license import LicenseText, Reference
from desktop.core.licenses.license_summary import TermReceipt, TermsEntry
from desktop.core.licenses.stored_text import Brought, ClaimInText, StoredText
from desktop.core.licenses.text_match import (
    UNKNOWN,
    Added,
    Missing,
    Recognition,
    RecognitionKind,
)
from desktop.core.licenses.text_place import locate
from desktop.viewmodels.licenses.passage import (
    Passage,
    fetch_addresses,
    host,
    kept_elsewhere,
    place_words,
    text_words,
)
from desktop.viewmodels.licenses.reader import Reader
from desktop.viewmodels.tasks import TaskRunner

EXACT = Recognition(RecognitionKind.EXACT, ("some.txt",), 1.0)
FIRST = Reference("license", "1", 2, "may sell", "Selling is granted.")
SECOND = Reference("license", "2", 3, "show the name", "The name is shown.")
TEXT = LicenseText("license", "some.txt", "a/b", "LICENSE", "c" * 40, "official-repo", "", "")
RECEIPT = TermReceipt(
    "M", "Some License", "Term", TermsEntry("x", (FIRST, SECOND)), (TEXT,), "some"
)


def stored(text: str, recognition: Recognition = EXACT, file: str = "some.txt") -> StoredText:
    return StoredText(
        "d1",
        text,
        file,
        recognition,
        Brought.IMPORTED,
        "LICENSE",
        "2026-11-24T10:00:00Z",
    )


class Shelf:
    """A fake of the texts of a catalog."""

    def __init__(self) -> None:
        self.text: StoredText | None = None
        self.wait: Event | None = None
        self.refuse = False
        self.removed: list[str] = []
        self.asked: list[tuple[str, Reference]] = []

    def claim(self, terms_id: str, reference: Reference) -> ClaimInText:
        self.asked.append((terms_id, reference))
        if self.text is None:
            return ClaimInText(reference, None, None)
        at = locate(self.text.text, reference.find, reference.line)
        return ClaimInText(reference, self.text, at)

    def import_file(
        self,
        path: Path,
        terms_id: str = "",  # noqa: ARG002 - as it is called
        token: CancelToken | None = None,  # noqa: ARG002
    ) -> StoredText:
        if self.refuse:
            raise TextError(str(path), "it is a picture")
        self.text = stored("head\nYou may sell it.\nAlways show the name.\n")
        return self.text

    def fetch(
        self,
        url: str,
        terms_id: str = "",
        token: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> StoredText:
        progress(1, 3, url)
        while self.wait is not None and not self.wait.wait(0.01):
            if token:
                token.check()
        return self.import_file(Path(url), terms_id, token)

    def remove(self, sha256: str) -> None:
        self.removed.append(sha256)
        self.text = None


@pytest.fixture
def failures() -> list[Exception]:
    return []


@pytest.fixture
def reader(qapp: QApplication, qtbot: QtBot, failures: list[Exception]) -> Iterator[Reader]:
    tasks = TaskRunner()
    yield Reader(tasks, failures.append)
    qtbot.waitUntil(lambda: tasks.idle)
    tasks.shut_down()


@pytest.fixture
def shelf(reader: Reader) -> Shelf:
    fake = Shelf()
    reader.use(fake)
    return fake


def shown(qtbot: QtBot, reader: Reader, act: Callable[[], object]) -> Passage:
    with qtbot.waitSignal(reader.found) as signal:
        act()
    passage = signal.args[0]
    assert isinstance(passage, Passage)
    return passage


def test_a_statement_is_shown_though_there_is_no_text(
    qtbot: QtBot, reader: Reader, shelf: Shelf
) -> None:
    passage = shown(qtbot, reader, lambda: reader.show(RECEIPT))
    assert (passage.reference, passage.stored, passage.line) == (FIRST, None, None)
    assert shelf.asked == [("some", FIRST)]


def test_an_imported_text_is_shown_at_the_line_at_once(
    qtbot: QtBot, reader: Reader, shelf: Shelf, tmp_path: Path
) -> None:
    shown(qtbot, reader, lambda: reader.show(RECEIPT))
    passage = shown(qtbot, reader, lambda: reader.bring_file(tmp_path / "LICENSE"))
    assert passage.line == 2
    assert place_words(passage) == "Line 2, where it was read."


def test_the_places_of_a_term_are_gone_through_in_a_circle(
    qtbot: QtBot, reader: Reader, shelf: Shelf
) -> None:
    assert shown(qtbot, reader, lambda: reader.show(RECEIPT)).reference == FIRST
    assert shown(qtbot, reader, lambda: reader.step(1)).reference == SECOND
    assert shown(qtbot, reader, lambda: reader.step(1)).reference == FIRST
    assert shown(qtbot, reader, lambda: reader.step(-1)).reference == SECOND


def test_only_the_newest_statement_is_shown(qtbot: QtBot, reader: Reader, shelf: Shelf) -> None:
    seen: list[Passage] = []
    reader.found.connect(seen.append)
    for number in (0, 1, 0, 1):
        reader.show(RECEIPT, number)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[-1].number == 1
    assert len(seen) == 1


def test_a_file_that_is_no_text_is_refused_in_a_sentence(
    qtbot: QtBot, reader: Reader, shelf: Shelf, failures: list[Exception], tmp_path: Path
) -> None:
    shelf.refuse = True
    shown(qtbot, reader, lambda: reader.show(RECEIPT))
    with qtbot.waitSignal(reader.said) as signal:
        reader.bring_file(tmp_path / "picture.png")
    assert "it is a picture" in signal.args[0]
    assert failures == []
    assert not reader.is_busy


def test_a_fetch_tells_how_far_it_is_and_can_be_canceled(
    qtbot: QtBot, reader: Reader, shelf: Shelf
) -> None:
    shelf.wait = Event()
    shown(qtbot, reader, lambda: reader.show(RECEIPT))
    with qtbot.waitSignal(reader.progressed) as progressed:
        reader.fetch("https://example.org/LICENSE")
    assert progressed.args[:2] == [1, 3]
    assert reader.is_busy
    with qtbot.waitSignal(reader.said) as said:
        reader.cancel()
    assert "nothing was kept" in said.args[0]
    qtbot.waitUntil(lambda: not reader.is_busy)
    assert shelf.text is None


def test_a_second_text_waits_for_the_first(qtbot: QtBot, reader: Reader, shelf: Shelf) -> None:
    shelf.wait = Event()
    shown(qtbot, reader, lambda: reader.show(RECEIPT))
    started: list[str] = []
    reader.started.connect(started.append)
    reader.fetch("https://example.org/1")
    reader.fetch("https://example.org/2")
    assert len(started) == 1
    shelf.wait.set()
    qtbot.waitUntil(lambda: not reader.is_busy)


def test_a_text_can_be_forgotten(
    qtbot: QtBot, reader: Reader, shelf: Shelf, tmp_path: Path
) -> None:
    shown(qtbot, reader, lambda: reader.show(RECEIPT))
    passage = shown(qtbot, reader, lambda: reader.bring_file(tmp_path / "L"))
    kept = passage.stored
    assert kept
    assert shown(qtbot, reader, lambda: reader.remove(kept)).stored is None
    assert shelf.removed == ["d1"]


def passage_in(text: StoredText, reference: Reference = FIRST) -> Passage:
    at = locate(text.text, reference.find, reference.line)
    receipt = TermReceipt("M", "L", "T", TermsEntry("x", (reference,)), (TEXT,), "some")
    return Passage(receipt, 0, ClaimInText(reference, text, at))


def test_a_statement_that_moved_says_from_where_to_where() -> None:
    passage = passage_in(stored("a\nb\nc\nd\nYou may sell it.\n"))
    assert passage.line == 5
    assert place_words(passage) == "Moved to line 5 (it was read on line 2)."


def test_a_statement_that_is_gone_must_be_read_again() -> None:
    passage = passage_in(stored("nothing of the kind"))
    assert passage.is_stale
    assert passage.line is None
    assert "must be read again" in place_words(passage)


def test_a_near_copy_is_another_license_and_says_what_differs() -> None:
    near = Recognition(
        RecognitionKind.NEAR,
        ("some.txt",),
        0.9996,
        (Added(3, 4, 12, "and pay"),),
        (Missing(7, 9, 30), Missing(12, 12, 5)),
    )
    said = text_words(stored("x", near))
    assert "treat as another license" in said
    assert "99.9 %" in said
    assert "1 passage, 12 words" in said
    assert "7–9 (30 words), 12 (5 words)" in said
    assert passage_in(stored("x", near)).is_another
    assert not passage_in(stored("x")).is_another


def test_an_unknown_text_is_said_to_be_unknown() -> None:
    assert "Not recognized" in text_words(stored("x", UNKNOWN))


def test_a_text_of_another_license_is_said_to_be_kept_as_that() -> None:
    other = Recognition(RecognitionKind.EXACT, ("other.txt",), 1.0)
    assert "other.txt" in kept_elsewhere(stored("x", other, "other.txt"), RECEIPT)
    assert kept_elsewhere(stored("x"), RECEIPT) == ""


def test_the_copy_that_was_read_is_offered_first() -> None:
    official = LicenseText(
        "license", "f", "a/b", "x y/L", "c" * 40, "", "https://example.org/terms", ""
    )
    first, second = fetch_addresses(official)
    assert first == f"https://raw.githubusercontent.com/a/b/{'c' * 40}/x%20y/L"
    assert second == "https://example.org/terms"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "http://[", ""])
def test_only_addresses_of_the_web_are_offered(address: str) -> None:
    assert host(address) == ""
    assert fetch_addresses(LicenseText("license", "f", "", "", "", "", address, "")) == ()
