"""The words of the query language: fields, benchmarks, closed lists of values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from desktop.core.benchmark import Benchmark
from desktop.core.nearest import nearest
from desktop.core.search.query import DATE_FIELDS, MY_PROFILE, NUMBER_FIELDS, TEXT_FIELDS

MODALITIES = ("text", "image", "audio", "video", "pdf")
"""What a model can be given."""
ANY = "any"
"""Value of the field ``contradiction`` that stands for every kind."""


class FieldKind(StrEnum):
    """What the values of a field are."""

    TEXT = "text"
    CLOSED = "one of a few values"
    NUMBER = "a number"
    DATE = "a date"


@dataclass(frozen=True, slots=True)
class Field:
    """A property of models that conditions can be about.

    Attributes:
        name: One of the fields of ``core.query``.
        aliases: Shorter names for it.
        hint: What it is, in a few words, with the unit.
    """

    name: str
    kind: FieldKind
    aliases: tuple[str, ...] = ()
    hint: str = ""


_ALIASES = {
    "organization": ("org", "vendor"),
    "hub_id": ("hub",),
    "class": ("openness",),
    "modality": ("input",),
    "released": ("date", "release"),
    "parameters": ("params",),
    "active_parameters": ("active",),
    "context": ("ctx",),
    "price_in": ("price",),
    "scores": ("claims",),
}
_HINTS = {
    "id": "name in the catalog",
    "name": "words of the name",
    "organization": "who made it",
    "family": "such as llama",
    "country": "two letters, such as US",
    "tuning": "base, chat, instruct, reasoning",
    "weights": "where the weights are",
    "class": "how open the license is",
    "modality": "what goes in",
    "license": "license id",
    "hub_id": "id on the Hub",
    "allow": "a use that is licensed",
    "contradiction": "what sources differ on",
    "released": "date, such as 2024-07",
    "parameters": "number, such as 70b",
    "active_parameters": "number, such as 7b",
    "context": "tokens, such as 128k",
    "price_in": "US$ per million tokens",
    "price_out": "US$ per million tokens",
    "scores": "number of claims",
}
_CLOSED = frozenset({"weights", "class", "modality", "allow", "contradiction"})


@cache
def _values(name: str) -> tuple[str, ...]:
    """Return the values of a field that has few; others have none."""
    # Loaded when a query is read: the way to the first paint needs only the names of fields.
    from desktop.core.contradictions.contradiction import ContradictionKind
    from desktop.core.licenses.license import OpennessClass
    from desktop.core.model import Weights
    from desktop.core.verdict.profile import Use

    known = {
        "weights": tuple(str(w) for w in Weights if w),
        "class": tuple(map(str, OpennessClass)),
        "modality": MODALITIES,
        "allow": (MY_PROFILE, *map(str, Use)),
        "contradiction": (ANY, *map(str, ContradictionKind)),
    }
    return known.get(name, ())


def value_hint(name: str, value: str) -> str:
    """Return what a value of a closed field means, blank where it says so itself."""
    return _value_hints(name).get(value, "")


@cache
def _value_hints(name: str) -> dict[str, str]:
    from desktop.core.contradictions.contradiction import KIND_WORDS
    from desktop.core.verdict.guide_wording import USE_WORDS

    known = {
        "allow": {
            MY_PROFILE: "all that my profile plans",
            **{str(use): name for use, (name, _) in USE_WORDS.items()},
        },
        "contradiction": {
            ANY: "of any kind",
            **{str(kind): words for kind, words in KIND_WORDS.items()},
        },
    }
    return known.get(name, {})


def _kind(name: str) -> FieldKind:
    if name in _CLOSED:
        return FieldKind.CLOSED
    if name in NUMBER_FIELDS:
        return FieldKind.NUMBER
    return FieldKind.DATE if name in DATE_FIELDS else FieldKind.TEXT


FIELDS = tuple(
    Field(name, _kind(name), _ALIASES.get(name, ()), _HINTS[name])
    for name in (*TEXT_FIELDS, *DATE_FIELDS, *NUMBER_FIELDS)
)
"""All fields, in the order in which they are offered."""


def folded(name: str) -> str:
    """Return a name without case and separators, by which spellings are compared."""
    return re.sub(r"[\W_]+", "", name.casefold())


@dataclass(frozen=True)  # no slots: the tables below are made once, when first asked for
class Vocabulary:
    """What can be said in a query.

    Attributes:
        benchmarks: Every benchmark is a field of numbers, by its id or its name.
    """

    benchmarks: tuple[Benchmark, ...] = ()

    def find(self, word: str) -> tuple[Field | Benchmark, ...]:
        """Return what a word before an operator can mean: one thing, several, or nothing.

        The id of a benchmark goes before names, an exact name before one without separators.
        """
        if found := self._fields.get(folded(word)):
            return (found,)
        plain = word.strip().casefold()
        if exact := self._ids.get(plain):
            return (exact,)
        return self._names.get(plain) or self._folded.get(folded(word)) or ()

    def nearest(self, word: str) -> tuple[str, ...]:
        """Return the names of fields and benchmarks most like a word."""
        names = {f.name: f.aliases for f in FIELDS}
        return nearest(word, names | {b.id: (b.name,) for b in self.benchmarks})

    def benchmark(self, benchmark_id: str) -> Benchmark | None:
        """Return a benchmark by its id, None where there is no such id."""
        return self._ids.get(benchmark_id.casefold())

    @staticmethod
    def closed(field: Field) -> tuple[str, ...]:
        """Return all values of a field, none where they are not a closed list."""
        return _values(field.name)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {folded(name): field for field in FIELDS for name in (field.name, *field.aliases)}

    @cached_property
    def _ids(self) -> dict[str, Benchmark]:
        return {b.id.casefold(): b for b in self.benchmarks}

    @cached_property
    def _names(self) -> dict[str, tuple[Benchmark, ...]]:
        return _grouped((b.name.strip().casefold(), b) for b in self.benchmarks)

    @cached_property
    def _folded(self) -> dict[str, tuple[Benchmark, ...]]:
        spellings = ((folded(name), b) for b in self.benchmarks for name in (b.id, b.name))
        return _grouped((spelling, b) for spelling, b in spellings if spelling)


def scale(benchmark: Benchmark) -> str:
    """Return range and unit of a benchmark in words."""
    if benchmark.low is not None and benchmark.high is not None:
        ends = f"{benchmark.low:g} to {benchmark.high:g}"
        unit_says_it = benchmark.unit == f"{benchmark.low:g}-{benchmark.high:g}"
        return ends if unit_says_it else f"{ends} {benchmark.unit}"
    if benchmark.low is not None:
        return f"{benchmark.low:g} or more, {benchmark.unit}"
    if benchmark.high is not None:
        return f"{benchmark.high:g} or less, {benchmark.unit}"
    return f"any number, {benchmark.unit}"


def _grouped(pairs: Iterator[tuple[str, Benchmark]]) -> dict[str, tuple[Benchmark, ...]]:
    found: dict[str, tuple[Benchmark, ...]] = {}
    for key, benchmark in pairs:
        if benchmark not in found.get(key, ()):
            found[key] = (*found.get(key, ()), benchmark)
    return found
