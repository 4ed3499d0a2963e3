"""Licenses side by side: what each text permits, asks, limits and leaves open, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core import numbers
from desktop.core.compare.comparison import Subject
from desktop.core.licenses.license import LicenseText, Permission, PermissionValue, Reference, Terms
from desktop.core.licenses.license_wording import (
    condition_words,
    limitation_words,
    source_words,
    words,
)
from desktop.core.licenses.publisher import by_class, spectrum


class Group(StrEnum):
    """Parts of a license summary."""

    VERDICT = "Verdict"
    BEFORE = "Before relying on it"
    IDENTITY = "License"
    PERMISSIONS = "Permissions"
    CONDITIONS = "Conditions"
    LIMITATIONS = "Limitations"
    QUESTIONS = "Open questions"


@dataclass(frozen=True, slots=True)
class TermsEntry:
    """What one license says in one row.

    Attributes:
        text: The statement in a few words.
        references: Where it can be read; empty where the license says nothing of the kind.
        detail: Everything the statement depends on, in a form that can be compared: parameters
            in a fixed order, the note of what is allowed with conditions; not for readers.
        basis: What the statement rests on where it is no place in a text; no part of what
            licenses differ in.
    """

    text: str
    references: tuple[Reference, ...] = ()
    detail: tuple[tuple[tuple[str, str], ...], ...] = ()
    basis: str = ""

    @property
    def places(self) -> str:
        """Sections for readers."""
        return "; ".join(dict.fromkeys(r.place for r in self.references))

    @property
    def notes(self) -> str:
        """The plain words of each reference."""
        return " ".join(dict.fromkeys(r.note for r in self.references))


def differ(entries: Iterable[TermsEntry]) -> bool:
    """Whether the licenses differ in what they say: the one rule for every ``≠``."""
    return len({(entry.text, entry.detail) for entry in entries}) > 1


NOTHING = TermsEntry(numbers.MISSING)
"""The license has no term of this kind."""
NO_TEXT = TermsEntry("no text known")
"""Nothing can be said without a text (no text, no "yes")."""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One permission, condition or limitation over all compared models."""

    group: Group
    key: str
    label: str
    entries: tuple[TermsEntry, ...]

    @property
    def differs(self) -> bool:
        """Whether the licenses differ in this row."""
        return differ(self.entries)


@dataclass(frozen=True, slots=True)
class TermReceipt:
    """What one license says in one row, with everything that it rests on.

    Attributes:
        term: Name of the permission, condition or limitation.
        texts: The texts that were read; empty where no text is known.
        terms_id: Id of the reading, under which texts are kept; blank where there is none.
    """

    model: str
    license: str
    term: str
    entry: TermsEntry
    texts: tuple[LicenseText, ...]
    terms_id: str = ""


def label(key: str) -> str:
    """Return a term of the vocabulary for readers."""
    return key.replace("-", " ").capitalize()


def summary_rows(subjects: Sequence[Subject]) -> tuple[SummaryRow, ...]:
    """Return the licenses of the models as rows, an entry per model in the order given."""
    rows = [
        SummaryRow(
            Group.IDENTITY,
            "license",
            "License",
            tuple(TermsEntry(_license(s)) for s in subjects),
        ),
        SummaryRow(
            Group.IDENTITY,
            "class",
            "Openness class",
            tuple(TermsEntry(str(s.openness)) for s in subjects),
        ),
    ]
    rows.append(
        SummaryRow(Group.IDENTITY, "publisher", "Publisher", tuple(map(_publisher, subjects)))
    )
    known = [_governing(s) for s in subjects]
    rows.append(
        SummaryRow(Group.IDENTITY, "read-from", "Read from", tuple(_read_from(t) for t in known))
    )
    rows += [
        SummaryRow(Group.PERMISSIONS, p, label(p), tuple(_permission(terms, p) for terms in known))
        for p in Permission
    ]
    for group, kinds in (
        (Group.CONDITIONS, _kinds(known, "conditions")),
        (Group.LIMITATIONS, _kinds(known, "limitations")),
    ):
        pick = _condition if group is Group.CONDITIONS else _limitation
        rows += [
            SummaryRow(group, kind, label(kind), tuple(pick(terms, kind) for terms in known))
            for kind in kinds
        ]
    for key, title, say in (
        ("ambiguities", "Left open by the text", _questions),
        ("notes", "Notes", _notes),
    ):
        entries = tuple(say(terms) for terms in known)
        if any(entry not in (NOTHING, NO_TEXT) for entry in entries):
            rows.append(SummaryRow(Group.QUESTIONS, key, title, entries))
    return tuple(rows)


