"""A plan in one line of words."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core import numbers
from desktop.core.licenses.license_wording import words
from desktop.core.verdict.guide_wording import OPTION_WORDS, USE_WORDS
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.profile_fields import FIELDS, FieldKind, ProfileField

NO_USE = "No use named yet, so nothing is judged"


def use_name(use: Use) -> str:
    """Return what a use is called, for readers."""
    return USE_WORDS[use][0]


def plan_words(profile: Profile) -> str:
    """Return what a plan says: its uses first, then every fact that is known."""
    uses = "; ".join(use_name(use) for use in profile.uses) or NO_USE
    return "; ".join((uses, *_facts(profile)))


def _facts(profile: Profile) -> Iterator[str]:
    for field in FIELDS:
        value = getattr(profile, field.key)
        if field.kind is FieldKind.USES or value is None:
            continue
        if field.kind is FieldKind.TAGS or value not in ("", ()):
            yield f"{field.label[0].lower()}{field.label[1:]}: {_value(field, value)}"


def _value(field: ProfileField, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        if field.kind is FieldKind.PLACES:
            return ", ".join(value)
        return ", ".join(map(words, value)) or "none"
    if isinstance(value, int | float):
        shown = numbers.count(int(value)) if value == int(value) else f"{value:,.2f}"
        return f"US$ {shown}" if field.kind is FieldKind.MONEY else shown
    chosen = {str(option): label for option, label in OPTION_WORDS.items()}
    return chosen.get(str(value), str(value)) if field.kind is FieldKind.CHOICE else str(value)
