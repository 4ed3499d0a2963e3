"""``list`` in the language of the search field."""

from __future__ import annotations

import pytest

from desktop.cli.listing import pointed
from desktop.core.search.query_fault import QueryError
from desktop.core.search.query_language import parse
from tests.cli.conftest import Command
from tests.core.query_values import VOCABULARY


@pytest.mark.parametrize(
    ("expression", "marks"),
    [
        ("weights:opne vl", "        ^^^^"),
        ("mmmu>=", "      ^"),
        ("vl  wieghts:open", "    ^^^^^^^"),
        ("通义 mmmu>=160", "           ^^^"),
        ('"\x1b[2J" mmmu>=160', "             ^^^"),
        ("a\tb zzzzz>1", "    ^^^^^"),
    ],
)
def test_the_mark_stands_below_the_fault(expression: str, marks: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(expression, VOCABULARY)
    shown, below = pointed(caught.value)
    assert below == marks
    assert "\x1b" not in shown
    assert "\t" not in shown


def test_a_fault_is_shown_in_its_expression_and_nothing_is_listed(weighbridge: Command) -> None:
    answer = weighbridge("list", "--where", "weights:open", "--where", "class:opne vl")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[:2] == [
        "weighbridge: class:opne vl",
        "weighbridge:       ^^^^",
    ]
    assert "is not one of its values" in answer.err.splitlines()[2]


def test_one_line_asks_what_several_ask(weighbridge: Command) -> None:
    parts = ("weights=open", "params<=10b", "-family:llama", "vl")
    several = [text for part in parts for text in ("--where", part)]
    one = weighbridge("list", "--where", " ".join(parts), "--format", "csv").rows
    assert one
    assert weighbridge("list", *several, "--format", "csv").rows == one
    assert all(float(row["parameters_total"]) <= 10**10 for row in one)
    assert {row["weights"] for row in one} == {"open"}
    assert not any("llama" in row["family"].lower() for row in one)


def test_alternatives_are_joined_by_a_comma(weighbridge: Command) -> None:
    rows = weighbridge("list", "--where", "weights:api-only,unreleased", "--format", "csv").rows
    assert {row["weights"] for row in rows} == {"api-only", "unreleased"}


def test_headline_figures_are_listed_filtered_and_sorted_by(weighbridge: Command) -> None:
    asked = ("list", "--where", "mmmu>=60", "--columns", "MMMU,gpqa", "--sort", "mmmu")
    models = weighbridge(*asked, "--descending", "--format", "json").json["models"]
    values = [model["scores"]["mmmu"]["value"] for model in models]
    assert len(values) > 5
    assert values == sorted(values, reverse=True)
    assert min(values) >= 60
    assert {frozenset(model["scores"]) for model in models} == {frozenset({"mmmu", "gpqa"})}
    assert {type(model["scores"]["mmmu"]["certain"]) for model in models} == {bool}
    assert all(model["scores"]["mmmu"]["claim"] for model in models)


def test_what_has_no_figure_is_missing_and_comes_last(weighbridge: Command) -> None:
    models = weighbridge("list", "--sort", "mmmu", "--format", "json").json["models"]
    known = [model["scores"]["mmmu"] is not None for model in models]
    assert known == sorted(known, reverse=True)
    assert 0 < sum(known) < len(known)


def test_an_uncertain_figure_is_marked_in_tables_and_said_in_sheets(weighbridge: Command) -> None:
    asked = ("list", "--where", "mmmu>=0", "--columns", "mmmu")
    rows = weighbridge(*asked, "--format", "csv").rows
    uncertain = [row for row in rows if row["mmmu certain"] == "no"]
    assert uncertain
    assert {row["mmmu certain"] for row in rows} == {"yes", "no"}
    out = weighbridge(*asked, "--format", "md").out
    assert out.count("≈") == len(uncertain) + 1  # and the legend
    assert "MMMU, %" in out


def test_without_columns_the_document_is_as_before(weighbridge: Command) -> None:
    (model,) = weighbridge("list", "--where", "id=gpt-4o", "--format", "json").json["models"]
    assert "scores" not in model


def test_an_unknown_column_is_answered_with_the_nearest(weighbridge: Command) -> None:
    answer = weighbridge("list", "--columns", "mmmu,mathvsta")
    assert answer.code == 4
    assert "mathvista" in answer.err


def test_a_mistyped_word_is_read_as_the_nearest_and_that_is_said(weighbridge: Command) -> None:
    answer = weighbridge("list", "--where", "qwne weights:open", "--format", "csv")
    assert answer.rows
    assert "Read 'qwne' as 'qwen'." in answer.err
