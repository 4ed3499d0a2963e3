from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.viewmodels.state import Page
from desktop.views.palette.palette import CommandPalette

Settle = Callable[[Application], None]
Key = Qt.Key


def opened(application: Application) -> CommandPalette:
    application.window.commands["edit.palette"].trigger()
    return application.window.findChildren(CommandPalette)[-1]


def shown(palette: CommandPalette) -> list[str]:
    return [str(palette.items.index(n, 0).data()) for n in range(palette.items.rowCount())]


def typed(qtbot: QtBot, application: Application, text: str) -> CommandPalette:
    palette = opened(application)
    qtbot.keyClicks(palette.field, text)
    return palette


def tray_of(application: Application) -> tuple[str, ...]:
    return application.store.state.tray


def test_every_command_that_can_be_run_is_in_the_palette(comparing: Application) -> None:
    palette = opened(comparing)
    texts = shown(palette)
    for _, action in comparing.window.commands.all():
        title = action.text().replace("&", "")
        there = any(text == title or text.startswith(f"{title}    ") for text in texts)
        assert there == action.isEnabled()
    assert len(texts) >= 14
    palette.close()


def test_a_command_is_shown_with_its_keys(application: Application) -> None:
    palette = opened(application)
    assert any("Charts" in text and "Ctrl+2" in text for text in shown(palette))
    palette.close()


def test_typing_narrows_and_enter_runs_the_command(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    palette = typed(qtbot, comparing, "sources")
    assert shown(palette)[0].startswith("Sources")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert comparing.store.state.page is Page.SOURCES
    settle(comparing)


def test_words_may_be_typed_in_any_order_and_case(qtbot: QtBot, application: Application) -> None:
    palette = typed(qtbot, application, "COLORS dark")
    assert shown(palette)[0] == "Dark colors"
    palette.close()


def test_arrows_move_through_the_list_while_the_field_keeps_the_focus(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    palette = opened(comparing)
    titles = shown(palette)
    qtbot.keyClick(palette.field, Key.Key_Down)
    qtbot.keyClick(palette.field, Key.Key_Down)
    qtbot.keyClick(palette.field, Key.Key_Up)
    assert palette.list.currentIndex().row() == 1
    assert palette.list.currentIndex().data() == titles[1]
    assert palette.focusWidget() is palette.field
    palette.close()


def test_a_model_is_added_by_its_name(
    qtbot: QtBot, application: Application, settle: Settle
) -> None:
    palette = typed(qtbot, application, "gpt-4o-2024-05")
    settle(application)
    row = next(n for n, text in enumerate(shown(palette)) if text.startswith("Compare: "))
    for _ in range(row):
        qtbot.keyClick(palette.field, Key.Key_Down)
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert len(tray_of(application)) == 1
    assert "gpt-4o-2024-05" in tray_of(application)[0]
    settle(application)


def test_enter_before_the_answer_adds_the_model_when_it_comes(
    qtbot: QtBot, application: Application, settle: Settle
) -> None:
    palette = typed(qtbot, application, "gpt-4o-2024-05-13")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert tray_of(application) == ()
    settle(application)
    assert tray_of(application) == ("gpt-4o-2024-05-13",)


def test_a_model_that_is_compared_already_is_offered_for_removal(
    qtbot: QtBot, comparing: Application, settle: Settle
) -> None:
    palette = typed(qtbot, comparing, "qwen-vl-max")
    settle(comparing)
    entries = shown(palette)
    row = next(n for n, text in enumerate(entries) if text.startswith("Remove: Qwen-VL-Max ("))
    palette.list.setCurrentIndex(palette.items.index(row, 0))
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert "qwen-vl-max" not in tray_of(comparing)
    assert comparing.store.history.undoText() == "remove Qwen-VL-Max"
    settle(comparing)


def test_escape_closes_the_palette_and_changes_nothing(
    qtbot: QtBot, comparing: Application
) -> None:
    before = comparing.store.state
    palette = typed(qtbot, comparing, "clear")
    qtbot.keyClick(palette.field, Key.Key_Escape)
    assert not palette.isVisible()
    assert comparing.store.state == before


@pytest.mark.parametrize("text", ["no such thing at all", '"', "*", "\\", "%s {0}"])
def test_a_text_that_fits_nothing_runs_nothing(
    qtbot: QtBot, comparing: Application, text: str
) -> None:
    before = comparing.store.state
    palette = typed(qtbot, comparing, text)
    if not shown(palette):
        qtbot.keyClick(palette.field, Key.Key_Return)
    palette.close()
    assert comparing.store.state == before


def test_nothing_compared_offers_neither_export_nor_clearing(application: Application) -> None:
    palette = opened(application)
    assert not any(text.startswith(("Export", "Clear")) for text in shown(palette))
    palette.close()
