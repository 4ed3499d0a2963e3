"""Find models, benchmarks and licenses by the names people use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from desktop.catalog.reader import CatalogReader
from desktop.core.errors import NotFoundError, UsageError
from desktop.core.licenses import spdx
from desktop.core.nearest import nearest


class Lookup:
    """Turns names into ids.

    Attributes:
        hints: What of the last SPDX id or expression was read otherwise than it was written.
    """

    def __init__(self, reader: CatalogReader) -> None:
        self._reader = reader
        self.hints: tuple[str, ...] = ()

    def models(self, names: Sequence[str]) -> list[str]:
        """Return the ids of models, each once, in the order asked for.

        Raises:
            NotFoundError: there is no such model; carries the nearest names.
            UsageError: a name stands for several models.
        """
        wanted = list(dict.fromkeys(names))
        if len(self._reader.models(wanted)) == len(wanted):
            return wanted
        return _resolve("model", wanted, self._reader.model_names())

    def benchmarks(self, names: Sequence[str]) -> list[str]:
        """Return the ids of benchmarks, each once, in the order asked for.

        Raises:
            NotFoundError: there is no such benchmark; carries the nearest names.
            UsageError: a name stands for several benchmarks.
        """
        return _resolve("benchmark", names, self._reader.benchmark_names())

    def license(self, name: str) -> str:
        """Return the id of a license: of its terms, of a name that models carry, or of the Hub.

        An SPDX id stands for the terms of that id, with ``-or-later`` for those of the version it
        names.

        Raises:
            NotFoundError: there is no such license; carries the nearest names.
            UsageError: a name stands for several licenses, or joins several.
        """
        try:
            return _resolve("license", [name], self._reader.license_names())[0]
        except NotFoundError:
            try:
                parsed = _parsed(name)
            except spdx.UnknownExceptionError as error:
                raise UsageError(f"{name!r}: {error}") from None
            if isinstance(parsed, spdx.Symbol) and not parsed.exception:
                if found := self._of_spdx(parsed):
                    return found
                raise
            if parsed is None:
                raise
            each = ", ".join(dict.fromkeys(symbol.key for symbol in spdx.symbols(parsed)))
            raise UsageError(
                f"{str(parsed)!r} is an expression of licenses: ask for each ({each}), or for a "
                "verdict on it with can-i"
            ) from None

    def expression(self, text: str) -> tuple[spdx.Expression, dict[str, str]] | None:
        """Return an SPDX expression with the ids of its licenses, None where it is none.

        Returns:
            The expression, and by the key of each symbol the id of a license of the catalog.

        Raises:
            NotFoundError: a license or exception of it is unknown; carries the nearest names.
            UsageError: it joins licenses and cannot be read.
        """
        try:
            parsed = _parsed(text)
        except spdx.UnknownExceptionError as error:
            known: dict[str, tuple[str, ...]] = dict.fromkeys(spdx.exceptions(), ())
            raise NotFoundError("exception", error.asked, nearest(error.asked, known)) from None
        if parsed is None or (isinstance(parsed, spdx.Symbol) and not parsed.exception):
            return None
        hints: list[str] = []
        found: dict[str, str] = {}
        for symbol in spdx.symbols(parsed):
            found[symbol.key] = self._of_spdx(symbol) or self.license(symbol.key)
            hints += [*self.hints, symbol.hint]
        self.hints = tuple(dict.fromkeys(filter(None, hints)))
        return parsed, found

    def _of_spdx(self, symbol: spdx.Symbol) -> str:
        """Return the id of the terms of an SPDX id, blank where there are none."""
        terms = self._reader.terms(self._reader.all_terms())
        by_spdx = {t.spdx_id: t.id for t in terms.values() if t.spdx_id}
        found = spdx.terms_of(symbol, by_spdx)
        hints = [symbol.hint]
        if found and spdx.is_or_later(symbol):
            hints.append(
                f"{symbol.key} lets you choose a later version, too; the terms are those of "
                f"{terms[found].spdx_id}."
            )
        self.hints = tuple(filter(None, hints)) if found else ()
        return found

    def model_or_license(self, name: str) -> tuple[str, str]:
        """Return ``model`` or ``license``, and the id; a model goes before a license.

        Raises:
            NotFoundError: there is neither; carries the nearest names of both.
            UsageError: the name stands for several.
        """
        try:
            return "model", self.models([name])[0]
        except NotFoundError as no_model:
            try:
                return "license", self.license(name)
            except NotFoundError as no_license:
                near = (*no_model.nearest[:2], *no_license.nearest[:2])
                raise NotFoundError("model or license", name, near) from None


_JOINS = re.compile(r"\b(?:AND|OR|WITH)\b")


def _parsed(text: str) -> spdx.Expression | None:
    """Return a text as an expression, None where it is none and does not look like one."""
    try:
        return spdx.parse(text)
    except spdx.UnknownExceptionError:
        raise
    except spdx.ExpressionError as error:
        if _JOINS.search(text) and len(text) <= spdx.LONGEST:
            raise UsageError(f"{text!r}: {error}") from None
        return None


def _resolve(kind: str, names: Iterable[str], known: Mapping[str, tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(_one(kind, name, known) for name in names))


def _one(kind: str, name: str, known: Mapping[str, tuple[str, ...]]) -> str:
    if name in known:
        return name
    wanted = name.casefold()
    ids = [key for key in known if key.casefold() == wanted]
    found = ids or [
        key for key, spellings in known.items() if wanted in (s.casefold() for s in spellings)
    ]
    if len(found) == 1:
        return found[0]
    if found and wanted:
        raise UsageError(f"{name!r} stands for several {kind}s: {', '.join(sorted(found))}")
    raise NotFoundError(kind, name, nearest(name, known))
