"""The seed tables as rows of text."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def seed(seeds_folder: Path) -> Callable[[str], Rows]:
    """Read one seed table."""

    def read(name: str) -> Rows:
        with (seeds_folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read
