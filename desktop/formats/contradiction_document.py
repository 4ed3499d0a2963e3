"""Contradictions and base models as parts of JSON documents."""

from __future__ import annotations

from desktop.core.contradictions.contradiction import Contradiction
from desktop.core.licenses.situation import Base


def contradiction_document(found: Contradiction) -> dict[str, object]:
    """Return a contradiction: both sources, and which is nearer to the maker."""
    return {
        "kind": str(found.kind),
        "one": {"says": found.one.says, "source": found.one.source},
        "other": {"says": found.other.says, "source": found.other.source},
        "nearer": str(found.nearer),
        "why": found.why,
    }


def base_document(base: Base) -> dict[str, object]:
    """Return a base model: what comes from it, under which license, and where that was read."""
    known = base.situation
    return {
        "name": base.name,
        "model": (known.model or None) if known else None,
        "license": (known.named.license.id or None) if known else None,
        "relation": base.relation or None,
        "part": base.part or None,
        "source": base.source or None,
        "note": base.note or None,
    }
