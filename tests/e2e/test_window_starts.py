"""Starting the window where there is no screen for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

NO_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


def start(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if k not in NO_SCREEN}
    return subprocess.run(
        [sys.executable, "-m", "desktop"],
        env=inherited | environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("environment", "said"),
    [({}, "There is no display here"), ({"DISPLAY": ":65123"}, ":65123 does not answer")],
    ids=["none", "one that does not answer"],
)
def test_without_a_display_one_sentence_names_the_command_that_works_without(
    own_folders: Path, environment: dict[str, str], said: str
) -> None:
    ended = start(own_folders, **environment)
    assert ended.returncode == 3
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert said in line
    assert "weighbridge report" in line
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_display_no_catalog_is_built(own_folders: Path) -> None:
    start(own_folders)
    assert not [path for path in own_folders.rglob("*") if path.name.startswith("catalog")]
