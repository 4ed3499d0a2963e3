from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from desktop.catalog import build, schema
from desktop.catalog.build import build_catalog
from desktop.catalog.reader import CatalogReader
from desktop.catalog.seed_tables import TABLES
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.errors import CatalogError, SeedError
from desktop.services.library import Library

STEPS = len(TABLES)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a catalog shall be; its folder does not exist yet."""
    return tmp_path / "data" / "weigh bridge" / "catalog.sqlite3"


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def assert_whole(path: Path) -> None:
    with closing(CatalogReader(path)) as reader:
        assert reader.check() == []
        assert reader.counts()["models"] == 445


def test_a_catalog_is_one_file_that_checks_out(place: Path, few_seeds: Path) -> None:
    build_catalog(place, few_seeds)
    assert left_in(place.parent) == [place.name]
    assert_whole(place)


def test_progress_goes_from_nothing_to_done_one_table_at_a_time(
    place: Path, few_seeds: Path
) -> None:
    said: list[tuple[int, int, str]] = []
    build_catalog(place, few_seeds, lambda *step: said.append(step))
    assert said == [(i, STEPS, t.name) for i, t in enumerate(TABLES)] + [(STEPS, STEPS, "done")]


def test_a_catalog_that_exists_is_never_replaced(place: Path, few_seeds: Path) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(b"mine")
    build_catalog(place, few_seeds)
    assert place.read_bytes() == b"mine"
    assert left_in(place.parent) == [place.name]


def test_a_catalog_that_appears_while_another_is_built_stays(place: Path, few_seeds: Path) -> None:
    def somebody_is_faster(done: int, total: int, what: str) -> None:
        if done == total:
            place.write_bytes(b"theirs")

    build_catalog(place, few_seeds, somebody_is_faster)
    assert place.read_bytes() == b"theirs"
    assert left_in(place.parent) == [place.name]


@pytest.mark.parametrize("step", [0, STEPS // 2, STEPS - 1, STEPS])
def test_a_failure_in_the_middle_leaves_nothing(place: Path, few_seeds: Path, step: int) -> None:
    def failing(done: int, total: int, what: str) -> None:
        if done == step:
            raise sqlite3.OperationalError("disk I/O error")

    with pytest.raises(CatalogError, match="could not be built"):
        build_catalog(place, few_seeds, failing)
    assert left_in(place.parent) == []


@pytest.mark.parametrize("step", [0, STEPS // 2, STEPS - 1, STEPS])
def test_canceling_leaves_nothing(place: Path, few_seeds: Path, step: int) -> None:
    token = CancelToken()
    reached: list[int] = []

    def canceling(done: int, total: int, what: str) -> None:
        reached.append(done)
        if done == step:
            token.cancel()

    with pytest.raises(CanceledError):
        build_catalog(place, few_seeds, canceling, token)
    assert reached[-1] == step, "nothing more is done after the cancel"
    assert left_in(place.parent) == []


def test_wrong_seeds_leave_nothing(place: Path, few_seeds: Path) -> None:
    (few_seeds / "models.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(SeedError):
        build_catalog(place, few_seeds)
    assert left_in(place.parent) == []


KILLED = """
import os, sys
from pathlib import Path
from desktop.catalog import build

def stop(where):
    os.write(1, (where + "\\n").encode())
    os.read(0, 1)

def report(name):
    real = getattr(os, name)
    def told(*args, **named):
        stop("before " + name)
        real(*args, **named)
        stop("after " + name)
    setattr(os, name, told)

