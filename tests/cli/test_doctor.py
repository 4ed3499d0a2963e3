from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import desktop

if TYPE_CHECKING:
    from tests.cli.conftest import Command


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_the_doctor_answers_in_every_form(weighbridge: Command, form: str) -> None:
    answer = weighbridge("doctor", "--format", form)
    assert (answer.code, answer.err) == (0, "")
    for check in ("sqlite", "catalog", "test report", "Qt", "display"):
        assert check in answer.out


def test_the_doctor_names_version_catalog_and_counts(
    weighbridge: Command, catalog_path: Path
) -> None:
    document = weighbridge("doctor", "--format", "json").json
    details = {check["name"]: check["detail"] for check in document["checks"]}
    assert document["version"] == desktop.__version__
    assert document["ok"] is True
    assert f"{catalog_path} is sound" in details["catalog"]
    assert "445 models" in details["catalog"]
    assert "FTS5" in details["sqlite"]


@pytest.mark.usefixtures("allow_log_warnings")
def test_a_damaged_catalog_is_a_failure_that_is_named(
    weighbridge: Command, own_catalog: Path
) -> None:
    own_catalog.write_bytes(own_catalog.read_bytes()[:8192])
    answer = weighbridge("doctor", "--catalog", own_catalog, "--format", "json")
    states = {check["name"]: check["state"] for check in answer.json["checks"]}
    assert answer.code == 3
    assert states["catalog"] == states["test report"] == "failure"
    assert states["sqlite"] == "ok"
    assert "Not well: catalog, test report." in answer.err
