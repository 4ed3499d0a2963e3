"""Which questions are asked: only what texts at hand need, and that in a settled order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalog.reader import CatalogReader
from desktop.core.verdict.guide import (
    Question,
    is_known,
    judged_again,
    questions,
)
from desktop.core.verdict.guide_wording import OPTION_WORDS, QUESTIONS, USE_WORDS
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.profile import Profile, Purpose, Use, clashes
from desktop.core.verdict.profile_fields import FIELDS, FieldKind, field_of
from desktop.core.verdict.verdict import Answer
from desktop.services.verdicts import Verdicts

MODELS = (
    "qwen2.5-vl-72b-instruct",
    "llama-3.2-90b-vision-instruct",
    "falcon-180b",
    "kimi-k2-instruct",
    "gemma-3-27b-it",
    "minicpm-llama3-v-2.5",
    "mistral-large-2411",
    "qwen-vl",
    "gpt-4o",
)


class Hand:
    """Models with their licenses, judged under any plan."""

    def __init__(self, judged: dict[str, Judged]) -> None:
        self._judged = judged

    def under(self, profile: Profile, *ids: str) -> tuple[Judged, ...]:
        return judged_again((self._judged[key] for key in ids or MODELS), profile)


@pytest.fixture(scope="module")
def hand(catalog_path: Path) -> Iterator[Hand]:
    reader = CatalogReader(catalog_path)
    yield Hand(Verdicts(reader).models(MODELS, Profile()))
    reader.close()


def an_answer(question: Question, draw: st.DataObject) -> Any:
    """Return some answer to a question."""
    field = question.field
    if question.ranges:
        return draw.draw(st.sampled_from([span.value for span in question.ranges]))
    match field.kind:
        case FieldKind.TRUTH:
            return draw.draw(st.booleans())
        case FieldKind.CHOICE:
            assert field.options
            return draw.draw(st.sampled_from(list(field.options)))
        case FieldKind.PLACE:
            return draw.draw(st.sampled_from(["DE", "US", "EU"]))
        case FieldKind.PLACES:
            return (draw.draw(st.sampled_from(["DE", "US", "KR"])),)
        case FieldKind.TAGS:
            return tuple(draw.draw(st.sets(st.sampled_from(question.barred or ("spam",)))))
        case FieldKind.USES:
            return (draw.draw(st.sampled_from(list(Use))),)
        case FieldKind.COUNT | FieldKind.MONEY:
            return draw.draw(st.integers(0, 10**9))
    return "a name"


def answered(profile: Profile, question: Question, value: Any) -> Profile:
    changed: dict[str, Any] = {question.field.key: value}
    return replace(profile, **changed)


PLANS = st.builds(
    Profile,
    uses=st.sets(st.sampled_from(list(Use)), min_size=1).map(lambda s: tuple(sorted(s))),
    purpose=st.sampled_from([None, *Purpose]),
    product_mau=st.sampled_from([None, 0, 10**7, 10**9]),
    group_annual_revenue_usd=st.sampled_from([None, 10**5, 3 * 10**7]),
)


def test_without_a_use_that_is_the_only_question(hand: Hand) -> None:
    found = questions(hand.under(Profile()), Profile())
    assert [q.field.name for q in found] == ["uses"]
    assert len(found[0].models) == len(MODELS)
    assert questions(hand.under(Profile()), Profile(), {"uses"}) == ()


def test_without_models_uses_and_places_are_asked() -> None:
    assert [q.field.name for q in questions((), Profile())] == ["uses", "based_in", "used_in"]
    plan = Profile(uses=(Use.RESEARCH,), based_in="DE")
    assert [q.field.name for q in questions((), plan)] == ["used_in"]
    assert questions((), plan, {"used_in"}) == ()


@given(plan=PLANS)
def test_nothing_is_asked_that_no_verdict_names(hand: Hand, plan: Profile) -> None:
    judged = hand.under(plan)
    named = {field_of(fact).name for each in judged for fact in each.verdict.missing}
    for question in questions(judged, plan):
        assert question.field.name in named
        assert not is_known(plan, question.field)
        assert question.models
        assert question.why.endswith(".")


@given(plan=PLANS, data=st.data())
def test_an_answer_removes_its_question_and_the_list_gets_empty(
    hand: Hand, plan: Profile, data: st.DataObject
) -> None:
    skipped: set[str] = set()
    for _ in range(len(FIELDS) + 1):
        found = questions(hand.under(plan), plan, skipped)
        if not found:
            break
        asked = found[0]
        if data.draw(st.booleans()):
            plan = answered(plan, asked, an_answer(asked, data))
        else:
            skipped.add(asked.field.name)
            assert not is_known(plan, asked.field)
        after = questions(hand.under(plan), plan, skipped)
        assert asked.field.name not in {q.field.name for q in after}
    assert questions(hand.under(plan), plan, skipped) == ()


@given(plan=PLANS)
def test_what_concerns_most_models_comes_first_then_what_is_asked_before_conditions(
    hand: Hand, plan: Profile
) -> None:
    judged = hand.under(plan)
    found = questions(judged, plan)
    keys = []
    for question in found:
        worst = max(
            finding.answer.severity
            for each in judged
            if each.name in question.models
            for finding in each.verdict.findings
            if question.field.name in {field_of(fact).name for fact in finding.facts}
        )
        keys.append((-len(question.models), -worst))
    counts = [count for count, _ in keys]
    assert counts == sorted(counts)
    assert questions(judged, plan) == found


@given(plan=PLANS, data=st.data())
def test_a_range_judges_like_every_figure_in_it(
    hand: Hand, plan: Profile, data: st.DataObject
) -> None:
    judged = hand.under(plan)
    ranged = [q for q in questions(judged, plan) if q.ranges]
    if not ranged or list(clashes(plan)):
        return
    question = data.draw(st.sampled_from(ranged))
    lowest = 0
    for span in question.ranges:
        if span is not question.ranges[-1]:
            noted = answered(plan, question, span.value)
            assert list(clashes(noted)) == []
            any_figure = data.draw(st.integers(min(lowest, span.value), span.value))
            exact = answered(plan, question, any_figure)
            if not list(clashes(exact)):
                assert [j.verdict.answer for j in hand.under(noted)] == [
                    j.verdict.answer for j in hand.under(exact)
                ]
        lowest = span.value + 1


def test_what_is_refused_whatever_the_facts_is_not_asked_about(hand: Hand) -> None:
    plan = Profile(uses=(Use.HOST_SERVICE,))
    judged = hand.under(plan, "falcon-180b")
    assert judged[0].verdict.answer is Answer.NO
    assert judged[0].verdict.missing
    assert questions(judged, plan) == ()


def test_a_figure_is_asked_for_by_the_limits_of_the_texts_with_their_sections(
    hand: Hand,
) -> None:
    plan = Profile(uses=(Use.COMMERCIAL_PRODUCT,))
    found = questions(hand.under(plan, "qwen2.5-vl-72b-instruct", "kimi-k2-instruct"), plan)
    users = next(q for q in found if q.field.name == "product_mau")
    assert [(r.label, r.value) for r in users.ranges] == [
        ("at most 100,000,000", 100_000_000),
        ("more than 100,000,000", 100_000_001),
    ]
    assert "Qwen LICENSE AGREEMENT, § 4 (line 28)" in users.why
    assert len(users.models) == 2


def test_a_range_stays_within_what_is_known_already(hand: Hand) -> None:
    plan = Profile(uses=(Use.COMMERCIAL_PRODUCT,), group_mau_now=2 * 10**8)
    found = questions(hand.under(plan, "kimi-k2-instruct"), plan)
    users = next(q for q in found if q.field.name == "product_mau")
    assert [r.value for r in users.ranges] == [10**8, 10**8 + 1]
    small = replace(plan, group_mau_now=10**6)
    fields = {q.field.name for q in questions(hand.under(small, "kimi-k2-instruct"), small)}
    assert "product_mau" not in fields


def test_everything_that_can_be_asked_has_words() -> None:
    assert set(QUESTIONS) == {field.name for field in FIELDS}
    assert set(USE_WORDS) == set(Use)
    choices = [f for f in FIELDS if f.kind is FieldKind.CHOICE]
    assert all(option in OPTION_WORDS for f in choices for option in f.options or ())
