"""Which figures may be put side by side, and why others may not.

Two figures are comparable only if benchmark, category and setting agree. A field that a source
does not state counts as "may differ", never as the default. Fields do not weigh the same: for each
benchmark some are *decisive* (the split of MMMU, the release of LiveBench; ``Benchmark.decisive``):
while they are not stated, nothing can be said about the order of models. Another field that neither
source mentions raises no doubt; one that only one of them mentions does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.claims.setting import FIELD_NAMES, FIELDS, Setting


class Standing(StrEnum):
    """How two figures stand to each other."""

    SAME = "same"
    MAY_DIFFER = "may-differ"
    DIFFERENT = "different"


_DEVIATIONS = frozenset({"quantization"})
"""Fields that are mentioned only where a run departs from the model as it was released: a
quantized run is compared with runs of the same quantization, not with one that says nothing."""

DEFAULT = "default"
"""Value of a field of which the source says that it was left as it is, whatever that is."""


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether two figures may be compared.

    Attributes:
        reasons: Why not or why perhaps not, one phrase a field; empty where they may.
    """

    standing: Standing
    reasons: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The answer as one sentence for readers."""
        if self.standing is Standing.SAME:
            return "Same setting."
        start = "Not comparable" if self.standing is Standing.DIFFERENT else "May differ"
        return f"{start}: {'; '.join(self.reasons)}."


def compare_settings(one: Setting, other: Setting, decisive: Sequence[str]) -> Comparability:
    """Say whether figures obtained in two settings may be compared.

    Args:
        one: The setting that a row stands for.
        other: The setting of a figure that is put into the row.
        decisive: Fields of which this benchmark's figures must state the same; see
            ``Benchmark.decisive``.
    """
    differ: list[str] = []
    doubts: list[str] = []
    for field in FIELDS:
        a, b = getattr(one, field), getattr(other, field)
        name = FIELD_NAMES[field]
        if a.casefold() == b.casefold():
            if not a and field in decisive:
                doubts.append(f"{name} not stated")
        elif DEFAULT in (a, b) and a and b:
            doubts.append(f"{name} {b} instead of {a}")
        elif a and b:
            differ.append(f"{name} {b} instead of {a}")
        elif field in _DEVIATIONS:
            differ.append(f"{name} {b}" if b else f"{name} not {a}")
        else:
            doubts.append(f"{name} not stated" if a else f"{name} {b}, not stated in the row")
    if differ:
        return Comparability(Standing.DIFFERENT, tuple(differ))
    if doubts:
        return Comparability(Standing.MAY_DIFFER, tuple(doubts))
    return Comparability(Standing.SAME)


def undecided(setting: Setting, decisive: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the decisive fields that a setting does not state."""
    return tuple(FIELD_NAMES[field] for field in decisive if not getattr(setting, field))
