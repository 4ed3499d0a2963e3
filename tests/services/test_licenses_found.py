from __future__ import annotations

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.licenses.situation import TextStatus
from desktop.services.licenses import STATUS_WORDS, Licenses


def test_every_name_of_a_license_has_an_answer(reader: CatalogReader) -> None:
    licenses = Licenses(reader)
    for name in reader.license_names():
        found = licenses.find(name)
        assert (found.terms is not None) == (found.status is TextStatus.KNOWN)
        assert found.license.id == name
        assert found.license.name


def test_a_name_that_several_texts_share_names_them_all(reader: CatalogReader) -> None:
    found = Licenses(reader).find("modified-mit")
    assert {terms.id for terms in found.may_mean} == {
        *("kimi-k2", "minimax-m2", "minimax-m2.1", "mistral-medium-3.5"),
    }
    assert found.status is TextStatus.SEVERAL


def test_models_are_found_under_every_name_of_their_license(reader: CatalogReader) -> None:
    licenses = Licenses(reader)
    assert licenses.find("mnpl").carried_by == licenses.find("mnpl-0.1").carried_by != ()


@pytest.mark.parametrize("status", list(TextStatus))
def test_every_status_has_words(status: TextStatus) -> None:
    assert STATUS_WORDS[status].endswith(".")
