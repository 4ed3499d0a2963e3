"""What can be typed after ``weighbridge license``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def add_license_arguments(
    parser: argparse.ArgumentParser, text: Callable[[str], str], path: Callable[[str], Path]
) -> None:
    """Add the license and what may be done with texts.

    Args:
        parser: Where they are added.
        text: Makes a text of an argument.
        path: Makes a file name of an argument.
    """
    parser.add_argument(
        "license", metavar="ID", type=text, nargs="?", help="id, name or SPDX id of a license"
    )
    group = parser.add_argument_group(
        "license texts",
        "The program brings no license text with it: the catalog keeps those that you import or "
        "fetch, and shows how far they are the texts that its statements were read in.",
    )
    _add_texts(group.add_mutually_exclusive_group(), text, path)


def _add_texts(
    one: argparse._MutuallyExclusiveGroup,
    text: Callable[[str], str],
    path: Callable[[str], Path],
) -> None:
    one.add_argument(
        "--text", action="store_true", help="the stored texts of the license, line by line"
    )
    one.add_argument(
        "--import",
        dest="import_file",
        metavar="FILE",
        type=path,
        help="keep the text of a file; without ID, for whatever it is recognized as",
    )
    one.add_argument(
        "--fetch",
        metavar="URL",
        type=text,
        nargs="?",
        const="",
        help="fetch the text and keep it (default: the address that the catalog has for it); "
        "the only thing here that uses the network",
    )
    one.add_argument(
        "--recognize",
        metavar="FILE",
        type=path,
        help="say which known text a file is, and how it differs; nothing is kept",
    )
    one.add_argument("--texts", action="store_true", help="all stored texts, or those of ID")
    one.add_argument(
        "--remove", metavar="SHA256", type=text, help="forget a stored text, by (the start of) it"
    )


def wrong_license_usage(asked: argparse.Namespace) -> str:
    """Return what is wrong with the arguments of ``license`` taken together, blank if nothing."""
    if asked.license is not None:
        given = next((n for n in ("recognize", "remove") if getattr(asked, n) is not None), "")
        return f"--{given} takes no ID" if given else ""
    if asked.fetch == "":
        return "name a license or an address, as in: weighbridge license ID --fetch"
    needs_none = (asked.import_file, asked.fetch, asked.recognize, asked.remove)
    if asked.texts or any(option is not None for option in needs_none):
        return ""
    return "the following arguments are required: ID"
