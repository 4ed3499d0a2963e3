"""What every test gets: its own folders, no network, a catalog made of the real seeds."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anybody imports Qt

from hypothesis import HealthCheck, settings

from desktop.catalog.build import build_catalog
from desktop.catalog.reader import CatalogReader

ROOT = Path(__file__).resolve().parents[1]

# No deadline: a shared machine is slow at times, and no test asserts on time.
settings.register_profile(
    "quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("quick"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "quick")


@pytest.fixture(scope="session")
def seeds_folder() -> Path:
    """The tables that the catalog is built from."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def catalog_path(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Path:
    """A catalog of the real seeds, built once; tests that change it work on a copy."""
    path = tmp_path_factory.mktemp("catalog") / "catalog.sqlite3"
    build_catalog(path, seeds_folder)
    return path


@pytest.fixture
def reader(catalog_path: Path) -> Iterator[CatalogReader]:
    """A reader of the real catalog."""
    opened = CatalogReader(catalog_path)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Send everything that a user would have in the home folder to a folder of the test."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.delenv("WEIGHBRIDGE_CATALOG", raising=False)
    return home


class NetworkUsedError(AssertionError):
    """A test tried to reach another machine."""


def _may_reach(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # AF_UNIX: a path on this machine
    host = str(address[0])
    return host in ("localhost", "::1") or host.startswith("127.")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets reach this machine only."""
    for name in ("connect", "connect_ex"):
        real = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: object, *, _real: Any = real) -> Any:
            if not _may_reach(address):
                raise NetworkUsedError(f"a test may not connect to {address!r}")
            return _real(self, address)

        monkeypatch.setattr(socket.socket, name, guarded)
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        if host is not None and not _may_reach((host,)):
            raise NetworkUsedError(f"a test may not look up {host!r}")
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


@pytest.fixture
def allow_log_warnings() -> None:
    """Let a test log warnings: ask for this fixture where a warning is what shall happen."""


@pytest.fixture(autouse=True)
def no_log_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which the program logs a warning or worse."""
    handler = _Warnings()
    logger = logging.getLogger("desktop")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    if handler.said and "allow_log_warnings" not in request.fixturenames:
        pytest.fail("unexpected log: " + "; ".join(handler.said))
