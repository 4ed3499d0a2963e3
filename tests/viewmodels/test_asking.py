from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.search.query import Condition, Facet, Operator, ScoreCondition
from desktop.core.search.query_fault import Fault, QueryError
from desktop.core.search.query_vocabulary import Vocabulary
from desktop.viewmodels.catalog.asking import Asking
from desktop.viewmodels.state import SEARCH_STEP, ViewState, ViewStore
from tests.core.query_values import benchmark

WORDS = Vocabulary((benchmark("mmmu"), benchmark("mathvista", "MathVista")))


class Typist:
    """Types a line character by character, as somebody would."""

    def __init__(self, store: ViewStore) -> None:
        self._store = store

    def types(self, line: str) -> None:
        for end in range(len(line) + 1):
            state = self._store.state.with_facet(Facet.YEAR, frozenset())
            after = ViewState(search=line[:end], facets=state.facets)
            self._store.change(after, "search", SEARCH_STEP)


@pytest.fixture
def store(qapp: QApplication) -> ViewStore:
    return ViewStore()


@pytest.fixture
def asking(store: ViewStore) -> Asking:
    asking = Asking(store)
    asking.learn(WORDS)
    return asking


def test_a_line_becomes_words_and_conditions(store: ViewStore, asking: Asking) -> None:
    Typist(store).types("weights:open mmmu>=60 vl")
    query = asking.query(store.state)
    assert query.text == "vl"
    assert query.conditions == (Condition("weights", Operator.HAS, "open"),)
    assert query.scores == (ScoreCondition("mmmu", Operator.AT_LEAST, 60.0),)
    assert asking.fault is None


def test_a_faulty_line_leaves_the_last_good_question(store: ViewStore, asking: Asking) -> None:
    Typist(store).types("vl mmmu>=60")
    good = asking.query(store.state)
    store.change(ViewState(search="vl mmmu>=600"), "search")
    assert asking.fault is not None
    assert asking.fault.fault is Fault.OUT_OF_RANGE
    assert asking.query(store.state) == good


def test_facets_and_order_count_also_while_the_line_is_faulty(
    store: ViewStore, asking: Asking
) -> None:
    store.change(ViewState(search="vl"), "search")
    chosen = frozenset({"open"})
    faulty = ViewState(search="vl mmmu>=600", columns=("mmmu",), sort_benchmark="mmmu")
    store.change(faulty.with_facet(Facet.WEIGHTS, chosen), "search")
    query = asking.query(store.state)
    assert (query.text, query.facets) == ("vl", ((Facet.WEIGHTS, chosen),))
    assert (query.columns, query.sort_benchmark) == (("mmmu",), "mmmu")


@pytest.mark.parametrize("line", ["vl mmmu>=", "vl weights:", "vl wieghts:open", "vl beauty>3"])
def test_the_name_before_an_operator_is_no_longer_searched_for(
    store: ViewStore, asking: Asking, line: str
) -> None:
    Typist(store).types(line)
    assert asking.fault is not None
    assert asking.query(store.state).text == "vl"


def test_every_reading_is_told(store: ViewStore, asking: Asking) -> None:
    told: list[object] = []
    asking.judged.connect(told.append)
    store.change(ViewState(search="mmmu>="), "search")
    store.change(ViewState(search="mmmu>=60"), "search")
    store.change(ViewState(search="mmmu>=60", tray=("gpt-4o",)), "add")
    assert [fault is None for fault in told] == [False, True]


def test_before_the_catalog_is_open_nothing_is_judged(store: ViewStore) -> None:
    asking = Asking(store)
    told: list[QueryError | None] = []
    asking.judged.connect(told.append)
    store.show(ViewState(search="mmmu>=60 weights:opne"))
    assert told == []
    asking.learn(WORDS)
    assert [fault and fault.found for fault in told] == ["opne"]


def test_a_restored_line_is_read_when_the_catalog_opens(qapp: QApplication) -> None:
    store = ViewStore(ViewState(search="mmmu>=60", columns=("mathvista", "gone")))
    asking = Asking(store)
    assert asking.columns(store.state) == (("mathvista", "mathvista", ""), ("gone", "gone", ""))
    asking.learn(WORDS)
    assert asking.query(store.state).scores
    assert asking.columns(store.state) == (("mathvista", "MathVista", "%"), ("gone", "gone", ""))


def test_values_of_the_catalog_are_offered(asking: Asking) -> None:
    assert asking.completions("org:", 4) == ()
    asking.offer({"organization": ("Alibaba",)})
    assert [one.text for one in asking.completions("org:al", 6)] == ["Alibaba"]
    assert [one.text for one in asking.completions("math", 4)] == ["mathvista>="]
