from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.catalog import schema
from desktop.catalog.derived import refresh
from desktop.catalog.schema import APPLICATION_ID, MIGRATIONS, VERSION, migrate

RELEASED = {
    1: "bab3e1c228f2c3e4e147dd1da66a50c57955bfc24bfc15a0796ddd497ea11b0b",
    2: "3c9d22d97d3d8fadc5687c05774a716b28bab833328502edfa3c9ea37864f67d",
    3: "0bf62e9b8cb74a493825e95ce62350f56a467c17d063933675ff8276ee0a05f4",
    4: "380d2fd9dc4f4004c8ee7b381144220f978a11ef5030113aea3d46d4d6820330",
}
"""SHA-256 of each migration's script. A released script never changes: add a new one instead."""


@pytest.fixture
def connection(catalog_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{catalog_path}?mode=ro", uri=True)) as opened:
        yield opened


@pytest.fixture
def changeable(own_catalog: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        yield opened


def one(connection: sqlite3.Connection, sql: str) -> object:
    return connection.execute(sql).fetchone()[0]


def test_the_file_says_whose_it_is_and_of_which_version(connection: sqlite3.Connection) -> None:
    assert one(connection, "PRAGMA application_id") == APPLICATION_ID
    assert one(connection, "PRAGMA user_version") == VERSION
    assert one(connection, "PRAGMA journal_mode") == "wal"


def test_every_table_is_strict(connection: sqlite3.Connection) -> None:
    tables = connection.execute("PRAGMA table_list").fetchall()
    loose = [
        name
        for _, name, kind, _, _, strict in tables
        if kind == "table" and not strict and not name.startswith("sqlite_")
    ]
    assert loose == []
    assert len(tables) > 20


def test_every_row_that_others_may_add_knows_its_origin(connection: sqlite3.Connection) -> None:
    for table in ("models", "benchmarks", "claims", "sources", "licenses", "terms", "collections"):
        origins = connection.execute(f"SELECT DISTINCT origin FROM {table}").fetchall()  # noqa: S608
        assert origins == [("seed",)]


def test_nothing_refers_to_what_is_not_there(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert one(connection, "PRAGMA integrity_check") == "ok"


def test_every_claim_has_a_source_and_is_counted_with_its_model(
    connection: sqlite3.Connection,
) -> None:
    assert one(connection, "SELECT count(*) FROM claims") == 7990
    assert one(connection, "SELECT sum(claim_count) FROM models") == 7990
    assert one(connection, "SELECT count(DISTINCT claim_id) FROM claim_sources") == 7990


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE models SET weights = 'closed' WHERE number = 1",
        "UPDATE models SET parameters_total = 0 WHERE number = 1",
        "UPDATE models SET parameters_total = 'many' WHERE number = 1",
        "UPDATE models SET license_id = 'no-such-license' WHERE number = 1",
        "UPDATE models SET name = NULL WHERE number = 1",
        "UPDATE models SET origin = 'rumor' WHERE number = 1",
        "UPDATE models SET id = 'gpt-4o' WHERE number = 1",
        "UPDATE claims SET low = value + 1",
        "UPDATE claims SET high = value - 1",
        "UPDATE claims SET value = 'good'",
        "UPDATE claims SET model_id = 'nobody'",
        "UPDATE benchmarks SET min = 5, max = 5",
        "UPDATE benchmarks SET tolerance = -1",
        "UPDATE benchmarks SET higher_is_better = 2",
        "UPDATE terms_permissions SET line = 0",
        "DELETE FROM sources",
        "DELETE FROM terms WHERE id = 'apache-2.0'",
    ],
)
def test_the_file_itself_refuses_what_cannot_be(
    changeable: sqlite3.Connection, change: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        changeable.execute(change)


def found(connection: sqlite3.Connection, word: str) -> set[str]:
    sql = (
        "SELECT id FROM models WHERE number IN"
        " (SELECT rowid FROM model_words WHERE model_words MATCH ?)"
    )
    return {row[0] for row in connection.execute(sql, (word,))}


CHECK = "INSERT INTO model_words (model_words, rank) VALUES ('integrity-check', 1)"


def test_the_search_index_follows_every_change_of_a_model(changeable: sqlite3.Connection) -> None:
    changeable.execute(CHECK)
    changeable.execute("UPDATE models SET name = 'Zebra One' WHERE id = 'gpt-4o'")
    refresh(changeable)
    assert found(changeable, "zebra") == {"gpt-4o"}
    changeable.execute("DELETE FROM claim_sources")
    changeable.execute("DELETE FROM claims")
    changeable.execute("DELETE FROM model_modalities")
    changeable.execute("DELETE FROM models WHERE id = 'gpt-4o'")
    assert found(changeable, "zebra") == set()
    changeable.execute(CHECK)


def normalized(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return sorted((kind, name, " ".join(sql.split())) for kind, name, sql in rows)


def frozen_at(version: int) -> sqlite3.Connection:
    """A catalog as the program of that version left it, with a model in it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for number, script in enumerate(MIGRATIONS[:version], 1):
        connection.executescript(script)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("INSERT INTO meta VALUES ('revision', 'abc'), ('as_of', '2026-11-23')")
    texts = [
        row[1]
        for row in connection.execute("PRAGMA table_info (models)")
        if row[2] == "TEXT" and row[3] and row[1] not in ("id", "weights", "origin")
    ]
    columns = ", ".join(["id", "weights", *texts])
    values = ", ".join(["'m-1'", "'open'", *(f"'{name}'" for name in texts)])
    connection.execute(f"INSERT INTO models ({columns}) VALUES ({values})")  # noqa: S608
    return connection


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_catalog_of_any_earlier_version_becomes_like_a_new_one_and_keeps_its_rows(
    version: int,
) -> None:
    with closing(frozen_at(version)) as old, closing(sqlite3.connect(":memory:")) as new:
        migrate(old)
        migrate(new)
        assert normalized(old) == normalized(new)
        assert one(old, "PRAGMA user_version") == one(new, "PRAGMA user_version") == VERSION
        assert one(old, "PRAGMA application_id") == one(new, "PRAGMA application_id")
        assert old.execute("SELECT id, name, weights FROM models").fetchall() == [
            ("m-1", "name", "open")
        ]
        assert one(old, "SELECT value FROM meta WHERE key = 'revision'") == "abc"
        assert old.execute("PRAGMA foreign_key_check").fetchall() == []


def test_migrating_a_current_catalog_changes_nothing() -> None:
    with closing(frozen_at(VERSION)) as connection:
        before = list(connection.iterdump())
        migrate(connection)
        assert list(connection.iterdump()) == before


def test_a_step_that_fails_leaves_the_version_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection)
        before = normalized(connection)
        failing = "CREATE TABLE halfway (x TEXT) STRICT; SELECT * FROM no_such_table"
        monkeypatch.setattr(schema, "MIGRATIONS", (*MIGRATIONS, failing))
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection)
    with closing(sqlite3.connect(path)) as connection:
        assert normalized(connection) == before
        assert one(connection, "PRAGMA user_version") == VERSION


def test_released_migrations_are_never_edited() -> None:
    assert list(RELEASED) == list(range(1, VERSION + 1)), "add the new script's digest"
    digests = {
        number: hashlib.sha256(script.encode()).hexdigest()
        for number, script in enumerate(MIGRATIONS, 1)
    }
    assert digests == RELEASED
