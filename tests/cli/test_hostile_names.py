from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Command

NAME = '=HYPERLINK("http://e")\x1b]0;x\x07|<b>\u202egnp'


@pytest.fixture
def hostile_catalog(own_catalog: Path) -> Path:
    """A catalog in which somebody gave a model a name that means harm."""
    with closing(sqlite3.connect(own_catalog)) as connection:
        connection.execute(
            "UPDATE models SET name = ?, family = ? WHERE id = 'gpt-4o'", (NAME,) * 2
        )
        connection.commit()
    return own_catalog


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize(
    "command", ["list --where id=gpt-4o", "show gpt-4o", "compare gpt-4o gpt-4v"]
)
def test_a_hostile_name_acts_in_no_form(
    weighbridge: Command, hostile_catalog: Path, command: str, form: str
) -> None:
    out = weighbridge("--catalog", hostile_catalog, "--format", form, *command.split()).out
    assert not set(out) & set("\x1b\x07\u202e")
    match form:
        case "csv":
            cells = [cell for row in csv.reader(io.StringIO(out, newline="")) for cell in row]
            assert not [cell for cell in cells if cell.startswith("=")]
        case "md":
            assert "<b>" not in out
        case "json":
            assert json.dumps(NAME)[1:-1] in json.dumps(json.loads(out))


def test_a_hostile_name_does_not_act_in_a_message(
    weighbridge: Command, hostile_catalog: Path
) -> None:
    answer = weighbridge("--catalog", hostile_catalog, "show", "GPT-4o\x1b[2J")
    assert answer.code == 4
    assert "\x1b" not in answer.err
