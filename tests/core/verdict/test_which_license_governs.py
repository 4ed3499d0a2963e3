"""Rules R1 to R13: which license governs a model, and what its bases add."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.core.contradictions.contradiction import ContradictionKind
from desktop.core.licenses.modality import Modality
from desktop.core.licenses.situation import Base, Rival, Situation
from desktop.core.model import Weights
from desktop.core.verdict.model_verdict import Judge, counts
from desktop.core.verdict.profile import Use
from desktop.core.verdict.profile_fields import read_profile
from desktop.core.verdict.verdict import Answer, FlagKind, Verdict
from tests.core.verdict.plans import Look

NO, ASK, YES_IF, YES = Answer.NO, Answer.ASK, Answer.YES_IF, Answer.YES
COMMERCE = "commercial-product"
Real = dict[str, Situation]


def verdict(situation: Situation, uses: str, **facts: Any) -> Verdict:
    judge = Judge(read_profile({"uses": uses, **facts}))
    found = judge.model(situation)
    assert judge.answer(situation) is found.answer
    return found


def kinds(found: Verdict) -> set[str]:
    return {str(flag.kind) for flag in found.flags}


def model(
    look: Look,
    license_id: str,
    *bases: Situation | None,
    name: str = "org/a-model",
    weights: Weights = Weights.OPEN,
    rivals: tuple[tuple[str, str], ...] = (),
    source: str = "Hub card",
) -> Situation:
    return Situation(
        model=name,
        name=name,
        repository=name,
        weights=weights,
        weights_source="Hub card",
        modality=None,
        named=look(license_id),
        source=source,
        rivals=tuple(Rival(look(key), place) for key, place in rivals),
        bases=tuple(
            Base(b.name if b else "nobody/knows", "finetune", "whole", "card", "", b) for b in bases
        ),
    )


# Real models


def test_a_hosted_flagship_has_no_weights_to_host_and_its_terms_decide_the_rest(
    real: Real,
) -> None:
    hosting = verdict(real["qwen-vl-max"], "host-service")
    assert hosting.answer is NO
    assert "R13" in hosting.reasons[0].text
    assert verdict(real["qwen-vl-max"], COMMERCE).answer is ASK
    both = verdict(real["qwen-vl-max"], f"{COMMERCE}, host-service")
    assert both.answer is NO
    assert both.of_use(Use.COMMERCIAL_PRODUCT) is ASK
    assert "no-weights" in kinds(both)
    assert both.licenses == ()


def test_qwen_vl_may_be_sold_below_its_threshold_and_under_its_conditions(real: Real) -> None:
    found = verdict(real["qwen-vl"], COMMERCE, product_mau=1000)
    assert found.answer is YES_IF
    assert "tongyi-qianwen-vl" in found.licenses
    assert any("99,999,000 to go" in f.text for f in found.conditions)
    assert verdict(real["qwen-vl"], COMMERCE, product_mau=100_000_001).answer is NO
    assert "product_mau" in verdict(real["qwen-vl"], COMMERCE).missing


def test_llama_3_2_vision_is_barred_in_the_union_and_its_text_siblings_are_not(
    real: Real,
) -> None:
    vision, text = real["llama-3.2-11b-vision-instruct"], real["llama-3.2-1b-instruct"]
    assert vision.modality is Modality.MULTIMODAL
    assert verdict(vision, COMMERCE, based_in="DE").answer is NO
    assert verdict(vision, COMMERCE, based_in="US").answer is YES_IF
    assert verdict(vision, COMMERCE).answer is ASK
    assert verdict(text, COMMERCE, based_in="DE").answer is YES_IF


def test_falcon_40b_may_be_hosted_and_falcon_180b_may_not(real: Real) -> None:
    free = {"purpose": "commercial", "modified": False}
    assert verdict(real["falcon-40b"], "host-service", **free).answer is YES
    barred = verdict(real["falcon-180b"], "host-service", **free)
    assert barred.answer is NO
    assert "hosting-prohibited" in {f.term for f in barred.reasons if f.answer is NO}


def test_a_name_that_several_texts_go_by_is_a_question(real: Real) -> None:
    found = verdict(real["devstral-2"], COMMERCE)
    assert found.answer is ASK
    assert "ambiguous-alias" in kinds(found)
    for text in ("kimi-k2", "minimax-m2", "mistral-medium-3.5"):
        assert text in found.reasons[0].text


def test_a_no_of_one_text_among_several_is_a_question_and_of_all_a_no(look: Look) -> None:
    rich = {"group_monthly_revenue_usd": 10**9, "product_monthly_revenue_usd": 10**9}
    assert verdict(model(look, "modified-mit"), COMMERCE, **rich).answer is ASK
    named = look("modified-mit")
    texts = [look(key).terms for key in ("cc-by-nc-4.0", "apple-amlr")]
    barred = replace(named, may_mean=tuple(text for text in texts if text))
    assert len(barred.may_mean) == 2
    agreed = replace(model(look, "modified-mit"), named=barred)
    assert verdict(agreed, COMMERCE).answer is NO
    assert verdict(agreed, "research").answer is ASK


def test_every_model_without_a_license_is_a_question(real: Real) -> None:
    bare = [s for s in real.values() if not s.named.license.id and s.weights is Weights.OPEN]
    assert len(bare) > 20
    for situation in bare:
        found = verdict(situation, COMMERCE)
        assert found.answer.severity >= ASK.severity
        assert FlagKind.NOT_STATED in kinds(found)


def test_every_model_without_weights_can_neither_be_hosted_nor_passed_on(real: Real) -> None:
    closed = [s for s in real.values() if s.weights is Weights.API_ONLY]
    assert len(closed) > 100
    for situation in closed:
        for use in ("host-service", "redistribute-weights", "publish-fine-tune"):
            assert verdict(situation, use).answer is NO
        assert verdict(situation, COMMERCE).answer is ASK


# R1 to R4


@pytest.mark.parametrize(
    ("license_id", "flag"),
    [
        ("", "license-not-stated"),
        ("other", "no-license-text"),
        ("unknown", "no-license-text"),
        ("openrail", "family-without-version"),
        ("gpl", "family-without-version"),
        ("modified-mit", "ambiguous-alias"),
        ("somebody's-own", "no-license-text"),
    ],
)
def test_what_no_text_is_known_for_is_a_question_with_a_flag(
    look: Look, license_id: str, flag: str
) -> None:
    for use in ("personal", COMMERCE, "redistribute-weights"):
        found = verdict(model(look, license_id), use)
        assert found.answer is ASK
        assert flag in kinds(found)


def test_boost_is_no_business_source_license(look: Look) -> None:
    assert verdict(model(look, "bsl-1.0"), COMMERCE).answer is YES


# R6


@pytest.mark.parametrize(
    ("ours", "theirs", "source", "answer"),
    [
        ("apache-2.0", "cc-by-nc-4.0", "LICENSE file of the repository", ASK),
        ("cc-by-nc-4.0", "apache-2.0", "LICENSE file of the repository", NO),
        ("apache-2.0", "mit", "LICENSE file of the repository", YES),
        ("apache-2.0", "", "LICENSE file of the repository", ASK),
        ("apache-2.0", "cc-by-nc-4.0", "llmstats", YES),
    ],
)
def test_the_makers_own_other_word_is_a_question_where_the_answers_differ(
    look: Look, ours: str, theirs: str, source: str, answer: Answer
) -> None:
    found = verdict(model(look, ours, rivals=((theirs, source),)), COMMERCE)
    assert found.answer is answer
    assert kinds(found) & {ContradictionKind.TAG_FILE, ContradictionKind.CATALOGS}


def test_a_use_that_both_deny_does_not_hide_what_they_differ_on(look: Look) -> None:
    torn = model(look, "cc-by-nc-4.0", rivals=(("cc-by-nd-4.0", "LICENSE file"),))
    facts = {"purpose": "commercial", "modified": True}
    alone = verdict(torn, "host-service", **facts)
    both = verdict(torn, "host-service, publish-fine-tune", **facts)
    assert alone.answer is NO
    question = [f for f in both.findings if "by itself would be" in f.text]
    assert [f.uses for f in question] == [(Use.HOST_SERVICE,)]


def test_the_order_of_rivals_does_not_matter(look: Look) -> None:
    places = (("cc-by-nc-4.0", "LICENSE file"), ("mit", "README"))
    one = verdict(model(look, "apache-2.0", rivals=places), COMMERCE)
    other = verdict(model(look, "apache-2.0", rivals=places[::-1]), COMMERCE)
    assert set(one.findings) == set(other.findings)


@pytest.mark.parametrize(
    ("ours", "theirs", "weighs"),
    [
        ("Hub card", "LICENSE file", True),
        ("LICENSE file", "Hub card", True),
        ("arena", "llmstats", True),
        ("Hub card", "llmstats", False),
        ("hub-docs", "llmstats", False),
        ("hub-docs", "hub-docs", True),
    ],
)
def test_a_rival_counts_if_the_maker_says_it_or_it_stands_as_near(
    ours: str, theirs: str, weighs: bool
) -> None:
    assert counts(ours, theirs) is weighs


# R7


def test_an_apache_tag_on_a_llama_3_tune_frees_nothing(look: Look) -> None:
    llama = model(look, "llama3", name="meta-llama/Meta-Llama-3-8B")
    tune = model(look, "apache-2.0", llama, name="org/Foo-8B")
    found = verdict(tune, COMMERCE, group_mau_at_release=1)
    assert found.answer is YES_IF
    assert kinds(found) == {"license-laundering", "name-missing"}
    by_itself = verdict(llama, COMMERCE, group_mau_at_release=1)
    theirs = {f.term for f in found.conditions if f.license == "llama3"}
    assert theirs >= {f.term for f in by_itself.conditions}
    assert all("Meta-Llama" in f.subject for f in found.conditions if f.license == "llama3")
    assert verdict(tune, COMMERCE, group_mau_at_release=800_000_000).answer is NO


def test_to_pass_a_tune_on_is_to_pass_a_changed_copy_of_its_base_on(look: Look) -> None:
    base = model(look, "cc-by-nd-4.0", name="org/base")
    tune = model(look, "mit", base, name="org/tune")
    assert verdict(tune, "redistribute-weights", modified=False).answer is NO
    assert verdict(base, "redistribute-weights", modified=False).answer is YES_IF


def test_a_research_base_stays_one_under_a_free_tune(look: Look) -> None:
    tune = model(look, "mit", model(look, "cc-by-nc-4.0", name="org/base"))
    assert verdict(tune, COMMERCE).answer is NO
    assert "license-laundering" in kinds(verdict(tune, COMMERCE))


def test_share_alike_of_a_base_that_the_child_lost_is_flagged(look: Look) -> None:
    tune = model(look, "mit", model(look, "gpl-3.0", name="org/base"))
    assert "copyleft-lost" in kinds(verdict(tune, "redistribute-weights"))


def test_a_base_of_which_nothing_is_known_is_a_question(look: Look) -> None:
    found = verdict(model(look, "mit", None), "personal")
    assert found.answer is ASK
    assert "base-unknown" in kinds(found)


def test_a_base_without_weights_cannot_be_passed_on_with_its_child(look: Look) -> None:
    closed = model(look, "proprietary", name="org/closed", weights=Weights.API_ONLY)
    assert verdict(model(look, "mit", closed), "redistribute-weights").answer is NO


@pytest.mark.parametrize(
    ("licenses", "clash"),
    [
        (("gpl-3.0", "cc-by-nc-sa-4.0"), True),
        (("gpl-3.0", "gpl-2.0"), True),
        (("gpl-3.0", "gpl-3.0"), False),
        (("gpl-3.0", "cc-by-sa-4.0"), False),
        (("cc-by-sa-4.0", "gpl-2.0"), True),
        (("cc-by-sa-4.0", "gpl-3.0", "cc-by-nc-sa-4.0"), True),
        (("gpl-3.0", "mpl-2.0"), False),
        (("llama3", "glm-4-9b"), True),
        (("llama3", "llama3.1"), False),
        (("llama3.1", "llama3.2"), False),
        (("llama3", "minicpm"), False),
    ],
)
def test_a_merge_may_not_be_passed_on_where_its_parts_ask_for_what_excludes_each_other(
    look: Look, licenses: tuple[str, ...], clash: bool
) -> None:
    bases = [model(look, key, name=f"org/{key}") for key in licenses]
    for use in ("redistribute-weights", "publish-fine-tune"):
        found = verdict(model(look, "gpl-3.0" if clash else "", *bases), use)
        said = [f for f in found.findings if "cannot be done at once" in f.text]
        assert bool(said) == clash
        assert not clash or found.answer is NO
    assert not [
        f
        for f in verdict(model(look, "mit", *bases), "personal").findings
        if "cannot be done at once" in f.text
    ]


def test_a_chain_is_followed_to_its_end(look: Look) -> None:
    chain = model(look, "cc-by-nc-4.0", name="org/0")
    for step in range(1, 11):
        chain = model(look, "mit", chain, name=f"org/{step}")
    found = verdict(chain, COMMERCE)
    assert found.answer is NO
    assert found.licenses == ("mit", "cc-by-nc-4.0")
    assert {f.subject for f in found.reasons if f.answer is NO} == {"org/0"}


def test_a_cycle_is_a_question_and_says_who_comes_back(look: Look) -> None:
    again = Base("org/a", "finetune", "whole", "card", "", None, is_cycle=True)
    second = replace(model(look, "mit", name="org/b"), bases=(again,))
    found = verdict(model(look, "mit", second, name="org/a"), "personal")
    assert found.answer is ASK
    assert "base-cycle" in kinds(found)
    assert any("org/a" in f.text for f in found.reasons)


def test_facts_that_clash_are_said_once_for_a_whole_chain(look: Look) -> None:
    chain = model(look, "mit", model(look, "mit", name="org/b"))
    found = verdict(chain, COMMERCE, purpose="non-commercial")
    assert found.answer is ASK
    assert len([f for f in found.findings if f.text.startswith("The facts clash")]) == 1


def test_what_has_not_been_released_is_like_what_has_no_weights(look: Look) -> None:
    coming = model(look, "apache-2.0", weights=Weights.UNRELEASED)
    assert verdict(coming, "host-service").answer is NO
    assert verdict(coming, COMMERCE).answer is ASK
