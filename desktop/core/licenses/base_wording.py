"""The models that a model is built on, in words; the same in window, report and command line."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.licenses.license_wording import words
from desktop.core.licenses.situation import Base, Situation

_DEEPER = "↳ "


def base_lines(situation: Situation | None) -> tuple[str, ...]:
    """Return the bases of a model with their licenses, bases of bases below them."""
    return tuple(line for line, _ in told_bases(situation))


def told_bases(situation: Situation | None) -> Iterator[tuple[str, Base]]:
    """Yield each base as a line of words with the base itself, bases of bases below them."""
    if situation is not None:
        yield from _told(situation, "")


def _told(situation: Situation, indent: str) -> Iterator[tuple[str, Base]]:
    for base in situation.bases:
        how = ", ".join(filter(None, (words(base.relation), base.part)))
        name = f"{base.name} ({how})" if how else base.name
        yield f"{indent}{name}: {base_license(base)}", base
        if base.situation is not None:
            yield from _told(base.situation, f"{indent}{_DEEPER}")


def base_license(base: Base) -> str:
    """Return what is known of the license of a base."""
    if base.is_cycle:
        return "the chain comes back to it"
    if base.situation is None:
        return "nothing is known of its license"
    named = base.situation.named
    if named.terms is not None:
        return named.terms.name
    return f"{named.license.name}, no text known" if named.license.id else "no license stated"
