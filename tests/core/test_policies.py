from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim, Flag, ReporterKind
from desktop.core.claims.policy import POLICY_MEANING, Policy
from desktop.core.claims.resolution import Rule, resolve
from desktop.core.compare.rows import build_rows, like_for_like_reporter

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]
Spec = dict[str, Any]

RANK = ["benchmark-owner", "model-vendor", "independent", "other-vendor", "unknown", "user"]
INDEPENDENT = {"benchmark-owner", "independent", "user"}
REPORTERS = ["Alpha", "Beta", "Gamma"]

SPECS = st.fixed_dictionaries(
    {
        "value": st.integers(0, 8).map(float),
        "kind": st.sampled_from([kind.value for kind in ReporterKind]),
        "published": st.sampled_from(["", "2023", "2024", "2024-01", "2024-05-13", "2025-04"]),
        "flags": st.sampled_from([(), (), (), (), (Flag.COMPUTED,), (Flag.SNAPSHOT_UNCERTAIN,)]),
        "verified": st.booleans(),
        "reporter": st.sampled_from(REPORTERS),
    }
)
CELLS = st.lists(SPECS, max_size=7)
RULES = st.builds(
    Rule, policy=st.sampled_from(list(Policy)), reporter=st.sampled_from(["", *REPORTERS])
)


def made(make_claim: MakeClaim, specs: list[Spec], model_id: str = "m") -> list[Claim]:
    return [make_claim(f"s{i:03}", model_id=model_id, **spec) for i, spec in enumerate(specs)]


def may_be_chosen(claim: Claim) -> bool:
    return not claim.flags and claim.reporter_kind is not ReporterKind.PRESS


def day(claim: Claim) -> str:
    latest = max((str(s.published) for s in claim.sources if s.published), default="")
    return latest + "-01-01"[len(latest) - 4 :] if latest else ""


def best_of(claims: list[Claim], rule: Rule) -> Claim | None:
    """The choice once more, as a list of questions; claims are not yet merged."""
    left = [c for c in claims if may_be_chosen(c)]
    if rule.policy is Policy.VENDOR:
        left = [c for c in left if c.reporter_kind == "model-vendor"]
    if rule.policy is Policy.INDEPENDENT:
        left = [c for c in left if c.reporter_kind in INDEPENDENT]
    if rule.policy is Policy.LIKE_FOR_LIKE:
        left = [c for c in left if c.reporter == rule.reporter and c.reporter_kind != "unknown"]
    if not left:
        return None
    if rule.policy is Policy.LOWEST:
        left = [c for c in left if c.value == min(c.value for c in left)]
    if rule.policy is Policy.HIGHEST:
        left = [c for c in left if c.value == max(c.value for c in left)]
    if rule.policy is Policy.NEWEST:
        left = [c for c in left if day(c) == max(map(day, left))]
    left = [c for c in left if c.verified] or left
    first = min(RANK.index(c.reporter_kind) for c in left)
    left = [c for c in left if RANK.index(c.reporter_kind) == first]
    left = [c for c in left if day(c) == max(map(day, left))]
    return min(left, key=lambda c: c.id)


@given(specs=CELLS, rule=RULES)
def test_each_policy_chooses_what_its_sentence_says(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], rule: Rule
) -> None:
    """Of claims that differ; identical ones are one claim, which may rank higher than each."""
    claims = made(make_claim, [spec | {"reporter": spec["reporter"]} for spec in specs])
    said = [(c.value, c.reporter, c.reporter_kind, frozenset(c.flags)) for c in claims]
    assume(len(set(said)) == len(said))
    assert resolve(claims, make_benchmark(), rule).chosen == best_of(claims, rule)


@given(specs=CELLS, rule=RULES, seed=st.integers())
def test_the_order_of_the_claims_never_changes_the_answer(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], rule: Rule, seed: int
) -> None:
    claims = made(make_claim, specs)
    shuffled = random.Random(seed).sample(claims, len(claims))  # noqa: S311 - no secret
    assert resolve(shuffled, make_benchmark(), rule) == resolve(claims, make_benchmark(), rule)


