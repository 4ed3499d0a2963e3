from __future__ import annotations

import csv
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalog.reader import CatalogReader
from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim
from desktop.core.claims.comparability import Comparability, Standing, compare_settings, undecided
from desktop.core.claims.policy import Policy
from desktop.core.claims.resolution import Rule
from desktop.core.claims.setting import FIELD_NAMES, FIELDS, Setting, take_apart
from desktop.core.compare.rows import build_rows, with_asides

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]

DEVIATIONS = ("quantization",)
VALUES = st.sampled_from(["", "", "a", "A", "b", "default"])
SETTINGS = st.builds(Setting, text=st.just(""), **dict.fromkeys(FIELDS, VALUES))
DECISIVE = st.sets(st.sampled_from(FIELDS), max_size=4).map(lambda s: tuple(sorted(s)))


def standing(one: str, other: str, *decisive: str) -> Standing:
    return compare_settings(take_apart(one), take_apart(other), decisive).standing


def expected(one: Setting, other: Setting, decisive: tuple[str, ...]) -> Standing:
    """The rule once more, field by field."""
    answers = set()
    for name in FIELDS:
        a, b = getattr(one, name).lower(), getattr(other, name).lower()
        if a and b and a != b and "default" in (a, b):
            answers.add(Standing.MAY_DIFFER)
        elif a and b:
            answers.add(Standing.SAME if a == b else Standing.DIFFERENT)
        elif a or b:
            deviates = name in DEVIATIONS
            answers.add(Standing.DIFFERENT if deviates else Standing.MAY_DIFFER)
        elif name in decisive:
            answers.add(Standing.MAY_DIFFER)
    for answer in (Standing.DIFFERENT, Standing.MAY_DIFFER):
        if answer in answers:
            return answer
    return Standing.SAME


@given(one=SETTINGS, other=SETTINGS, decisive=DECISIVE)
def test_settings_are_the_same_may_differ_or_differ_field_by_field(
    one: Setting, other: Setting, decisive: tuple[str, ...]
) -> None:
    assert compare_settings(one, other, decisive).standing is expected(one, other, decisive)


@given(one=SETTINGS, other=SETTINGS, decisive=DECISIVE)
def test_it_does_not_matter_which_of_two_figures_is_asked_about(
    one: Setting, other: Setting, decisive: tuple[str, ...]
) -> None:
    there, back = compare_settings(one, other, decisive), compare_settings(other, one, decisive)
    assert there.standing is back.standing
    assert len(there.reasons) == len(back.reasons)


@given(setting=SETTINGS, decisive=DECISIVE)
def test_a_setting_is_the_same_as_itself_exactly_if_all_that_decides_is_stated(
    setting: Setting, decisive: tuple[str, ...]
) -> None:
    stated = all(getattr(setting, name) for name in decisive)
    answer = compare_settings(setting, setting, decisive)
    assert answer.standing is (Standing.SAME if stated else Standing.MAY_DIFFER)
    assert (undecided(setting, decisive) == ()) == stated


@given(setting=SETTINGS, decisive=DECISIVE, name=st.sampled_from(DEVIATIONS))
def test_a_run_that_departs_from_the_released_model_differs_from_one_that_says_nothing(
    setting: Setting, decisive: tuple[str, ...], name: str
) -> None:
    fields = {f: getattr(setting, f) for f in FIELDS}
    silent = Setting("", **(fields | {name: ""}))
    departs = Setting("", **(fields | {name: "GPTQ-Int4"}))
    assert compare_settings(silent, departs, decisive).standing is Standing.DIFFERENT


@given(one=SETTINGS, other=SETTINGS, decisive=DECISIVE)
def test_reasons_are_given_exactly_where_figures_may_not_be_compared(
    one: Setting, other: Setting, decisive: tuple[str, ...]
) -> None:
    answer = compare_settings(one, other, decisive)
    assert bool(answer.reasons) == (answer.standing is not Standing.SAME)
    assert all(any(name in reason for name in FIELD_NAMES.values()) for reason in answer.reasons)
    assert answer.text.endswith(".")


