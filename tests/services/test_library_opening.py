from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from desktop.catalog import schema, upgrade
from desktop.catalog.migrations import m0001_initial
from desktop.catalog.schema import APPLICATION_ID, VERSION
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.errors import (
    CatalogError,
    DamagedCatalogError,
    ForeignFileError,
    NewerCatalogError,
    SeedError,
)
from desktop.core.search.query import CatalogQuery, Facet
from desktop.services.library import Library

TODAY = date(2026, 11, 23)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "data" / "catalog.sqlite3"


@pytest.fixture
def library(place: Path, seeds_folder: Path) -> Library:
    return Library(place, seeds_folder, own=True, today=TODAY)


@pytest.fixture
def existing(place: Path, catalog_path: Path) -> Path:
    place.parent.mkdir()
    return Path(shutil.copy(catalog_path, place))


def spoil(path: Path) -> bytes:
    """Destroy the schema of a catalog, but not its head."""
    content = path.read_bytes()
    damaged = content[:100] + b"\xaa" * 4000 + content[4100:]
    path.write_bytes(damaged)
    return damaged


def test_the_first_opening_builds_the_catalog_and_says_how_far_it_is(library: Library) -> None:
    steps: list[tuple[int, int, str]] = []
    with closing(library.open(lambda *step: steps.append(step))) as reader:
        assert reader.counts() == {
            "models": 445,
            "benchmarks": 171,
            "claims": 7990,
            "terms": 84,
        }
    assert steps[0][0] == 0
    assert steps[-1][:2] == (steps[0][1], steps[0][1])


def test_a_catalog_that_is_there_is_used_as_it_is(library: Library, existing: Path) -> None:
    with closing(sqlite3.connect(existing)) as connection, connection:
        connection.execute("UPDATE meta SET value = 'kept' WHERE key = 'revision'")
    said: list[tuple[int, int, str]] = []
    with closing(library.open(lambda *step: said.append(step))) as reader:
        assert reader.stamp().revision == "kept"
    assert said == []


