"""The guards around every test do guard."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

import pytest

from desktop.places import find_places


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as reaching:
        for connect in (reaching.connect, reaching.connect_ex):
            with pytest.raises(AssertionError, match="may not connect"):
                connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="may not look up"):
        socket.getaddrinfo("huggingface.co", 443)


def test_a_test_may_talk_to_a_server_of_its_own() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_no_test_finds_the_catalog_or_the_settings_of_whoever_runs_it(own_folders: Path) -> None:
    places = find_places()
    assert places.own_catalog
    for path in (places.catalog, places.settings, places.log):
        assert own_folders in path.parents
    assert Path.home() == own_folders


@pytest.mark.usefixtures("allow_log_warnings")
def test_a_test_that_expects_a_warning_may_log_it() -> None:
    logging.getLogger("desktop.services").warning("expected")


def test_qt_draws_nowhere_unless_a_display_is_asked_for() -> None:
    assert os.environ["QT_QPA_PLATFORM"]
