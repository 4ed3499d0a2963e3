"""How open a publisher is: a property of all its models together, never of one license."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.core import numbers
from desktop.core.licenses.license import OpennessClass

Published = tuple[tuple[OpennessClass, int], ...]
"""How many models of a publisher fall into each openness class; classes without any left out."""

HYBRID = "hybrid"
"""A publisher of both: models behind a service only, and models whose weights can be had."""

_SPECTRUM = {
    OpennessClass.OPEN_SOURCE: "permissive",
    OpennessClass.UNRESTRICTED_WEIGHTS: "permissive",
    OpennessClass.USE_RESTRICTED: "open-weight restricted",
    OpennessClass.COMMUNITY_RESTRICTED: "open-weight restricted",
    OpennessClass.NON_COMMERCIAL: "open-weight restricted",
    OpennessClass.API_ONLY: "fully closed",
}
"""Points of the spectrum (``seeds/README.md``, "Openness classes"); ``unknown`` has none."""


def spectrum(published: Published) -> str:
    """Return where a publisher stands on the spectrum, from all of its models.

    Args:
        published: Its models by class.

    Returns:
        ``hybrid`` for one with models in ``api-only`` and in at least one class with weights,
        else the points that its models stand at, most open first, and a dash where there is none.
    """
    classes = {kind for kind, count in published if count}
    points = tuple(dict.fromkeys(_SPECTRUM[k] for k in _SPECTRUM if k in classes))
    if OpennessClass.API_ONLY in classes and len(points) > 1:
        return HYBRID
    return " and ".join(points) or numbers.MISSING


def by_class(published: Published) -> str:
    """Return how many models a publisher has in each class, most open class first."""
    counts = dict(published)
    return ", ".join(f"{counts[kind]:,} {kind}" for kind in OpennessClass if counts.get(kind))


def counted(classes: Iterable[tuple[str, int]]) -> Published:
    """Return counts as a catalog has them with their classes as such.

    Raises:
        ValueError: there is no such class.
    """
    return tuple((OpennessClass(kind), count) for kind, count in classes)
