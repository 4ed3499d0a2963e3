"""The legal situation of a model: what governs its use, as far as the catalog knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.licenses.license import License, Terms
from desktop.core.licenses.modality import Modality
from desktop.core.model import Weights


class TextStatus(StrEnum):
    """Whether there is a text behind a name, and if not, why."""

    KNOWN = "terms"
    SEVERAL = "ambiguous"
    NOT_READ = "no-entry"
    NOT_FOUND = "no-text"
    FAMILY = "family-without-version"
    NO_LICENSE = "not-a-license"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Named:
    """A license as a source names it, and the text behind the name.

    Attributes:
        may_mean: The texts that go by the name, where there are several.
    """

    license: License
    terms: Terms | None
    status: TextStatus
    may_mean: tuple[Terms, ...] = ()

    @property
    def readings(self) -> tuple[Terms, ...]:
        """Every text that the name may stand for."""
        return (self.terms,) if self.terms else self.may_mean


@dataclass(frozen=True, slots=True)
class Rival:
    """Another license that a source names for the same model."""

    named: Named
    source: str


@dataclass(frozen=True, slots=True)
class Base:
    """A model that another one is built on.

    Attributes:
        name: The base as the source names it.
        relation: ``finetune``, ``adapter``, ``quantized``, ``merge`` or ``component``.
        part: What of the model comes from it.
        source: Where that was read.
        situation: Its own situation; None where nothing is known of it, or where it is the model
            itself again.
        is_cycle: Whether it was met before on the way.
    """

    name: str
    relation: str
    part: str
    source: str
    note: str
    situation: Situation | None
    is_cycle: bool = False

    @property
    def readings(self) -> tuple[Terms, ...]:
        """Every text that its license may be; none where nothing is known of it."""
        return self.situation.named.readings if self.situation else ()


@dataclass(frozen=True, slots=True)
class Situation:
    """What governs the use of one model.

    Attributes:
        model: Id of the model.
        name: Its name; ``repository`` is its id on the Hub, blank where none is known.
        source: Where its license was read.
        weights_source: Where it was read that the weights are open, or not.
    """

    model: str
    name: str
    repository: str
    weights: Weights
    weights_source: str
    modality: Modality | None
    named: Named
    source: str
    rivals: tuple[Rival, ...] = ()
    bases: tuple[Base, ...] = ()


def governing(situation: Situation) -> tuple[Base, ...]:
    """Return the bases whose license is known, nearest first, bases of bases included."""
    found: list[Base] = []
    for base in situation.bases:
        if base.situation is not None:
            found += [base, *governing(base.situation)]
    return tuple(found)
