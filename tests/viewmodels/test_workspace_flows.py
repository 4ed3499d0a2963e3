from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CancelToken
from desktop.core.claims.policy import Policy
from desktop.core.errors import CatalogError, KnownError, OutputError
from desktop.core.search.query import Facet, ListedModel, SortKey
from desktop.services.library import Library
from desktop.viewmodels.catalog import catalog_model
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import ViewState, ViewStore
from desktop.viewmodels.workspace import Workspace

THREE = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro")
TODAY = date(2026, 11, 23)
LONG = 30_000
ROOT = Path(__file__).resolve().parents[2]

Make = Callable[..., Workspace]


class Said:
    """What a workspace reported, in order."""

    def __init__(self, workspace: Workspace) -> None:
        self.building: list[tuple[int, int, str]] = []
        self.failed: list[Exception] = []
        self.found: list[int] = []
        self.compared: list[tuple[str, ...]] = []
        self.exported: list[Path] = []
        workspace.building.connect(self._building)
        workspace.failed.connect(self.failed.append)
        workspace.found.connect(self.found.append)
        workspace.compared.connect(self._compared)
        workspace.exported.connect(self.exported.append)

    def _building(self, done: int, total: int, what: str) -> None:
        self.building.append((done, total, what))

    def _compared(self, prepared: object) -> None:
        subjects = prepared.comparison.subjects  # type: ignore[attr-defined]
        self.compared.append(tuple(subject.model.id for subject in subjects))


class Arrived:
    """In which order page and total of a list arrived, and how many rows it had with the page."""

    def __init__(self, workspace: Workspace) -> None:
        self._catalog = workspace.catalog
        self.order: list[str] = []
        self.rows: list[int] = []
        workspace.catalog.modelReset.connect(self._page)
        workspace.found.connect(self._total)

    def _page(self) -> None:
        self.order.append("page")
        self.rows.append(self._catalog.rowCount())

    def _total(self, _total: int) -> None:
        self.order.append("total")


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot, seeds_folder: Path) -> Iterator[Make]:
    """Make workspaces that are closed at the end, each with nothing left to do."""
    made: list[Workspace] = []

    def make_one(catalog: Path, state: ViewState | None = None) -> Workspace:
        library = Library(catalog, seeds_folder, own=True, today=TODAY)
        workspace = Workspace(library, ROOT / "resources" / "report", ViewStore(state))
        made.append(workspace)
        return workspace

    yield make_one
    for workspace in made:
        qtbot.waitUntil(lambda w=workspace: w.tasks.idle, timeout=LONG)  # type: ignore[misc]
        workspace.close()


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Workspace], None]:
    def wait(workspace: Workspace) -> None:
        qtbot.waitUntil(lambda: workspace.tasks.idle, timeout=LONG)

    return wait


@pytest.fixture
def workspace(make: Make, settle: Callable[[Workspace], None], catalog_path: Path) -> Workspace:
    """A workspace on the real catalog, opened."""
    made = make(catalog_path)
    made.open()
    settle(made)
    return made


Settle = Callable[[Workspace], None]


