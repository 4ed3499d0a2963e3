"""Comparing models in one process, against reading the same rows as plain tuples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from desktop.catalog.build import build_catalog
from desktop.catalog.connection import open_for_reading
from desktop.catalog.reader import CatalogReader
from desktop.core.claims.policy import Policy
from desktop.services.comparisons import Comparisons

ROOT = Path(__file__).parents[2]
MODELS = 12

_MOST_CLAIMED = (
    "SELECT model_id FROM claims GROUP BY model_id ORDER BY count(*) DESC, model_id LIMIT ?"
)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "catalog.sqlite3"
    build_catalog(path, ROOT / "seeds")
    return path


@pytest.fixture(scope="module")
def models(catalog: Path) -> list[str]:
    connection = open_for_reading(catalog)
    found = [row[0] for row in connection.execute(_MOST_CLAIMED, (MODELS,))]
    connection.close()
    return found


@pytest.fixture
def reader(catalog: Path) -> Iterator[CatalogReader]:
    opened = CatalogReader(catalog)
    yield opened
    opened.close()


@pytest.mark.benchmark(group="12 models x 171 benchmarks, all claims and settings")
def test_baseline_reading_the_rows(
    benchmark: BenchmarkFixture, catalog: Path, models: list[str]
) -> None:
    """The same join, fetched as plain tuples."""
    connection = open_for_reading(catalog)
    sql = (
        "SELECT claims.*, sources.* FROM claims JOIN claim_sources ON claim_id = claims.id"
        " JOIN sources ON sources.id = source_id"
        " WHERE model_id IN (SELECT value FROM json_each(?)) ORDER BY claims.id, sources.id"
    )
    asked = json.dumps(models)
    benchmark(lambda: connection.execute(sql, (asked,)).fetchall())
    connection.close()


@pytest.mark.benchmark(group="12 models x 171 benchmarks, all claims and settings")
@pytest.mark.parametrize("policy", [Policy.DEFAULT, Policy.LIKE_FOR_LIKE, Policy.NEWEST])
def test_comparison(
    benchmark: BenchmarkFixture, reader: CatalogReader, models: list[str], policy: Policy
) -> None:
    comparisons = Comparisons(reader)
    benchmark(lambda: comparisons.build(models, all_rows=True, policy=policy))
