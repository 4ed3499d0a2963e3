"""Whether everything the program needs is there and works, as data.

Everything is asked without opening a window: a machine without a display can run it.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import platform
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import desktop
from desktop.catalog.reader import CatalogReader
from desktop.core import numbers
from desktop.core.errors import KnownError
from desktop.core.search.query import CatalogQuery, SortKey
from desktop.places import Places
from desktop.services.comparisons import Comparisons
from desktop.services.library import Library
from desktop.services.reports import Reports

_CJK = "比較ひかく비교"
_SECONDS = 2.0
_XCB_ADVICE = "on Debian: libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libegl1"


class State(StrEnum):
    """Outcome of a check."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        detail: What was found, and where it is wrong, what to do.
    """

    name: str
    state: State
    detail: str


class Doctor:
    """Runs the checks.

    Args:
        places: Where the program's files are.
        today: Date of the test report, and of what is set aside.
        environment: Variables that choose the display.
        system: ``sys.platform``.
    """

    def __init__(
        self,
        places: Places,
        today: date,
        environment: Mapping[str, str] = os.environ,
        system: str = sys.platform,
    ) -> None:
        self._places = places
        self._today = today
        self._environment = environment
        self._system = system

    def checks(self) -> Iterator[Check]:
        """Yield the outcome of each check as soon as it is known; never raises."""
        yield _ok("program", f"Weighbridge {desktop.__version__}{_bundled()}")
        yield _ok("python", f"{platform.python_version()} on {platform.platform()}")
        yield _guarded("sqlite", _sqlite)
        for name in ("catalog", "log", "settings"):
            yield _folder(f"{name} folder", getattr(self._places, name))
        yield from self._catalog_checks()
        yield from self._window_checks()
        yield _guarded("font for the PDF", _sans)
        yield _guarded("font for Chinese, Japanese, Korean", _cjk)

    def _catalog_checks(self) -> Iterator[Check]:
        places = self._places
        library = Library(places.catalog, places.seeds, places.own_catalog, self._today)
        try:
            reader = library.open()
        except KnownError as error:
            yield _failure("catalog", str(error))
            yield _failure("test report", "not tried: it needs the catalog")
            return
        with closing(reader):
            yield _guarded("catalog", lambda: _integrity(reader))
            yield _guarded("records", lambda: _left_out(reader))
            yield _guarded("test report", lambda: self._test_report(reader))

    def _test_report(self, reader: CatalogReader) -> Check:
        most_scored = CatalogQuery(sort=SortKey.SCORES, descending=True, limit=2)
        comparison = Comparisons(reader).build(reader.ids(most_scored))
        reports = Reports(reader, self._places.resources / "report")
        pdf, missing = reports.render(comparison, title="Test report", today=self._today)
        if not pdf.startswith(b"%PDF-"):
            return _failure("test report", "what came out is not a PDF")
        names = ", ".join(s.model.name for s in comparison.subjects)
        detail = f"{numbers.counted(len(pdf), 'byte')} for {names} (kept in memory)"
        if missing:
            return _warning("test report", f"{detail}; no font draws {' '.join(missing)}")
        return _ok("test report", detail)

    def _window_checks(self) -> Iterator[Check]:
        try:
            version = _qt_version()
        except ImportError as error:
            yield _failure("Qt", f"the window cannot be opened: {error}; {_XCB_ADVICE}")
            return
        yield _ok("Qt", version)
        plugin, detail, reachable = self._display()
        broken = _broken_plugin(plugin) if self._system.startswith("linux") else ""
        if broken:
            state = State.FAILURE if reachable else State.WARNING
            yield Check("display", state, f"plugin {plugin} cannot be loaded: {broken}")
        else:
            yield Check("display", State.OK if reachable else State.WARNING, detail)

    def _display(self) -> tuple[str, str, bool]:
        """Return Qt's platform plugin, what is known about it, and whether a window can open."""
        given = self._environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
        if given in ("offscreen", "minimal", "vnc"):
            return given, f"plugin {given}, as QT_QPA_PLATFORM asks: a window nobody sees", True
        if not self._system.startswith("linux"):
            plugin = given or {"darwin": "cocoa", "win32": "windows"}.get(self._system, "")
            return plugin, f"plugin {plugin or 'of the system'}", True
        wayland = self._environment.get("WAYLAND_DISPLAY", "")
        x11 = self._environment.get("DISPLAY", "")
        if wayland and given in ("", "wayland"):
            where = Path(self._environment.get("XDG_RUNTIME_DIR", "/")) / wayland
            found = _answers(str(where))
            return "wayland", f"plugin wayland, {wayland}: {_reachable(found)}", found
        if x11 and given in ("", "xcb"):
            found = _x_server_answers(x11)
            return "xcb", f"plugin xcb, {x11}: {_reachable(found)}", found
        detail = "none: the window cannot be opened here; the command line and reports work"
        return given or "xcb", detail, False


