"""How the answers of a profile are drawn in charts: a color and a pattern each.

The colors stay apart without color vision (distance of at least 14 in CIELAB for the three common
kinds, after Machado, Oliveira and Fernandes 2009) and have a contrast of at least 4:1 on the base.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.verdict.verdict import Answer


class Hatch(StrEnum):
    """Patterns that stand for an answer; more ink for what stands more in the way."""

    OPEN = "open"
    RISING = "rising"
    CROSSED = "crossed"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class AnswerMark:
    """How one answer is drawn.

    Attributes:
        light: Color on a white background, ``#RRGGBB``.
        dark: Color on a dark background.
    """

    light: str
    dark: str
    hatch: Hatch


ANSWER_MARKS = {
    Answer.YES: AnswerMark("#167D5E", "#66E0B8", Hatch.OPEN),
    Answer.YES_IF: AnswerMark("#00508F", "#5A96E8", Hatch.RISING),
    Answer.ASK: AnswerMark("#946200", "#F0C050", Hatch.CROSSED),
    Answer.NO: AnswerMark("#7A1F3D", "#E8688F", Hatch.FULL),
}
"""The mark of each answer."""