@given(specs=CELLS, worse=SPECS, rule=RULES)
def test_a_claim_that_ranks_worse_never_changes_the_choice(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], worse: Spec, rule: Rule
) -> None:
    claims = made(make_claim, [*specs, worse])
    before = resolve(claims[:-1], make_benchmark(), rule).chosen
    after = resolve(claims, make_benchmark(), rule)
    added = claims[-1].id
    (mine,) = [w for w in after.weighed if added in (w.claim.id, *w.claim.also)]
    if mine.chosen:
        return
    assert after.chosen == before


@given(specs=CELLS, rule=RULES)
def test_what_is_chosen_exists_and_may_be_chosen(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], rule: Rule
) -> None:
    claims = {claim.id: claim for claim in made(make_claim, specs)}
    resolution = resolve(claims.values(), make_benchmark(), rule)
    chosen = resolution.chosen
    assert sum(w.chosen for w in resolution.weighed) == (chosen is not None)
    if chosen is None:
        assert not any(w.eligible for w in resolution.weighed)
        return
    assert chosen.value == claims[chosen.id].value
    assert may_be_chosen(claims[chosen.id])
    assert not rule.excludes(claims[chosen.id])
    assert set(chosen.also) <= set(claims)


@given(specs=CELLS, rule=RULES)
def test_every_claim_is_shown_once_with_a_reason_whatever_the_policy(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], rule: Rule
) -> None:
    claims = made(make_claim, specs)
    weighed = resolve(claims, make_benchmark(), rule).weighed
    shown = [key for w in weighed for key in (w.claim.id, *w.claim.also)]
    assert sorted(shown) == [c.id for c in claims]
    for w in weighed:
        assert w.why.startswith("Chosen: " if w.chosen else "Not chosen: ")
        assert w.why.endswith(".")
        assert bool(w.barred) == (not may_be_chosen(w.claim))
        assert w.eligible or not w.chosen
        if w.barred:
            assert w.barred in w.why


@given(specs=CELLS, rule=RULES)
def test_spread_dispute_and_what_may_be_chosen_do_not_depend_on_the_policy(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], rule: Rule
) -> None:
    claims = made(make_claim, specs)
    usual, other = resolve(claims, make_benchmark()), resolve(claims, make_benchmark(), rule)
    assert (usual.low, usual.high, usual.disputed) == (other.low, other.high, other.disputed)
    assert set(usual.selectable) == set(other.selectable)


@given(specs=CELLS)
def test_lowest_and_highest_are_the_ends_of_what_may_be_chosen(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec]
) -> None:
    claims = made(make_claim, specs)
    values = [c.value for c in claims if may_be_chosen(c)]
    for policy, pick in ((Policy.LOWEST, min), (Policy.HIGHEST, max)):
        chosen = resolve(claims, make_benchmark(), Rule(policy)).chosen
        assert (chosen.value if chosen else None) == (pick(values) if values else None)


@pytest.mark.parametrize("policy", [Policy.LOWEST, Policy.HIGHEST])
def test_lowest_and_highest_mean_the_number_whatever_the_direction_of_the_scale(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, policy: Policy
) -> None:
    claims = [make_claim("s1", 1.0), make_claim("s2", 2.0)]
    for higher in (True, False):
        chosen = resolve(claims, make_benchmark(higher_is_better=higher), Rule(policy)).chosen
        assert chosen
        assert chosen.value == (1.0 if policy is Policy.LOWEST else 2.0)


