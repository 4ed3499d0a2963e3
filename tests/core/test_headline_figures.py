from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.catalog.reader import CatalogReader
from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim, Flag
from desktop.core.claims.comparability import Standing, compare_settings
from desktop.core.claims.headline import Headline, headlines, main_setting
from desktop.core.claims.setting import take_apart

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]


def test_the_main_setting_is_the_one_with_most_models(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", model_id="m", variant="val"),
        make_claim("s2", model_id="n", variant="Validation"),
        make_claim("s3", model_id="m", variant="test"),
        make_claim("s4", model_id="m", variant="test", value=51.0),
        make_claim("s5", model_id="m", variant="test", value=52.0),
    ]
    main = main_setting(make_benchmark(), claims)
    assert main
    assert main.key == take_apart("val").key


def test_a_setting_that_leaves_what_decides_unsaid_is_no_measure_for_others(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [make_claim(f"s{i}", model_id=f"m{i}") for i in range(3)]
    claims.append(make_claim("s9", model_id="m9", variant="val"))
    benchmark = make_benchmark(decisive=("split",))
    main = main_setting(benchmark, claims)
    assert main
    assert main.text == "val"
    assert [h.certain for h in headlines(benchmark, claims)] == [False, False, False, True]


def test_flagged_press_and_subset_figures_make_no_main_setting_and_no_headline(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", flags=(Flag.COMPUTED,)),
        make_claim("s2", kind="press"),
        make_claim("s3", subset="algebra"),
    ]
    assert main_setting(make_benchmark(), claims) is None
    assert headlines(make_benchmark(), claims) == []


def test_a_figure_of_another_setting_is_not_shown_and_one_that_may_differ_is_marked(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 50.0, model_id="a", variant="val"),
        make_claim("s2", 51.0, model_id="b", variant="val"),
        make_claim("s3", 52.0, model_id="c"),
        make_claim("s4", 53.0, model_id="d", variant="test"),
        make_claim("s5", 54.0, model_id="e", variant="val, quantization AWQ"),
    ]
    assert headlines(make_benchmark(decisive=("split",)), claims) == [
        Headline("a", "s1", 50.0, certain=True),
        Headline("b", "s2", 51.0, certain=True),
        Headline("c", "s3", 52.0, certain=False),
    ]


def test_a_figure_of_the_main_setting_goes_before_a_better_reporter_elsewhere(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [
        make_claim("s1", 50.0, model_id="a", variant="val"),
        make_claim("s2", 51.0, "other-vendor", model_id="b", variant="val"),
        make_claim("s3", 52.0, "benchmark-owner", model_id="b", verified=True),
    ]
    found = headlines(make_benchmark(decisive=("split",)), claims)
    assert found[1] == Headline("b", "s2", 51.0, certain=True)


def test_claims_of_other_benchmarks_are_passed_over(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [make_claim("s1", benchmark_id="other"), make_claim("s2")]
    assert [h.claim_id for h in headlines(make_benchmark(), claims)] == ["s2"]


SPECS = st.fixed_dictionaries(
    {
        "model_id": st.sampled_from(["a", "b", "c"]),
        "variant": st.sampled_from(
            [
                "",
                "val",
                "Validation",
                "test",
                "val, CoT",
                "val, quantization AWQ",
                "CoT",
                "thinking",
            ]
        ),
        "value": st.integers(0, 5).map(float),
        "kind": st.sampled_from(["model-vendor", "independent", "press", "user"]),
        "flags": st.sampled_from([(), (), (Flag.COMPUTED,)]),
        "subset": st.sampled_from(["", "", "algebra"]),
        "verified": st.booleans(),
    }
)
DECISIVE = st.sampled_from([(), ("split",), ("split", "cot")])


@given(specs=st.lists(SPECS, max_size=10), decisive=DECISIVE, seed=st.integers())
def test_a_headline_is_one_chosen_figure_a_model_and_never_of_a_different_setting(
    make_claim: MakeClaim,
    make_benchmark: MakeBenchmark,
    specs: list[dict[str, Any]],
    decisive: tuple[str, ...],
    seed: int,
) -> None:
    claims = {f"s{i:02}": make_claim(f"s{i:02}", **spec) for i, spec in enumerate(specs)}
    benchmark = make_benchmark(decisive=decisive)
    found = headlines(benchmark, claims.values())
    shuffled = random.Random(seed).sample(list(claims.values()), len(claims))  # noqa: S311 - no secret
    assert headlines(benchmark, shuffled) == found
    assert [h.model_id for h in found] == sorted({h.model_id for h in found})
    main = main_setting(benchmark, claims.values())
    for h in found:
        claim = claims[h.claim_id]
        assert main
        assert (claim.model_id, claim.value, claim.subset) == (h.model_id, h.value, "")
        assert not claim.flags
        assert claim.reporter_kind != "press"
        how = compare_settings(main, claim.setting, decisive).standing
        assert how is not Standing.DIFFERENT
        assert h.certain == (how is Standing.SAME)


@given(specs=st.lists(SPECS, max_size=10), decisive=DECISIVE)
def test_a_model_is_left_out_only_if_all_its_figures_are_barred_or_of_a_different_setting(
    make_claim: MakeClaim,
    make_benchmark: MakeBenchmark,
    specs: list[dict[str, Any]],
    decisive: tuple[str, ...],
) -> None:
    claims = [make_claim(f"s{i:02}", **spec) for i, spec in enumerate(specs)]
    benchmark = make_benchmark(decisive=decisive)
    main = main_setting(benchmark, claims)
    fitting = {
        c.model_id
        for c in claims
        if main
        and not c.flags
        and c.reporter_kind != "press"
        and not c.subset
        and compare_settings(main, c.setting, decisive).standing is not Standing.DIFFERENT
    }
    assert {h.model_id for h in headlines(benchmark, claims)} == fitting


def test_the_figures_of_the_list_on_the_seeds_are_of_the_main_setting_by_every_column(
    reader: CatalogReader, seeds_folder: Path
) -> None:
    with (seeds_folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    ids = list(reader.model_names())
    claims = reader.claims(ids)
    certain = 0
    for benchmark in reader.benchmarks():
        own = [c for c in claims if c.benchmark_id == benchmark.id]
        found = headlines(benchmark, own)
        assert all(rows[h.claim_id]["flags"] == "" for h in found)
        assert all(float(rows[h.claim_id]["value"]) == h.value for h in found)
        sure = [rows[h.claim_id] for h in found if h.certain]
        certain += len(sure)
        for column in ("subset", "split", "shots", "cot", "effort", "quantization", "version"):
            assert len({row[column] for row in sure}) <= 1, (benchmark.id, column)
        formats = {rows[h.claim_id]["quantization"] for h in found}
        assert len(formats) <= 1
    assert certain > 1000


def test_the_list_shows_mmmu_on_val_and_mathvista_on_testmini(reader: CatalogReader) -> None:
    ids = list(reader.model_names())
    for benchmark, split in (("mmmu", "val"), ("mathvista", "testmini")):
        (found,) = reader.benchmarks([benchmark])
        main = main_setting(found, reader.claims(ids, [benchmark]))
        assert main
        assert main.text == split
