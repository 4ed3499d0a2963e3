"""Connections of a reader: as many as questions asked at once, whatever thread asks."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest

from desktop.catalog import reader as reader_module
from desktop.catalog.connection import open_for_reading
from desktop.catalog.reader import CatalogReader
from desktop.core.search.query import CatalogQuery


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection that readers open."""
    connections: list[sqlite3.Connection] = []

    def remember(path: Path) -> sqlite3.Connection:
        connections.append(open_for_reading(path))
        return connections[-1]

    monkeypatch.setattr(reader_module, "open_for_reading", remember)
    return connections


def test_a_thread_that_ends_leaves_its_connection_to_the_next(
    catalog_path: Path, opened: list[sqlite3.Connection]
) -> None:
    reader = CatalogReader(catalog_path)
    for _ in range(50):
        thread = Thread(target=reader.stamp)
        thread.start()
        thread.join()
    reader.close()
    assert len(opened) == 1


def test_questions_at_once_get_connections_of_their_own(
    catalog_path: Path, opened: list[sqlite3.Connection]
) -> None:
    reader = CatalogReader(catalog_path)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(reader.ids, [CatalogQuery(text="qwen")] * 40))
    reader.close()
    assert 1 <= len(opened) <= 4
    assert len({tuple(answer) for answer in answers}) == 1


def test_a_closed_reader_holds_no_connection(
    catalog_path: Path, opened: list[sqlite3.Connection]
) -> None:
    reader = CatalogReader(catalog_path)
    reader.stamp()
    reader.close()
    with pytest.raises(sqlite3.ProgrammingError):
        opened[0].execute("SELECT 1")


def test_a_question_that_makes_no_sense_is_not_damage(catalog_path: Path) -> None:
    reader = CatalogReader(catalog_path)
    with pytest.raises((sqlite3.Error, OverflowError)):
        reader.ids(CatalogQuery(limit=10**20))
    assert reader.check() == []
    reader.close()


def test_a_pasted_page_is_searched_by_its_first_words(catalog_path: Path) -> None:
    reader = CatalogReader(catalog_path)
    assert reader.ids(CatalogQuery(text="图像 " * 2000)) == []
    many = reader.ids(CatalogQuery(text="qwen " * 2000))
    assert set(many) == set(reader.ids(CatalogQuery(text="qwen")))
    pasted = " ".join(f"词{number}" for number in range(3000))
    assert reader.ids(CatalogQuery(text=pasted)) == []
    reader.close()
