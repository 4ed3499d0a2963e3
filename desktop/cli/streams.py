"""Standard output and error: data to the one, everything else to the other."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from io import TextIOWrapper

from desktop.formats.plain_text import harmless


def prepare_streams() -> None:
    """Make sure that no character and no line end of an answer depends on the machine."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def terminal_columns() -> int | None:
    """Return the width of the terminal that standard output is, None where it is none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return max(shutil.get_terminal_size().columns, 20)


def put(text: str) -> None:
    """Write to standard output, all of it, now.

    Raises:
        OSError: it cannot be written; a BrokenPipeError where nobody reads on.
    """
    if sys.stdout is None:  # closed by whoever started the program
        return
    sys.stdout.write(text)
    sys.stdout.flush()


def say(sentence: str) -> None:
    """Write a sentence to standard error, on one line; nobody listening is no reason to fail."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(f"weighbridge: {harmless(sentence)}", file=sys.stderr, flush=True)


def abandon_stdout() -> None:
    """Let what is still to be written go nowhere, so that exiting does not fail on it too."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
