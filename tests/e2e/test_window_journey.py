"""The real program under a real X server, driven and watched from outside.

Nothing here looks into the program: what it did is read from its files, its windows and its exit
code. Screenshots are kept with the test's files, and in ``out/`` where ``WEIGHBRIDGE_KEEP_SHOTS``
is set.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from desktop.catalog.reader import CatalogReader
from desktop.core.search.query import CatalogQuery
from desktop.services.comparisons import Comparisons
from desktop.viewmodels.compare.compare_rows import compare_rows
from desktop.viewmodels.session import Session
from desktop.viewmodels.state import ViewState

PATIENCE = 60.0
"""Seconds after which something that should happen will not; nothing is measured by it."""
ROOT = Path(__file__).resolve().parents[2]
MODELS = {
    "qwen-vl-max": "Qwen-VL-Max",
    "gpt-4o": "GPT-4o",
    "gemini-1.5-pro": "Gemini 1.5 Pro",
}
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]

pytestmark = [
    pytest.mark.x11,
    pytest.mark.xdist_group("x11"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

SHOOT = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
ok = QGuiApplication.primaryScreen().grabWindow(0).save(sys.argv[1])
sys.exit(not ok)
"""


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Wait until something is so.

    Raises:
        AssertionError: it is not so for a long time.
    """
    pause = Event()
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        pause.wait(0.05)


class Screen:
    """An X server of our own, with a window manager where there is one."""

    def __init__(self, folder: Path) -> None:
        reading, writing = os.pipe()
        self._log = (folder / "x-server.log").open("wb")
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],  # noqa: S607 - the one of this machine
            pass_fds=[writing],
            stdout=self._log,
            stderr=self._log,
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            ready, _, _ = select.select([answer], [], [], PATIENCE)
            number = answer.readline().strip() if ready else ""
        assert number, "the X server did not start"
        self.display = f":{number}"
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("QT_", "WAYLAND_", "DBUS_", "AT_SPI_", "GTK_", "XDG_SESSION"))
        } | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY": "0"}
        self._folder = folder
        self._shots = 0
        self._manager: subprocess.Popen[bytes] | None = None
        manager = shutil.which("openbox")
        if manager:
            self._manager = subprocess.Popen(
                [manager], env=self.environment, stdout=self._log, stderr=self._log
            )
            wait_for(self._managed, "the window manager")

    def _managed(self) -> bool:
        command = ["xdotool", "get_num_desktops"]
        asked = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        return asked.returncode == 0

    def close(self) -> None:
        """End window manager and X server."""
        for process in (self._manager, self._server):
            if process is not None:
                process.terminate()
                process.wait(20)
        self._log.close()

    def windows(self, title: str) -> list[str]:
        """Return the visible windows whose title matches a pattern."""
        command = ["xdotool", "search", "--onlyvisible", "--name", title]
        found = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        return found.stdout.split()

    def to_window(self, title: str) -> None:
        """Wait for a window and give it the focus."""
        wait_for(lambda: self.windows(title), f"a window called {title}")
        verb = "windowactivate" if self._manager else "windowfocus"
        self._do(verb, "--sync", self.windows(title)[-1])

    def press(self, *keys: str, times: int = 1) -> None:
        """Press keys one after the other."""
        repeated = ["--repeat", str(times), "--repeat-delay", "20"] if times > 1 else []
        self._do("key", "--clearmodifiers", "--delay", "20", *repeated, *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--clearmodifiers", "--delay", "15", text)

    def shoot(self, name: str) -> QImage:
        """Keep what is on the screen, and return it."""
        self._shots += 1
        path = self._folder / f"{self._shots:02}-{name}.png"
        command = [sys.executable, "-c", SHOOT, str(path)]
        subprocess.run(command, env=self.environment, capture_output=True, check=True)
        if os.environ.get("WEIGHBRIDGE_KEEP_SHOTS"):
            (ROOT / "out").mkdir(exist_ok=True)
            shutil.copy(path, ROOT / "out" / path.name)
        return QImage(str(path))

    def _do(self, *command: str) -> None:
        subprocess.run(
            ["xdotool", *command],  # noqa: S607 - the one of this machine
            env=self.environment,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )


class Program:
    """The program, started as a user starts it, in a home of its own."""

    def __init__(self, screen: Screen, home: Path) -> None:
        self.home = home
        self.catalog = home / "data" / "weighbridge" / "catalog.sqlite3"
        self.settings = home / "config" / "weighbridge" / "window.ini"
        self._screen = screen
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait for its window."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "desktop"],
            env=self._screen.environment,
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._screen.to_window("^Weighbridge$")

    def holds(self, path: Path) -> bool:
        """Whether the program has a file open."""
        assert self._process is not None
        assert self._process.poll() is None, self._process.communicate()[0]
        links = Path(f"/proc/{self._process.pid}/fd").iterdir()
        return any(link.is_symlink() and _target(link) == str(path) for link in links)

    def session(self) -> ViewState:
        """Return what the program would bring back now, from its file."""
        if not self.settings.exists():
            return ViewState()
        copy = self.home / f"{uuid4()}.ini"
        shutil.copy(self.settings, copy)
        return Session(copy).restore()

    def ended(self) -> tuple[int, str]:
        """Wait for its end, and return its exit code and what it said."""
        assert self._process is not None
        said, _ = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, said

    def kill(self) -> None:
        """End it if it has not ended."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.communicate()


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:  # closed in the meantime
        return ""


