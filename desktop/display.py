"""Is there a screen to open a window on? Asked before Qt, which would abort without a word."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path

from desktop.core.errors import KnownError

_NEEDED = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxkbcommon-x11.so.0",
)
"""What Qt's xcb plugin loads and Debian does not install with it."""


class NoDisplayError(KnownError):
    """There is no screen, or Qt's plugin for it cannot be loaded."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"{self.problem}; `weighbridge report MODEL... --pdf OUT.pdf` works without a window."
        )


def check_display() -> None:
    """Make sure that a window can be opened.

    Raises:
        NoDisplayError: it cannot, with the reason.
    """
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    display = os.environ.get("DISPLAY")
    if not display:
        raise NoDisplayError("There is no display here")
    if not _answers(display):
        raise NoDisplayError(f"The display {display} does not answer")
    missing = [name for name in _NEEDED if not _loads(name)]
    if missing:
        raise NoDisplayError(f"Qt cannot use this display without {', '.join(missing)}")


def _answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host not in ("", "unix"):
        return _connects(socket.AF_INET, (host, 6000 + int(number)))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    return (Path(path).exists() and _connects(socket.AF_UNIX, path)) or _connects(
        socket.AF_UNIX, "\0" + path
    )


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(3)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
