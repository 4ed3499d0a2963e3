"""The models that a model is built on, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.licenses.license_wording import words
from desktop.core.licenses.situation import Base, Situation
from desktop.core.verdict.judged import Judged

_DEEPER = "↳ "


def base_lines(judged: Judged) -> tuple[str, ...]:
    """Return the bases of a model with their licenses, bases of bases below them."""
    return tuple(_lines(judged.situation, "")) if judged.situation else ()


def base_line(base: Base) -> str:
    """Return one base: its name, what it is to the model, its license."""
    how = ", ".join(filter(None, (words(base.relation), base.part)))
    name = f"{base.name} ({how})" if how else base.name
    return f"{name}: {_license(base)}"


def _lines(situation: Situation, indent: str) -> Iterator[str]:
    for base in situation.bases:
        yield f"{indent}{base_line(base)}"
        if base.situation is not None:
            yield from _lines(base.situation, f"{indent}{_DEEPER}")


def _license(base: Base) -> str:
    if base.is_cycle:
        return "the chain comes back to it"
    if base.situation is None:
        return "nothing is known of its license"
    named = base.situation.named
    if named.terms is not None:
        return named.terms.name
    return f"{named.license.name}, no text known" if named.license.id else "no license stated"
