"""Bad records about licenses: each costs itself, is named, and no license gets freer by it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop.catalog.build import build_catalog
from desktop.catalog.reader import CatalogReader
from desktop.core.verdict.profile import Profile, Purpose, Use
from desktop.core.verdict.verdict import Answer
from desktop.services.verdicts import Verdicts

SELL = Profile(uses=(Use.COMMERCIAL_PRODUCT,), purpose=Purpose.COMMERCIAL)

pytestmark = pytest.mark.usefixtures("allow_log_warnings")


def rows_of(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(folder: Path, table: str, rows: list[list[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def spoil(folder: Path, table: str, first: str, column: str) -> int:
    """Put what is in no vocabulary into the first record that begins so; return its line."""
    rows = rows_of(folder, table)
    row = next(row for row in rows if row[0] == first)
    row[rows[0].index(column)] = "nonsense"
    write_rows(folder, table, rows)
    lines = (folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if "nonsense" in line)


@contextmanager
def built(seeds: Path, tmp_path: Path) -> Iterator[CatalogReader]:
    path = tmp_path / "catalog.sqlite3"
    build_catalog(path, seeds)
    with closing(CatalogReader(path)) as reader:
        yield reader


def test_a_license_that_lost_its_terms_keeps_its_models_and_they_have_to_ask(
    few_seeds: Path, tmp_path: Path
) -> None:
    line = spoil(few_seeds, "terms", "apache-2.0", "openness_class")
    with built(few_seeds, tmp_path) as reader:
        models = reader.license_models(["apache-2.0"])
        answers = {
            judged.verdict.answer for judged in Verdicts(reader).models(models, SELL).values()
        }
        assert len(models) > 90
        assert answers <= {Answer.ASK, Answer.NO}
        assert reader.problems()[0].line == line
        assert {p.file for p in reader.problems()} <= {
            "terms.csv",
            *(f"terms_{part}.csv" for part in ("permissions", "conditions", "limitations")),
            *(f"terms_{part}.csv" for part in ("ambiguities", "notes", "documents")),
        }
        assert Verdicts(reader).license("apache-2.0", SELL).verdict.answer is Answer.ASK
        assert reader.check() == []


@pytest.mark.parametrize(
    ("table", "column", "terms_id"),
    [
        ("terms_conditions", "type", "mit"),
        ("terms_permissions", "value", "mit"),
        ("terms_limitations", "type", "llama3.1"),
    ],
)
def test_a_reading_that_lost_a_record_is_never_a_yes_and_says_which_record(
    few_seeds: Path, tmp_path: Path, table: str, column: str, terms_id: str
) -> None:
    line = spoil(few_seeds, table, terms_id, column)
    with built(few_seeds, tmp_path) as reader:
        (problem,) = reader.problems()
        verdict = Verdicts(reader).license(terms_id, SELL).verdict
        assert (problem.file, problem.line) == (f"{table}.csv", line)
        assert verdict.answer is Answer.ASK
        said = [f.text for f in verdict.reasons if f.answer is Answer.ASK]
        assert any(f"({table}.csv, line {line})" in text for text in said)
        assert Verdicts(reader).license("apache-2.0", SELL).verdict.answer is Answer.YES


def test_bases_that_all_name_each_other_are_not_followed_on_every_way(
    few_seeds: Path, tmp_path: Path
) -> None:
    rows = rows_of(few_seeds, "base_models")
    models = [row[0] for row in rows_of(few_seeds, "models") if "apache-2.0" in row][:10]
    rows += [
        [model, base, base, "", "", "merge", "", "a source", ""]
        for model in models
        for base in models
        if base != model
    ]
    write_rows(few_seeds, "base_models", rows)
    with built(few_seeds, tmp_path) as reader:  # nine bases each: 9! ways through them
        judged = Verdicts(reader).models(models, SELL)
        assert {each.verdict.answer for each in judged.values()} == {Answer.ASK}
