from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from desktop.catalog.reader import CatalogReader
from desktop.core.compare.comparison import Comparison
from desktop.core.marks import series
from desktop.services.comparisons import Comparisons
from desktop.viewmodels.compare.compare_model import CompareModel
from desktop.viewmodels.compare.compare_rows import compare_rows
from desktop.viewmodels.roles import Role, RowKind

THREE = ["qwen-vl-max", "gpt-4o", "gemini-1.5-pro"]
DISPLAY = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
DOWN, ACROSS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
ALL_ROLES = [*(int(role) for role in Qt.ItemDataRole), *(int(role) for role in Role), 9999, -1]


@pytest.fixture
def comparisons(reader: CatalogReader) -> Comparisons:
    return Comparisons(reader)


@pytest.fixture
def model(qapp: QApplication) -> CompareModel:
    return CompareModel()


def show(model: CompareModel, comparison: Comparison) -> None:
    model.show(comparison, compare_rows(comparison, only_differences=False))


@pytest.fixture
def filled(model: CompareModel, comparisons: Comparisons) -> CompareModel:
    show(model, comparisons.build(THREE, ["mmmu", "mathvista"]))
    return model


def row_of(model: CompareModel, kind: RowKind, title: str = "") -> int:
    rows = ((n, model.row_at(n)) for n in range(model.rowCount()))
    return next(n for n, r in rows if r and r.kind is kind and title in r.title)


def test_the_model_keeps_qts_promises_through_every_comparison(
    qtmodeltester: ModelTester, model: CompareModel, comparisons: Comparisons
) -> None:
    qtmodeltester.check(model)
    show(model, comparisons.build(THREE, ["mmmu", "mathvista"]))
    show(model, comparisons.build(THREE[:1], ["mmmu"]))
    show(model, comparisons.build([]))
    show(model, comparisons.build(THREE[:2]))


@pytest.mark.parametrize("role", ALL_ROLES)
def test_every_cell_and_header_answers_every_role(filled: CompareModel, role: int) -> None:
    filled.data(QModelIndex(), role)
    for row in range(filled.rowCount()):
        for column in range(filled.columnCount()):
            filled.index(row, column).data(role)
    for orientation in Qt.Orientation:
        for section in (-1, *range(filled.rowCount() + 2)):
            filled.headerData(section, orientation, role)


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_cell_of_an_earlier_comparison_answers_too(
    filled: CompareModel, comparisons: Comparisons, role: int
) -> None:
    stale = [filled.index(row, 2) for row in range(filled.rowCount())]
    show(filled, comparisons.build(THREE[:1], ["mmmu"]))
    for index in stale:
        filled.data(index, role)
        filled.flags(index)


def test_models_are_columns_in_the_order_of_the_tray(filled: CompareModel) -> None:
    titles = [filled.headerData(n, ACROSS) for n in range(filled.columnCount())]
    assert titles == [
        f"{series(n).symbol} {name}"
        for n, name in enumerate(("Qwen-VL-Max", "GPT-4o", "Gemini 1.5 Pro"))
    ]
    assert [filled.headerData(n, ACROSS, Role.KEY) for n in range(3)] == THREE


def test_a_column_is_spoken_as_model_and_organization(filled: CompareModel) -> None:
    assert str(filled.headerData(1, ACROSS, SPOKEN)).startswith("GPT-4o, OpenAI")


def test_an_alias_says_how_many_versions_it_can_mean(
    model: CompareModel, comparisons: Comparisons
) -> None:
    show(model, comparisons.build(["gpt-4o", "gpt-4o-2024-05-13"], ["mmmu"]))
    assert "alias" in str(model.headerData(0, ACROSS, Role.SECONDARY))
    assert model.headerData(1, ACROSS, Role.SECONDARY) == "of gpt-4o"


def test_a_heading_cannot_be_selected_and_has_no_text_in_its_cells(filled: CompareModel) -> None:
    row = row_of(filled, RowKind.SECTION)
    index = filled.index(row, 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsSelectable
    assert index.flags() & Qt.ItemFlag.ItemIsEnabled
    assert index.data() is None
    assert index.data(SPOKEN) == filled.headerData(row, DOWN) == "Facts"


def test_a_score_stands_at_the_right_and_is_spoken_whole(filled: CompareModel) -> None:
    row = row_of(filled, RowKind.SCORE, "MathVista")
    index = filled.index(row, 0)
    right = Qt.AlignmentFlag.AlignRight
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & right == right
    spoken = str(index.data(SPOKEN))
    for words in ("Qwen-VL-Max", "MathVista, testmini", "43.4 %", "other vendor", "disputed"):
        assert words in spoken


def test_a_row_is_spoken_with_its_setting(filled: CompareModel) -> None:
    row = row_of(filled, RowKind.SCORE, "MMMU")
    assert str(filled.headerData(row, DOWN, SPOKEN)).startswith("MMMU, ")


def test_swapped_models_run_down_and_every_cell_is_the_same(filled: CompareModel) -> None:
    rows, columns = filled.rowCount(), filled.columnCount()
    before = [[filled.index(r, c).data(SPOKEN) for c in range(columns)] for r in range(rows)]
    heads = [filled.headerData(n, DOWN, SPOKEN) for n in range(rows)]
    filled.swap(True)
    assert (filled.rowCount(), filled.columnCount()) == (columns, rows)
    after = [[filled.index(c, r).data(SPOKEN) for c in range(columns)] for r in range(rows)]
    assert after == before
    assert [filled.headerData(n, ACROSS, SPOKEN) for n in range(rows)] == heads
    assert filled.headerData(1, DOWN, Role.KEY) == "gpt-4o"
    assert filled.place(filled.cell_index(4, 2)) == (4, 2)


def test_the_baseline_says_so_in_its_header(model: CompareModel, comparisons: Comparisons) -> None:
    comparison = comparisons.build(THREE, ["mmmu"])
    rows = compare_rows(comparison, only_differences=False, baseline="gpt-4o")
    model.show(comparison, rows, baseline="gpt-4o")
    assert str(model.headerData(1, ACROSS, Role.SECONDARY)).startswith("base")
    assert str(model.headerData(1, ACROSS, SPOKEN)).endswith("baseline")
    assert "base" not in str(model.headerData(0, ACROSS, Role.SECONDARY))


def test_rows_and_columns_that_are_not_there_are_none(filled: CompareModel) -> None:
    assert filled.row_at(-1) is None
    assert filled.row_at(10_000) is None
    assert filled.subject_at(-1) is None
    assert filled.subject_at(3) is None
