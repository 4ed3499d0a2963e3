"""Licenses side by side: permissions, conditions and limitations, each with its section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core import numbers
from desktop.core.comparison import Subject
from desktop.core.license import Permission, Reference, Terms


class Group(StrEnum):
    """Parts of a license summary."""

    IDENTITY = "License"
    PERMISSIONS = "Permissions"
    CONDITIONS = "Conditions"
    LIMITATIONS = "Limitations"


@dataclass(frozen=True, slots=True)
class TermsEntry:
    """What one license says in one row.

    Attributes:
        text: The statement in a few words.
        references: Where it can be read; empty where the license says nothing of the kind.
        detail: Everything the statement depends on that its few words leave out (which uses are
            barred, not only how many), in a form that can be compared; not for readers.
    """

    text: str
    references: tuple[Reference, ...] = ()
    detail: tuple[tuple[tuple[str, str], ...], ...] = ()

    @property
    def places(self) -> str:
        """Sections for readers."""
        return "; ".join(dict.fromkeys(r.place for r in self.references))

    @property
    def notes(self) -> str:
        """The plain words of each reference."""
        return " ".join(dict.fromkeys(r.note for r in self.references))


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
        return len({(entry.text, entry.detail) for entry in self.entries}) > 1


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
            tuple(TermsEntry(s.license.name) for s in subjects),
        ),
        SummaryRow(
            Group.IDENTITY,
            "class",
            "Openness class",
            tuple(TermsEntry(str(s.openness)) for s in subjects),
        ),
    ]
    known = [_governing(s) for s in subjects]
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
    return tuple(rows)


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


def _permission(terms: Terms | None, permission: Permission) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    term = terms.permission(permission)
    return TermsEntry(label(term.value).lower(), (term.reference,)) if term else NOTHING


def _condition(terms: Terms | None, kind: str) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    found = [c for c in terms.conditions if c.type == kind]
    if not found:
        return NOTHING
    parts = []
    for c in found:
        when = " or ".join(t.replace("-", " ") for t in c.triggers)
        wording = f"“{c.wording}”, " if c.wording else ""
        present = ", if there is one" if c.only_if_present else ""
        parts.append(f"{wording}on {when}{present}")
    return TermsEntry(
        "; ".join(dict.fromkeys(parts)),
        tuple(c.reference for c in found),
        _detail((("scope", c.scope), ("applies_to", c.applies_to)) for c in found),
    )


def _limitation(terms: Terms | None, kind: str) -> TermsEntry:
    if terms is None:
        return NO_TEXT
    found = [x for x in terms.limitations if x.type == kind]
    if not found:
        return NOTHING
    parts = []
    for x in found:
        values = dict(x.parameters)
        if kind == "threshold":
            parts.append(_threshold(values))
        elif kind == "field-of-use":
            more = " and more" if values.get("list_incomplete") == "true" else ""
            parts.append(f"{len(values.get('uses', '').split(';'))} barred uses{more}")
        else:
            shown = [_words(v) for k, v in x.parameters if k in _SHOWN]
            parts.append(", ".join(shown) or "yes")
    return TermsEntry(
        "; ".join(dict.fromkeys(parts)),
        tuple(x.reference for x in found),
        _detail(x.parameters for x in found),
    )


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


def _words(value: str) -> str:
    return value.replace(";", ", ").replace("-", " ")


_SHOWN = ("jurisdictions", "applies_to", "scope", "effect", "trigger", "law")


def _threshold(values: dict[str, str]) -> str:
    amount = numbers.count(int(values["value"]))
    currency = f"{values['currency']} " if values.get("currency") else ""
    metric = values["metric"].replace("-", " ")
    effect = values["effect"].replace("-", " ")
    return (
        f"{values['operator']} {currency}{amount} {metric} ({_words(values['measured'])}): {effect}"
    )
