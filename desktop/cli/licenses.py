"""``weighbridge license``: what a license says, and where it says it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.cli.license_texts import answer_texts, asks_for_texts
from desktop.cli.text_tables import list_table, recognition_words, stale_notes, state_words
from desktop.cli.wording import columns, stamp_note
from desktop.core import numbers
from desktop.core.compare.comparison import CatalogStamp
from desktop.core.licenses.license import (
    NOT_LEGAL_ADVICE,
    ConditionTerm,
    LicenseText,
    LimitationTerm,
    Reference,
    Terms,
)
from desktop.core.licenses.license_wording import (
    condition_words,
    limitation_words,
    provenance,
    source_place,
)
from desktop.core.licenses.text_claims import TextState, state_of
from desktop.formats.license_document import license_document
from desktop.formats.tables import Column, Fit, Table
from desktop.formats.text_document import texts_document
from desktop.services.license_texts import LicenseTexts
from desktop.services.licenses import STATUS_WORDS, LicenseAnswer, Licenses
from desktop.services.lookup import Lookup

_SHEET = ("part", "term", "says", "parameters", "document", "section", "line", "find", "note")
_DATE_BASIS = {
    "text": "the text",
    "source-index": "an index of licenses",
    "repo-commit": "a commit",
    "general-knowledge": "general knowledge",
}


def show_license(asked: argparse.Namespace, reader: CatalogReader) -> Answer:
    """Return the terms of one license, or why there are none; or what was asked about texts."""
    if asks_for_texts(asked):
        return answer_texts(asked, reader)
    lookup = Lookup(reader)
    found = Licenses(reader).find(lookup.license(asked.license))
    stamp = reader.stamp()
    texts = LicenseTexts(reader).stored(found.terms.id) if found.terms else ()
    states = tuple(state_of(found.terms, text) for text in texts) if found.terms else ()
    return Answer(
        document=lambda: (
            license_document(
                found.license,
                found.terms,
                status=str(found.status),
                may_mean=[terms.id for terms in found.may_mean],
                carried_by=found.carried_by,
                of_catalog=stamp,
            )
            | {"stored_texts": texts_document(texts, states, with_text=False)}
        ),
        tables=lambda: list(_tables(found, stamp, states)),
        sheet=lambda: Table("", columns(_SHEET), tuple(_sheet(found, states))),
        remarks=lookup.hints,
    )


def _tables(
    found: LicenseAnswer, stamp: CatalogStamp, states: Sequence[TextState]
) -> Iterator[Table]:
    name, key = found.license.name, found.license.id
    yield Table(
        name if name == key else f"{name} ({key})",
        (Column("License", fit=Fit.KEEP), Column("")),
        tuple((label, text) for label, text in _identity(found) if text),
    )
    if found.terms:
        yield from _terms(found.terms)
    if states:
        yield list_table("Stored texts", [state.stored for state in states], states)
    notes = (NOT_LEGAL_ADVICE, stamp_note(stamp))
    yield Table("", (), (), notes)


def _identity(found: LicenseAnswer) -> Iterator[tuple[str, str]]:
    terms, license_ = found.terms, found.license
    yield "Text", "" if terms else STATUS_WORDS[found.status]
    yield (
        "May be one of",
        "; ".join(f"{t.name} ({t.id}, {t.openness_class})" for t in found.may_mean),
    )
    yield "In short", "" if terms else license_.conditions
    if terms:
        yield "Terms", terms.id if terms.id != license_.id else ""
        yield "Openness class", str(terms.openness_class)
        yield "Covers", ", ".join(terms.covers)
        yield "Steward", terms.steward
        yield "Version", terms.version
        yield "Published", _published(terms)
        yield "OSI approved", "yes" if terms.osi_approved else "no"
        yield "SPDX id", terms.spdx_id
        yield "Also called", ", ".join(terms.aliases)
        yield "Supersedes", terms.supersedes
        yield "Superseded by", ", ".join(terms.superseded_by)
    yield "Address", (terms.url if terms else "") or license_.url
    carried = numbers.counted(len(found.carried_by), "model")
    yield "Carried by", f"{carried}: {', '.join(found.carried_by)}" if found.carried_by else carried


def _published(terms: Terms) -> str:
    if terms.published is None:
        return "not dated"
    basis = _DATE_BASIS.get(terms.date_basis, terms.date_basis)
    return f"{terms.published} (date from {basis})" if basis else str(terms.published)


def _terms(terms: Terms) -> Iterator[Table]:
    says = (Column("Says"), Column("Where"), Column("In plain words"))
    yield Table(
        "Permissions",
        (Column("Permission", fit=Fit.KEEP), *says),
        tuple((p.permission, _words(p.value), *_where(p.reference)) for p in terms.permissions),
    )
    yield Table(
        "Conditions",
        (Column("Condition"), *says),
        tuple((c.type, _condition(c), *_where(c.reference)) for c in terms.conditions),
        () if terms.conditions else ("None.",),
    )
    yield Table(
        "Limitations",
        (Column("Limitation"), *says),
        tuple((x.type, limitation_words(x), *_where(x.reference)) for x in terms.limitations),
        () if terms.limitations else ("None.",),
    )
    if terms.ambiguities:
        unclear = tuple(_where(a.reference) for a in terms.ambiguities)
        yield Table("What the text leaves open", says[1:], unclear)
    if terms.notes:
        yield Table("Notes", (), (), terms.notes)
    yield Table(
        "Where the text was read",
        columns(("Document", "From", "Repository, path and commit")),
        tuple(_text(text) for text in terms.texts),
        ("Lines count in these files.",),
    )


def _words(key: str) -> str:
    return key.replace("-", " ")


def _where(reference: Reference) -> tuple[str, str]:
    return (reference.place, reference.note)


def _condition(condition: ConditionTerm) -> str:
    said = condition_words(condition)
    return f"{said}, {condition.url}" if condition.url else said


def _parameters(limitation: LimitationTerm) -> str:
    return "; ".join(
        f"{name.replace('_', ' ')}: {value.replace(';', ', ')}"
        for name, value in limitation.parameters
    )


def _text(text: LicenseText) -> tuple[str, str, str]:
    source, place = provenance(text), source_place(text)
    return (_words(text.role), source or numbers.MISSING, place or numbers.MISSING)


def _sheet(found: LicenseAnswer, states: Sequence[TextState]) -> Iterator[tuple[str, ...]]:
    for label, text in _identity(found):
        if text:
            yield ("license", label, text, "", "", "", "", "", "")
    if found.terms is None:
        return
    for p in found.terms.permissions:
        yield ("permission", p.permission, p.value, "", *_reference(p.reference))
    for c in found.terms.conditions:
        yield ("condition", c.type, ";".join(c.triggers), _condition(c), *_reference(c.reference))
    for x in found.terms.limitations:
        said = limitation_words(x)
        yield ("limitation", x.type, said, _parameters(x), *_reference(x.reference))
    for a in found.terms.ambiguities:
        yield ("ambiguity", "", "", "", *_reference(a.reference))
    for note in found.terms.notes:
        yield ("note", "", "", "", "", "", "", "", note)
    for read in found.terms.texts:
        role, source, place = _text(read)
        yield ("text", role, source, place, "", "", "", "", read.url)
    yield from map(_stored, states)


def _stored(state: TextState) -> tuple[str, ...]:
    text = state.stored
    came = f"{text.brought} {text.when}, {text.where}"
    claims = " ".join((state_words(state), *stale_notes(state)))
    return (
        *("stored-text", text.file, recognition_words(text.recognition), came),
        *("", "", "", "", claims),
    )


def _reference(reference: Reference) -> tuple[str, ...]:
    return (
        reference.document,
        reference.section,
        str(reference.line),
        reference.find,
        reference.note,
    )
