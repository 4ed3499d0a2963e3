"""Figures that a benchmark's table has no room for, printed below all tables."""

from __future__ import annotations

import pytest

_FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Make room for the figures of one run."""
    config.stash[_FIGURES] = []


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> list[str]:
    """Lines to be printed when all is measured."""
    return pytestconfig.stash[_FIGURES]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the figures, outside of what pytest captures."""
    found = config.stash[_FIGURES]
    if found:
        terminalreporter.section("The list of models, milliseconds")
        for line in found:
            terminalreporter.write_line(line)
