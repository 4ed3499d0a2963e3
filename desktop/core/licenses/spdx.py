"""SPDX license expressions: several licenses joined by ``OR``, ``AND`` and ``WITH``.

Parsing and the list of ids are those of the ``license-expression`` package, loaded when they are
first needed. Its aliases are hints, not facts: an old id that SPDX itself gave up is read as the
one that took its place, and that is said; a ``LicenseRef`` is never taken for a listed license,
however like it the package finds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

LONGEST = 1_000
"""Characters; a longer expression is not read."""

_OR_LATER = "-or-later"
_ONLY = "-only"
_PRIVATE = ("licenseref-", "documentref-", "additionref-")


class Joint(StrEnum):
    """How the parts of an expression go together."""

    OR = "OR"
    AND = "AND"


@dataclass(frozen=True, slots=True)
class Symbol:
    """One license of an expression.

    Attributes:
        key: Its SPDX id in the spelling of the list; as written where the list has none.
        listed: Whether the list has it.
        exception: The exception that is granted with it; blank: none.
        hint: What was read otherwise than it was written, in a sentence; blank: nothing.
    """

    key: str
    listed: bool
    exception: str = ""
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.key} WITH {self.exception}" if self.exception else self.key


@dataclass(frozen=True, slots=True)
class Compound:
    """Expressions that are joined.

    Attributes:
        parts: At least two, as they were written.
    """

    joint: Joint
    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        inner = (f"({p})" if isinstance(p, Compound) else str(p) for p in self.parts)
        return f" {self.joint} ".join(inner)


Expression = Symbol | Compound


class ExpressionError(ValueError):
    """A text is no expression; the message says why, as a sentence."""


class UnknownExceptionError(ExpressionError):
    """An exception is not on the list.

    Attributes:
        asked: The exception as written.
    """

    def __init__(self, asked: str) -> None:
        super().__init__(f"{asked!r} is no exception on the SPDX list.")
        self.asked = asked


def parse(text: str) -> Expression:
    """Return a text as an expression; ids that the list does not have are kept as written.

    Raises:
        ExpressionError: it is none.
    """
    from boolean.boolean import ParseError
    from license_expression import ExpressionError as PackageError

    if len(text) > LONGEST:
        raise ExpressionError(f"It is longer than {LONGEST:,} characters.")
    try:
        # A parser without the list: the one with it reads a LicenseRef as what it is like.
        parsed = _parser().parse(text)
    except (PackageError, ParseError) as error:
        said = str(error).replace("\n", " ") or "it cannot be read"
        raise ExpressionError(f"It is no license expression: {said}.") from None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        # The package trips over some texts, such as "()".
        raise ExpressionError("It is no license expression.") from None
    if parsed is None:
        raise ExpressionError("It is empty.")
    return _expression(parsed)


def symbols(expression: Expression) -> Iterator[Symbol]:
    """Yield the licenses of an expression in order."""
    if isinstance(expression, Symbol):
        yield expression
        return
    for part in expression.parts:
        yield from symbols(part)


def terms_of(symbol: Symbol, by_spdx_id: Mapping[str, str]) -> str:
    """Return the id of the terms that a license is, blank where there are none.

    "Or later" leaves the choice of the version to the licensee: the version that is named can
    always be chosen, so its terms are the answer.

    Args:
        symbol: The license.
        by_spdx_id: Ids of terms by SPDX id.
    """
    folded = {key.casefold(): terms for key, terms in by_spdx_id.items() if key}
    named = symbol.key.casefold()
    plain = named.removesuffix("+").removesuffix(_OR_LATER)
    candidates = (named, plain, plain + _ONLY) if plain != named else (named,)
    return next((folded[key] for key in candidates if key in folded), "")


def is_or_later(symbol: Symbol) -> bool:
    """Whether a later version may be chosen, too."""
    return symbol.key.endswith(("+", _OR_LATER)) and symbol.listed


def exceptions() -> tuple[str, ...]:
    """Return the exceptions of the list."""
    return tuple(symbol.key for symbol in _listed().values() if symbol.is_exception)


@cache
def _parser() -> Any:
    from license_expression import Licensing

    return Licensing()


@cache
def _listed() -> dict[str, Any]:
    """Return the list, by ids in lower case."""
    from license_expression import get_spdx_licensing

    return {
        key.casefold(): symbol
        for key, symbol in get_spdx_licensing().known_symbols.items()
        if not key.casefold().startswith(_PRIVATE)
    }


@cache
def _given_up() -> dict[str, str]:
    """Return the ids that took the place of old ones, by those in lower case."""
    return {
        alias.casefold(): symbol.key
        for symbol in _listed().values()
        for alias in symbol.aliases
        if not alias.casefold().startswith(_PRIVATE) and " " not in alias
    }


def _expression(parsed: Any) -> Expression:
    operator = getattr(parsed, "operator", "").strip()
    if operator:
        return Compound(Joint(operator.upper()), tuple(_expression(p) for p in parsed.args))
    if hasattr(parsed, "exception_symbol"):
        license_ = _symbol(parsed.license_symbol.key)
        return Symbol(
            license_.key, license_.listed, _exception(parsed.exception_symbol.key), license_.hint
        )
    return _symbol(parsed.key)


def _symbol(written: str) -> Symbol:
    folded = written.casefold()
    if folded in _listed():
        return Symbol(_listed()[folded].key, listed=True)
    if folded in _given_up():
        now = _given_up()[folded]
        return Symbol(now, listed=True, hint=f"{written} is an old id, read as {now}.")
    plain = _listed().get(folded.removesuffix("+"))
    if plain is not None:
        return Symbol(f"{plain.key}+", listed=True)
    return Symbol(written, listed=False)


def _exception(written: str) -> str:
    folded = written.casefold()
    if folded.startswith(_PRIVATE):
        return written
    known = _listed().get(folded)
    if known is None or not known.is_exception:
        raise UnknownExceptionError(written)
    return str(known.key)
