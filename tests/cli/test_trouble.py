from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.cli.main import run
from desktop.places import Places, find_places

if TYPE_CHECKING:
    from tests.cli.conftest import Command

TODAY = dt.date(2026, 11, 23)


def _no_window(places: Places) -> int:
    raise AssertionError("no window was asked for")


def _run(places: Places, *arguments: str) -> int:
    return run(arguments, find_places=lambda _: places, open_window=_no_window, today=TODAY)


def _change_page(path: Path, number: int) -> None:
    data = bytearray(path.read_bytes())
    start = 4096 * number
    data[start : start + 4096] = bytes(b ^ 0x5A for b in data[start : start + 4096])
    path.write_bytes(data)


def _set_aside(catalog: Path) -> list[Path]:
    """Catalogs that were set aside, without SQLite's files beside them."""
    return [p for p in catalog.parent.glob("*.damaged-*") if p.name[-1].isdigit()]


def test_without_a_command_the_window_is_opened_on_the_catalog_asked_for(tmp_path: Path) -> None:
    opened = []

    def window(places: Places) -> int:
        opened.append(places.catalog)
        return 0

    arguments = ["--catalog", str(tmp_path / "mine.sqlite3")]
    assert run(arguments, find_places=find_places, open_window=window, today=TODAY) == 0
    assert opened == [tmp_path / "mine.sqlite3"]


@pytest.mark.usefixtures("allow_log_warnings")
@pytest.mark.parametrize("command", ["list", "show gpt-4o", "compare gpt-4o gpt-4v", "license mit"])
def test_a_truncated_catalog_is_set_aside_whole(
    weighbridge: Command, own_catalog: Path, command: str
) -> None:
    own_catalog.write_bytes(own_catalog.read_bytes()[: 3 * 4096])
    damaged = own_catalog.read_bytes()
    answer = weighbridge("--catalog", own_catalog, *command.split())
    assert (answer.code, answer.out) == (6, "")
    assert "is damaged" in answer.err
    (aside,) = _set_aside(own_catalog)
    assert str(aside) in answer.err
    assert aside.read_bytes() == damaged
    assert weighbridge("--catalog", own_catalog, *command.split()).code == 0


@pytest.mark.usefixtures("allow_log_warnings")
def test_damage_that_shows_while_reading_is_set_aside_too(
    weighbridge: Command, own_catalog: Path
) -> None:
    pages = own_catalog.stat().st_size // 4096
    for number in range(10, pages - 10):
        _change_page(own_catalog, number)
    answer = weighbridge("--catalog", own_catalog, "list")
    assert (answer.code, answer.out) == (6, "")
    assert len(_set_aside(own_catalog)) == 1


@pytest.mark.usefixtures("allow_log_warnings")
def test_no_damage_of_one_page_is_ever_a_bug(weighbridge: Command, catalog_path: Path) -> None:
    whole = catalog_path.read_bytes()
    copy = catalog_path.with_name("broken.sqlite3")
    for number in range(1, len(whole) // 4096, 23):
        copy.write_bytes(whole)
        _change_page(copy, number)
        answer = weighbridge("--catalog", copy, "compare", "gpt-4o", "qwen-vl-max", "--rows", "all")
        assert answer.code in (0, 4, 6), (number, answer.err)


def test_a_catalog_of_a_newer_program_is_left_alone(
    weighbridge: Command, own_catalog: Path
) -> None:
    with closing(sqlite3.connect(own_catalog)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = own_catalog.read_bytes()
    answer = weighbridge("--catalog", own_catalog, "list")
    assert (answer.code, answer.out) == (6, "")
    assert "newer" in answer.err
    assert own_catalog.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + bytes(200)])
def test_somebody_else_s_file_is_left_alone(
    weighbridge: Command, tmp_path: Path, content: bytes
) -> None:
    foreign = tmp_path / "letter.txt"
    foreign.write_bytes(content)
    answer = weighbridge("--catalog", foreign, "list")
    assert (answer.code, answer.out) == (6, "")
    assert "not a Weighbridge catalog" in answer.err
    assert foreign.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_catalog_in_a_place_that_is_no_folder_is_not_possible(
    weighbridge: Command, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    answer = weighbridge("--catalog", tmp_path / "file" / "catalog.sqlite3", "list")
    assert (answer.code, answer.out) == (3, "")


def _places(tmp_path: Path, seeds: Path) -> Places:
    return Places(
        catalog=tmp_path / "data" / "catalog.sqlite3",
        own_catalog=True,
        seeds=seeds,
        resources=tmp_path,
        settings=tmp_path / "window.ini",
        log=tmp_path / "log" / "weighbridge.log",
        profiles=tmp_path / "profiles",
    )


@pytest.fixture
def own_seeds(seeds_folder: Path, tmp_path: Path) -> Path:
    """A copy of the seeds that a test may break."""
    copy = tmp_path / "seeds"
    copy.mkdir()
    for file in seeds_folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


def test_an_error_in_the_seeds_names_its_place_and_costs_that_record_only(
    own_seeds: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    allow_log_warnings: None,
) -> None:
    table = own_seeds / "models.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",open,", ",opne,", 1), encoding="utf-8")
    places = _places(tmp_path, own_seeds)
    assert _run(places, "list") == 0
    said = capsys.readouterr()
    for part in ("models.csv, line ", "column weights", "'opne'", "open", "doctor"):
        assert part in said.err
    assert "gpt-4o" in said.out
    assert places.catalog.exists()


def test_the_first_start_builds_the_catalog_and_says_so(
    seeds_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = _places(tmp_path, seeds_folder)
    assert _run(places, "list", "--limit", "1") == 0
    assert "First start" in capsys.readouterr().err
    assert _run(places, "list", "--limit", "1") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("allow_log_warnings")
def test_a_bug_is_one_sentence_and_its_traceback_is_in_the_log(
    tmp_path: Path, seeds_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def window(_: Places) -> int:
        raise RuntimeError("with hf_abcdefghijklmnop inside\x1b[2J")

    places = _places(tmp_path, seeds_folder)
    assert run([], find_places=lambda _: places, open_window=window, today=TODAY) == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 1
    assert str(places.log) in said.err
    log = places.log.read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "Traceback" in log
    assert "hf_" not in log
    assert "\x1b" not in log


@pytest.mark.usefixtures("allow_log_warnings")
def test_a_bug_is_told_also_where_no_log_can_be_written(
    tmp_path: Path, seeds_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def window(_: Places) -> int:
        raise RuntimeError

    (tmp_path / "log").write_text("a file where the folder should be")
    places = _places(tmp_path, seeds_folder)
    assert run([], find_places=lambda _: places, open_window=window, today=TODAY) == 1
    assert "RuntimeError" in capsys.readouterr().err


def test_an_interruption_ends_quietly(
    tmp_path: Path, seeds_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def window(_: Places) -> int:
        raise KeyboardInterrupt

    places = _places(tmp_path, seeds_folder)
    with pytest.MonkeyPatch.context() as patch:
        # What was not written yet is thrown away; the test's own output is not.
        patch.setattr("desktop.cli.main.abandon_stdout", lambda: None)
        assert run([], find_places=lambda _: places, open_window=window, today=TODAY) == 130
    assert capfd.readouterr() == ("", "")


def test_nothing_is_logged_where_nothing_happened(weighbridge: Command, own_folders: Path) -> None:
    weighbridge("list", "--limit", "1")
    assert not list(own_folders.rglob("*.log"))
