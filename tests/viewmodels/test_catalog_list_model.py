from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.core.marks import series
from desktop.core.query import ListedModel
from desktop.viewmodels.catalog_model import KEPT_PAGES, PAGE, CatalogModel, Column
from desktop.viewmodels.roles import Role

DISPLAY = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
ALL_ROLES = [*(int(role) for role in Qt.ItemDataRole), *(int(role) for role in Role), 9999, -1]


def listed(key: str, **facts: object) -> ListedModel:
    known: dict[str, object] = {
        "name": key.upper(),
        "organization": "Org",
        "family": "",
        "weights": "open",
        "license_id": "mit",
        "openness": "osi",
        "release_date": "2024-05",
        "parameters_total": 7_000_000_000,
        "context_tokens": 32_768,
        "claim_count": 3,
        "hub_id": "",
    }
    return ListedModel(id=key, **(known | facts))  # type: ignore[arg-type]


def ids(count: int) -> list[str]:
    return [f"model-{n}" for n in range(count)]


class Asked:
    """Pages that a model asked for."""

    def __init__(self, model: CatalogModel) -> None:
        self.pages: list[tuple[int, tuple[str, ...]]] = []
        model.page_needed.connect(self.take)

    def take(self, number: int, keys: tuple[str, ...]) -> None:
        self.pages.append((number, keys))

    @property
    def numbers(self) -> list[int]:
        return [number for number, _ in self.pages]


@pytest.fixture
def model(qapp: QApplication) -> CatalogModel:
    return CatalogModel()


@pytest.fixture
def asked(model: CatalogModel) -> Asked:
    return Asked(model)


def fill(model: CatalogModel, count: int) -> list[str]:
    keys = ids(count)
    model.show(keys, [listed(key) for key in keys[:PAGE]])
    return keys


def text(model: CatalogModel, row: int, column: Column, role: int = DISPLAY) -> str:
    return str(model.index(row, column).data(role))


def test_the_model_keeps_qts_promises_through_every_change(
    qtmodeltester: ModelTester, model: CatalogModel
) -> None:
    qtmodeltester.check(model)
    keys = fill(model, 3 * PAGE + 7)
    model.show_page(1, [listed(key) for key in keys[PAGE : 2 * PAGE]])
    model.show_page(3, [listed(key) for key in keys[3 * PAGE :]])
    model.show_page(7, [listed("stranger")])
    model.show_tray(("model-0", "model-3"))
    model.show_tray(())
    fill(model, 1)
    model.show([], [])
    model.show_tray(("model-0",))
    fill(model, PAGE)


@pytest.mark.parametrize("role", ALL_ROLES)
def test_every_cell_answers_every_role(model: CatalogModel, role: int) -> None:
    fill(model, PAGE + 2)
    for row in (0, PAGE - 1, PAGE, PAGE + 1):
        for column in Column:
            model.index(row, column).data(role)
    model.data(QModelIndex(), role)
    for orientation in Qt.Orientation:
        for section in (-1, 0, len(Column), 10_000):
            model.headerData(section, orientation, role)


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_cell_that_is_no_longer_there_answers_too(model: CatalogModel, role: int) -> None:
    fill(model, 9)
    stale = model.index(8, Column.LICENSE)
    fill(model, 2)
    assert model.data(stale, role) is None


def test_cells_have_no_children(model: CatalogModel) -> None:
    fill(model, 2)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


def test_the_first_page_is_never_asked_for(model: CatalogModel, asked: Asked) -> None:
    fill(model, 4 * PAGE)
    assert text(model, 0, Column.NAME) == "MODEL-0"
    assert text(model, PAGE - 1, Column.NAME) == f"MODEL-{PAGE - 1}"
    assert asked.pages == []


def test_a_page_that_comes_into_sight_is_asked_for_once(model: CatalogModel, asked: Asked) -> None:
    keys = fill(model, 2 * PAGE + 5)
    for row in range(PAGE, 2 * PAGE):
        for column in Column:
            model.index(row, column).data()
    assert asked.pages == [(1, tuple(keys[PAGE : 2 * PAGE]))]


def test_the_last_page_is_asked_for_with_what_is_left(model: CatalogModel, asked: Asked) -> None:
    keys = fill(model, PAGE + 5)
    model.index(PAGE + 4, 0).data()
    assert asked.pages == [(1, tuple(keys[PAGE:]))]


