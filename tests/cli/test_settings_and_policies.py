"""What the command line says of settings, policies and open orders."""

from __future__ import annotations

import csv
import io

import pytest

from desktop.cli.guard import Exit
from desktop.core.claims.policy import POLICY_MEANING, Policy
from tests.cli.conftest import Command

ARTICLE = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro")


def test_the_flagged_figure_is_shown_with_its_reason_and_not_chosen(weighbridge: Command) -> None:
    answer = weighbridge("claims", "qwen2.5-vl-72b-instruct", "mmmu", "--format", "json")
    claims = {claim["value"]: claim for claim in answer.json["claims"]}
    assert set(claims) == {70.2, 64.5}
    assert claims[70.2]["chosen"]
    assert not claims[64.5]["chosen"]
    assert claims[64.5]["flags"] == ["likely-misattributed"]
    assert "probably measured on another model" in claims[64.5]["why"]


def test_a_claim_read_in_two_places_is_one_with_both_sources(weighbridge: Command) -> None:
    answer = weighbridge("claims", "qwen2.5-vl-72b-instruct", "mmmu", "--format", "json")
    (claim,) = (c for c in answer.json["claims"] if c["value"] == 70.2)
    assert claim["also"]
    assert len(claim["sources"]) == 2
    assert claim["via"] is None


def test_figures_of_two_settings_are_never_in_one_row(weighbridge: Command) -> None:
    answer = weighbridge(
        "compare", "claude-sonnet-4-5-20250929", "gpt-4o", "--benchmarks", "livebench",
        "--format", "json",
    )  # fmt: skip
    rows = [r for r in answer.json["rows"] if r["cells"]["claude-sonnet-4-5-20250929"]]
    assert len(rows) == len({(r["setting"]["version"], r["setting"]["thinking"]) for r in rows})
    for row in rows:
        cell = row["cells"]["claude-sonnet-4-5-20250929"]
        assert cell["claims"] == 1
        assert cell["value"] is None  # computed means are shown, never chosen
        assert row["best"] == []


def test_a_quantized_run_stands_with_runs_of_the_same_quantization_only(
    weighbridge: Command,
) -> None:
    answer = weighbridge(
        "compare", "qwen2-vl-72b-instruct", "qwen2-vl-7b-instruct", "--benchmarks", "mathvista",
        "--format", "json",
    )  # fmt: skip
    rows = answer.json["rows"]
    quantized = {r["setting"]["quantization"]: r for r in rows}
    row = quantized["GPTQ-Int4"]
    assert row["cells"]["qwen2-vl-72b-instruct"]["value"] == 69.2
    assert row["cells"]["qwen2-vl-7b-instruct"]["value"] == 60.3
    assert row["set_apart"] == {}
    claim = row["cells"]["qwen2-vl-72b-instruct"]["claim"]
    for other in rows:
        if other is not row:
            cell = other["cells"]["qwen2-vl-72b-instruct"] or {"all": []}
            assert claim not in [c["id"] for c in cell["all"]]


@pytest.mark.parametrize("policy", list(Policy))
def test_the_policy_asked_for_is_applied_and_named(weighbridge: Command, policy: Policy) -> None:
    answer = weighbridge("compare", *ARTICLE, "--policy", policy, "--format", "json")
    assert answer.json["policy"] == policy
    assert answer.json["policy_meaning"] == POLICY_MEANING[policy]
    chosen = [c for row in answer.json["rows"] for c in row["cells"].values() if c and c["claim"]]
    assert chosen
    if policy is Policy.VENDOR:
        assert {c["reporter_kind"] for c in chosen} == {"model-vendor"}
    if policy is Policy.INDEPENDENT:
        assert {c["reporter_kind"] for c in chosen} <= {"benchmark-owner", "independent", "user"}
    if policy is Policy.LIKE_FOR_LIKE:
        for row in answer.json["rows"]:
            reporters = {c["reporter"] for c in row["cells"].values() if c and c["claim"]}
            assert reporters <= {row["reporter"]}


