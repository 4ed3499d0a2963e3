"""Make a catalog of any size: ``python tests/bench/generate.py --models N OUT.sqlite3``.

The seeds' models come first, invented ones fill up. Same size and seed, same catalog. A million
models take about two minutes and 1.3 GB.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import fields
from itertools import islice
from pathlib import Path

if __name__ == "__main__":  # run as a program, this folder is all that Python looks into
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.catalog.build import build_catalog
from desktop.catalog.legal import LegalReader
from desktop.catalog.migrations.m0004_verdicts import CODE
from desktop.catalog.situations import Situations
from desktop.core.search.search_text import search_text, vocabulary
from tests.bench.invented import Invented, Zipf, invented

ROOT = Path(__file__).resolve().parents[2]
BATCH = 20_000
CLAIMS_PER_MODEL = 1.2
_COLUMNS = tuple(field.name for field in fields(Invented))
_FIXED = {
    "snapshot_of": "",
    "weights_source": "",
    "release_date_source": "",
    "weights_date": "",
    "knowledge_cutoff": "",
    "output_modalities": "text",
    "license_source": "",
    "price_as_of": "",
    "price_source": "",
    "flags": "",
}
_CLAIM_COLUMNS = (
    *("id", "model_id", "benchmark_id", "variant", "split", "shots", "cot", "thinking", "effort"),
    *("tools", "quantization", "version", "subset", "value", "as_printed", "reporter"),
    *("reporter_kind", "verified", "flags", "notes"),
)


def generate(path: Path, models: int, seed: int = 1) -> None:
    """Make a catalog.

    Args:
        path: Where it shall be; there must be none yet.
        models: How many models it has; no fewer than the seeds have.
    """
    build_catalog(path, ROOT / "seeds")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -262144")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("BEGIN")
        set_aside = _without_indexes(connection)
        first = connection.execute("SELECT max(number) + 1 FROM models").fetchone()[0]
        _add_models(connection, models - first + 1, first, seed)
        _add_claims(connection, first, models, seed)
        for sql in set_aside:
            connection.execute(sql)
        connection.execute("INSERT INTO model_words (model_words) VALUES ('rebuild')")
        connection.execute("COMMIT")
        connection.execute("INSERT INTO model_words (model_words) VALUES ('optimize')")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop indexes and triggers that slow a bulk load, and return what makes them again."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger')"
        " AND sql IS NOT NULL"
        " AND tbl_name IN ('models', 'claims', 'claim_sources', 'headlines')"
    ).fetchall()
    for kind, name, _ in rows:
        connection.execute(f"DROP {kind} {name}")
    return [sql for *_, sql in rows]


def _add_models(connection: sqlite3.Connection, count: int, first: int, seed: int) -> None:
    licenses = frozenset(row[0] for row in connection.execute("SELECT id FROM licenses"))
    tail = max(50, (count + first) // 9)
    counted: Counter[str] = Counter()
    columns = ("number", *_COLUMNS, *_FIXED, "hub_id", "source_urls", "words", "origin")
    places = ", ".join("?" * len(columns))
    insert = f"INSERT INTO models ({', '.join(columns)}) VALUES ({places})"  # noqa: S608

    def rows() -> Iterator[tuple[object, ...]]:
        for number, model in enumerate(invented(count, seed, licenses, tail), first):
            words = search_text(model.name, model.organization, model.family, model.id)
            counted.update(vocabulary(words))
            facts = tuple(getattr(model, name) for name in _COLUMNS)
            url = f"https://huggingface.co/{model.id}"
            yield (number, *facts, *_FIXED.values(), model.id, url, words, "hub")

    _insert(connection, insert, rows())
    connection.executemany(
        "INSERT INTO words VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET models = models + excluded.models",
        sorted(counted.items()),
    )


def _add_claims(connection: sqlite3.Connection, first: int, models: int, seed: int) -> None:
    chance = random.Random(seed + 1)  # noqa: S311 - no secret
    scales = connection.execute(
        "SELECT benchmarks.id, coalesce(min, 0), coalesce(max, 1500) FROM benchmarks"
        " LEFT JOIN claims ON benchmark_id = benchmarks.id GROUP BY 1 ORDER BY count(*) DESC, 1"
    ).fetchall()
    sources = [row[0] for row in connection.execute("SELECT id FROM sources ORDER BY id")]
    ids = dict(connection.execute("SELECT number, id FROM models WHERE number >= ?", (first,)))
    places = ", ".join("?" * len(_CLAIM_COLUMNS))
    insert = f"INSERT INTO claims ({', '.join(_CLAIM_COLUMNS)}) VALUES ({places})"  # noqa: S608
    counts: Counter[int] = Counter()
    drawn = list(_cells(first, models, len(scales), chance))
    figures = [round(chance.uniform(*scales[benchmark][1:]), 1) for _, benchmark in drawn]

    def claims() -> Iterator[tuple[object, ...]]:
        blank = ("",) * 10
        for place, ((number, benchmark), value) in enumerate(zip(drawn, figures, strict=True)):
            counts[number] += 1
            head = (f"g{place:08d}", ids[number], scales[benchmark][0])
            yield (*head, *blank, value, str(value), "Invented", "model-vendor", 1, "", "")

    _insert(connection, insert, claims())
    _insert(
        connection,
        "INSERT INTO claim_sources VALUES (?, ?)",
        ((f"g{place:08d}", sources[place % len(sources)]) for place in range(len(drawn))),
    )
    _insert(
        connection,
        "INSERT INTO headlines VALUES (?, ?, ?, ?, ?)",
        (
            (number, scales[benchmark][0], value, f"g{place:08d}", int(place % 5 > 0))
            for place, ((number, benchmark), value) in enumerate(zip(drawn, figures, strict=True))
        ),
    )
    update = "UPDATE models SET claim_count = ? WHERE number = ?"
    _insert(connection, update, ((count, number) for number, count in counts.items()))
    _add_situations(connection, models)
    connection.execute(f"UPDATE models SET facet_code = {CODE}")  # noqa: S608 - ours


def _add_situations(connection: sqlite3.Connection, models: int) -> None:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    situations = Situations(cursor, LegalReader(connection))
    sql = (
        "SELECT number, id, weights, license_id, input_modalities, situation FROM models"
        " WHERE number BETWEEN ? AND ?"
    )
    for first in range(1, models + 1, BATCH):
        rows = cursor.execute(sql, (first, first + BATCH - 1)).fetchall()
        situations.refresh(rows)


def _cells(
    first: int, models: int, benchmarks: int, chance: random.Random
) -> Iterator[tuple[int, int]]:
    """Yield pairs of a model's number and a benchmark's place, each once, in order.

    Most models have no figure, few have many; a few benchmarks are reported by nearly everybody.
    """
    popular = Zipf(benchmarks, 1.1)
    for number in range(first, models + 1):
        if chance.random() < 0.3:
            wanted = min(60, int(chance.paretovariate(1.1)) + 1)
            for benchmark in sorted(set(popular.draw(chance, wanted))):
                yield number, benchmark


def _insert(connection: sqlite3.Connection, sql: str, rows: Iterator[tuple[object, ...]]) -> None:
    while batch := list(islice(rows, BATCH)):
        connection.executemany(sql, batch)


def main() -> None:
    """Read the command line and make a catalog."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    with suppress(FileNotFoundError):
        asked.out.unlink()
    generate(asked.out, asked.models, asked.seed)


if __name__ == "__main__":
    main()
