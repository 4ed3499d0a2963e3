"""What readers see of a setting beside a benchmark's name."""

from __future__ import annotations

NOT_STATED = "setting not stated"
"""What readers see where a source says nothing about the setting."""


def variant_label(variant: str, subset: str = "") -> str:
    """Return variant and subset for readers, naming what was not stated."""
    return " · ".join(part for part in (subset, variant or NOT_STATED) if part)
