"""Run one command: open the catalog, answer, and turn what is in the way into an exit code."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer, text_of
from desktop.cli.arguments import Format, WrongUsageError, parse
from desktop.cli.guard import Exit, guarded
from desktop.cli.streams import abandon_stdout, prepare_streams, put, say, terminal_columns
from desktop.core.errors import (
    CatalogError,
    DamagedCatalogError,
    left_out,
)
from desktop.places import Places
from desktop.services.library import Library


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
        if asked.command is None:
            return guarded(lambda: open_window(places), places.log)
        return guarded(lambda: _answered(asked, places, today), places.log)
    except BrokenPipeError:  # whoever read our output has seen enough
        abandon_stdout()
        return Exit.DONE
    except KeyboardInterrupt:
        abandon_stdout()
        return Exit.INTERRUPTED


def _usage(usage: str, problem: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(usage)
    say(problem)
    return Exit.USAGE


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
            _say_left_out(reader)
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


def _say_left_out(reader: CatalogReader) -> None:
    """Name what of the seeds the catalog had to do without; the rest works."""
    said = left_out(reader.problems())
    if said:
        say(f"{said} `weighbridge doctor` says more.")


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

            return compare_models(asked, reader, today)
        case "report":
            from desktop.cli.reporting import write_report

            return write_report(asked, reader, places, today)
        case "can-i":
            from desktop.cli.verdicts import judge

            return judge(asked, reader)
        case "license":
            from desktop.cli.licenses import show_license

            return show_license(asked, reader)
    raise ValueError(asked.command)
