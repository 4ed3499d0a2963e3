from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.charts.coloring import Coloring
from desktop.core.claims.policy import Pick, Policy
from desktop.core.marks import MAX_MODELS
from desktop.core.search.query import Facet, SortKey
from desktop.core.verdict.profile import Profile, Use
from desktop.viewmodels.catalog.saved_search import SavedSearch
from desktop.viewmodels.state import (
    PAGE_STEP,
    SEARCH_STEP,
    Page,
    Theme,
    ViewState,
    ViewStore,
)

CHANGED = ViewState(
    tray=("gpt-4o", "qwen-vl-max"),
    page=Page.CHARTS,
    search="qwen",
    facets=((Facet.WEIGHTS, frozenset({"open", "api-only"})), (Facet.YEAR, frozenset({"2024"}))),
    sort=SortKey.RELEASED,
    sort_benchmark="mmmu",
    descending=True,
    columns=("mmmu", "gpqa"),
    saved=(
        SavedSearch(
            "mine",
            "mmmu>=60",
            ((Facet.YEAR, frozenset({"2024"})),),
            SortKey.CLASS,
            "mmmu",
            True,
            ("mmmu",),
        ),
    ),
    details_shown=False,
    all_rows=True,
    only_differences=True,
    collapsed=frozenset({"Facts"}),
    policy=Policy.LOWEST,
    picks=(Pick("s1", date(2026, 11, 25)),),
    baseline="a",
    swapped=True,
    benchmarks=("mmmu", "gpqa"),
    catalog_shown=False,
    theme=Theme.DARK,
    coloring=Coloring.VERDICT,
    profile=Profile(uses=(Use.COMMERCIAL_PRODUCT,), based_in="DE"),
    profile_name="mine",
)
"""Everything is other than at the first start."""

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
states = st.builds(
    ViewState,
    tray=st.lists(names, unique=True, max_size=MAX_MODELS).map(tuple),
    page=st.sampled_from(Page),
    search=names,
    facets=st.dictionaries(st.sampled_from(Facet), st.frozensets(names, min_size=1)).map(
        lambda chosen: tuple((f, chosen[f]) for f in Facet if f in chosen)
    ),
    sort=st.sampled_from(SortKey),
    sort_benchmark=names,
    descending=st.booleans(),
    columns=st.lists(names, unique=True, max_size=3).map(tuple),
    saved=st.lists(names.filter(str.strip), unique=True, max_size=3).map(
        lambda found: tuple(SavedSearch(name) for name in sorted(found, key=str.casefold))
    ),
    details_shown=st.booleans(),
    all_rows=st.booleans(),
    only_differences=st.booleans(),
    collapsed=st.frozensets(names),
    policy=st.sampled_from(Policy),
    picks=st.lists(
        st.builds(Pick, names, st.dates()), unique_by=lambda p: p.claim_id, max_size=3
    ).map(tuple),
    baseline=names,
    swapped=st.booleans(),
    benchmarks=st.lists(names, unique=True, max_size=3).map(tuple),
    catalog_shown=st.booleans(),
    theme=st.sampled_from(Theme),
)
garbage = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def store() -> ViewStore:
    return ViewStore()


def single_changes() -> list[Any]:
    whole = ViewState()
    return [
        pytest.param(replace(whole, **{f.name: getattr(CHANGED, f.name)}), id=f.name)
        for f in fields(ViewState)
    ]


def test_the_example_changes_every_field() -> None:
    fresh = ViewState()
    assert all(getattr(CHANGED, f.name) != getattr(fresh, f.name) for f in fields(ViewState))


@pytest.mark.parametrize("after", single_changes())
def test_every_change_can_be_undone_and_redone(store: ViewStore, after: ViewState) -> None:
    before = store.state
    store.change(after, "a change")
    assert store.state == after
    store.history.undo()
    assert store.state == before
    store.history.redo()
    assert store.state == after


@given(st.lists(states, min_size=1, max_size=8))
def test_undoing_everything_leads_back_through_every_state(steps: list[ViewState]) -> None:
    store = ViewStore()
    seen = [store.state]
    for number, after in enumerate(steps):
        store.change(after, f"step {number}")
        if after != seen[-1]:
            seen.append(after)
    for expected in reversed(seen[:-1]):
        store.history.undo()
        assert store.state == expected
    assert not store.history.canUndo()
    for expected in seen[1:]:
        store.history.redo()
        assert store.state == expected


def test_a_change_to_the_present_state_is_no_step(store: ViewStore) -> None:
    store.change(store.state, "nothing")
    assert not store.history.canUndo()


def test_a_change_is_told_with_the_states_before_and_after(store: ViewStore) -> None:
    told: list[tuple[ViewState, ViewState]] = []
    store.changed.connect(lambda *states: told.append(states))
    store.change(CHANGED, "all")
    store.history.undo()
    assert told == [(ViewState(), CHANGED), (CHANGED, ViewState())]


def test_the_history_says_what_would_be_undone(store: ViewStore) -> None:
    store.change(CHANGED, "add GPT-4o")
    assert store.history.undoText() == "add GPT-4o"


