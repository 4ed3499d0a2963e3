from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.core.benchmark import Baseline, Benchmark
from desktop.core.claims.claim import Claim
from desktop.core.claims.setting import take_apart
from desktop.core.compare.saturation import applies, saturation
from desktop.core.source import Source

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]


def baseline(name: str, value: float, variant: str = "val") -> Baseline:
    return Baseline("b", variant, name, value, Source("s", "A board", "", "", None, "", ""))


@pytest.fixture
def claims(make_claim: MakeClaim) -> list[Claim]:
    def made(key: str, value: float, day: str, **rest: Any) -> Claim:
        return make_claim(key, value, published=day, variant="val", model_id=key, **rest)

    return [
        made("first", 40.0, "2023-01"),
        made("worse", 30.0, "2023-06"),
        made("better", 70.0, "2024-02-01"),
        made("press", 99.0, "2024-03-01", kind="press"),
        made("flagged", 98.0, "2024-03-01", flags=("computed",)),
        made("part", 97.0, "2024-03-01", subset="algebra"),
        make_claim("other", 96.0, published="2024-03-01", variant="test", model_id="other"),
    ]


def test_the_best_figure_is_one_of_the_main_setting_that_may_be_chosen(
    make_benchmark: MakeBenchmark, claims: list[Claim]
) -> None:
    found = saturation(make_benchmark(), claims, ())
    assert found is not None
    assert found.best.id == "better"
    assert found.setting.split == "val"
    assert [c.id for c in found.frontier] == ["first", "better"]


def test_the_room_used_is_counted_from_chance_where_a_source_prints_it(
    make_benchmark: MakeBenchmark, claims: list[Claim]
) -> None:
    chance = baseline("Random Chance", 25.0, "validation")
    with_chance = saturation(make_benchmark(), claims, [chance, baseline("Frequent Choice", 26.0)])
    without = saturation(make_benchmark(), claims, [baseline("Random Chance", 25.0, "test")])
    assert with_chance is not None
    assert without is not None
    assert with_chance.used == pytest.approx((70 - 25) / 75)
    assert with_chance.chance == chance
    assert without.used == pytest.approx(0.7)
    assert without.chance is None


def test_people_are_compared_with_the_best_figure_the_best_people_first(
    make_benchmark: MakeBenchmark, claims: list[Claim]
) -> None:
    people = [baseline("Human Expert (Low)", 60.0), baseline("Human Expert (High)", 80.0)]
    found = saturation(make_benchmark(), claims, people)
    assert found is not None
    assert [b.value for b in found.humans] == [80.0, 60.0]
    assert not found.passes(people[1])
    assert found.passes(people[0])


def test_where_lower_is_better_the_way_goes_down(
    make_benchmark: MakeBenchmark, make_claim: MakeClaim
) -> None:
    claims = [make_claim("a", 40.0, model_id="a"), make_claim("b", 10.0, model_id="b")]
    human = baseline("Human", 20.0, "")
    found = saturation(make_benchmark(higher_is_better=False), claims, [human])
    assert found is not None
    assert found.best.id == "b"
    assert found.used == pytest.approx(0.9)
    assert found.humans == (human,)
    assert found.passes(human)


def test_a_scale_without_ends_has_no_share(
    make_benchmark: MakeBenchmark, make_claim: MakeClaim
) -> None:
    found = saturation(make_benchmark(low=None, high=None), [make_claim("a", 1300.0)], ())
    assert found is not None
    assert found.used is None
    assert found.humans == ()


def test_nothing_to_choose_is_no_saturation(
    make_benchmark: MakeBenchmark, make_claim: MakeClaim
) -> None:
    assert saturation(make_benchmark(), [make_claim("a", 1.0, "press")], ()) is None


@pytest.mark.parametrize(
    ("printed", "setting", "fits"),
    [("validation", "val", True), ("", "val", True), ("test", "val", False), ("val", "", False)],
)
def test_a_baseline_applies_to_settings_that_say_all_that_it_says(
    printed: str, setting: str, fits: bool
) -> None:
    assert applies(baseline("Human", 1.0, printed), take_apart(setting)) is fits
