from __future__ import annotations

import datetime as dt
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from tests.cli.conftest import Command

REPORT = ("report", "gpt-4o", "qwen-vl-max", "--benchmarks", "mathvista", "--date", "2026-11-23")


def test_a_report_is_written_and_described(weighbridge: Command, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    answer = weighbridge(*REPORT, "--pdf", out, "--format", "json").json
    assert out.read_bytes().startswith(b"%PDF-")
    assert answer["path"] == str(out)
    assert answer["bytes"] == out.stat().st_size
    assert answer["models"] == ["gpt-4o", "qwen-vl-max"]
    assert answer["title"] == "Comparison of GPT-4o and Qwen-VL-Max"
    assert answer["date"] == "2026-11-23"
    assert answer["missing_glyphs"] == []


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_a_report_is_described_in_every_form(
    weighbridge: Command, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "out.pdf"
    assert str(out) in weighbridge(*REPORT, "--pdf", out, "--format", form).out.replace("\\_", "_")


def test_the_title_asked_for_is_the_title_of_the_document(
    weighbridge: Command, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    weighbridge(*REPORT, "--pdf", out, "--title", "For the board")
    with PdfReader(out) as reader:
        assert reader.metadata is not None
        assert reader.metadata.title == "For the board"


def test_the_same_report_twice_is_the_same_file(weighbridge: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    for path in (first, second):
        assert weighbridge(*REPORT, "--pdf", path).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_without_a_date_a_report_is_of_today(weighbridge: Command, tmp_path: Path) -> None:
    before = dt.datetime.now().astimezone().date()
    answer = weighbridge(*REPORT[:-2], "--pdf", tmp_path / "o.pdf", "--format", "json").json
    after = dt.datetime.now().astimezone().date()
    assert before.isoformat() <= answer["date"] <= after.isoformat()


def test_a_file_that_is_there_is_replaced(weighbridge: Command, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"old")
    assert weighbridge(*REPORT, "--pdf", out).code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_a_missing_folder_is_not_possible_here(weighbridge: Command, tmp_path: Path) -> None:
    answer = weighbridge(*REPORT, "--pdf", tmp_path / "no" / "out.pdf")
    assert (answer.code, answer.out) == (3, "")
    assert "the folder does not exist" in answer.err


def test_a_folder_is_no_place_for_a_file(weighbridge: Command, tmp_path: Path) -> None:
    answer = weighbridge(*REPORT, "--pdf", tmp_path)
    assert answer.code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_not_replaced(weighbridge: Command, tmp_path: Path) -> None:
    pipe = tmp_path / "out.pdf"
    os.mkfifo(pipe)
    answer = weighbridge(*REPORT, "--pdf", pipe)
    assert answer.code == 3
    assert "it is not a regular file" in answer.err
    assert pipe.is_fifo()


def test_a_full_disk_leaves_the_old_report(
    weighbridge: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = tmp_path / "out.pdf"
    out.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    answer = weighbridge(*REPORT, "--pdf", out)
    assert (answer.code, answer.out) == (3, "")
    assert "the disk is full" in answer.err
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_models_by_name_and_by_typo(weighbridge: Command, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    answer = weighbridge("report", "gtp-4o", "--pdf", out)
    assert answer.code == 4
    assert "gpt-4o" in answer.err
    assert not out.exists()
