from __future__ import annotations

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.search.listing_page import PAGE
from desktop.core.search.query import CatalogQuery, Facet, SortKey
from desktop.services.listing import Listing


@pytest.fixture
def listing(reader: CatalogReader) -> Listing:
    return Listing(reader)


def counted(listing: Listing, query: CatalogQuery) -> int:
    """The total, wherever it comes from."""
    found = listing.find(query)
    total = listing.total(query)
    assert found.total in (None, total)
    return total


def test_a_search_returns_the_first_page_and_leaves_counting_to_another_question(
    listing: Listing,
) -> None:
    found = listing.find(CatalogQuery())
    assert found.total is None
    assert len(found.first) == PAGE
    assert [cursor.page for cursor in found.page.cursors] == [1]
    assert listing.total(CatalogQuery()) == 445


def test_a_first_page_that_is_not_full_is_all_there_is(listing: Listing) -> None:
    found = listing.find(CatalogQuery(text="qwen"))
    assert found.total == len(found.first) == listing.total(CatalogQuery(text="qwen"))
    assert listing.find(CatalogQuery(text="zzzz")).total == 0


def test_pages_together_are_the_whole_list(listing: Listing, reader: CatalogReader) -> None:
    query = CatalogQuery(sort=SortKey.RELEASED, descending=True)
    assert [m.id for m in listing.models(query)] == reader.ids(query)
    assert len(set(reader.ids(query))) == 445


def test_models_by_id_keep_the_order_asked_for_without_what_is_gone(listing: Listing) -> None:
    asked = ["qwen-vl-max", "gone", "gpt-4o", "adept-fuyu-8b"]
    assert [m.id for m in listing.listed(asked)] == ["qwen-vl-max", "gpt-4o", "adept-fuyu-8b"]
    assert listing.listed([]) == []


@pytest.mark.parametrize("limit", [0, 1, 10, 256, 300, 10_000])
def test_a_limit_shortens_the_list_but_not_the_total(listing: Listing, limit: int) -> None:
    query = CatalogQuery(limit=limit)
    assert len(list(listing.models(query))) == min(limit, 445)
    assert len(listing.find(query).first) == min(limit, PAGE, 445)
    assert counted(listing, query) == 445


def test_a_mistyped_word_is_read_as_the_nearest_and_said_so(listing: Listing) -> None:
    found = listing.find(CatalogQuery(text="gemnii pro"))
    assert found.corrections == (("gemnii", "gemini"),)
    assert found.first == listing.find(CatalogQuery(text="gemini pro")).first != ()
    assert listing.find(CatalogQuery(text="gemini pro")).corrections == ()


def test_a_search_that_was_canceled_brings_nothing(listing: Listing) -> None:
    token = CancelToken()
    assert listing.find(CatalogQuery(text="qwen"), token).first
    token.cancel()
    with pytest.raises(CanceledError):
        listing.find(CatalogQuery(text="qwen"), token)


def test_each_facet_value_gives_as_many_models_as_it_promises(listing: Listing) -> None:
    for facet, counts in listing.facets(CatalogQuery()).items():
        assert counts
        for value, promised in counts:
            chosen = CatalogQuery(facets=((facet, frozenset({value})),))
            assert counted(listing, chosen) == promised, (facet, value)


def test_a_listed_model_tells_unknown_from_zero(listing: Listing) -> None:
    everything = list(listing.models(CatalogQuery()))
    assert {m.parameters_total for m in everything} >= {None}
    assert 0 not in {m.parameters_total for m in everything}
    assert 0 not in {m.context_tokens for m in everything}
    without = [m for m in everything if m.claim_count == 0]
    scores = dict(listing.facets(CatalogQuery())[Facet.SCORES])
    assert len(without) == scores["no"] == 20
