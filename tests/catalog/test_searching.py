from __future__ import annotations

import csv
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalog.derived import refresh
from desktop.catalog.reader import CatalogReader
from desktop.core.partial_date import PartialDate
from desktop.core.search.query import (
    CatalogQuery,
    Condition,
    Facet,
    ListedModel,
    Operator,
    SortKey,
)

STRANGE = [
    ("x-1", "通义千问 VL", "阿里巴巴", "千问"),
    ("x-2", "Mistràl Ça-va", "Générateur", "Élan"),
    ("x-3", 'O\'Neil "quoted" 100%', "AND OR NOT", "a_b"),
    ("x-4", "零一万物Yi-VL", "01.AI", "Yi"),
    ("x-5", "МОДЕЛЬ-5", "Яндекс", "YaLM"),
    ("x-6", "a\\b", "C*", "axb"),
]


@pytest.fixture(scope="module")
def strange(
    catalog_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CatalogReader]:
    """The catalog with models whose names come from all over the world."""
    path = tmp_path_factory.mktemp("strange") / "catalog.sqlite3"
    path.write_bytes(catalog_path.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        texts = [
            row[1]
            for row in connection.execute("PRAGMA table_info (models)")
            if row[2] == "TEXT" and row[3] and row[1] != "origin"
        ]
        for key, name, organization, family in STRANGE:
            known = {"id": key, "name": name, "organization": organization, "family": family}
            values = [known.get(text, "open" if text == "weights" else "") for text in texts]
            connection.execute(
                f"INSERT INTO models ({', '.join(texts)}) VALUES ({', '.join('?' * len(texts))})",  # noqa: S608
                values,
            )
        refresh(connection)
    reader = CatalogReader(path)
    yield reader
    reader.close()


def search(reader: CatalogReader, text: str) -> set[str]:
    return set(reader.ids(CatalogQuery(text=text)))


@pytest.fixture
def listed(reader: CatalogReader) -> list[ListedModel]:
    return reader.listed(reader.ids(CatalogQuery()))


@pytest.fixture(scope="session")
def rows(seeds_folder: Path) -> list[dict[str, str]]:
    with (seeds_folder / "models.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_question_finds_everything(reader: CatalogReader, rows: list[dict[str, str]]) -> None:
    everything = CatalogQuery()
    assert sorted(reader.ids(everything)) == sorted(row["id"] for row in rows)
    assert reader.total(everything) == len(rows) == 445


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("qwen-vl-max", "qwen-vl-max"),
        ("QWEN vl MAX", "qwen-vl-max"),
        ("max qwen", "qwen-vl-max"),
        ("qwe ma", "qwen-vl-max"),
        ("Qwen/Qwen-VL-Chat", "qwen-vl-chat"),
        ("alibaba", "qwen-vl-max"),
        ("gpt-4o", "gpt-4o-2024-05-13"),
        ("gemini 1.5 pro", "gemini-1.5-pro"),
    ],
)
def test_words_and_their_beginnings_find_models_in_any_case_and_order(
    reader: CatalogReader, text: str, found: str
) -> None:
    assert found in search(reader, text)


def test_all_words_must_be_there(reader: CatalogReader) -> None:
    assert search(reader, "qwen gemini") == set()
    assert search(reader, "qwen max") == search(reader, "qwen") & search(reader, "max")


def test_the_middle_of_a_word_finds_nothing(reader: CatalogReader) -> None:
    assert search(reader, "wen") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mistral ca-va", {"x-2"}),
        ("MISTRÀL", {"x-2"}),
        ("generateur", {"x-2"}),
        ("générateur", {"x-2"}),
        ("ÉLAN", {"x-2"}),
        ("通义", {"x-1"}),
        ("千问", {"x-1"}),
        ("千问 VL", {"x-1"}),
        ("阿里 vl", {"x-1"}),
        ("万物", {"x-4"}),
        ("модель", {"x-5"}),
        ("Модель 5", {"x-5"}),
        ("яндекс", {"x-5"}),
        ('"quoted"', {"x-3"}),
        ("o'neil", {"x-3"}),
        ("a_b", {"x-3", "x-6"}),
        ("万_物", {"x-4"}),
        ("物万", set()),
        ("通_千", {"x-1"}),
        ("通千", set()),
        ('"千问 vl"', {"x-1"}),
        ('"通义 vl"', set()),
        ("零.*", {"x-4"}),
    ],
)
def test_names_of_other_scripts_are_found_with_or_without_their_marks(
    strange: CatalogReader, text: str, found: set[str]
) -> None:
    hits = search(strange, text)
    assert {key for key in hits if key.startswith("x-")} == found


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "*",
        "qwen*",
        "NOT",
        "qwen OR",
        "NEAR(",
        "name:",
        "^gpt",
        "-",
        "(",
        ")",
        "a AND",
        "\\",
    ],
)
def test_signs_of_the_query_language_do_no_harm(reader: CatalogReader, text: str) -> None:
    assert reader.total(CatalogQuery(text=text)) == len(search(reader, text))


