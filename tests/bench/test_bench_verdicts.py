"""Judging models under a profile, against a walk through their terms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from desktop.catalog.build import build_catalog
from desktop.catalog.reader import CatalogReader
from desktop.core.licenses.situation import Situation
from desktop.core.verdict.model_verdict import Judge
from desktop.core.verdict.profile import Profile, Use

ROOT = Path(__file__).parents[2]
MODELS = 300
PLAN = Profile(
    uses=(Use.COMMERCIAL_PRODUCT, Use.HOST_SERVICE, Use.PUBLISH_FINE_TUNE, Use.USE_OUTPUTS),
    based_in="DE",
    product_mau=2_000_000,
)
GROUP = "300 models, one profile of four uses"


@pytest.fixture(scope="module")
def situations(tmp_path_factory: pytest.TempPathFactory) -> list[Situation]:
    path = tmp_path_factory.mktemp("bench") / "catalog.sqlite3"
    build_catalog(path, ROOT / "seeds")
    with closing(CatalogReader(path)) as reader:
        names = list(reader.model_names())[:MODELS]
        return list(reader.situations(names).values())


@pytest.fixture
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogReader]:
    path = tmp_path_factory.mktemp("bench") / "catalog.sqlite3"
    build_catalog(path, ROOT / "seeds")
    with closing(CatalogReader(path)) as opened:
        yield opened


@pytest.mark.benchmark(group=GROUP)
def test_baseline_looking_at_every_term(
    benchmark: BenchmarkFixture, situations: list[Situation]
) -> None:
    """The same terms of the same models, looked at and not judged."""

    def walk() -> int:
        found = 0
        for situation in situations:
            for terms in situation.named.readings:
                found += sum(len(condition.type) for condition in terms.conditions)
                found += sum(len(limitation.type) for limitation in terms.limitations)
        return found

    assert benchmark(walk) > 0


@pytest.mark.benchmark(group=GROUP)
def test_verdicts_with_all_that_they_rest_on(
    benchmark: BenchmarkFixture, situations: list[Situation]
) -> None:
    def judge() -> int:
        judged = Judge(PLAN)
        return sum(bool(judged.model(situation).answer) for situation in situations)

    assert benchmark(judge) == len(situations)


@pytest.mark.benchmark(group=GROUP)
def test_answers_alone_as_the_list_shows_them(
    benchmark: BenchmarkFixture, situations: list[Situation]
) -> None:
    def judge() -> int:
        judged = Judge(PLAN)
        return sum(bool(judged.answer(situation)) for situation in situations)

    assert benchmark(judge) == len(situations)


@pytest.mark.benchmark(group=GROUP)
def test_all_situations_of_the_catalog_after_a_change_of_the_profile(
    benchmark: BenchmarkFixture, reader: CatalogReader
) -> None:
    plans = iter(range(1_000_000))
    reader.answers(PLAN)

    def change() -> int:
        return len(reader.answers(Profile(uses=PLAN.uses, product_mau=next(plans))))

    assert benchmark(change) > 1
