"""Read the catalog as values of the core."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any

from desktop.catalog import records
from desktop.catalog.conditions import prepare
from desktop.catalog.connection import damaged, open_for_reading, translated
from desktop.catalog.legal import LegalReader, read_terms
from desktop.catalog.search import Search
from desktop.core.benchmark import Baseline, Benchmark
from desktop.core.cancellation import CancelToken
from desktop.core.claims.claim import Claim
from desktop.core.compare.comparison import CatalogStamp
from desktop.core.errors import SeedError
from desktop.core.licenses.license import License, Terms
from desktop.core.licenses.situation import Named, Situation
from desktop.core.model import FactConflict, LicenseSpan, Model
from desktop.core.search.listing_page import Cursor, ListPage
from desktop.core.search.query import CatalogQuery, Facet, ListedModel, ListedScore
from desktop.core.source import Collection
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.verdict import Answer

_LISTED = (
    "SELECT number, id, name, organization, family, weights, coalesce(license_id, ''),"
    " openness, release_date, parameters_total, context_tokens, claim_count, hub_id, situation"
    " FROM models"
)


class CatalogReader:
    """Answers questions about one catalog file; safe to use from several threads.

    Raises:
        CatalogError: from any method, when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # Not one a thread: a pool of Qt forgets what its threads hold between two tasks.
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._closed = False
        self._search = Search()

    def close(self) -> None:
        """Close the connections; one in use is closed when its question is answered."""
        self._closed = True
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with translated(self.path):
            connection = self._connection()
            try:
                yield connection
            finally:
                if self._closed:
                    connection.close()
                else:
                    self._idle.put(connection)

    def _connection(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            connection = open_for_reading(self.path)
            connection.row_factory = sqlite3.Row
            prepare(connection)
            return connection

    @contextmanager
    def _understanding(self) -> Iterator[None]:
        """Rows that are not what the schema lets in were changed behind SQLite's back."""
        try:
            yield
        except (ValueError, KeyError, IndexError) as error:
            raise damaged(self.path, error) from error

    def _rows(self, sql: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        with self._reading() as connection:
            return connection.execute(sql, parameters).fetchall()

    def stamp(self) -> CatalogStamp:
        """Return revision and date of the catalog."""
        meta = dict(map(tuple, self._rows("SELECT key, value FROM meta")))
        with self._understanding():
            return CatalogStamp(meta["revision"], meta["as_of"])

    def check(self) -> list[str]:
        """Return what SQLite finds wrong with the file, nothing if all is well."""
        problems = [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [
            f"a row of {row[0]} refers to a missing row of {row[2]}"
            for row in self._rows("PRAGMA foreign_key_check")
        ]
        return problems

    def counts(self) -> dict[str, int]:
        """Return how many models, benchmarks, claims and terms there are."""
        tables = ("models", "benchmarks", "claims", "terms")
        return {t: self._rows(f"SELECT count(*) FROM {t}")[0][0] for t in tables}

    def page(
        self,
        query: CatalogQuery,
        number: int = 0,
        near: Cursor | None = None,
        token: CancelToken | None = None,
    ) -> ListPage:
        """Return one page of the models that match.

        Args:
            query: What is asked.
            number: Which page, from 0.
            near: A place before it, the nearer the better.
            token: Stops the question at once, from another thread.

        Raises:
            CanceledError: the token was canceled.
        """
        with self._reading() as connection:
            place = self._search.page(connection, query, number, near, token)
            rows = _found(connection, "number", place.numbers)
            scores = _scores(connection, place.numbers, query.columns)
        models = (_listed(rows[n], scores.get(n, {}), query.columns) for n in place.numbers)
        return ListPage(number, tuple(models), place.cursors, query.columns)

    def row(self, query: CatalogQuery, model_id: str, token: CancelToken | None = None) -> int:
        """Return in which row of the list a model is, -1 for none; may be canceled."""
        with self._reading() as connection:
            return self._search.row(connection, query, model_id, token)

    def ids(self, query: CatalogQuery) -> list[str]:
        """Return the ids of the models that match, in order."""
        with self._reading() as connection:
            return self._search.ids(connection, query)

    def total(self, query: CatalogQuery, token: CancelToken | None = None) -> int:
        """Return how many models match, whatever the limit; may be canceled like ``page``."""
        with self._reading() as connection:
            return self._search.total(connection, query, token)

    def facet_counts(
        self, query: CatalogQuery, token: CancelToken | None = None
    ) -> dict[Facet, list[tuple[str, int]]]:
        """Return, for each facet, its values with how many models choosing them would give.

        Of organizations, those with most models and the chosen ones. May be canceled like ``page``.
        """
        with self._reading() as connection:
            return self._search.facets(connection, query, token)

    def corrections(self, query: CatalogQuery) -> tuple[tuple[str, str], ...]:
        """Return words of a search that no model has, each with a word that it is read as."""
        with self._reading() as connection:
            return self._search.vocabulary.read(connection, query.text).corrections

    def listed(self, ids: Sequence[str]) -> list[ListedModel]:
        """Return the list's facts of some models, in the order given; unknown ids are left out."""
        with self._reading() as connection:
            rows = {row["id"]: row for row in _found(connection, "id", ids).values()}
        return [_listed(rows[key], {}, ()) for key in ids if key in rows]

    def problems(self) -> list[SeedError]:
        """Return why records of the seeds were left out, in the order of the tables."""
        columns = "file, line, column_name, found, expected"
        rows = self._rows(f"SELECT {columns} FROM problems ORDER BY id")
        return [SeedError(*row) for row in rows]

    def model_names(self) -> dict[str, tuple[str, ...]]:
        """Return every model's id with the names it goes by."""
        rows = self._rows("SELECT id, name, hub_id FROM models ORDER BY number")
        return {row["id"]: (row["name"], row["hub_id"]) for row in rows}

    def benchmark_names(self) -> dict[str, tuple[str, ...]]:
        """Return every benchmark's id with its name."""
        return {row["id"]: (row["name"],) for row in self._rows("SELECT id, name FROM benchmarks")}

    def license_names(self) -> dict[str, tuple[str, ...]]:
        """Return every known license id with its names: terms, and names that models carry."""
        rows = self._rows(
            "SELECT id, name, aliases, spdx_id FROM terms"
            " UNION ALL SELECT id, name, '', '' FROM licenses"
            " UNION ALL SELECT id, name, '', spdx_id FROM hub_licenses"
        )
        names: dict[str, tuple[str, ...]] = {}
        for row in rows:
            spellings = (row["name"], row["spdx_id"], *row["aliases"].split(";"))
            names[row["id"]] = names.get(row["id"], ()) + tuple(s for s in spellings if s)
        return names

    def models(self, ids: Sequence[str]) -> list[Model]:
        """Return models in the order given; unknown ids are left out."""
        rows = self._rows(f"SELECT * FROM models WHERE id IN ({_places(ids)})", ids)
        with self._understanding():
            found = {row["id"]: records.model(row) for row in rows}
        return [found[key] for key in ids if key in found]

    def snapshots(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the dated versions of undated aliases."""
        rows = self._rows(
            f"SELECT snapshot_of, id FROM models WHERE snapshot_of IN ({_places(ids)}) ORDER BY id",
            ids,
        )
        found: dict[str, tuple[str, ...]] = {}
        for alias, key in rows:
            found[alias] = (*found.get(alias, ()), key)
        return found

    def fact_conflicts(self, ids: Sequence[str]) -> list[FactConflict]:
        """Return where sources differ about facts of models."""
        columns = "model_id, field, value_used, source_used, other_value, other_source"
        rows = self._rows(
            f"SELECT {columns} FROM fact_conflicts WHERE model_id IN ({_places(ids)}) ORDER BY id",
            ids,
        )
        return [FactConflict(*row) for row in rows]

    def license_history(self, model_id: str) -> list[LicenseSpan]:
        """Return the licenses a model has carried, in the order of the seeds."""
        rows = self._rows(
            "SELECT * FROM license_history WHERE model_id = ? ORDER BY id", (model_id,)
        )
        with self._understanding():
            return [records.license_span(row) for row in rows]

    def benchmarks(self, ids: Iterable[str] | None = None) -> list[Benchmark]:
        """Return benchmarks by category and name, or those asked for in the order given."""
        if ids is None:
            rows = self._rows("SELECT * FROM benchmarks ORDER BY category COLLATE NOCASE, name")
            return [records.benchmark(row) for row in rows]
        wanted = list(ids)
        rows = self._rows(f"SELECT * FROM benchmarks WHERE id IN ({_places(wanted)})", wanted)
        found = {row["id"]: records.benchmark(row) for row in rows}
        return [found[key] for key in wanted if key in found]

    def baselines(self, benchmark_ids: Sequence[str]) -> list[Baseline]:
        """Return what people and chance score."""
        rows = self._rows(
            "SELECT baselines.*, sources.id AS source_id, title, url, via, published, date_basis,"
            " retrieved_from FROM baselines JOIN sources ON sources.id = source_id"
            f" WHERE benchmark_id IN ({_places(benchmark_ids)}) ORDER BY baselines.id",
            benchmark_ids,
        )
        with self._understanding():
            return [records.baseline(row) for row in rows]

    def claims(
        self, model_ids: Sequence[str], benchmark_ids: Sequence[str] | None = None
    ) -> list[Claim]:
        """Return all claims of models, or those on some benchmarks."""
        sql = f"{records.CLAIMS} WHERE model_id IN ({_places(model_ids)})"
        parameters = list(model_ids)
        if benchmark_ids is not None:
            sql += f" AND benchmark_id IN ({_places(benchmark_ids)})"
            parameters += benchmark_ids
        rows = self._rows(f"{sql} ORDER BY claims.id, sources.id", parameters)
        with self._understanding():
            return records.claims(rows)

    def benchmark_claims(self, benchmark_id: str) -> list[Claim]:
        """Return all claims on one benchmark, of all models."""
        sql = f"{records.CLAIMS} WHERE benchmark_id = ? ORDER BY claims.id, sources.id"
        rows = self._rows(sql, (benchmark_id,))
        with self._understanding():
            return records.claims(rows)

    def licenses(self, ids: Iterable[str]) -> dict[str, License]:
        """Return licenses as models name them."""
        wanted = sorted(set(ids))
        rows = self._rows(
            "SELECT id, name, url, conditions, coalesce(terms_id, '') FROM licenses"
            f" WHERE id IN ({_places(wanted)})",
            wanted,
        )
        return {row["id"]: License(*row) for row in rows}

    def license_models(self, license_ids: Sequence[str]) -> list[str]:
        """Return the ids of the models that carry one of the licenses."""
        rows = self._rows(
            f"SELECT id FROM models WHERE license_id IN ({_places(license_ids)}) ORDER BY id",
            license_ids,
        )
        return [row[0] for row in rows]

    def licenses_of_terms(self, terms_id: str) -> list[str]:
        """Return the license ids that stand for one text."""
        rows = self._rows("SELECT id FROM licenses WHERE terms_id = ? ORDER BY id", (terms_id,))
        return [row[0] for row in rows]

    def terms(self, ids: Iterable[str]) -> dict[str, Terms]:
        """Return the structured readings of license texts."""
        with self._reading() as connection, self._understanding():
            return read_terms(connection, ids)

    def all_terms(self) -> list[str]:
        """Return the ids of all texts of which there is a structured reading."""
        return [row[0] for row in self._rows("SELECT id FROM terms ORDER BY id")]

    def published(self, organization: str) -> list[tuple[str, int]]:
        """Return how many models of an organization fall into each openness class."""
        sql = "SELECT openness, count(*) FROM models WHERE organization = ? GROUP BY openness"
        return [(row[0], row[1]) for row in self._rows(sql, (organization,))]

    def situations(self, model_ids: Sequence[str]) -> dict[str, Situation]:
        """Return what governs the use of models; unknown ids are left out."""
        with self._reading() as connection, self._understanding():
            legal = LegalReader(connection)
            found = ((key, legal.situation(key)) for key in model_ids)
            return {key: situation for key, situation in found if situation is not None}

    def answers(self, profile: Profile) -> dict[int, Answer]:
        """Return the answer of a plan in every legal situation, by the number that a list has."""
        with self._reading() as connection, self._understanding():
            return self._search.allowed.answers(connection, profile)

    def named_license(self, license_id: str) -> Named:
        """Return what is behind the id of a license as a source names it."""
        with self._reading() as connection, self._understanding():
            return LegalReader(connection).named(license_id)

    def vocabulary(self, kind: str) -> dict[str, str]:
        """Return the terms of one closed list with what they mean."""
        rows = self._rows(
            "SELECT term, definition FROM vocabulary WHERE kind = ? ORDER BY term", (kind,)
        )
        return {row[0]: row[1] for row in rows}

    def collections(self) -> list[Collection]:
        """Return where the catalog's facts were collected, for attribution."""
        columns = 'id, what, repository, "commit", dated, license, used_for'
        return [Collection(*row) for row in self._rows(f"SELECT {columns} FROM collections")]


def _found(
    connection: sqlite3.Connection, column: str, values: Sequence[object]
) -> dict[int, sqlite3.Row]:
    sql = f"{_LISTED} WHERE {column} IN ({_places(values)})"
    return {row["number"]: row for row in connection.execute(sql, values)}


def _listed(
    row: sqlite3.Row, scores: dict[str, ListedScore], columns: tuple[str, ...]
) -> ListedModel:
    values: list[Any] = [*row[1:], tuple(scores.get(benchmark) for benchmark in columns)]
    return ListedModel(*values)


def _scores(
    connection: sqlite3.Connection, numbers: Sequence[int], benchmarks: Sequence[str]
) -> dict[int, dict[str, ListedScore]]:
    if not benchmarks:
        return {}
    rows = connection.execute(
        "SELECT model_number, benchmark_id, value, claim_id, certain FROM headlines"
        f" WHERE model_number IN ({_places(numbers)}) AND benchmark_id IN ({_places(benchmarks)})",
        [*numbers, *benchmarks],
    )
    found: dict[int, dict[str, ListedScore]] = {}
    for number, benchmark, value, claim_id, certain in rows:
        found.setdefault(number, {})[benchmark] = ListedScore(value, claim_id, bool(certain))
    return found


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
