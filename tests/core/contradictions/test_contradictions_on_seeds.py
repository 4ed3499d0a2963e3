"""What sources contradict each other on, in the seeds and by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.contradictions.contradiction import (
    KIND_WORDS,
    RULES,
    Contradiction,
    ContradictionKind,
    Nearer,
)
from desktop.core.contradictions.nearness import Place, place_of
from desktop.core.contradictions.restrictions import freer_than
from desktop.core.contradictions.rules import contradictions
from desktop.core.licenses.situation import Base, Rival, Situation
from desktop.core.model import Weights

Kind = ContradictionKind
Find = Callable[[str], tuple[Contradiction, ...]]


@pytest.fixture(scope="module")
def seeds(catalog_path: Path) -> Iterator[CatalogReader]:
    with closing(CatalogReader(catalog_path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def everything(seeds: CatalogReader) -> dict[str, tuple[Contradiction, ...]]:
    found = seeds.situations(list(seeds.model_names()))
    return {key: contradictions(situation) for key, situation in found.items()}


@pytest.mark.parametrize("model", ["command-r-plus-04-2024", "gpt-4o"])
def test_a_name_without_its_version_contradicts_nothing(
    everything: dict[str, tuple[Contradiction, ...]], model: str
) -> None:
    assert everything[model] == ()


@pytest.mark.parametrize(
    ("model", "kind", "one", "other", "nearer"),
    [
        ("minimax-m2", Kind.TAG_FILE, "minimax-repo", "badge in the vendor's README", Nearer.ONE),
        ("internvl3-8b", Kind.TAG_FILE, "hub-page", "hub-page", Nearer.NEITHER),
        (
            *("monkey-chat", Kind.TAG_FILE, "monkey-readme"),
            *("LICENSE file of Yuliang-Liu/Monkey", Nearer.NEITHER),
        ),
        ("nvila-15b", Kind.TAG_FILE, "vila-readme", "vila-readme (badge)", Nearer.ONE),
        ("grok-2", Kind.CATALOGS, "hub-docs", "llmstats", Nearer.ONE),
        ("yi-34b", Kind.CATALOGS, "yi-readme", "arena", Nearer.ONE),
        ("magistral-medium-2506", Kind.HOSTED_FLAGSHIP, "arena", "llmstats", Nearer.NEITHER),
        (
            *("devstral-2", Kind.ALIAS, "mistral-docs"),
            *("the texts known under that name", Nearer.NEITHER),
        ),
    ],
)
def test_a_contradiction_of_the_seeds_names_both_sources_and_which_is_nearer(
    everything: dict[str, tuple[Contradiction, ...]],
    model: str,
    kind: Kind,
    one: str,
    other: str,
    nearer: Nearer,
) -> None:
    found = [c for c in everything[model] if c.kind is kind and c.other.source == other]
    assert [(c.one.source, c.nearer) for c in found] == [(one, nearer)]
    (said,) = found
    assert one in said.text
    assert other in said.text
    assert said.nearer_text.startswith("nearer to the maker: ")


def test_every_kind_that_the_catalog_can_show_occurs_in_the_seeds(
    everything: dict[str, tuple[Contradiction, ...]],
) -> None:
    found = {c.kind for each in everything.values() for c in each}
    assert found >= set(Kind) - {Kind.COPYLEFT_LOST}  # that one is made by hand


def test_every_contradiction_has_two_sides_a_source_each_and_a_reason(
    everything: dict[str, tuple[Contradiction, ...]],
) -> None:
    for model, each in everything.items():
        for c in each:
            assert c.one.says, model
            assert c.one.source, model
            assert c.other.says, model
            assert c.other.source, model
            assert c.one != c.other, model
            assert c.why, model
            assert KIND_WORDS[c.kind] in c.text
            assert RULES[c.kind].startswith("R")


def test_open_weights_that_no_repository_is_known_for_are_said_to_be_nowhere(
    everything: dict[str, tuple[Contradiction, ...]], seeds: CatalogReader
) -> None:
    nowhere = {k for k, found in everything.items() if Kind.NOWHERE in {c.kind for c in found}}
    expected = {
        m.id for m in seeds.models(list(everything)) if m.weights == "open" and not m.hub_id
    }
    assert nowhere == expected


def test_the_words_and_rules_cover_every_kind() -> None:
    assert set(KIND_WORDS) == set(RULES) == set(Kind)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("LICENSE file of Yuliang-Liu/Monkey", Place.LICENSE_FILE),
        ("Hub file license", Place.LICENSE_FILE),
        ("license file in the repository", Place.LICENSE_FILE),
        ("oiledmachine-overlay (Hub card: other, not mit)", Place.CARD),
        ("qwenvl-readme", Place.REPOSITORY),
        ("minimax-repo", Place.REPOSITORY),
        ("mistral-docs", Place.REPOSITORY),
        ("llama-models", Place.REPOSITORY),
        ("llava-zoo", Place.REPOSITORY),
        ("minicpmv", Place.REPOSITORY),
        ("kimi-vl", Place.REPOSITORY),
        ("qwenblog", Place.REPOSITORY),
        ("vila-readme (badge)", Place.BADGE),
        ("badge in the vendor's README", Place.BADGE),
        ("hub-page", Place.CARD),
        ("Hub card", Place.CARD),
        ("hub-docs", Place.HUB_LIST),
        ("arena", Place.CATALOG),
        ("llmstats", Place.CATALOG),
        ("modelsdev", Place.CATALOG),
        ("modelsdev (listed without weights)", Place.CATALOG),
        ("third-party copy of the model card", Place.CATALOG),
        ("oiledmachine-overlay", Place.CATALOG),
        ("", Place.CATALOG),
        ("somebody new", Place.CATALOG),
    ],
)
def test_the_name_of_a_source_tells_how_near_it_is_to_the_maker(source: str, place: Place) -> None:
    assert place_of(source) is place


def test_the_table_of_nearness_goes_from_the_file_to_other_peoples_catalogs() -> None:
    assert list(Place) == sorted(Place)
    assert [p for p in Place if p.is_the_makers] == [
        *(Place.LICENSE_FILE, Place.REPOSITORY, Place.CARD, Place.BADGE)
    ]
    assert len({p.words for p in Place}) == len(Place)


SOURCES = {
    Place.LICENSE_FILE: "LICENSE file",
    Place.REPOSITORY: "x-readme",
    Place.CARD: "Hub card",
    Place.BADGE: "badge",
    Place.HUB_LIST: "hub-docs",
    Place.CATALOG: "arena",
}


def situation(seeds: CatalogReader, license_id: str, source: str, **rest: object) -> Situation:
    fields: dict[str, object] = {
        "model": "m",
        "name": "M",
        "repository": "org/M",
        "weights": Weights.OPEN,
        "weights_source": "card",
        "modality": None,
        "source": source,
        "named": seeds.named_license(license_id),
    }
    return Situation(**(fields | rest))  # type: ignore[arg-type]


@pytest.mark.parametrize("theirs", list(Place))
@pytest.mark.parametrize("ours", list(Place))
def test_the_nearer_of_two_places_is_the_one_higher_in_the_table(
    seeds: CatalogReader, ours: Place, theirs: Place
) -> None:
    rival = Rival(seeds.named_license("mit"), SOURCES[theirs])
    (found,) = contradictions(situation(seeds, "llama3", SOURCES[ours], rivals=(rival,)))
    expected = Nearer.ONE if ours < theirs else Nearer.OTHER
    code = {ours, theirs} == {Place.LICENSE_FILE, Place.REPOSITORY}
    if ours == theirs or code:  # a code repository's license says nothing of weights (R5)
        expected = Nearer.NEITHER
    assert found.nearer is expected
    of_the_maker = ours <= Place.BADGE and theirs <= Place.BADGE
    assert found.kind is (Kind.TAG_FILE if of_the_maker else Kind.CATALOGS)


def of_base(seeds: CatalogReader, child: str, base: str, name: str = "org/M") -> set[Kind]:
    inner = situation(seeds, base, "card", name="org/base", repository="org/base")
    outer = situation(
        seeds,
        child,
        "Hub card",
        repository=name,
        bases=(Base("org/base", "finetune", "whole", "card", "", inner),),
    )
    return {c.kind for c in contradictions(outer)}


@pytest.mark.parametrize(
    ("child", "base", "name", "kinds"),
    [
        ("mit", "apache-2.0", "org/M", set()),
        ("mit", "cc-by-nc-4.0", "org/M", {Kind.LAUNDERING}),
        ("apache-2.0", "llama3.1", "org/Llama-M", {Kind.LAUNDERING}),
        ("apache-2.0", "llama3.1", "org/M", {Kind.LAUNDERING, Kind.NAME_MISSING}),
        ("llama3.1", "llama3.1", "org/llama-m", set()),
        ("llama3.1", "llama3.1", "org/M", {Kind.NAME_MISSING}),
        ("mit", "gpl-3.0", "org/M", {Kind.COPYLEFT_LOST}),
        ("gpl-3.0", "gpl-3.0", "org/M", set()),
        ("mit", "mpl-2.0", "org/M", set()),
        ("mit", "kimi-k2", "org/M", set()),
    ],
)
def test_a_child_is_held_against_its_base(
    seeds: CatalogReader, child: str, base: str, name: str, kinds: set[Kind]
) -> None:
    assert of_base(seeds, child, base, name) == kinds


def test_a_text_is_never_freer_than_itself_and_a_threshold_for_a_name_takes_nothing(
    seeds: CatalogReader,
) -> None:
    terms = seeds.terms(["llama3", "mit", "kimi-k2"])
    for each in terms.values():
        assert freer_than(each, each) == ()
    assert freer_than(terms["mit"], terms["kimi-k2"]) == ()
    assert freer_than(terms["llama3"], terms["mit"]) == ()
    taken = freer_than(terms["mit"], terms["llama3"])
    assert any("§ 2 (line" in each for each in taken), "with the place in the text"
