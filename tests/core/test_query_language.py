from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.core.errors import UsageError
from desktop.core.search.query import (
    DATE_FIELDS,
    NUMBER_FIELDS,
    TEXT_FIELDS,
    Condition,
    Operator,
    ScoreCondition,
)
from desktop.core.search.query_fault import Fault, QueryError
from desktop.core.search.query_language import (
    MOST_PARTS,
    ParsedQuery,
    SpanKind,
    number_text,
    parse,
    written,
)
from desktop.core.search.query_vocabulary import FIELDS, FieldKind, Vocabulary
from tests.core.query_values import VOCABULARY, lines

FREE = [f.name for f in FIELDS if f.kind is FieldKind.TEXT]


def read(line: str) -> ParsedQuery:
    return parse(line, VOCABULARY)


def only(line: str) -> Condition:
    query = read(line)
    assert query.text == ""
    assert query.scores == ()
    (condition,) = query.conditions
    return condition


def fault(line: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        read(line)
    return caught.value


def test_the_example_of_the_field_is_understood_as_a_whole() -> None:
    query = read(
        "weights:open mmmu>=60 license:apache-2.0 released<2024-07 org:qwen vl -family:llama"
        ' "exact words"'
    )
    assert query.text == 'vl "exact words"'
    assert query.conditions == (
        Condition("weights", Operator.HAS, "open"),
        Condition("license", Operator.HAS, "apache-2.0"),
        Condition("released", Operator.LESS, "2024-07"),
        Condition("organization", Operator.HAS, "qwen"),
        Condition("family", Operator.HAS, "llama", negated=True),
    )
    assert query.scores == (ScoreCondition("mmmu", Operator.AT_LEAST, 60.0),)


def test_every_field_of_the_catalog_can_be_asked_for() -> None:
    assert {f.name for f in FIELDS} == {*TEXT_FIELDS, *NUMBER_FIELDS, *DATE_FIELDS}
    assert all(f.hint for f in FIELDS)


@pytest.mark.parametrize("operator", list(Operator))
@pytest.mark.parametrize("field", FREE)
def test_a_condition_on_text_keeps_field_operator_and_value(field: str, operator: Operator) -> None:
    asked = only(f'{field} {operator} "Alibaba (Qwen)"')
    assert asked == Condition(field, operator, "Alibaba (Qwen)")


@pytest.mark.parametrize(
    ("alias", "field"),
    [
        ("org", "organization"),
        ("hub", "hub_id"),
        ("Hub-ID", "hub_id"),
        ("LICENSE", "license"),
        ("openness", "class"),
    ],
)
def test_a_field_goes_by_shorter_names_without_regard_to_case(alias: str, field: str) -> None:
    value = "api-only" if field == "class" else "x"
    assert only(f"{alias}:{value}").field == field


@pytest.mark.parametrize("field", NUMBER_FIELDS)
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10b", 10e9),
        ("7.5B", 7.5e9),
        ("128k", 128_000),
        ("450M", 450e6),
        ("1t", 1e12),
        ("131_072", 131_072),
        ("0.15", 0.15),
        ("$0.15", 0.15),
    ],
)
def test_sizes_can_be_written_in_the_short_form(field: str, typed: str, meant: float) -> None:
    assert float(only(f"{field}<={typed}").value) == meant


@pytest.mark.parametrize("typed", ["large", "b", '"10 gb"', "1e", "nan", "inf", "-inf", "1b2"])
def test_a_number_field_is_compared_with_a_number_only(typed: str) -> None:
    wrong = fault(f"parameters<{typed}")
    assert wrong.fault is Fault.NOT_A_NUMBER
    assert (wrong.start, wrong.end) == (11, 11 + len(typed))


def test_a_number_has_no_words_so_a_colon_means_equal() -> None:
    assert only("params:7b").operator is Operator.EQUAL
    assert read("mmmu:60").scores[0].operator is Operator.EQUAL


@pytest.mark.parametrize("typed", ["2024", "2024-07", "2024-07-15"])
def test_a_date_may_be_partial(typed: str) -> None:
    assert only(f"date>={typed}") == Condition("released", Operator.AT_LEAST, typed)


@pytest.mark.parametrize("typed", ["2024-13", "May", "24", "2023-02-29", "2024-7"])
def test_what_is_no_date_is_refused_with_the_form(typed: str) -> None:
    wrong = fault(f"released<{typed}")
    assert wrong.fault is Fault.NOT_A_DATE
    assert "YYYY-MM" in str(wrong)


def test_a_comma_joins_alternatives() -> None:
    assert only("weights:open,api-only").also == ("api-only",)
    assert only("params=7b, 8b").also == ("8000000000.0",)
    assert only("weights:open,open,OPEN").also == ()


