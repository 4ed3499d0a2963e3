"""Questions to the list of models, as SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop.core.query import NUMBER_FIELDS, CatalogQuery, Facet, SortKey

_FIELDS = {
    "id": "models.id",
    "name": "models.name",
    "organization": "models.organization",
    "family": "models.family",
    "country": "models.country",
    "tuning": "models.tuning",
    "weights": "models.weights",
    "class": "models.openness",
    "license": "coalesce(models.license_id, '')",
    "released": "models.release_date",
    "hub_id": "models.hub_id",
    "parameters": "models.parameters_total",
    "active_parameters": "models.parameters_active",
    "context": "models.context_tokens",
    "price_in": "models.price_input_usd_per_mtok",
    "price_out": "models.price_output_usd_per_mtok",
    "scores": "models.claim_count",
}

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
                chosen = f"models.id IN (SELECT model_id FROM model_modalities WHERE {chosen})"
            result.add(chosen, *sorted(values))
    for condition in query.conditions:
        expression = _FIELDS[condition.field]
        if condition.field in NUMBER_FIELDS:
            result.add(f"{expression} {condition.operator} ?", float(condition.value))
        else:
            result.add(
                f"{expression} <> '' AND {expression} {condition.operator} ? COLLATE NOCASE",
                condition.value,
            )
    if query.released_before:
        result.add(
            # A month counts as its first day: as text, 2024-05 would come before 2024-05-01.
            "models.release_date <> '' AND models.release_date"
            " || substr('-01-01', length(models.release_date) - 3) < ?",
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


MOST_WORDS = 24
"""How many different words of a search count."""

_INDEXED = "models.number IN (SELECT rowid FROM model_search WHERE model_search MATCH ?)"
_NAMES = "models.name || ' ' || models.organization || ' ' || models.family"


def _add_text(result: Where, text: str) -> None:
    # A pasted page is no search: beyond this, SQLite's limit on the depth of a question is near.
    words = list(dict.fromkeys(re.findall(r"\w+", text)))[:MOST_WORDS]
    ascii_words = [f'"{word}"*' for word in words if word.isascii()]
    if ascii_words:
        result.add(_INDEXED, " ".join(ascii_words))
    for word in words:
        if not word.isascii():
            # The index splits text at blanks, which Chinese and Japanese lack between words.
            pattern = "%" + re.sub(r"([%_\\])", r"\\\1", word) + "%"
            result.add(f"({_INDEXED} OR {_NAMES} LIKE ? ESCAPE '\\')", f'"{word}"*', pattern)
