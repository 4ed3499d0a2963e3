"""Conditions of a question, against the same conditions worked out by hand over the seeds."""

from __future__ import annotations

import csv
import operator
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.claims.headline import headlines
from desktop.core.search.query import CatalogQuery, Condition, Operator, ScoreCondition
from desktop.core.search.search_text import search_text, terms

Row = dict[str, str]

COMPARED: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.HAS: operator.eq,
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}
NUMBERS = {
    "parameters": "parameters_total",
    "active_parameters": "parameters_active",
    "context": "context_tokens",
    "price_in": "price_input_usd_per_mtok",
    "price_out": "price_output_usd_per_mtok",
}


@pytest.fixture(scope="session")
def rows(seeds_folder: Path) -> list[Row]:
    with (seeds_folder / "models.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(reader: CatalogReader, *conditions: Condition) -> set[str]:
    query = CatalogQuery(conditions=conditions)
    ids = reader.ids(query)
    assert reader.total(query) == len(ids)
    return set(ids)


def fitting(rows: list[Row], fits: Callable[[Row], bool]) -> set[str]:
    return {row["id"] for row in rows if fits(row)}


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("sign", list(Operator))
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("parameters", "7e9"),
        ("active_parameters", "3e9"),
        ("context", "128000"),
        ("price_in", "2.5"),
        ("price_out", "0"),
    ],
)
def test_a_number_that_is_not_known_meets_no_condition(
    reader: CatalogReader, rows: list[Row], field: str, sign: Operator, value: str, negated: bool
) -> None:
    def fits(row: Row) -> bool:
        number = row[NUMBERS[field]]
        return bool(number) and COMPARED[sign](float(number), float(value)) is not negated

    condition = Condition(field, sign, value, negated=negated)
    assert found(reader, condition) == fitting(rows, fits)


CLOSED = {"weights": "weights", "country": "country", "tuning": "tuning", "license": "license_id"}


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("sign", [Operator.HAS, Operator.EQUAL, Operator.UNEQUAL])
@pytest.mark.parametrize(
    ("field", "value"),
    [("weights", "OPEN"), ("country", "cn"), ("tuning", "Chat"), ("license", "Apache-2.0")],
)
def test_values_of_closed_lists_are_compared_in_any_case(
    reader: CatalogReader, rows: list[Row], field: str, sign: Operator, value: str, negated: bool
) -> None:
    def fits(row: Row) -> bool:
        text = row[CLOSED[field]].lower()
        return bool(text) and COMPARED[sign](text, value.lower()) is not negated

    condition = Condition(field, sign, value, negated=negated)
    assert found(reader, condition) == fitting(rows, fits)


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("sign", [Operator.HAS, Operator.EQUAL, Operator.UNEQUAL])
def test_a_model_has_any_of_its_modalities(
    reader: CatalogReader, rows: list[Row], sign: Operator, negated: bool
) -> None:
    def fits(row: Row) -> bool:
        known = row["input_modalities"].split(";")
        has = "video" in known
        return known != [""] and (has if sign is not Operator.UNEQUAL else not has) is not negated

    condition = Condition("modality", sign, "video", negated=negated)
    assert found(reader, condition) == fitting(rows, fits)


def test_the_class_is_that_of_the_list(reader: CatalogReader) -> None:
    listed = reader.listed(reader.ids(CatalogQuery()))
    condition = Condition("class", Operator.HAS, "open-source", ("api-only",))
    expected = {m.id for m in listed if m.openness in ("open-source", "api-only")}
    assert found(reader, condition) == expected


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "vl qwen"),
        ("name", '"qwen 25"'),
        ("organization", "qwen"),
        ("organization", "Mistral AI"),
        ("family", "GPT-4"),
        ("hub_id", "meta llama"),
        ("id", "2.5 vl"),
        ("name", "-"),
    ],
)
def test_words_are_looked_for_in_their_field_in_any_order(
    reader: CatalogReader, rows: list[Row], field: str, value: str, negated: bool
) -> None:
    def fits(row: Row) -> bool:
        text = search_text(row[field])
        asked = terms(value)
        has = bool(asked) and all(f" {term}" in text for term in asked)
        return bool(row[field]) and has is not negated

    condition = Condition(field, Operator.HAS, value, negated=negated)
    assert found(reader, condition) == fitting(rows, fits)


