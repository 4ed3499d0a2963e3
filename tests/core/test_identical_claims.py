from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.claims.claim import Claim, Flag, ReporterKind
from desktop.core.claims.identical import merge_identical

MakeClaim = Callable[..., Claim]

SPECS = st.fixed_dictionaries(
    {
        "value": st.sampled_from([50.0, 51.0]),
        "kind": st.sampled_from(["model-vendor", "independent", "press"]),
        "reporter": st.sampled_from(["A", "B"]),
        "variant": st.sampled_from(["val", "Validation", "val, CoT", "cot,  VAL", ""]),
        "published": st.sampled_from(["", "2024", "2024-05", "2024-05-13"]),
        "verified": st.booleans(),
        "flags": st.sampled_from([(), (), (Flag.COMPUTED,)]),
        "notes": st.sampled_from(["", "first", "second"]),
        "low": st.sampled_from([None, 40.0]),
        "model_id": st.sampled_from(["m", "n"]),
        "subset": st.sampled_from(["", "algebra"]),
    }
)
CLAIMS = st.lists(SPECS, max_size=8)


def made(make_claim: MakeClaim, specs: list[dict[str, Any]]) -> list[Claim]:
    return [make_claim(f"s{number:03}", **spec) for number, spec in enumerate(specs)]


def says(claim: Claim) -> tuple[object, ...]:
    """What makes two claims the same, spelled out a second time."""
    said = claim.setting.text.lower().replace("validation", "val")
    parts = frozenset(part.strip() for part in said.split(","))
    return (
        *(claim.model_id, claim.benchmark_id, claim.subset, parts),
        *(claim.value, claim.low, claim.high, claim.reporter, claim.reporter_kind),
        frozenset(claim.flags),
    )


def test_a_figure_read_in_two_places_is_one_claim_with_two_sources(make_claim: MakeClaim) -> None:
    board, paper = make_claim("s1"), make_claim("s2", published="2024-05-13", notes="Table 3")
    (claim,) = merge_identical([board, paper])
    assert claim.id == "s2"
    assert claim.also == ("s1",)
    assert claim.sources == (*paper.sources, *board.sources)
    assert claim.notes == "Table 3"


def test_a_figure_is_verified_if_one_of_the_places_says_so(make_claim: MakeClaim) -> None:
    for verified in ((True, False), (False, True)):
        claims = [make_claim(f"s{i}", verified=said) for i, said in enumerate(verified)]
        (claim,) = merge_identical(claims)
        assert claim.verified
    (claim,) = merge_identical([make_claim("s1"), make_claim("s2")])
    assert not claim.verified


def test_two_spellings_of_one_setting_do_not_make_two_claims(make_claim: MakeClaim) -> None:
    claims = [make_claim("s1", variant="val, CoT"), make_claim("s2", variant="cot, Validation")]
    assert len(merge_identical(claims)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"value": 50.1},
        {"model_id": "n"},
        {"benchmark_id": "c"},
        {"subset": "algebra"},
        {"variant": "val"},
        {"low": 49.0},
        {"high": 51.0},
        {"reporter": "Somebody else"},
        {"kind": "other-vendor"},
        {"flags": (Flag.LIKELY_MISATTRIBUTED,)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_claims_that_differ_in_what_they_say_stay_apart(
    make_claim: MakeClaim, other: dict[str, Any]
) -> None:
    assert len(merge_identical([make_claim("s1"), make_claim("s2", **other)])) == 2


def test_a_flagged_claim_never_hides_in_one_without_flags(make_claim: MakeClaim) -> None:
    flagged, plain = make_claim("s1", flags=(Flag.SNAPSHOT_UNCERTAIN,)), make_claim("s2")
    assert set(merge_identical([flagged, plain])) == {flagged, plain}


def test_dates_keep_the_precision_in_which_they_were_printed(make_claim: MakeClaim) -> None:
    days = ["2024", "2024-05", "2024-05-13", ""]
    (claim,) = merge_identical(make_claim(f"s{i}", published=day) for i, day in enumerate(days))
    assert {str(s.published) if s.published else "" for s in claim.sources} == set(days)
    assert str(claim.published) == "2024"
    assert str(claim.latest) == "2024-05-13"


@given(specs=CLAIMS)
def test_what_is_merged_says_the_same_and_nothing_gets_lost(
    make_claim: MakeClaim, specs: list[dict[str, Any]]
) -> None:
    claims = made(make_claim, specs)
    merged = merge_identical(claims)
    given_by_id = {claim.id: claim for claim in claims}
    assert sorted(key for c in merged for key in (c.id, *c.also)) == sorted(given_by_id)
    assert len({says(claim) for claim in merged}) == len(merged) == len({says(c) for c in claims})
    for claim in merged:
        same = [given_by_id[key] for key in (claim.id, *claim.also)]
        assert {says(c) for c in same} == {says(claim)}
        assert set(claim.sources) == {source for c in same for source in c.sources}
        assert claim.verified == any(c.verified for c in same)
        assert {note for c in same for note in [c.notes] if note} == set(
            filter(None, claim.notes.split("; "))
        )
        assert claim.reporter_kind is not ReporterKind.PRESS or all(
            c.reporter_kind is ReporterKind.PRESS for c in same
        )


@given(specs=CLAIMS)
def test_merging_again_changes_nothing(make_claim: MakeClaim, specs: list[dict[str, Any]]) -> None:
    merged = merge_identical(made(make_claim, specs))
    assert merge_identical(merged) == merged


@given(specs=CLAIMS, seed=st.integers())
def test_the_order_of_the_input_only_orders_the_output(
    make_claim: MakeClaim, specs: list[dict[str, Any]], seed: int
) -> None:
    claims = made(make_claim, specs)
    shuffled = random.Random(seed).sample(claims, len(claims))  # noqa: S311 - no secret
    assert set(merge_identical(shuffled)) == set(merge_identical(claims))
    merged = merge_identical(shuffled)
    first = [says(claim) for claim in shuffled]
    assert [says(c) for c in merged] == list(dict.fromkeys(first))


@given(specs=CLAIMS, cut=st.integers(0, 8))
def test_merging_in_two_steps_merges_the_same_claims(
    make_claim: MakeClaim, specs: list[dict[str, Any]], cut: int
) -> None:
    claims = made(make_claim, specs)
    at_once = merge_identical(claims)
    in_steps = merge_identical([*merge_identical(claims[:cut]), *claims[cut:]])
    assert {frozenset((c.id, *c.also)) for c in in_steps} == {
        frozenset((c.id, *c.also)) for c in at_once
    }
    assert {frozenset(c.sources) for c in in_steps} == {frozenset(c.sources) for c in at_once}
