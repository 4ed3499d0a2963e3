from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim, Flag, ReporterKind
from desktop.core.claims.resolution import EMPTY, is_disputed, resolve

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]

SPECS = st.fixed_dictionaries(
    {
        "value": st.integers(0, 1000).map(lambda tenths: tenths / 10),
        "kind": st.sampled_from([k.value for k in ReporterKind]),
        "published": st.sampled_from(
            ["", "2024", "2024-01", "2024-01-01", "2024-05-13", "2025-04", "2025-04-02", "1999"]
        ),
        "flags": st.sampled_from([(), (), (), *((flag.value,) for flag in Flag)]),
        "verified": st.booleans(),
        "reporter": st.sampled_from(["OpenAI", "阿里巴巴", "Équipe", "🤗"]),
    }
)
Spec = dict[str, Any]
CELLS = st.lists(SPECS, max_size=8)


def cell(make_claim: MakeClaim, specs: list[Spec]) -> list[Claim]:
    claims = []
    for number, spec in enumerate(specs):
        claim = make_claim(
            f"s{number:03}",
            spec["value"],
            spec["kind"],
            published=spec["published"],
            flags=spec["flags"],
            verified=spec["verified"],
            reporter=f"{spec['reporter']} {number}",  # no two are the same claim
        )
        claims.append(claim)
    return claims


def test_a_cell_without_claims_shows_nothing(make_benchmark: MakeBenchmark) -> None:
    resolution = resolve([], make_benchmark())
    assert resolution == EMPTY
    assert resolution.chosen is None
    assert not resolution.disputed
    assert resolution.why == "No claim is known for this cell."


