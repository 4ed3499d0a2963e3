"""What can be typed after ``weighbridge``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import desktop
from desktop.cli.license_arguments import add_license_arguments, wrong_license_usage
from desktop.core.claims.policy import POLICY_MEANING, Policy
from desktop.core.partial_date import PartialDate
from desktop.core.search.query import DATE_FIELDS, MY_PROFILE, NUMBER_FIELDS, TEXT_FIELDS, SortKey
from desktop.core.verdict.profile import Use
from desktop.core.verdict.profile_fields import FIELDS, FieldKind, ProfileField

SAVED_COMPARISON = ".weighbridge"
MOST_MODELS = 1_000_000_000


class Format(StrEnum):
    """Forms of an answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "md"


class WrongUsageError(Exception):
    """The arguments cannot be read; carries the usage to show and what is wrong."""

    def __init__(self, usage: str, problem: str) -> None:
        super().__init__(usage, problem)
        self.usage = usage
        self.problem = problem


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsageError(self.format_usage(), message)


_DESCRIPTION = "Weigh AI models side by side, with a receipt for every number."
_EPILOG = (
    "Without a command the window opens. Exit codes: 0 done, 2 wrong usage, 3 not possible here, "
    "4 no such model, benchmark or license, 5 network, 6 input file bad, 1 a bug of ours."
)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments.

    Raises:
        WrongUsageError: they cannot be read.
        SystemExit: help or version was asked for, and has been printed.
    """
    if argv and argv[-1].endswith(SAVED_COMPARISON) and len(argv) == 1:
        raise WrongUsageError(_parser().format_usage(), _not_yet(argv[0]))
    asked = _parser().parse_args(_with_negations(argv))
    saved = [m for m in getattr(asked, "models", ()) if m.endswith(SAVED_COMPARISON)]
    if saved:
        raise WrongUsageError(_parser().format_usage(), _not_yet(saved[0]))
    if asked.command == "license" and (wrong := wrong_license_usage(asked)):
        raise WrongUsageError(_parser().format_usage(), wrong)
    return asked


def _with_negations(argv: Sequence[str]) -> list[str]:
    """Return ``--where -org:x`` as one argument: alone, the second looks like an option."""
    joined: list[str] = []
    for argument in argv:
        negation = argument.startswith("-") and not argument.startswith("--")
        if negation and joined and joined[-1] == "--where":
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _not_yet(name: str) -> str:
    return (
        f"{name}: saved comparisons come with a later version; "
        "name the models instead, as in: weighbridge compare MODEL MODEL"
    )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="weighbridge", description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"weighbridge {desktop.__version__}")
    _add_common(parser, None, Format.TABLE)
    commands: _Commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for add in (_add_list, _add_show, _add_claims, _add_compare, _add_license):
        # Given after the command, an option wins; left out, it does not undo one given before it.
        _add_common(add(commands), argparse.SUPPRESS, argparse.SUPPRESS)
    for add in (_add_can_i, _add_report):
        _add_common(add(commands), argparse.SUPPRESS, argparse.SUPPRESS)
    _add_common(
        _command(commands, "doctor", "check the installation; exit 0 only if all is well"),
        argparse.SUPPRESS,
        argparse.SUPPRESS,
    )
    return parser


def _add_common(parser: argparse.ArgumentParser, catalog: object, form: object) -> None:
    parser.add_argument(
        "--catalog",
        metavar="FILE",
        type=_path,
        default=catalog,
        help="catalog file (also WEIGHBRIDGE_CATALOG); built there if there is none",
    )
    parser.add_argument(
        "--format",
        choices=[str(f) for f in Format],
        default=form,
        help="form of the answer on standard output (default: table)",
    )


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 - it has no public name


def _command(commands: _Commands, name: str, says: str) -> _Parser:
    description = f"{says[0].upper()}{says[1:]}."
    return commands.add_parser(name, help=says, description=description, allow_abbrev=False)


def _add_list(commands: _Commands) -> _Parser:
    parser = _command(commands, "list", "models that match")
    parser.add_argument(
        "--search",
        metavar="TEXT",
        type=_text,
        default="",
        help="words that names, organizations, families or Hub ids begin with",
    )
    fields = ", ".join(sorted((*TEXT_FIELDS, *NUMBER_FIELDS, *DATE_FIELDS)))
    parser.add_argument(
        "--where",
        metavar="EXPR",
        type=_text,
        action="append",
        default=[],
        help="conditions and words, as in 'weights:open mmmu>=60 -mini'; may be repeated, all must "
        f"hold; fields: {fields}, and every benchmark",
    )
    parser.add_argument(
        "--allow",
        metavar="USE",
        choices=[MY_PROFILE, *map(str, Use)],
        action="append",
        default=[],
        help="models whose license allows this use (verdict yes or yes-if) under the facts given; "
        f"may be repeated: {', '.join(Use)}, or {MY_PROFILE} for the uses of the profile file",
    )
    _add_order(parser)
    _add_facts(parser)
    return parser


def _add_order(parser: _Parser) -> None:
    parser.add_argument(
        "--released-before",
        metavar="DATE",
        type=_partial_date,
        help="YYYY, YYYY-MM or YYYY-MM-DD; models without a date are left out",
    )
    parser.add_argument(
        "--sort",
        metavar="FIELD",
        type=_text,
        default=str(SortKey.NAME),
        help=f"a benchmark, or one of {', '.join(SortKey)} (default: name); what is unknown comes "
        "last",
    )
    parser.add_argument(
        "--columns",
        metavar="A,B",
        type=_names,
        help="benchmarks whose headline figures are listed too",
    )
    parser.add_argument("--descending", action="store_true", help="largest or latest first")
    parser.add_argument("--limit", metavar="N", type=_whole, help="at most N models")


def _add_show(commands: _Commands) -> _Parser:
    parser = _command(commands, "show", "one model: facts with sources, all claims, license")
    _add_model(parser)
    return parser


def _add_claims(commands: _Commands) -> _Parser:
    parser = _command(commands, "claims", "every claim for a model on a benchmark, and its receipt")
    _add_model(parser)
    parser.add_argument("benchmark", metavar="BENCHMARK", type=_text, help="id or name")
    parser.add_argument(
        "--variant",
        metavar="V",
        type=_text,
        help="this split or setting only; '' for claims whose setting is not stated",
    )
    _add_policy(parser)
    return parser


def _add_compare(commands: _Commands) -> _Parser:
    parser = _command(commands, "compare", "models side by side")
    _add_models(parser)
    return parser


def _add_license(commands: _Commands) -> _Parser:
    parser = _command(commands, "license", "what a license says, with section and line")
    add_license_arguments(parser, _text, _path)
    return parser


def _add_can_i(commands: _Commands) -> _Parser:
    parser = _command(commands, "can-i", "may I use it: verdict, conditions, reasons with sections")
    parser.add_argument(
        "subject",
        metavar="MODEL-OR-LICENSE",
        type=_text,
        help="id or name, or an SPDX expression such as 'Apache-2.0 OR MIT'",
    )
    parser.add_argument(
        "--use",
        dest="fact_uses",
        metavar="USE",
        type=_text,
        action="append",
        help=f"what you want to do; may be repeated: {', '.join(Use)}",
    )
    parser.add_argument("--why", action="store_true", help="every step of the verdict as well")
    _add_facts(parser)
    return parser


def _add_facts(parser: _Parser) -> None:
    """Add the profile file, and an option for every fact of a plan but its uses."""
    parser.add_argument(
        "--profile", metavar="FILE", type=_path, help="facts of the plan as JSON; options win"
    )
    facts = parser.add_argument_group(
        "facts of the plan", "What is not given is not known: never zero, never no."
    )
    for fact in FIELDS:
        if fact.kind is not FieldKind.USES:
            facts.add_argument(
                f"--{fact.name.replace('_', '-')}",
                dest=f"fact_{fact.name}",
                metavar=_META[fact.kind],
                type=_text,
                help=fact.help if fact.options is None else f"{fact.help} {_one_of(fact)}.",
            )


def _one_of(fact: ProfileField) -> str:
    return f"One of {', '.join(fact.options or ())}"


_META = {
    FieldKind.COUNT: "N",
    FieldKind.MONEY: "USD",
    FieldKind.TRUTH: "yes|no",
    FieldKind.CHOICE: "VALUE",
    FieldKind.TAGS: "A,B|none",
    FieldKind.PLACE: "CODE",
    FieldKind.PLACES: "A,B",
    FieldKind.TEXT: "NAME",
}


def _add_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile",
        metavar="FILE",
        type=_path,
        help="facts of your plan as JSON: verdicts are added",
    )


def _add_report(commands: _Commands) -> _Parser:
    parser = _command(commands, "report", "a PDF of a comparison, with all its sources")
    _add_models(parser)
    parser.add_argument(
        "--pdf", metavar="OUT.pdf", type=_path, required=True, help="file to write or replace"
    )
    parser.add_argument("--title", metavar="T", type=_text, default="", help="title of the report")
    parser.add_argument(
        "--date", metavar="YYYY-MM-DD", type=_day, help="date on the report (default: today)"
    )
    return parser


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", type=_text, help="id, name or Hub id")


def _add_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("models", metavar="MODEL", type=_text, nargs="+", help="id, name or Hub id")
    parser.add_argument(
        "--benchmarks",
        metavar="A,B",
        type=_names,
        help="only these, in this order, with all their variants",
    )
    parser.add_argument(
        "--rows",
        choices=["shared", "all"],
        default="shared",
        help="shared: what at least two of the models have claims for, without subsets; "
        "all: everything (default: shared, or all without subsets where --benchmarks is given)",
    )
    parser.add_argument(
        "--use",
        metavar="CLAIM",
        type=_text,
        action="append",
        default=[],
        help="id of a claim to use over the policy; may be given several times",
    )
    _add_policy(parser)
    _add_profile(parser)


def _add_policy(parser: argparse.ArgumentParser) -> None:
    meanings = "; ".join(f"{policy}: {meaning}" for policy, meaning in POLICY_MEANING.items())
    parser.add_argument(
        "--policy",
        choices=[str(policy) for policy in Policy],
        default=str(Policy.DEFAULT),
        help=f"rule that picks the claim of a cell (default: default). {meanings}",
    )


def _text(value: str) -> str:
    # Bytes that are no text in this locale arrive as halves of a pair, which nothing can store.
    return value.encode("utf-8", "replace").decode()


def _path(value: str) -> Path:
    if not value:
        raise argparse.ArgumentTypeError("a file name is needed")
    return Path(value)


def _names(value: str) -> list[str]:
    names = [name.strip() for name in _text(value).split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("names are needed, joined by commas")
    return names


def _whole(value: str) -> int:
    if not (value.isascii() and value.isdigit()) or not 0 < int(value[:10]) <= MOST_MODELS:
        problem = f"{value!r} is not a whole number from 1 to {MOST_MODELS:,}"
        raise argparse.ArgumentTypeError(problem)
    return int(value)


def _partial_date(value: str) -> PartialDate:
    try:
        return PartialDate(value)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{value!r} is not a date as YYYY, YYYY-MM or YYYY-MM-DD"
        ) from None


def _day(value: str) -> date:
    day = _partial_date(value)
    if len(day.text) != len("YYYY-MM-DD"):
        raise argparse.ArgumentTypeError(f"{value!r} is not a date as YYYY-MM-DD")
    return day.first_day
