from __future__ import annotations

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.query import CatalogQuery, Facet, SortKey
from desktop.services.listing import PAGE, Listing


@pytest.fixture
def listing(reader: CatalogReader) -> Listing:
    return Listing(reader)


def test_a_search_returns_all_ids_and_the_first_page(listing: Listing) -> None:
    found = listing.find(CatalogQuery())
    assert found.total == len(found.ids) == len(set(found.ids)) == 445
    assert [model.id for model in found.first] == list(found.ids[:PAGE])
    assert len(found.first) == PAGE


def test_pages_together_are_the_whole_list(listing: Listing) -> None:
    ids = listing.find(CatalogQuery(sort=SortKey.RELEASED, descending=True)).ids
    paged = [m.id for i in range(0, len(ids), 100) for m in listing.page(ids[i : i + 100])]
    assert paged == list(ids)


def test_a_page_keeps_the_order_asked_for_and_leaves_out_what_is_gone(listing: Listing) -> None:
    asked = ["qwen-vl-max", "gone", "gpt-4o", "adept-fuyu-8b"]
    assert [m.id for m in listing.page(asked)] == ["qwen-vl-max", "gpt-4o", "adept-fuyu-8b"]
    assert listing.page([]) == []


@pytest.mark.parametrize("limit", [0, 1, 10, 300, 10_000])
def test_a_limit_shortens_the_list_but_not_the_total(listing: Listing, limit: int) -> None:
    found = listing.find(CatalogQuery(limit=limit))
    assert len(found.ids) == min(limit, 445)
    assert len(found.first) == min(limit, PAGE, 445)
    assert found.total == 445


def test_a_search_that_finds_nothing_is_empty(listing: Listing) -> None:
    found = listing.find(CatalogQuery(text="zzzz"))
    assert (found.ids, found.total, found.first) == ((), 0, ())


def test_a_search_that_was_canceled_brings_nothing(listing: Listing) -> None:
    token = CancelToken()
    assert listing.find(CatalogQuery(text="qwen"), token).total > 0
    token.cancel()
    with pytest.raises(CanceledError):
        listing.find(CatalogQuery(text="qwen"), token)


def test_each_facet_value_gives_as_many_models_as_it_promises(listing: Listing) -> None:
    for facet, counts in listing.facets(CatalogQuery()).items():
        assert counts
        for value, promised in counts:
            chosen = CatalogQuery(facets=((facet, frozenset({value})),))
            assert listing.find(chosen).total == promised, (facet, value)


def test_a_listed_model_tells_unknown_from_zero(listing: Listing) -> None:
    everything = listing.page(listing.find(CatalogQuery()).ids)
    assert {m.parameters_total for m in everything} >= {None}
    assert 0 not in {m.parameters_total for m in everything}
    assert 0 not in {m.context_tokens for m in everything}
    without = [m for m in everything if m.claim_count == 0]
    scores = dict(listing.facets(CatalogQuery())[Facet.SCORES])
    assert len(without) == scores["no"] == 20
