from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim, Flag
from desktop.core.claims.order import Unsettled, unsettled
from desktop.core.claims.policy import Policy
from desktop.core.claims.resolution import Rule
from desktop.core.compare.rows import build_rows

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]

VALUES = st.integers(0, 6).map(float)
CELL = st.lists(VALUES, max_size=4)
INTERVAL = st.tuples(VALUES, st.none() | st.integers(0, 2), st.none() | st.integers(0, 2))


def claims_of(make_claim: MakeClaim, cells: Sequence[Sequence[float]]) -> list[list[Claim]]:
    return [
        [
            make_claim(f"s{model}-{i}", value, model_id=f"m{model}", reporter=f"R{i}")
            for i, value in enumerate(values)
        ]
        for model, values in enumerate(cells)
    ]


def by_every_choice(cells: Sequence[Sequence[float]]) -> set[tuple[int, int]]:
    """Pairs that stand otherwise under one choice of figures than under another."""
    orders: dict[tuple[int, int], set[int]] = {}
    filled = [i for i, cell in enumerate(cells) if cell]
    for chosen in itertools.product(*(cells[i] for i in filled)):
        value = dict(zip(filled, chosen, strict=True))
        for a, b in itertools.combinations(filled, 2):
            sign = (value[a] > value[b]) - (value[a] < value[b])
            orders.setdefault((a, b), set()).add(sign)
    return {pair for pair, signs in orders.items() if len(signs) > 1}


@given(cells=st.lists(CELL, max_size=4))
def test_a_pair_is_open_exactly_if_two_choices_of_claims_order_it_differently(
    make_claim: MakeClaim, cells: list[list[float]]
) -> None:
    found = unsettled(claims_of(make_claim, cells))
    assert {(pair.first, pair.second) for pair in found} == by_every_choice(cells)
    assert all(pair.by_claims for pair in found)


@given(cells=st.lists(CELL, max_size=4), seed=st.integers())
def test_the_order_of_claims_says_nothing_and_that_of_models_turns_the_pairs(
    make_claim: MakeClaim, cells: list[list[float]], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    claims = claims_of(make_claim, cells)
    shuffled = [chance.sample(cell, len(cell)) for cell in claims]
    found = unsettled(claims)
    assert unsettled(shuffled) == found
    last = len(claims) - 1
    turned = {(last - pair.second, last - pair.first) for pair in unsettled(claims[::-1])}
    assert turned == {(pair.first, pair.second) for pair in found}


@given(cells=st.lists(CELL, min_size=2, max_size=4), more=VALUES)
def test_another_claim_never_settles_an_order_that_is_open(
    make_claim: MakeClaim, cells: list[list[float]], more: float
) -> None:
    before = {(p.first, p.second) for p in unsettled(claims_of(make_claim, cells))}
    after = unsettled(claims_of(make_claim, [[*cells[0], more], *cells[1:]]))
    assert before <= {(p.first, p.second) for p in after}


@given(cells=st.lists(st.lists(INTERVAL, max_size=3), max_size=3))
def test_printed_intervals_open_an_order_exactly_if_points_of_theirs_can_turn_it(
    make_claim: MakeClaim, cells: list[list[tuple[float, int | None, int | None]]]
) -> None:
    """Against every pair of whole numbers inside the intervals of two claims."""
    claims = [
        [
            make_claim(
                f"s{model}-{i}",
                value,
                model_id=f"m{model}",
                low=None if down is None else value - down,
                high=None if up is None else value + up,
            )
            for i, (value, down, up) in enumerate(cell)
        ]
        for model, cell in enumerate(cells)
    ]
    values = [[value for value, _, _ in cell] for cell in cells]
    open_by_claims = by_every_choice(values)
    # Only an interval that is printed adds to the values; a tie of single figures is settled.
    spans = [[(v - (d or 0), v + (u or 0)) for v, d, u in cell] for cell in cells]
    found = {(p.first, p.second): p.by_claims for p in unsettled(claims)}
    for a, b in itertools.combinations(range(len(cells)), 2):
        meet = any(
            x_low <= y_high and y_low <= x_high
            for (x_low, x_high), (y_low, y_high) in itertools.product(spans[a], spans[b])
        )
        printed = any(low < high for low, high in [*spans[a], *spans[b]])
        if (a, b) in open_by_claims:
            assert found.get((a, b)) is True
        elif meet and printed:
            assert found.get((a, b)) is False
        else:
            assert (a, b) not in found


@pytest.mark.parametrize(
    ("one", "other", "settled"),
    [
        ([50.0], [51.0], True),
        ([50.0], [50.0], True),
        ([50.0, 50.0], [50.0], True),
        ([50.0, 51.0], [51.0], False),
        ([50.0, 61.1], [59.5, 63.8], False),
        ([43.4, 51.0], [61.3, 63.8], True),
        ([], [50.0], True),
    ],
)
def test_the_order_of_two_models(
    make_claim: MakeClaim, one: list[float], other: list[float], settled: bool
) -> None:
    expected = () if settled else (Unsettled(0, 1, by_claims=True),)
    assert unsettled(claims_of(make_claim, [one, other])) == expected


def test_figures_that_no_policy_may_choose_do_not_open_an_order(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 51.0, model_id="m"),
        make_claim("s2", 61.1, "press", model_id="m", reporter="P"),
        make_claim("s3", 90.0, model_id="m", reporter="F", flags=(Flag.LIKELY_MISATTRIBUTED,)),
        make_claim("s4", 60.0, model_id="n"),
    ]
    (row,) = build_rows(["m", "n"], [make_benchmark()], claims)
    assert row.unsettled == ()


