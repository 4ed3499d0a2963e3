from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Command

QUESTIONS = (
    ("list", "--search", "qwen-vl"),
    ("show", "qwen-vl-max"),
    ("claims", "gpt-4o", "mathvista"),
    ("compare", "gpt-4o", "qwen-vl-max"),
    ("license", "gemma"),
)


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q[0])
def test_every_question_is_answered_in_every_form(
    weighbridge: Command, question: tuple[str, ...], form: str
) -> None:
    answer = weighbridge(*question, "--format", form)
    assert answer.code == 0
    assert answer.out.endswith("\n")
    match form:
        case "json":
            assert isinstance(answer.json, dict)
        case "csv":
            assert answer.rows
            assert all(None not in row and None not in row.values() for row in answer.rows)
        case "md":
            assert "| --- |" in answer.out
        case _:
            assert "──" in answer.out


@pytest.mark.parametrize("before", [True, False])
def test_format_and_catalog_are_taken_before_and_after_the_command(
    weighbridge: Command, catalog_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    monkeypatch.delenv("WEIGHBRIDGE_CATALOG")
    common = ("--catalog", catalog_path, "--format", "json")
    command = ("list", "--limit", "1")
    answer = weighbridge(*common, *command) if before else weighbridge(*command, *common)
    assert len(answer.json["models"]) == 1


def test_the_article_s_figures_are_press_claims_and_not_chosen(weighbridge: Command) -> None:
    models = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro")
    answer = weighbridge("compare", *models, "--benchmarks", "mathvista,mmmu", "--format", "json")
    cells = [row["cells"] for row in answer.json["rows"] if row["benchmark"] == "mathvista"]
    for model, figure in zip(models, (61.1, 59.5, 58.5), strict=True):
        (cell,) = [
            c[model]
            for c in cells
            if c[model] and any(claim["reporter_kind"] == "press" for claim in c[model]["all"])
        ]
        (press,) = [claim for claim in cell["all"] if claim["reporter_kind"] == "press"]
        assert press["value"] == figure
        assert not press["chosen"]
        assert press["why"].startswith("Not chosen")
        assert cell["value"] != figure
        assert cell["reporter_kind"] != "press"


def test_each_compared_cell_counts_its_claims_and_shows_at_most_one(weighbridge: Command) -> None:
    answer = weighbridge("compare", "gpt-4o", "qwen-vl-max", "--rows", "all", "--format", "json")
    cells = [c for row in answer.json["rows"] for c in row["cells"].values()]
    assert None in cells  # nobody published anything: missing, not zero
    for cell in filter(None, cells):
        chosen = [claim for claim in cell["all"] if claim["chosen"]]
        assert len(cell["all"]) == cell["claims"] >= 1
        assert [claim["id"] for claim in chosen] == ([cell["claim"]] if cell["claim"] else [])
        assert (cell["value"] is None) == (not chosen)


def test_a_cell_with_claims_none_of_which_may_be_chosen_keeps_them(weighbridge: Command) -> None:
    found = [
        cell
        for model in ("gpt-4v", "llama-3.1-8b-instruct", "gpt-4o")
        for row in weighbridge("compare", model, "--rows", "all", "--format", "json").json["rows"]
        for cell in row["cells"].values()
        if cell and cell["value"] is None
    ]
    for cell in found:
        assert cell["claim"] is None
        assert cell["all"]


def test_rows_about_one_model_only_are_left_out_and_counted(weighbridge: Command) -> None:
    models = ("gpt-4o", "qwen-vl-max")
    shared = weighbridge("compare", *models, "--format", "json")
    whole = weighbridge("compare", *models, "--rows", "all", "--format", "json")
    left_out = shared.json["left_out"]
    assert len(shared.json["rows"]) + left_out == len(whole.json["rows"])
    assert f"{left_out} rows left out" in shared.err
    assert whole.json["left_out"] == 0
    assert "left out" not in whole.err
    for row in shared.json["rows"]:
        # A figure of another setting counts as known, and stands apart from the cells.
        assert len({key for key, cell in row["cells"].items() if cell} | set(row["set_apart"])) == 2


def test_named_benchmarks_are_shown_whole_but_without_subsets(weighbridge: Command) -> None:
    answer = weighbridge(
        "compare", "gpt-4o", "qwen-vl-max", "--benchmarks", "mmmu, MathVista", "--format", "json"
    )
    rows = answer.json["rows"]
    assert {row["benchmark"] for row in rows} == {"mmmu", "mathvista"}
    assert rows[0]["benchmark"] == "mmmu"
    assert {row["subset"] for row in rows} == {None}
    assert any(None in row["cells"].values() for row in rows)


def test_claims_show_at_most_one_chosen_a_variant_and_subset(weighbridge: Command) -> None:
    answer = weighbridge("claims", "qwen-vl-max", "MMMU", "--format", "json").json
    groups: dict[tuple[str, str], int] = {}
    for claim in answer["claims"]:
        key = (claim["variant"], claim["subset"])
        groups[key] = groups.get(key, 0) + claim["chosen"]
        assert claim["sources"]
        assert claim["why"]
    assert set(groups.values()) == {1}


def test_claims_of_one_variant_only(weighbridge: Command) -> None:
    answer = weighbridge(
        "claims", "gpt-4o", "mathvista", "--variant", "TestMini", "--format", "json"
    )
    assert {claim["variant"] for claim in answer.json["claims"]} == {"testmini"}
    unstated = weighbridge("claims", "gpt-4o", "mathvista", "--variant", "", "--format", "json")
    assert {claim["variant"] for claim in unstated.json["claims"]} == {None}


def test_claims_for_readers_carry_unit_reporter_reason_and_address(weighbridge: Command) -> None:
    out = weighbridge("claims", "gpt-4o", "mathvista").out
    for part in ("%, higher is better", "AI Buzz (press)", "no primary source", "https://github"):
        assert part in out


def test_a_cell_without_claims_says_so_and_is_no_error(weighbridge: Command) -> None:
    answer = weighbridge("claims", "qwen-vlo", "mathvista")
    assert answer.code == 0
    assert "No claim about qwen-vlo on MathVista is in the catalog." in answer.out


def test_the_list_is_filtered_sorted_and_limited(weighbridge: Command) -> None:
    answer = weighbridge(
        *("list", "--where", "weights=open", "--where", "parameters<=10b"),
        *("--released-before", "2024-06", "--sort", "released", "--descending"),
        *("--limit", "5", "--format", "json"),
    ).json
    dates = [model["release_date"] for model in answer["models"]]
    assert answer["total"] > len(answer["models"]) == 5
    assert dates == sorted(dates, reverse=True)
    assert dates[0] < "2024-06-01"
    assert all(m["parameters_total"] <= 10**10 for m in answer["models"])


def test_the_whole_list_is_listed(weighbridge: Command) -> None:
    answer = weighbridge("list", "--format", "json").json
    assert len(answer["models"]) == answer["total"] > 256
    assert len({m["id"] for m in answer["models"]}) == answer["total"]


def test_a_list_of_nothing_is_an_answer(weighbridge: Command) -> None:
    answer = weighbridge("list", "--search", "no such thing at all", "--format", "json")
    assert (answer.code, answer.json["models"], answer.json["total"]) == (0, [], 0)
    assert "No model matches." in answer.err


def test_a_model_is_shown_with_sources_conflicts_snapshots_and_license(
    weighbridge: Command,
) -> None:
    answer = weighbridge("show", "Qwen-VL-Max", "--format", "json").json
    facts = {fact["field"]: fact for fact in answer["facts"]}
    assert answer["model"]["id"] == "qwen-vl-max"
    assert facts["release_date"]["source"]
    assert facts["release_date"]["conflicts"]
    assert facts["parameters_total"]["text"] is None
    assert answer["snapshots"]
    assert answer["license"]["openness_class"] == "api-only"
    assert sum(claim["reporter_kind"] == "press" for claim in answer["claims"]) == 1
    assert "Not legal advice" in answer["not_legal_advice"]


def test_a_model_is_found_by_its_hub_id(weighbridge: Command) -> None:
    answer = weighbridge("show", "Qwen/Qwen2-VL-72B-Instruct", "--format", "json").json
    assert answer["model"]["id"] == "qwen2-vl-72b-instruct"
    assert [span["license"] for span in answer["license_history"]] == ["proprietary", "qwen"]


def test_a_license_is_shown_with_section_and_line_of_every_term(weighbridge: Command) -> None:
    answer = weighbridge("license", "gemma", "--format", "json").json
    terms = answer["terms"]
    assert len(terms["permissions"]) == 11
    for part in ("permissions", "conditions", "limitations", "ambiguities"):
        assert all(term["section"] and term["line"] > 0 for term in terms[part])
    assert {text["provenance"] for text in terms["texts"]} <= {
        "official-repo",
        "license-database",
        "third-party-copy",
    }
    assert terms["supersedes"] == "gemma-2024-02-21"
    assert "gemma-7b" in answer["models"]
    assert answer["not_legal_advice"].startswith("Not legal advice")


def test_a_license_for_readers_says_whom_its_limits_concern(weighbridge: Command) -> None:
    out = " ".join(weighbridge("license", "llama3.2").out.split())
    for part in ("700,000,000 monthly active", "barred uses", "official repository"):
        assert part in out
    rows = weighbridge("license", "llama3.2", "--format", "csv").rows
    (place,) = [row for row in rows if row["term"] == "geographic"]
    assert place["says"].startswith("no rights for multimodal models in EU")
    assert "end users excepted: true" in place["parameters"]


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("modified-mit", "ambiguous", "kimi-k2"),
        ("proprietary", "no-text", "No text is known"),
        ("jamba-open", "no-text", "No text is known"),
        ("odbl", "family-without-version", "the version is missing"),
        ("epl-2.0", "no-entry", "no structured reading"),
        ("other", "not-a-license", "Not a license"),
    ],
)
def test_a_license_without_terms_says_why(
    weighbridge: Command, asked: str, status: str, says: str
) -> None:
    answer = weighbridge("license", asked, "--format", "json").json
    assert (answer["terms"], answer["status"]) == (None, status)
    assert says in weighbridge("license", asked).out
    assert bool(answer["may_mean"]) == (asked == "modified-mit")


def test_a_compared_csv_has_plain_figures_and_blanks_for_missing(weighbridge: Command) -> None:
    rows = weighbridge(
        "compare", "gpt-4o", "qwen-vl-max", "--benchmarks", "mathvista", "--format", "csv"
    ).rows
    by_variant = {row["variant"]: row for row in rows}
    assert float(by_variant["testmini"]["gpt-4o"]) == 63.8
    assert by_variant["no thinking"]["qwen-vl-max"] == ""
    assert by_variant["no thinking"]["qwen-vl-max claims"] == "0"


def test_the_same_question_gives_the_same_bytes(weighbridge: Command) -> None:
    first, second = (weighbridge("compare", "gpt-4o", "gpt-4v", "--format", "json") for _ in "ab")
    assert first.out == second.out


def test_json_is_one_object_with_the_state_of_the_catalog(weighbridge: Command) -> None:
    for question in QUESTIONS:
        document = json.loads(weighbridge(*question, "--format", "json").out)
        assert document["catalog"]["as_of"] == "2026-11-23"
        assert document["catalog"]["revision"]