def test_a_row_that_is_not_loaded_shows_a_placeholder(model: CatalogModel) -> None:
    fill(model, PAGE + 1)
    assert text(model, PAGE, Column.NAME) == "…"
    assert model.index(PAGE, 0).data(SPOKEN) is None
    assert model.index(PAGE, 0).data(Role.KEY) == f"model-{PAGE}"


def test_a_page_that_arrives_is_announced_as_one_range(
    qtbot: QtBot, model: CatalogModel, asked: Asked
) -> None:
    keys = fill(model, PAGE + 5)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show_page(1, [listed(key) for key in keys[PAGE:]])
    first, last = told.args[:2]
    assert (first.row(), first.column()) == (PAGE, 0)
    assert (last.row(), last.column()) == (PAGE + 4, len(Column) - 1)
    assert text(model, PAGE, Column.NAME) == f"MODEL-{PAGE}"
    assert asked.pages == []


def test_a_page_of_an_earlier_list_is_dropped(
    qtbot: QtBot, model: CatalogModel, asked: Asked
) -> None:
    fill(model, PAGE + 5)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_page(1, [listed("stranger")])
        model.show_page(40, [listed("model-0")])
    assert text(model, PAGE, Column.NAME) == "…"
    assert asked.numbers == [1]


def test_pages_that_were_dropped_are_asked_for_again_when_looked_at(
    model: CatalogModel, asked: Asked
) -> None:
    keys = fill(model, (KEPT_PAGES + 3) * PAGE)
    for number in range(1, KEPT_PAGES + 2):
        model.show_page(number, [listed(key) for key in keys[number * PAGE : (number + 1) * PAGE]])
    assert text(model, 0, Column.NAME) == "…"
    assert text(model, PAGE, Column.NAME) == "…"
    assert text(model, 2 * PAGE, Column.NAME) == f"MODEL-{2 * PAGE}"
    assert asked.numbers == [0, 1]


def test_compared_models_carry_their_mark_and_say_so(model: CatalogModel) -> None:
    fill(model, 3)
    model.show_tray(("model-2", "model-0"))
    assert text(model, 0, Column.NAME) == f"{series(1).symbol} MODEL-0"
    assert text(model, 2, Column.NAME) == f"{series(0).symbol} MODEL-2"
    assert text(model, 1, Column.NAME) == "MODEL-1"
    assert text(model, 0, Column.NAME, SPOKEN) == "MODEL-0, in the comparison"
    assert text(model, 1, Column.NAME, SPOKEN) == "MODEL-1"


def test_a_change_of_the_tray_is_announced(qtbot: QtBot, model: CatalogModel) -> None:
    fill(model, 3)
    with qtbot.waitSignal(model.dataChanged):
        model.show_tray(("model-1",))


def test_what_is_not_known_is_a_dash_and_is_spoken_as_unknown(model: CatalogModel) -> None:
    bare = listed("bare", parameters_total=None, context_tokens=None, release_date="")
    model.show(["bare"], [bare])
    assert text(model, 0, Column.PARAMETERS) == "–"
    assert text(model, 0, Column.PARAMETERS, SPOKEN) == "Parameters: unknown"
    assert text(model, 0, Column.RELEASED, SPOKEN) == "Released: unknown"


def test_a_cell_is_spoken_with_its_column(model: CatalogModel) -> None:
    fill(model, 1)
    assert text(model, 0, Column.CLAIMS, SPOKEN) == "Claims: 3"
    assert text(model, 0, Column.ORGANIZATION, SPOKEN) == "Organization: Org"


def test_ids_are_found_by_row_and_rows_by_id(model: CatalogModel) -> None:
    fill(model, 3)
    assert (model.id_at(1), model.row_of("model-1")) == ("model-1", 1)
    assert (model.id_at(3), model.id_at(-1), model.row_of("stranger")) == ("", "", -1)


def test_a_hostile_name_is_text_in_cell_and_tooltip(model: CatalogModel) -> None:
    name = "<img src=x onerror=1> {0} &amp;"
    model.show(["evil"], [listed("evil", name=name)])
    assert text(model, 0, Column.NAME) == name
    tip = text(model, 0, Column.NAME, Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img src=x onerror=1&gt;" in tip