def test_punctuation_alone_asks_nothing(reader: CatalogReader) -> None:
    assert len(search(reader, '"*()-+')) == 445


@given(text=st.text(max_size=30) | st.text('"*()^:-+{}\\%_ aANDORT通é\x00', max_size=15))
def test_any_text_can_be_searched(strange: CatalogReader, text: str) -> None:
    query = CatalogQuery(text=text)
    assert strange.total(query) == len(strange.ids(query))
    assert set(strange.facet_counts(query)) == set(Facet)


@pytest.mark.parametrize("key", [key for key, *_ in STRANGE])
def test_every_model_is_found_by_its_own_name(strange: CatalogReader, key: str) -> None:
    name = strange.model_names()[key][0]
    assert key in search(strange, name)


def test_every_model_of_the_seeds_is_found_by_its_name_and_its_id(reader: CatalogReader) -> None:
    for key, (name, hub_id) in reader.model_names().items():
        for text in (key, name, hub_id):
            assert key in search(reader, text)


VALUES: dict[Facet, Callable[[ListedModel], str]] = {
    Facet.WEIGHTS: lambda m: m.weights,
    Facet.CLASS: lambda m: m.openness,
    Facet.ORGANIZATION: lambda m: m.organization,
    Facet.YEAR: lambda m: m.release_date[:4],
    Facet.SCORES: lambda m: "yes" if m.claim_count else "no",
}
CHOICES: list[dict[Facet, set[str]]] = [
    {},
    {Facet.WEIGHTS: {"open"}},
    {Facet.YEAR: {"2023", "2024"}, Facet.WEIGHTS: {"api-only"}},
    {Facet.ORGANIZATION: {"Alibaba (Qwen)", "OpenAI"}, Facet.SCORES: {"yes"}},
    {Facet.MODALITY: {"image", "video"}, Facet.CLASS: {"open-source"}},
    {Facet.YEAR: {""}},
    {Facet.WEIGHTS: {"no-such-value"}},
    {Facet.WEIGHTS: set()},
]


def by_hand(
    listed: list[ListedModel],
    modalities: dict[str, set[str]],
    chosen: dict[Facet, set[str]],
    without: Facet | None = None,
) -> list[ListedModel]:
    def values(model: ListedModel, facet: Facet) -> set[str]:
        return modalities[model.id] if facet is Facet.MODALITY else {VALUES[facet](model)}

    return [
        model
        for model in listed
        if all(
            not wanted or values(model, facet) & wanted
            for facet, wanted in chosen.items()
            if facet is not without
        )
    ]


@pytest.mark.parametrize("chosen", CHOICES)
@pytest.mark.parametrize("text", ["", "qwen"])
def test_facets_narrow_the_list_and_count_what_choosing_would_give(
    reader: CatalogReader,
    listed: list[ListedModel],
    rows: list[dict[str, str]],
    chosen: dict[Facet, set[str]],
    text: str,
) -> None:
    modalities = {r["id"]: set(filter(None, r["input_modalities"].split(";"))) for r in rows}
    matching = [m for m in listed if m.id in search(reader, text)]
    query = CatalogQuery(
        text=text, facets=tuple((facet, frozenset(v)) for facet, v in chosen.items())
    )
    expected_models = by_hand(matching, modalities, chosen)
    expected_models.sort(key=lambda m: not m.name.lower().startswith(text))
    assert reader.ids(query) == [m.id for m in expected_models]
    counts = reader.facet_counts(query)
    for facet in Facet:
        left = by_hand(matching, modalities, chosen, without=facet)
        if facet is Facet.MODALITY:
            expected = Counter(x for m in left for x in modalities[m.id])
        else:
            expected = Counter(VALUES[facet](m) for m in left)
        assert dict(counts[facet]) == dict(expected)
        numbers = [n for _, n in counts[facet]]
        assert numbers == sorted(numbers, reverse=True), "the commonest first"


