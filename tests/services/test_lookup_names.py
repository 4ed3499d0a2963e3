from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.errors import NotFoundError, UsageError
from desktop.services.lookup import Lookup


@pytest.fixture
def lookup(reader: CatalogReader) -> Lookup:
    return Lookup(reader)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("qwen-vl-max", "qwen-vl-max"),
        ("QWEN-VL-MAX", "qwen-vl-max"),
        ("Qwen-VL-Max", "qwen-vl-max"),
        ("Gemini 1.5 Pro", "gemini-1.5-pro"),
        ("Qwen/Qwen-VL-Chat", "qwen-vl-chat"),
        ("qwen/qwen-vl-chat", "qwen-vl-chat"),
        ("gpt-4o", "gpt-4o"),
    ],
)
def test_a_model_goes_by_id_name_and_hub_id_in_any_case(
    lookup: Lookup, asked: str, found: str
) -> None:
    assert lookup.models([asked]) == [found]


def test_every_id_of_the_catalog_finds_itself(lookup: Lookup, reader: CatalogReader) -> None:
    ids = list(reader.model_names())
    assert lookup.models(ids) == ids
    assert lookup.models([key.upper() for key in ids]) == ids
    benchmarks = list(reader.benchmark_names())
    assert lookup.benchmarks(benchmarks) == benchmarks
    assert [lookup.license(key) for key in reader.license_names()] == list(reader.license_names())


def test_models_come_in_the_order_asked_for_and_each_once(lookup: Lookup) -> None:
    asked = ["gpt-4o", "Qwen-VL-Max", "GPT-4O", "qwen-vl-max", "gemini-1.5-pro"]
    assert lookup.models(asked) == ["gpt-4o", "qwen-vl-max", "gemini-1.5-pro"]
    assert lookup.models(["gpt-4o", "qwen-vl-max", "gpt-4o"]) == ["gpt-4o", "qwen-vl-max"]
    assert lookup.models([]) == []


def test_a_name_of_several_models_is_refused_with_all_of_them(
    catalog_path: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(catalog_path, tmp_path / "own.sqlite3"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE models SET name = 'Twin' WHERE id IN ('gpt-4o', 'gpt-4v')")
    with closing(CatalogReader(path)) as reader:
        lookup = Lookup(reader)
        for asked in ("Twin", "twin"):
            with pytest.raises(UsageError, match="several models: gpt-4o, gpt-4v"):
                lookup.models(["qwen-vl-max", asked])
        assert lookup.models(["gpt-4o"]) == ["gpt-4o"], "the id still says which"


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("qwen-vl-mx", "qwen-vl-max"), ("gpt4o", "gpt-4o"), ("gemini-15-pro", "gemini-1.5-pro")],
)
def test_a_typing_error_is_answered_with_the_nearest_models(
    lookup: Lookup, asked: str, nearest: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        lookup.models(["gpt-4o", asked])
    assert (caught.value.kind, caught.value.asked) == ("model", asked)
    assert nearest in caught.value.nearest
    assert nearest in str(caught.value)


@pytest.mark.parametrize("asked", ["", " ", "%", "*", "zzzzzzzzzz", "'; DROP TABLE models", "通义"])
def test_what_nobody_is_called_is_not_found(lookup: Lookup, asked: str) -> None:
    for find in (lookup.models, lookup.benchmarks, lambda names: lookup.license(names[0])):
        with pytest.raises(NotFoundError):
            find([asked])


def test_a_benchmark_goes_by_id_and_name(lookup: Lookup) -> None:
    assert lookup.benchmarks(["MathVista", "mmmu", "mathvista"]) == ["mathvista", "mmmu"]
    with pytest.raises(NotFoundError) as caught:
        lookup.benchmarks(["mathvsta"])
    assert caught.value.kind == "benchmark"
    assert caught.value.nearest[0] == "mathvista"


def test_a_license_goes_by_id_spdx_id_and_name(lookup: Lookup) -> None:
    for asked in ("apache-2.0", "Apache-2.0", "Apache License 2.0"):
        assert lookup.license(asked) == "apache-2.0"
    with pytest.raises(NotFoundError) as caught:
        lookup.license("apache-20")
    assert "apache-2.0" in caught.value.nearest


def test_a_name_given_twice_does_not_hide_one_that_is_unknown(lookup: Lookup) -> None:
    with pytest.raises(NotFoundError) as caught:
        lookup.models(["gpt-4o", "gpt-4o", "nonsense"])
    assert caught.value.asked == "nonsense"