@pytest.fixture
def screen(tmp_path: Path, own_folders: Path) -> Iterator[Screen]:
    shots = tmp_path / "screen"
    shots.mkdir()
    made = Screen(shots)
    yield made
    made.close()


@pytest.fixture
def program(screen: Screen, own_folders: Path) -> Iterator[Program]:
    made = Program(screen, own_folders)
    yield made
    made.kill()


def colors_of(image: QImage) -> int:
    points = ((x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4))
    return len({image.pixel(x, y) for x, y in points})


def add_model(screen: Screen, program: Program, reader: CatalogReader, key: str) -> None:
    """Search a model, go to it in the list and put it into the comparison."""
    below = reader.ids(CatalogQuery(text=key)).index(key)
    screen.press("ctrl+f")
    screen.write(key)
    wait_for(lambda: program.session().search == key, f"the search for {key}")
    screen.press("Return")
    if below:
        screen.press("Down", times=below)
    screen.press("space")
    wait_for(lambda: key in program.session().tray, f"{key} in the comparison")


def row_of(reader: CatalogReader, benchmark: str) -> int:
    """Return the row of the compare page in which a benchmark stands first."""
    rows = compare_rows(Comparisons(reader).build(list(MODELS)), only_differences=False)
    return next(n for n, row in enumerate(rows) if row.title == benchmark)


def export(screen: Screen, path: Path) -> str:
    """Write the comparison to a file, and return its text."""
    screen.to_window("^Weighbridge$")
    screen.press("ctrl+e")
    screen.to_window("Export PDF")
    screen.press("ctrl+a")
    screen.write(str(path))
    screen.press("Return")
    wait_for(path.exists, f"the file {path}")
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_user_searches_compares_reads_a_claim_exports_and_comes_back(
    screen: Screen, program: Program, catalog_path: Path, reader: CatalogReader, tmp_path: Path
) -> None:
    program.catalog.parent.mkdir(parents=True)
    shutil.copy(catalog_path, program.catalog)
    program.start()
    wait_for(lambda: program.holds(program.catalog), "the catalog")

    for key in MODELS:
        add_model(screen, program, reader, key)
    assert program.session().tray == tuple(MODELS)

    screen.press("ctrl+1")
    screen.press("Down", times=row_of(reader, "MathVista") + 1)
    screen.press("Return")
    receipt = "^Qwen-VL-Max: MathVista"
    screen.to_window(receipt)
    assert colors_of(screen.shoot("receipt")) > 20
    screen.press("Escape")
    wait_for(lambda: not screen.windows(receipt), "the receipt to close")

    text = export(screen, tmp_path / "first.pdf")
    assert all(name in text for name in MODELS.values())
    screen.shoot("exported")

    screen.to_window("^Weighbridge$")
    screen.press("ctrl+q")
    assert program.ended() == (0, "")
    assert program.session().tray == tuple(MODELS)

    program.start()
    wait_for(lambda: program.holds(program.catalog), "the catalog")
    text = export(screen, tmp_path / "second.pdf")
    assert all(name in text for name in MODELS.values())
    assert colors_of(screen.shoot("back")) > 20
    screen.press("ctrl+q")
    assert program.ended() == (0, "")


def test_the_first_start_shows_the_window_and_builds_a_whole_catalog(
    screen: Screen, program: Program
) -> None:
    assert not program.catalog.exists()
    program.start()
    wait_for(program.catalog.exists, "the catalog")
    wait_for(lambda: program.holds(program.catalog), "the catalog to be opened")
    with closing(CatalogReader(program.catalog)) as built:
        assert built.check() == []
        assert built.counts()["models"] == 445
    screen.shoot("first-start")
    screen.to_window("^Weighbridge$")
    screen.press("ctrl+q")
    assert program.ended() == (0, "")
    assert re.fullmatch(r"catalog\.sqlite3", program.catalog.name)
    left = sorted(p.name for p in program.catalog.parent.iterdir() if ".building" in p.name)
    assert left == []


def test_a_session_survives_the_end_of_the_program_in_the_middle(
    screen: Screen, program: Program, catalog_path: Path, reader: CatalogReader
) -> None:
    program.catalog.parent.mkdir(parents=True)
    shutil.copy(catalog_path, program.catalog)
    program.start()
    wait_for(lambda: program.holds(program.catalog), "the catalog")
    add_model(screen, program, reader, "qwen-vl-max")
    program.kill()
    assert program.session().tray == ("qwen-vl-max",)
    program.start()
    wait_for(lambda: program.holds(program.catalog), "the catalog")
    screen.press("ctrl+q")
    assert program.ended() == (0, "")
    assert program.session().tray == ("qwen-vl-max",)
