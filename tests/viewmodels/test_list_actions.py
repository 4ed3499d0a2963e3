from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.search.query import Facet, SortKey
from desktop.viewmodels.catalog.list_actions import ListActions
from desktop.viewmodels.catalog.saved_search import MOST_NAME, MOST_SAVED, SavedSearch
from desktop.viewmodels.state import MOST_COLUMNS, ViewState, ViewStore
from tests.core.query_values import benchmark

OPEN = ((Facet.WEIGHTS, frozenset({"open"})),)
ASKED = ViewState(
    search="mmmu>=60 vl",
    facets=OPEN,
    sort=SortKey.RELEASED,
    sort_benchmark="mmmu",
    descending=True,
    columns=("mmmu", "gpqa"),
)


@pytest.fixture
def store(qapp: QApplication) -> ViewStore:
    return ViewStore(ASKED)


@pytest.fixture
def actions(store: ViewStore) -> ListActions:
    return ListActions(store)


def test_a_saved_search_brings_back_text_facets_order_and_columns(
    store: ViewStore, actions: ListActions
) -> None:
    assert actions.save("  my   models ")
    store.change(ViewState(saved=store.state.saved, tray=("gpt-4o",)), "away")
    actions.apply("my models")
    state = store.state
    assert (state.search, state.facets, state.columns) == (ASKED.search, OPEN, ASKED.columns)
    assert (state.sort, state.sort_benchmark, state.descending) == (SortKey.RELEASED, "mmmu", True)
    assert state.tray == ("gpt-4o",)


def test_saving_again_under_a_name_replaces_it(store: ViewStore, actions: ListActions) -> None:
    actions.save("a")
    store.change(ViewState(saved=store.state.saved, search="other"), "search")
    actions.save("a")
    assert [(s.name, s.search) for s in store.state.saved] == [("a", "other")]


def test_every_change_of_saved_searches_can_be_undone(
    store: ViewStore, actions: ListActions
) -> None:
    actions.save("b")
    actions.save("A")
    actions.rename("b", "c")
    actions.delete("A")
    names = [[s.name for s in store.state.saved]]
    while store.history.canUndo():
        store.history.undo()
        names.append([s.name for s in store.state.saved])
    assert names == [["c"], ["A", "c"], ["A", "b"], ["b"], []]


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_search_needs_a_name(store: ViewStore, actions: ListActions, name: str) -> None:
    assert not actions.save(name)
    actions.save("a")
    assert not actions.rename("a", name)
    assert [s.name for s in store.state.saved] == ["a"]


def test_a_name_is_one_line_of_limited_length(store: ViewStore, actions: ListActions) -> None:
    actions.save("a\nb" + "x" * 500)
    (search,) = store.state.saved
    assert search.name.startswith("a bxxx")
    assert len(search.name) == MOST_NAME


def test_a_name_in_use_is_refused_when_renaming(store: ViewStore, actions: ListActions) -> None:
    actions.save("a")
    actions.save("b")
    assert not actions.rename("a", "b")
    assert not actions.rename("gone", "c")
    assert actions.rename("a", "a")
    assert [s.name for s in store.state.saved] == ["a", "b"]


def test_no_more_searches_are_kept_than_a_menu_can_show(qapp: QApplication) -> None:
    full = tuple(SavedSearch(f"search {n:03}") for n in range(MOST_SAVED))
    actions = ListActions(store := ViewStore(ViewState(saved=full)))
    assert not actions.save("one more")
    assert actions.save("search 000")
    assert len(store.state.saved) == MOST_SAVED


def test_what_is_gone_can_neither_be_asked_nor_deleted(
    store: ViewStore, actions: ListActions
) -> None:
    actions.apply("gone")
    actions.delete("gone")
    assert store.state == ASKED
    assert not store.history.canUndo()


def test_a_click_sorts_and_another_turns_the_order_around(
    store: ViewStore, actions: ListActions
) -> None:
    actions.sort_by(SortKey.RELEASED)
    assert (store.state.sort_benchmark, store.state.descending) == ("", False)
    actions.sort_by(SortKey.RELEASED)
    assert store.state.descending


@pytest.mark.parametrize("higher_is_better", [True, False])
def test_a_benchmark_is_sorted_with_the_best_first(
    store: ViewStore, actions: ListActions, higher_is_better: bool
) -> None:
    column = benchmark("gpqa", higher_is_better=higher_is_better)
    actions.sort_by_benchmark(column)
    assert (store.state.sort_benchmark, store.state.descending) == ("gpqa", higher_is_better)
    actions.sort_by_benchmark(column)
    assert store.state.descending is not higher_is_better


def test_a_column_is_added_once_and_after_the_others(
    store: ViewStore, actions: ListActions
) -> None:
    actions.add_column(benchmark("mathvista"))
    actions.add_column(benchmark("mmmu"))
    columns = [store.state.columns]
    store.history.undo()
    columns.append(store.state.columns)
    assert columns == [("mmmu", "gpqa", "mathvista"), ("mmmu", "gpqa")]


def test_columns_have_a_limit(store: ViewStore, actions: ListActions) -> None:
    for number in range(MOST_COLUMNS + 3):
        actions.add_column(benchmark(f"b{number}"))
    assert len(store.state.columns) == MOST_COLUMNS


def test_an_order_goes_with_its_column(store: ViewStore, actions: ListActions) -> None:
    actions.remove_column("gpqa")
    assert (store.state.columns, store.state.sort_benchmark) == (("mmmu",), "mmmu")
    actions.remove_column("mmmu")
    assert (store.state.columns, store.state.sort_benchmark) == ((), "")
    assert not store.state.descending


def test_a_facet_is_cleared_as_one_step(store: ViewStore, actions: ListActions) -> None:
    actions.choose(Facet.YEAR, "2024", True)
    actions.choose(Facet.YEAR, "2025", True)
    actions.choose(Facet.YEAR, "2024", False)
    assert store.state.chosen(Facet.YEAR) == {"2025"}
    actions.clear_facet(Facet.WEIGHTS)
    assert store.state.chosen(Facet.WEIGHTS) == frozenset()
    store.history.undo()
    assert store.state.chosen(Facet.WEIGHTS) == {"open"}


def test_the_details_are_folded_as_a_step(store: ViewStore, actions: ListActions) -> None:
    actions.show_details(False)
    assert not store.state.details_shown
    store.history.undo()
    assert store.state.details_shown
