"""Find models, benchmarks and licenses by the names people use for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from desktop.catalog.reader import CatalogReader
from desktop.core.errors import NotFoundError, UsageError
from desktop.core.nearest import nearest


class Lookup:
    """Turns names into ids."""

    def __init__(self, reader: CatalogReader) -> None:
        self._reader = reader

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

        Raises:
            NotFoundError: there is no such license; carries the nearest names.
            UsageError: a name stands for several licenses.
        """
        return _resolve("license", [name], self._reader.license_names())[0]

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
