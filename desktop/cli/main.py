"""Run one command: open the catalog, answer, and turn what is in the way into an exit code."""

from __future__ import annotations

import argparse
import logging
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from enum import IntEnum
from pathlib import Path

from desktop.catalog.connection import DamagedCatalogError, ForeignFileError, NewerCatalogError
from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import (
    Answer,
    abandon_stdout,
    prepare_streams,
    put,
    say,
    terminal_columns,
    text_of,
)
from desktop.cli.arguments import Format, WrongUsageError, parse
from desktop.core.errors import CatalogError, KnownError, NotFoundError, SeedError, UsageError
from desktop.logfile import LogFile, logging_to
from desktop.places import Places
from desktop.services.library import Library

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


def run(
    argv: Sequence[str],
    *,
    find_places: Callable[[Path | None], Places],
    open_window: Callable[[Places], int],
    today: date,
) -> int:
    """Do what the arguments ask for, and return the exit code.

    Args:
        argv: Arguments without the program's name.
        find_places: Where things are, given the catalog that was asked for.
        open_window: What to do where no command is given.
        today: The date, for reports and for the names of what is set aside.
    """
    prepare_streams()
    try:
        try:
            asked = parse(argv)
        except SystemExit as finished:  # help and version have been printed
            put("")
            return int(finished.code or 0)
        except WrongUsageError as wrong:
            return _usage(wrong.usage, wrong.problem)
        places = find_places(asked.catalog)
        with logging_to(places.log) as logfile:
            return _guarded(asked, places, open_window, today, logfile)
    except BrokenPipeError:  # whoever read our output has seen enough
        abandon_stdout()
        return Exit.DONE
    except KeyboardInterrupt:
        abandon_stdout()
        return Exit.INTERRUPTED


def _guarded(
    asked: argparse.Namespace,
    places: Places,
    open_window: Callable[[Places], int],
    today: date,
    logfile: LogFile,
) -> int:
    try:
        if asked.command is None:
            return open_window(places)
        return _answered(asked, places, today)
    except KnownError as error:
        say(str(error))
        return _code(error)
    except BrokenPipeError:
        raise
    except OSError as error:
        log.exception("The system refused something")
        say(f"Not possible here: {error}.")
        abandon_stdout()
        return Exit.NOT_POSSIBLE
    except Exception as error:
        log.exception("A bug")
        where = f"the details are in {logfile.path}" if logfile.path.exists() else "there is no log"
        say(f"This is a bug of Weighbridge ({type(error).__name__}), sorry; {where}.")
        return Exit.BUG


def _usage(usage: str, problem: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(usage)
    say(problem)
    return Exit.USAGE


def _code(error: KnownError) -> int:
    match error:
        case UsageError():
            return Exit.USAGE
        case NotFoundError():
            return Exit.NOT_FOUND
        case SeedError() | DamagedCatalogError() | NewerCatalogError() | ForeignFileError():
            return Exit.BAD_INPUT
        case _:
            return Exit.NOT_POSSIBLE


def _answered(asked: argparse.Namespace, places: Places, today: date) -> int:
    if asked.command == "doctor":
        from desktop.cli.health import examine  # seldom asked for, and loads much

        answer = examine(places, today)
    else:
        answer = _from_catalog(asked, places, today)
    put(text_of(answer, Format(asked.format), terminal_columns()))
    for remark in answer.remarks:
        say(remark)
    return answer.code


def _from_catalog(asked: argparse.Namespace, places: Places, today: date) -> Answer:
    library = Library(places.catalog, places.seeds, places.own_catalog, today)
    if not places.catalog.exists():
        say(f"First start: building the catalog {places.catalog}.")
    reader = library.open()
    try:
        with closing(reader):
            return _command(asked, places, today, reader)
    except DamagedCatalogError as error:
        raise _set_aside(library, error) from error
    except sqlite3.Error as error:
        if "no such" not in str(error):
            raise CatalogError(
                places.catalog, f"cannot be read ({error})", "check the disk it is on"
            ) from error
        damage = DamagedCatalogError(places.catalog, f"is damaged ({error})", "it was left there")
        raise _set_aside(library, damage) from error


def _set_aside(library: Library, damage: DamagedCatalogError) -> DamagedCatalogError:
    said = library.set_aside_damaged(damage)
    # Also where it cannot be moved, what is wrong is the file.
    return DamagedCatalogError(said.path, said.problem, said.next_step)


def _command(
    asked: argparse.Namespace, places: Places, today: date, reader: CatalogReader
) -> Answer:
    # One module a command, loaded alone: the others' time is not spent.
    match asked.command:
        case "list":
            from desktop.cli.listing import list_models

            return list_models(asked, reader)
        case "show":
            from desktop.cli.models import show_model

            return show_model(asked, reader)
        case "claims":
            from desktop.cli.models import list_claims

            return list_claims(asked, reader)
        case "compare":
            from desktop.cli.comparing import compare_models

            return compare_models(asked, reader)
        case "report":
            from desktop.cli.reporting import write_report

            return write_report(asked, reader, places, today)
        case "license":
            from desktop.cli.licenses import show_license

            return show_license(asked, reader)
    raise ValueError(asked.command)
