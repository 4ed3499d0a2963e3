"""The search line: faults and completions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.views.catalog.pane import CatalogPane
from desktop.views.catalog.picker import Picker
from desktop.views.theme import ink
from tests.views.pane_steps import ids, offered

Key = Qt.Key
Settle = Callable[[Application], None]
Start = Callable[..., Application]

# What is wrong


def test_a_search_in_the_language_is_made_while_typing(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    before = len(ids(pane))
    QTest.keyClicks(pane.search, "weights:open params<=10b -family:qwen")
    settle(application)
    assert 0 < len(ids(pane)) < before
    assert pane.bar.message.isHidden()


def test_a_line_that_cannot_be_understood_keeps_the_list_and_says_where_and_why(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "weights:api-only ")
    settle(application)
    good = ids(pane)
    QTest.keyClicks(pane.search, "wieghts:open x")
    settle(application)
    assert ids(pane) == good
    message = pane.bar.message
    assert message.text().startswith("At character 18: 'wieghts' is neither a field")
    assert "did you mean weights?" in message.text()
    assert message.textFormat() is Qt.TextFormat.PlainText
    color = message.palette().color(message.foregroundRole())
    assert color == ink(pane.palette()).caution
    assert "wieghts" in pane.search.accessibleDescription()
    assert application.window.findChildren(Picker) == []


def test_the_fault_is_underlined_in_the_field(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    pane.search.setText("weights:open")
    QTest.keyClicks(pane.search, "x mmmu>=600")
    settle(application)

    def inked(left: int, right: int) -> bool:
        image = pane.search.grab().toImage()
        caution = ink(pane.palette()).caution
        ratio = image.devicePixelRatio()
        return any(
            abs(image.pixelColor(x, y).red() - caution.red()) < 40
            and abs(image.pixelColor(x, y).blue() - caution.blue()) < 40
            and abs(image.pixelColor(x, y).green() - caution.green()) < 40
            for x in range(int(left * ratio), int(right * ratio))
            for y in range(image.height() // 2, image.height())
        )

    first = pane.search.fontMetrics().horizontalAdvance("weights:ope")
    assert inked(0, first)
    pane.search.clear()
    QTest.keyClicks(pane.search, "vl")
    assert not inked(0, first)


def test_a_condition_that_is_still_typed_is_met_with_a_hint_not_a_fault(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "vl mmmu>=")
    settle(application)
    message = pane.bar.message
    assert message.text() == "Expected: a number, 0 to 100 %"
    assert message.palette().color(message.foregroundRole()) == ink(pane.palette()).muted
    assert ids(pane)
    application.window.tray.setFocus()
    pane.table.setFocus()
    assert message.palette().color(message.foregroundRole()) == ink(pane.palette()).caution


def test_enter_stays_in_a_field_that_cannot_be_understood(
    application: Application, pane: CatalogPane
) -> None:
    QTest.keyClicks(pane.search, "beauty>3")
    QTest.keyClick(pane.search, Key.Key_Return)
    assert pane.search.hasFocus()


def test_corrections_are_told(application: Application, pane: CatalogPane, settle: Settle) -> None:
    pairs = (("qwne", "qwen"), ("lama", "llama"), ("lama", "lava"))
    application.workspace.corrected.emit(pairs)
    assert pane.bar.message.text() == "read “qwne” as “qwen”; read “lama” as “llama” or “lava”"
    application.workspace.corrected.emit(())
    assert pane.bar.message.isHidden()


def test_a_mistyped_word_is_read_as_the_nearest_and_that_is_said(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "qwne")
    settle(application)
    assert ids(pane)
    assert pane.bar.message.text() == "read “qwne” as “qwen”"


def test_an_empty_list_says_what_to_do(
    application: Application, pane: CatalogPane, settle: Settle
) -> None:
    QTest.keyClicks(pane.search, "org:nobody")
    settle(application)
    assert ids(pane) == []
    assert "Show all" in pane.table.accessibleDescription()
    pane.reset.click()
    settle(application)
    assert pane.table.accessibleDescription() == ""


def test_the_help_says_what_a_search_can_say(pane: CatalogPane) -> None:
    for part in ("mmmu>=60", "-family:llama", "active_parameters"):
        assert part in pane.bar.help.accessibleDescription()
    assert "<p" in pane.bar.help.toolTip()  # escaped: "<=" would be taken for a tag
    pane.bar.help.click()


# Completion


def test_completions_are_offered_and_tab_takes_the_first(pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "weig")
    assert offered(pane) == ["weights:"]
    assert pane.search.list.isVisible()
    QTest.keyClick(pane.search, Key.Key_Tab)
    assert pane.search.text() == "weights:"
    assert pane.search.hasFocus()
    assert offered(pane) == ["open", "api-only", "unreleased"]


def test_arrows_choose_and_enter_takes(application: Application, pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "weights:")
    QTest.keyClick(pane.search, Key.Key_Down)
    QTest.keyClick(pane.search, Key.Key_Down)
    QTest.keyClick(pane.search, Key.Key_Return)
    assert application.store.state.search == "weights:api-only"
    assert pane.search.hasFocus()
    assert not pane.search.list.isVisible()


def test_arrows_lead_out_of_the_list_at_both_ends(pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "weights:")
    rows = []
    for _ in range(5):
        QTest.keyClick(pane.search, Key.Key_Up)
        rows.append(pane.search.list.currentIndex().row())
    assert rows == [2, 1, 0, -1, 2]


def test_escape_closes_the_completions_and_nothing_else(pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "weights:")
    QTest.keyClick(pane.search, Key.Key_Escape)
    assert not pane.search.list.isVisible()
    assert pane.search.text() == "weights:"
    QTest.keyClicks(pane.search, "o")
    assert pane.search.list.isVisible()


def test_enter_without_a_choice_goes_to_the_list(
    application: Application, pane: CatalogPane, settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.search, "gpt")
    settle(application)
    QTest.keyClick(pane.search, Key.Key_Return)
    settle(application)
    qtbot.waitUntil(pane.table.hasFocus)
    assert not pane.search.list.isVisible()


def test_space_and_tab_are_their_own_while_nothing_is_offered(
    pane: CatalogPane, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.search, "zzz zzz")
    assert pane.search.text() == "zzz zzz"
    assert not pane.search.list.isVisible()
    QTest.keyClick(pane.search, Key.Key_Tab)
    qtbot.waitUntil(lambda: not pane.search.hasFocus())


def test_a_click_takes_a_completion(application: Application, pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "vl weig")
    shown = pane.search.list
    place = shown.visualRect(shown.model().index(0, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pane.search.text() == "vl weights:"
    assert application.store.state.search == "vl weights:"


def test_everything_is_offered_when_asked_for(pane: CatalogPane) -> None:
    QTest.keyClick(pane.search, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offered(pane)[:2] == ["id:", "name:"]
    assert pane.search.text() == ""


def test_values_of_the_catalog_are_offered(pane: CatalogPane) -> None:
    QTest.keyClicks(pane.search, "org:mist")
    assert offered(pane) == ['"Mistral AI"']


def test_completions_go_with_the_cursor_and_with_the_focus(pane: CatalogPane, qtbot: QtBot) -> None:
    QTest.keyClicks(pane.search, "vl weig")
    QTest.keyClick(pane.search, Key.Key_Home)
    assert not pane.search.list.isVisible()
    QTest.keyClick(pane.search, Key.Key_End)
    QTest.keyClicks(pane.search, "h")
    assert pane.search.list.isVisible()
    pane.table.setFocus()
    qtbot.waitUntil(lambda: not pane.search.list.isVisible())
