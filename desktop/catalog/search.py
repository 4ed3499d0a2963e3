"""Questions to the catalog's list of models, as SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Condition:
    """One ``field operator value`` of ``list --where``."""

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


FIELDS: dict[str, tuple[str, bool]] = {
    "id": ("models.id", False),
    "name": ("models.name", False),
    "organization": ("models.organization", False),
    "family": ("models.family", False),
    "country": ("models.country", False),
    "tuning": ("models.tuning", False),
    "weights": ("models.weights", False),
    "class": ("models.openness", False),
    "license": ("coalesce(models.license_id, '')", False),
    "released": ("models.release_date", False),
    "hub_id": ("models.hub_id", False),
    "parameters": ("models.parameters_total", True),
    "active_parameters": ("models.parameters_active", True),
    "context": ("models.context_tokens", True),
    "price_in": ("models.price_input_usd_per_mtok", True),
    "price_out": ("models.price_output_usd_per_mtok", True),
    "scores": ("models.claim_count", True),
}
"""Fields of a condition: SQL expression, and whether it is a number."""

_SORT = {
    SortKey.NAME: "models.name COLLATE NOCASE",
    SortKey.ORGANIZATION: "models.organization COLLATE NOCASE",
    SortKey.RELEASED: "nullif(models.release_date, '')",
    SortKey.WEIGHTS: "nullif(models.weights, '')",
    SortKey.CLASS: "models.openness",
    SortKey.LICENSE: "models.license_id",
    SortKey.PARAMETERS: "models.parameters_total",
    SortKey.CONTEXT: "models.context_tokens",
    SortKey.SCORES: "models.claim_count",
}

FACET_SQL = {
    Facet.WEIGHTS: "models.weights",
    Facet.CLASS: "models.openness",
    Facet.ORGANIZATION: "models.organization",
    Facet.YEAR: "substr(models.release_date, 1, 4)",
    Facet.SCORES: "iif(models.claim_count > 0, 'yes', 'no')",
    Facet.MODALITY: "model_modalities.modality",
}
"""The value of each facet, as SQL over ``models`` (and ``model_modalities``)."""


@dataclass(slots=True)
class Where:
    """A WHERE clause with its parameters."""

    clauses: list[str] = field(default_factory=list)
    parameters: list[str | float] = field(default_factory=list)

    def add(self, clause: str, *parameters: str | float) -> None:
        """Add one condition that must hold besides the others."""
        self.clauses.append(clause)
        self.parameters.extend(parameters)

    @property
    def sql(self) -> str:
        """The clause, ``WHERE`` included."""
        return " WHERE " + " AND ".join(self.clauses) if self.clauses else ""


def where(query: CatalogQuery, without: Facet | None = None) -> Where:
    """Return the conditions of a query, leaving one facet out (for that facet's own counts)."""
    result = Where()
    _add_text(result, query.text)
    for facet, values in query.facets:
        if facet is not without and values:
            places = ", ".join("?" * len(values))
            chosen = f"{FACET_SQL[facet]} IN ({places})"
            if facet is Facet.MODALITY:
                chosen = f"models.id IN (SELECT model_id FROM model_modalities WHERE {chosen})"  # noqa: S608 - our own column names
            result.add(chosen, *sorted(values))
    for condition in query.conditions:
        expression, numeric = FIELDS[condition.field]
        if numeric:
            result.add(f"{expression} {condition.operator} ?", float(condition.value))
        else:
            result.add(
                f"{expression} <> '' AND {expression} {condition.operator} ? COLLATE NOCASE",
                condition.value,
            )
    if query.released_before:
        result.add(
            "models.release_date <> '' AND models.release_date < ?",
            query.released_before.first_day.isoformat(),
        )
    return result


def order_by(query: CatalogQuery) -> str:
    """Return the ORDER BY clause: what is not known comes last either way, ties by name."""
    direction = "DESC" if query.descending else "ASC"
    return (
        f" ORDER BY {_SORT[query.sort]} {direction} NULLS LAST,"
        " models.name COLLATE NOCASE, models.id"
    )


def _add_text(result: Where, text: str) -> None:
    words = re.findall(r"\w+", text)
    if not words:
        return
    if text.isascii():
        match = " ".join(f'"{word}"*' for word in words)
        result.add(
            "models.number IN (SELECT rowid FROM model_search WHERE model_search MATCH ?)", match
        )
        return
    # The index splits text at blanks, which Chinese and Japanese do not have between words.
    for word in words:
        pattern = "%" + re.sub(r"([%_\\])", r"\\\1", word) + "%"
        result.add(
            "models.name || ' ' || models.organization || ' ' || models.family LIKE ? ESCAPE '\\'",
            pattern,
        )
