"""The shapes of markers, for whoever can draw polygons and circles."""

from __future__ import annotations

import math

from desktop.core.marks import Marker


def marker_points(marker: Marker, size: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a marker around the origin, none for a circle.

    Args:
        marker: The shape.
        size: Width and height of the square the marker stands in.
    """
    r = size / 2
    if marker is Marker.CIRCLE:
        return ()
    if marker is Marker.SQUARE:
        q = r * 0.88
        return ((-q, -q), (q, -q), (q, q), (-q, q))
    if marker is Marker.TRIANGLE:
        return ((0.0, -r), (r, r * 0.8), (-r, r * 0.8))
    if marker is Marker.DIAMOND:
        return ((0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0))
    if marker is Marker.CROSS:
        a = r * 0.38
        quarter = ((-a, -r), (a, -r), (a, -a))
        points, turned = [], list(quarter)
        for _ in range(4):
            points += turned
            turned = [(-y, x) for x, y in turned]
        return tuple(points)
    angles = [math.radians(72 * i - 90) for i in range(5)]
    return tuple((r * math.cos(t), r * math.sin(t)) for t in angles)
