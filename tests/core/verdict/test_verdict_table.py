"""The table of verdicts in the documents is what the engine says today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from desktop.catalog.reader import CatalogReader

FOLDER = Path(__file__).parents[3] / "docs" / "licenses"


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verdict_table", FOLDER / "verdict_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current_and_has_every_license_and_use(
    script: ModuleType, reader: CatalogReader
) -> None:
    page = (FOLDER / "verdicts.md").read_text(encoding="utf-8")

    assert page == script.table(reader), "run: python docs/licenses/verdict_table.py"
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == 84
    assert all(row.count("|") == 13 for row in rows)
