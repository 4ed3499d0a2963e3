"""What starting the program loads: heavy packages wait until they are needed."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys

import pytest

LOADED = """
import importlib, json, sys
importlib.import_module(sys.argv[1])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(module: str) -> set[str]:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"there is no {module} yet")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, module],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", ["desktop.__main__", "desktop.cli.main"])
def test_the_command_line_starts_without_window_tables_network_or_typesetter(module: str) -> None:
    heavy = {"PySide6", "shiboken6", "pandas", "numpy", "pyqtgraph", "requests", "typst"}
    assert loaded_by(module) & heavy == set()


def test_the_window_starts_without_tables_charts_network_or_typesetter() -> None:
    loaded = loaded_by("desktop.app")
    assert loaded & {"pandas", "pyqtgraph", "requests", "typst"} == set()


@pytest.mark.parametrize(
    "module",
    [
        "desktop.core.compare.comparison",
        "desktop.core.charts.chart",
        "desktop.services.comparisons",
        "desktop.services.library",
    ],
)
def test_everything_under_the_window_runs_without_qt(module: str) -> None:
    assert not {name for name in loaded_by(module) if name.startswith(("PySide", "shiboken"))}
