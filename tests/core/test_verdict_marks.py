"""Answers in charts can be told apart by color and without it."""

from __future__ import annotations

from itertools import combinations

import pytest

from desktop.core.charts.verdict_marks import ANSWER_MARKS
from desktop.core.verdict.verdict import Answer

BASES = {"light": "#ffffff", "dark": "#232425"}
RED_GREEN = (
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.052),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
)
"""How colors look without the red and without the green receptor (Machado and others, 2009)."""


def linear(color: str) -> tuple[float, float, float]:
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def luminance(color: str) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (min(1.0, max(0.0, c)) for c in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    f, g, h = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * g - 16, 500 * (f - g), 200 * (g - h)


def test_every_answer_has_a_pattern_of_its_own() -> None:
    assert set(ANSWER_MARKS) == set(Answer)
    assert len({mark.hatch for mark in ANSWER_MARKS.values()}) == len(Answer)


@pytest.mark.parametrize("scheme", BASES)
def test_every_color_stands_out_from_its_ground(scheme: str) -> None:
    ground = luminance(BASES[scheme])
    for mark in ANSWER_MARKS.values():
        ink = luminance(getattr(mark, scheme))
        low, high = sorted((ground, ink))
        assert (high + 0.05) / (low + 0.05) >= 4


@pytest.mark.parametrize("scheme", BASES)
def test_the_colors_stay_apart_for_who_cannot_tell_red_from_green(scheme: str) -> None:
    for matrix in RED_GREEN:
        seen = []
        for mark in ANSWER_MARKS.values():
            color = linear(getattr(mark, scheme))
            mixed = tuple(sum(a * c for a, c in zip(row, color, strict=True)) for row in matrix)
            seen.append(lab(mixed))
        for one, other in combinations(seen, 2):
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 14