report("link")
report("fsync")
build.build_catalog(Path(sys.argv[1]), Path(sys.argv[2]), lambda d, t, what: stop(f"{d}"))
stop("end")
"""
POINTS = [
    "0",
    str(STEPS // 2),
    str(STEPS - 1),
    str(STEPS),
    "before fsync",
    "after fsync",
    "before link",
    "after link",
    "end",
]


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_leaves_no_catalog_or_a_whole_one_and_the_next_start_works(
    place: Path, few_seeds: Path, point: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(place), str(few_seeds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin
        assert child.stdout
        for said in child.stdout:
            if said.strip() == point:
                child.kill()  # SIGKILL, while it waits for us
                break
            child.stdin.write("\n")
            child.stdin.flush()
    assert child.returncode == -9
    assert place.exists() == (point in ("after link", "end"))
    if place.exists():
        assert_whole(place)
    Library(place, few_seeds, True, date(2026, 11, 23)).open().close()
    assert_whole(place)


def test_what_a_killed_build_left_is_cleared_by_a_later_build(place: Path, few_seeds: Path) -> None:
    place.parent.mkdir(parents=True)
    old, young = (place.with_name(f"{place.name}.building-{name}") for name in ("old", "young"))
    for left in (old, young):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    build_catalog(place, few_seeds)
    assert left_in(place.parent) == [place.name, young.name], "the young one may be under way"


def test_two_programs_that_build_at_once_end_with_one_catalog(place: Path, few_seeds: Path) -> None:
    together = threading.Barrier(2)

    def meeting(done: int, total: int, what: str) -> None:
        if done == total:
            together.wait(60)

    with ThreadPoolExecutor(2) as pool:
        for built in [pool.submit(build_catalog, place, few_seeds, meeting) for _ in range(2)]:
            built.result()
    assert left_in(place.parent) == [place.name]
    assert_whole(place)


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_file_system_without_hard_links_does_as_well(
    place: Path, few_seeds: Path, monkeypatch: pytest.MonkeyPatch, code: int, exists: bool
) -> None:
    def refused(*args: object) -> None:
        raise OSError(code, os.strerror(code))

    if exists:
        place.parent.mkdir(parents=True)
        place.write_bytes(b"mine")
    monkeypatch.setattr(os, "link", refused)
    build_catalog(place, few_seeds)
    assert left_in(place.parent) == [place.name]
    assert (place.read_bytes() == b"mine") == exists


FULL = """
import resource, sys
from pathlib import Path
from desktop.catalog.build import build_catalog
from desktop.core.errors import CatalogError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    build_catalog(Path(sys.argv[1]), Path(sys.argv[2]))
except CatalogError as error:
    print(error)
    sys.exit(6)
"""


@pytest.mark.parametrize("size", [0, 4096, 200_000])
def test_a_file_that_may_not_grow_is_an_error_and_leaves_nothing(
    place: Path, few_seeds: Path, size: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(place), str(few_seeds), str(size)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (6, "")
    assert done.stdout.startswith(f"The catalog {place} could not be built (")
    assert left_in(place.parent) == []


def test_a_full_disk_is_called_so(
    place: Path, few_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(connection: sqlite3.Connection) -> None:
        schema.migrate(connection)
        connection.execute("PRAGMA max_page_count = 100")  # SQLite's own "disk is full"

    monkeypatch.setattr(build, "migrate", small)
    with pytest.raises(CatalogError, match="full") as caught:
        build_catalog(place, few_seeds)
    assert "free some space" in caught.value.next_step
    assert left_in(place.parent) == []


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path, few_seeds: Path) -> None:
    (tmp_path / "data").write_bytes(b"mine")
    with pytest.raises(CatalogError, match="could not be built"):
        build_catalog(tmp_path / "data" / "catalog.sqlite3", few_seeds)
    assert (tmp_path / "data").read_bytes() == b"mine"


def test_a_folder_that_may_not_be_written_is_an_error(
    place: Path, few_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object, **named: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(CatalogError, match="Permission denied") as caught:
        build_catalog(place, few_seeds)
    assert "--catalog FILE" in caught.value.next_step


def rows_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_the_same_seeds_give_the_same_catalog(tmp_path: Path, few_seeds: Path) -> None:
    moved = Path(shutil.copytree(few_seeds, tmp_path / "elsewhere"))
    build_catalog(tmp_path / "one.sqlite3", few_seeds)
    build_catalog(tmp_path / "two.sqlite3", moved)
    assert rows_of(tmp_path / "one.sqlite3") == rows_of(tmp_path / "two.sqlite3")
