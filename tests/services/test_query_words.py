from __future__ import annotations

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.search.query_language import parse
from desktop.core.search.query_vocabulary import FIELDS, Vocabulary
from desktop.services.vocabulary import Words


@pytest.fixture
def vocabulary(reader: CatalogReader) -> Vocabulary:
    return Words(reader).vocabulary()


def test_every_benchmark_of_the_catalog_is_a_field_by_its_id(
    reader: CatalogReader, vocabulary: Vocabulary
) -> None:
    benchmarks = reader.benchmarks()
    assert len(benchmarks) == len(vocabulary.benchmarks) > 100
    for benchmark in benchmarks:
        value = 0 if benchmark.low is None else benchmark.low
        (score,) = parse(f"{benchmark.id}>={value}", vocabulary).scores
        assert score.benchmark_id == benchmark.id


def test_every_benchmark_of_the_catalog_goes_by_its_name_in_quotes(
    vocabulary: Vocabulary,
) -> None:
    for benchmark in vocabulary.benchmarks:
        assert vocabulary.find(benchmark.name) == (benchmark,)


def test_values_are_offered_with_the_most_frequent_first(reader: CatalogReader) -> None:
    values = Words(reader).values()
    assert values["organization"][0] == "Alibaba (Qwen)"
    assert "Mistral AI" in values["organization"]
    assert "apache-2.0" in values["license"]
    assert set(values) <= {field.name for field in FIELDS}
    assert all("" not in known for known in values.values())
    assert all(len(set(known)) == len(known) for known in values.values())


def test_values_are_not_read_once_they_are_not_wanted(reader: CatalogReader) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CanceledError):
        Words(reader).values(token)
