"""The JSON document of ``license``."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.compare.comparison import CatalogStamp
from desktop.core.licenses.license import (
    NOT_LEGAL_ADVICE,
    ConditionTerm,
    License,
    LicenseText,
    LimitationTerm,
    Reference,
    Terms,
)
from desktop.formats.documents import Document, stamp


def license_document(
    license_: License,
    terms: Terms | None,
    *,
    status: str,
    may_mean: Sequence[str],
    carried_by: Sequence[str],
    of_catalog: CatalogStamp,
) -> Document:
    """Return the document of ``license``.

    Args:
        license_: The license as it was asked for.
        terms: The reading of its text, None where no text is known.
        status: Why there is none, or ``terms``.
        may_mean: Ids of the texts that go by this name, where there are several.
        carried_by: Ids of the models with this license.
        of_catalog: The state of the catalog.
    """
    return {
        "catalog": stamp(of_catalog),
        "license": license_.id,
        "name": license_.name,
        "url": license_.url or None,
        "conditions_in_short": license_.conditions or None,
        "status": status,
        "may_mean": list(may_mean),
        "terms": _terms(terms) if terms else None,
        "models": list(carried_by),
        "not_legal_advice": NOT_LEGAL_ADVICE,
    }


def _terms(terms: Terms) -> Document:
    return {
        "id": terms.id,
        "name": terms.name,
        "hub_id": terms.hub_id or None,
        "aliases": list(terms.aliases),
        "spdx_id": terms.spdx_id or None,
        "family": terms.family or None,
        "version": terms.version or None,
        "published": str(terms.published) if terms.published else None,
        "date_basis": terms.date_basis or None,
        "steward": terms.steward or None,
        "url": terms.url or None,
        "supersedes": terms.supersedes or None,
        "superseded_by": list(terms.superseded_by),
        "osi_approved": terms.osi_approved,
        "openness_class": str(terms.openness_class),
        "covers": list(terms.covers),
        "permissions": [
            {"permission": str(p.permission), "value": str(p.value), **_reference(p.reference)}
            for p in terms.permissions
        ],
        "conditions": [_condition(c) for c in terms.conditions],
        "limitations": [_limitation(x) for x in terms.limitations],
        "ambiguities": [
            {**_reference(a.reference), "touches": list(a.touches)} for a in terms.ambiguities
        ],
        "notes": list(terms.notes),
        "texts": [provenance_document(t) for t in terms.texts],
    }


def _reference(reference: Reference) -> Document:
    return {
        "document": reference.document,
        "section": reference.section,
        "line": reference.line,
        "find": reference.find,
        "note": reference.note,
    }


def _condition(condition: ConditionTerm) -> Document:
    return {
        "type": condition.type,
        "triggers": list(condition.triggers),
        "wording": condition.wording or None,
        "url": condition.url or None,
        "scope": condition.scope or None,
        "applies_to": condition.applies_to or None,
        "only_if_present": condition.only_if_present,
        **_reference(condition.reference),
    }


def _limitation(limitation: LimitationTerm) -> Document:
    return {
        "type": limitation.type,
        "parameters": dict(limitation.parameters),
        **_reference(limitation.reference),
    }


def provenance_document(text: LicenseText) -> Document:
    """Return which copy of a text was read."""
    return {
        "role": text.role,
        "file": text.file,
        "provenance": text.provenance or None,
        "repository": text.repository or None,
        "path": text.path or None,
        "commit": text.commit or None,
        "url": text.url or None,
        "sha256": text.sha256 or None,
    }
