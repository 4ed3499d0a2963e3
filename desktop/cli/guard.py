"""The top of the program: what went wrong becomes one sentence and an exit code."""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from desktop.cli.streams import abandon_stdout, say
from desktop.core.errors import (
    DamagedCatalogError,
    ForeignFileError,
    InputFileError,
    KnownError,
    NetworkError,
    NewerCatalogError,
    NotFoundError,
    SeedError,
    UsageError,
)
from desktop.logfile import logging_to

log = logging.getLogger(__name__)


class Exit(IntEnum):
    """What the program tells whoever started it."""

    DONE = 0
    BUG = 1
    USAGE = 2
    NOT_POSSIBLE = 3
    NOT_FOUND = 4
    NETWORK = 5
    BAD_INPUT = 6
    INTERRUPTED = 130


def guarded(call: Callable[[], int], log_path: Path) -> int:
    """Do something, and return its exit code or that of what was in the way.

    Raises:
        BrokenPipeError: whoever read our output has seen enough.
        KeyboardInterrupt: somebody pressed Ctrl+C.
    """
    with logging_to(log_path) as logfile:
        try:
            return call()
        except KnownError as error:
            say(str(error))
            return code_of(error)
        except BrokenPipeError:
            raise
        except OSError as error:
            log.exception("The system refused something")
            say(f"Not possible here: {error}.")
            abandon_stdout()
            return Exit.NOT_POSSIBLE
        except Exception as error:
            log.exception("A bug")
            known = logfile.path.exists()
            where = f"the details are in {logfile.path}" if known else "there is no log"
            say(f"This is a bug of Weighbridge ({type(error).__name__}), sorry; {where}.")
            return Exit.BUG


def code_of(error: KnownError) -> Exit:
    """Return the exit code that stands for an error."""
    match error:
        case UsageError():
            return Exit.USAGE
        case NotFoundError():
            return Exit.NOT_FOUND
        case NetworkError():
            return Exit.NETWORK
        case (
            InputFileError()
            | SeedError()
            | DamagedCatalogError()
            | NewerCatalogError()
            | ForeignFileError()
        ):
            return Exit.BAD_INPUT
        case _:
            return Exit.NOT_POSSIBLE
