from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from desktop.viewmodels.compare.row_choice_model import RowChoice, RowChoiceModel

MOVE = Qt.DropAction.MoveAction
CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def model(qapp: QApplication) -> RowChoiceModel:
    model = RowChoiceModel()
    model.show(RowChoice(key, key.upper(), f"cat {key in 'ab'}", 2) for key in "abcdef")
    return model


def order(model: RowChoiceModel) -> str:
    return "".join(choice.key for choice in model.choices)


@pytest.mark.parametrize(
    ("rows", "to", "expected"),
    [
        ([0], 2, "bacdef"),
        ([5], 0, "fabcde"),
        ([1, 3], 6, "acefbd"),
        ([2, 3], 2, "abcdef"),
        ([0, 1], 3, "cabdef"),
        ([], 3, "abcdef"),
    ],
)
def test_rows_move_before_the_one_at_a_place(
    model: RowChoiceModel, rows: list[int], to: int, expected: str
) -> None:
    model.move(rows, to)
    assert order(model) == expected


def test_the_selection_follows_what_moves(model: RowChoiceModel) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(model.index(4, 0))
    model.move([4], 1)
    assert (kept.row(), kept.data()) == (1, "E")


def test_moving_in_a_filtered_list_leaves_the_others_where_they_are(
    model: RowChoiceModel,
) -> None:
    model.filter("cat true")
    assert model.rowCount() == 2
    model.move([1], 0)
    assert order(model) == "bacdef"


def test_ticks_say_what_is_shown(model: RowChoiceModel) -> None:
    model.setData(model.index(1, 0), Qt.CheckState.Unchecked, CHECK)
    assert model.shown_keys == tuple("acdef")
    model.filter("cat false")
    model.tick(range(model.rowCount()), False)
    assert model.shown_keys == ("a",)
    assert not model.setData(model.index(0, 1), Qt.CheckState.Checked, CHECK)


def test_a_drop_moves_the_rows_and_leaves_the_view_nothing_to_remove(
    model: RowChoiceModel,
) -> None:
    data = model.mimeData([model.index(4, 0), model.index(4, 1)])
    assert not model.dropMimeData(data, MOVE, 1, 0, QModelIndex())
    assert order(model) == "aebcdf"
    assert not model.dropMimeData(data, MOVE, -1, -1, QModelIndex())
    assert order(model) == "aebcfd"