def test_typing_in_the_search_field_is_one_step(store: ViewStore) -> None:
    for text in ("q", "qw", "qwe"):
        store.change(replace(store.state, search=text), "search", SEARCH_STEP)
    assert store.history.count() == 1
    store.history.undo()
    assert store.state.search == ""
    store.history.redo()
    assert store.state.search == "qwe"


def test_typing_and_deleting_everything_leaves_no_step(store: ViewStore) -> None:
    for text in ("q", "qw", "q", ""):
        store.change(replace(store.state, search=text), "search", SEARCH_STEP)
    assert store.state == ViewState()
    assert not store.history.canUndo()


def test_another_change_ends_the_search_step(store: ViewStore) -> None:
    store.change(replace(store.state, search="q"), "search", SEARCH_STEP)
    store.change(store.state.with_models(("gpt-4o",)), "add GPT-4o")
    store.change(replace(store.state, search="qw"), "search", SEARCH_STEP)
    assert store.history.count() == 3
    store.history.undo()
    assert (store.state.search, store.state.tray) == ("q", ("gpt-4o",))


def test_search_and_page_turns_do_not_merge_with_each_other(store: ViewStore) -> None:
    store.change(replace(store.state, search="q"), "search", SEARCH_STEP)
    store.change(replace(store.state, page=Page.CHARTS), "turn the page", PAGE_STEP)
    assert store.history.count() == 2


def test_the_tray_holds_at_most_twelve_models() -> None:
    many = tuple(f"model-{n}" for n in range(20))
    assert ViewState().with_models(many).tray == many[:MAX_MODELS]
    assert len(ViewState.from_json(json.dumps({"tray": many})).tray) == MAX_MODELS


def test_a_model_is_in_the_tray_once() -> None:
    state = ViewState().with_models(("a", "b")).with_models(("b", "c", "a"))
    assert state.tray == ("a", "b", "c")
    assert ViewState.from_json('{"tray": ["a", "b", "a"]}').tray == ("a", "b")


def test_facets_are_kept_in_one_order_and_empty_ones_are_dropped() -> None:
    state = ViewState().with_facet(Facet.YEAR, frozenset({"2024"}))
    state = state.with_facet(Facet.WEIGHTS, frozenset({"open"}))
    assert [facet for facet, _ in state.facets] == [Facet.WEIGHTS, Facet.YEAR]
    assert state.with_facet(Facet.YEAR, frozenset()).facets == (
        (Facet.WEIGHTS, frozenset({"open"})),
    )


@given(states)
def test_a_state_comes_back_from_its_text(state: ViewState) -> None:
    assert ViewState.from_json(state.to_json()) == state


@given(st.text())
def test_any_text_gives_a_state(text: str) -> None:
    assert isinstance(ViewState.from_json(text), ViewState)


@given(garbage)
def test_json_that_is_no_state_gives_the_defaults(value: object) -> None:
    state = ViewState.from_json(json.dumps(value))
    known = {f.name for f in fields(ViewState)}
    if not isinstance(value, dict) or not known.intersection(value):
        assert state == ViewState()


@given(st.fixed_dictionaries({}, optional={f.name: garbage for f in fields(ViewState)}))
def test_garbage_in_a_field_never_makes_a_state_that_cannot_be_kept(given: object) -> None:
    state = ViewState.from_json(json.dumps(given))
    assert ViewState.from_json(state.to_json()) == state
    state.to_json().encode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"tray": "gpt-4o"}',
        '{"tray": [1, 2]}',
        '{"tray": null}',
        '{"page": "secret"}',
        '{"page": []}',
        '{"search": 7}',
        '{"search": "\\ud800"}',
        '{"tray": ["\\udfff"]}',
        '{"facets": {"weights": ["open"]}}',
        '{"facets": [["weights", "open"]]}',
        '{"facets": [["nonsense", ["open"]]]}',
        '{"facets": [7]}',
        '{"sort": null}',
        '{"descending": 1}',
        '{"collapsed": [["Facts"]]}',
        '{"theme": "__class__"}',
        '{"__class__": "x", "to_json": 1}',
        "[" * 100_000,
        '{"tray": ' + "[" * 100_000,
        "1" * 10_000,
    ],
    ids=lambda text: text[:32],
)
def test_hostile_text_gives_the_defaults(text: str) -> None:
    assert ViewState.from_json(text) == ViewState()


def test_a_field_that_is_not_understood_does_not_take_the_others_with_it() -> None:
    state = ViewState.from_json('{"page": "secret", "tray": ["gpt-4o"], "theme": "dark"}')
    assert state == ViewState(tray=("gpt-4o",), theme=Theme.DARK)


def test_a_facet_given_twice_counts_once() -> None:
    text = '{"facets": [["year", ["2023"]], ["weights", ["open"]], ["year", ["2024"]]]}'
    state = ViewState.from_json(text)
    assert [facet for facet, _ in state.facets] == [Facet.WEIGHTS, Facet.YEAR]
    assert state.chosen(Facet.YEAR) == {"2024"}
