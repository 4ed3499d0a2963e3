"""Whole processes against named baselines: run with ``make bench``, compared by ratio.

Medians are written to the terminal; docs/performance.md keeps the last figures with the machine
they were taken on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from desktop.catalog.build import build_catalog

ROOT = Path(__file__).parents[2]
FIRST_PAINT = Path(__file__).with_name("first_paint.py")
FOUR = ("gpt-4o", "claude-3-5-sonnet-20241022", "gemini-1.5-pro", "qwen2.5-vl-72b-instruct")
THIRTY = 30
"""Benchmarks of the report."""


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "catalog.sqlite3"
    build_catalog(path, ROOT / "seeds")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen of our own, so that nothing else draws on it."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            program,
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1920x1200x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def run(arguments: list[str], environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, *arguments],
        # Compiled modules are kept, as on anybody's machine.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def window(home: Path, display: str, catalog: Path | None) -> dict[str, str]:
    environment = {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "",
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    return environment | ({"WEIGHBRIDGE_CATALOG": str(catalog)} if catalog else {})


@pytest.mark.benchmark(group="first paint, process start to first paint under Xvfb")
@pytest.mark.parametrize("kind", ["bare", "weighbridge"])
def test_first_paint(
    benchmark: BenchmarkFixture, kind: str, home: Path, display: str, catalog: Path
) -> None:
    environment = window(home, display, catalog)
    call = partial(run, [str(FIRST_PAINT), kind], environment)
    benchmark.pedantic(call, rounds=9, warmup_rounds=2)


@pytest.mark.benchmark(group="list filled, process start to 445 models shown under Xvfb")
@pytest.mark.parametrize("launch", ["first", "later"])
def test_list_filled(
    benchmark: BenchmarkFixture, launch: str, home: Path, display: str, catalog: Path
) -> None:
    environment = window(home, display, catalog if launch == "later" else None)

    def forget() -> None:
        if launch == "first":
            shutil.rmtree(home / "data", ignore_errors=True)

    call = partial(run, [str(FIRST_PAINT), "usable"], environment)
    benchmark.pedantic(call, setup=forget, rounds=7, warmup_rounds=1)


COMMANDS = {
    "baseline: python -c 'import argparse, json, sqlite3'": [
        "-c",
        "import argparse, json, sqlite3",
    ],
    "list": ["-m", "desktop", "list", "--search", "qwen"],
    "show": ["-m", "desktop", "show", "gpt-4o"],
    "claims": ["-m", "desktop", "claims", "gpt-4o", "mathvista"],
    "compare": ["-m", "desktop", "compare", *FOUR],
    "license": ["-m", "desktop", "license", "llama3.2"],
    "can-i": ["-m", "desktop", "can-i", "minicpm-llama3-v-2.5", "--use", "commercial-product"],
}


@pytest.mark.benchmark(group="commands, whole process")
@pytest.mark.parametrize("name", COMMANDS)
def test_command(benchmark: BenchmarkFixture, name: str, catalog: Path) -> None:
    call = partial(run, COMMANDS[name], {"WEIGHBRIDGE_CATALOG": str(catalog)})
    benchmark.pedantic(call, rounds=9, warmup_rounds=2)


@pytest.mark.benchmark(group="commands at once on one catalog, 16 processes")
@pytest.mark.parametrize("name", ["list", "compare"])
def test_commands_at_once(benchmark: BenchmarkFixture, name: str, catalog: Path) -> None:
    call = partial(run, COMMANDS[name], {"WEIGHBRIDGE_CATALOG": str(catalog)})

    def together() -> None:
        with ThreadPoolExecutor(16) as pool:
            for future in [pool.submit(call) for _ in range(16)]:
                future.result()

    benchmark.pedantic(together, rounds=3, warmup_rounds=1)


EMPTY_DOCUMENT = "import typst; typst.compile(b'empty')"


@pytest.mark.benchmark(group="report, whole process")
@pytest.mark.parametrize(
    "name", ["baseline: typst, an empty page", "4 models, 30 benchmarks", "4 models, everything"]
)
def test_report(benchmark: BenchmarkFixture, name: str, catalog: Path, home: Path) -> None:
    report = ["-m", "desktop", "report", *FOUR, "--pdf", str(home / "report.pdf")]
    arguments = {
        "baseline: typst, an empty page": ["-c", EMPTY_DOCUMENT],
        "4 models, 30 benchmarks": [*report, "--benchmarks", ",".join(thirty(catalog))],
        "4 models, everything": report,
    }[name]
    call = partial(run, arguments, {"WEIGHBRIDGE_CATALOG": str(catalog)})
    benchmark.pedantic(call, rounds=5, warmup_rounds=1)


def thirty(catalog: Path) -> list[str]:
    """The benchmarks with most claims about the four models."""
    from collections import Counter
    from contextlib import closing

    from desktop.catalog.reader import CatalogReader

    with closing(CatalogReader(catalog)) as reader:
        counts = Counter(claim.benchmark_id for claim in reader.claims(FOUR))
    return [benchmark for benchmark, _ in counts.most_common(THIRTY)]
