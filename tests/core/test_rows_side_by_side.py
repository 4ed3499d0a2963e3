from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim, Flag
from desktop.core.claims.comparability import Standing, compare_settings
from desktop.core.claims.policy import Policy
from desktop.core.claims.resolution import Rule
from desktop.core.compare.comparison import Row
from desktop.core.compare.rows import build_rows, compared_rows, with_asides

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]
MODELS = ["m", "n", "o"]


def shown(
    claims: Sequence[Claim], benchmarks: Sequence[Benchmark], rule: Rule | None = None
) -> tuple[Row, ...]:
    rows = build_rows(MODELS, benchmarks, claims, rule)
    return with_asides(compared_rows(rows), rows)


def test_a_model_under_another_setting_stands_aside_and_is_not_compared(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 50.0, model_id="m", variant="val"),
        make_claim("s2", 60.0, model_id="n", variant="val"),
        make_claim("s3", 99.0, model_id="o", variant="test"),
    ]
    (row,) = shown(claims, [make_benchmark(decisive=("split",))])
    assert row.variant == "val"
    assert row.cells[2].chosen is None
    assert row.best == (1,)
    assert row.delta(2, 0) is None
    assert row.unsettled == ()
    assert row.asides[:2] == (None, None)
    aside = row.asides[2]
    assert aside
    assert aside.cell.chosen == claims[2]
    assert aside.comparability.standing is Standing.DIFFERENT
    assert aside.comparability.text == "Not comparable: split test instead of val."


def test_a_quantized_run_stands_aside_of_one_that_says_nothing_as_not_comparable(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 64.5, model_id="m"),
        make_claim("s2", 60.0, model_id="n"),
        make_claim("s3", 64.0, model_id="o", variant="quantization GPTQ-Int4"),
    ]
    (row,) = shown(claims, [make_benchmark()])
    aside = row.asides[2]
    assert aside
    assert aside.comparability.standing is Standing.DIFFERENT
    assert aside.comparability.text == "Not comparable: quantization GPTQ-Int4."


def test_of_several_settings_the_nearest_stands_aside(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", model_id="m", variant="val"),
        make_claim("s2", model_id="n", variant="val"),
        make_claim("s3", 1.0, model_id="o", variant="test"),
        make_claim("s4", 2.0, model_id="o", variant="val, 5-shot, CoT"),
        make_claim("s5", 3.0, model_id="o", variant="val, 5-shot"),
        make_claim("s6", 4.0, model_id="o", variant="val, CoT", flags=(Flag.COMPUTED,)),
    ]
    (row,) = shown(claims, [make_benchmark(decisive=("split",))])
    aside = row.asides[2]
    assert aside
    assert aside.setting.text == "val, 5-shot"
    assert aside.comparability.standing is Standing.MAY_DIFFER


def test_a_figure_that_may_not_be_chosen_does_not_stand_aside(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", model_id="m", variant="val"),
        make_claim("s2", model_id="n", variant="val"),
        make_claim("s3", model_id="o", variant="test", flags=(Flag.LIKELY_MISATTRIBUTED,)),
    ]
    (row,) = shown(claims, [make_benchmark()])
    assert not any(row.asides)


def test_no_model_with_a_figure_looks_missing_in_the_first_row_of_a_benchmark(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", model_id="m", variant="val"),
        make_claim("s2", model_id="n", variant="val"),
        make_claim("s3", model_id="n", variant="test"),
        make_claim("s4", model_id="o", variant="test"),
    ]
    first, second = shown(claims, [make_benchmark()])
    assert {first.variant, second.variant} == {"test", "val"}
    for cell, aside in zip(first.cells, first.asides, strict=True):
        assert bool(cell.weighed) != bool(aside)
    assert not any(second.asides)


def test_where_no_setting_is_shared_one_row_holds_them_side_by_side(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", model_id="m", variant="val"),
        make_claim("s2", model_id="n", variant="test"),
        make_claim("s3", model_id="n", variant="test", reporter="Else", value=51.0),
    ]
    (row,) = shown(claims, [make_benchmark()])
    assert row.variant == "test"
    assert row.best == ()
    aside = row.asides[0]
    assert aside
    assert aside.cell.chosen == claims[0]


