from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.clipboard_tables import (
    CopiedTable,
    as_html,
    as_latex,
    as_markdown,
    as_tabs,
    latex_text,
)

TABLE = CopiedTable(
    (("", "GPT-4o", "A_b"), ("MMMU, val, %", "69.1 ○ ▲", "≠ 56.1 (test)")),
    headed=True,
    titled=True,
    notes=("Policy default.",),
)


def test_markdown_has_a_heading_a_rule_and_the_notes_below() -> None:
    assert as_markdown(TABLE) == (
        "|  | GPT-4o | A_b |\n"
        "| --- | ---: | ---: |\n"
        "| MMMU, val, % | 69.1 ○ ▲ | ≠ 56.1 (test) |\n"
        "\nPolicy default.\n"
    )


def test_latex_is_a_tabular_with_the_rules_of_booktabs() -> None:
    text = as_latex(TABLE)
    assert "% Policy default." in text
    assert "\\begin{tabular}{lrr}\n\\toprule\n & GPT-4o & A\\_b \\\\\n\\midrule\n" in text
    assert "MMMU, val, \\% & 69.1 $\\circ$ $\\blacktriangle$ & $\\neq$ 56.1 (test) \\\\" in text
    assert text.endswith("\\bottomrule\n\\end{tabular}\n")


def test_spreadsheets_get_no_formula() -> None:
    table = CopiedTable((("=1+1", "+12.8"),))
    assert as_tabs(table) == "'=1+1\t+12.8"
    assert as_html(table) == "<table><tr><td>&#x27;=1+1</td><td>+12.8</td></tr></table>"


@pytest.mark.parametrize("write", [as_markdown, as_latex])
def test_nothing_selected_is_nothing(write: object) -> None:
    assert callable(write)
    assert write(CopiedTable(())) == ""


@given(text=st.text(max_size=40))
def test_no_text_acts_in_latex_or_breaks_a_row(text: str) -> None:
    shown = latex_text(text)
    known = re.sub(
        r"\\text(?:backslash|asciitilde|asciicircum|less|greater|bar)\{\}|\\dots\{\}"
        r"|\$[^$]*\$|\\[&%$#_{}]|\{\[\}|\{\]\}",
        "",
        shown,
    )
    assert not re.search(r"[\\&%$#_{}^~\[\]]", known), shown
    assert "\n" not in shown


@given(cells=st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_a_row_of_any_texts_is_one_line_with_as_many_cells(cells: list[str]) -> None:
    table = CopiedTable((tuple(cells),))
    *_, row = as_markdown(table).rstrip("\n").split("\n")
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == len(cells) + 1
    assert as_tabs(table).count("\t") == len(cells) - 1
