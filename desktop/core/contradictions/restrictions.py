"""Whether one license is freer than another: what the other denies or limits, and it does not."""

from __future__ import annotations

from desktop.core.licenses.license import LimitationTerm, PermissionValue, Terms
from desktop.core.licenses.license_wording import words

RESTRICTING = (
    "field-of-use",
    "non-commercial",
    "research-only",
    "no-production",
    "no-distribution",
    "no-derivatives-sharing",
    "hosting-prohibited",
    "geographic",
    "threshold",
    "competing-model",
    "competitor",
)
"""Limitations that take rights away from somebody; the rest are risks or plain law."""


def freer_than(child: Terms, base: Terms) -> tuple[str, ...]:
    """Return what the base's text denies or limits and the child's does not, with its place.

    Empty where the two are one text, and where the child is as strict in every respect.
    """
    if child.id == base.id:
        return ()
    found = [
        f"{words(p.permission)} forbidden ({p.reference.place})"
        for p in base.permissions
        if p.value is PermissionValue.FORBIDDEN
        and str(p.permission) != "patent-grant"
        and not _forbids(child, p.permission)
    ]
    own = {x.type for x in child.limitations}
    found += [
        f"{words(limit.type)} ({limit.reference.place})"
        for limit in base.limitations
        if limit.type in RESTRICTING and limit.type not in own and not _only_a_name(limit)
    ]
    return tuple(dict.fromkeys(found))


def _forbids(terms: Terms, permission: str) -> bool:
    term = next((p for p in terms.permissions if p.permission == permission), None)
    return term is not None and term.value is PermissionValue.FORBIDDEN


def _only_a_name(limit: LimitationTerm) -> bool:
    """A threshold that only asks for a name to be shown takes nothing away."""
    return limit.type == "threshold" and limit.parameter("effect") == "name-display-required"
