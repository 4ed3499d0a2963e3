"""The filter ``allow:`` finds exactly the models that judging one by one would."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.catalog.allowed import _KEPT, Allowed
from desktop.catalog.derived import refresh
from desktop.catalog.reader import CatalogReader
from desktop.core.search.query import CatalogQuery, Condition, Facet, ListedModel, Operator
from desktop.core.verdict.model_verdict import Judge
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.profile_fields import read_profile
from desktop.core.verdict.verdict import Answer

PROFILES = {
    "nothing known": read_profile({}),
    "in Germany": read_profile({"uses": ["commercial-product"], "based_in": "DE", "tags": []}),
    "large": read_profile(
        {
            "uses": ["commercial-product", "host-service"],
            "purpose": "commercial",
            "group_mau_at_release": 10**9,
            "group_mau_now": 10**9,
            "product_mau": 2 * 10**8,
            "group_annual_revenue_usd": 10**10,
            "used_in": ["US", "KR"],
        }
    ),
    "a student": read_profile(
        {"uses": ["personal", "research"], "purpose": "non-commercial", "entity": False}
    ),
    "a weapon": read_profile({"uses": ["internal-business"], "tags": ["military"]}),
    "clashing": read_profile({"uses": ["commercial-product"], "purpose": "non-commercial"}),
    "training": read_profile(
        {"uses": ["train-other-model-on-outputs"], "target_model": "other-llm"}
    ),
}
MILD = (Answer.YES, Answer.YES_IF)


def by_hand(reader: CatalogReader, profile: Profile) -> set[str]:
    judge = Judge(profile)
    situations = reader.situations(list(reader.model_names()))
    return {key for key, situation in situations.items() if judge.answer(situation) in MILD}


def allow(
    *uses: str, profile: Profile, sign: Operator = Operator.HAS, **rest: bool
) -> CatalogQuery:
    condition = Condition("allow", sign, uses[0], uses[1:], **rest)
    return CatalogQuery(conditions=(condition,), profile=profile)


@pytest.mark.parametrize("name", list(PROFILES))
def test_the_filter_finds_what_judging_each_model_finds(reader: CatalogReader, name: str) -> None:
    profile = PROFILES[name]
    everything = set(reader.model_names())
    for use in Use:
        expected = by_hand(reader, replace(profile, uses=(use,)))
        query = allow(use, profile=profile)
        assert set(reader.ids(query)) == expected, use
        assert reader.total(query) == len(expected)
        page = reader.page(query)
        assert len(page.models) == min(len(expected), 256)
        assert {m.id for m in page.models} <= expected
        negated = reader.ids(allow(use, profile=profile, negated=True))
        assert set(negated) == everything - expected
        assert set(reader.ids(allow(use, profile=profile, sign=Operator.UNEQUAL))) == set(negated)


@pytest.mark.parametrize("name", list(PROFILES))
def test_my_profile_asks_for_all_its_uses_together(reader: CatalogReader, name: str) -> None:
    profile = PROFILES[name]
    found = set(reader.ids(allow("profile", profile=profile)))
    assert found == (by_hand(reader, profile) if profile.uses else set())


def test_several_uses_are_alternatives(reader: CatalogReader) -> None:
    profile = PROFILES["in Germany"]
    either = reader.ids(allow("host-service", "personal", profile=profile))
    one, other = (set(reader.ids(allow(u, profile=profile))) for u in ("host-service", "personal"))
    assert set(either) == one | other


VALUES: dict[Facet, Callable[[ListedModel], str]] = {
    Facet.WEIGHTS: lambda m: m.weights,
    Facet.CLASS: lambda m: m.openness,
    Facet.ORGANIZATION: lambda m: m.organization,
    Facet.YEAR: lambda m: m.release_date[:4],
    Facet.SCORES: lambda m: "yes" if m.claim_count else "no",
}


@pytest.mark.parametrize("facets", [{}, {Facet.YEAR: {"2024", ""}}, {Facet.WEIGHTS: {"open"}}])
@pytest.mark.parametrize("use", ["commercial-product", "redistribute-weights"])
def test_facets_count_what_is_left_of_the_allowed(
    reader: CatalogReader, facets: dict[Facet, set[str]], use: str
) -> None:
    chosen = tuple((facet, frozenset(values)) for facet, values in facets.items())
    query = replace(allow(use, profile=PROFILES["in Germany"]), facets=chosen)
    allowed = by_hand(reader, replace(PROFILES["in Germany"], uses=(Use(use),)))
    models = reader.listed(sorted(allowed))
    counts = reader.facet_counts(query)
    for facet, value in VALUES.items():
        others = {f: v for f, v in facets.items() if f is not facet}
        left = [m for m in models if all(VALUES[f](m) in v for f, v in others.items())]
        assert dict(counts[facet]) == dict(Counter(value(m) for m in left)), facet


def test_facets_without_the_filter_are_as_if_there_were_no_situations(
    reader: CatalogReader,
) -> None:
    models = reader.listed(list(reader.model_names()))
    counts = reader.facet_counts(CatalogQuery())
    for facet, value in VALUES.items():
        if facet is not Facet.ORGANIZATION:  # of those, only the largest are listed
            assert dict(counts[facet]) == dict(Counter(value(m) for m in models)), facet


@pytest.mark.parametrize("name", list(PROFILES))
def test_every_listed_model_has_the_answer_of_its_situation(
    reader: CatalogReader, name: str
) -> None:
    profile = PROFILES[name]
    answers = reader.answers(profile)
    judge = Judge(profile)
    situations = reader.situations(list(reader.model_names()))
    for model in reader.listed(list(situations)):
        assert answers[model.situation] is judge.answer(situations[model.id]), model.id


def relicense(path: Path, model: str, license_id: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE models SET license_id = ? WHERE id = ?", (license_id, model))
        refresh(connection)


def test_what_is_written_while_the_list_is_open_is_found(
    own_catalog: Path, own_reader: CatalogReader
) -> None:
    query = allow("host-service", profile=PROFILES["nothing known"])
    assert "falcon-40b" in own_reader.ids(query)
    relicense(own_catalog, "falcon-40b", "falcon-180b-tii-license")
    assert "falcon-40b" not in own_reader.ids(query)
    relicense(own_catalog, "falcon-40b", "cc-by-4.0")
    assert "falcon-40b" in own_reader.ids(query)


def test_a_connection_that_was_opened_after_a_change_does_not_get_old_answers(
    own_catalog: Path,
) -> None:
    allowed, profile = Allowed(), PROFILES["in Germany"]
    with closing(sqlite3.connect(own_catalog)) as first:
        before = allowed.answers(first, profile)
        with closing(sqlite3.connect(own_catalog, isolation_level=None)) as writer:
            writer.execute("UPDATE models SET license_id = 'mpl-2.0' WHERE id = 'falcon-40b'")
            writer.execute("UPDATE models SET input_modalities = 'audio' WHERE id = 'falcon-40b'")
            refresh(writer)
            made = "SELECT situation FROM models WHERE id = 'falcon-40b'"
            number = writer.execute(made).fetchone()[0]
        assert number not in before
        with closing(sqlite3.connect(own_catalog)) as second:
            assert number in allowed.answers(second, profile)
        assert number in allowed.answers(first, profile)


def test_a_text_that_a_name_gets_later_is_judged(own_catalog: Path) -> None:
    allowed, profile = Allowed(), PROFILES["nothing known"]
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as connection:
        jamba = connection.execute(
            "SELECT situation FROM models WHERE license_id = 'jamba-open'"
        ).fetchone()[0]
        asked = replace(profile, uses=(Use.PERSONAL,))
        assert allowed.answers(connection, asked)[jamba] is Answer.ASK
        connection.execute("UPDATE licenses SET terms_id = 'mit' WHERE id = 'jamba-open'")
        assert allowed.answers(connection, asked)[jamba] is Answer.YES


def test_many_threads_with_many_plans_get_their_own_answers(own_catalog: Path) -> None:
    # Few situations, so that more plans than are kept take no time.
    with closing(sqlite3.connect(own_catalog, isolation_level=None)) as connection:
        connection.execute(
            "DELETE FROM situations WHERE number NOT IN"
            " (SELECT situation FROM models WHERE id IN ('falcon-40b', 'qwen-vl', 'gpt-4o'))"
        )
        numbers = [row[0] for row in connection.execute("SELECT number FROM situations")]
    plans = [
        Profile(uses=(Use.COMMERCIAL_PRODUCT,), product_mau=5 * 10**7 * n)
        for n in range(_KEPT + 20)
    ]
    with closing(CatalogReader(own_catalog)) as reader, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(reader.answers, plans * 3))
        expected = [{n: reader.answers(plan)[n] for n in numbers} for plan in plans]
    assert found == expected * 3
    assert len({tuple(each.values()) for each in expected}) == 2
