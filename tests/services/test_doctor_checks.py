from __future__ import annotations

import datetime as dt
import socket
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.places import Places, find_places
from desktop.services.doctor import Check, Doctor, State

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def places(catalog_path: Path) -> Places:
    return find_places(catalog_path)


def _checked(
    places: Places, environment: dict[str, str], system: str = "linux"
) -> dict[str, Check]:
    return {c.name: c for c in Doctor(places, TODAY, environment, system).checks()}


def test_without_a_display_the_rest_is_still_well(places: Places) -> None:
    checks = _checked(places, {})
    assert checks["display"].state is State.WARNING
    assert "command line and reports work" in checks["display"].detail
    assert State.FAILURE not in {check.state for check in checks.values()}


def test_a_display_that_does_not_answer_is_a_warning(places: Places) -> None:
    check = _checked(places, {"DISPLAY": ":987"})["display"]
    assert check.state is State.WARNING
    assert ":987" in check.detail


@pytest.mark.parametrize("display", ["", "nonsense", ":x", "localhost:987"])
def test_a_display_that_is_no_address_is_a_warning(places: Places, display: str) -> None:
    assert _checked(places, {"DISPLAY": display})["display"].state is State.WARNING


def test_a_wayland_socket_that_answers_is_named(places: Places, tmp_path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        environment = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
        detail = _checked(places, environment)["display"].detail
    assert "wayland" in detail


def test_offscreen_is_what_the_environment_asks_for(places: Places) -> None:
    check = _checked(places, {"QT_QPA_PLATFORM": "offscreen"})["display"]
    assert check.state is State.OK
    assert "offscreen" in check.detail


def test_systems_with_one_display_need_no_address(places: Places) -> None:
    assert _checked(places, {}, "darwin")["display"].detail == "plugin cocoa"


def test_a_folder_that_cannot_be_made_is_a_failure(places: Places, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    checks = _checked(replace(places, log=tmp_path / "file" / "log" / "x.log"), {})
    assert checks["log folder"].state is State.FAILURE


def test_a_missing_template_is_a_failure_of_the_test_report(places: Places, tmp_path: Path) -> None:
    checks = _checked(replace(places, resources=tmp_path), {})
    assert checks["test report"].state is State.FAILURE
    assert checks["catalog"].state is State.OK
