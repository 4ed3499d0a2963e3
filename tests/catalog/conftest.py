"""Catalogs and seeds that a test may change."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader

_CLAIMS = 40


@pytest.fixture(scope="session")
def _few_seeds(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Path:
    """The real seed tables with few claims, so that reading them takes no time."""
    folder = tmp_path_factory.mktemp("seeds")
    for table in seeds_folder.glob("*.csv"):
        shutil.copy(table, folder)
    with (seeds_folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    asked = [r for r in rows[1:] if r[1] in ("qwen-vl-max", "gpt-4o") and r[2] == "mathvista"]
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([rows[0], *asked[:_CLAIMS]])
    return folder


@pytest.fixture
def few_seeds(_few_seeds: Path, tmp_path: Path) -> Path:
    """A copy of the seed tables, with few claims, that the test may spoil."""
    return Path(shutil.copytree(_few_seeds, tmp_path / "seeds"))


@pytest.fixture
def own_catalog(catalog_path: Path, tmp_path: Path) -> Path:
    """A copy of the real catalog that the test may change."""
    return Path(shutil.copy(catalog_path, tmp_path / "own.sqlite3"))


@pytest.fixture
def own_reader(own_catalog: Path) -> Iterator[CatalogReader]:
    """A reader of the copy."""
    opened = CatalogReader(own_catalog)
    yield opened
    opened.close()
