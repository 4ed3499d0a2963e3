"""Laws that hold for every text and every plan."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.catalog.legal import LegalReader
from desktop.catalog.situations import from_key, key_of
from desktop.core.licenses.license import Reference, Terms
from desktop.core.licenses.situation import Named, Situation
from desktop.core.verdict.judge import judge
from desktop.core.verdict.model_verdict import Judge
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.profile_fields import read_profile, written
from desktop.core.verdict.verdict import Answer, Part, Verdict, worst
from tests.core.verdict.plans import (
    FIGURES,
    VALUES,
    Shape,
    base,
    base_shapes,
    is_sound,
    profiles,
    shapes,
    situation,
    sound_profiles,
    without,
)
from tests.core.verdict.plans import given as with_fact

Look = Callable[[str], Named]

STANDS_FOR = {
    "product_mau": ("group_mau_now",),
    "company_annual_revenue_usd": ("group_annual_revenue_usd",),
    "product_annual_revenue_usd": ("group_annual_revenue_usd",),
    "group_monthly_revenue_usd": ("group_annual_revenue_usd",),
    "product_monthly_revenue_usd": (
        *("group_monthly_revenue_usd", "product_annual_revenue_usd", "group_annual_revenue_usd"),
    ),
}
"""A part over a limit settles what the whole is; the condition asks for the whole by name."""


def with_use(profile: Profile, use: Use) -> Profile:
    return replace(profile, uses=tuple(u for u in Use if u in (*profile.uses, use)))


def asks_for(verdict: Verdict, fact: str) -> bool:
    return any(name in verdict.missing for name in (fact, *STANDS_FOR.get(fact, ()), _label(fact)))


ALL_TEXTS, EACH_FACT = 20, 3
"""Plans that a law is tried on: each is judged under 84 texts, some with every value of a fact."""


def _label(fact: str) -> str:
    return "entity" if fact == "commercial_entity" else fact


# Facts that clash are answered with "ask" before anything else, and a further use or another value
# can end the clash: the laws on what is added hold for facts that go together.


@settings(max_examples=ALL_TEXTS)
@given(profile=sound_profiles, use=st.sampled_from(Use))
def test_a_further_use_makes_nothing_milder(
    all_terms: dict[str, Terms], profile: Profile, use: Use
) -> None:
    more = with_use(profile, use)
    assume(is_sound(more))
    for terms in all_terms.values():
        before, after = judge(terms, profile), judge(terms, more)
        assert after.answer.severity >= before.answer.severity, terms.id
        for other in profile.uses:
            assert after.of_use(other).severity >= before.of_use(other).severity, terms.id


@pytest.mark.parametrize("fact", sorted(set(VALUES) - {"suing"}))
@settings(max_examples=EACH_FACT)
@given(profile=sound_profiles)
def test_what_is_not_known_is_never_milder_than_a_value_unless_it_is_asked_for(
    all_terms: dict[str, Terms], fact: str, profile: Profile
) -> None:
    # Not ``suing``: "An unknown lawsuit is shown as a risk, never turned into a condition."
    unknown = without(profile, fact)
    assume(is_sound(unknown))
    known = [p for value in VALUES[fact] if is_sound(p := with_fact(unknown, fact, value))]
    for terms in all_terms.values():
        verdict = judge(terms, unknown)
        answers = {judge(terms, p).answer for p in known}
        if worst(answers).severity > verdict.answer.severity:
            assert asks_for(verdict, fact), f"{terms.id}: {verdict.answer}, {answers}"
        if verdict.answer is Answer.YES:
            assert answers <= {Answer.YES}, terms.id


@settings(max_examples=ALL_TEXTS)
@given(profile=profiles())
def test_a_plain_yes_needs_no_fact(all_terms: dict[str, Terms], profile: Profile) -> None:
    for terms in all_terms.values():
        verdict = judge(terms, profile)
        if verdict.answer is Answer.YES:
            assert not verdict.missing, terms.id


@settings(max_examples=ALL_TEXTS)
@given(profile=profiles(), suit=st.sampled_from(VALUES["suing"]))
def test_an_unknown_lawsuit_is_as_good_as_none_and_never_a_condition(
    all_terms: dict[str, Terms], profile: Profile, suit: str
) -> None:
    for terms in all_terms.values():
        unknown = judge(terms, without(profile, "suing"))
        assert unknown.answer is judge(terms, with_fact(profile, "suing", "no")).answer
        assert judge(terms, with_fact(profile, "suing", suit)).answer.severity >= (
            unknown.answer.severity
        )
        assert "suing" not in unknown.missing


@settings(max_examples=ALL_TEXTS)
@given(
    profile=sound_profiles,
    tags=st.sets(st.sampled_from(VALUES["tags"]), min_size=1, max_size=3),
)
def test_a_further_purpose_tag_or_place_makes_nothing_milder(
    all_terms: dict[str, Terms], profile: Profile, tags: set[tuple[str, ...]]
) -> None:
    few = replace(profile, tags=(), used_in=("US",))
    more = replace(few, tags=tuple(t for each in sorted(tags) for t in each), used_in=("US", "DE"))
    for terms in all_terms.values():
        assert judge(terms, more).answer.severity >= judge(terms, few).answer.severity, terms.id


@pytest.mark.parametrize("fact", FIGURES)
@settings(max_examples=EACH_FACT)
@given(profile=sound_profiles)
def test_a_larger_figure_is_never_milder(
    all_terms: dict[str, Terms], fact: str, profile: Profile
) -> None:
    ordered = [p for value in VALUES[fact] if is_sound(p := with_fact(profile, fact, value))]
    for terms in all_terms.values():
        found = [judge(terms, p).answer.severity for p in ordered]
        # Below an ongoing limit there is a condition, so that crossing one for a name keeps it.
        assert found == sorted(found), terms.id


@settings(max_examples=ALL_TEXTS)
@given(profile=profiles())
def test_no_is_never_hidden_and_no_condition_dropped(
    all_terms: dict[str, Terms], profile: Profile
) -> None:
    for terms in all_terms.values():
        check_parts(judge(terms, profile))


def check_parts(verdict: Verdict) -> None:
    answers = [finding.answer for finding in verdict.findings]
    assert verdict.answer is worst(answers)
    if Answer.NO in answers:
        assert verdict.answer is Answer.NO
        assert verdict.reasons[0].answer is Answer.NO
    open_ = [f for f in verdict.findings if f.answer is Answer.YES_IF]
    assert tuple(open_) == verdict.conditions
    worse = any(answer.severity > Answer.YES_IF.severity for answer in answers)
    assert (verdict.answer is Answer.YES_IF) == (bool(open_) and not worse)
    assert all(f.uses for f in verdict.findings), "a finding touches some use"
    assert all(set(f.uses) <= set(verdict.uses) for f in verdict.findings)
    if verdict.answer in (Answer.NO, Answer.ASK):
        assert verdict.reasons[0].text


def places(terms: Terms) -> set[Reference]:
    return {
        *(claim.reference for claim in terms.permissions),
        *(claim.reference for claim in terms.conditions),
        *(claim.reference for claim in terms.limitations),
        *(claim.reference for claim in terms.ambiguities),
    }


@settings(max_examples=ALL_TEXTS)
@given(profile=profiles())
def test_whatever_comes_from_a_license_can_be_read_in_it(
    all_terms: dict[str, Terms], profile: Profile
) -> None:
    for terms in all_terms.values():
        roles = {text.role for text in terms.texts}
        for finding in judge(terms, profile).findings:
            if finding.license:
                assert finding.license == terms.id
                assert finding.reference in places(terms), finding.text
                assert finding.reference is not None
                assert finding.reference.document in roles
                assert finding.reference.line >= 1
            elif finding.part is not Part.RISK:
                assert finding.text


@given(profile=profiles(least_uses=0))
def test_a_profile_reads_back_as_it_was_written(profile: Profile) -> None:
    assert read_profile(written(profile)) == profile


@given(profile=profiles(), shape=shapes, order=st.randoms(use_true_random=False))
def test_the_order_of_bases_changes_no_answer(
    look: Look, profile: Profile, shape: Shape, order: object
) -> None:
    model = situation(shape, look)
    turned = replace(model, bases=tuple(reversed(model.bases)))
    judge_ = Judge(profile)
    assert judge_.answer(turned) is judge_.answer(model)
    one, other = judge_.model(model), judge_.model(turned)
    assert {u: one.of_use(u) for u in Use} == {u: other.of_use(u) for u in Use}
    assert set(one.findings) == set(other.findings) or _only_told_in_order(one, other)


def _only_told_in_order(one: Verdict, other: Verdict) -> bool:
    """The texts of a clash of bases name them in their order."""
    differ = set(one.findings) ^ set(other.findings)
    return all(f.text.startswith("Its licenses ask for what cannot") for f in differ)


@given(profile=profiles(), shape=shapes, more=base_shapes)
def test_a_further_base_makes_nothing_milder(
    look: Look, profile: Profile, shape: Shape, more: Shape | None
) -> None:
    before = situation(shape, look)
    after = replace(before, bases=(*before.bases, base(more, look, "another")))
    _never_milder(profile, before, after)


@given(profile=profiles(), shape=shapes, between=base_shapes, more=base_shapes)
def test_a_longer_chain_makes_nothing_milder(
    look: Look, profile: Profile, shape: Shape, between: Shape | None, more: Shape | None
) -> None:
    assume(between is not None)
    assert between is not None
    short = situation(replace(shape, bases=(between,)), look)
    long = situation(replace(shape, bases=(replace(between, bases=(*between.bases, more)),)), look)
    _never_milder(profile, short, long)


@given(profile=sound_profiles, shape=shapes, use=st.sampled_from(Use))
def test_a_further_use_of_a_model_makes_nothing_milder(
    look: Look, profile: Profile, shape: Shape, use: Use
) -> None:
    more = with_use(profile, use)
    assume(is_sound(more))
    model = situation(shape, look)
    before, after = Judge(profile).model(model), Judge(more).model(model)
    assert after.answer.severity >= before.answer.severity
    for other in profile.uses:
        assert after.of_use(other).severity >= before.of_use(other).severity


def _never_milder(profile: Profile, before: Situation, after: Situation) -> None:
    one, other = Judge(profile).model(before), Judge(profile).model(after)
    assert other.answer.severity >= one.answer.severity
    for use in profile.uses:
        assert other.of_use(use).severity >= one.of_use(use).severity
    assert set(one.conditions) <= set(other.conditions)


@given(profile=profiles(least_uses=0), shape=shapes)
def test_the_list_answers_as_the_page_of_a_model_does(
    look: Look, profile: Profile, shape: Shape
) -> None:
    model = situation(shape, look)
    verdict = Judge(profile).model(model)
    assert Judge(profile).answer(model) is verdict.answer
    if profile.uses:
        check_parts(verdict)
    else:
        assert verdict.answer is Answer.ASK


@pytest.fixture(scope="module")
def legal(catalog_path: Path) -> Iterator[LegalReader]:
    address = f"file:{catalog_path}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield LegalReader(connection)


@given(profile=profiles(), shape=shapes)
def test_the_key_of_a_situation_has_all_that_an_answer_depends_on(
    look: Look, legal: LegalReader, profile: Profile, shape: Shape
) -> None:
    model = situation(shape, look)
    assert Judge(profile).answer(from_key(key_of(model), legal)) is Judge(profile).answer(model)


@settings(max_examples=15)
@given(profile=profiles())
def test_the_key_of_every_real_model_gives_its_answer(
    real: dict[str, Situation], legal: LegalReader, profile: Profile
) -> None:
    judge_ = Judge(profile)
    for model, found in real.items():
        assert judge_.answer(from_key(key_of(found), legal)) is judge_.answer(found), model
