from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.core.marks import series
from desktop.core.search.listing_page import Cursor, ListPage
from desktop.core.search.query import ListedModel, ListedScore
from desktop.core.verdict.verdict import Answer
from desktop.viewmodels.catalog.catalog_model import KEPT_PAGES, PAGE, CatalogModel, Column
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
    """Pages that a model asked for, each with the page of the place it may be found from."""

    def __init__(self, model: CatalogModel) -> None:
        self.pages: list[tuple[int, int]] = []
        model.page_needed.connect(self.take)

    def take(self, number: int, near: Cursor | None) -> None:
        self.pages.append((number, near.page if near else 0))

    @property
    def numbers(self) -> list[int]:
        return [number for number, _ in self.pages]


@pytest.fixture
def model(qapp: QApplication) -> CatalogModel:
    return CatalogModel()


@pytest.fixture
def asked(model: CatalogModel) -> Asked:
    return Asked(model)


def page(number: int, count: int, columns: tuple[str, ...] = ()) -> ListPage:
    """A page of a list of so many models, with the place of the next."""
    keys = ids(count)[number * PAGE : (number + 1) * PAGE]
    models = tuple(listed(key) for key in keys)
    cursors = (Cursor(number + 1, False, None, "", keys[-1]),) if len(keys) == PAGE else ()
    return ListPage(number, models, cursors, columns)


def fill(model: CatalogModel, count: int) -> list[str]:
    model.show(page(0, count), count)
    return ids(count)


def only(*models: ListedModel, columns: tuple[str, ...] = ()) -> ListPage:
    return ListPage(0, models, (), columns)


def text(model: CatalogModel, row: int, column: Column, role: int = DISPLAY) -> str:
    return str(model.index(row, column).data(role))


MMMU, GPQA, MATH = (("mmmu", "MMMU", "%"), ("gpqa", "GPQA", "%"), ("math", "MATH", ""))


