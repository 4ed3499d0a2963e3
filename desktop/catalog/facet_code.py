"""Facets of few values, packed into one number a model (``models.facet_code``).

One pass over the index of that number counts all of them; what a choice in one facet leaves of the
others is then arithmetic on a few hundred sums.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desktop.core.licenses.license import OpennessClass
from desktop.core.search.query import Facet

# The order of these, like the bits, is that of the migration that made the column.
_WEIGHTS = ("", "open", "api-only", "unreleased")
_CLASSES = ("", *(str(member) for member in OpennessClass))
_MODALITIES = ("text", "image", "video", "audio", "pdf")
_SCORED, _CLASS_AT, _CLASS_MASK, _MODALITY_AT = 4, 3, 15, 7
_YEAR_AT, _YEAR_MASK, _SITUATION_AT = 16, 4095, 28

LISTS: dict[Facet, tuple[str, ...]] = {
    Facet.WEIGHTS: _WEIGHTS,
    Facet.CLASS: _CLASSES,
    Facet.MODALITY: _MODALITIES,
}
"""The closed lists of values."""


def values(code: int, facet: Facet) -> tuple[str, ...]:
    """Return the values that a model of some code has in a facet; any number of modalities."""
    match facet:
        case Facet.WEIGHTS:
            return (_WEIGHTS[code & 3],)
        case Facet.CLASS:
            place = code >> _CLASS_AT & _CLASS_MASK
            return (_CLASSES[place] if place < len(_CLASSES) else "",)
        case Facet.MODALITY:
            bits = code >> _MODALITY_AT
            return tuple(name for place, name in enumerate(_MODALITIES) if bits >> place & 1)
        case Facet.YEAR:
            year = code >> _YEAR_AT & _YEAR_MASK
            return (f"{year:04d}" if year else "",)
        case Facet.SCORES:
            return ("yes" if code & _SCORED else "no",)
    raise ValueError(facet)


def clause(facet: Facet, chosen: Collection[str], code: str = "models.facet_code") -> str:
    """Return what SQL asks of a code so that a model has one of the values."""
    match facet:
        case Facet.WEIGHTS:
            return f"({code} & 3) IN ({_places(_WEIGHTS, chosen)})"
        case Facet.CLASS:
            places = _places(_CLASSES, chosen)
            return f"(({code} >> {_CLASS_AT}) & {_CLASS_MASK}) IN ({places})"
        case Facet.MODALITY:
            bits = sum(1 << _MODALITY_AT + _MODALITIES.index(v) for v in chosen if v in _MODALITIES)
            return f"({code} & {bits}) <> 0"
        case Facet.YEAR:
            years = (int(v) if v else 0 for v in chosen if not v or _is_year(v))
            places = ", ".join(map(str, sorted(years)))
            return f"(({code} >> {_YEAR_AT}) & {_YEAR_MASK}) IN ({places})"
        case Facet.SCORES:
            flags = sorted(_SCORED * (v == "yes") for v in chosen if v in ("yes", "no"))
            return f"({code} & {_SCORED}) IN ({', '.join(map(str, flags))})"
    raise ValueError(facet)


def in_situations(numbers: Collection[int], code: str = "models.facet_code") -> str:
    """Return what SQL asks of a code so that a model is in one of the legal situations."""
    return f"({code} >> {_SITUATION_AT}) IN ({', '.join(map(str, sorted(numbers)))})"


def known(facet: Facet) -> str:
    """Return what SQL asks of the code so that a model has any value in a closed list."""
    if facet is Facet.MODALITY:
        return clause(facet, _MODALITIES)
    return clause(facet, LISTS[facet][1:])


def among(facets: Iterable[tuple[Facet, frozenset[str]]]) -> str:
    """Return what ``clause`` asks in all these facets as a list of codes, for their index.

    The recursion steps from code to code: a few milliseconds, however many models there are.
    """
    asked = " AND ".join(clause(facet, chosen, "code") for facet, chosen in facets)
    return (
        "models.facet_code IN (WITH RECURSIVE codes (code) AS (SELECT min(facet_code) FROM models"
        " UNION ALL SELECT (SELECT min(facet_code) FROM models WHERE facet_code > code) FROM codes"
        f" WHERE code IS NOT NULL) SELECT code FROM codes WHERE {asked})"
    )


def fits(code: int, facets: Iterable[tuple[Facet, frozenset[str]]]) -> bool:
    """Whether models of a code have one of the chosen values in each of the facets."""
    return all(not chosen or not chosen.isdisjoint(values(code, f)) for f, chosen in facets)


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == 4


def _places(names: tuple[str, ...], chosen: Collection[str]) -> str:
    return ", ".join(str(names.index(name)) for name in sorted(chosen) if name in names)