def test_unequal_to_several_means_none_of_them() -> None:
    assert only("weights!=open,api-only") == only("-weights=open,api-only")
    assert only("-weights!=open,api-only") == only("weights=open,api-only")


@pytest.mark.parametrize("line", ["params<7b,8b", "mmmu=60,70", "released>=2023,2024"])
def test_several_values_are_refused_where_one_is_meant(line: str) -> None:
    wrong = fault(line)
    assert wrong.fault is Fault.ONE_VALUE
    assert wrong.start == line.index(",") + 1


def test_a_minus_before_a_word_excludes_names_with_it() -> None:
    assert only("-mini") == Condition("name", Operator.HAS, "mini", negated=True)
    assert only('-"vl max"').value == "vl max"


def test_a_benchmark_is_a_field_by_id_and_by_name() -> None:
    for name in ("mmmu-pro", "MMMU-Pro", "MMMU_PRO", "mmmupro", '"mmmu pro"'):
        assert read(f"{name}>5").scores == (ScoreCondition("mmmu-pro", Operator.MORE, 5.0),)
    assert read('-"MMBench (English)"<=50%').scores == (
        ScoreCondition("mmbench-en", Operator.AT_MOST, 50.0, negated=True),
    )


def test_a_name_that_differs_in_a_sign_only_is_told_apart() -> None:
    assert read("HumanEval>1").scores[0].benchmark_id == "humaneval"
    assert read("HumanEval+>1").scores[0].benchmark_id == "humaneval-plus"
    assert read("humanevalplus>1").scores[0].benchmark_id == "humaneval-plus"


def test_a_name_of_two_benchmarks_is_refused_with_both() -> None:
    wrong = fault("Twin>5")
    assert wrong.fault is Fault.AMBIGUOUS_FIELD
    assert wrong.nearest == ("twin-a", "twin-b")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("mmmu>=160", "0 to 100 %"),
        ("mmmu>=-1", "0 to 100 %"),
        ("judge>10.5", "0 to 10 for"),
        ("cost<-1", "0 or more, USD"),
        ("depth>1", "0 or less, m"),
    ],
)
def test_a_figure_outside_the_scale_is_refused_with_range_and_unit(line: str, says: str) -> None:
    wrong = fault(line)
    assert wrong.fault is Fault.OUT_OF_RANGE
    assert says in str(wrong)
    assert line.endswith(wrong.found)


@pytest.mark.parametrize("value", ["-1e6", "0", "1300", "1e9"])
def test_a_benchmark_without_a_range_takes_any_number(value: str) -> None:
    assert read(f"elo>{value}").scores[0].value == float(value)


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("weights:opne", "open"),
        ("class:open", "open-source"),
        ("modality:vidoe", "video"),
        ("weights:apionly2", "api-only"),
    ],
)
def test_a_value_that_a_closed_list_lacks_is_answered_with_the_nearest(
    line: str, nearest: str
) -> None:
    wrong = fault(line)
    assert wrong.fault is Fault.UNKNOWN_VALUE
    assert wrong.nearest[0] == nearest


def test_a_value_of_a_closed_list_may_be_spelled_freely() -> None:
    assert only("weights:API_only").value == "api-only"
    with pytest.raises(QueryError, match="expected one of open, api-only, unreleased"):
        read("weights:zzz")


def test_the_order_of_a_closed_list_cannot_be_asked_for() -> None:
    wrong = fault("class<open-source")
    assert (wrong.fault, wrong.start, wrong.end) == (Fault.NO_ORDER, 5, 6)


@pytest.mark.parametrize(
    ("line", "start", "end", "nearest"),
    [
        ("vl wieghts:open", 3, 10, "weights"),
        ("-famly:llama", 1, 6, "family"),
        ("mmmuu>=60", 0, 5, "mmmu"),
        ("HumanEvil>3", 0, 9, "humaneval"),
    ],
)
def test_an_unknown_field_is_pointed_at_and_answered_with_the_nearest(
    line: str, start: int, end: int, nearest: str
) -> None:
    wrong = fault(line)
    assert (wrong.fault, wrong.start, wrong.end) == (Fault.UNKNOWN_FIELD, start, end)
    assert nearest in wrong.nearest
    assert nearest in str(wrong)


def test_an_unknown_field_that_nothing_resembles_is_answered_with_the_known_ones() -> None:
    wrong = fault("zzzzz<3")
    for field in TEXT_FIELDS + NUMBER_FIELDS + DATE_FIELDS:
        assert field in str(wrong)


def test_a_use_that_is_none_is_answered_with_the_nearest() -> None:
    assert fault("allow:product").fault is Fault.UNKNOWN_VALUE
    assert "commercial-product" in str(fault("Allow:product"))


