from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.core.search.query import Facet
from desktop.viewmodels.catalog.facet_model import FacetModel
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import ViewState

CHECK = Qt.ItemDataRole.CheckStateRole
ALL_ROLES = [*(int(role) for role in Qt.ItemDataRole), *(int(role) for role in Role), 9999, -1]
COUNTS: dict[Facet, list[tuple[str, int]]] = {
    Facet.WEIGHTS: [("open", 200), ("api-only", 150), ("", 5)],
    Facet.YEAR: [("2023", 90), ("2024", 260), ("", 4)],
    Facet.ORGANIZATION: [(f"Org {n}", n) for n in range(30, 0, -1)],
}


@pytest.fixture
def model(qapp: QApplication) -> FacetModel:
    return FacetModel()


def row_of(facet: Facet) -> int:
    return list(Facet).index(facet)


def values(model: FacetModel, facet: Facet) -> list[str]:
    parent = model.index(row_of(facet), 0)
    return [str(model.index(n, 0, parent).data()) for n in range(model.rowCount(parent))]


def value_index(model: FacetModel, facet: Facet, value: str) -> QModelIndex:
    parent = model.index(row_of(facet), 0)
    rows = (model.index(n, 0, parent) for n in range(model.rowCount(parent)))
    return next(index for index in rows if index.data(Role.KEY) == value)


def test_the_tree_keeps_qts_promises_while_it_grows_shrinks_and_is_ticked(
    qtmodeltester: ModelTester, model: FacetModel
) -> None:
    qtmodeltester.check(model)
    model.show(COUNTS, ViewState())
    fewer = {facet: found[:1] for facet, found in COUNTS.items()}
    chosen = ViewState().with_facet(Facet.WEIGHTS, frozenset({"open", "unreleased"}))
    model.show(fewer, chosen)
    model.setData(value_index(model, Facet.WEIGHTS, "open"), Qt.CheckState.Unchecked, CHECK)
    model.show({}, chosen)
    model.show({}, ViewState())
    model.show(COUNTS, ViewState())
    more = COUNTS | {Facet.MODALITY: [("text", 300), ("image", 120)]}
    model.show(more, ViewState())


@pytest.mark.parametrize("role", ALL_ROLES)
def test_every_row_answers_every_role(model: FacetModel, role: int) -> None:
    model.show(COUNTS, ViewState())
    model.data(QModelIndex(), role)
    for row in range(model.rowCount()):
        parent = model.index(row, 0)
        parent.data(role)
        for below in range(model.rowCount(parent)):
            model.index(below, 0, parent).data(role)
    for orientation in Qt.Orientation:
        model.headerData(0, orientation, role)


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_row_that_is_no_longer_there_answers_too(model: FacetModel, role: int) -> None:
    model.show(COUNTS, ViewState())
    stale = value_index(model, Facet.ORGANIZATION, "Org 1")
    model.show({}, ViewState())
    assert model.data(stale, role) is None
    assert not model.setData(stale, Qt.CheckState.Checked, CHECK)


def test_every_facet_is_there_from_the_start(model: FacetModel) -> None:
    assert model.rowCount() == len(Facet)
    assert all(model.index(row, 0).data() for row in range(len(Facet)))


def test_values_come_with_how_many_models_they_would_show(model: FacetModel) -> None:
    model.show(COUNTS, ViewState())
    index = value_index(model, Facet.WEIGHTS, "open")
    assert (index.data(), index.data(Role.COUNT)) == ("open", 200)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "open, 200 models"


def test_models_without_a_value_are_counted_as_not_stated(model: FacetModel) -> None:
    model.show(COUNTS, ViewState())
    assert values(model, Facet.WEIGHTS) == ["open", "api-only", "not stated"]
    assert value_index(model, Facet.WEIGHTS, "").data(Role.COUNT) == 5


def test_the_newest_year_comes_first(model: FacetModel) -> None:
    model.show(COUNTS, ViewState())
    assert values(model, Facet.YEAR)[:2] == ["2024", "2023"]


def test_chosen_values_stay_although_they_match_nothing(model: FacetModel) -> None:
    state = ViewState().with_facet(Facet.ORGANIZATION, frozenset({"Gone", "Org 30"}))
    model.show({Facet.ORGANIZATION: [("Org 30", 2)]}, state)
    assert values(model, Facet.ORGANIZATION) == ["Org 30", "Gone"]
    gone = value_index(model, Facet.ORGANIZATION, "Gone")
    assert (gone.data(Role.COUNT), gone.data(CHECK)) == (0, Qt.CheckState.Checked)


def test_a_facet_says_how_many_of_its_values_are_chosen(model: FacetModel) -> None:
    state = ViewState().with_facet(Facet.WEIGHTS, frozenset({"open"}))
    model.show(COUNTS, state)
    facet = model.index(row_of(Facet.WEIGHTS), 0)
    assert facet.data(Role.COUNT) == 1
    assert facet.data(Qt.ItemDataRole.AccessibleTextRole) == "Weights, 1 value chosen"
    assert model.index(row_of(Facet.YEAR), 0).data(Role.COUNT) is None


@pytest.mark.parametrize("given", [Qt.CheckState.Checked, Qt.CheckState.Checked.value])
def test_ticking_a_value_asks_for_the_change(
    qtbot: QtBot, model: FacetModel, given: object
) -> None:
    model.show(COUNTS, ViewState())
    with qtbot.waitSignal(model.toggled) as told:
        assert model.setData(value_index(model, Facet.YEAR, "2024"), given, CHECK)
    assert told.args == [Facet.YEAR, "2024", True]


def test_the_tick_follows_the_state_not_the_click(model: FacetModel) -> None:
    model.show(COUNTS, ViewState())
    index = value_index(model, Facet.YEAR, "2024")
    model.setData(index, Qt.CheckState.Checked, CHECK)
    assert index.data(CHECK) is Qt.CheckState.Unchecked


def test_only_values_can_be_ticked(qtbot: QtBot, model: FacetModel) -> None:
    model.show(COUNTS, ViewState())
    with qtbot.assertNotEmitted(model.toggled):
        assert not model.setData(model.index(0, 0), Qt.CheckState.Checked, CHECK)
        assert not model.setData(QModelIndex(), Qt.CheckState.Checked, CHECK)
        value = value_index(model, Facet.YEAR, "2024")
        assert not model.setData(value, "2025", Qt.ItemDataRole.EditRole)
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsUserCheckable
