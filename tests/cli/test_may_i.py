"""``can-i``, ``list --allow`` and what sources contradict each other on, as users type them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Command

EXIT_USAGE, EXIT_NOT_FOUND, EXIT_BAD_FILE = 2, 4, 6


def _profile(folder: Path, **facts: object) -> Path:
    path = folder / "plan.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


def test_a_hosted_flagship_is_not_covered_by_its_family_s_license(weighbridge: Command) -> None:
    answer = weighbridge(
        *("can-i", "qwen-vl-max", "--use", "host-service", "--use", "use-outputs"),
        *("--format", "json"),
    ).json

    assert answer["verdict"] == "no"
    assert answer["uses"] == {"host-service": "no", "use-outputs": "ask"}
    assert "no-weights" in answer["flags"]
    assert "R13" in answer["reasons"][0]["text"]
    assert answer["license"] == "proprietary"
    assert answer["texts"] == []


def test_the_open_model_of_that_family_has_conditions_and_a_threshold(
    weighbridge: Command,
) -> None:
    answer = weighbridge("can-i", "qwen-vl", "--use", "commercial-product", "--format", "json").json

    assert answer["verdict"] in {"yes-if", "ask"}
    stated = [c for c in answer["conditions"] if c["term"] == "threshold"]
    assert any("100,000,000" in c["text"] and c["section"] == "4" for c in stated)
    assert "product_mau" in answer["missing"]


@pytest.mark.parametrize(("place", "verdict"), [("DE", "no"), ("EU", "no"), ("US", "yes-if")])
def test_a_multimodal_llama_3_2_is_barred_to_companies_based_in_the_union(
    weighbridge: Command, place: str, verdict: str
) -> None:
    answer = weighbridge(
        *("can-i", "llama-3.2-90b-vision", "--use", "commercial-product"),
        *("--based-in", place, "--format", "json"),
    ).json

    assert answer["verdict"] == verdict
    if verdict == "no":
        bar = answer["reasons"][0]
        assert (bar["license"], bar["document"], bar["term"]) == (
            "llama3.2",
            "use-policy",
            "geographic",
        )
        assert bar["line"] > 0


def test_two_falcons_differ_in_hosting(weighbridge: Command) -> None:
    hosted = {
        name: weighbridge("can-i", name, "--use", "host-service", "--format", "json").json
        for name in ("falcon-40b", "falcon-180b")
    }

    assert hosted["falcon-40b"]["verdict"] == "yes"
    assert hosted["falcon-180b"]["verdict"] == "no"
    assert {r["section"] for r in hosted["falcon-180b"]["reasons"]} >= {"9.1", "9.3"}


def test_a_fine_tune_under_a_freer_tag_is_flagged_and_judged_by_its_base(
    weighbridge: Command,
) -> None:
    answer = weighbridge(
        *("can-i", "minicpm-llama3-v-2.5", "--use", "commercial-product", "--format", "json")
    ).json

    assert answer["license"] == "apache-2.0"
    assert "llama3" in answer["licenses"]
    assert "license-laundering" in answer["flags"]
    assert answer["verdict"] != "yes"
    assert any(c["license"] == "llama3" and c["base"] for c in answer["conditions"])


def test_a_license_is_judged_by_itself_in_every_form(weighbridge: Command) -> None:
    asked = ("can-i", "mit", "--use", "commercial-product")

    assert weighbridge(*asked, "--format", "json").json["verdict"] == "yes"
    table = weighbridge(*asked, "--why").out
    assert "MIT License (mit): yes" in table
    assert "Not legal advice" in table
    assert "Why, step by step" in table
    assert "license database" in table
    assert weighbridge(*asked, "--format", "csv").rows[0]["answer"] == "yes"
    assert "| commercial-product" in weighbridge(*asked, "--format", "md").out


def test_options_go_before_the_facts_of_the_file(weighbridge: Command, tmp_path: Path) -> None:
    plan = _profile(tmp_path, uses=["commercial-product"], group_mau_at_release=800_000_000)
    over = weighbridge("can-i", "llama3.1", "--profile", plan, "--format", "json")
    under = weighbridge(
        *("can-i", "llama3.1", "--profile", plan, "--group-mau-at-release", "5_000_000"),
        *("--tags", "none", "--format", "json"),
    )

    assert over.json["verdict"] == "no"
    assert under.json["verdict"] == "yes-if"
    assert under.json["profile"]["tags"] == []
    assert not any(c["term"] == "threshold" for c in under.json["conditions"])


def test_an_unknown_name_is_answered_with_models_and_licenses(weighbridge: Command) -> None:
    outcome = weighbridge("can-i", "lama3.1", "--use", "research")

    assert outcome.code == EXIT_NOT_FOUND
    assert "no model or license 'lama3.1'" in outcome.err
    assert "llama3.1" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name at least one use"),
        (("--use", "fly"), "uses"),
        (("--use", "research", "--based-in", "Germany"), "country code"),
        (("--use", "research", "--product-mau", "-3"), "from 0 to 1,000,000,000,000,000"),
        (("--use", "research", "--product-mau", "many"), "whole number"),
        (("--use", "research", "--registered", "perhaps"), "true or false"),
        (("--use", "research", "--tags", "wepons"), "weapons"),
    ],
)
def test_facts_that_are_none_are_wrong_usage(
    weighbridge: Command, arguments: tuple[str, ...], said: str
) -> None:
    outcome = weighbridge("can-i", "mit", *arguments)

    assert outcome.code == EXIT_USAGE
    assert said in outcome.err
    assert not outcome.out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "no JSON"),
        (b"[]", "no JSON object"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b'{"uses": ["fly"]}', "expected any of"),
        (b'{"usess": []}', "uses"),
        (b'{"product_mau": NaN}', "NaN is no number"),
        (b'{"product_mau": true}', "whole number"),
        (b'{"a": ' * 3000, "no JSON"),
        (b" " * 300_000, "larger than"),
    ],
)
def test_a_file_that_is_no_profile_is_named(
    weighbridge: Command, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)

    outcome = weighbridge("can-i", "mit", "--profile", path)

    assert outcome.code == EXIT_BAD_FILE
    assert str(path) in outcome.err
    assert said in outcome.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_no_profile_and_is_not_waited_for(weighbridge: Command, tmp_path: Path) -> None:
    path = tmp_path / "pipe.json"
    os.mkfifo(path)

    outcome = weighbridge("can-i", "mit", "--profile", path)

    assert outcome.code == EXIT_BAD_FILE
    assert "no regular file" in outcome.err


def test_an_endless_name_is_not_repeated_in_full(weighbridge: Command) -> None:
    outcome = weighbridge("can-i", "x" * 50_000, "--use", "research")

    assert outcome.code == EXIT_NOT_FOUND
    assert len(outcome.err) < 200


@pytest.mark.parametrize(
    "condition",
    [("--allow", "profile"), ("--where", "allow:profile"), ("--where", "-allow:research,profile")],
)
def test_a_list_by_a_plan_that_nobody_gave_says_how_to_give_one(
    weighbridge: Command, condition: tuple[str, str]
) -> None:
    outcome = weighbridge("list", *condition)

    assert outcome.code == EXIT_USAGE
    assert "--profile FILE" in outcome.err


def test_allow_holds_for_any_of_its_values_and_its_negation_for_none(
    weighbridge: Command,
) -> None:
    def found(*where: str) -> set[str]:
        asked = [part for each in where for part in ("--where", each)]
        models = weighbridge("list", *asked, "--format", "json").json["models"]
        return {model["id"] for model in models}

    hosted, used = found("allow:host-service"), found("allow:use-outputs")
    assert found("allow:host-service,use-outputs") == hosted | used
    assert found("-allow:host-service,use-outputs") == found() - hosted - used
    assert found("allow:host-service", "-allow:use-outputs") == hosted - used
    assert (
        found("contradiction:any")
        == found("contradiction")
        == found() - found("-contradiction:any")
    )


def test_facts_that_clash_are_asked_about_and_never_a_yes(weighbridge: Command) -> None:
    answer = weighbridge(
        *("can-i", "mit", "--use", "commercial-product", "--product-mau", "9"),
        *("--group-mau-now", "3", "--format", "json"),
    ).json

    assert answer["verdict"] == "ask"
    assert any("product_mau is more than group_mau_now" in r["text"] for r in answer["reasons"])


def test_the_list_holds_what_is_allowed_with_its_verdict(weighbridge: Command) -> None:
    listed = weighbridge("list", "--allow", "host-service", "--format", "json").json["models"]

    assert listed
    assert {model["verdict"] for model in listed} <= {"yes", "yes-if"}
    names = {model["id"] for model in listed}
    assert "falcon-40b" in names
    assert not names & {"falcon-180b", "qwen-vl-max"}


def test_facts_change_what_the_list_holds(weighbridge: Command) -> None:
    asked = ("list", "--allow", "commercial-product", "--where", "llama-3.2", "--format", "json")
    here = weighbridge(*asked, "--based-in", "US").json
    there = weighbridge(*asked, "--based-in", "FR").json

    assert there["total"] < here["total"]
    assert "llama-3.2-90b-vision" in {model["id"] for model in here["models"]}
    assert "llama-3.2-90b-vision" not in {model["id"] for model in there["models"]}


def test_contradictions_are_a_list_over_the_whole_catalog(weighbridge: Command) -> None:
    every = weighbridge("list", "--where", "contradiction", "--format", "json").json
    same = weighbridge("list", "--where", "contradiction:any", "--format", "json").json
    laundered = weighbridge(
        "list", "--where", "contradiction:license-laundering", "--format", "json"
    ).json

    assert every["total"] == same["total"] > laundered["total"] > 0
    assert "minicpm-llama3-v-2.5" in {model["id"] for model in laundered["models"]}


def test_a_shown_model_names_both_sides_of_a_contradiction(weighbridge: Command) -> None:
    shown = weighbridge("show", "monkey-chat", "--format", "json").json

    kinds = {found["kind"] for found in shown["license_contradictions"]}
    assert "tag-file-conflict" in kinds
    sources = {found["other"]["source"] for found in shown["license_contradictions"]}
    assert any("LICENSE file" in source for source in sources)


def test_compared_models_carry_verdicts_when_a_plan_is_given(
    weighbridge: Command, tmp_path: Path
) -> None:
    plan = _profile(tmp_path, uses=["commercial-product"], based_in="DE")
    asked = ("compare", "llama-3.2-90b-vision", "falcon-40b", "--format", "json")

    judged = weighbridge(*asked, "--profile", plan).json["models"]
    alone = weighbridge(*asked).json["models"]

    assert [model["verdict"] for model in judged] == ["no", "yes"]
    assert judged[0]["conditions"] > 0
    assert [model["verdict"] for model in alone] == [None, None]
