from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop.logfile import logging_to, redacted

log = logging.getLogger("desktop.test")


@pytest.mark.parametrize(
    "text",
    [
        "token hf_SecretSecret12 in a sentence",
        "Authorization: Bearer SecretSecret12",
        "{'Authorization': 'Bearer SecretSecret12'}",
        '"authorization": "SecretSecret12"',
        "authorization=Basic SecretSecret12",
        "sent bearer SecretSecret12.x-y",
        "https://user:hf_SecretSecret12@example.org",
    ],
)
def test_a_token_is_redacted_wherever_it_stands(text: str) -> None:
    assert "Secret" not in redacted(text)
    assert "[redacted]" in redacted(text)


def test_ordinary_text_is_left_alone() -> None:
    text = "The bearer of this letter read shelf_life and hf_ in 3 files."
    assert redacted(text) == text


def test_a_token_in_a_traceback_is_redacted(tmp_path: Path) -> None:
    with logging_to(tmp_path / "a.log"):
        try:
            int("hf_SecretSecret12")
        except ValueError:
            log.info("with %s", "hf_SecretSecret12", exc_info=True)
    written = (tmp_path / "a.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "Secret" not in written


def test_the_file_is_made_only_when_something_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.log"
    with logging_to(path):
        assert not path.parent.exists()
        log.info("Größe 通义")
    assert "Größe 通义" in path.read_text(encoding="utf-8")
    log.info("after the block")
    assert "after" not in path.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with logging_to(tmp_path / "file" / "a.log"):
        log.info("nobody reads this")


def test_three_files_of_a_megabyte_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    with logging_to(path):
        for number in range(45):
            log.info("%d %s", number, "x" * 100_000)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["a.log", "a.log.1", "a.log.2"]
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert " 44 " in path.read_text(encoding="utf-8")


def test_a_record_is_dated_in_universal_time_and_free_of_controls(tmp_path: Path) -> None:
    with logging_to(tmp_path / "a.log"):
        log.info("red \x1b[31m")
    line = (tmp_path / "a.log").read_text(encoding="utf-8")
    assert line[10] == "T"
    assert line.split()[0].endswith("Z")
    assert "\x1b" not in line
