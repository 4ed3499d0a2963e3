from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.search.query_completion import MOST, Completion, completions
from desktop.core.search.query_fault import QueryError
from desktop.core.search.query_language import parse
from desktop.core.search.query_vocabulary import Vocabulary
from tests.core.query_values import VOCABULARY, lines

VALUES = {
    "organization": ("Alibaba", "Mistral AI", "OpenAI", 'Quote "n" Co'),
    "family": ("Llama 3", "Qwen2-VL"),
}


def offered(line: str, cursor: int | None = None) -> tuple[Completion, ...]:
    at = len(line) if cursor is None else cursor
    return completions(line, at, VOCABULARY, VALUES)


def texts(line: str, cursor: int | None = None) -> list[str]:
    return [one.text for one in offered(line, cursor)]


def accepted(line: str, which: int = 0, cursor: int | None = None) -> str:
    one = offered(line, cursor)[which]
    return line[: one.start] + one.text + line[one.end :]


def test_the_beginning_of_a_field_is_completed_with_its_operator() -> None:
    assert texts("weig") == ["weights:"]
    assert offered("weig")[0].hint == "where the weights are"


def test_an_alias_leads_to_the_field() -> None:
    assert texts("par") == ["parameters>="]
    assert texts("org") == ["org:", "org=", "org!="]
    assert texts("vend") == ["organization:"]


def test_benchmarks_are_found_by_id_and_by_name_with_their_scale() -> None:
    assert texts("mmm")[0] == "mmmu>="
    assert texts("frobnication")[0] == "frob>="
    assert "0 to 100 %" in offered("mmm")[0].hint


def test_a_benchmark_of_which_less_is_better_is_limited_from_above_first() -> None:
    assert texts("hallu")[0] == "hallucination<="


def test_a_whole_name_is_followed_by_its_operators() -> None:
    assert texts("mmmu")[:3] == ["mmmu>=", "mmmu<=", "mmmu="]
    assert texts("released") == ["released>=", "released<", "released:"]


def test_after_the_operator_come_the_values_of_a_closed_list() -> None:
    assert texts("weights:") == ["open", "api-only", "unreleased"]
    assert accepted("weights:op") == "weights:open"
    assert texts("weights:open,") == ["open", "api-only", "unreleased"]


def test_values_of_the_catalog_are_quoted_where_they_need_it() -> None:
    assert texts("org:") == ["Alibaba", '"Mistral AI"', "OpenAI", '"Quote \\"n\\" Co"']
    assert accepted("org:mis") == 'org:"Mistral AI"'
    assert accepted('org:"mis') == 'org:"Mistral AI"'


def test_values_that_begin_so_come_before_values_that_contain_it() -> None:
    assert texts("family:l") == ['"Llama 3"', "Qwen2-VL"]


def test_the_whole_word_under_the_cursor_is_replaced() -> None:
    assert accepted('org:"mistral ai" vl', cursor=len('org:"mis')) == 'org:"Mistral AI" vl'
    assert accepted("weightless:open", cursor=5) == "weights:open"
    assert accepted("mmmx>=60", cursor=3) == "mmmu>=60"


def test_a_sign_before_the_word_stays() -> None:
    assert accepted("vl -fam") == "vl -family:"


def test_between_words_every_field_is_offered_and_nothing_is_replaced() -> None:
    assert len(offered("vl ")) == MOST
    assert {(one.start, one.end) for one in offered("vl ")} == {(3, 3)}


@pytest.mark.parametrize("line", ["weights:open", "mmmu>=6", "mmmu>=", "beauty:", '"a phra', "!!"])
def test_where_nothing_is_known_nothing_is_offered(line: str) -> None:
    assert texts(line) == []


def test_without_a_catalog_only_fields_are_offered() -> None:
    assert completions("mmm", 3, Vocabulary(), {}) == ()
    assert [c.text for c in completions("weig", 4, Vocabulary(), {})] == ["weights:"]


@given(lines(), st.data())
def test_every_completion_lies_in_the_line_and_none_makes_a_good_line_bad(
    line: str, data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, len(line)))
    found = offered(line, cursor)
    assert len(found) <= MOST
    for one in found:
        assert 0 <= one.start <= cursor <= one.end <= len(line)
        before_operator = line[one.end :].lstrip()[:1] in tuple(":=<>!≠≤≥")
        if one.text.endswith((":", "=", "<", ">")) or one.start == one.end or before_operator:
            continue  # a value is still to be typed, or belonged to another field
        try:
            parse(line, VOCABULARY)
        except QueryError:
            continue
        parse(line[: one.start] + one.text + line[one.end :], VOCABULARY)


def test_uses_and_contradictions_are_offered_with_what_they_mean() -> None:
    for field, first in (("allow", "profile"), ("contradiction", "any")):
        line = f"{field}:"
        offered = completions(line, len(line), VOCABULARY, {})
        assert offered[0].text == first
        assert all(one.hint for one in offered)