SORTED: dict[SortKey, Callable[[ListedModel], Any]] = {
    SortKey.NAME: lambda m: m.name.lower(),
    SortKey.ORGANIZATION: lambda m: m.organization.lower(),
    SortKey.RELEASED: lambda m: m.release_date or None,
    SortKey.WEIGHTS: lambda m: m.weights or None,
    SortKey.CLASS: lambda m: m.openness,
    SortKey.LICENSE: lambda m: m.license_id or None,
    SortKey.PARAMETERS: lambda m: m.parameters_total,
    SortKey.CONTEXT: lambda m: m.context_tokens,
    SortKey.SCORES: lambda m: m.claim_count,
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", list(SortKey))
def test_what_is_not_known_comes_last_whichever_way_the_list_is_sorted(
    reader: CatalogReader, listed: list[ListedModel], key: SortKey, descending: bool
) -> None:
    value = SORTED[key]
    by_name = sorted(listed, key=lambda m: (m.name.lower(), m.id))
    known = [m for m in by_name if value(m) is not None]
    unknown = [m for m in by_name if value(m) is None]
    expected = sorted(known, key=value, reverse=descending) + unknown
    if descending:  # sorted() keeps ties in order only when it does not turn them round
        expected = []
        for wanted in sorted({value(m) for m in known}, reverse=True):
            expected += [m for m in known if value(m) == wanted]
        expected += unknown
    ids = reader.ids(CatalogQuery(sort=key, descending=descending))
    assert ids == [m.id for m in expected]


@pytest.mark.parametrize("value", ["'; DROP TABLE models; --", '" OR 1=1', "%", "通义"])
def test_a_value_is_never_taken_for_a_command(reader: CatalogReader, value: str) -> None:
    for field in ("name", "id", "hub_id"):
        query = CatalogQuery(conditions=(Condition(field, Operator.EQUAL, value),))
        assert reader.ids(query) == []
    assert reader.counts()["models"] == 445


@pytest.mark.parametrize(
    "day", ["2024", "2024-01-01", "2024-05", "2024-05-01", "2024-05-13", "2024-05-14", "1999"]
)
def test_released_before_leaves_out_that_day_and_what_has_no_date(
    strange: CatalogReader, rows: list[dict[str, str]], day: str
) -> None:
    limit = PartialDate(day)
    expected = {
        row["id"]
        for row in rows
        if row["release_date"] and PartialDate(row["release_date"]).first_day < limit.first_day
    }
    assert set(strange.ids(CatalogQuery(released_before=limit))) == expected


@pytest.mark.parametrize(
    ("dated", "limit", "earlier"),
    [
        ("2024-05", "2024-05-01", False),
        ("2024-05", "2024-05-02", True),
        ("2024", "2024-01-01", False),
        ("2024", "2024-01", False),
        ("2024-05-01", "2024-05", False),
        ("2024-04-30", "2024-05", True),
    ],
)
def test_a_month_or_a_year_counts_as_its_first_day(
    own_catalog: Path, own_reader: CatalogReader, dated: str, limit: str, earlier: bool
) -> None:
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as connection:
        connection.execute("UPDATE models SET release_date = ? WHERE id = 'gpt-4o'", (dated,))
    query = CatalogQuery(released_before=PartialDate(limit))
    assert ("gpt-4o" in own_reader.ids(query)) == earlier


def test_a_limit_keeps_the_first_and_the_total(reader: CatalogReader) -> None:
    everything = reader.ids(CatalogQuery())
    limited = CatalogQuery(limit=7)
    assert reader.ids(limited) == everything[:7]
    assert reader.total(limited) == 445
    assert reader.ids(CatalogQuery(limit=0)) == []


def test_many_threads_read_one_catalog_at_once(catalog_path: Path) -> None:
    words = ["qwen", "gpt", "llama", "", "vl", "gemini", "mistral", "claude"]

    def ask(reader: CatalogReader, word: str) -> tuple[list[str], dict[Facet, Any], int]:
        query = CatalogQuery(text=word)
        ids = reader.ids(query)
        return ids, reader.facet_counts(query), len(reader.claims(ids[:20]))

    with closing(CatalogReader(catalog_path)) as alone:
        expected = {word: ask(alone, word) for word in words}
    asked = words * 6
    random.Random(1).shuffle(asked)  # noqa: S311 - no secret
    with closing(CatalogReader(catalog_path)) as shared, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda word: ask(shared, word), asked))
    assert answers == [expected[word] for word in asked]


def test_a_reader_that_was_closed_opens_again_when_asked(catalog_path: Path) -> None:
    reader = CatalogReader(catalog_path)
    before = reader.counts()
    reader.close()
    assert reader.counts() == before
    reader.close()