def test_a_missing_catalog_is_built_with_progress_and_opened(
    make: Make, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "data" / "catalog.sqlite3"
    workspace = make(path)
    said = Said(workspace)
    workspace.open()
    settle(workspace)
    assert workspace.is_open
    assert said.failed == []
    assert said.found == [445]
    done, total, _ = said.building[-1]
    assert done == total == len(said.building) - 1
    assert [step for step, _, _ in said.building] == list(range(total + 1))
    with closing(CatalogReader(path)) as reader:
        assert reader.check() == []


def test_a_damaged_catalog_is_reported_and_the_next_try_builds_a_new_one(
    make: Make, settle: Settle, tmp_path: Path, catalog_path: Path, allow_log_warnings: None
) -> None:
    path = Path(shutil.copy(catalog_path, tmp_path / "catalog.sqlite3"))
    whole = path.read_bytes()
    path.write_bytes(whole[:5000] + b"\xff" * 40_000 + whole[45_000:60_000])
    damaged = path.read_bytes()
    workspace = make(path)
    said = Said(workspace)
    workspace.open()
    settle(workspace)
    assert not workspace.is_open
    assert len(said.failed) == 1
    assert isinstance(said.failed[0], CatalogError)
    assert "damaged" in str(said.failed[0])
    kept = [p.read_bytes() for p in tmp_path.iterdir() if "damaged" in p.name]
    assert damaged in kept
    workspace.open()
    settle(workspace)
    assert workspace.is_open


def test_a_newer_catalog_is_reported_and_left_alone(
    make: Make, settle: Settle, tmp_path: Path, catalog_path: Path
) -> None:
    path = Path(shutil.copy(catalog_path, tmp_path / "catalog.sqlite3"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    before = path.read_bytes()
    workspace = make(path)
    said = Said(workspace)
    workspace.open()
    settle(workspace)
    assert isinstance(said.failed[0], KnownError)
    assert "newer" in str(said.failed[0])
    assert path.read_bytes() == before


def test_opening_fills_list_filters_and_comparison(
    make: Make, settle: Settle, catalog_path: Path
) -> None:
    workspace = make(catalog_path, ViewState(tray=THREE))
    said = Said(workspace)
    workspace.open()
    settle(workspace)
    assert workspace.catalog.rowCount() == 445
    assert workspace.facets.rowCount(workspace.facets.index(0, 0)) > 0
    assert said.compared == [THREE]
    assert workspace.compare.columnCount() == workspace.licenses.columnCount() == 3
    assert workspace.sources.rowCount() > 0


def test_nothing_can_be_asked_before_the_catalog_is_open(make: Make, tmp_path: Path) -> None:
    workspace = make(tmp_path / "catalog.sqlite3")
    workspace.search("qwen")
    workspace.add(["gpt-4o"], ["GPT-4o"])
    workspace.export(tmp_path / "out.pdf", TODAY)
    suggested: list[list[ListedModel]] = []
    workspace.suggest("gpt", 5, workspace, suggested.append)
    assert suggested == []
    assert workspace.tasks.idle
    assert not (tmp_path / "out.pdf").exists()


def test_a_search_shows_what_matches(workspace: Workspace, settle: Settle) -> None:
    said = Said(workspace)
    workspace.search("qwen-vl-max")
    settle(workspace)
    shown = [workspace.catalog.id_at(n) for n in range(workspace.catalog.rowCount())]
    assert "qwen-vl-max" in shown
    assert said.found == [len(shown)]


def test_the_newest_question_wins(workspace: Workspace, settle: Settle) -> None:
    said = Said(workspace)
    for end in range(1, len("qwen-vl-max") + 1):
        workspace.search("qwen-vl-max"[:end])
    workspace.search("gpt-4o")
    settle(workspace)
    assert len(said.found) == 1
    assert workspace.catalog.row_of("gpt-4o") >= 0
    assert workspace.catalog.row_of("qwen-vl-max") == -1


def test_a_search_that_finds_nothing_shows_nothing(workspace: Workspace, settle: Settle) -> None:
    said = Said(workspace)
    workspace.search("no such model anywhere")
    settle(workspace)
    assert said.found == [0]
    assert workspace.catalog.rowCount() == 0


@pytest.mark.parametrize(
    "text", ['"x', "*", "'; DROP TABLE models; --", "( AND NOT", "\x00", "模型"]
)
def test_a_search_takes_any_text(workspace: Workspace, settle: Settle, text: str) -> None:
    said = Said(workspace)
    workspace.search(text)
    suggested: list[list[ListedModel]] = []
    workspace.suggest(text, 5, workspace, suggested.append)
    settle(workspace)
    assert said.failed == []
    assert len(suggested) == 1
    assert len(said.found) == 1


def test_ticking_a_value_narrows_the_list_and_can_be_undone(
    workspace: Workspace, settle: Settle
) -> None:
    facets = workspace.facets
    weights = facets.index(list(Facet).index(Facet.WEIGHTS), 0)
    values = [facets.index(n, 0, weights) for n in range(facets.rowCount(weights))]
    chosen = next(v for v in values if v.data(Role.KEY) == "open")
    count = chosen.data(Role.COUNT)
    facets.setData(chosen, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    settle(workspace)
    assert workspace.store.state.chosen(Facet.WEIGHTS) == {"open"}
    assert workspace.catalog.rowCount() == count < 445
    assert workspace.store.history.undoText() == "show only open"
    workspace.store.history.undo()
    settle(workspace)
    assert workspace.catalog.rowCount() == 445
    workspace.store.history.redo()
    settle(workspace)
    assert workspace.catalog.rowCount() == count


def test_models_are_compared_as_they_are_added_and_removed(
    workspace: Workspace, settle: Settle
) -> None:
    said = Said(workspace)
    workspace.add(THREE[:2], ["Qwen-VL-Max", "GPT-4o"])
    settle(workspace)
    workspace.toggle(THREE[2], "Gemini 1.5 Pro")
    settle(workspace)
    workspace.toggle(THREE[0], "Qwen-VL-Max")
    settle(workspace)
    workspace.clear()
    settle(workspace)
    workspace.store.history.undo()
    settle(workspace)
    assert said.compared == [THREE[:2], THREE, THREE[1:], (), THREE[1:]]
    assert workspace.store.history.redoText() == "clear the comparison"


def test_only_the_newest_tray_is_compared(workspace: Workspace, settle: Settle) -> None:
    said = Said(workspace)
    for key in THREE:
        workspace.add([key], [key])
    settle(workspace)
    assert said.compared == [THREE]


def test_the_switches_of_the_compare_page_change_its_rows(
    workspace: Workspace, settle: Settle
) -> None:
    workspace.add(THREE, THREE)
    settle(workspace)
    rows = workspace.compare.rowCount()
    store = workspace.store
    store.change(replace(store.state, all_rows=True), "all settings")
    settle(workspace)
    assert workspace.compare.rowCount() > rows
    store.history.undo()
    store.change(replace(store.state, only_differences=True), "only differences")
    settle(workspace)
    assert workspace.compare.rowCount() < rows


def test_a_model_that_the_catalog_does_not_have_is_named_and_leaves_the_tray(
    make: Make, settle: Settle, qtbot: QtBot, catalog_path: Path
) -> None:
    workspace = make(catalog_path, ViewState(tray=("gone {0}", *THREE)))
    with qtbot.waitSignal(workspace.noticed) as noticed:
        workspace.open()
    settle(workspace)
    assert "gone {0}" in noticed.args[0]
    assert workspace.store.state.tray == THREE
    assert workspace.compare.columnCount() == 3


def test_the_tray_is_kept_while_the_catalog_cannot_be_opened(
    make: Make, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "catalog.sqlite3"
    path.mkdir()
    workspace = make(path, ViewState(tray=THREE))
    workspace.open()
    settle(workspace)
    assert not workspace.is_open
    assert workspace.store.state.tray == THREE


def test_a_name_is_completed_from_its_beginning(workspace: Workspace, settle: Settle) -> None:
    suggested: list[list[ListedModel]] = []
    workspace.suggest("gpt-3", 5, workspace, suggested.append)
    workspace.suggest("gpt-4o", 5, workspace, suggested.append)
    settle(workspace)
    (found,) = suggested
    assert 0 < len(found) <= 5
    assert found[0].name.casefold().startswith("gpt-4o")


def test_the_comparison_is_written_as_a_pdf(
    workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    said = Said(workspace)
    workspace.add(THREE, THREE)
    settle(workspace)
    path = tmp_path / "out.pdf"
    workspace.export(path, TODAY)
    settle(workspace)
    assert said.exported == [path]
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    for name in ("Qwen-VL-Max", "GPT-4o", "Gemini 1.5 Pro"):
        assert name in text


def test_the_pdf_has_the_policy_the_rows_and_the_choices_of_the_window(
    workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    workspace.add(THREE, THREE)
    settle(workspace)
    after = replace(
        workspace.store.state, policy=Policy.VENDOR, benchmarks=("mathvista",), all_rows=True
    )
    workspace.store.change(after, "ask otherwise")
    settle(workspace)
    path = tmp_path / "out.pdf"
    workspace.export(path, TODAY)
    settle(workspace)
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "policy vendor" in text
    scores = text.partition("Scores by benchmark")[2].partition("Notes: every claim")[0]
    assert "MathVista" in scores
    assert "MMMU" not in scores


def test_a_pdf_that_cannot_be_written_is_reported_and_nothing_is_lost(
    workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    said = Said(workspace)
    workspace.add(THREE, THREE)
    settle(workspace)
    folder = tmp_path / "out.pdf"
    folder.mkdir()
    (folder / "mine").write_text("kept")
    workspace.export(folder, TODAY)
    settle(workspace)
    assert said.exported == []
    assert isinstance(said.failed[0], OutputError)
    assert [p.name for p in tmp_path.iterdir()] == ["out.pdf"]
    assert (folder / "mine").read_text() == "kept"
    assert workspace.store.state.tray == THREE


def test_a_canceled_export_leaves_the_file_that_was_there(
    workspace: Workspace, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    said = Said(workspace)
    workspace.add(THREE, THREE)
    settle(workspace)
    path = tmp_path / "out.pdf"
    path.write_text("mine")
    workspace.export(path, TODAY)
    with qtbot.waitSignal(workspace.export_stopped):
        workspace.cancel_export()
    settle(workspace)
    assert (said.exported, said.failed) == ([], [])
    assert path.read_text() == "mine"


def test_closing_while_working_waits_and_reports_nothing_more(
    make: Make, qapp: QApplication, catalog_path: Path
) -> None:
    workspace = make(catalog_path)
    said = Said(workspace)
    workspace.open()
    workspace.close()
    qapp.sendPostedEvents()
    assert workspace.tasks.idle
    assert not workspace.is_open
    assert (said.failed, said.found) == ([], [])


def test_closing_while_the_catalog_is_built_leaves_none_behind(
    make: Make, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "data" / "catalog.sqlite3"
    workspace = make(path)
    said = Said(workspace)
    workspace.open()
    qtbot.waitUntil(lambda: bool(said.building), timeout=LONG)
    workspace.close()
    qapp.sendPostedEvents()
    assert said.failed == []
    assert list(path.parent.iterdir()) == []


def test_an_error_of_our_own_is_logged_and_reported(
    workspace: Workspace,
    settle: Settle,
    caplog: pytest.LogCaptureFixture,
    allow_log_warnings: None,
) -> None:
    said = Said(workspace)

    def broken(_token: CancelToken) -> Path:
        raise ZeroDivisionError("ours")

    workspace._run("broken", broken, said.exported.append)
    settle(workspace)
    assert [str(error) for error in said.failed] == ["ours"]
    assert "ZeroDivisionError" in caplog.text


def test_a_page_of_the_list_is_fetched_when_it_is_looked_at(
    workspace: Workspace, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_model, "_AT_ONCE", 0)  # no list is short enough to be fetched whole
    workspace.list.sort_by(SortKey.RELEASED)
    settle(workspace)
    last = workspace.catalog.rowCount() - 1
    index = workspace.catalog.index(last, 0)
    assert index.data() == "…"
    settle(workspace)
    assert index.data() not in ("…", None)


def test_the_first_page_is_shown_before_all_are_counted(
    workspace: Workspace, settle: Settle
) -> None:
    arrived = Arrived(workspace)
    workspace.list.sort_by(SortKey.RELEASED)
    settle(workspace)
    assert arrived.order == ["page", "total"]
    assert arrived.rows == [256]
    assert workspace.catalog.rowCount() == 445


def test_the_row_of_a_model_is_looked_for(workspace: Workspace, settle: Settle) -> None:
    located: list[int] = []
    workspace.located.connect(located.append)
    workspace.locate("qwen-vl-max")
    settle(workspace)
    workspace.locate("no-such-model")
    settle(workspace)
    assert located == [workspace.catalog.row_of("qwen-vl-max"), -1]
    assert located[0] > 0


def test_slow_work_does_not_hold_up_the_window(
    workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    gate = threading.Event()

    def slow(_token: CancelToken) -> None:
        gate.wait(20)

    workspace._run("slow", slow, print)
    workspace.search("gpt-4o")
    qtbot.waitUntil(lambda: workspace.catalog.row_of("gpt-4o") in range(20))
    gate.set()
    settle(workspace)
