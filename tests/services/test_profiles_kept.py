from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from desktop.core.errors import KnownError, OutputError, UsageError
from desktop.core.verdict.profile import Profile, Use
from desktop.formats.profile_document import ProfileFileError
from desktop.services.profiles import MOST_NAME, MOST_PROFILES, ProfileShelf

PLAN = Profile(uses=(Use.RESEARCH,), based_in="DE", tags=(), product_mau=12)


@pytest.fixture
def shelf(tmp_path: Path) -> ProfileShelf:
    return ProfileShelf(tmp_path / "profiles", ["spam", "weapons"])


def test_a_profile_comes_back_as_it_was_kept(shelf: ProfileShelf) -> None:
    assert shelf.names() == ()
    assert shelf.keep("  Acme & Sons – plan ", PLAN) == "Acme & Sons – plan"
    assert shelf.load("Acme & Sons – plan") == PLAN
    assert [(k.name, k.profile, k.problem) for k in shelf.kept()] == [
        ("Acme & Sons – plan", PLAN, "")
    ]


def test_what_is_removed_is_gone_and_removing_it_again_is_no_error(shelf: ProfileShelf) -> None:
    shelf.keep("a", PLAN)
    shelf.remove("a")
    shelf.remove("a")
    assert shelf.names() == ()


def test_a_copy_gets_a_free_name(shelf: ProfileShelf) -> None:
    shelf.keep("a", PLAN)
    assert [shelf.duplicate("a") for _ in range(3)] == ["a copy", "a copy 2", "a copy 3"]
    long = shelf.keep("x" * MOST_NAME, PLAN)
    assert len(shelf.duplicate(long)) == MOST_NAME
    assert shelf.load(shelf.duplicate(long)) == PLAN


def test_renaming_takes_no_name_that_is_taken(shelf: ProfileShelf) -> None:
    shelf.keep("a", PLAN)
    shelf.keep("b", Profile())
    with pytest.raises(UsageError, match="already"):
        shelf.rename("a", "b")
    assert shelf.rename("a", "c") == "c"
    assert shelf.names() == ("b", "c")
    assert shelf.rename("c", "c") == "c"
    with pytest.raises(KnownError, match="cannot be renamed"):
        shelf.rename("gone", "d")


@pytest.mark.parametrize(
    "name", ["", " ", "..", ".hidden", "a/b", "a\\b", "con", "LPT1.txt", "a\nb", "x" * 81, "\ud800"]
)
def test_a_name_that_is_none_of_a_file_is_refused(shelf: ProfileShelf, name: str) -> None:
    with pytest.raises(UsageError):
        shelf.keep(name, PLAN)


def test_letters_in_their_other_form_are_the_same_name(shelf: ProfileShelf) -> None:
    shelf.keep("a", PLAN)
    decomposed = unicodedata.normalize("NFD", "Büro")
    (shelf.folder / f"{decomposed}.json").write_bytes(b"{}")
    assert "Büro" in shelf.names()
    assert shelf.load("Büro") == Profile()
    shelf.keep("Büro", PLAN)
    assert shelf.names() == ("a", "Büro")


BAD = {
    "huge": b"[" + b" " * 50_000_000 + b"]",
    "binary": bytes(range(256)) * 40,
    "latin": '{"based_in": "é"}'.encode("latin-1"),
    "utf16": '{"uses": ["research"]}'.encode("utf-16"),
    "list": b"[1, 2]",
    "deep": b"[" * 100_000,
    "field": b'{"uses": ["research"], "users": 5}',
    "tag": b'{"tags": ["smap"]}',
    "value": b'{"product_mau": -1}',
    "nan": b'{"product_mau": NaN}',
    "twice": b'{"uses": ["research"], "uses": []}',
    "surrogate": b'{"model_name": "\\ud800"}',
    "most": b'{"group_annual_revenue_usd": 1e18}',
    "empty": b"",
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_profile_is_said_in_one_sentence_and_passed_by(
    shelf: ProfileShelf, name: str
) -> None:
    shelf.keep("good", PLAN)
    (shelf.folder / f"{name}.json").write_bytes(BAD[name])
    found = {kept.name: kept for kept in shelf.kept()}
    assert found["good"].profile == PLAN
    assert found[name].profile is None
    assert name in found[name].problem
    assert "\n" not in found[name].problem
    assert len(found[name].problem) < 600
    with pytest.raises(ProfileFileError):
        shelf.read(shelf.folder / f"{name}.json")


def test_a_pipe_is_no_profile_and_is_not_waited_for(shelf: ProfileShelf) -> None:
    shelf.keep("good", PLAN)
    os.mkfifo(shelf.folder / "pipe.json")
    assert [k.profile for k in shelf.kept()] == [PLAN, None]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = ProfileShelf(tmp_path / "file" / "profiles")
    assert shelf.kept() == ()
    with pytest.raises(OutputError, match="Cannot write"):
        shelf.keep("a", PLAN)


def test_an_exported_profile_is_read_by_what_reads_profiles(
    shelf: ProfileShelf, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    shelf.write(path, PLAN)
    assert shelf.read(path) == PLAN
    with pytest.raises(OutputError):
        shelf.write(tmp_path / "none" / "plan.json", PLAN)


def test_there_is_an_end_to_keeping(shelf: ProfileShelf) -> None:
    shelf.keep("first", PLAN)
    for number in range(MOST_PROFILES - 1):
        (shelf.folder / f"p{number}.json").write_bytes(b"{}")
    with pytest.raises(UsageError, match="remove one"):
        shelf.keep("one more", PLAN)
    assert shelf.keep("first", Profile()) == "first"
