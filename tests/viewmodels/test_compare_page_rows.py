from __future__ import annotations

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.claims.claim import ReporterKind
from desktop.core.compare.comparison import Comparison
from desktop.core.marks import REPORTER_SYMBOL
from desktop.core.numbers import MISSING
from desktop.services.comparisons import Comparisons
from desktop.viewmodels.compare.compare_cells import CompareRow
from desktop.viewmodels.compare.compare_rows import (
    FACTS,
    LICENSE,
    MORE_FACTS,
    compare_rows,
)
from desktop.viewmodels.roles import RowKind

THREE = ["qwen-vl-max", "gpt-4o", "gemini-1.5-pro"]


@pytest.fixture
def comparison(reader: CatalogReader) -> Comparison:
    """The comparison that the article made."""
    return Comparisons(reader).build(THREE)


@pytest.fixture
def rows(comparison: Comparison) -> tuple[CompareRow, ...]:
    return compare_rows(comparison, only_differences=False)


def score(rows: tuple[CompareRow, ...], title: str, setting: str) -> CompareRow:
    return next(
        r
        for r in rows
        if r.kind is RowKind.SCORE and r.title == title and r.secondary.startswith(setting)
    )


def headings(rows: tuple[CompareRow, ...]) -> list[str]:
    return [row.title for row in rows if row.kind is RowKind.SECTION]


def below(rows: tuple[CompareRow, ...], heading: str) -> list[CompareRow]:
    titles = [row.title if row.kind is RowKind.SECTION else "" for row in rows]
    start = titles.index(heading) + 1
    end = next((n for n in range(start, len(rows)) if titles[n]), len(rows))
    return list(rows[start:end])


def test_facts_come_first_then_the_license_then_scores_then_more_facts(
    rows: tuple[CompareRow, ...],
) -> None:
    titles = headings(rows)
    assert titles[:2] == [FACTS, LICENSE]
    assert titles[-1] == MORE_FACTS
    assert len(titles) == len(set(titles)) > 3


def test_a_heading_says_how_many_rows_it_has(rows: tuple[CompareRow, ...]) -> None:
    for row in rows:
        if row.kind is RowKind.SECTION:
            count = len(below(rows, row.title))
            assert row.secondary == f"{count} row" + ("s" if count != 1 else "")


def test_every_row_has_a_cell_per_model(rows: tuple[CompareRow, ...]) -> None:
    assert all(len(row.cells) == 3 for row in rows if row.kind is not RowKind.SECTION)


def test_every_row_of_scores_of_the_comparison_is_there_once(
    comparison: Comparison, rows: tuple[CompareRow, ...]
) -> None:
    shown = [row.row for row in rows if row.kind is RowKind.SCORE]
    assert sorted(map(id, shown)) == sorted(map(id, comparison.rows))


def test_claims_that_differ_by_more_than_the_tolerance_are_shown_as_disputed(
    rows: tuple[CompareRow, ...],
) -> None:
    cell = score(rows, "MathVista", "≈ may differ").cells[0]
    assert cell.disputed
    assert (cell.text, cell.below) == ("51.0", "50.0–61.1")
    assert "disputed, claims from 50.0–61.1" in cell.spoken


def test_a_press_figure_is_there_and_not_chosen(rows: tuple[CompareRow, ...]) -> None:
    row = score(rows, "MathVista", "≈ may differ")
    assert row.row is not None
    for cell, shown in zip(row.row.cells, row.cells, strict=True):
        kinds = {w.claim.reporter_kind for w in cell.weighed}
        assert ReporterKind.PRESS in kinds
        assert cell.chosen is not None
        assert cell.chosen.reporter_kind is not ReporterKind.PRESS
        assert shown.mark == REPORTER_SYMBOL[cell.chosen.reporter_kind]


def test_a_cell_with_press_figures_only_shows_that_none_is_chosen(reader: CatalogReader) -> None:
    comparisons = Comparisons(reader)
    everything = comparisons.build(
        [m for m in reader.model_names() if m.startswith(("qwen", "gpt", "gemini"))], all_rows=True
    )
    rows = compare_rows(everything, only_differences=False)
    unchosen = [
        shown
        for row in rows
        if row.row
        for cell, shown in zip(row.row.cells, row.cells, strict=True)
        if cell.weighed and not cell.chosen
    ]
    assert unchosen
    for shown in unchosen:
        assert (shown.text, shown.missing, shown.mark) == (MISSING, True, "")
        assert shown.below.endswith("not chosen")
        assert "no claim may be chosen" in shown.spoken


