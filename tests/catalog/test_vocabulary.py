"""Words of the catalog: counted, kept up to date, and what mistyped ones are read as."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.catalog.derived import is_stale, refresh
from desktop.catalog.vocabulary import Vocabulary
from desktop.core.search.search_text import vocabulary


@pytest.fixture
def connection(own_catalog: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        yield opened


def counted(connection: sqlite3.Connection) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for (text,) in connection.execute("SELECT words FROM models"):
        counts.update(vocabulary(text))
    return dict(counts)


def test_words_are_counted_once_a_model(connection: sqlite3.Connection) -> None:
    assert dict(connection.execute("SELECT word, models FROM words")) == counted(connection)


def test_a_new_catalog_has_nothing_to_be_worked_out(connection: sqlite3.Connection) -> None:
    assert not is_stale(connection)


UNREFERRED = (
    "DELETE FROM models WHERE claim_count = 0 AND id NOT IN"
    " (SELECT model_id FROM model_modalities UNION SELECT model_id FROM fact_conflicts"
    " UNION SELECT model_id FROM license_history)"
)
UNSOURCED = (
    "DELETE FROM claim_sources WHERE claim_id IN"
    " (SELECT id FROM claims WHERE benchmark_id = 'mmmu')"
)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE models SET name = 'Zebra One' WHERE id = 'gpt-4o'",
        "UPDATE models SET organization = 'Zebra' WHERE organization = 'OpenAI'",
        UNREFERRED,
        UNSOURCED,
        "UPDATE claims SET value = 1 WHERE benchmark_id = 'mmmu' AND low IS NULL AND high IS NULL",
    ],
)
def test_what_follows_from_a_change_is_as_if_all_were_worked_out_anew(
    connection: sqlite3.Connection, change: str
) -> None:
    connection.execute(change)
    refresh(connection)
    partly = derived(connection)
    assert not is_stale(connection)
    connection.execute("DELETE FROM words")
    connection.execute("UPDATE models SET words = ''")
    connection.execute("UPDATE models SET name = name")
    connection.execute("UPDATE benchmarks SET name = name")
    refresh(connection)
    assert derived(connection) == partly
    assert partly["words"] == sorted(counted(connection).items())


def derived(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        "words": connection.execute("SELECT word, models FROM words ORDER BY 1").fetchall(),
        "texts": connection.execute(
            "SELECT id, words, claim_count, facet_code FROM models ORDER BY 1"
        ).fetchall(),
        "headlines": connection.execute("SELECT * FROM headlines ORDER BY 1, 2").fetchall(),
    }


def test_claims_are_counted_with_their_models(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM claim_sources")
    connection.execute("DELETE FROM claims WHERE model_id = 'gpt-4o'")
    refresh(connection)
    sql = "SELECT claim_count, facet_code & 4 FROM models WHERE id = 'gpt-4o'"
    assert connection.execute(sql).fetchone() == (0, 0)
    one = "SELECT count(*) FROM headlines JOIN models ON number = model_number WHERE id = 'gpt-4o'"
    assert connection.execute(one).fetchone() == (0,)


@pytest.mark.parametrize(
    ("text", "corrections"),
    [
        ("qwne", {"qwne": ("qwen",)}),
        ("Gemnii", {"gemnii": ("gemini",)}),
        ("instrcut", {"instrcut": ("instruct",)}),
        ("qwen gemnii", {"gemnii": ("gemini",)}),
        ("anthopric", {"anthopric": ("anthropic",)}),
        ("qwen", {}),
        ("qw", {}),
        ("gtp", {}),
        ("99999", {}),
        ("zzzzzzzz", {}),
        ("図鑑", {}),
        ('"qwne"', {"qwne": ("qwen",)}),
    ],
)
def test_a_word_of_no_model_is_read_as_the_nearest(
    connection: sqlite3.Connection, text: str, corrections: dict[str, tuple[str, ...]]
) -> None:
    reading = Vocabulary().read(connection, text)
    found: dict[str, tuple[str, ...]] = {}
    for typed, read in reading.corrections:
        found[typed] = (*found.get(typed, ()), read)
    assert found == corrections


def test_words_equally_near_are_alternatives(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE models SET name = 'Zebrak' WHERE id = 'gpt-4o'")
    connection.execute("UPDATE models SET name = 'Zebras' WHERE id = 'qwen-vl-max'")
    refresh(connection)
    reading = Vocabulary().read(connection, "zebrax")
    assert reading.terms[0].readings == ("zebrak", "zebras")


def test_the_count_of_a_beginning_is_never_too_low(connection: sqlite3.Connection) -> None:
    words = Vocabulary()
    for beginning in ("q", "qw", "qwen", "4", "gpt", "zz", "chat"):
        (term,) = words.read(connection, beginning).terms
        sql = "SELECT count(*) FROM models WHERE instr(words, ?) > 0"
        exact = connection.execute(sql, (f" {beginning}",)).fetchone()[0]
        assert term.models >= exact
        assert (term.models == 0) == (exact == 0)