@given(cells=st.lists(CELL, min_size=2, max_size=3), policy=st.sampled_from(list(Policy)))
def test_whether_the_order_is_settled_does_not_depend_on_the_policy(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, cells: list[list[float]], policy: Policy
) -> None:
    claims = [claim for cell in claims_of(make_claim, cells) for claim in cell]
    ids = [f"m{i}" for i in range(len(cells))]
    for row in build_rows(ids, [make_benchmark()], claims, Rule(policy)):
        # Where the policy shows fewer than two figures, there is no order to speak of.
        expected = by_every_choice(cells) if row.coverage >= 2 else set()
        assert {(p.first, p.second) for p in row.unsettled} == expected


def test_the_best_is_open_where_the_policy_leaves_out_a_better_figure(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 58.3, model_id="m0"),
        make_claim("s2", 51.4, model_id="m1"),
        make_claim("s3", 69.1, "other-vendor", model_id="m2"),
    ]
    ids = ["m0", "m1", "m2"]
    (vendor,) = build_rows(ids, [make_benchmark()], claims, Rule(Policy.VENDOR))
    assert (vendor.best, vendor.passed_over) == ((0,), (2,))
    assert 0 in vendor.open_positions
    (default,) = build_rows(ids, [make_benchmark()], claims)
    assert (default.best, default.passed_over, default.open_positions) == ((2,), (), frozenset())


def test_a_pick_of_another_reporter_takes_no_part_like_for_like(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 50.0, model_id="m0", reporter="Board"),
        make_claim("s2", 40.0, model_id="m1", reporter="Board"),
        make_claim("s3", 60.0, model_id="m1", reporter="Else"),
    ]
    rule = Rule(Policy.LIKE_FOR_LIKE, picks=frozenset({"s3"}))
    (row,) = build_rows(["m0", "m1"], [make_benchmark()], claims, rule)
    assert row.cells[1].chosen is not None
    assert row.cells[1].chosen.id == "s3"
    assert row.best == ()
    assert row.delta(1, 0) is None


@given(cells=st.lists(CELL, min_size=2, max_size=3))
def test_where_the_order_is_settled_all_policies_agree_on_it(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, cells: list[list[float]]
) -> None:
    kinds = ["model-vendor", "independent", "other-vendor", "benchmark-owner"]
    claims = [
        make_claim(f"s{m}-{i}", value, kinds[i], model_id=f"m{m}", reporter=f"R{i}")
        for m, values in enumerate(cells)
        for i, value in enumerate(values)
    ]
    ids = [f"m{i}" for i in range(len(cells))]
    orders: dict[tuple[int, int], set[int]] = {}
    open_pairs: set[tuple[int, int]] = set()
    for policy in Policy:
        for row in build_rows(ids, [make_benchmark()], claims, Rule(policy)):
            open_pairs |= {(p.first, p.second) for p in row.unsettled}
            for a, b in itertools.combinations(range(len(cells)), 2):
                one, other = row.cells[a].chosen, row.cells[b].chosen
                if one and other:
                    sign = (one.value > other.value) - (one.value < other.value)
                    orders.setdefault((a, b), set()).add(sign)
    assert {pair for pair, signs in orders.items() if len(signs) > 1} <= open_pairs
