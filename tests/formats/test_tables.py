from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.formats.plain_text import width
from desktop.formats.tables import Align, Column, Fit, Table, as_csv, as_markdown
from desktop.formats.terminal import as_text


def _table(*rows: tuple[str, ...], notes: tuple[str, ...] = ()) -> Table:
    count = len(rows[0])
    return Table("Title", tuple(Column(f"c{i}") for i in range(count)), rows, notes)


def test_a_row_of_another_length_is_rejected() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Table("", (Column("a"), Column("b")), (("1",),))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-inf", "+"]
)
def test_a_formula_is_defused_in_csv(cell: str) -> None:
    (read,) = list(csv.reader(io.StringIO(as_csv(_table((cell,))), newline="")))[1]
    assert read.startswith("'")


@pytest.mark.parametrize("cell", ["-1.5", "+3", "-2e-05", "12", "a=b", "–"])
def test_numbers_and_texts_are_left_as_they_are_in_csv(cell: str) -> None:
    assert as_csv(_table((cell,))).splitlines()[1] == cell


def test_csv_quotes_what_rfc_4180_asks_for() -> None:
    assert as_csv(_table(('say "a", b', "c"))) == 'c0,c1\r\n"say ""a"", b",c\r\n'


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_csv_has_a_line_a_row_whatever_the_text(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(as_csv(_table(*rows)), newline="")))
    assert [len(row) for row in read] == [2] * (len(rows) + 1)


def test_markdown_escapes_bars_line_breaks_and_markup() -> None:
    text = as_markdown([_table(("a|b", "x\ny"), ("<b>*[x](http://e)*", "snake_case _em_ \\"))])
    rows = text.splitlines()[4:]
    assert rows[0] == r"| a\|b | x<br>y |"
    assert rows[1] == r"| &lt;b>\*\[x\](http://e)\* | snake_case \_em\_ \\ |"


def test_markdown_aligns_numbers_right() -> None:
    table = Table("", (Column("a"), Column("b", Align.RIGHT)), (("x", "1"),))
    assert as_markdown([table]).splitlines()[1] == "| --- | ---: |"


def test_columns_line_up_under_wide_characters() -> None:
    lines = as_text([_table(("通义千问", "1"), ("Qwen", "2"))], None).splitlines()
    assert [
        width(line[: line.index(figure)]) for line, figure in zip(lines[3:], "12", strict=True)
    ] == [10, 10]


def test_without_a_terminal_every_row_is_one_line_however_long() -> None:
    assert len(as_text([_table(("word " * 200, "x"))], None).splitlines()) == 4


@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.text(max_size=60), st.text(max_size=9)), min_size=1
    ),
    st.integers(40, 120),
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], columns: int) -> None:
    assert all(width(line) <= columns for line in as_text([_table(*rows)], columns).splitlines())


def test_what_does_not_fit_side_by_side_is_split_with_its_leading_columns() -> None:
    heads = (Column("row"), *(Column(f"model-number-{i}") for i in range(8)))
    table = Table("", heads, (("MMMU", *(f"{i}.5" for i in range(8))),), stub=1)
    text = as_text([table], 60)
    assert text.count("MMMU") == 3
    assert all(f"model-number-{i}" in text and f"{i}.5" in text for i in range(8))


def test_a_column_that_was_left_out_is_named() -> None:
    table = Table("", (Column("id", fit=Fit.KEEP), Column("extra", spare=1)), (("x" * 50, "y"),))
    assert "extra" not in as_text([table], 50).splitlines()[0]
    assert "Not shown at this width, but with --format json: extra." in as_text([table], 56)


def test_an_address_in_a_note_is_not_cut() -> None:
    address = "https://example.org/" + "a" * 80
    assert address in as_text([_table(("x",), notes=(address,))], 40).splitlines()


def test_no_control_character_reaches_any_form() -> None:
    table = Table("t\x1b", (Column("h\x1b"),), (("c\x1b[2J\x9b",),), ("n\x1b",))
    for text in (as_text([table], 80), as_text([table], None), as_csv(table), as_markdown([table])):
        assert not {"\x1b", "\x9b"} & set(text)
