from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from desktop.catalog.schema import VERSION
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.errors import (
    CatalogError,
    DamagedCatalogError,
    ForeignFileError,
    NewerCatalogError,
    SeedError,
)
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