@pytest.mark.parametrize(
    "line", ["weights:", "mmmu >=  ", "org:a,", "org:a, ", 'org:""', 'org:" "']
)
def test_a_missing_value_is_pointed_at_where_it_should_stand(line: str) -> None:
    wrong = fault(line)
    assert wrong.fault is Fault.NO_VALUE
    assert line.index(":" if ":" in line else ">") < wrong.start <= len(line)
    assert wrong.end > wrong.start


@pytest.mark.parametrize("line", [">=60", ":open", 'vl "":x', "=", "-=3"])
def test_an_operator_without_a_field_is_refused(line: str) -> None:
    assert fault(line).fault in (Fault.NO_FIELD, Fault.UNKNOWN_FIELD)


def test_a_quote_in_a_value_must_be_closed() -> None:
    wrong = fault('vl org:"Mistral AI')
    assert (wrong.fault, wrong.start, wrong.end) == (Fault.OPEN_QUOTE, 7, 8)


def test_a_value_may_hold_quotes_backslashes_and_operators() -> None:
    assert only(r'org:"a \"b\" \\ c"').value == r'a "b" \ c'
    assert only("name=a=b").value == "a=b"
    assert only('org:"a,b"').also == ()


def test_words_in_quotes_are_words_whatever_they_contain() -> None:
    assert read('"mmmu>=60" vl').text == '"mmmu>=60" vl'
    assert read('"no end').text == '"no end"'
    assert read('"" vl').text == "vl"


def test_an_address_is_a_word() -> None:
    assert read("https://example.org/a?b=c x").text == "https://example.org/a?b=c x"


def test_signs_of_mathematics_are_operators_too() -> None:
    assert read("mmmu≥60") == read("mmmu>=60")
    assert read("mmmu≤60") == read("mmmu<=60")
    assert read("org≠x") == read("org!=x") == read("org !=x")
    assert read("org==x") == read("org=x")


def test_spans_say_what_is_what_in_the_line() -> None:
    line = "-org : a,b vl"
    spans = [(line[s.start : s.end], s.kind) for s in read(line).spans]
    assert spans == [
        ("-org", SpanKind.FIELD),
        (":", SpanKind.OPERATOR),
        ("a", SpanKind.VALUE),
        ("b", SpanKind.VALUE),
        ("vl", SpanKind.WORD),
    ]


def test_more_than_anybody_types_is_refused_before_it_is_asked() -> None:
    assert fault("org:a " * (MOST_PARTS + 1)).fault is Fault.TOO_MANY
    assert fault("org:" + ",".join("ab"[i % 2] + str(i) for i in range(99))).fault is Fault.TOO_MANY
    assert len(read("org:a " * MOST_PARTS).conditions) == MOST_PARTS


def test_an_error_is_a_wrong_usage_with_all_it_knows() -> None:
    wrong = fault("vl weights:opne")
    assert isinstance(wrong, UsageError)
    assert (wrong.query, wrong.found) == ("vl weights:opne", "opne")
    assert str(wrong) == "'opne' is not one of its values; did you mean open?"


@pytest.mark.parametrize(
    ("line", "unfinished"),
    [
        ("mmmu>=", True),
        ("weights:op", True),
        ("weights:op vl", False),
        ("weights:opne", False),
        ("released<2024-0", True),
        ("released<May", False),
        ('org:"Mistral A', True),
        ("wieghts:", False),
        ("mmmu>=160", False),
    ],
)
def test_a_line_that_may_still_become_right_is_told_apart(line: str, unfinished: bool) -> None:
    assert fault(line).unfinished is unfinished


@given(lines())
@example('org:"\\')
@example("- :a")
def test_any_line_is_understood_or_refused_at_a_place_in_it(line: str) -> None:
    try:
        query = read(line)
    except QueryError:
        wrong = fault(line)
        assert 0 <= wrong.start < wrong.end
        assert wrong.start <= len(line)
        assert str(wrong)
        return
    places = [place for span in query.spans for place in (span.start, span.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(line) for place in places)


@given(lines())
@example('"a \\" b" c')
@example('-"a b"')
def test_what_was_understood_can_be_written_and_means_the_same(line: str) -> None:
    try:
        query = read(line)
    except QueryError:
        return
    assert read(written(query)) == query


@given(st.text(alphabet=st.characters(exclude_characters=':=<>!"≠≤≥'), max_size=60))
def test_words_without_an_operator_are_always_understood(line: str) -> None:
    assert parse(line, Vocabulary()).scores == ()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_so_that_it_reads_back(number: float) -> None:
    assert only(f"params={number_text(number)}").value == str(number)
    assert read(f"elo={number_text(number, sizes=False)}").scores[0].value == number
