"""One license under one plan: what the steps of a verdict look at, and how they say it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.core.licenses.license import (
    ConditionTerm,
    LimitationTerm,
    PermissionTerm,
    Terms,
)
from desktop.core.licenses.modality import Modality
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict import Answer, Finding, Part, StepOf


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged.

    Attributes:
        modality: Of the very model; None where nobody says.
    """

    terms: Terms
    profile: Profile
    modality: Modality | None = None

    @property
    def uses(self) -> tuple[Use, ...]:
        """All uses of the plan."""
        return self.profile.uses

    def limit(
        self,
        term: LimitationTerm,
        answer: Answer,
        text: str,
        *,
        uses: tuple[Use, ...] | None = None,
        facts: tuple[str, ...] = (),
    ) -> Finding:
        """Return what a limitation makes of a plan: ``yes-if`` is a condition, others a reason."""
        part = Part.CONDITION if answer is Answer.YES_IF else Part.REASON
        return Finding(
            *(part, StepOf.LIMITATION, answer, term.type, text),
            uses=self.uses if uses is None else uses,
            license=self.terms.id,
            reference=term.reference,
            facts=facts,
        )

    def risk(self, term: LimitationTerm, text: str) -> Finding:
        """Return a limitation that is shown and changes no answer."""
        return replace(self.limit(term, Answer.YES, text), part=Part.RISK)

    def duty(
        self,
        term: ConditionTerm,
        text: str,
        uses: tuple[Use, ...],
        facts: tuple[str, ...] = (),
        *,
        answer: Answer = Answer.YES_IF,
    ) -> Finding:
        """Return a duty: open, met by the facts (``yes``) or one that cannot be met (``no``)."""
        part = {Answer.YES_IF: Part.CONDITION, Answer.YES: Part.MET}.get(answer, Part.REASON)
        return Finding(
            *(part, StepOf.CONDITION, answer, term.type, text),
            uses=uses,
            license=self.terms.id,
            reference=term.reference,
            facts=facts,
        )

    def permission(
        self,
        term: PermissionTerm,
        answer: Answer,
        text: str,
        uses: tuple[Use, ...],
        facts: tuple[str, ...] = (),
    ) -> Finding:
        """Return what a permission says of some uses."""
        part = Part.CONDITION if answer is Answer.YES_IF else Part.REASON
        return Finding(
            *(part, StepOf.PERMISSION, answer, str(term.permission), text),
            uses=uses,
            license=self.terms.id,
            reference=term.reference,
            facts=facts,
            value=str(term.value),
        )