def receipts(row: SummaryRow, subjects: Sequence[Subject]) -> tuple[TermReceipt, ...]:
    """Return what each cell of a row rests on, a receipt per model."""
    return tuple(
        TermReceipt(
            s.model.name,
            _license(s),
            row.label,
            entry,
            terms.texts if terms else (),
            terms.id if terms else "",
        )
        for s, entry, terms in zip(subjects, row.entries, map(_governing, subjects), strict=True)
    )


def license_conflicts(subject: Subject) -> tuple[str, ...]:
    """Return which other licenses sources name for a model, each with its source (rule R6)."""
    return tuple(
        f"{c.other_value.replace(';', ', ') or 'no license'}, per {c.other_source}"
        for c in subject.conflicts
        if c.field == "license_id"
    )


def open_questions(terms: Terms) -> tuple[str, ...]:
    """Return what the texts leave open, each with its place."""
    places = (doubt.reference for doubt in terms.ambiguities)
    return tuple(f"{r.place}: {r.note}" if r.section else r.note for r in places)


def read_from(terms: Terms) -> tuple[str, ...]:
    """Return which copies of the texts were read; only what is no license is named."""
    return tuple(
        ("" if text.role == "license" else f"{words(text.role)}: ") + source_words(text)
        for text in terms.texts
    )


def _license(subject: Subject) -> str:
    return "\n≠ ".join((subject.license.name, *license_conflicts(subject)))


def _publisher(subject: Subject) -> TermsEntry:
    word = spectrum(subject.published)
    if word == numbers.MISSING:
        return NOTHING
    of_all = f"{subject.model.organization}: {by_class(subject.published)}"
    return TermsEntry(word, basis=of_all)


def _governing(subject: Subject) -> Terms | None:
    """A license of weights says nothing about a model whose weights nobody can have (R13)."""
    if subject.terms is None or subject.openness is not subject.terms.openness_class:
        return None
    return subject.terms


def _kinds(known: Sequence[Terms | None], part: str) -> list[str]:
    seen: dict[str, None] = {}
    for terms in known:
        for term in getattr(terms, part) if terms else ():
            seen[term.type] = None
    return list(seen)


_SETTLED = (PermissionValue.ALLOWED, PermissionValue.FORBIDDEN, PermissionValue.SILENT)
"""Values that say the same wherever they stand; the others depend on what the note says."""


def _permission(terms: Terms | None, permission: Permission) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    term = terms.permission(permission)
    if term is None:
        return NOTHING
    # Two texts that allow "with conditions" seldom set the same ones: the note tells them apart.
    open_ended = term.value not in _SETTLED
    return TermsEntry(
        label(term.value).lower(),
        (term.reference,),
        ((("note", term.reference.note),),) if open_ended else (),
    )


def _condition(terms: Terms | None, kind: str) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    found = [c for c in terms.conditions if c.type == kind]
    if not found:
        return NOTHING
    return TermsEntry(
        "; ".join(dict.fromkeys(condition_words(c) for c in found)),
        tuple(c.reference for c in found),
        _detail((("scope", c.scope), ("applies_to", c.applies_to)) for c in found),
    )


def _limitation(terms: Terms | None, kind: str) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    found = [x for x in terms.limitations if x.type == kind]
    if not found:
        return NOTHING
    return TermsEntry(
        "; ".join(dict.fromkeys(limitation_words(x) for x in found)),
        tuple(x.reference for x in found),
        _detail(x.parameters for x in found),
    )


def _questions(terms: Terms | None) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    if not terms.ambiguities:
        return NOTHING
    return TermsEntry(
        "\n".join(open_questions(terms)), tuple(d.reference for d in terms.ambiguities)
    )


def _notes(terms: Terms | None) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    return TermsEntry("\n".join(terms.notes)) if terms.notes else NOTHING


def _read_from(terms: Terms | None) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    return TermsEntry("\n".join(read_from(terms))) if terms.texts else NOTHING


def _detail(
    terms: Iterable[Iterable[tuple[str, str]]],
) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the parameters of terms so that the order of terms and of lists does not matter."""
    return tuple(
        sorted(
            tuple((name, ";".join(sorted(value.split(";")))) for name, value in term)
            for term in terms
        )
    )
