from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.report import fonts
from desktop.report.fonts import SANS, SERIF, fonts_for, sans_files, system_fonts


def test_characters_taken_for_granted_are_drawn_by_the_fonts_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    safe = fonts._SAFE
    monkeypatch.setattr(fonts, "_SAFE", frozenset())
    with fonts_for(safe, system=()) as found:
        assert found.missing == ()


def test_the_sans_is_there_and_comes_first() -> None:
    assert len(sans_files()) == 4
    with fonts_for("abc") as found:
        assert found.sans[0] == SANS
        assert found.serif[0] == SERIF


def test_without_the_sans_the_serif_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_SANS_PACKAGE", "no_such_package_of_fonts")
    with fonts_for("a1") as found:
        assert found.sans[0] == SERIF
        assert found.missing == ()


def test_no_font_of_the_system_is_taken_where_none_is_needed() -> None:
    def asked() -> Path:
        raise AssertionError("a font of the system was asked for")

    with fonts_for("MMMU 63.8 ◐", system=(asked() for _ in range(1))) as found:
        assert found.missing == ()


def test_what_no_font_draws_is_named() -> None:
    with fonts_for("a比\U0001f980", system=()) as found:
        assert found.missing == ("比", "\U0001f980")


@pytest.mark.skipif(not any(system_fonts()), reason="no font with Chinese on this machine")
def test_a_font_of_the_system_is_asked_only_for_what_is_missing() -> None:
    with fonts_for("a比\U0001f980") as found:
        assert found.missing == ("\U0001f980",)
        assert len(found.sans) > 2


def test_a_font_that_helps_nothing_is_not_used(tmp_path: Path) -> None:
    useless = shutil.copyfile(sans_files()[0], tmp_path / "copy.ttf")
    with fonts_for("比", system=[useless]) as found:
        assert found.missing == ("比",)
        assert len(found.sans) == 2


def test_fonts_are_copied_where_links_may_not_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("a privilege is missing")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    with fonts_for("abc") as found:
        assert found.sans[0] == SANS
