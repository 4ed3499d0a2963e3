"""Use the list in a real window and tell how long the event loop was held; run by the benches.

Prints one JSON object: for each phase the longest time in milliseconds between two turns of the
event loop, for the answers how long they took to be shown, and how much memory was taken.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.app import Application

SCROLLS, JUMPS = 300, 30
TYPED = ("qwen 7b gguf", "llama instruct awq", "mistral", "deepseek math")
STEP_MS = 8
"""Between two steps of scrolling: faster than a screen is drawn."""


def resident() -> float:
    """Return the memory of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Script:
    """Goes through the phases, one step whenever the wait that it yields is over.

    A step yields milliseconds to wait, or a condition to wait for.
    """

    def __init__(self, application: Application) -> None:
        from PySide6.QtCore import QTimer

        self.application = application
        self.workspace = application.workspace
        self.longest: dict[str, float] = {}
        self.answers: dict[str, list[float]] = {"key": [], "sort": [], "page": []}
        self._shown: list[float] = []
        self.workspace.catalog.modelReset.connect(self._take_shown)
        self.memory = {"window": resident()}
        self.phase = "open"
        self._last = time.perf_counter()
        self._opened = self._last
        self._steps = self._script()
        self._wait: Callable[[], bool] | float = 0.0
        self._since = self._last
        self.beat = QTimer()
        self.beat.setInterval(1)
        self.beat.timeout.connect(self.turn)
        self.beat.start()

    def turn(self) -> None:
        """Note how long the loop took to come here again; go on if the wait is over."""
        now = time.perf_counter()
        gap = (now - self._last) * 1000
        self.longest[self.phase] = max(self.longest.get(self.phase, 0.0), gap)
        over = self._wait() if callable(self._wait) else (now - self._since) * 1000 >= self._wait
        if over:
            self._wait = next(self._steps, self.leave)
            self._since = time.perf_counter()
        self._last = time.perf_counter()

    def idle(self) -> bool:
        """Whether everything that was asked has been answered and shown."""
        return bool(self.workspace.tasks.idle)

    def _script(self) -> Iterator[Callable[[], bool] | float]:
        catalog = self.workspace.catalog
        yield lambda: catalog.rowCount() > 0
        self.answers["open"] = [(time.perf_counter() - self._opened) * 1000]
        yield self.idle
        self.memory["open"] = resident()
        table = self.application.window.catalog.table
        bar = table.verticalScrollBar()
        self.phase = "scroll"
        for _ in range(SCROLLS):
            bar.setValue(bar.value() + 5 * table.rowHeight(0))
            yield STEP_MS
        yield self.idle
        self.phase = "jump"
        chance = random.Random(1)  # noqa: S311 - no secret
        for _ in range(JUMPS):
            asked = time.perf_counter()
            bar.setValue(chance.randrange(bar.maximum() + 1))
            yield lambda: bool(catalog.id_at(table.rowAt(0)))
            self.answers["page"].append((time.perf_counter() - asked) * 1000)
        yield self.idle
        yield from self._typing()
        yield from self._sorting()
        self.memory["end"] = resident()

    def _typing(self) -> Iterator[Callable[[], bool] | float]:
        self.phase = "type"
        for text in (t[:end] for t in TYPED for end in range(1, len(t) + 1)):
            yield from self._asked("key", partial(self.workspace.search, text))
            yield 60.0
        self.workspace.show_all()
        yield self.idle

    def _sorting(self) -> Iterator[Callable[[], bool] | float]:
        from desktop.core.search.query import SortKey

        self.phase = "sort"
        for key in (*SortKey, *SortKey):
            yield from self._asked("sort", partial(self.workspace.list.sort_by, key))
            yield self.idle

    def _asked(self, name: str, ask: Callable[[], object]) -> Iterator[Callable[[], bool] | float]:
        shown = self._shown
        shown.clear()
        asked = time.perf_counter()
        ask()
        yield lambda: bool(shown) or self.idle()
        if shown:
            self.answers[name].append((shown[0] - asked) * 1000)

    def _take_shown(self) -> None:
        self._shown.append(time.perf_counter())

    def leave(self) -> bool:
        """Say what was measured, and end without taking anything apart."""
        found = {"held_ms": self.longest, "answers_ms": self.answers, "memory_mb": self.memory}
        sys.stdout.write(json.dumps(found))
        sys.stdout.flush()
        os._exit(0)


def main() -> None:
    """Open the program's window and use its list."""
    import desktop.__main__ as program
    from desktop import app

    start = app.Application.start
    scripts: list[Script] = []

    def start_and_use(self: app.Application) -> None:
        start(self)
        scripts.append(Script(self))

    app.Application.start = start_and_use  # type: ignore[method-assign]
    program.main([])


if __name__ == "__main__":
    main()
