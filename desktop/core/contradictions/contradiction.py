"""Contradictions as values: what two sources say, and which of them is nearer to the maker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ContradictionKind(StrEnum):
    """In which way two sources cannot both be right (rules of the terms' specification)."""

    TAG_FILE = "tag-file-conflict"
    CATALOGS = "catalog-conflict"
    HOSTED_FLAGSHIP = "hosted-flagship"
    ALIAS = "ambiguous-alias"
    NOWHERE = "nowhere-to-download"
    LAUNDERING = "license-laundering"
    NAME_MISSING = "name-missing"
    COPYLEFT_LOST = "copyleft-lost"


KIND_WORDS = {
    ContradictionKind.TAG_FILE: "The maker's own places differ",
    ContradictionKind.CATALOGS: "Catalogs differ",
    ContradictionKind.HOSTED_FLAGSHIP: "The family's license taken for a hosted model",
    ContradictionKind.ALIAS: "The name stands for several texts",
    ContradictionKind.NOWHERE: "Said to be open, and nowhere to download",
    ContradictionKind.LAUNDERING: "Freer than its base allows",
    ContradictionKind.NAME_MISSING: "The name its base asks for is missing",
    ContradictionKind.COPYLEFT_LOST: "Its base is share-alike, it is under other terms",
}
"""What each kind is, for readers."""

RULES = {
    ContradictionKind.TAG_FILE: "R6",
    ContradictionKind.CATALOGS: "R6",
    ContradictionKind.HOSTED_FLAGSHIP: "R13",
    ContradictionKind.ALIAS: "R4",
    ContradictionKind.NOWHERE: "R2",
    ContradictionKind.LAUNDERING: "R7",
    ContradictionKind.NAME_MISSING: "R7",
    ContradictionKind.COPYLEFT_LOST: "R7",
}
"""The rule of the terms' specification that each kind belongs to."""


class Nearer(StrEnum):
    """Which of two sources stands nearer to the maker of the model."""

    ONE = "one"
    OTHER = "other"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says."""

    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that cannot both be right.

    Attributes:
        one: What the catalog goes by; for a fine-tune, the fine-tune.
        other: What contradicts it; for a fine-tune, its base.
        nearer: Which of them stands nearer to the maker.
        why: Why that one, or what to do where neither is.
    """

    kind: ContradictionKind
    one: Side
    other: Side
    nearer: Nearer
    why: str

    @property
    def text(self) -> str:
        """The contradiction in one sentence."""
        return (
            f"{KIND_WORDS[self.kind]}: {self.one.says} ({self.one.source})"
            f" against {self.other.says} ({self.other.source})"
        )

    @property
    def nearer_text(self) -> str:
        """Which side is nearer to the maker, in words."""
        named = {Nearer.ONE: self.one.source, Nearer.OTHER: self.other.source}
        return f"nearer to the maker: {named.get(self.nearer, 'neither')}; {self.why}"
