"""What colors mean in charts."""

from __future__ import annotations

from enum import StrEnum


class Coloring(StrEnum):
    """What the colors of the bars stand for."""

    MODEL = "model"
    VERDICT = "verdict"