def test_the_only_claim_is_chosen_whoever_reports_it(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    for kind in ReporterKind:
        resolution = resolve([make_claim("s1", 50.0, kind.value)], make_benchmark())
        assert (resolution.chosen is None) == (kind is ReporterKind.PRESS)


def test_reporters_rank_owner_vendor_independent_other_vendor_unknown_own_runs(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    ranked = ["benchmark-owner", "model-vendor", "independent", "other-vendor", "unknown", "user"]
    claims = [make_claim(f"s{9 - i}", 50.0 + i, kind) for i, kind in enumerate(ranked)]
    while claims:
        chosen = resolve(claims, make_benchmark()).chosen
        assert chosen is not None
        assert chosen.reporter_kind == ranked.pop(0)
        claims.remove(chosen)
    assert not ranked


def test_a_verified_claim_goes_before_any_that_is_not(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 50.0, "benchmark-owner", published="2025"),
        make_claim("s2", 40.0, "unknown", verified=True),
    ]
    resolution = resolve(claims, make_benchmark())
    assert resolution.chosen is claims[1]
    assert "verified" in resolution.why
    assert "verified" in resolution.weighed[1].why


def test_among_equals_the_newest_is_chosen_and_an_undated_one_is_oldest(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    days = ["", "2023-12-31", "2024-01-02", "2024"]
    claims = [make_claim(f"s{i}", 50.0 + i, published=day) for i, day in enumerate(days, 1)]
    resolution = resolve(claims, make_benchmark())
    assert [w.claim.id for w in resolution.weighed] == ["s3", "s4", "s2", "s1"]
    assert "newest of 4 (2024-01-02)" in resolution.why
    assert "undated" in resolution.weighed[-1].why
    assert "older (2023-12-31)" in resolution.weighed[2].why


def test_a_date_never_beats_a_better_reporter(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    old, new = (
        make_claim("s1", kind="model-vendor"),
        make_claim("s2", kind="unknown", published="2026"),
    )
    assert resolve([old, new], make_benchmark()).chosen is old


@pytest.mark.parametrize(
    ("one", "other"), [("", ""), ("2024-05-13", "2024-05-13"), ("2024", "2024-01-01")]
)
def test_equal_claims_are_told_to_be_equal_and_the_first_of_the_catalog_is_shown(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, one: str, other: str
) -> None:
    claims = [make_claim("s1", 50.0, published=one), make_claim("s2", 51.0, published=other)]
    resolution = resolve(reversed(claims), make_benchmark())
    assert resolution.chosen is claims[0]
    assert "same rank and date" in resolution.weighed[1].why


def test_the_newest_is_not_called_so_when_another_is_as_new(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    days = ["2024-05-13", "2024-05-13", "2023"]
    claims = [make_claim(f"s{i}", 50.0 + i, published=day) for i, day in enumerate(days)]
    assert resolve(claims, make_benchmark()).why.endswith(
        "first of the 2 newest of 3 (2024-05-13)."
    )


@pytest.mark.parametrize("flag", list(Flag))
def test_a_flagged_claim_is_shown_with_its_reason_and_not_chosen(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, flag: Flag
) -> None:
    flagged = make_claim("s1", kind="benchmark-owner", flags=(flag.value,), verified=True)
    plain = make_claim("s2", kind="unknown")
    resolution = resolve([flagged, plain], make_benchmark())
    assert resolution.chosen is plain
    assert [w.claim.id for w in resolution.weighed] == ["s2", "s1"]
    assert not resolution.weighed[1].eligible


def test_a_cell_of_press_reports_only_shows_no_value_but_keeps_them(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    resolution = resolve([make_claim("s1", 61.1, "press")], make_benchmark())
    assert resolution.chosen is None
    assert resolution.why == "No claim of this cell may be chosen."
    assert (resolution.low, resolution.high) == (61.1, 61.1)


def test_claims_of_two_models_or_benchmarks_never_share_a_cell(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    for other in ({"model_id": "n"}, {"benchmark_id": "c"}):
        with pytest.raises(ValueError, match="never share"):
            resolve([make_claim("s1"), make_claim("s2", **other)], make_benchmark())


@pytest.mark.parametrize(
    ("low", "high", "tolerance", "disputed"),
    [
        (50.0, 51.0, 1.0, False),
        (50.0, 51.1, 1.0, True),
        (92.5, 93.5, 1.0, False),
        (0.1, 0.3, 0.2, False),
        (50.0, 50.0, None, False),
        (50.0, 50.1, None, True),
        (50.0, 50.0, 0.0, False),
        (None, None, None, False),
    ],
)
def test_a_cell_is_disputed_when_its_spread_exceeds_the_tolerance(
    low: float | None, high: float | None, tolerance: float | None, disputed: bool
) -> None:
    assert is_disputed(low, high, tolerance) is disputed


@given(specs=CELLS, seed=st.integers())
def test_the_order_of_the_claims_never_changes_the_answer(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], seed: int
) -> None:
    claims = cell(make_claim, specs)
    shuffled = random.Random(seed).sample(claims, len(claims))  # noqa: S311 - no secret
    assert resolve(shuffled, make_benchmark()) == resolve(claims, make_benchmark())


@given(specs=CELLS)
def test_what_is_chosen_was_given_and_is_neither_press_nor_flagged(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec]
) -> None:
    claims = cell(make_claim, specs)
    resolution = resolve(claims, make_benchmark())
    may_be_chosen = [c for c in claims if not c.flags and c.reporter_kind != "press"]
    assert (resolution.chosen in claims) == bool(may_be_chosen)
    assert resolution.chosen is None or resolution.chosen in may_be_chosen
    assert sum(w.chosen for w in resolution.weighed) == bool(may_be_chosen)


@given(specs=CELLS)
def test_no_claim_gets_lost_and_each_has_a_reason(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec]
) -> None:
    claims = cell(make_claim, specs)
    weighed = resolve(claims, make_benchmark()).weighed
    assert sorted(w.claim.id for w in weighed) == [c.id for c in claims]
    for w in weighed:
        assert w.why.startswith("Chosen: " if w.chosen else "Not chosen: ")
        assert w.why.endswith(".")


@given(specs=CELLS)
def test_the_chosen_value_lies_within_the_spread(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec]
) -> None:
    resolution = resolve(cell(make_claim, specs), make_benchmark())
    if resolution.chosen:
        assert resolution.low is not None
        assert resolution.high is not None
        assert resolution.low <= resolution.chosen.value <= resolution.high


@given(specs=CELLS, tolerance=st.sampled_from([None, 0.0, 0.1, 1.0, 10.0]))
def test_disputed_says_whether_the_spread_exceeds_the_tolerance(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], tolerance: float | None
) -> None:
    claims = cell(make_claim, specs)
    resolution = resolve(claims, make_benchmark(tolerance=tolerance))
    tenths = [round(c.value * 10) for c in claims if c.belongs_to_cell]
    spread = max(tenths) - min(tenths) if tenths else 0
    assert resolution.disputed == (spread > round((tolerance or 0) * 10))


@given(specs=CELLS.filter(bool), worse=SPECS)
def test_a_claim_that_ranks_worse_never_changes_the_choice(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], worse: Spec
) -> None:
    before = resolve(cell(make_claim, specs), make_benchmark())
    assume(before.chosen is not None)
    claims = cell(make_claim, [*specs, worse])
    after = resolve(claims, make_benchmark())
    order = [w.claim.id for w in after.weighed]
    assert before.chosen is not None
    if order.index(claims[-1].id) > order.index(before.chosen.id):
        assert after.chosen == before.chosen
    else:
        assert after.chosen == claims[-1]


@given(specs=CELLS, extra=SPECS)
def test_taking_the_chosen_claim_away_brings_the_next_in_the_order(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark, specs: list[Spec], extra: Spec
) -> None:
    claims = cell(make_claim, [*specs, extra])
    first = resolve(claims, make_benchmark())
    if first.chosen is None:
        return
    rest = resolve([c for c in claims if c is not first.chosen], make_benchmark())
    assert [w.claim for w in rest.weighed] == [w.claim for w in first.weighed[1:]]
