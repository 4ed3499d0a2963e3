from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.claims.policy import Policy
from desktop.core.marks import MAX_MODELS
from desktop.viewmodels.compare.comparison_actions import ComparisonActions
from desktop.viewmodels.dragged import MODELS_MIME, dragged_models, models_in
from desktop.viewmodels.state import ViewState, ViewStore

DAY = date(2026, 11, 25)


@pytest.fixture
def store(qapp: QApplication) -> ViewStore:
    return ViewStore(ViewState(tray=("a", "b", "c")))


@pytest.fixture
def actions(store: ViewStore) -> ComparisonActions:
    return ComparisonActions(store, store)


def test_every_choice_is_one_step_that_can_be_undone(
    store: ViewStore, actions: ComparisonActions
) -> None:
    before = store.state
    acts: tuple[Callable[[], None], ...] = (
        lambda: actions.use_policy(Policy.LOWEST),
        lambda: actions.measure_against("a", "A"),
        lambda: actions.swap(True),
        lambda: actions.fold(["Facts"], "Facts"),
        lambda: actions.show_benchmarks(["mmmu"]),
        lambda: actions.move("a", "A", 2),
        lambda: actions.pick("s1", {"s1", "s2"}, DAY),
        lambda: actions.insert(["d"], 0),
        lambda: actions.set_all_rows(True),
        lambda: actions.set_only_differences(True),
    )
    for act in acts:
        act()
        assert store.state != before
        assert store.history.count() == 1
        store.history.undo()
        assert store.state == before


def test_a_choice_takes_the_place_of_an_earlier_one_in_its_cell(
    store: ViewStore, actions: ComparisonActions
) -> None:
    actions.pick("x9", {"x9"}, DAY)
    actions.pick("s1", {"s1", "s2"}, DAY)
    actions.pick("s2", {"s1", "s2"}, DAY)
    assert [pick.claim_id for pick in store.state.picks] == ["x9", "s2"]
    actions.follow_policy({"s1", "s2"})
    assert [pick.claim_id for pick in store.state.picks] == ["x9"]
    actions.follow_policy_everywhere()
    assert not store.state.picks


@pytest.mark.parametrize(
    ("position", "tray"),
    [(0, ("a", "b", "c")), (1, ("b", "a", "c")), (9, ("b", "c", "a")), (-1, ("a", "b", "c"))],
)
def test_a_model_moves_to_a_place_within_the_tray(
    store: ViewStore, actions: ComparisonActions, position: int, tray: tuple[str, ...]
) -> None:
    actions.move("a", "A", position)
    assert store.state.tray == tray


def test_what_is_not_compared_does_not_move(store: ViewStore, actions: ComparisonActions) -> None:
    actions.move("nobody", "Nobody", 0)
    assert store.history.count() == 0


def test_models_are_put_in_where_they_are_dropped(
    store: ViewStore, actions: ComparisonActions
) -> None:
    actions.insert(["d", "a"], 2)
    assert store.state.tray == ("b", "d", "a", "c")


def test_no_more_models_are_dropped_than_there_is_room_for(
    store: ViewStore, actions: ComparisonActions
) -> None:
    actions.insert([f"m{n}" for n in range(20)], 1)
    assert len(store.state.tray) == MAX_MODELS
    assert set("abc") <= set(store.state.tray)


def test_a_drag_carries_ids_and_nothing_else_is_read_as_one() -> None:
    assert models_in(dragged_models(["a", "b/c"])) == ("a", "b/c")
    for content in (b"", b"{}", b"[1, null]", b"\xff["):
        data = dragged_models([])
        data.setData(MODELS_MIME, content)
        assert models_in(data) == ()
