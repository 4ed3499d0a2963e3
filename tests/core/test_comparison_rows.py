from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim
from desktop.core.compare.rows import build_rows, compared_rows

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]


def test_cells_stand_in_the_order_of_the_models(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [make_claim("s1", 1.0, model_id="x"), make_claim("s2", 2.0, model_id="y")]
    for order in (["x", "y"], ["y", "x"]):
        (row,) = build_rows(order, [make_benchmark()], claims)
        assert [c.chosen.model_id for c in row.cells if c.chosen] == order


def test_a_model_without_claims_has_an_empty_cell(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    (row,) = build_rows(["m", "nobody"], [make_benchmark()], [make_claim("s1")])
    assert row.cells[1].chosen is None
    assert row.cells[1].weighed == ()
    assert row.coverage == 1


def test_claims_of_others_are_passed_over(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [make_claim("s1", model_id="stranger"), make_claim("s2", benchmark_id="unasked")]
    assert build_rows(["m"], [make_benchmark()], claims) == ()


def test_rows_follow_the_order_of_the_benchmarks_and_fuller_variants_come_first(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", benchmark_id="b", variant="test"),
        make_claim("s2", benchmark_id="b", variant="val"),
        make_claim("s3", benchmark_id="b", variant="val", model_id="n"),
        make_claim("s4", benchmark_id="a"),
        make_claim("s5", benchmark_id="b", variant="val", subset="algebra"),
    ]
    rows = build_rows(["m", "n"], [make_benchmark("b"), make_benchmark("a")], claims)
    assert [(r.benchmark.id, r.variant, r.subset) for r in rows] == [
        ("b", "val", ""),
        ("b", "test", ""),
        ("b", "val", "algebra"),
        ("a", "", ""),
    ]


def test_spellings_of_one_setting_share_a_row_under_the_commonest(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", variant="val, CoT"),
        make_claim("s2", 51.0, variant="CoT,  Validation"),
        make_claim("s3", variant="val, CoT", model_id="n"),
    ]
    (row,) = build_rows(["m", "n"], [make_benchmark()], claims)
    assert row.variant == "val, CoT"
    assert len(row.cells[0].weighed) == 2


@pytest.mark.parametrize(("higher", "best"), [(True, (1, 2)), (False, (0,))])
def test_the_best_of_a_row_follows_the_direction_and_ties_share_it(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, higher: bool, best: tuple[int, ...]
) -> None:
    claims = [make_claim(f"s{i}", v, model_id=f"m{i}") for i, v in enumerate([1.0, 3.0, 3.0])]
    (row,) = build_rows(["m0", "m1", "m2", "m3"], [make_benchmark(higher_is_better=higher)], claims)
    assert row.best == best


def test_a_single_value_is_no_best(make_claim: MakeClaim, make_benchmark: MakeBenchmark) -> None:
    claims = [make_claim("s1"), make_claim("s2", 99.0, "press", model_id="n")]
    (row,) = build_rows(["m", "n"], [make_benchmark()], claims)
    assert row.best == ()


def test_a_row_is_shared_when_two_models_have_claims_even_if_none_may_be_chosen(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1"),
        make_claim("s2", 61.1, "press", model_id="n"),
        make_claim("s3", variant="test"),
        make_claim("s4", subset="algebra"),
        make_claim("s5", subset="algebra", model_id="n"),
    ]
    rows = build_rows(["m", "n"], [make_benchmark()], claims)
    assert [(r.variant, r.subset) for r in compared_rows(rows)] == [("", "")]


SETTINGS = st.sampled_from(
    ["", "val", "Validation", "test", "CoT, val", "val,  cot", "test, 5-shot"]
)
PLACES = st.tuples(
    st.sampled_from(["m", "n", "o"]),
    st.sampled_from(["b", "c"]),
    SETTINGS,
    st.sampled_from(["", "x"]),
)


@given(places=st.lists(PLACES, max_size=12), seed=st.randoms(use_true_random=False))
def test_every_claim_stands_in_one_cell_whatever_their_order(
    make_claim: MakeClaim,
    make_benchmark: MakeBenchmark,
    places: list[tuple[str, str, str, str]],
    seed: object,
) -> None:
    claims = [
        make_claim(f"s{i:02}", 50.0 + i % 3, model_id=m, benchmark_id=b, variant=v, subset=s)
        for i, (m, b, v, s) in enumerate(places)
    ]
    benchmarks = [make_benchmark("b"), make_benchmark("c")]
    rows = build_rows(["m", "n", "o"], benchmarks, claims)
    weighed = [w.claim for row in rows for cell in row.cells for w in cell.weighed]
    assert sorted(key for c in weighed for key in (c.id, *c.also)) == [c.id for c in claims]
    assert len({row.key for row in rows}) == len(rows)
    assert build_rows(["m", "n", "o"], benchmarks, list(reversed(claims))) == rows