def test_a_policy_that_takes_none_of_the_claims_says_so(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [make_claim("s1", kind="other-vendor")]
    for policy in (Policy.VENDOR, Policy.INDEPENDENT, Policy.LIKE_FOR_LIKE):
        resolution = resolve(claims, make_benchmark(), Rule(policy))
        assert resolution.chosen is None
        assert resolution.why == f"The policy “{policy}” takes none of the claims of this cell."
        assert resolution.selectable == tuple(claims)


def test_the_only_claim_that_a_policy_takes_is_not_called_the_only_one_that_may_be_chosen(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [make_claim("s1", 51.0), make_claim("s2", 43.4, "other-vendor")]
    resolution = resolve(claims, make_benchmark(), Rule(Policy.VENDOR))
    assert resolution.chosen == claims[0]
    assert len(resolution.selectable) == 2
    assert "the only claim that may be chosen" not in resolution.why


def test_independent_is_nobody_who_made_the_model_or_competes_with_it(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    for kind in ReporterKind:
        resolution = resolve(
            [make_claim("s1", kind=kind.value)], make_benchmark(), Rule(Policy.INDEPENDENT)
        )
        assert (resolution.chosen is not None) == (kind in INDEPENDENT)


def test_the_newest_is_by_the_latest_of_the_sources_and_an_undated_figure_is_oldest(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    rule = Rule(Policy.NEWEST)
    claims = [
        make_claim("s1", 1.0, "benchmark-owner", verified=True),
        make_claim("s2", 2.0, "unknown", published="2023-12-31"),
        make_claim("s3", 3.0, "unknown", published="2024"),
        make_claim("s4", 2.0, "unknown", published="2024-02"),
    ]
    resolution = resolve(claims, make_benchmark(), rule)
    assert [w.claim.id for w in resolution.weighed] == ["s4", "s3", "s1"]
    assert resolution.weighed[0].claim.also == ("s2",)
    assert "newest of 3 figures (2024-02)" in resolution.why


def test_every_policy_is_explained() -> None:
    assert set(POLICY_MEANING) == set(Policy)
    assert len(set(POLICY_MEANING.values())) == len(Policy)


# Like for like


NAMED = SPECS.filter(lambda spec: spec["kind"] != "unknown")
ROW = st.dictionaries(st.sampled_from(["m0", "m1", "m2", "m3"]), st.lists(NAMED, max_size=7))


def row_claims(make_claim: MakeClaim, cells: dict[str, list[Spec]]) -> list[Claim]:
    return [
        make_claim(f"{model}-{i}", model_id=model, **spec)
        for model, specs in sorted(cells.items())
        for i, spec in enumerate(specs)
    ]


@given(cells=ROW, seed=st.integers())
def test_like_for_like_shows_one_reporter_who_covers_most_models(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, cells: dict[str, list[Spec]], seed: int
) -> None:
    claims = row_claims(make_claim, cells)
    shuffled = random.Random(seed).sample(claims, len(claims))  # noqa: S311 - no secret
    models = ["m0", "m1", "m2", "m3"]
    rows = build_rows(models, [make_benchmark()], shuffled, Rule(Policy.LIKE_FOR_LIKE))
    assert rows == build_rows(models, [make_benchmark()], claims, Rule(Policy.LIKE_FOR_LIKE))
    if not claims:
        assert rows == ()
        return
    (row,) = rows
    reach = {
        name: len({c.model_id for c in claims if c.reporter == name and may_be_chosen(c)})
        for name in REPORTERS
    }
    assert row.coverage == max(reach.values())
    if row.coverage == 0:
        assert row.reporter == ""
        return
    assert reach[row.reporter] == row.coverage
    assert {c.chosen.reporter for c in row.cells if c.chosen} == {row.reporter}
    tied = {name for name in REPORTERS if reach[name] == row.coverage}
    rank = {
        name: min(
            (RANK.index(c.reporter_kind), -int(day(c).replace("-", "") or 0))
            for c in claims
            if c.reporter == name and may_be_chosen(c)
        )
        for name in tied
    }
    assert row.reporter == min(tied, key=lambda name: (rank[name], name))


def test_like_for_like_shows_other_models_as_missing_and_says_whose_figures_it_shows(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 51.0, model_id="m", reporter="Alibaba"),
        make_claim("s2", 43.4, "other-vendor", model_id="m", reporter="OpenBMB"),
        make_claim("s3", 61.3, "other-vendor", model_id="n", reporter="OpenBMB"),
        make_claim("s4", 63.9, model_id="o", reporter="Google"),
    ]
    (row,) = build_rows(["m", "n", "o"], [make_benchmark()], claims, Rule(Policy.LIKE_FOR_LIKE))
    assert row.reporter == "OpenBMB"
    assert [c.chosen.value if c.chosen else None for c in row.cells] == [43.4, 61.3, None]
    assert row.cells[2].weighed[0].why == (
        "Not chosen: this row shows figures reported by OpenBMB only."
    )
    assert row.best == (1,)
    assert row.delta(2, 0) is None


def test_reporters_whose_name_is_not_known_are_not_one_reporter(
    make_claim: MakeClaim,
) -> None:
    cells = {
        "m": [make_claim("s1", kind="unknown", reporter="unknown")],
        "n": [
            make_claim("s2", kind="unknown", reporter="unknown", model_id="n"),
            make_claim("s3", reporter="Google", model_id="n"),
        ],
    }
    assert like_for_like_reporter(cells) == "Google"


# What the user decides


@given(specs=CELLS.filter(bool), rule=RULES, number=st.integers(0, 6), seed=st.integers())
def test_what_the_user_picks_wins_over_any_policy_but_never_if_it_is_barred(
    make_claim: MakeClaim,
    make_benchmark: MakeBenchmark,
    specs: list[Spec],
    rule: Rule,
    number: int,
    seed: int,
) -> None:
    claims = made(make_claim, specs)
    pick = claims[number % len(claims)]
    chance = random.Random(seed)  # noqa: S311 - no secret
    picked = Rule(rule.policy, rule.reporter, frozenset({pick.id, "gone"}))
    resolution = resolve(chance.sample(claims, len(claims)), make_benchmark(), picked)
    if may_be_chosen(pick):
        assert resolution.chosen
        assert pick.id in (resolution.chosen.id, *resolution.chosen.also)
        assert resolution.picked == {pick.id}
        assert resolution.why.startswith("Chosen by you, over the policy")
    else:
        without = resolve(claims, make_benchmark(), rule)
        assert resolution.chosen == without.chosen
        assert resolution.picked == frozenset()
        assert resolution.why == without.why


@given(
    specs=CELLS.filter(bool),
    rule=RULES,
    numbers=st.sets(st.integers(0, 6), min_size=2),
    seed=st.integers(),
)
def test_two_picks_in_one_cell_give_one_answer_whatever_the_order_of_the_claims(
    make_claim: MakeClaim,
    make_benchmark: MakeBenchmark,
    specs: list[Spec],
    rule: Rule,
    numbers: set[int],
    seed: int,
) -> None:
    claims = made(make_claim, specs)
    ids = frozenset(claims[number % len(claims)].id for number in numbers)
    picked = Rule(rule.policy, rule.reporter, ids)
    resolution = resolve(claims, make_benchmark(), picked)
    shuffled = random.Random(seed).sample(claims, len(claims))  # noqa: S311 - no secret
    assert resolve(shuffled, make_benchmark(), picked) == resolution
    if resolution.picked:
        assert resolution.chosen
        assert resolution.picked <= {resolution.chosen.id, *resolution.chosen.also}
    assert bool(resolution.picked) == any(may_be_chosen(c) for c in claims if c.id in ids)


@given(specs=CELLS, rule=RULES)
def test_picks_that_are_not_of_the_cell_change_nothing(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], rule: Rule
) -> None:
    claims = made(make_claim, specs)
    other = Rule(rule.policy, rule.reporter, frozenset({"elsewhere"}))
    assert resolve(claims, make_benchmark(), other) == resolve(claims, make_benchmark(), rule)


def test_the_other_claims_say_that_the_user_decided(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [make_claim("s1", 51.0), make_claim("s2", 43.4, "other-vendor")]
    rule = Rule(Policy.VENDOR, picks=frozenset({"s2"}))
    resolution = resolve(claims, make_benchmark(), rule)
    assert [w.claim.id for w in resolution.weighed] == ["s2", "s1"]
    assert resolution.why == "Chosen by you, over the policy “vendor”; reported by another vendor."
    assert resolution.weighed[1].why == "Not chosen: you decided to use another claim."
