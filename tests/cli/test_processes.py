"""The command line as others start it: as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WEIGHBRIDGE = (sys.executable, "-m", "desktop")


def _environment(catalog: Path) -> dict[str, str]:
    return {**os.environ, "WEIGHBRIDGE_CATALOG": str(catalog)}


def _run(catalog: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*WEIGHBRIDGE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**_environment(catalog), **more},
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list",), 0),
        (("show", "gtp-4o"), 4),
        (("compare",), 2),
        (("report", "gpt-4o", "--pdf", "/"), 3),
    ],
)
def test_exit_codes_reach_whoever_started_it(
    catalog_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    ended = _run(catalog_path, *arguments)
    assert ended.returncode == code
    assert bool(ended.stderr) == bool(code)


def test_eight_first_starts_at_once_all_answer_the_same(tmp_path: Path) -> None:
    catalog = tmp_path / "data" / "catalog.sqlite3"
    started = [
        subprocess.Popen(
            [*WEIGHBRIDGE, "list", "--limit", "3", "--format", "json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(catalog),
        )
        for _ in range(8)
    ]
    answers = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0] * 8, answers
    assert len({out for out, _ in answers}) == 1
    assert len(json.loads(answers[0][0])["models"]) == 3
    assert not list(catalog.parent.glob("*.building-*"))


def test_a_reader_that_stops_reading_is_no_error(catalog_path: Path) -> None:
    with subprocess.Popen(
        [*WEIGHBRIDGE, "list", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(catalog_path),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a full device")
def test_a_full_disk_under_the_output_is_not_possible_here(catalog_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [*WEIGHBRIDGE, "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=_environment(catalog_path),
            check=False,
        )
    assert ended.returncode == 3
    assert len(ended.stderr.splitlines()) == 1


def test_the_encoding_of_the_machine_changes_nothing(catalog_path: Path) -> None:
    plain = _run(catalog_path, "show", "qwen-vl-max")
    latin = _run(catalog_path, "show", "qwen-vl-max", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert latin.returncode == 0
    assert latin.stdout == plain.stdout


@pytest.mark.parametrize(
    "command", ["list", "show gpt-4o", "claims gpt-4o mmmu", "license mit", "compare gpt-4o gpt-4v"]
)
def test_no_command_loads_what_it_does_not_need(catalog_path: Path, command: str) -> None:
    program = (
        "import sys; from desktop.__main__ import main; main(sys.argv[1:]);"
        "heavy = {'pandas', 'numpy', 'requests', 'PySide6', 'typst', 'pyqtgraph'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *command.split()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=_environment(catalog_path),
        check=True,
    )
    assert ended.stderr.splitlines()[-1] == "[]"