def _ok(name: str, detail: str) -> Check:
    return Check(name, State.OK, detail)


def _warning(name: str, detail: str) -> Check:
    return Check(name, State.WARNING, detail)


def _failure(name: str, detail: str) -> Check:
    return Check(name, State.FAILURE, detail)


def _guarded(name: str, check: Callable[[], Check]) -> Check:
    """Run a check; whatever it stumbles over is its outcome."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - the doctor reports what fails, and goes on
        return _failure(name, f"{type(error).__name__}: {error}")


def _bundled() -> str:
    return ", bundled" if getattr(sys, "frozen", False) else ""


def _sqlite() -> Check:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text)")
        except sqlite3.OperationalError:
            return _failure("sqlite", f"{sqlite3.sqlite_version} without FTS5, which search needs")
    return _ok("sqlite", f"{sqlite3.sqlite_version} with FTS5")


def _folder(name: str, file: Path) -> Check:
    folder = file.parent
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not os.access(there, os.W_OK) or not there.is_dir():
        return _failure(name, f"{folder} cannot be written")
    return _ok(name, str(folder) if folder == there else f"{folder} (made when needed)")


def _integrity(reader: CatalogReader) -> Check:
    problems = reader.check()
    if problems:
        return _failure("catalog", f"{reader.path}: {'; '.join(problems[:3])}")
    stamp = reader.stamp()
    counts = ", ".join(f"{count:,} {name}" for name, count in reader.counts().items())
    return _ok(
        "catalog",
        f"{reader.path} is sound; revision {stamp.revision[:12]} of {stamp.as_of}; {counts}",
    )


def _left_out(reader: CatalogReader) -> Check:
    problems = reader.problems()
    if not problems:
        return _ok("records", "all records of the seeds are in the catalog")
    first = " ".join(map(str, problems[:3]))
    count = numbers.counted(len(problems), "record")
    return _warning("records", f"{count} of the seeds left out: {first}")


def _qt_version() -> str:
    # By name: this package must not depend on Qt, and the question is just whether it is there.
    for module in ("QtCore", "QtGui", "QtWidgets"):
        importlib.import_module(f"PySide6.{module}")
    core = importlib.import_module("PySide6.QtCore")
    return f"PySide6 {importlib.import_module('PySide6').__version__}, Qt {core.qVersion()}"


def _broken_plugin(plugin: str) -> str:
    """Return why a platform plugin cannot be loaded, blank where it can.

    The loader names the library that is missing, where Qt would only abort.
    """
    core = importlib.import_module("PySide6.QtCore")
    folder = Path(core.QLibraryInfo.path(core.QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    files = sorted(folder.glob(f"libq{plugin}*.so"))
    if not files:
        return f"{folder} has no such plugin"
    with suppress(AttributeError):  # not every Python can load lazily
        try:
            ctypes.CDLL(str(files[0]), mode=os.RTLD_LAZY)
        except OSError as error:
            return f"{error}; {_XCB_ADVICE}"
    return ""


def _x_server_answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        name = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        return _answers(name) or _answers(f"\0{name}")
    try:
        socket.create_connection((host, 6000 + int(number)), timeout=_SECONDS).close()
    except (OSError, UnicodeError):
        return False
    return True


def _answers(address: str) -> bool:
    with closing(socket.socket(socket.AF_UNIX)) as asked:
        asked.settimeout(_SECONDS)
        try:
            asked.connect(address)
        except OSError:
            return False
    return True


def _reachable(found: bool) -> str:
    return "reachable" if found else "not reachable; the command line and reports work"


def _sans() -> Check:
    from desktop.report.fonts import SERIF, sans_files  # the report loads slowly

    files: Sequence[Path] = sans_files()
    if not files:
        return _warning("font for the PDF", f"the sans is missing; {SERIF} is taken instead")
    return _ok("font for the PDF", f"{files[0].name} and {len(files) - 1} more")


def _cjk() -> Check:
    from desktop.report.fonts import fonts_for, system_fonts  # the report loads slowly

    name = "font for Chinese, Japanese, Korean"
    with fonts_for(_CJK) as fonts:
        missing = "".join(fonts.missing)
    if missing:
        advice = "a report names such characters by their code points"
        found = ", ".join(path.name for path in system_fonts()) or "none of the system"
        return _warning(name, f"no font here draws {missing} (found: {found}); {advice}")
    return _ok(name, next((path.name for path in system_fonts()), "found"))
