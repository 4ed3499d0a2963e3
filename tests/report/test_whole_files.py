from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.core.errors import OutputError
from desktop.report.files import write_file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    return path


def test_a_file_is_written_and_replaced_without_leftovers(old: Path) -> None:
    write_file(old, b"new")
    write_file(old.with_name("other.pdf"), b"other")
    assert old.read_bytes() == b"new"
    assert sorted(p.name for p in old.parent.iterdir()) == ["other.pdf", "report.pdf"]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    old: Path, monkeypatch: pytest.MonkeyPatch, code: int, says: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("desktop.report.files.os.fsync", fail)
    with pytest.raises(OutputError, match="nothing was changed") as caught:
        write_file(old, b"new")
    assert caught.value.path == old
    assert caught.value.problem == says
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_a_missing_folder_and_a_folder_as_target_are_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder does not exist"):
        write_file(tmp_path / "no" / "report.pdf", b"")
    with pytest.raises(OutputError, match="it is a folder"):
        write_file(tmp_path, b"")


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="name is too long"):
        write_file(tmp_path / ("x" * 300), b"")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights do not bind root")
def test_a_protected_file_or_folder_is_left_alone(old: Path) -> None:
    old.chmod(0o444)
    with pytest.raises(OutputError, match="may not write"):
        write_file(old, b"new")
    assert old.read_bytes() == b"old"
    old.parent.chmod(0o555)
    try:
        with pytest.raises(OutputError, match="may not write"):
            write_file(old.with_name("new.pdf"), b"new")
    finally:
        old.parent.chmod(0o755)


def test_a_protected_file_is_left_alone_whoever_asks(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: Any) -> bool:
        return False

    monkeypatch.setattr("desktop.report.files.os.access", denied)
    with pytest.raises(OutputError, match="may not write"):
        write_file(old, b"new")
    assert old.read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_rights_of_the_old_file_are_kept_and_a_new_one_gets_the_usual(old: Path) -> None:
    old.chmod(0o640)
    write_file(old, b"new")
    assert old.stat().st_mode & 0o777 == 0o640
    plain = old.with_name("plain")
    plain.write_bytes(b"")
    write_file(old.with_name("made"), b"")
    assert old.with_name("made").stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_stays_a_link(old: Path) -> None:
    link = old.with_name("link.pdf")
    link.symlink_to(old)
    write_file(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"
