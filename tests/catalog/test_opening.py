from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import connection as opening
from desktop.catalog.connection import open_for_reading, set_aside
from desktop.catalog.reader import CatalogReader
from desktop.catalog.schema import APPLICATION_ID, VERSION
from desktop.core.errors import (
    CatalogError,
    DamagedCatalogError,
    ForeignFileError,
    NewerCatalogError,
)
from desktop.core.search.query import CatalogQuery

TODAY = date(2026, 11, 23)
QUESTIONS: dict[str, Callable[[CatalogReader], object]] = {
    "check": CatalogReader.check,
    "stamp": CatalogReader.stamp,
    "counts": CatalogReader.counts,
    "models": lambda r: r.models(list(r.model_names())),
    "search": lambda r: r.ids(CatalogQuery(text="qwen")),
    "claims": lambda r: r.claims(list(r.model_names())),
    "facets": lambda r: r.facet_counts(CatalogQuery()),
    "benchmarks": CatalogReader.benchmarks,
    "terms": lambda r: r.terms(r.license_names()),
}


def ask_everything(path: Path) -> set[str]:
    """Return which questions a catalog refuses; anything but a clear refusal escapes."""
    refused = set()
    with closing(CatalogReader(path)) as reader:
        for name, question in QUESTIONS.items():
            try:
                found = question(reader)
            except CatalogError:
                refused.add(name)
            else:
                if name == "check" and found:
                    refused.add(name)
    return refused


def test_a_sound_catalog_answers_everything(catalog_path: Path) -> None:
    assert ask_everything(catalog_path) == set()


@pytest.mark.parametrize("seed", range(25))
def test_a_catalog_with_changed_bytes_answers_or_says_clearly_that_it_is_damaged(
    own_catalog: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    content = bytearray(own_catalog.read_bytes())
    for _ in range(chance.choice([1, 10, 100, 1000])):
        content[chance.randrange(100, len(content))] = chance.randrange(256)
    own_catalog.write_bytes(content)
    ask_everything(own_catalog)
    assert own_catalog.read_bytes() == content, "reading repairs nothing and destroys nothing"


def test_a_catalog_with_many_changed_bytes_does_not_check_out(own_catalog: Path) -> None:
    content = bytearray(own_catalog.read_bytes())
    for i in range(4096, len(content), 512):
        content[i] ^= 0xFF
    own_catalog.write_bytes(content)
    assert "check" in ask_everything(own_catalog)


@pytest.mark.parametrize("share", [0.001, 0.01, 0.5, 0.9, 0.99])
def test_a_catalog_that_was_cut_off_is_damaged_and_left_as_it_is(
    own_catalog: Path, share: float
) -> None:
    content = own_catalog.read_bytes()
    own_catalog.write_bytes(content[: max(200, int(len(content) * share))])
    before = own_catalog.read_bytes()
    assert "check" in ask_everything(own_catalog)
    assert own_catalog.read_bytes() == before


def test_text_that_is_no_text_any_more_is_damage(own_catalog: Path) -> None:
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE models SET family = CAST(x'ff41' AS TEXT), tuning = 'warm' WHERE number = 1"
        )
    assert {"models"} <= ask_everything(own_catalog)


def test_a_value_outside_the_vocabulary_is_damage(own_catalog: Path) -> None:
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as connection:
        connection.execute("UPDATE claims SET reporter_kind = 'rumor' WHERE id = 's00001'")
    with (
        closing(CatalogReader(own_catalog)) as reader,
        pytest.raises(DamagedCatalogError, match="rumor"),
    ):
        reader.claims(["claude-opus-4-6"])


