from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.cancellation import CancelToken
from desktop.core.search.listing_page import PAGE, Cursor, ListPage
from desktop.core.search.query import CatalogQuery, ListedModel
from desktop.services.listing import Listing
from desktop.viewmodels.catalog.catalog_model import CatalogModel
from desktop.viewmodels.catalog.paging import MOST_AT_ONCE, Paging
from desktop.viewmodels.tasks import TaskRunner

COUNT = 40 * PAGE


def page_of(text: str, number: int) -> ListPage:
    facts: tuple[Any, ...] = ("", "", "", "", "", "", "", None, None, 0, "")
    rows = range(number * PAGE, (number + 1) * PAGE)
    return ListPage(number, tuple(ListedModel(f"{text}-{row}", *facts) for row in rows))


class SlowListing:
    """Answers when the gate is open; a canceled question ends as soon as it is."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.tokens: dict[int, CancelToken] = {}

    def page(
        self, query: CatalogQuery, number: int, near: Cursor | None, token: CancelToken
    ) -> ListPage:
        assert near is None or near.page <= number
        self.tokens[number] = token
        while not self.gate.wait(0.005):
            token.check()
        return page_of(query.text, number)


class Window:
    """A model, what fetches its pages, and the listing behind it."""

    def __init__(self) -> None:
        self.tasks = TaskRunner()
        self.model = CatalogModel()
        self.failed: list[Exception] = []
        self.paging = Paging(self.model, self.tasks, self.failed.append)
        self.listing = SlowListing()

    def ask(self, text: str) -> None:
        self.paging.use(cast("Listing", self.listing), CatalogQuery(text=text))
        self.model.show(page_of(text, 0), COUNT)

    def look_at(self, number: int) -> None:
        self.model.index(number * PAGE + PAGE // 2, 0).data()


@pytest.fixture
def window(qapp: QApplication) -> Iterator[Window]:
    window = Window()
    window.ask("first")
    yield window
    window.paging.stop()
    window.listing.gate.set()
    window.tasks.shut_down()


@pytest.fixture
def settle(window: Window, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        window.listing.gate.set()
        qtbot.waitUntil(lambda: window.tasks.idle)

    return wait


def test_a_page_that_is_looked_at_is_shown(window: Window, settle: Callable[[], None]) -> None:
    window.look_at(7)
    settle()
    assert window.model.id_at(7 * PAGE) == f"first-{7 * PAGE}"


def test_a_page_of_an_earlier_question_is_never_shown(
    window: Window, settle: Callable[[], None]
) -> None:
    window.look_at(7)
    window.ask("second")
    settle()
    assert window.model.id_at(7 * PAGE) == ""
    window.look_at(7)
    settle()
    assert window.model.id_at(7 * PAGE) == f"second-{7 * PAGE}"


def test_whoever_scrolls_on_leaves_pages_behind(window: Window, settle: Callable[[], None]) -> None:
    numbers = range(5, 5 + 2 * MOST_AT_ONCE)
    for number in numbers:
        window.look_at(number)
    settle()
    shown = [number for number in numbers if window.model.id_at(number * PAGE)]
    assert shown == list(numbers)[-MOST_AT_ONCE:]
    window.look_at(5)
    settle()
    assert window.model.id_at(5 * PAGE) == f"first-{5 * PAGE}"


def test_nothing_is_fetched_after_a_stop(window: Window, settle: Callable[[], None]) -> None:
    window.paging.stop()
    window.look_at(7)
    assert window.tasks.idle
    assert window.listing.tokens == {}
    assert window.failed == []