def test_like_for_like_puts_nothing_aside(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", model_id="m", variant="val"),
        make_claim("s2", model_id="n", variant="val"),
        make_claim("s3", model_id="o", variant="test"),
    ]
    (row,) = shown(claims, [make_benchmark()], Rule(Policy.LIKE_FOR_LIKE))
    assert not any(row.asides)


def test_subsets_never_stand_aside_of_a_headline_figure(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", model_id="m"),
        make_claim("s2", model_id="n"),
        make_claim("s3", model_id="o", subset="algebra"),
    ]
    (row,) = shown(claims, [make_benchmark()])
    assert not any(row.asides)


def test_a_flag_keeps_a_row_visible_and_out_of_best_delta_and_order(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 50.0, model_id="m"),
        make_claim("s2", 99.0, model_id="n", flags=(Flag.LIKELY_MISATTRIBUTED,)),
    ]
    (row,) = shown(claims, [make_benchmark()])
    assert [len(cell.weighed) for cell in row.cells] == [1, 1, 0]
    assert "probably measured on another model" in row.cells[1].weighed[0].why
    assert row.best == ()
    assert row.delta(1, 0) is None
    assert row.unsettled == ()


PLACES = st.tuples(
    st.sampled_from(MODELS),
    st.sampled_from(["", "val", "test", "val, CoT", "val, quantization AWQ", "test, 5-shot"]),
    st.integers(0, 5).map(float),
    st.sampled_from(["A", "B"]),
    st.sampled_from(["model-vendor", "other-vendor", "independent", "press"]),
)


@pytest.mark.parametrize("policy", list(Policy))
@given(places=st.lists(PLACES, max_size=10))
def test_no_row_compares_what_may_not_be_compared(
    make_claim: MakeClaim,
    make_benchmark: MakeBenchmark,
    policy: Policy,
    places: list[tuple[str, str, float, str, str]],
) -> None:
    claims = [
        make_claim(f"s{i:02}", value, kind, model_id=m, variant=v, reporter=reporter)
        for i, (m, v, value, reporter, kind) in enumerate(places)
    ]
    benchmark = make_benchmark(decisive=("split",))
    for row in shown(claims, [benchmark], Rule(policy)):
        chosen = [cell.chosen for cell in row.cells]
        for a, one in enumerate(chosen):
            for b, other in enumerate(chosen):
                if a == b or one is None or other is None:
                    assert row.delta(a, b) is None
                    continue
                how = compare_settings(one.setting, other.setting, benchmark.decisive)
                assert (row.delta(a, b) is not None) == (how.standing is Standing.SAME)
        for position, aside in enumerate(row.asides):
            if aside:
                assert row.cells[position].weighed == ()
                assert aside.comparability.standing is not Standing.SAME
                assert {w.claim.model_id for w in aside.cell.weighed} == {MODELS[position]}


@given(places=st.lists(PLACES, max_size=10))
def test_a_model_with_a_figure_is_seen_wherever_its_benchmark_is_compared(
    make_claim: MakeClaim,
    make_benchmark: MakeBenchmark,
    places: list[tuple[str, str, float, str, str]],
) -> None:
    claims = [
        make_claim(f"s{i:02}", value, kind, model_id=m, variant=v, reporter=reporter)
        for i, (m, v, value, reporter, kind) in enumerate(places)
    ]
    rows = shown(claims, [make_benchmark()])
    known: dict[str, set[str]] = {}
    for claim in claims:
        known.setdefault(claim.setting.text, set()).add(claim.model_id)
    figures = {claim.model_id for claim in claims if claim.reporter_kind != "press"}
    shared = any(len(models) > 1 for models in known.values())
    assert bool(rows) == (shared or len(figures) > 1)
    for position, model in enumerate(MODELS):
        seen = any(
            row.cells[position].weighed or (row.asides and row.asides[position]) for row in rows
        )
        assert seen or not rows or model not in figures