def test_the_model_keeps_qts_promises_through_every_change(
    qtmodeltester: ModelTester, model: CatalogModel
) -> None:
    qtmodeltester.check(model)
    count = 3 * PAGE + 7
    fill(model, count)
    model.show_page(page(1, count))
    model.show_page(page(3, count))
    model.show_page(page(7, 8 * PAGE))
    model.set_columns((MMMU, GPQA))
    model.set_columns((MMMU, MATH, GPQA))
    model.set_columns((GPQA, MMMU))
    model.show_tray(("model-0", "model-3"))
    model.show_tray(())
    model.show(page(0, PAGE), None)
    model.set_total(5 * PAGE)
    model.set_total(2 * PAGE + 1)
    model.set_total(2 * PAGE + 1)
    model.set_total(0)
    fill(model, 1)
    model.set_columns(())
    model.show(only(), 0)
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
    assert text(model, PAGE // 2, Column.NAME) == f"MODEL-{PAGE // 2}"
    assert asked.pages == []


def test_a_page_that_is_nearly_in_sight_is_asked_for(model: CatalogModel, asked: Asked) -> None:
    fill(model, 4 * PAGE)
    model.index(PAGE - 1, 0).data()
    assert asked.pages == [(1, 1)]
    model.show_page(page(1, 4 * PAGE))
    model.index(PAGE, 0).data()
    assert asked.pages == [(1, 1)], "the page before is there"
    model.index(2 * PAGE - 1, 0).data()
    assert asked.pages == [(1, 1), (2, 2)]


def test_a_page_that_comes_into_sight_is_asked_for_once(model: CatalogModel, asked: Asked) -> None:
    fill(model, 2 * PAGE + 5)
    for row in range(PAGE, 2 * PAGE):
        for column in Column:
            model.index(row, column).data()
    assert asked.pages == [(1, 1)]


def test_a_jump_is_asked_for_from_the_nearest_place_before(
    model: CatalogModel, asked: Asked
) -> None:
    fill(model, 100 * PAGE)
    model.index(50 * PAGE, 0).data()
    found = page(50, 100 * PAGE)
    model.show_page(ListPage(50, found.models, (Cursor(48, False, None, "", "x"), *found.cursors)))
    model.index(48 * PAGE, 0).data()
    model.index(30 * PAGE, 0).data()
    model.index(60 * PAGE, 0).data()
    assert asked.pages == [(50, 1), (48, 48), (30, 1), (60, 51)]


def test_a_page_that_was_given_up_is_asked_for_again(model: CatalogModel, asked: Asked) -> None:
    fill(model, 3 * PAGE)
    model.index(PAGE, 0).data()
    model.give_up(1)
    model.index(PAGE, 0).data()
    assert asked.numbers == [1, 1]


def test_a_row_that_is_not_loaded_shows_a_placeholder(model: CatalogModel) -> None:
    fill(model, PAGE + 1)
    assert text(model, PAGE, Column.NAME) == "…"
    assert model.index(PAGE, 0).data(SPOKEN) is None
    assert model.index(PAGE, 0).data(Role.KEY) == ""
    assert model.id_at(PAGE) == ""


def test_a_page_that_arrives_is_announced_as_one_range(
    qtbot: QtBot, model: CatalogModel, asked: Asked
) -> None:
    fill(model, PAGE + 5)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show_page(page(1, PAGE + 5))
    first, last = told.args[:2]
    assert (first.row(), first.column()) == (PAGE, 0)
    assert (last.row(), last.column()) == (PAGE + 4, len(Column) - 1)
    assert text(model, PAGE, Column.NAME) == f"MODEL-{PAGE}"
    assert asked.pages == [(1, 1)]


def test_a_short_list_is_fetched_as_a_whole(model: CatalogModel, asked: Asked) -> None:
    model.show(page(0, PAGE + 5), None)
    assert asked.pages == []
    model.set_total(PAGE + 5)
    assert asked.pages == [(1, 1)]
    model.show_page(page(1, PAGE + 5))
    assert model.row_of(f"model-{PAGE + 3}") == PAGE + 3
    fill(model, 2 * PAGE + 1)
    assert asked.pages == [(1, 1)]


def test_a_page_after_the_end_is_dropped(qtbot: QtBot, model: CatalogModel) -> None:
    fill(model, PAGE + 5)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_page(page(2, 3 * PAGE))


def test_how_many_there_are_may_come_after_the_first_page(
    qtbot: QtBot, model: CatalogModel, asked: Asked
) -> None:
    model.show(page(0, 3 * PAGE), None)
    assert model.rowCount() == PAGE
    model.index(PAGE - 1, 0).data()
    assert asked.pages == [], "nobody knows yet whether there is more"
    with qtbot.waitSignal(model.rowsInserted) as told:
        model.set_total(3 * PAGE - 1)
    assert told.args[1:] == [PAGE, 3 * PAGE - 2]
    model.index(PAGE, 0).data()
    assert asked.pages == [(1, 1)]


def test_pages_that_were_dropped_are_asked_for_again_when_looked_at(
    model: CatalogModel, asked: Asked
) -> None:
    count = (KEPT_PAGES + 3) * PAGE
    fill(model, count)
    middle = PAGE // 2
    for number in range(1, KEPT_PAGES + 2):
        model.show_page(page(number, count))
    assert text(model, middle, Column.NAME) == "…"
    assert text(model, PAGE + middle, Column.NAME) == "…"
    assert text(model, 2 * PAGE + middle, Column.NAME) == f"MODEL-{2 * PAGE + middle}"
    assert asked.pages == [(0, 0), (1, 1)]


def test_a_page_that_is_looked_at_is_kept_longest(model: CatalogModel) -> None:
    count = (KEPT_PAGES + 3) * PAGE
    fill(model, count)
    for number in range(1, KEPT_PAGES + 2):
        model.index(PAGE // 2, 0).data()
        model.show_page(page(number, count))
    assert text(model, PAGE // 2, Column.NAME) == f"MODEL-{PAGE // 2}"


def test_figures_of_benchmarks_come_after_the_fixed_columns(model: CatalogModel) -> None:
    scores = (ListedScore(64.1, "c1", True), ListedScore(12.0, "c2", False), None)
    model.set_columns((MMMU, GPQA, MATH))
    model.show(only(listed("m", scores=scores), columns=("mmmu", "gpqa", "math")), 1)
    first = len(Column)
    row = [model.index(0, first + n) for n in range(3)]
    assert [cell.data() for cell in row] == ["64.1", "≈12.0", "–"]
    assert [cell.data(SPOKEN) for cell in row] == [
        "MMMU: 64.1 %",
        "GPQA: 12.0 %, in a setting that may differ",
        "MATH: unknown",
    ]
    right = Qt.AlignmentFlag.AlignRight
    assert all(right in cell.data(Qt.ItemDataRole.TextAlignmentRole) for cell in row)
    titles = [model.headerData(first + n, Qt.Orientation.Horizontal) for n in range(3)]
    assert titles == ["MMMU", "GPQA", "MATH"]


def test_a_column_whose_figures_are_on_their_way_shows_a_placeholder(model: CatalogModel) -> None:
    model.show(only(listed("m", scores=(ListedScore(1, "c", True),)), columns=("gpqa",)), 1)
    model.set_columns((MMMU, GPQA))
    assert model.index(0, len(Column)).data() == "…"
    assert model.index(0, len(Column) + 1).data() == "1.0"


def test_columns_are_added_and_removed_one_by_one(qtbot: QtBot, model: CatalogModel) -> None:
    model.set_columns((MMMU, GPQA))
    with qtbot.waitSignal(model.columnsRemoved) as told:
        model.set_columns((GPQA,))
    assert told.args[1:] == [len(Column), len(Column)]
    with qtbot.waitSignal(model.columnsInserted) as told:
        model.set_columns((GPQA, MATH))
    assert told.args[1:] == [len(Column) + 1, len(Column) + 1]
    with qtbot.waitSignal(model.headerDataChanged):
        model.set_columns((("gpqa", "GPQA Diamond", "%"), MATH))


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
    model.show(only(bare), 1)
    assert text(model, 0, Column.PARAMETERS) == "–"
    assert text(model, 0, Column.PARAMETERS, SPOKEN) == "Parameters: unknown"
    assert text(model, 0, Column.RELEASED, SPOKEN) == "Released: unknown"


def test_the_verdict_is_sign_and_word_spoken_by_its_meaning(model: CatalogModel) -> None:
    model.show(only(listed("judged", situation=7)), 1)
    assert text(model, 0, Column.VERDICT) == "–"
    assert text(model, 0, Column.VERDICT, SPOKEN) == "Verdict for my profile: unknown"
    model.set_answers({7: Answer.YES_IF})
    assert text(model, 0, Column.VERDICT) == "◐ yes-if"
    meaning = "Verdict for my profile: licensed if every condition is met"
    assert text(model, 0, Column.VERDICT, SPOKEN) == meaning
    assert meaning in text(model, 0, Column.NAME, Qt.ItemDataRole.ToolTipRole)


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
    model.show(only(listed("evil", name=name)), 1)
    assert text(model, 0, Column.NAME) == name
    tip = text(model, 0, Column.NAME, Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img src=x onerror=1&gt;" in tip
