from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from desktop.viewmodels.roles import Role
from desktop.viewmodels.table_model import TableCell, TableModel, TableRow

ALL_ROLES = [*(int(role) for role in Qt.ItemDataRole), *(int(role) for role in Role), 9999, -1]
TITLES = ("Name", "Figure")
ROWS = (
    TableRow("head", (), title="Section", section=True),
    TableRow("a", (TableCell("A"), TableCell("10.0", 10.0, url="https://a.test")), strong=True),
    TableRow("b", (TableCell("B", muted=True), TableCell("9.0", 9.0, below="[8–9]", tip="T"))),
)
DOWN, ACROSS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


@pytest.fixture
def model(qapp: QApplication) -> TableModel:
    return TableModel()


@pytest.fixture
def filled(model: TableModel) -> TableModel:
    model.show(TITLES, ROWS, numeric=(1,))
    return model


def test_the_model_keeps_qts_promises_also_when_it_is_emptied(
    qtmodeltester: ModelTester, model: TableModel
) -> None:
    qtmodeltester.check(model)
    model.show(TITLES, ROWS, numeric=(1,))
    model.show(TITLES[:1], [TableRow("c", (TableCell("C"),))])
    model.show(TITLES, ())
    model.show((), ())
    model.show(TITLES, ROWS[:1])


def test_a_sorting_proxy_over_it_keeps_them_too(
    qtmodeltester: ModelTester, model: TableModel
) -> None:
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setSortRole(Role.SORT)
    qtmodeltester.check(proxy)
    model.show(TITLES, ROWS[1:], numeric=(1,))
    proxy.sort(1)
    proxy.setFilterFixedString("A")
    model.show((), ())
    proxy.setFilterFixedString("")


@pytest.mark.parametrize("role", ALL_ROLES)
def test_every_cell_and_header_answers_every_role(filled: TableModel, role: int) -> None:
    filled.data(QModelIndex(), role)
    for row in range(len(ROWS)):
        for column in range(len(TITLES)):
            filled.index(row, column).data(role)
    for orientation in Qt.Orientation:
        for section in (-1, 0, 2, 99):
            filled.headerData(section, orientation, role)


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_cell_of_an_earlier_table_answers_too(filled: TableModel, role: int) -> None:
    stale = [filled.index(row, 1) for row in range(len(ROWS))]
    filled.show(TITLES[:1], [TableRow("c", (TableCell("C"),))])
    for index in stale:
        filled.data(index, role)
        filled.flags(index)


def test_a_section_can_be_neither_selected_nor_read_as_a_cell(filled: TableModel) -> None:
    index = filled.index(0, 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsSelectable
    assert index.data() is None
    assert index.data(Role.KIND) is True
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Section"
    assert filled.headerData(0, DOWN) == "Section"


def test_a_cell_sorts_by_its_number_and_else_by_its_text(filled: TableModel) -> None:
    assert filled.index(1, 1).data(Role.SORT) == 10.0
    assert filled.index(1, 0).data(Role.SORT) == "A"


def test_figures_stand_at_the_right_under_their_title(filled: TableModel) -> None:
    alignment = Qt.ItemDataRole.TextAlignmentRole
    right = Qt.AlignmentFlag.AlignRight
    assert filled.index(1, 1).data(alignment) & right == right
    assert filled.headerData(1, ACROSS, alignment) & right == right
    assert not filled.index(1, 0).data(alignment) & right


def test_a_cell_is_spoken_with_its_title(filled: TableModel) -> None:
    assert filled.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Figure: 10.0"


def test_cells_say_what_else_they_know(filled: TableModel) -> None:
    assert filled.index(1, 1).data(Role.URL) == "https://a.test"
    assert filled.index(2, 1).data(Role.SECONDARY) == "[8–9]"
    assert filled.index(2, 1).data(Qt.ItemDataRole.ToolTipRole) == "T"
    assert filled.index(2, 0).data(Role.MUTED) is True
    assert filled.index(1, 1).data(Role.KEY) == "a"


def test_a_hostile_tip_is_shown_as_text(model: TableModel) -> None:
    model.show(("T",), [TableRow("x", (TableCell("x", tip='<img src="file:///etc">'),))])
    tip = str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in tip
    assert "&lt;img" in tip
