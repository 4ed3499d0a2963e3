"""Pages of the list, found by cursors, are the list as one sorted question gives it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalog import asking, search
from desktop.catalog.derived import refresh
from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.search.listing_page import Cursor, ListPage
from desktop.core.search.query import (
    CatalogQuery,
    Condition,
    Facet,
    Operator,
    ScoreCondition,
    SortKey,
)

SMALL = 7
"""Models of a page in these tests."""


@pytest.fixture(scope="module")
def twins(catalog_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogReader]:
    """The catalog with many models of the same names, and pages of seven."""
    path = tmp_path_factory.mktemp("twins") / "catalog.sqlite3"
    path.write_bytes(catalog_path.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info (models)")][1:]
        changed = {"id": "id || '-twin'", "name": "upper(name)", "words": "''"}
        values = ", ".join(changed.get(name, name) for name in names)
        connection.execute(
            f"INSERT INTO models ({', '.join(names)})"  # noqa: S608 - names of our own columns
            f" SELECT {values} FROM models WHERE number % 3 = 0"
        )
        refresh(connection)
    reader = CatalogReader(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "PAGE", SMALL)
        yield reader
    reader.close()


FACETS = {
    Facet.WEIGHTS: ("open", "api-only", ""),
    Facet.CLASS: ("open-source", "unknown"),
    Facet.ORGANIZATION: ("Alibaba (Qwen)", "OpenAI", "Google"),
    Facet.MODALITY: ("image", "video"),
    Facet.YEAR: ("2023", "2024", ""),
    Facet.SCORES: ("yes", "no"),
}
CONDITIONS = (
    Condition("parameters", Operator.AT_MOST, "7e9"),
    Condition("released", Operator.AT_LEAST, "2024-07"),
    Condition("name", Operator.HAS, "vl", negated=True),
    Condition("license", Operator.HAS, "apache", ("mit",)),
    Condition("weights", Operator.UNEQUAL, "open"),
)
facets = st.dictionaries(st.sampled_from(Facet), st.just(0), max_size=2).flatmap(
    lambda chosen: st.tuples(
        *(
            st.tuples(st.just(f), st.frozensets(st.sampled_from(FACETS[f]), min_size=1))
            for f in chosen
        )
    )
)
queries = st.builds(
    CatalogQuery,
    text=st.sampled_from(
        ["", "q", "qwen", "GPT-4", "vl 7b", "chat", "alibaba", "gemnii", '"vl 7"', "gpt-4o-mini"]
    ),
    facets=facets,
    conditions=st.lists(st.sampled_from(CONDITIONS), max_size=1).map(tuple),
    scores=st.sampled_from([(), (ScoreCondition("mmmu", Operator.AT_LEAST, 50),)]),
    sort=st.sampled_from(SortKey),
    sort_benchmark=st.sampled_from(["", "", "mmmu", "mathvista"]),
    descending=st.booleans(),
    limit=st.sampled_from([None, None, 0, 5, 30]),
)


def all_pages(reader: CatalogReader, query: CatalogQuery) -> Iterator[ListPage]:
    number, near = 0, None
    while True:
        page = reader.page(query, number, near)
        yield page
        if len(page.models) < SMALL:
            return
        number, near = number + 1, page.cursors[-1] if page.cursors else None


@pytest.mark.parametrize("allowance", [0, 10**9], ids=["gathered", "walked"])
@given(query=queries)
def test_pages_one_after_the_other_are_the_whole_list(
    twins: CatalogReader, query: CatalogQuery, allowance: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_ALLOWANCE", allowance)
        patch.setattr(asking, "_STEPS", 10)  # or so few models are walked before the first look
        paged = [m.id for page in all_pages(twins, query) for m in page.models]
    assert paged == twins.ids(query)


@given(query=queries, number=st.integers(0, 90), start=st.integers(0, 90))
def test_a_jump_lands_where_scrolling_would(
    twins: CatalogReader, query: CatalogQuery, number: int, start: int
) -> None:
    expected = twins.ids(query)
    page = twins.page(query, start)
    near = max((c for c in page.cursors if c.page <= number), key=by_page, default=None)
    found = twins.page(query, number, near)
    assert [m.id for m in found.models] == expected[number * SMALL : (number + 1) * SMALL]


@given(query=queries, place=st.integers(0, 600))
def test_the_row_of_a_model_is_found(twins: CatalogReader, query: CatalogQuery, place: int) -> None:
    ids = twins.ids(replace(query, limit=None))
    if place < len(ids):
        assert twins.row(query, ids[place]) == place
    assert twins.row(query, "no-such-model") == -1


def by_page(cursor: Cursor) -> int:
    return cursor.page


@given(query=queries)
def test_the_total_and_the_facets_agree_with_the_list(
    twins: CatalogReader, query: CatalogQuery
) -> None:
    unlimited = CatalogQuery(
        query.text, query.facets, query.conditions, query.scores, sort=query.sort
    )
    total = len(twins.ids(unlimited))
    assert twins.total(query) == total
    chosen = dict(query.facets)
    for facet, counts in twins.facet_counts(query).items():
        if facet is not Facet.MODALITY and chosen.get(facet):
            assert sum(n for value, n in counts if value in chosen[facet]) == total
        elif facet is not Facet.MODALITY:
            assert sum(n for _, n in counts) == total


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SortKey)
def test_a_jump_back_needs_no_start_from_the_top(
    twins: CatalogReader, sort: SortKey, descending: bool
) -> None:
    query = CatalogQuery(sort=sort, descending=descending)
    page = twins.page(query, 60)
    assert {cursor.page for cursor in page.cursors} >= {59, 60, 61}
    before = next(cursor for cursor in page.cursors if cursor.page == 59)
    ids = twins.ids(query)
    assert [m.id for m in twins.page(query, 59, before).models] == ids[59 * SMALL : 60 * SMALL]


def test_names_that_begin_with_the_text_come_first_by_name(twins: CatalogReader) -> None:
    names = [m.name.lower() for m in twins.listed(twins.ids(CatalogQuery(text="gpt")))]
    leading = [name.startswith("gpt") for name in names]
    assert leading == sorted(leading, reverse=True)
    assert 0 < sum(leading) < len(leading)
    first = sum(leading)
    assert names[:first] == sorted(names[:first])
    assert names[first:] == sorted(names[first:])


@pytest.mark.parametrize("question", ["page", "total", "facets"])
def test_a_canceled_question_is_not_answered(twins: CatalogReader, question: str) -> None:
    token = CancelToken()
    token.cancel()
    ask: dict[str, Callable[[], object]] = {
        "page": lambda: twins.page(CatalogQuery(text="qwen"), token=token),
        "total": lambda: twins.total(CatalogQuery(text="qwen"), token),
        "facets": lambda: twins.facet_counts(CatalogQuery(text="qwen"), token),
    }
    with pytest.raises(CanceledError):
        ask[question]()
    assert twins.total(CatalogQuery()) > 445, "the connection can be asked again"


class CanceledLater(CancelToken):
    """A token that somebody cancels while the question is being answered."""

    looks = 0

    @property
    def canceled(self) -> bool:
        self.looks += 1
        if self.looks > 2:
            self.cancel()
        return super().canceled


@pytest.mark.parametrize("question", ["page", "total", "facets", "row"])
def test_a_question_stops_in_the_middle_when_it_is_canceled(
    twins: CatalogReader, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_STEPS", 10)
    query, token = CatalogQuery(text="qwen vl", sort=SortKey.RELEASED), CanceledLater()
    ask: dict[str, Callable[[], object]] = {
        "page": lambda: twins.page(query, token=token),
        "total": lambda: twins.total(query, token),
        "facets": lambda: twins.facet_counts(query, token),
        "row": lambda: twins.row(query, "gpt-4o", token),
    }
    with pytest.raises(CanceledError):
        ask[question]()
    assert token.looks <= 4, "it stops at once"
    assert twins.page(query).models


def test_figures_come_with_the_list_when_asked_for(twins: CatalogReader) -> None:
    query = CatalogQuery(sort_benchmark="mmmu", descending=True, columns=("mathvista", "mmmu"))
    page = twins.page(query)
    assert page.columns == ("mathvista", "mmmu")
    values = [m.scores[1].value for m in page.models if m.scores[1]]
    assert len(values) == SMALL
    assert values == sorted(values, reverse=True)
    claims = twins.claims([page.models[0].id], ["mmmu"])
    score = page.models[0].scores[1]
    assert score
    assert (score.claim_id, score.value) in {(c.id, c.value) for c in claims}
