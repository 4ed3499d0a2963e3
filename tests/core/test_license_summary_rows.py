from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.compare.comparison import Subject
from desktop.core.licenses.license import (
    License,
    LimitationTerm,
    OpennessClass,
    Permission,
    Terms,
    openness_of,
)
from desktop.core.licenses.license_summary import (
    NO_TEXT,
    Group,
    SummaryRow,
    differ,
    receipts,
    summary_rows,
)
from desktop.core.licenses.license_wording import limitation_words, source_words
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
        said += [t.reference for t in terms.ambiguities]
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


def every_limitation(reader: CatalogReader) -> list[LimitationTerm]:
    return [t for terms in reader.terms(reader.license_names()).values() for t in terms.limitations]


def test_every_parameter_of_every_limitation_is_said(reader: CatalogReader) -> None:
    for term in every_limitation(reader):
        whole = limitation_words(term)
        for position, (name, value) in enumerate(term.parameters):
            rest = term.parameters[:position] + term.parameters[position + 1 :]
            if (name, value) == ("list_incomplete", "true") and not term.parameter("uses"):
                continue  # a list of nothing is no complete list either
            assert limitation_words(replace(term, parameters=rest)) != whole, (name, value)


def test_no_count_is_made_up_for_a_list_that_was_not_found(reader: CatalogReader) -> None:
    (falcon,) = row(
        summary_rows(Comparisons(reader).subjects(["falcon-180b"])), "field-of-use"
    ).entries
    assert falcon.text == "list not found: none can be ruled out"


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ((("uses", ""),), "list not found: none can be ruled out"),
        ((("uses", "weapons"),), "1 barred use: weapons"),
        ((("uses", "weapons;pii-misuse"),), "2 barred uses: weapons, misuse of personal data"),
        (
            (("uses", "weapons"), ("list_incomplete", "true")),
            "1 barred use and more (list not found in full): weapons",
        ),
    ],
)
def test_barred_uses_are_counted_and_named(
    reader: CatalogReader, parameters: tuple[tuple[str, str], ...], said: str
) -> None:
    term = next(t for t in every_limitation(reader) if t.type == "field-of-use")
    assert limitation_words(replace(term, parameters=parameters)) == said


def test_a_limitation_that_the_vocabulary_does_not_know_is_shown_as_it_stands(
    reader: CatalogReader,
) -> None:
    term = every_limitation(reader)[0]
    new = replace(term, type="new", parameters=(("how_long", "two-years"),))
    assert limitation_words(new) == "how long: two years"
    assert limitation_words(replace(new, parameters=())) == "yes"


def test_limits_say_whom_they_concern(reader: CatalogReader) -> None:
    (place, size, others) = (
        row(summary_rows(Comparisons(reader).subjects([model])), kind).entries[0].text
        for model, kind in (
            ("llama-3.2-90b-vision-instruct", "geographic"),
            ("llama-3.2-90b-vision-instruct", "threshold"),
            ("qwen-vl-chat", "competing-model"),
        )
    )
    assert place == (
        "no rights for multimodal models in EU, by place of the company, end users excepted"
    )
    assert size == (
        "> 700,000,000 monthly active users of all products of licensee and affiliates"
        " (at release): separate license required, end users excepted"
    )
    assert others.startswith("not for improving other language models with materials or outputs")


def test_two_texts_that_allow_under_conditions_differ_unless_they_say_the_same(
    reader: CatalogReader,
) -> None:
    subjects = Comparisons(reader).subjects(
        ["qwen2-vl-72b-instruct", "llama-3.2-90b-vision-instruct"]
    )
    checked = 0
    for r in summary_rows(subjects):
        one, other = r.entries
        if r.group is Group.PERMISSIONS and one.text == other.text:
            conditional = one.text in ("allowed with conditions", "ambiguous")
            assert r.differs == (conditional and one.notes != other.notes)
            checked += r.differs
    assert checked


def test_settled_permissions_are_equal_whatever_their_notes_say(
    licensed: tuple[Subject, ...],
) -> None:
    for r in summary_rows(licensed):
        if r.group is Group.PERMISSIONS:
            for value in ("allowed", "forbidden", "silent"):
                found = [e for e in r.entries if e.text == value]
                assert not differ(found)


def test_a_contested_license_is_not_shown_as_settled(reader: CatalogReader) -> None:
    (entry,) = row(summary_rows(Comparisons(reader).subjects(["internvl3-8b"])), "license").entries
    assert entry.text.startswith("Apache")
    assert "≠ qwen, per hub-page" in entry.text


def test_the_copies_that_were_read_are_named(licensed: tuple[Subject, ...]) -> None:
    for subject, entry in zip(
        licensed, row(summary_rows(licensed), "read-from").entries, strict=True
    ):
        assert subject.terms
        for text in subject.terms.texts:
            assert source_words(text) in entry.text
            assert "-repo" not in source_words(text).partition(",")[0]


def test_what_a_text_leaves_open_is_part_of_the_summary(licensed: tuple[Subject, ...]) -> None:
    rows = {r.key: r for r in summary_rows(licensed) if r.group is Group.QUESTIONS}
    for i, subject in enumerate(licensed):
        assert subject.terms
        asked, noted = rows["ambiguities"].entries[i], rows["notes"].entries[i]
        open_places = tuple(a.reference for a in subject.terms.ambiguities)
        assert asked.references == open_places
        assert all(f"{r.place}: {r.note}" in asked.text for r in open_places)
        assert all(note in noted.text for note in subject.terms.notes)


def test_a_receipt_names_model_license_term_and_copies(reader: CatalogReader) -> None:
    subjects = Comparisons(reader).subjects(["gpt-4o", "falcon-180b"])
    closed, falcon = receipts(row(summary_rows(subjects), "commercial-use"), subjects)
    assert closed.texts == ()
    assert subjects[1].terms
    assert falcon.texts == subjects[1].terms.texts
    assert (falcon.model, falcon.term) == (subjects[1].model.name, "Commercial use")