@given(one=SETTINGS, other=SETTINGS, decisive=DECISIVE, more=DECISIVE)
def test_more_decisive_fields_never_make_figures_more_comparable(
    one: Setting, other: Setting, decisive: tuple[str, ...], more: tuple[str, ...]
) -> None:
    order = list(Standing)
    few = compare_settings(one, other, decisive).standing
    many = compare_settings(one, other, tuple({*decisive, *more})).standing
    assert order.index(few) <= order.index(many)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("val", "val", Standing.SAME),
        ("Validation", "val", Standing.SAME),
        ("val", "test", Standing.DIFFERENT),
        ("val", "", Standing.MAY_DIFFER),
        ("", "", Standing.MAY_DIFFER),
        ("val, 0-shot", "val", Standing.MAY_DIFFER),
        ("val, 0-shot", "val, 5-shot", Standing.DIFFERENT),
        ("val, CoT", "val", Standing.MAY_DIFFER),
        ("val, thinking", "val, no thinking", Standing.DIFFERENT),
        ("val, thinking 32k", "val, thinking", Standing.MAY_DIFFER),
        ("val, thinking 32k", "val, thinking 64k", Standing.DIFFERENT),
        ("val, image detail low", "val", Standing.MAY_DIFFER),
        ("val, quantization AWQ", "val", Standing.DIFFERENT),
        ("val, quantization BF16", "val", Standing.DIFFERENT),
        ("val, quantization AWQ", "val, quantization BF16", Standing.DIFFERENT),
        ("val, snapshot 2023-11-06", "val", Standing.MAY_DIFFER),
    ],
)
def test_figures_on_mmmu(one: str, other: str, answer: Standing) -> None:
    assert standing(one, other, "split") is answer


def test_not_stated_and_default_are_not_the_same() -> None:
    assert standing("diff", "diff, default thinking") is Standing.MAY_DIFFER


def test_each_answer_is_a_sentence_that_names_the_fields() -> None:
    val = take_apart("val, 0-shot")
    assert compare_settings(val, val, ("split",)) == Comparability(Standing.SAME)
    assert compare_settings(val, val, ("split",)).text == "Same setting."
    other = take_apart("test, 0-shot")
    assert compare_settings(val, other, ("split",)).text == (
        "Not comparable: split test instead of val."
    )
    assert compare_settings(val, take_apart("0-shot"), ("split",)).text == (
        "May differ: split not stated."
    )


