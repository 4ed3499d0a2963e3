from __future__ import annotations

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.claims.policy import Policy
from desktop.core.claims.ranking import barred_because
from desktop.services.comparisons import Comparisons


@pytest.fixture
def comparisons(reader: CatalogReader) -> Comparisons:
    return Comparisons(reader)


def test_the_card_of_a_benchmark_names_the_leaders_and_counts_all_claims(
    comparisons: Comparisons, reader: CatalogReader
) -> None:
    card = comparisons.benchmark_card("mmmu")
    assert card is not None
    assert card.claims == len(reader.benchmark_claims("mmmu"))
    assert 1 < card.models < card.claims
    assert card.saturation is not None
    assert not barred_because(card.saturation.best)
    assert {c.model_id for c in card.saturation.frontier} <= set(card.names)
    values = [claim.value for claim in card.saturation.frontier]
    assert values == sorted(set(values))
    assert card.best.startswith(f"{values[-1]} %")


def test_every_benchmark_has_a_card_in_whole_sentences(
    comparisons: Comparisons, reader: CatalogReader
) -> None:
    for key in reader.benchmark_names():
        card = comparisons.benchmark_card(key)
        assert card is not None
        for text in (card.scale, card.decisive, card.best, card.room, card.humans):
            assert text.endswith(".")
            assert "None" not in text
        if card.saturation is not None and card.saturation.used is not None:
            assert 0 <= card.saturation.used <= 1


def test_no_such_benchmark_has_no_card(comparisons: Comparisons) -> None:
    assert comparisons.benchmark_card("no such benchmark") is None


def test_coverage_counts_the_models_that_have_claims(comparisons: Comparisons) -> None:
    coverage = comparisons.coverage(["gpt-4o", "gemini-1.5-pro"])
    assert {models for _, models in coverage} == {1, 2}
    assert {b.id: models for b, models in coverage}["mmmu"] == 2
    assert comparisons.coverage([]) == ()


@pytest.mark.parametrize("policy", Policy)
def test_all_settings_of_a_model_are_there_under_any_policy(
    comparisons: Comparisons, reader: CatalogReader, policy: Policy
) -> None:
    known = comparisons.settings("gpt-4o", "mmmu", policy)
    claims = reader.claims(["gpt-4o"], ["mmmu"])
    assert {row.setting.key for row in known.rows} == {c.setting.key for c in claims}
    assert known.baselines
