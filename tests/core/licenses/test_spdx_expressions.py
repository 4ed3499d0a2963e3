from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.licenses.spdx import (
    Compound,
    Expression,
    ExpressionError,
    Joint,
    Symbol,
    is_or_later,
    parse,
    symbols,
    terms_of,
)
from desktop.core.verdict.expressions import JudgedPart, judge_expression, leaves
from desktop.core.verdict.profile import Use
from desktop.core.verdict.verdict import Answer, Finding, Part, StepOf, Verdict


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("apache-2.0 or mit", "Apache-2.0 OR MIT"),
        ("MIT OR ISC AND Zlib", "MIT OR (ISC AND Zlib)"),
        ("(MIT OR ISC) AND Zlib", "(MIT OR ISC) AND Zlib"),
        ("GPL-2.0-only WITH classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("GPL-3.0+", "GPL-3.0-or-later"),
        ("Apache-2.0+", "Apache-2.0+"),
        ("llama3 OR MIT", "llama3 OR MIT"),
        ("MIT\nAND\tISC", "MIT AND ISC"),
    ],
)
def test_an_expression_is_read_and_its_ids_are_spelled_as_on_the_list(
    written: str, read: str
) -> None:
    assert str(parse(written)) == read
    assert str(parse(read)) == read


def test_an_old_id_is_read_as_the_one_that_took_its_place_and_that_is_said() -> None:
    assert parse("gpl-3.0") == Symbol(
        "GPL-3.0-only", listed=True, hint="gpl-3.0 is an old id, read as GPL-3.0-only."
    )
    assert parse("MIT") == Symbol("MIT", listed=True)


@pytest.mark.parametrize("written", ["LicenseRef-MIT-Discord", "LicenseRef-gpl-3.0", "Apache 2.0"])
def test_what_is_only_like_a_listed_license_is_not_taken_for_it(written: str) -> None:
    assert parse(written) == Symbol(written, listed=False)
    (symbol, _) = symbols(parse(f"{written} OR ISC"))
    assert symbol == Symbol(written, listed=False)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "()", "MIT OR", "OR MIT", "(MIT", "MIT)", "AND", "MIT WITH MIT", "MIT/ISC"),
        *("MIT WITH nothing-known", "MIT WITH Classpath-exception-2.0 WITH MIT", "\x1b[2J"),
        *("a" * 5000, "(" * 900),
    ],
)
def test_what_is_no_expression_is_told(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


@given(st.text(alphabet="MIT AND OR WITH()+-.0ISCx\n\x00é", max_size=60))
def test_any_text_is_an_expression_or_none(text: str) -> None:
    try:
        parsed = parse(text)
    except ExpressionError:
        return
    assert str(parse(str(parsed))) == str(parsed)


KNOWN = {"GPL-3.0-only": "gpl-3.0", "MIT": "mit", "Apache-2.0": "apache-2.0"}


@pytest.mark.parametrize(
    ("written", "terms", "later"),
    [
        ("GPL-3.0-or-later", "gpl-3.0", True),
        ("GPL-3.0-only", "gpl-3.0", False),
        ("GPL-3.0", "gpl-3.0", False),
        ("GPL-3.0+", "gpl-3.0", True),
        ("Apache-2.0+", "apache-2.0", True),
        ("mit", "mit", False),
        ("GPL-2.0-or-later", "", True),
        ("openrail++", "", False),
        ("LicenseRef-MIT", "", False),
    ],
)
def test_an_id_stands_for_the_terms_of_its_version(written: str, terms: str, later: bool) -> None:
    symbol = parse(written)
    assert isinstance(symbol, Symbol)
    assert terms_of(symbol, KNOWN) == terms
    assert is_or_later(symbol) is later


USES = (Use.COMMERCIAL_PRODUCT, Use.RESEARCH)


def verdict_of(key: str) -> Verdict:
    """A license named by the answers it gives to both uses, and one condition for each yes-if."""
    found = [
        Finding(
            Part.CONDITION if answer == "yes-if" else Part.REASON,
            StepOf.PERMISSION,
            Answer(answer),
            "",
            f"{key} {use}",
            (use,),
        )
        for use, answer in zip(USES, key.split("/"), strict=True)
    ]
    return Verdict(key, (key,), USES, tuple(found))


def judged(expression: Expression) -> JudgedPart:
    return judge_expression(expression, lambda symbol: verdict_of(symbol.key))


answers = st.sampled_from([str(a) for a in Answer])
leaf = st.builds(lambda a, b: Symbol(f"{a}/{b}", listed=True), answers, answers)
expression = st.recursive(
    leaf,
    lambda inner: st.builds(
        Compound, st.sampled_from(Joint), st.lists(inner, min_size=2, max_size=3).map(tuple)
    ),
    max_leaves=8,
)


def answer(joint: Joint, *parts: Expression) -> Answer:
    return judged(Compound(joint, parts)).verdict.answer


@given(expression, expression, expression)
def test_or_and_and_are_the_milder_and_the_more_severe(
    a: Expression, b: Expression, c: Expression
) -> None:
    one, two = judged(a).verdict.answer, judged(b).verdict.answer
    severity = lambda x: x.severity  # noqa: E731
    assert answer(Joint.OR, a, b) is min(one, two, key=severity)
    assert answer(Joint.AND, a, b) is max(one, two, key=severity)
    for joint, other in ((Joint.OR, Joint.AND), (Joint.AND, Joint.OR)):
        assert answer(joint, a, b) is answer(joint, b, a)
        assert answer(joint, a, a) is one
        assert answer(joint, a, Compound(joint, (b, c))) is answer(joint, a, b, c)
        assert answer(joint, a, Compound(other, (a, b))) is one
        distributed = (Compound(joint, (a, b)), Compound(joint, (a, c)))
        assert answer(joint, a, Compound(other, (b, c))) is answer(other, *distributed)


@given(expression)
def test_no_condition_of_what_applies_is_lost_and_every_license_is_shown(e: Expression) -> None:
    part = judged(e)
    shown = list(leaves(part))
    assert [leaf.written for leaf, _ in shown] == [str(s) for s in symbols(e)]
    counting = {c for leaf, counts in shown if counts for c in leaf.verdict.conditions}
    assert counting == set(part.verdict.conditions)
    assert {key for leaf, counts in shown if counts for key in leaf.verdict.licenses} == set(
        part.verdict.licenses
    )


def test_among_equal_answers_the_one_with_fewest_conditions_is_chosen() -> None:
    many, few = "yes-if/yes-if", "yes-if/yes"
    part = judged(Compound(Joint.OR, (Symbol(many, True), Symbol(few, True))))
    assert part.chosen == 1


def test_an_exception_that_nobody_read_is_shown_and_asked_about() -> None:
    part = judged(replace(Symbol("yes/yes", listed=True), exception="Some-exception"))
    assert part.verdict.answer is Answer.ASK
    assert any("Some-exception" in f.text for f in part.verdict.reasons)
