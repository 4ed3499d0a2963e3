"""The readings of all texts, once for all tests of verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.licenses.license import Terms
from desktop.core.licenses.situation import Named, Situation
from tests.core.verdict.plans import TERMS


@pytest.fixture(scope="session")
def seeds(catalog_path: Path) -> Iterator[CatalogReader]:
    with closing(CatalogReader(catalog_path)) as reader:
        yield reader


@pytest.fixture(scope="session")
def all_terms(seeds: CatalogReader) -> dict[str, Terms]:
    found = seeds.terms(TERMS)
    assert len(found) == 84
    return found


@pytest.fixture(scope="session")
def look(seeds: CatalogReader) -> Callable[[str], Named]:
    """What is behind a license as models name it."""
    return cache(seeds.named_license)


@pytest.fixture(scope="session")
def real(seeds: CatalogReader) -> dict[str, Situation]:
    """The situations of all models of the seeds."""
    return seeds.situations(list(seeds.model_names()))
