from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core import numbers
from desktop.core.compare.comparison import Subject
from desktop.core.compare.facts import FactRow, fact_rows
from desktop.services.comparisons import Comparisons


@pytest.fixture
def everybody(reader: CatalogReader) -> tuple[Subject, ...]:
    return Comparisons(reader).subjects(list(reader.model_names()))


def row(rows: tuple[FactRow, ...], field: str) -> FactRow:
    return next(r for r in rows if r.field == field)


def of(reader: CatalogReader, *ids: str) -> tuple[FactRow, ...]:
    return fact_rows(Comparisons(reader).subjects(ids))


def test_every_conflict_between_sources_is_shown_beside_the_fact(
    everybody: tuple[Subject, ...], seeds_folder: Path
) -> None:
    with (seeds_folder / "fact_conflicts.csv").open(encoding="utf-8", newline="") as file:
        known = sorted((r["model_id"], r["field"], r["other_source"]) for r in csv.DictReader(file))
    shown = sorted(
        (subject.model.id, r.field, conflict.source)
        for r in fact_rows(everybody)
        for subject, value in zip(everybody, r.values, strict=True)
        for conflict in value.conflicts
    )
    assert shown == known
    assert len(shown) == 225


def test_every_conflict_says_something_else_than_the_fact_it_stands_beside(
    everybody: tuple[Subject, ...],
) -> None:
    for r in fact_rows(everybody):
        for value in r.values:
            for conflict in value.conflicts:
                assert conflict.value not in ("", value.text)


def test_there_is_one_value_a_model_in_every_row(everybody: tuple[Subject, ...]) -> None:
    rows = fact_rows(everybody)
    assert {len(r.values) for r in rows} == {len(everybody)}
    assert len({r.label for r in rows}) == len(rows)


def test_what_nobody_published_is_a_dash_and_never_a_zero(everybody: tuple[Subject, ...]) -> None:
    for r in fact_rows(everybody):
        for value in r.values:
            assert value.text
            assert value.text not in ("0", "None", "$0.00 in, $0.00 out")
            assert value.known == (value.text != numbers.MISSING)


def test_a_price_carries_its_day_and_its_source(everybody: tuple[Subject, ...]) -> None:
    for subject, value in zip(everybody, row(fact_rows(everybody), "price").values, strict=True):
        assert value.known == (subject.model.price is not None)
        if subject.model.price:
            assert value.source
            assert str(subject.model.price.as_of) in f"{value.text} {value.detail}"


def test_the_facts_of_a_known_model_read_as_its_sources_print_them(reader: CatalogReader) -> None:
    rows = of(reader, "qwen-vl-max", "qwen-vl-chat")
    assert [v.text for v in row(rows, "organization").values] == ["Alibaba (Qwen)"] * 2
    assert [v.text for v in row(rows, "weights").values] == ["api-only", "open"]
    assert [v.text for v in row(rows, "release_date").values] == ["2024-01-18", "2023-08-22"]
    assert not row(rows, "organization").differs
    assert row(rows, "weights").differs


def test_an_alias_says_that_it_may_mean_several_versions(reader: CatalogReader) -> None:
    ids = ("gemini-1.5-pro", "gemini-1.5-pro-001", "qwen-vl-max", "qwen-vl-chat")
    alias, version, alias_of_one, plain = row(of(reader, *ids), "alias").values
    assert alias.text == f"undated alias of {len(reader.snapshots(ids)[ids[0]])} dated versions"
    assert version.text == "dated version of gemini-1.5-pro"
    assert alias_of_one.text == "undated alias of 1 dated version"
    assert not plain.known


def test_an_open_model_without_a_license_text_says_so(everybody: tuple[Subject, ...]) -> None:
    for subject, value in zip(
        everybody, row(fact_rows(everybody), "license_id").values, strict=True
    ):
        if not subject.license.id:
            assert value.text == "not stated"
        elif subject.terms is None and subject.model.weights == "open":
            assert f"{value.text} {value.detail}".endswith("no text found")