def test_any_of_several_values_suffices(reader: CatalogReader) -> None:
    both = Condition("organization", Operator.HAS, "openai", ("google",))
    one, other = (Condition("organization", Operator.HAS, name) for name in ("openai", "google"))
    assert found(reader, both) == found(reader, one) | found(reader, other)
    neither = Condition("organization", Operator.HAS, "openai", ("google",), negated=True)
    assert found(reader, neither).isdisjoint(found(reader, both))
    assert len(found(reader, neither)) + len(found(reader, both)) == 445


def test_a_license_is_found_by_its_id_or_the_beginning_of_its_words(reader: CatalogReader) -> None:
    exact = found(reader, Condition("license", Operator.HAS, "LLAMA3.1"))
    assert exact == found(reader, Condition("license", Operator.EQUAL, "llama3.1")) != set()
    assert found(reader, Condition("license", Operator.HAS, "apache")) >= found(
        reader, Condition("license", Operator.EQUAL, "apache-2.0")
    )


def test_conditions_add_up(reader: CatalogReader) -> None:
    one = Condition("weights", Operator.EQUAL, "open")
    other = Condition("parameters", Operator.AT_MOST, "7e9")
    assert found(reader, one, other) == found(reader, one) & found(reader, other) != set()


def test_the_number_of_claims_is_always_known(reader: CatalogReader) -> None:
    none = found(reader, Condition("scores", Operator.EQUAL, "0"))
    assert len(none) == 20
    assert len(found(reader, Condition("scores", Operator.EQUAL, "0", negated=True))) == 425


DATES = ["2024", "2024-07", "2024-07-15", "2024-06", "2023", "2024-08-01", ""]


@pytest.mark.parametrize(
    ("sign", "asked", "expected"),
    [
        (Operator.LESS, "2024-07", {"2024-06", "2023"}),
        (Operator.AT_MOST, "2024-07", {"2024-07", "2024-07-15", "2024-06", "2023"}),
        (Operator.MORE, "2024-07", {"2024-08-01"}),
        (Operator.AT_LEAST, "2024-07", {"2024-07", "2024-07-15", "2024-08-01"}),
        (Operator.EQUAL, "2024-07", {"2024-07", "2024-07-15"}),
        (Operator.HAS, "2024", {"2024", "2024-07", "2024-07-15", "2024-06", "2024-08-01"}),
        (Operator.UNEQUAL, "2024-07", {"2024", "2024-06", "2023", "2024-08-01"}),
        (Operator.LESS, "2024", {"2023"}),
        (Operator.AT_LEAST, "2024", {"2024", "2024-07", "2024-07-15", "2024-06", "2024-08-01"}),
        (Operator.EQUAL, "2024-07-15", {"2024-07-15"}),
        (Operator.LESS, "2024-07-15", {"2024-06", "2023"}),
        (Operator.AT_LEAST, "2024-07-15", {"2024-07-15", "2024-08-01"}),
        (Operator.AT_MOST, "2024-07-31", {"2024-07", "2024-07-15", "2024-06", "2023"}),
    ],
)
def test_a_date_stands_for_all_its_days(
    own_catalog: Path, own_reader: CatalogReader, sign: Operator, asked: str, expected: set[str]
) -> None:
    ids = own_reader.ids(CatalogQuery())[: len(DATES)]
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as connection:
        connection.execute("UPDATE models SET release_date = ''")
        for key, day in zip(ids, DATES, strict=True):
            connection.execute("UPDATE models SET release_date = ? WHERE id = ?", (day, key))
    dated = dict(zip(ids, DATES, strict=True))
    assert {dated[key] for key in found(own_reader, Condition("released", sign, asked))} == expected
    opposite = found(own_reader, Condition("released", sign, asked, negated=True))
    assert {dated[key] for key in opposite} == set(DATES[:-1]) - expected


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("sign", list(Operator))
@pytest.mark.parametrize("benchmark", ["mmmu", "mathvista", "no-such-benchmark"])
def test_a_figure_is_asked_of_the_headline_and_a_model_without_one_meets_no_condition(
    reader: CatalogReader, benchmark: str, sign: Operator, negated: bool
) -> None:
    claims = reader.claims(list(reader.model_names()), [benchmark])
    figures = [h for b in reader.benchmarks([benchmark]) for h in headlines(b, claims)]
    assert bool(figures) == (benchmark != "no-such-benchmark")
    expected = {h.model_id for h in figures if COMPARED[sign](h.value, 60.0) is not negated}
    query = CatalogQuery(scores=(ScoreCondition(benchmark, sign, 60.0, negated),))
    assert set(reader.ids(query)) == expected
    assert reader.total(query) == len(expected)