def test_a_claim_can_be_used_over_the_policy(weighbridge: Command) -> None:
    asked = ("compare", *ARTICLE, "--benchmarks", "mathvista", "--format", "json")
    before = weighbridge(*asked).json
    cell = next(
        c
        for row in before["rows"]
        for c in row["cells"].values()
        if c and sum(not a["flags"] and a["reporter_kind"] != "press" for a in c["all"]) > 1
    )
    other = next(a for a in cell["all"] if not a["chosen"] and not a["flags"])
    after = weighbridge(*asked, "--use", other["id"]).json
    picked = [c for row in after["rows"] for c in row["cells"].values() if c and c["picked"]]
    assert [c["claim"] for c in picked] == [other["id"]]
    assert [p["claim"] for p in after["picks"]] == [other["id"]]
    assert "Chosen by you" in picked[0]["why"]


def test_a_press_claim_cannot_be_used(weighbridge: Command) -> None:
    asked = ("compare", *ARTICLE, "--benchmarks", "mathvista", "--format", "json")
    press = next(
        a["id"]
        for row in weighbridge(*asked).json["rows"]
        for c in row["cells"].values()
        if c
        for a in c["all"]
        if a["reporter_kind"] == "press"
    )
    answer = weighbridge(*asked, "--use", press)
    assert answer.code == Exit.USAGE
    assert f"{press} cannot be used: no primary source" in answer.err


def test_no_figure_is_best_while_a_deciding_setting_is_not_stated(weighbridge: Command) -> None:
    rows = weighbridge("compare", *ARTICLE, "--format", "json").json["rows"]
    doubtful = [row for row in rows if row["may_differ"]]
    assert any(row["benchmark"] == "mathvista" and not row["variant"] for row in doubtful)
    assert all(row["best"] == [] and row["order_settled"] for row in doubtful)


def test_an_open_order_names_the_pairs_and_why(weighbridge: Command) -> None:
    models = ("gpt-4o", "gpt-4o-2024-05-13", "claude-3-5-sonnet-20241022")
    answer = weighbridge("compare", *models, "--format", "json")
    open_rows = [row for row in answer.json["rows"] if not row["order_settled"]]
    assert open_rows
    for row in open_rows:
        for pair in row["unsettled"]:
            assert pair["because"] in ("claims", "printed intervals")
            assert set(pair["models"]) <= set(models)
    assert "Order not settled: " in weighbridge("compare", *models).out


def test_an_undated_name_is_said_to_mean_several_versions(weighbridge: Command) -> None:
    answer = weighbridge("compare", *ARTICLE, "--format", "json")
    assert "gpt-4o is an undated alias" in answer.err
    assert "gpt-4o-2024-05-13" in answer.err
    (model,) = (m for m in answer.json["models"] if m["id"] == "gpt-4o")
    assert "gpt-4o-2024-05-13" in model["snapshots"]


def test_the_sheet_keeps_figures_of_other_settings_in_columns_of_their_own(
    weighbridge: Command,
) -> None:
    models = ("gpt-4o", "qwen2.5-vl-72b-instruct")
    answer = weighbridge("compare", *models, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    apart = [row for row in rows if row["gpt-4o set_apart"]]
    assert apart
    for row in apart:
        assert row["gpt-4o"] == ""
        assert row["gpt-4o set_apart_because"].startswith(("May differ", "Not comparable"))


def test_a_row_names_the_models_whose_better_figures_the_policy_leaves_out(
    weighbridge: Command,
) -> None:
    models = ("gpt-4o", "internvl2-llama3-76b", "qwen-vl-max")
    asked = ("compare", *models, "--benchmarks", "mmmu", "--policy", "vendor")
    (row,) = (
        r for r in weighbridge(*asked, "--format", "json").json["rows"] if r["variant"] == "val"
    )
    best = [row["cells"][key]["value"] for key in row["best"]]
    others = [c["value"] for c in row["cells"]["gpt-4o"]["all"]]
    assert row["cells"]["gpt-4o"]["value"] is None
    assert row["passed_over"] == ["gpt-4o"]
    assert max(others) > max(best)
    said = weighbridge(*asked).out
    assert "this policy leaves out better figures of gpt-4o" in " ".join(said.split())
    assert "best?" in said
