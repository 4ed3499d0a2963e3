"""Conditions of a question to the list, as SQL over ``models``."""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.catalog import facet_code
from desktop.core.partial_date import PartialDate
from desktop.core.search.query import (
    DATE_FIELDS,
    NUMBER_FIELDS,
    CatalogQuery,
    Condition,
    Facet,
    Operator,
    ScoreCondition,
)
from desktop.core.search.query_vocabulary import ANY
from desktop.core.search.search_text import END_OF_NAME, search_text, terms

Parameter = str | float | None

_COLUMNS = {
    "id": "models.id",
    "name": "models.name",
    "organization": "models.organization",
    "family": "models.family",
    "country": "models.country",
    "tuning": "models.tuning",
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
_CLOSED = {"weights": Facet.WEIGHTS, "class": Facet.CLASS, "modality": Facet.MODALITY}
_WORDED = frozenset({"id", "name", "organization", "family", "hub_id"})
_COMPARED: dict[Operator, Callable[[str, str], bool]] = {
    Operator.HAS: operator.eq,
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


@dataclass(slots=True)
class Where:
    """Conditions that must all hold, with their parameters."""

    clauses: list[str] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)

    def add(self, clause: str, *parameters: Parameter) -> None:
        """Add one condition that must hold besides the others."""
        self.clauses.append(clause)
        self.parameters.extend(parameters)

    def both(self, other: Where) -> Where:
        """Return the conditions of this and another."""
        return Where(self.clauses + other.clauses, self.parameters + other.parameters)

    @property
    def sql(self) -> str:
        """The conditions; true where there are none."""
        return " AND ".join(self.clauses) or "1"


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that conditions call."""
    connection.create_function("has_words", 2, _has_words, deterministic=True)


def facets(query: CatalogQuery) -> Where:
    """Return what the chosen facets ask of a row."""
    result = owners(query)
    for facet, chosen in coded(query):
        result.add(facet_code.clause(facet, chosen))
    return result


def coded(query: CatalogQuery) -> list[tuple[Facet, frozenset[str]]]:
    """Return what was chosen in the facets that the code of a model has."""
    return [(f, chosen) for f, chosen in query.facets if chosen and f is not Facet.ORGANIZATION]


def owners(query: CatalogQuery) -> Where:
    """Return what the chosen organizations ask of a row."""
    result = Where()
    chosen = dict(query.facets).get(Facet.ORGANIZATION)
    if chosen:
        result.add(f"models.organization IN ({_places(len(chosen))})", *sorted(chosen))
    return result


def conditions(query: CatalogQuery, allowed: Callable[[str], Collection[int]]) -> Where:
    """Return what a question asks besides its text and its facets.

    Args:
        query: The question.
        allowed: Gives the legal situations in which a use is allowed.
    """
    result = Where()
    for condition in query.conditions:
        if condition.field == "allow":
            _add_allowed(result, condition, allowed)
        elif condition.field == "contradiction":
            _add_contradiction(result, condition)
        else:
            _add(result, condition)
    for score in query.scores:
        _add_score(result, score)
    if query.released_before:
        day = query.released_before.first_day.isoformat()
        result.add(f"models.release_date <> '' AND {_FIRST_DAY} < ?", day)
    return result


def in_code(query: CatalogQuery) -> bool:
    """Whether all that a question asks besides text and facets stands in the code of a model."""
    fields = {condition.field for condition in query.conditions}
    return fields <= {"allow", *_CLOSED} and not query.scores and not query.released_before


def _add_allowed(
    result: Where, condition: Condition, allowed: Callable[[str], Collection[int]]
) -> None:
    uses = (condition.value, *condition.also)
    found = sorted({number for use in uses for number in allowed(use)})
    turned = condition.negated != (condition.operator is Operator.UNEQUAL)
    result.add(f"{'NOT ' if turned else ''}({facet_code.in_situations(found)})")


def _add_contradiction(result: Where, condition: Condition) -> None:
    kinds = [kind for kind in (condition.value, *condition.also) if kind != ANY]
    any_kind = len(kinds) <= len(condition.also)
    among = "" if any_kind else f" WHERE kind IN ({_places(len(kinds))})"
    turned = condition.negated != (condition.operator is Operator.UNEQUAL)
    result.add(
        f"models.number {'NOT ' if turned else ''}IN (SELECT model_number FROM contradictions"
        f"{among})",
        *([] if any_kind else kinds),
    )


def _add(result: Where, condition: Condition) -> None:
    alternatives, known = Where(), ""
    for value in (condition.value, *condition.also):
        if condition.field in _CLOSED:
            facet = _CLOSED[condition.field]
            known = facet_code.known(facet)
            alternatives.add(_closed(facet, condition.operator, value))
        elif condition.field in NUMBER_FIELDS:
            column = _COLUMNS[condition.field]
            known = f"{column} IS NOT NULL"
            sign = _sign(condition.operator)
            alternatives.add(f"{column} {sign} ?", float(value))
        else:
            known = f"{_COLUMNS[condition.field]} <> ''"
            _add_text(alternatives, condition, value)
    negation = "NOT " if condition.negated else ""
    any_of = " OR ".join(f"({clause})" for clause in alternatives.clauses)
    result.add(f"({known} AND {negation}({any_of}))", *alternatives.parameters)


def _closed(facet: Facet, sign: Operator, value: str) -> str:
    """Compare in Python, once for each value there is, so that the code's index suffices."""
    listed = [name for name in facet_code.LISTS[facet] if name]
    if sign is Operator.UNEQUAL:  # of a list of modalities: not one of them is equal
        return f"NOT {facet_code.clause(facet, [n for n in listed if n == value.lower()])}"
    return facet_code.clause(facet, [n for n in listed if _COMPARED[sign](n, value.lower())])


def _add_text(result: Where, condition: Condition, value: str) -> None:
    column = _COLUMNS[condition.field]
    if condition.field in DATE_FIELDS:
        _add_date(result, condition.operator, PartialDate(value))
    elif condition.operator is not Operator.HAS:
        result.add(f"{column} {condition.operator} ? COLLATE NOCASE", value)
    elif condition.field == "license":
        result.add(
            "models.license_id IN (SELECT id FROM licenses WHERE id = ? COLLATE NOCASE"
            " OR has_words(id, ?))",
            *(value, "\n".join(terms(value))),
        )
    elif condition.field in _WORDED:
        _add_words(result, condition.field, terms(value))
    else:
        result.add(f"{column} = ? COLLATE NOCASE", value)


def _add_words(result: Where, name: str, asked: list[str]) -> None:
    words = [f" {term}" for term in asked]
    if name == "name":
        in_name = f"instr(models.words, ?) BETWEEN 1 AND instr(models.words, ' {END_OF_NAME}')"
        result.add(" AND ".join([in_name] * len(words)) or "0", *words)
        return
    # A row's words decide in most cases; which field a word is in, only that field can say.
    inside = " AND ".join(["instr(models.words, ?)"] * len(words)) or "0"
    has_words = f"CASE WHEN {inside} THEN has_words({_COLUMNS[name]}, ?) ELSE 0 END"
    result.add(has_words, *words, "\n".join(asked))


# As text, 2024-05 would come before 2024-05-01; a day 31 is no earlier than any day of a month.
_FIRST_DAY = "models.release_date || substr('-01-01', length(models.release_date) - 3)"
_LAST_DAY = "models.release_date || substr('-12-31', length(models.release_date) - 3)"


def _add_date(result: Where, sign: Operator, asked: PartialDate) -> None:
    """Compare the stretches of time that two dates, printed more or less exactly, stand for."""
    first = asked.first_day.isoformat()
    last = asked.text + "-12-31"[len(asked.text) - 4 :]
    within = f"{_FIRST_DAY} >= ? AND {_LAST_DAY} <= ?"
    match sign:
        case Operator.LESS:
            result.add(f"{_LAST_DAY} < ?", first)
        case Operator.AT_MOST:
            result.add(f"{_LAST_DAY} <= ?", last)
        case Operator.MORE:
            result.add(f"{_FIRST_DAY} > ?", last)
        case Operator.AT_LEAST:
            result.add(f"{_FIRST_DAY} >= ?", first)
        case Operator.UNEQUAL:
            result.add(f"NOT ({within})", first, last)
        case _:
            result.add(within, first, last)


def _add_score(result: Where, score: ScoreCondition) -> None:
    negation = "NOT " if score.negated else ""
    result.add(
        "models.number IN (SELECT model_number FROM headlines"
        f" WHERE benchmark_id = ? AND {negation}value {_sign(score.operator)} ?)",
        *(score.benchmark_id, score.value),
    )


def _sign(sign: Operator) -> str:
    return "=" if sign is Operator.HAS else str(sign)


def _has_words(text: str | None, asked: str) -> bool:
    return bool(asked) and all(f" {term}" in _words_of(text or "") for term in asked.split("\n"))


@lru_cache(maxsize=4096)
def _words_of(text: str) -> str:
    return search_text(text)


def _places(count: int) -> str:
    return ", ".join("?" * count)