@pytest.mark.usefixtures("allow_log_warnings")
@pytest.mark.parametrize("kind", ["damaged", "not a catalog"])
def test_a_damaged_catalog_is_set_aside_and_the_next_opening_builds_anew(
    library: Library, existing: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    if kind == "damaged":
        content = spoil(existing)
    else:
        content = b"scribbled over by somebody"
        existing.write_bytes(content)
    with pytest.raises(CatalogError) as caught:
        library.open()
    aside = existing.with_name("catalog.sqlite3.damaged-2026-11-23")
    assert str(aside) in str(caught.value)
    assert aside.read_bytes() == content
    assert not existing.exists()
    assert [r.levelno for r in caplog.records if r.name.startswith("desktop")] == [logging.WARNING]
    with closing(library.open()) as reader:
        assert reader.check() == []
    assert aside.read_bytes() == content


@pytest.mark.usefixtures("allow_log_warnings")
def test_a_second_damaged_catalog_of_one_day_does_not_take_the_place_of_the_first(
    library: Library, existing: Path
) -> None:
    first = existing.with_name("catalog.sqlite3.damaged-2026-11-23")
    first.write_bytes(b"yesterday's grief")
    spoil(existing)
    with pytest.raises(DamagedCatalogError, match=r"damaged-2026-11-23-2, and the next start"):
        library.open()
    assert first.read_bytes() == b"yesterday's grief"


def test_somebody_elses_file_is_left_where_it_is(place: Path, seeds_folder: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"my thesis")
    with pytest.raises(ForeignFileError, match="it was left as it is"):
        Library(place, seeds_folder, own=False, today=TODAY).open()
    assert place.read_bytes() == b"my thesis"
    assert [path.name for path in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("own", [True, False])
def test_a_catalog_of_a_newer_program_is_left_where_it_is(
    existing: Path, seeds_folder: Path, own: bool
) -> None:
    with closing(sqlite3.connect(existing)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = existing.read_bytes()
    with pytest.raises(NewerCatalogError, match="use the newer program"):
        Library(existing, seeds_folder, own=own, today=TODAY).open()
    assert existing.read_bytes() == before


def test_canceling_the_first_opening_leaves_nothing(library: Library, place: Path) -> None:
    token = CancelToken()
    with pytest.raises(CanceledError):
        library.open(lambda *_: token.cancel(), token)
    assert list(place.parent.iterdir()) == []
    library.open().close()


def test_wrong_seeds_are_named_and_leave_nothing(place: Path, tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"^meta\.csv"):
        Library(place, tmp_path / "nowhere", own=True, today=TODAY).open()
    assert not place.exists()


@pytest.mark.usefixtures("allow_log_warnings")
def test_damage_that_shows_while_reading_is_set_aside_too(library: Library, existing: Path) -> None:
    damage = DamagedCatalogError(existing, "is damaged (row 7)", "it was left as it is")
    with pytest.raises(DamagedCatalogError) as caught:
        raise library.set_aside_damaged(damage)
    aside = existing.with_name("catalog.sqlite3.damaged-2026-11-23")
    assert aside.exists()
    assert str(aside) in str(caught.value)
    assert "row 7" in str(caught.value)


@pytest.fixture
def older(place: Path) -> Path:
    """A catalog as version 1 left it, with a model and claims of the seeds."""
    place.parent.mkdir()
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.executescript(m0001_initial.SQL)
        connection.execute("PRAGMA user_version = 1")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO meta VALUES ('revision', 'old'), ('as_of', '2026-01-01')")
        connection.executescript(OLD_ROWS)
    return place


OLD_ROWS = """
INSERT INTO sources VALUES ('src', 'Board', '', '', '2024-05', '', '', 'seed');
INSERT INTO benchmarks VALUES ('gsm8k', 'GSM8K', 'math', 'text', 'accuracy', '%', 0, 100, 1, NULL,
    '', '', '', '', '', 'seed');
INSERT INTO models (id, name, organization, family, country, tuning, snapshot_of, hub_id,
    weights, weights_source, release_date, release_date_source, weights_date, knowledge_cutoff,
    input_modalities, output_modalities, license_source, price_as_of, price_source, flags,
    source_urls, openness)
VALUES ('q-7b', 'Qwen2.5-7B', 'Alibaba', 'Qwen', 'CN', '', '', '', 'open', '', '2024-09-19', '', '',
    '', 'text', '', '', '', '', '', '', 'open-source');
INSERT INTO claims VALUES ('s1', 'q-7b', 'gsm8k', '4-shot', '', '4', '', '', '', '', '', '', '',
    85.4, NULL, NULL, '85.4', 'Alibaba', 'model-vendor', 1, '', '', 'seed');
INSERT INTO claim_sources VALUES ('s1', 'src');
"""


def state_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return [str(version), *connection.iterdump()]


def test_an_older_catalog_is_migrated_and_can_be_asked_everything(
    library: Library, older: Path
) -> None:
    with closing(library.open()) as reader:
        assert reader.stamp().revision == "old"
        page = reader.page(CatalogQuery(text="qwen 25", columns=("gsm8k",)))
        assert [(m.id, m.claim_count) for m in page.models] == [("q-7b", 1)]
        assert [s and s.value for s in page.models[0].scores] == [85.4]
        assert dict(reader.facet_counts(CatalogQuery())[Facet.CLASS]) == {"open-source": 1}
        assert reader.check() == []
    assert state_of(older)[0] == str(VERSION)


def test_a_migration_that_fails_leaves_the_catalog_as_it_was_and_says_so(
    library: Library, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of(older)
    last = f"{schema.MIGRATIONS[-1]}; DROP TABLE nowhere"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:-1], last))
    with pytest.raises(CatalogError, match=r"could not be brought up to date \(no such table"):
        library.open()
    assert state_of(older) == before


def test_canceling_a_migration_leaves_the_catalog_as_it_was(library: Library, older: Path) -> None:
    before = state_of(older)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CanceledError):
        library.open(cancel=token)
    assert state_of(older) == before


def test_an_older_catalog_that_may_not_be_written_says_so(
    library: Library, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of(older)

    def refused(path: Path, check: object) -> None:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            schema.migrate(connection)

    monkeypatch.setattr(upgrade, "_migrate", refused)
    with pytest.raises(CatalogError, match="older Weighbridge and may not be written") as caught:
        library.open()
    assert "--catalog FILE" in caught.value.next_step
    assert state_of(older) == before


def test_an_older_catalog_that_is_locked_says_so(
    library: Library, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(older, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(CatalogError, match="locked by another program"):
            library.open()
        writer.execute("ROLLBACK")
    library.open().close()


def test_what_a_writer_left_stale_is_worked_out_at_the_next_opening(
    library: Library, existing: Path
) -> None:
    with closing(sqlite3.connect(existing)) as connection, connection:
        connection.execute("UPDATE models SET name = 'Zebra One' WHERE id = 'gpt-4o'")
    with closing(library.open()) as reader:
        assert reader.ids(CatalogQuery(text="zebra")) == ["gpt-4o"]
