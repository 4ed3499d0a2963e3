from __future__ import annotations

from datetime import date

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.claims.comparability import Standing
from desktop.core.claims.policy import Pick, Policy
from desktop.core.compare.comparison import Comparison
from desktop.services.comparisons import Comparisons
from desktop.viewmodels.compare.compare_cells import CompareRow
from desktop.viewmodels.compare.compare_rows import SCORES, compare_rows
from desktop.viewmodels.roles import RowKind

SIX = (
    "qwen2.5-vl-72b-instruct",
    "gpt-4o",
    "claude-3-5-sonnet-20241022",
    "gemini-1.5-pro",
    "qwen-vl-max",
    "gpt-4o-2024-05-13",
)


@pytest.fixture
def comparisons(reader: CatalogReader) -> Comparisons:
    return Comparisons(reader)


@pytest.fixture
def comparison(comparisons: Comparisons) -> Comparison:
    return comparisons.build(SIX)


def scores(comparison: Comparison, baseline: str = "") -> list[CompareRow]:
    rows = compare_rows(comparison, only_differences=False, baseline=baseline)
    return [row for row in rows if row.kind is RowKind.SCORE]


def test_what_stands_aside_is_marked_and_never_best_nor_measured(comparison: Comparison) -> None:
    shown = 0
    for row in scores(comparison, "gpt-4o"):
        assert row.row is not None
        for aside, cell in zip(row.row.asides, row.cells, strict=bool(row.row.asides)):
            if aside is None:
                continue
            shown += 1
            mark = "≠" if cell.standing is Standing.DIFFERENT else "≈"
            assert cell.below.startswith(mark)
            assert not cell.best
            assert not cell.delta
            assert aside.comparability.text in cell.tip
            assert aside.comparability.text in cell.spoken
            assert "missing under this setting" in cell.spoken
    assert shown > 3


def test_rows_whose_decisive_fields_are_not_stated_have_no_best_and_no_difference(
    comparison: Comparison,
) -> None:
    doubtful = [r for r in scores(comparison, "gpt-4o") if r.row and r.row.undecided]
    assert doubtful
    for row in doubtful:
        assert "≈ may differ: " in row.secondary
        assert "not stated" in row.secondary
        assert not any(cell.best or cell.delta for cell in row.cells)


def test_a_row_whose_order_is_open_names_the_pairs_and_has_no_strict_best(
    comparison: Comparison,
) -> None:
    names = [s.model.name for s in comparison.subjects]
    rows = scores(comparison)
    open_rows = [r for r in rows if r.mark]
    assert len(open_rows) == comparison.unsettled > 0
    for row in open_rows:
        assert row.row is not None
        assert row.mark == "⇅"
        first = row.row.unsettled[0]
        assert names[first.first] in row.tip
        assert names[first.second] in row.tip
        assert "overlap" in row.tip
        for position, cell in enumerate(row.cells):
            open_best = position in row.row.open_positions and position in row.row.best
            assert (cell.best in ("△", "▽")) == open_best
        assert "order not settled" in row.spoken
    strict = [cell for row in rows if not row.mark for cell in row.cells if cell.best]
    assert {cell.best for cell in strict} == {"▲", "▼"}


def test_printed_intervals_that_meet_are_named_as_the_reason(comparison: Comparison) -> None:
    arena = next(r for r in scores(comparison) if r.title == "LMArena text")
    assert "overlap by their printed intervals" in arena.tip


def test_differences_to_the_baseline_stand_where_the_core_gives_one(
    comparison: Comparison,
) -> None:
    base = SIX.index("gpt-4o")
    for row in scores(comparison, "gpt-4o"):
        assert row.row is not None
        for position, cell in enumerate(row.cells):
            if position != base:
                assert bool(cell.delta) is (row.row.delta(position, base) is not None)
    mmmu = next(r for r in scores(comparison, "gpt-4o") if r.title == "MMMU" and r.mark)
    assert mmmu.cells[base].delta == "base"
    assert mmmu.cells[4].delta == "−17.7 ▾"
    assert "17.7 worse than GPT-4o" in mmmu.cells[4].spoken


def test_where_lower_is_better_a_difference_says_so_in_words(comparison: Comparison) -> None:
    row = next(r for r in scores(comparison, "gpt-4o") if r.title == "Object HalBench")
    assert row.cells[4].delta.endswith("▴ better")
    assert row.secondary.endswith("lower is better")


def test_like_for_like_names_the_reporter_of_each_row(comparisons: Comparisons) -> None:
    rows = scores(comparisons.build(SIX, policy=Policy.LIKE_FOR_LIKE))
    assert all(
        r.row and (not r.row.reporter or f"by {r.row.reporter}" in r.secondary) for r in rows
    )


def test_a_figure_of_the_users_choice_is_marked_with_its_day(
    comparisons: Comparisons, comparison: Comparison
) -> None:
    row = next(r for r in comparison.rows if r.benchmark.id == "mmmu" and r.variant == "val")
    other = next(w.claim for w in row.cells[1].weighed if not w.chosen and not w.barred)
    chosen = comparisons.build(SIX, picks=[Pick(other.id, date(2026, 11, 25))])
    cell = next(r for r in scores(chosen) if r.row and r.row.key == row.key).cells[1]
    assert cell.picked
    assert "✓ yours" in cell.second_line
    assert "★" not in cell.second_line + cell.mark
    assert "chosen by you on 2026-11-25" in cell.spoken


def test_an_order_that_mixes_categories_gives_one_section(comparisons: Comparisons) -> None:
    mixed = comparisons.build(SIX, ["mmmu", "chartqa", "mmmu-pro"])
    rows = compare_rows(mixed, only_differences=False)
    titles = [r.title for r in rows if r.kind is RowKind.SECTION]
    assert SCORES in titles
    assert next(r.title for r in rows if r.kind is RowKind.SCORE) == "MMMU"
    grouped = comparisons.build(SIX, ["mmmu", "mmmu-pro", "chartqa"])
    titles = [
        r.title for r in compare_rows(grouped, only_differences=False) if r.kind is RowKind.SECTION
    ]
    assert SCORES not in titles
