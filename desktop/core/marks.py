"""Colors and marks of data: the same on screen and on paper, never color alone.

Six hues that stay apart without color vision (Okabe and Ito, the two palest darkened until they
have a contrast of 3:1 on white), each with a marker; the next six are the same hues with outlined
markers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.claims.claim import ReporterKind

MAX_MODELS = 12
"""How many models can be told apart side by side."""


class Marker(StrEnum):
    """Shapes that stand for a model."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CROSS = "cross"
    PENTAGON = "pentagon"


@dataclass(frozen=True, slots=True)
class SeriesMark:
    """How one compared model is drawn.

    Attributes:
        light: Color on a white background, ``#RRGGBB``.
        dark: Color on a dark background, with a contrast of at least 3:1 there.
        outlined: Whether the marker is drawn as an outline.
        symbol: The marker as a character, for texts.
    """

    light: str
    dark: str
    marker: Marker
    outlined: bool
    symbol: str


_HUES = (
    ("#0072B2", "#3E9BD6", "#004C77", "#A5CFEC", Marker.CIRCLE, "●○"),
    ("#D55E00", "#F0803C", "#8E3F00", "#F8C3A2", Marker.SQUARE, "■□"),
    ("#009E73", "#2FBF95", "#00694D", "#9FE0CB", Marker.TRIANGLE, "▲△"),
    ("#CC79A7", "#DD97BE", "#8A4A6F", "#F0CFE0", Marker.DIAMOND, "◆◇"),
    ("#3A9BD2", "#7CC6F0", "#2A7AA8", "#C6E6F9", Marker.CROSS, "✚✛"),
    ("#BF8400", "#F2B632", "#805800", "#F9DC9E", Marker.PENTAGON, "⬟⬠"),
)
"""On white, on dark, and both for models seven to twelve: darker on white, paler on dark."""

SERIES: tuple[SeriesMark, ...] = tuple(
    SeriesMark(light, dark, marker, False, symbols[0])
    for light, dark, _, _, marker, symbols in _HUES
) + tuple(
    SeriesMark(light, dark, marker, True, symbols[1])
    for _, _, light, dark, marker, symbols in _HUES
)
"""Marks in the order of the compared models; use :func:`series` for any position."""


def series(position: int) -> SeriesMark:
    """Return the mark of the model at a position; after twelve they start again."""
    return SERIES[position % len(SERIES)]


class Fill(StrEnum):
    """How a bar is filled, by who reported it."""

    SOLID = "solid"
    HATCHED = "hatched"
    OUTLINE = "outline"


REPORTER_SYMBOL: dict[ReporterKind, str] = {
    ReporterKind.BENCHMARK_OWNER: "◆",
    ReporterKind.INDEPENDENT: "●",
    ReporterKind.MODEL_VENDOR: "○",
    ReporterKind.OTHER_VENDOR: "◐",
    ReporterKind.PRESS: "▷",
    ReporterKind.USER: "★",
    ReporterKind.UNKNOWN: "·",
}
"""Mark of each kind of reporter, beside every number."""

REPORTER_NAME: dict[ReporterKind, str] = {
    ReporterKind.BENCHMARK_OWNER: "benchmark owner",
    ReporterKind.INDEPENDENT: "independent",
    ReporterKind.MODEL_VENDOR: "model vendor",
    ReporterKind.OTHER_VENDOR: "other vendor",
    ReporterKind.PRESS: "press",
    ReporterKind.USER: "own run",
    ReporterKind.UNKNOWN: "unknown",
}
"""Name of each kind of reporter for readers."""

REPORTER_FILL: dict[ReporterKind, Fill] = {
    ReporterKind.BENCHMARK_OWNER: Fill.SOLID,
    ReporterKind.INDEPENDENT: Fill.SOLID,
    ReporterKind.USER: Fill.SOLID,
    ReporterKind.MODEL_VENDOR: Fill.HATCHED,
    ReporterKind.OTHER_VENDOR: Fill.HATCHED,
    ReporterKind.PRESS: Fill.OUTLINE,
    ReporterKind.UNKNOWN: Fill.OUTLINE,
}
"""Solid for who measured without a stake, hatched for vendors, an outline for the rest."""
