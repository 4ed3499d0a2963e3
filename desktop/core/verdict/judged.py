"""A verdict together with the texts and sources behind it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.contradictions.contradiction import Contradiction
from desktop.core.licenses.license import LicenseText, Terms
from desktop.core.licenses.situation import Situation
from desktop.core.verdict.assumptions import assumptions
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the texts that it rests on.

    Attributes:
        name: Of the model or license, for readers.
        license_id: The license that the subject names; blank: none.
        situation: What governs the model; None for a license by itself.
        terms: The readings that were judged, by id.
    """

    name: str
    license_id: str
    verdict: Verdict
    situation: Situation | None
    terms: dict[str, Terms]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def texts(self) -> tuple[tuple[str, LicenseText], ...]:
        """The texts that were read, each with the id of its terms."""
        return tuple((key, text) for key, terms in self.terms.items() for text in terms.texts)

    def assumed(self, profile: Profile) -> tuple[str, ...]:
        """Return what the verdict takes for granted under a plan, in sentences."""
        modality = self.situation.modality if self.situation else None
        return assumptions(self.verdict, profile, modality)
