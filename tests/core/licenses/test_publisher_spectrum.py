from __future__ import annotations

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core import numbers
from desktop.core.licenses.license import OpennessClass
from desktop.core.licenses.license_summary import summary_rows
from desktop.core.licenses.publisher import HYBRID, by_class, spectrum
from desktop.services.comparisons import Comparisons

O = OpennessClass  # noqa: E741 - short for a table of cases
WITH_WEIGHTS = [k for k in OpennessClass if k not in (O.API_ONLY, O.UNKNOWN)]


@pytest.mark.parametrize("kind", WITH_WEIGHTS)
def test_services_only_beside_weights_of_any_class_make_a_publisher_hybrid(
    kind: OpennessClass,
) -> None:
    assert spectrum(((O.API_ONLY, 30), (kind, 1))) == HYBRID


@pytest.mark.parametrize(
    ("classes", "word"),
    [
        ((O.API_ONLY,), "fully closed"),
        ((O.API_ONLY, O.UNKNOWN), "fully closed"),
        ((O.OPEN_SOURCE, O.UNRESTRICTED_WEIGHTS), "permissive"),
        ((O.NON_COMMERCIAL, O.USE_RESTRICTED), "open-weight restricted"),
        ((O.OPEN_SOURCE, O.COMMUNITY_RESTRICTED), "permissive and open-weight restricted"),
        ((O.UNKNOWN,), numbers.MISSING),
        ((), numbers.MISSING),
    ],
)
def test_other_publishers_stand_where_their_models_stand(
    classes: tuple[OpennessClass, ...], word: str
) -> None:
    assert spectrum(tuple((kind, 2) for kind in classes)) == word


def test_a_class_without_models_does_not_count() -> None:
    assert spectrum(((O.API_ONLY, 0), (O.OPEN_SOURCE, 3))) == "permissive"
    assert by_class(((O.API_ONLY, 0), (O.OPEN_SOURCE, 3))) == "3 open-source"


def test_the_summary_counts_all_models_of_the_publisher_in_the_catalog(
    reader: CatalogReader,
) -> None:
    subjects = Comparisons(reader).subjects(
        ["gpt-4o", "claude-3-5-sonnet-20241022", "gpt-4o-2024-05-13"]
    )
    (row,) = (r for r in summary_rows(subjects) if r.key == "publisher")
    openai, anthropic, again = row.entries
    assert openai == again
    assert (openai.text, anthropic.text) == (HYBRID, "fully closed")
    listed = [m for m in reader.models(list(reader.model_names())) if m.organization == "OpenAI"]
    counted = sum(count for _, count in subjects[0].published)
    assert counted == len(listed) > 10
    assert "OpenAI" in openai.basis
    assert row.differs
