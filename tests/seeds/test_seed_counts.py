"""How much there is, and what is known about it; these run wherever the seeds are."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.catalog.seed_tables import TABLES
from desktop.core.claims.claim import Flag, ReporterKind
from desktop.core.search.query import CatalogQuery

Rows = list[dict[str, str]]
Seed = Callable[[str], Rows]

ROWS = {
    "ambiguous_aliases": 4,
    "baselines": 32,
    "benchmarks": 171,
    "claims": 7990,
    "collections": 65,
    "fact_conflicts": 225,
    "hub_licenses": 83,
    "license_fingerprints": 96,
    "license_history": 30,
    "license_texts": 117,
    "licenses": 42,
    "meta": 2,
    "models": 445,
    "sources": 668,
    "terms": 84,
    "terms_ambiguities": 56,
    "terms_conditions": 442,
    "terms_documents": 98,
    "terms_limitations": 580,
    "terms_notes": 36,
    "terms_permissions": 924,
    "vocabulary": 196,
}

GROWING = ("base_models",)
"""Tables to which rows are still added: as many as their file has."""


@pytest.mark.parametrize("table", sorted(ROWS))
def test_a_table_has_the_rows_it_was_released_with(seed: Seed, table: str) -> None:
    assert len(seed(table)) == ROWS[table]


def test_every_seed_table_is_counted_here_and_read_by_the_program(seeds_folder: Path) -> None:
    files = {path.stem for path in seeds_folder.glob("*.csv")}
    assert files == {*ROWS, *GROWING} == {table.name for table in TABLES}


def test_every_row_of_every_seed_table_is_in_the_catalog(
    seed: Seed, catalog_path: Path, reader: CatalogReader
) -> None:
    assert reader.problems() == []
    with closing(sqlite3.connect(f"file:{catalog_path}?mode=ro", uri=True)) as connection:
        for table in TABLES:
            (found,) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608
            more = table.name == "meta"  # the revision
            assert found == len(seed(table.name)) + more, table.name


def test_every_text_that_was_found_has_its_fingerprint(seed: Seed) -> None:
    found = {r["file"]: r["sha256"] for r in seed("license_texts") if r["status"] == "found"}
    assert {r["file"]: r["raw_sha256"] for r in seed("license_fingerprints")} == found


def test_every_seed_table_is_explained_column_by_column(seeds_folder: Path) -> None:
    dictionary = (seeds_folder / "README.md").read_text(encoding="utf-8")
    for table in TABLES:
        _, found, section = dictionary.partition(f"### {table.name}.csv\n")
        assert found, table.name
        section = section.partition("\n##")[0]
        missing = [c.name for c in table.columns if f"`{c.name}`" not in section]
        assert missing == [], table.name


def test_every_collection_is_attributed_in_the_data_dictionary(
    seed: Seed, seeds_folder: Path
) -> None:
    dictionary = (seeds_folder / "README.md").read_text(encoding="utf-8")
    for row in seed("collections"):
        for said in (f"`{row['id']}`", row["repository"], row["commit"], row["license"]):
            assert said in dictionary, row


def differing(claims: Rows, *columns: str) -> int:
    values: dict[tuple[str, ...], set[float]] = defaultdict(set)
    for row in claims:
        values[tuple(row[c] for c in columns)].add(float(row["value"]))
    return sum(len(found) > 1 for found in values.values())


def test_the_numbers_that_are_known_about_the_scores_hold(seed: Seed) -> None:
    claims = seed("claims")
    headline = [row for row in claims if not row["subset"]]
    modality = {row["id"]: row["modality"] for row in seed("benchmarks")}
    seeing = [row for row in claims if modality[row["benchmark_id"]] in ("multimodal", "video")]
    assert len({row["model_id"] for row in claims}) == 425
    assert len(headline) == 6680
    assert len(seeing) == 3403
    assert len({row["model_id"] for row in seeing}) == 243
    assert differing(headline, "model_id", "benchmark_id", "variant") == 156
    assert differing(headline, "model_id", "benchmark_id") == 738


def test_the_known_holes_are_holes_and_not_zeros(seed: Seed) -> None:
    models = seed("models")
    assert sum(row["weights"] == "open" and not row["license_id"] for row in models) == 40
    assert sum(not row["hub_id"] for row in models) == 144
    assert sum(row["weights"] == "api-only" and not row["hub_id"] for row in models) == 127
    assert sum(not row["release_date"] for row in models) == 30
    assert sum(bool(row["price_input_usd_per_mtok"]) for row in models) == 149
    assert sum(bool(row["max_image_pixels"]) for row in models) == 8


def test_a_tolerance_is_a_hundredth_of_a_scale_with_two_ends(seed: Seed) -> None:
    other = {"Elo-like": "10", "rating": "20", "CIDEr": "1", "%": "1", "USD": ""}
    for row in seed("benchmarks"):
        if row["min"] and row["max"]:
            hundredth = (float(row["max"]) - float(row["min"])) / 100
            assert float(row["tolerance"]) == pytest.approx(hundredth)
        else:
            assert row["tolerance"] == other[row["unit"]], row["id"]


@pytest.mark.parametrize(
    ("model_id", "value"), [("qwen-vl-max", 61.1), ("gpt-4o", 59.5), ("gemini-1.5-pro", 58.5)]
)
def test_the_figures_of_the_article_are_press_claims_without_a_primary_source(
    reader: CatalogReader, model_id: str, value: float
) -> None:
    (press,) = [c for c in reader.claims([model_id]) if c.reporter_kind is ReporterKind.PRESS]
    assert (press.benchmark_id, press.value) == ("mathvista", value)
    assert press.flags == (Flag.NO_PRIMARY_FOUND,)
    assert press.reporter == "AI Buzz"
    (source,) = press.sources
    assert source.title == "Alibaba Pivots Strategy: Top Qwen-VL Models Go Closed Source"
    assert source.url == ""
    assert source.published is None


@pytest.mark.parametrize(
    ("name", "model_id"),
    [
        ("Qwen-VL", "qwen-vl"),
        ("Qwen-VL-Chat", "qwen-vl-chat"),
        ("Qwen-VL-Plus", "qwen-vl-plus"),
        ("Qwen-VL-Max", "qwen-vl-max"),
        ("Qwen VLo", "qwen-vlo"),
        ("GPT-4o", "gpt-4o"),
        ("GPT-4V", "gpt-4v"),
        ("Gemini 1.5 Pro", "gemini-1.5-pro"),
        ("Falcon 7B", "falcon-7b"),
        ("Falcon 40B", "falcon-40b"),
        ("Falcon 180B", "falcon-180b"),
        ("Falcon 2 11B", "falcon2-11b"),
        ("Falcon 3", "falcon3-1b-base"),
        ("Llama 3", "llama-3-70b-instruct"),
        ("Llama 4", "llama-4-maverick"),
        ("Mistral Large", "mistral-large-2402"),
        ("Mistral Medium", "mistral-medium-3"),
        ("Pixtral Large", "pixtral-large-2411"),
        ("Qwen-1.8B", "qwen-1.8b"),
        ("Qwen-7B", "qwen-7b"),
        ("Qwen-14B", "qwen-14b"),
        ("Qwen-72B", "qwen-72b"),
        ("Qwen2 72B", "qwen2-72b"),
        ("Qwen2-VL 7B", "qwen2-vl-7b-instruct"),
        ("Qwen2.5-VL-32B", "qwen2.5-vl-32b-instruct"),
        ("Qwen3-VL-235B-A22B", "qwen3-vl-235b-a22b-instruct"),
        ("Qwen3-VL-Plus", "qwen3-vl-plus"),
        ("Qwen2.5-Max", "qwen2.5-max"),
        ("Qwen3-Max", "qwen3-max"),
        ("Gemma", "gemma-3-27b-it"),
        ("gpt-oss", "gpt-oss-120b"),
        ("Claude", "claude-3-opus-20240229"),
        ("InternVL-Chat-V1.2-Plus", "internvl-chat-v1.2-plus"),
    ],
)
def test_every_model_that_the_article_and_its_check_name_can_be_found(
    reader: CatalogReader, name: str, model_id: str
) -> None:
    assert model_id in reader.ids(CatalogQuery(text=name))
    assert reader.models([model_id])
