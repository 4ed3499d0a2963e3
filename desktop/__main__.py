"""Start of the program: ``weighbridge`` and ``python -m desktop``."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.places import Places


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window where none is given.

    Args:
        argv: Arguments without the program's name; the process's own where None.

    Returns:
        The exit code; see ``docs/command-line.md``.
    """
    try:
        # Loaded here: an interruption while loading ends quietly too.
        arguments = sys.argv[1:] if argv is None else argv
        if not arguments:
            return _only_window()
        from datetime import datetime

        from desktop.cli.main import run
        from desktop.places import find_places

        today = datetime.now().astimezone().date()
        return run(arguments, find_places=find_places, open_window=_open_window, today=today)
    except KeyboardInterrupt:
        return 130


def _only_window() -> int:
    """Open the window without loading what reads and answers commands."""
    # Nothing made on the way to the first paint is garbage; looking for some takes 40 ms there.
    gc.disable()
    from desktop.cli.guard import guarded
    from desktop.places import find_places

    places = find_places()
    return guarded(lambda: _open_window(places), places.log)


def _open_window(places: Places) -> int:
    from desktop import app  # Qt, which no command needs

    return app.run(places)


if __name__ == "__main__":
    sys.exit(main())
