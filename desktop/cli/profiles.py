"""Facts of a plan on the command line: a profile file, and an option for every fact."""

from __future__ import annotations

import argparse
from dataclasses import replace

from desktop.catalog.reader import CatalogReader
from desktop.core.errors import UsageError
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.profile_fields import (
    FIELDS,
    FieldKind,
    ProfileError,
    ProfileField,
    read_profile,
)
from desktop.formats.profile_document import load_profile

_TRUTHS = {"yes": True, "true": True, "no": False, "false": False}


def profile_of(
    asked: argparse.Namespace, reader: CatalogReader, *, needs_use: bool = False
) -> Profile:
    """Return the profile of a command: the file's facts, and over them those given as options.

    Args:
        asked: The arguments.
        reader: The catalog, which knows the purpose tags.
        needs_use: Whether a plan without a use is no question.

    Raises:
        UsageError: an option's value is not what it may be, or no use is named.
        ProfileFileError: the file cannot be used.
    """
    tags = reader.vocabulary("use")
    profile = load_profile(asked.profile, tags) if asked.profile else Profile()
    given = {
        field.name: _value(field, text)
        for field in FIELDS
        if (text := getattr(asked, f"fact_{field.name}", None)) is not None
    }
    try:
        facts = read_profile(given, tags)
    except ProfileError as error:
        raise UsageError(str(error)) from error
    changed = {field.key: getattr(facts, field.key) for field in FIELDS if field.name in given}
    profile = replace(profile, **changed)
    if needs_use and not profile.uses:
        raise UsageError("name at least one use, as in --use commercial-product")
    return profile


def _value(field: ProfileField, text: str | list[str]) -> object:
    if isinstance(text, list):
        return [part for each in text for part in each.split(",")]
    match field.kind:
        case FieldKind.COUNT | FieldKind.MONEY:
            try:
                return float(text.replace("_", "").replace(",", ""))
            except ValueError:
                return text
        case FieldKind.TRUTH:
            return _TRUTHS.get(text.casefold(), text)
        case FieldKind.TAGS | FieldKind.PLACES:
            return [] if text.casefold() == "none" else text
    return text
