from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.comparison import Subject
from desktop.core.license import License, OpennessClass, Permission, Terms, openness_of
from desktop.core.license_summary import NO_TEXT, Group, SummaryRow, summary_rows
from desktop.core.model import Weights
from desktop.services.comparisons import Comparisons

TEXTS = 84


@pytest.fixture
def licensed(reader: CatalogReader) -> tuple[Subject, ...]:
    """One model with open weights under each license text of the catalog."""
    (model,) = reader.models(["qwen-vl-chat"])
    terms = reader.terms(t for t in reader.license_names())
    assert len(terms) == TEXTS
    return tuple(
        Subject(
            replace(model, weights=Weights.API_ONLY if _is_service(t) else Weights.OPEN),
            License(t.id, t.name, "", "", t.id),
            t,
        )
        for t in terms.values()
    )


def _is_service(terms: Terms) -> bool:
    return terms.openness_class is OpennessClass.API_ONLY


def row(rows: tuple[SummaryRow, ...], key: str) -> SummaryRow:
    return next(r for r in rows if r.key == key)


def test_every_statement_of_a_text_is_shown_with_its_section(licensed: tuple[Subject, ...]) -> None:
    rows = summary_rows(licensed)
    for i, subject in enumerate(licensed):
        terms = subject.terms
        assert terms
        said = [t.reference for t in terms.permissions]
        said += [t.reference for t in terms.conditions]
        said += [t.reference for t in terms.limitations]
        expected = sorted((r.section, r.line, r.note) for r in said)
        shown = [(e.section, e.line, e.note) for r in rows for e in r.entries[i].references]
        assert sorted(shown) == expected
        for r in rows:
            entry = r.entries[i]
            assert entry.text
            assert all(place.place in entry.places for place in entry.references)
            assert bool(entry.notes) == bool(entry.references)


def test_all_permissions_have_a_row_in_a_fixed_order(licensed: tuple[Subject, ...]) -> None:
    rows = [r for r in summary_rows(licensed[:1]) if r.group is Group.PERMISSIONS]
    assert [r.key for r in rows] == list(Permission)


def test_without_a_text_nothing_is_permitted(reader: CatalogReader) -> None:
    subjects = Comparisons(reader).subjects(["gpt-4o", "qwen-vl-max", "qwen-vl-chat"])
    rows = summary_rows(subjects)
    for r in rows:
        if r.group is Group.PERMISSIONS:
            assert r.entries[0] == r.entries[1] == NO_TEXT
            assert r.entries[2] != NO_TEXT


def test_the_license_of_open_siblings_says_nothing_about_a_hosted_model(
    licensed: tuple[Subject, ...],
) -> None:
    open_one = next(s for s in licensed if s.terms and s.terms.id == "apache-2.0")
    hosted = replace(open_one, model=replace(open_one.model, weights=Weights.API_ONLY))
    assert hosted.openness is OpennessClass.API_ONLY
    entries = [r.entries[0] for r in summary_rows([hosted]) if r.group is Group.PERMISSIONS]
    assert set(entries) == {NO_TEXT}


def test_a_threshold_names_number_measure_and_effect(reader: CatalogReader) -> None:
    rows = summary_rows(Comparisons(reader).subjects(["qwen-vl-chat", "llama-3-70b-instruct"]))
    qwen, llama = row(rows, "threshold").entries
    assert "100,000,000 monthly active users" in qwen.text
    assert "700,000,000 monthly active users" in llama.text
    assert "separate license required" in llama.text
    assert row(rows, "threshold").differs


def test_two_lists_of_barred_uses_differ_even_when_they_are_as_long(
    licensed: tuple[Subject, ...],
) -> None:
    def uses(subject: Subject) -> set[str]:
        assert subject.terms
        barred = [t for t in subject.terms.limitations if t.type == "field-of-use"]
        return {use for term in barred for use in term.parameter("uses").split(";")}

    checked = 0
    for one in licensed:
        for other in licensed:
            if uses(one) != uses(other) and 0 < len(uses(one)) == len(uses(other)):
                checked += 1
                assert row(summary_rows([one, other]), "field-of-use").differs
    assert checked


def test_the_same_license_twice_differs_in_nothing(licensed: tuple[Subject, ...]) -> None:
    for subject in licensed:
        assert [r.key for r in summary_rows([subject, subject]) if r.differs] == []


@pytest.mark.parametrize("known", [None, *OpennessClass])
def test_weights_nobody_can_have_are_never_open(known: OpennessClass | None) -> None:
    assert openness_of(Weights.API_ONLY, known) is OpennessClass.API_ONLY
    assert openness_of(Weights.UNRELEASED, known) is OpennessClass.UNKNOWN
    assert openness_of(Weights.OPEN, known) is (known or OpennessClass.UNKNOWN)
    assert openness_of(Weights.UNSTATED, known) is (known or OpennessClass.UNKNOWN)


def test_every_class_of_a_text_agrees_with_what_the_text_says(reader: CatalogReader) -> None:
    """The first class that fits, from the top, as ``seeds/README.md`` lists them."""
    withheld = {
        "geographic",
        "competing-model",
        "competitor",
        "hosting-prohibited",
        "no-derivatives-sharing",
    }
    for terms in reader.terms(reader.license_names()).values():
        commerce = next(
            p.value for p in terms.permissions if p.permission is Permission.COMMERCIAL_USE
        )
        limits = {t.type for t in terms.limitations}
        harsh = any(
            t.type == "threshold" and t.parameter("effect") != "name-display-required"
            for t in terms.limitations
        )
        duties = {c.type for c in terms.conditions}
        if terms.openness_class is OpennessClass.API_ONLY:
            assert "weights" not in terms.covers
        elif terms.osi_approved:
            assert terms.openness_class is OpennessClass.OPEN_SOURCE
        elif commerce == "forbidden":
            assert terms.openness_class is OpennessClass.NON_COMMERCIAL
        elif commerce in ("silent", "ambiguous"):
            assert terms.openness_class is OpennessClass.UNKNOWN
        elif harsh or limits & withheld or "registration" in duties:
            assert terms.openness_class is OpennessClass.COMMUNITY_RESTRICTED
        elif "field-of-use" in limits or "acceptable-use-policy" in duties:
            assert terms.openness_class is OpennessClass.USE_RESTRICTED
        else:
            assert terms.openness_class is OpennessClass.UNRESTRICTED_WEIGHTS