def test_a_missing_score_is_a_dash_and_never_a_zero(rows: tuple[CompareRow, ...]) -> None:
    cell = score(rows, "MMStar", "setting not stated").cells[0]
    assert (cell.text, cell.missing, cell.best, cell.below) == (MISSING, True, "", "")
    assert "missing" in cell.spoken


def test_the_best_of_a_row_has_an_arrow_that_shows_the_direction(
    rows: tuple[CompareRow, ...],
) -> None:
    mmmu = score(rows, "MMMU", "val")
    assert [cell.best for cell in mmmu.cells] == ["", "▲", ""]
    assert "best of row" in mmmu.cells[1].spoken
    lower = score(rows, "Object HalBench", "setting not stated")
    assert lower.secondary.endswith("lower is better")
    assert [cell.best for cell in lower.cells] == ["▼", "", ""]


def test_only_differences_leaves_out_rows_in_which_all_agree(comparison: Comparison) -> None:
    every = compare_rows(comparison, only_differences=False)
    different = compare_rows(comparison, only_differences=True)
    agreeing = [r.title for r in every if r.kind is not RowKind.SECTION and not r.differs]
    assert agreeing
    assert all(row.differs for row in different if row.kind is not RowKind.SECTION)
    kept = [row for row in every if row.kind is not RowKind.SECTION and row.differs]
    assert [row for row in different if row.kind is not RowKind.SECTION] == kept


def test_a_section_of_which_nothing_is_left_has_no_heading(comparison: Comparison) -> None:
    different = compare_rows(comparison, only_differences=True)
    for title in headings(different):
        assert below(different, title)


def test_only_differences_says_nothing_about_a_single_model(reader: CatalogReader) -> None:
    alone = Comparisons(reader).build(THREE[:1])
    every = compare_rows(alone, only_differences=False)
    assert compare_rows(alone, only_differences=True) == every


def test_more_facts_hold_what_is_not_needed_to_cut_a_list(rows: tuple[CompareRow, ...]) -> None:
    more = {row.title for row in below(rows, MORE_FACTS)}
    first = {row.title for row in below(rows, FACTS)}
    assert more
    assert first
    assert not more & first


def test_facts_of_which_nothing_is_known_are_left_out(rows: tuple[CompareRow, ...]) -> None:
    facts = [row for row in rows if row.kind is RowKind.FACT]
    assert facts
    assert all(any(not cell.missing for cell in row.cells) for row in facts)


def test_a_fact_on_which_sources_differ_shows_the_other_value(reader: CatalogReader) -> None:
    conflicts = reader.fact_conflicts(list(reader.model_names()))
    ids = list(dict.fromkeys(c.model_id for c in conflicts))[:6]
    rows = compare_rows(Comparisons(reader).build(ids), only_differences=False)
    disputed = [c for r in rows if r.kind is RowKind.FACT for c in r.cells if c.disputed]
    assert disputed
    assert all("≠" in cell.below and " says " in cell.tip for cell in disputed)


def test_nothing_compared_gives_no_rows(reader: CatalogReader) -> None:
    assert compare_rows(Comparisons(reader).build([]), only_differences=False) == ()


def test_every_cell_is_spoken_with_its_model(
    comparison: Comparison, rows: tuple[CompareRow, ...]
) -> None:
    names = [subject.model.name for subject in comparison.subjects]
    for row in rows:
        for name, cell in zip(names, row.cells, strict=bool(row.cells)):
            assert cell.spoken.startswith(f"{name}, ")


def test_permissions_under_different_conditions_are_differences(reader: CatalogReader) -> None:
    comparison = Comparisons(reader).build(
        ["qwen2-vl-72b-instruct", "llama-3.2-90b-vision-instruct"]
    )
    for only_differences in (False, True):
        rows = compare_rows(comparison, only_differences=only_differences)
        row = next(r for r in rows if r.title == "Distribute derivatives")
        assert {cell.text for cell in row.cells} == {"allowed with conditions"}
        assert row.differs
