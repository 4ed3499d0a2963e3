"""What a model takes in, as licenses tell models apart.

A module of its own: the window's state needs it before anything else about licenses.
"""

from __future__ import annotations

from enum import StrEnum


class Modality(StrEnum):
    """What a model takes in."""

    TEXT = "text"
    MULTIMODAL = "multimodal"
