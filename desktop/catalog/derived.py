"""Work out what follows from models and claims: search words, counts, headline figures.

Whoever writes to ``models`` or ``claims`` calls ``refresh`` in the same transaction; the file
itself keeps note of what is out of date.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable

from desktop.catalog import records
from desktop.catalog.legal import LegalReader
from desktop.catalog.situations import Situations
from desktop.core.claims.headline import headlines
from desktop.core.search.search_text import search_text, vocabulary

_BATCH = 5000
_WITH_DESCENDANTS = """
    INSERT OR IGNORE INTO stale_models
    WITH RECURSIVE changed (id) AS (
        SELECT id FROM models WHERE number IN (SELECT number FROM stale_models)
        UNION SELECT model_id FROM base_models
            WHERE base_id <> '' AND base_id NOT IN (SELECT id FROM models)
        UNION SELECT base_models.model_id FROM base_models JOIN changed ON base_id = changed.id
    )
    SELECT number, words FROM models WHERE id IN (SELECT id FROM changed)
"""
"""A model is judged with its bases: what changes one of them changes all that are built on it.

A base that was deleted has no id any more by which its descendants could be found: whatever names a
base that is not there is looked at each time; there are few of those.
"""
_CLAIMS = f"{records.CLAIMS} WHERE benchmark_id = ? ORDER BY claims.id, sources.id"


def is_stale(connection: sqlite3.Connection) -> bool:
    """Whether something was changed since ``refresh`` was called."""
    sql = "SELECT EXISTS (SELECT 1 FROM stale_models) OR EXISTS (SELECT 1 FROM stale_benchmarks)"
    return bool(connection.execute(sql).fetchone()[0])


def refresh(connection: sqlite3.Connection, check: Callable[[], None] = lambda: None) -> None:
    """Bring search words, claim counts and headline figures up to date.

    Leaves the transaction to the caller.

    Args:
        connection: One that may write.
        check: Called now and then; may raise to stop.
    """
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    # First: working it out touches nothing that the models' own step does.
    for row in cursor.execute("SELECT benchmark_id FROM stale_benchmarks").fetchall():
        check()
        _refresh_headlines(cursor, row["benchmark_id"])
    cursor.execute("DELETE FROM stale_benchmarks")
    cursor.execute(_WITH_DESCENDANTS)
    situations = Situations(connection.cursor(), LegalReader(connection))
    situations.cursor.row_factory = sqlite3.Row
    counted: Counter[str] = Counter()
    next_batch = f"SELECT * FROM stale_models ORDER BY number LIMIT {_BATCH}"
    while batch := cursor.execute(next_batch).fetchall():
        check()
        _refresh_models(cursor, batch, counted, situations)
    cursor.executemany(
        "INSERT INTO words VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET models = models + excluded.models",
        sorted((word, change) for word, change in counted.items() if change),
    )
    if any(change < 0 for change in counted.values()):
        cursor.execute("DELETE FROM words WHERE models <= 0")


def _refresh_models(
    cursor: sqlite3.Cursor,
    batch: list[sqlite3.Row],
    counted: Counter[str],
    situations: Situations,
) -> None:
    first, last = batch[0]["number"], batch[-1]["number"]
    between = (first, last)
    found = cursor.execute(
        "SELECT number, id, name, organization, family, hub_id, claim_count,"
        " (SELECT count(*) FROM claims WHERE model_id = models.id) AS claims,"
        " models.words AS words, weights, license_id, input_modalities, situation"
        " FROM models JOIN stale_models USING (number)"
        " WHERE number BETWEEN ? AND ?",
        between,
    ).fetchall()
    new = {
        row["number"]: search_text(
            row["name"], row["organization"], row["family"], row["hub_id"], row["id"]
        )
        for row in found
    }
    for row in batch:
        counted.subtract(vocabulary(row["words"]))
        counted.update(vocabulary(new.get(row["number"], "")))
    cursor.executemany(
        "UPDATE models SET words = ? WHERE number = ?",
        [(new[r["number"]], r["number"]) for r in found if new[r["number"]] != r["words"]],
    )
    cursor.executemany(
        "UPDATE models SET claim_count = ? WHERE number = ?",
        [(r["claims"], r["number"]) for r in found if r["claims"] != r["claim_count"]],
    )
    situations.refresh(found)
    cursor.execute("DELETE FROM stale_models WHERE number BETWEEN ? AND ?", between)


def _refresh_headlines(cursor: sqlite3.Cursor, benchmark_id: str) -> None:
    cursor.execute("DELETE FROM headlines WHERE benchmark_id = ?", (benchmark_id,))
    row = cursor.execute("SELECT * FROM benchmarks WHERE id = ?", (benchmark_id,)).fetchone()
    if row is None:
        return
    claims = records.claims(cursor.execute(_CLAIMS, (benchmark_id,)))
    cursor.executemany(
        "INSERT INTO headlines SELECT number, ?, ?, ?, ? FROM models WHERE id = ?",
        [
            (benchmark_id, h.value, h.claim_id, int(h.certain), h.model_id)
            for h in headlines(records.benchmark(row), claims)
        ],
    )
