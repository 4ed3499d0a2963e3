"""Each limit and each step of a verdict, on the texts that have it, at its edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.core.licenses.license import LimitationTerm, Terms
from desktop.core.licenses.modality import Modality
from desktop.core.verdict.judge import judge
from desktop.core.verdict.places import EU
from desktop.core.verdict.profile_fields import ProfileError, field_of, read_profile
from desktop.core.verdict.verdict import Answer, Part, StepOf, Verdict

Ask = Callable[..., Verdict]

NO, ASK, YES_IF, YES = Answer.NO, Answer.ASK, Answer.YES_IF, Answer.YES


@pytest.fixture
def ask(all_terms: dict[str, Terms]) -> Ask:
    """Judge one text: its id, the uses, and the facts as a profile file has them."""

    def asked(terms: str, uses: str, of_model: Modality | None = None, **facts: Any) -> Verdict:
        return judge(all_terms[terms], read_profile({"uses": uses, **facts}), of_model)

    return asked


def limit(verdict: Verdict, term: str) -> list[tuple[Part, Answer]]:
    return [(f.part, f.answer) for f in verdict.findings if f.term == term]


COMMERCE = "commercial-product"
TRAIN = "train-other-model-on-outputs"


# Thresholds


@pytest.mark.parametrize(
    ("terms", "fact", "value", "answer"),
    [
        ("llama3", "group_mau_at_release", 700_000_000, YES_IF),
        ("llama3", "group_mau_at_release", 700_000_001, NO),
        ("tongyi-qianwen-vl", "product_mau", 100_000_000, YES_IF),
        ("tongyi-qianwen-vl", "product_mau", 100_000_001, NO),
        ("lfm-1.0", "group_annual_revenue_usd", 9_999_999, YES_IF),
        ("lfm-1.0", "group_annual_revenue_usd", 10_000_000, NO),
        ("ltxv-owl-0.9.7", "company_annual_revenue_usd", 9_999_999, YES_IF),
        ("ltxv-owl-0.9.7", "company_annual_revenue_usd", 10_000_000, NO),
        ("stability-ai-community", "group_annual_revenue_usd", 1_000_000, YES_IF),
        ("stability-ai-community", "group_annual_revenue_usd", 1_000_000.01, NO),
        ("minicpm", "devices", 5001, NO),
        ("minicpm", "group_daily_users", 1_000_000, NO),
        ("mistral-medium-3.5", "group_monthly_revenue_usd", 20_000_000, YES_IF),
        ("mistral-medium-3.5", "group_monthly_revenue_usd", 20_000_001, NO),
        ("hyperclova-x-seed", "group_mau_at_release", 10_000_001, NO),
    ],
)
def test_a_threshold_is_crossed_where_its_operator_says_so(
    ask: Ask, terms: str, fact: str, value: float, answer: Answer
) -> None:
    verdict = ask(terms, COMMERCE, competitor=False, registered=True, tags=[], **{fact: value})
    assert verdict.answer is answer


@pytest.mark.parametrize(
    ("terms", "fact"),
    [
        ("llama3", "group_mau_now"),
        ("llama3", "product_mau"),
        ("tongyi-qianwen-vl", "group_mau_at_release"),
        ("tongyi-qianwen-vl", "group_mau_now"),
        ("minicpm", "group_mau_now"),
        ("ltxv-owl-0.9.7", "group_annual_revenue_usd"),
        ("mistral-medium-3.5", "group_annual_revenue_usd"),
    ],
)
def test_a_large_number_of_another_kind_crosses_no_threshold(
    ask: Ask, terms: str, fact: str
) -> None:
    assert ask(terms, COMMERCE, **{fact: 900_000_000}).answer is not NO


@pytest.mark.parametrize(
    ("terms", "fact", "value"),
    [
        ("stability-ai-community", "company_annual_revenue_usd", 1_000_001),
        ("stability-ai-community", "product_annual_revenue_usd", 1_000_001),
        ("stability-ai-community", "group_monthly_revenue_usd", 1_000_001),
        ("stability-ai-community", "product_monthly_revenue_usd", 1_000_001),
        ("mistral-medium-3.5", "product_monthly_revenue_usd", 20_000_001),
    ],
)
def test_a_part_over_the_limit_settles_the_whole(
    ask: Ask, terms: str, fact: str, value: int
) -> None:
    assert ask(terms, COMMERCE, **{fact: value}).answer is NO


@pytest.mark.parametrize(
    ("terms", "fact", "value"),
    [
        ("tongyi-qianwen-vl", "group_mau_now", 99_000_000),
        ("ltxv-owl-0.9.7", "group_annual_revenue_usd", 9_000_000),
        ("mistral-medium-3.5", "group_annual_revenue_usd", 19_000_000),
    ],
)
def test_a_whole_below_the_limit_settles_the_part_and_says_how_far_it_is(
    ask: Ask, terms: str, fact: str, value: int
) -> None:
    verdict = ask(terms, COMMERCE, **{fact: value})
    (found,) = [f for f in verdict.findings if f.term == "threshold"]
    assert found.answer is YES_IF
    assert found.facts == ()
    assert field_of(fact).label.lower() in found.text
    assert "1,000,000 to go" in found.text


def test_a_part_below_the_limit_settles_nothing(ask: Ask) -> None:
    verdict = ask("stability-ai-community", COMMERCE, company_annual_revenue_usd=10)
    assert "group_annual_revenue_usd" in verdict.missing


def test_a_threshold_of_the_past_leaves_no_condition_once_it_was_not_crossed(ask: Ask) -> None:
    assert limit(ask("llama3", COMMERCE, group_mau_at_release=1), "threshold") == []
    assert limit(ask("llama3", COMMERCE), "threshold") == [(Part.CONDITION, YES_IF)]


def test_zero_is_a_figure_and_not_a_missing_one(ask: Ask) -> None:
    verdict = ask("tongyi-qianwen-vl", COMMERCE, product_mau=0)
    assert "product_mau" not in verdict.missing
    assert limit(verdict, "threshold") == [(Part.CONDITION, YES_IF)]


def test_a_product_that_came_with_the_model_inside_is_excepted_where_the_text_says_so(
    ask: Ask,
) -> None:
    over = {"group_mau_at_release": 800_000_000, "received_in_product": True}
    assert limit(ask("llama3", COMMERCE, **over), "threshold") == [(Part.RISK, YES)]
    assert ask("tencent-hunyuan-large", COMMERCE, used_in=["US"], **over).answer is NO


def test_a_name_to_be_shown_is_a_condition_and_never_a_bar(ask: Ask) -> None:
    over = ask("kimi-k2", COMMERCE, product_mau=100_000_001)
    assert over.answer is YES_IF
    assert "attribution-display" in {f.term for f in over.conditions}
    below = ask("kimi-k2", COMMERCE, product_mau=100_000_000, product_monthly_revenue_usd=1)
    assert "attribution-display" not in {f.term for f in below.conditions}
    assert below.answer is YES_IF, "staying below is a condition"


def test_a_threshold_on_commerce_leaves_private_use_alone(ask: Ask) -> None:
    assert limit(ask("tongyi-qianwen-vl", "personal", product_mau=10**9), "threshold") == []


def test_a_threshold_for_sellers_of_models_asks_whether_the_group_is_one(ask: Ask) -> None:
    over = {"group_annual_revenue_usd": 20_000_001}
    assert ask("kimi-k3", COMMERCE, runs_maas=True, **over).answer is NO
    assert ask("kimi-k3", COMMERCE, runs_maas=False, **over).answer is YES_IF
    unknown = ask("kimi-k3", COMMERCE, **over)
    assert unknown.answer is YES_IF
    assert "runs_maas" in unknown.missing


# Geography


@pytest.mark.parametrize("country", [*sorted(EU), "EU", "EL", "el", " de "])
def test_every_member_state_of_the_union_is_barred_where_the_union_is(
    ask: Ask, country: str
) -> None:
    assert ask("llama4", COMMERCE, Modality.MULTIMODAL, based_in=country).answer is NO


@pytest.mark.parametrize("country", ["GB", "UK", "gb", "CH", "NO", "US", "IS"])
def test_other_countries_are_not_in_the_union(ask: Ask, country: str) -> None:
    assert ask("llama4", COMMERCE, Modality.MULTIMODAL, based_in=country).answer is YES_IF


def test_there_are_27_member_states() -> None:
    assert len(EU) == 27


def test_text_models_are_barred_nowhere_and_an_unknown_modality_is_asked_for(ask: Ask) -> None:
    assert limit(ask("llama4", COMMERCE, Modality.TEXT, based_in="DE"), "geographic") == []
    open_ = ask("llama4", COMMERCE, based_in="DE")
    assert open_.answer is ASK
    assert open_.missing.count("modality") == 1
    assert ask("llama4", COMMERCE, based_in="US").answer is YES_IF
    told = ask("llama4", COMMERCE, Modality.TEXT, based_in="DE", modality="multimodal")
    assert told.answer is NO, "what the profile says goes before what the catalog says"


def test_the_end_user_of_a_product_is_excepted_but_is_told(ask: Ask) -> None:
    verdict = ask("llama4", COMMERCE, Modality.MULTIMODAL, based_in="DE", received_in_product=True)
    assert limit(verdict, "geographic") == [(Part.RISK, YES)]


@pytest.mark.parametrize(
    ("used_in", "answer"),
    [
        (["US"], YES_IF),
        (["US", "FR"], NO),
        (["GB"], NO),
        (["KR"], NO),
        (["KOR", "US"], NO),
        (["JP", "CN"], YES_IF),
        ([], ASK),
    ],
)
def test_where_the_place_of_use_counts_one_barred_place_suffices(
    ask: Ask, used_in: list[str], answer: Answer
) -> None:
    facts = {"used_in": used_in, "based_in": "DE"}
    assert ask("tencent-hunyuan-a13b", COMMERCE, **facts).answer is answer


def test_where_the_seat_counts_the_place_of_use_does_not(ask: Ask) -> None:
    facts = {"used_in": ["DE"], "based_in": "US"}
    assert ask("llama4", COMMERCE, Modality.MULTIMODAL, **facts).answer is YES_IF


def test_the_union_alone_is_not_the_kingdom(ask: Ask) -> None:
    assert ask("tencent-hunyuan-large", COMMERCE, used_in="UK").answer is YES_IF


# Suits


@pytest.mark.parametrize(
    ("terms", "suing", "ends"),
    [
        ("llama3", "patent", True),
        ("llama3", "copyright", True),
        ("llama3", "other-ip", True),
        ("llama3", "no", False),
        ("openmdw-1.1", "patent", True),
        ("openmdw-1.1", "copyright", True),
        ("openmdw-1.1", "other-ip", False),
        ("openmdw-1.0", "patent", True),
        ("openmdw-1.0", "copyright", False),
        ("mpl-2.0", "other-ip", False),
    ],
)
def test_a_suit_ends_the_rights_where_it_is_within_the_scope(
    ask: Ask, terms: str, suing: str, ends: bool
) -> None:
    verdict = ask(terms, COMMERCE, suing=suing)
    assert (verdict.answer is NO) == ends
    if not ends:
        assert limit(verdict, "litigation-retaliation") == [(Part.RISK, YES)]


def test_a_patent_suit_that_ends_only_the_patent_license_bars_only_what_rests_on_it(
    ask: Ask,
) -> None:
    both = ask("apache-2.0", f"{COMMERCE}, patent-assurance", suing="patent")
    assert both.answer is NO
    assert both.of_use(both.uses[0]) is YES
    assert both.of_use(both.uses[1]) is NO
    assert ask("apache-2.0", COMMERCE, suing="patent").answer is YES


# Guardrails and barred uses


def test_a_plan_that_gets_round_guardrails_ends_a_license_with_that_clause(ask: Ask) -> None:
    terms = "nvidia-open-model-2025-04-28"
    plan = ask(terms, COMMERCE, tags=["safety-circumvention"])
    assert (Part.REASON, NO) in limit(plan, "guardrail-termination")
    other = ask(terms, COMMERCE, tags=[])
    assert limit(other, "guardrail-termination") == [(Part.RISK, YES)]


def test_no_sensitive_purpose_and_not_saying_are_two_things(ask: Ask) -> None:
    silent, none = ask("falcon-3", COMMERCE), ask("falcon-3", COMMERCE, tags=[])
    assert silent.answer is none.answer is YES_IF
    assert "tags" in silent.missing
    assert "tags" not in none.missing
    assert "field-of-use" in {f.term for f in none.conditions}, "the list stays a condition"


def test_one_barred_tag_among_others_is_a_no_and_says_which(ask: Ask) -> None:
    verdict = ask("llama3", COMMERCE, tags=["animals", "military"])
    assert verdict.answer is NO
    assert [f.tag for f in verdict.findings if f.answer is NO] == ["military"]


def test_a_list_that_was_not_found_in_full_leaves_other_tags_open(
    ask: Ask, all_terms: dict[str, Terms]
) -> None:
    term = next(x for x in all_terms["falcon-180b"].limitations if x.type == "field-of-use")
    assert term.parameter("list_incomplete") == "true"
    assert ask("falcon-180b", COMMERCE, tags=["animals"]).answer is ASK
    assert ask("falcon-180b", COMMERCE, tags=[]).answer is YES_IF


def test_a_tag_that_two_readings_bar_and_allow_is_a_question(ask: Ask) -> None:
    verdict = ask("gemma", COMMERCE, tags=["automated-decisions"])
    assert verdict.answer is ASK
    assert verdict.parts(Part.CONTESTED)


# Commerce


@pytest.mark.parametrize("use", [COMMERCE, "internal-business"])
def test_a_license_without_commerce_bars_business(ask: Ask, use: str) -> None:
    assert ask("apple-amlr", use).answer is NO


def test_a_service_without_a_known_aim_is_licensed_only_if_it_is_not_for_money(ask: Ask) -> None:
    unknown = ask("cc-by-nc-4.0", "host-service")
    assert unknown.answer is YES_IF
    assert "purpose" in unknown.missing
    assert ask("cc-by-nc-4.0", "host-service", purpose="commercial").answer is NO
    free = ask("cc-by-nc-4.0", "host-service", purpose="non-commercial")
    assert free.answer is not NO
    assert "purpose" not in free.missing


def test_a_service_for_money_needs_the_permission_for_commerce_too(ask: Ask) -> None:
    paid = ask("apache-2.0", "host-service", purpose="commercial")
    assert {f.term for f in paid.findings if f.step is StepOf.PERMISSION} == {
        "host-as-service",
        "commercial-use",
    }


# Hosting and passing on


@pytest.mark.parametrize(
    ("terms", "facts", "answer"),
    [
        ("falcon-180b", {}, NO),
        ("falcon-180b", {"background_in_product": True}, YES_IF),
        ("falcon-180b", {"background_in_product": False}, NO),
        ("stability-ai-nc-research", {"background_in_product": True}, NO),
        ("apache-2.0", {"background_in_product": True}, YES),
    ],
)
def test_hosting_in_the_background_is_excepted_only_where_the_text_says_so(
    ask: Ask, terms: str, facts: dict[str, Any], answer: Answer
) -> None:
    facts = {"purpose": "non-commercial", **facts}
    assert ask(terms, "host-service", **facts).answer is answer


def test_a_bar_on_commercial_entities_asks_whether_one_is(ask: Ask) -> None:
    uses = "redistribute-weights"
    assert ask("mrl-0.1", uses, entity=True).answer is NO
    assert (Part.CONDITION, YES_IF) in limit(ask("mrl-0.1", uses), "no-distribution")
    assert limit(ask("mrl-0.1", uses, entity=False), "no-distribution") == []


@pytest.mark.parametrize(
    ("uses", "modified", "answer"),
    [
        ("publish-fine-tune", None, NO),
        ("redistribute-weights", True, NO),
        ("redistribute-weights", False, YES_IF),
        ("redistribute-weights", None, YES_IF),
        ("fine-tune-private", None, YES_IF),
    ],
)
def test_changed_copies_stay_at_home_under_a_license_without_derivatives(
    ask: Ask, uses: str, modified: bool | None, answer: Answer
) -> None:
    verdict = ask("cc-by-nd-4.0", uses, modified=modified)
    assert verdict.answer is answer
    asked = uses == "redistribute-weights" and modified is None
    assert ("modified" in verdict.missing) == asked


def test_nothing_may_be_passed_on_where_all_distribution_is_barred(ask: Ask) -> None:
    for uses in ("redistribute-weights", "publish-fine-tune"):
        assert ask("microsoft-research", uses, purpose="non-commercial").answer is NO


@pytest.mark.parametrize(("competitor", "answer"), [(True, NO), (None, ASK), (False, YES_IF)])
def test_a_competitor_has_no_rights_and_an_unknown_one_is_asked(
    ask: Ask, competitor: bool | None, answer: Answer
) -> None:
    verdict = ask("hyperclova-x-seed", COMMERCE, competitor=competitor)
    assert verdict.answer is answer
    assert ("competitor" in verdict.missing) == (competitor is None)


# Rival models


@pytest.mark.parametrize(
    ("terms", "target", "answer"),
    [
        ("llama3", "own-family", YES_IF),
        ("llama3", "other-llm", NO),
        ("llama3", "other-foundation-model", ASK),
        ("llama3", "small-task-model", ASK),
        ("llama3", None, ASK),
        ("stability-ai-community", "own-family", YES_IF),
        ("stability-ai-community", "other-llm", NO),
        ("stability-ai-community", "other-foundation-model", NO),
        ("stability-ai-community", "small-task-model", ASK),
        ("tencent-hunyuan-a13b", "own-family", YES_IF),
        ("tencent-hunyuan-a13b", "other-llm", NO),
        ("tencent-hunyuan-a13b", "other-foundation-model", NO),
        ("tencent-hunyuan-a13b", "small-task-model", NO),
        ("exaone-1.1-nc", "own-family", NO),
        ("exaone-1.1-nc", None, NO),
    ],
)
def test_what_may_be_trained_on_outputs_goes_by_the_scope_and_the_target(
    ask: Ask, terms: str, target: str | None, answer: Answer
) -> None:
    verdict = ask(terms, TRAIN, target_model=target, used_in=["US"], tags=[])
    (found,) = [f for f in verdict.findings if f.term == "competing-model"]
    assert found.answer is answer
    assert "train-on-outputs" not in {
        f.term for f in verdict.findings if f.step is StepOf.PERMISSION
    }, "the limit decides, not the bare value"


@pytest.mark.parametrize(("competing", "answer"), [(True, NO), (False, YES_IF), (None, ASK)])
def test_what_competes_only_the_facts_can_say(
    ask: Ask, competing: bool | None, answer: Answer
) -> None:
    facts = {"target_model": "small-task-model", "target_competing": competing}
    verdict = ask("flux-1-dev-nc", TRAIN, **facts)
    found = [f for f in verdict.findings if f.term == "competing-model"]
    assert [f.answer for f in found] == [answer]
    assert ("target_competing" in verdict.missing) == (competing is None)


# Duties


@pytest.mark.parametrize(
    ("terms", "name", "met"),
    [
        ("llama3.1", "Llama-Foo", True),
        ("llama3.1", "llama-foo", True),
        ("llama3.1", "meta/Llama-Foo", True),
        ("llama3.1", "Llama/Foo", False),
        ("llama3.1", "My-Llama", False),
        ("minicpm", "My-MiniCPM-Foo", True),
        ("minicpm", "org/minicpm", True),
        ("minicpm", "minicpm/Foo", False),
        ("glm-4-9b", "GLM-4-Foo", True),
        ("glm-4-9b", "foo-glm-4", False),
        ("exaone-1.1-nc", "EXAONE-Foo", True),
    ],
)
def test_a_duty_of_a_name_looks_at_the_last_part_of_it_in_any_case(
    ask: Ask, terms: str, name: str, met: bool
) -> None:
    verdict = ask(terms, "publish-fine-tune", model_name=name)
    (found,) = [f for f in verdict.findings if f.term.startswith("model-name-")]
    assert found.part is (Part.MET if met else Part.CONDITION)
    assert name in found.text


def test_without_a_name_the_duty_of_a_name_stays_a_condition(ask: Ask) -> None:
    verdict = ask("llama3.1", "publish-fine-tune")
    assert "model-name-prefix" in {f.term for f in verdict.conditions}


@pytest.mark.parametrize(
    ("terms", "new_license", "answer"),
    [
        ("gpl-3.0", "gpl-3.0", Part.MET),
        ("gpl-3.0", "mit", Part.REASON),
        ("cc-by-sa-4.0", "gpl-3.0", Part.MET),
        ("cc-by-sa-4.0", "cc-by-4.0", Part.REASON),
        ("lgpl-3.0", "mit", Part.REASON),
        ("mpl-2.0", "mit", Part.CONDITION),
        ("gpl-3.0", "", Part.CONDITION),
    ],
)
def test_share_alike_goes_by_the_license_of_the_fine_tune(
    ask: Ask, terms: str, new_license: str, answer: Part
) -> None:
    verdict = ask(terms, "publish-fine-tune", new_license=new_license)
    (found,) = [f for f in verdict.findings if f.term == "share-alike"]
    assert found.part is answer
    assert ("new_license" in verdict.missing) == (not new_license)


def test_a_registration_that_was_done_is_met_and_no_condition(ask: Ask) -> None:
    done = ask("glm-4-9b", COMMERCE, registered=True)
    assert "registration" in {f.term for f in done.parts(Part.MET)}
    assert "registration" not in {f.term for f in done.conditions}
    assert "registration" in {f.term for f in ask("glm-4-9b", COMMERCE).conditions}


def test_what_is_not_granted_is_reserved_but_outputs_are_free(ask: Ask) -> None:
    assert ask("mit", "patent-assurance").answer is ASK
    assert ask("mit", "use-outputs").answer is YES
    assert "Not mentioned, not restricted" in ask("mit", "use-outputs").findings[0].text


# The plan itself


def test_a_plan_without_a_use_is_never_answered(ask: Ask) -> None:
    assert ask("mit", "").answer is ASK


@pytest.mark.parametrize(
    "facts",
    [
        {"product_mau": 2, "group_mau_now": 1},
        {"product_monthly_revenue_usd": 2, "group_annual_revenue_usd": 1},
        {"company_annual_revenue_usd": 2, "group_annual_revenue_usd": 1},
        {"group_monthly_revenue_usd": 2, "group_annual_revenue_usd": 1},
        {"product_monthly_revenue_usd": 2, "product_annual_revenue_usd": 1},
        {"purpose": "non-commercial"},
    ],
)
def test_facts_that_cannot_all_be_true_are_a_question_with_their_names(
    ask: Ask, facts: dict[str, Any]
) -> None:
    verdict = ask("mit", COMMERCE, **facts)
    assert verdict.answer is ASK
    assert set(facts) <= set(verdict.missing)
    assert verdict.reasons[0].step is StepOf.FACTS


def test_equal_figures_of_part_and_whole_go_together(ask: Ask) -> None:
    assert ask("mit", COMMERCE, product_mau=5, group_mau_now=5).answer is YES


@pytest.mark.parametrize(
    "facts",
    [
        {"product_mau": -1},
        {"product_mau": 1.5},
        {"product_mau": True},
        {"product_mau": float("nan")},
        {"group_annual_revenue_usd": float("inf")},
        {"product_mau": 10**15 + 1},
        {"based_in": "Germany"},
        {"used_in": ["DE", "nowhere"]},
        {"tags": 5},
        {"purpose": "fun"},
        {"suing": "everybody"},
        {"model_name": "x" * 201},
        {"competitor": "no"},
        {"no_such_fact": 1},
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ProfileError):
        read_profile({"uses": [COMMERCE], **facts})


def test_a_parameter_of_an_unknown_kind_of_target_or_scope_is_a_question(
    all_terms: dict[str, Terms],
) -> None:
    terms = all_terms["llama3"]
    changed = tuple(
        LimitationTerm(x.type, (("scope", "new-scope"), ("covers", "outputs")), x.reference)
        if x.type == "competing-model"
        else x
        for x in terms.limitations
    )
    plan = read_profile({"uses": [TRAIN], "target_model": "other-llm"})
    verdict = judge(replace(terms, limitations=changed), plan)
    assert verdict.answer is ASK
