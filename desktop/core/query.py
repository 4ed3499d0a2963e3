"""Questions to the list of models."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.errors import UsageError
from desktop.core.partial_date import PartialDate


class Facet(StrEnum):
    """Properties by which the list is narrowed, with counts."""

    WEIGHTS = "weights"
    CLASS = "class"
    ORGANIZATION = "organization"
    MODALITY = "modality"
    YEAR = "year"
    SCORES = "scores"


class SortKey(StrEnum):
    """Columns by which the list is sorted."""

    NAME = "name"
    ORGANIZATION = "organization"
    RELEASED = "released"
    WEIGHTS = "weights"
    CLASS = "class"
    LICENSE = "license"
    PARAMETERS = "parameters"
    CONTEXT = "context"
    SCORES = "scores"


class Operator(StrEnum):
    """Comparisons of a condition."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


TEXT_FIELDS = (
    "id",
    "name",
    "organization",
    "family",
    "country",
    "tuning",
    "weights",
    "class",
    "license",
    "released",
    "hub_id",
)
"""Fields of a condition that hold text; dates compare as text because they are written so."""

NUMBER_FIELDS = (
    "parameters",
    "active_parameters",
    "context",
    "price_in",
    "price_out",
    "scores",
)
"""Fields of a condition that hold numbers: parameters in units, context in tokens, prices in US
dollars per million tokens, scores as the number of claims."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One ``field operator value`` of ``list --where``; an unknown value meets no condition."""

    field: str
    operator: Operator
    value: str


@dataclass(frozen=True, slots=True)
class CatalogQuery:
    """What the list shall show.

    Attributes:
        text: Words that names, organizations, families or Hub ids begin with; all must match.
        facets: Chosen values by facet; values of one facet are alternatives, facets add up.
        conditions: Further limits, all of them.
        released_before: First day that is too late.
        limit: How many models at most; None for all.
    """

    text: str = ""
    facets: tuple[tuple[Facet, frozenset[str]], ...] = ()
    conditions: tuple[Condition, ...] = ()
    released_before: PartialDate | None = None
    sort: SortKey = SortKey.NAME
    descending: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ListedModel:
    """What the list shows of one model; blank and None are unknown.

    ``parameters_total`` counts units, ``context_tokens`` tokens, ``claim_count`` all claims.
    """

    id: str
    name: str
    organization: str
    family: str
    weights: str
    license_id: str
    openness: str
    release_date: str
    parameters_total: int | None
    context_tokens: int | None
    claim_count: int
    hub_id: str


_EXPRESSION = re.compile(r"\s*(?P<field>\w+)\s*(?P<operator>!=|<=|>=|=|<|>)\s*(?P<value>.+?)\s*")
_SIZES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}


def parse_condition(text: str) -> Condition:
    """Read one ``field operator value``, such as ``weights=open`` or ``parameters<=10b``.

    Raises:
        UsageError: the text has another form, or the field is not known.
    """
    match = _EXPRESSION.fullmatch(text)
    if match is None:
        raise UsageError(
            f"{text!r} is not FIELD OPERATOR VALUE, such as weights=open or parameters<=10b"
        )
    name, value = match["field"], match["value"]
    if name in NUMBER_FIELDS:
        value = str(_number(name, value))
    elif name not in TEXT_FIELDS:
        known = ", ".join(sorted(TEXT_FIELDS + NUMBER_FIELDS))
        raise UsageError(f"{name!r} is not a field; known fields are {known}")
    return Condition(name, Operator(match["operator"]), value)


def _number(name: str, text: str) -> float:
    digits, size = text, 1
    if text[-1:].lower() in _SIZES:
        digits, size = text[:-1], _SIZES[text[-1:].lower()]
    try:
        number = float(digits.replace("_", "")) * size
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f"{name} is compared with a number, not {text!r}")
    return number
