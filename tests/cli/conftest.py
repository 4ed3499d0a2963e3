"""The command line, called in this process."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out, newline="")))


Command = Callable[..., Outcome]


@pytest.fixture
def weighbridge(
    catalog_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Call a command on the catalog of the real seeds."""
    monkeypatch.setenv("WEIGHBRIDGE_CATALOG", str(catalog_path))

    def call(*arguments: str | Path) -> Outcome:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Outcome(code, said.out, said.err)

    return call


@pytest.fixture
def own_catalog(catalog_path: Path, tmp_path: Path) -> Path:
    """A copy of the catalog that a test may break."""
    copy = tmp_path / "catalog.sqlite3"
    copy.write_bytes(catalog_path.read_bytes())
    return copy
