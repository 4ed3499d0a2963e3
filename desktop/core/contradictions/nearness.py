"""How near a source stands to the maker of a model."""

from __future__ import annotations

import re
from enum import IntEnum


class Place(IntEnum):
    """Kinds of sources, nearest to the maker first."""

    LICENSE_FILE = 1
    REPOSITORY = 2
    CARD = 3
    BADGE = 4
    HUB_LIST = 5
    CATALOG = 6

    @property
    def words(self) -> str:
        """It for readers."""
        return _WORDS[self]

    @property
    def is_the_makers(self) -> bool:
        """Whether the maker of the model writes there."""
        return self <= Place.BADGE


_WORDS = {
    Place.LICENSE_FILE: "the license file",
    Place.REPOSITORY: "the maker's repository or documents",
    Place.CARD: "the model card",
    Place.BADGE: "a badge",
    Place.HUB_LIST: "the Hub's own list",
    Place.CATALOG: "somebody else's catalog",
}

# The order counts: a badge in a README is no better than the badge, and a card or page that
# somebody else copied is no better than that somebody.
_PATTERNS = (
    (re.compile(r"\bhub card\b", re.IGNORECASE), Place.CARD),
    (re.compile(r"third-party|overlay|listed without", re.IGNORECASE), Place.CATALOG),
    (re.compile(r"\blicense file\b|\bfile license\b", re.IGNORECASE), Place.LICENSE_FILE),
    (re.compile(r"\bbadge\b", re.IGNORECASE), Place.BADGE),
    (re.compile(r"\bhub[ -]pages?\b|\bcard\b", re.IGNORECASE), Place.CARD),
    (re.compile(r"\bhub-docs\b", re.IGNORECASE), Place.HUB_LIST),
    (
        re.compile(
            r"readme|[ -]repo\b|blog\b|mistral-docs|llama-models|llava-zoo"
            r"|^(minicpmv|deepseek-vl2|kimi-vl)$",
            re.IGNORECASE,
        ),
        Place.REPOSITORY,
    ),
)
"""Names of sources as the seeds write them (``seeds/README.md``, "Where the facts come from")."""


def place_of(source: str) -> Place:
    """Return how near a source stands, from its name as the catalog writes it."""
    for pattern, place in _PATTERNS:
        if pattern.search(source):
            return place
    return Place.CATALOG