def test_a_row_whose_decisive_field_is_not_stated_has_no_best_no_delta_and_no_order(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    benchmark = make_benchmark(decisive=("split", "shots"))
    for variant, fields in (
        ("", ("split", "shots")),
        ("val", ("shots",)),
        ("5-shot", ("split",)),
        ("5-shot, val", ()),
    ):
        claims = [
            make_claim("s1", 50.0, model_id="m", variant=variant),
            make_claim("s2", 70.0, model_id="m", variant=variant, reporter="Else"),
            make_claim("s3", 60.0, model_id="n", variant=variant),
        ]
        (row,) = build_rows(["m", "n"], [benchmark], claims)
        assert row.undecided == fields
        assert bool(row.best) == (not fields)
        assert (row.delta(0, 1) is not None) == (not fields)
        assert bool(row.unsettled) == (not fields)


def test_a_delta_is_the_printed_difference_and_none_where_a_value_is_missing(
    make_claim: MakeClaim, make_benchmark: MakeBenchmark
) -> None:
    claims = [make_claim("s1", 63.8, model_id="m"), make_claim("s2", 51.0, model_id="n")]
    (row,) = build_rows(["m", "n", "o"], [make_benchmark()], claims)
    assert row.delta(0, 1) == 12.8
    assert row.delta(1, 0) == -12.8
    assert row.delta(0, 0) is None
    assert row.delta(2, 0) is None
    assert row.delta(0, 2) is None


# With the seeds


@pytest.fixture(scope="module")
def columns() -> dict[str, dict[str, str]]:
    """The claims of the seeds by id, with their taken-apart columns."""
    path = Path(__file__).parents[2] / "seeds" / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


TAKEN_APART = ("split", "shots", "cot", "effort", "quantization", "version")
"""Columns that are blank only where nothing is said; those for thinking and tools miss words."""


def test_the_decisive_fields_of_the_seeds_are_fields(reader: CatalogReader) -> None:
    decisive = {benchmark.id: benchmark.decisive for benchmark in reader.benchmarks()}
    assert {name for names in decisive.values() for name in names} <= set(FIELDS)
    assert decisive["mmmu"] == decisive["mathvista"] == ("split",)
    assert decisive["livebench"] == ("version",)
    assert "shots" in decisive["mmlu"]
    assert decisive["realworldqa"] == ()


@pytest.mark.parametrize("policy", list(Policy))
def test_what_is_compared_in_the_seeds_agrees_in_every_column(
    reader: CatalogReader, columns: dict[str, dict[str, str]], policy: Policy
) -> None:
    """By the columns of ``claims.csv``: no figure is set against one of another setting."""
    ids = list(reader.model_names())
    compared = 0
    for row in build_rows(ids, reader.benchmarks(), reader.claims(ids), Rule(policy)):
        chosen = [columns[cell.chosen.id] for cell in row.cells if cell.chosen]
        if row.undecided or len(chosen) < 2:
            assert row.best == ()
            continue
        compared += 1
        for column in ("benchmark_id", "subset", *TAKEN_APART):
            assert len({claim[column] for claim in chosen}) == 1, (row.key, column)
    assert compared > 100


def test_figures_of_claude_sonnet_4_5_on_livebench_are_never_subtracted(
    reader: CatalogReader, columns: dict[str, dict[str, str]]
) -> None:
    """Ten releases, with and without thinking: each stands in a row of its own."""
    ids = ["claude-sonnet-4-5-20250929", "claude-opus-4-5-20251101", "gpt-5-2025-08-07"]
    benchmarks = reader.benchmarks(["livebench"])
    for policy in Policy:
        rows = build_rows(ids, benchmarks, reader.claims(ids, ["livebench"]), Rule(policy))
        keys = [row.key for row in rows]
        assert len(set(keys)) == len(keys)
        releases = set()
        for row in rows:
            claims = [columns[w.claim.id] for cell in row.cells for w in cell.weighed]
            assert len({c["version"] for c in claims}) == 1
            assert len({c["thinking"] for c in claims}) == 1
            releases |= {c["version"] for c in claims if c["model_id"] == ids[0]}
            for a, b in itertools.permutations(range(3), 2):
                if row.delta(a, b) is not None:
                    one, other = row.cells[a].chosen, row.cells[b].chosen
                    assert one
                    assert other
                    assert one.setting.version == other.setting.version != ""
        assert len(releases) == 4


def test_quantized_runs_are_compared_with_runs_of_the_same_quantization_only(
    reader: CatalogReader, columns: dict[str, dict[str, str]]
) -> None:
    ids = ["qwen2-vl-72b-instruct", "qwen2-vl-7b-instruct", "gpt-4o"]
    rows = build_rows(ids, reader.benchmarks(), reader.claims(ids))
    quantized = {key: row["quantization"] for key, row in columns.items()}
    seen = set()
    for row in with_asides(rows, rows):
        formats = {quantized[w.claim.id] for cell in row.cells for w in cell.weighed}
        assert len(formats) == 1
        seen |= formats
        for aside in filter(None, row.asides):
            chosen = aside.cell.chosen
            if chosen and {quantized[chosen.id]} != formats:
                assert aside.comparability.standing is Standing.DIFFERENT
    assert {"GPTQ-Int4", "GPTQ-Int8", "AWQ", "BF16", ""} <= seen