def test_a_catalog_of_a_newer_program_is_refused_with_both_versions(own_catalog: Path) -> None:
    with closing(sqlite3.connect(own_catalog)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = own_catalog.read_bytes()
    with pytest.raises(NewerCatalogError, match=f"version {VERSION + 1}, this one reads {VERSION}"):
        open_for_reading(own_catalog)
    assert own_catalog.read_bytes() == before


def test_a_newer_version_that_stands_in_the_log_only_is_refused_too(own_catalog: Path) -> None:
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as writer:
        writer.execute(f"PRAGMA user_version = {VERSION + 1}")
        assert own_catalog.with_name(own_catalog.name + "-wal").stat().st_size
        with pytest.raises(NewerCatalogError):
            open_for_reading(own_catalog)


def test_a_catalog_without_tables_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with pytest.raises(DamagedCatalogError):
        open_for_reading(path)


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\x00", b"hello", b"\x00" * 5000, b"PK\x03\x04" + b"x" * 200]
)
def test_a_file_of_another_kind_is_not_ours_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "thesis.doc"
    path.write_bytes(content)
    with pytest.raises(ForeignFileError, match="is not a Weighbridge catalog"):
        open_for_reading(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (url TEXT)")
    with pytest.raises(ForeignFileError):
        open_for_reading(path)


def test_a_folder_is_not_a_catalog(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="Is a directory"):
        open_for_reading(tmp_path)


def test_a_missing_catalog_is_said_to_be_missing_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite3"
    with pytest.raises(CatalogError, match="does not exist"):
        open_for_reading(path)
    assert not path.exists()


def test_a_file_one_may_not_read_is_said_to_be_so(
    own_catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> None:
        raise PermissionError(13, "Permission denied")  # root may read anything, so it is played

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(CatalogError, match=r"cannot be read \(Permission denied\)"):
        open_for_reading(own_catalog)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_catalog_that_another_program_keeps_to_itself_is_locked(own_catalog: Path) -> None:
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("INSERT INTO meta VALUES ('mine', '1')")
        with pytest.raises(CatalogError, match="is locked by another program"):
            open_for_reading(own_catalog)
        other.execute("ROLLBACK")


@pytest.mark.usefixtures("impatient")
def test_reading_goes_on_while_another_program_writes(own_catalog: Path) -> None:
    with (
        closing(sqlite3.connect(own_catalog, isolation_level=None)) as other,
        closing(CatalogReader(own_catalog)) as reader,
    ):
        before = reader.counts()
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM fact_conflicts")
        assert reader.counts() == before
        assert len(reader.fact_conflicts(["qwen-vl-plus"])) > 0
        other.execute("COMMIT")
        assert reader.fact_conflicts(["qwen-vl-plus"]) == []


def test_a_reader_cannot_change_the_catalog(own_catalog: Path) -> None:
    with (
        closing(open_for_reading(own_catalog)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM meta")


@pytest.mark.parametrize(
    "name", ["cata log.sqlite3", "50%25.db", "what?#.db", "Kätäløg 目录.db", "file:x.db", "a'b\"c"]
)
def test_any_file_name_will_do(own_catalog: Path, name: str) -> None:
    path = own_catalog.rename(own_catalog.with_name(name))
    assert ask_everything(path) == set()


@pytest.fixture
def read_only_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """SQLite as it behaves where WAL's side files cannot be made (root may write anywhere)."""
    tried: list[str] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def refusing(address: str, **options: Any) -> sqlite3.Connection:
        tried.append(address)
        if "immutable=1" not in address:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(address, **options)

    monkeypatch.setattr(sqlite3, "connect", refusing)
    yield tried
    assert tried


def test_a_catalog_in_a_folder_that_may_not_be_written_can_be_read(
    own_catalog: Path, read_only_folder: list[str]
) -> None:
    own_catalog.with_name(own_catalog.name + "-wal").touch()  # as an earlier reader leaves it
    assert ask_everything(own_catalog) == set()
    assert any("immutable=1" in address for address in read_only_folder)


def test_a_catalog_with_changes_in_its_log_is_not_read_without_them(
    own_catalog: Path, read_only_folder: list[str]
) -> None:
    own_catalog.with_name(own_catalog.name + "-wal").write_bytes(b"changes")
    with pytest.raises(CatalogError, match="cannot be opened"):
        open_for_reading(own_catalog)
    assert not any("immutable" in address for address in read_only_folder)


def test_a_damaged_catalog_is_set_aside_whole_under_a_dated_name(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    for number, suffix in enumerate(["", "-2", "-3"]):
        content = f"broken {number}".encode()
        for part in ("", "-wal", "-shm"):
            path.with_name(path.name + part).write_bytes(content + part.encode())
        aside = set_aside(path, TODAY)
        assert aside == tmp_path / f"catalog.sqlite3.damaged-2026-11-23{suffix}"
        for part in ("", "-wal", "-shm"):
            assert aside.with_name(aside.name + part).read_bytes() == content + part.encode()
            assert not path.with_name(path.name + part).exists()
    assert len(list(tmp_path.iterdir())) == 9


def test_a_catalog_that_cannot_be_set_aside_stays_and_says_so(
    own_catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> None:
        raise PermissionError(13, os.strerror(13))

    before = own_catalog.read_bytes()
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(CatalogError, match="cannot be moved"):
        set_aside(own_catalog, TODAY)
    assert own_catalog.read_bytes() == before
