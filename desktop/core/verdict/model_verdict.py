"""Judge a model: which license governs it (rules R1 to R13), and what its bases add (R7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.core.contradictions.contradiction import RULES
from desktop.core.contradictions.nearness import place_of
from desktop.core.contradictions.rules import contradictions
from desktop.core.licenses.license import Terms
from desktop.core.licenses.modality import Modality
from desktop.core.licenses.situation import Base, Named, Rival, Situation, TextStatus
from desktop.core.model import Weights
from desktop.core.verdict.bases import clash_of_bases, for_base, from_base
from desktop.core.verdict.judge import clash_findings, judge
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict import (
    Answer,
    Finding,
    Flag,
    FlagKind,
    Part,
    StepOf,
    Verdict,
    merged,
    worst,
)

_NEED_WEIGHTS = (Use.HOST_SERVICE, Use.REDISTRIBUTE_WEIGHTS, Use.PUBLISH_FINE_TUNE)
_WHY_UNKNOWN = {
    TextStatus.NOT_STATED: (
        FlagKind.NOT_STATED,
        "R1",
        "No license is stated: no rights by default.",
    ),
    TextStatus.NOT_FOUND: (FlagKind.NO_TEXT, "R2", "No text of this license is known."),
    TextStatus.NOT_READ: (FlagKind.NO_TEXT, "R2", "The text of this license has not been read."),
    TextStatus.NO_LICENSE: (
        *(FlagKind.NO_TEXT, "R2"),
        "This names no license: the text has to be found in the repository.",
    ),
    TextStatus.FAMILY: (
        *(FlagKind.FAMILY_ID, "R3"),
        "This is a family of licenses: the version is missing.",
    ),
    TextStatus.SEVERAL: (FlagKind.AMBIGUOUS_ALIAS, "R4", "Several texts go by this name."),
}


@dataclass
class Judge:
    """Judges models under one plan; a license that many carry is judged once.

    Attributes:
        profile: The plan.
    """

    profile: Profile
    _judged: dict[tuple[str, Profile, Modality | None], Verdict] = field(default_factory=dict)

    def model(self, situation: Situation) -> Verdict:
        """Return the verdict of a model: the most severe of its own license and its bases'."""
        found, flags, licenses = self._collect(situation, self.profile)
        found += clash_of_bases(situation, self.profile)
        flags += _contradiction_flags(situation)
        return Verdict(
            situation.model,
            tuple(dict.fromkeys(licenses)),
            self.profile.uses,
            merged(found),
            tuple(dict.fromkeys(flags)),
        )

    def answer(self, situation: Situation) -> Answer:
        """Return only the answer of a model: what a list of many shows."""
        if not self.profile.uses:
            return Answer.ASK
        found, _, _ = self._collect(situation, self.profile)
        return worst(f.answer for f in (*found, *clash_of_bases(situation, self.profile)))

    def license(self, terms: Terms) -> Verdict:
        """Return the verdict of a license by itself, for a model that it really governs."""
        return self._terms(terms, self.profile, None)

    def named(self, named: Named, subject: str) -> Verdict:
        """Return the verdict of what a license is named, whose text may not be known."""
        found, flags = self._named(named, self.profile, None)
        licenses = tuple(terms.id for terms in named.readings)
        return Verdict(subject, licenses, self.profile.uses, tuple(found), tuple(flags))

    def _terms(self, terms: Terms, profile: Profile, modality: Modality | None) -> Verdict:
        key = (terms.id, profile, modality)
        if key not in self._judged:
            self._judged[key] = judge(terms, profile, modality)
        return self._judged[key]

    def _collect(
        self, situation: Situation, profile: Profile
    ) -> tuple[list[Finding], list[Flag], list[str]]:
        found, flags, licenses = self._own(situation, profile)
        for base in situation.bases:
            theirs, more, ids = self._base(base, for_base(profile, situation))
            found += from_base(theirs, base, profile)
            flags += more
            licenses += ids
        return found, flags, licenses

    def _base(self, base: Base, profile: Profile) -> tuple[list[Finding], list[Flag], list[str]]:
        if base.situation is not None:
            known = base.situation.modality or self._modality_of_bases()
            return self._collect(replace(base.situation, modality=known), profile)
        kind = FlagKind.BASE_CYCLE if base.is_cycle else FlagKind.BASE_UNKNOWN
        text = (
            f"The chain of base models comes back to {base.name}."
            if base.is_cycle
            else f"Nothing is known of the license of its base {base.name}."
        )
        finding = Finding(Part.REASON, StepOf.CHAIN, Answer.ASK, "", text, profile.uses)
        return [finding], [Flag(kind, text, "R7")], []

    def _modality_of_bases(self) -> Modality | None:
        """What is multimodal may be so by its base; text alone says nothing of a base."""
        stated = self.profile.modality
        return stated if stated is Modality.MULTIMODAL else None

    def _own(
        self, situation: Situation, profile: Profile
    ) -> tuple[list[Finding], list[Flag], list[str]]:
        if situation.weights is not Weights.OPEN and situation.weights is not Weights.UNSTATED:
            return self._hosted(situation, profile)
        found, flags = self._named(situation.named, profile, situation.modality)
        own = tuple(found)
        for rival in situation.rivals:
            if weighs(situation, rival):
                found += self._rival(situation, rival.named, rival.source, own, profile)
        return found, flags, [t.id for t in situation.named.readings]

    def _named(
        self, named: Named, profile: Profile, modality: Modality | None
    ) -> tuple[list[Finding], list[Flag]]:
        if named.terms is not None:
            return list(self._terms(named.terms, profile, modality).findings), []
        kind, rule, why = _WHY_UNKNOWN[named.status]
        text = f"{named.license.name}: {why}" if named.license.id else why
        verdicts = [self._terms(t, profile, modality) for t in named.may_mean]
        answers = {v.answer for v in verdicts}
        certain_no = answers == {Answer.NO}
        if verdicts:
            each = "; ".join(f"{v.subject}: {v.answer}" for v in verdicts)
            text = f"{text} By themselves they would say: {each}."
        answer = Answer.NO if certain_no else Answer.ASK
        found = [
            *clash_findings(profile),
            Finding(Part.REASON, StepOf.RESOLVE, answer, "", text, profile.uses),
        ]
        return found, [Flag(kind, text, rule)]

    def _rival(
        self,
        situation: Situation,
        named: Named,
        source: str,
        own: Sequence[Finding],
        profile: Profile,
    ) -> Iterator[Finding]:
        """Two licenses from places that count alike: a question where their verdicts differ.

        Use by use: a plan with a use that both deny would hide what they differ on.
        """
        theirs, _ = self._named(named, profile, situation.modality)
        called = named.license.id or "no license"
        for finding in theirs:
            if finding.part is Part.CONDITION and finding not in own:
                # Whichever governs: what the other asks for is not dropped.
                text = f"If {called} governs, as {source} says: {finding.text}"
                yield replace(finding, text=text)
        uses = tuple(u for u in profile.uses if _of_use(own, u) is not _of_use(theirs, u))
        if not uses:
            return
        ours = worst(_of_use(own, use) for use in uses)
        other = worst(_of_use(theirs, use) for use in uses)
        text = (
            f"{source} says {called}, which by itself would be"
            f" “{other}”; {situation.source or 'the source used'} says"
            f" {situation.named.license.id or 'no license'} (“{ours}”)."
        )
        yield Finding(Part.REASON, StepOf.RESOLVE, Answer.ASK, "", text, uses)

    @staticmethod
    def _hosted(
        situation: Situation, profile: Profile
    ) -> tuple[list[Finding], list[Flag], list[str]]:
        """Nobody can have the weights: a license of the family's open models says nothing (R13)."""
        unreleased = situation.weights is Weights.UNRELEASED
        nothing = "It has not been released" if unreleased else "There are no weights to have"
        family = "the license of open models of the same family does not cover it (R13)"
        text = f"{nothing}: only the terms of its service say what is allowed; {family}."
        ask = tuple(u for u in profile.uses if u not in _NEED_WEIGHTS)
        no = profile.has(*_NEED_WEIGHTS)
        found = list(clash_findings(profile))
        if no:
            why = f"{nothing}, so it cannot be hosted, passed on or published changed; {family}."
            found.append(Finding(Part.REASON, StepOf.RESOLVE, Answer.NO, "", why, no))
        if ask:
            found.append(Finding(Part.REASON, StepOf.RESOLVE, Answer.ASK, "", text, ask))
        return found, [Flag(FlagKind.NO_WEIGHTS, text, "R13")], []


def _of_use(found: Sequence[Finding], use: Use) -> Answer:
    return worst(f.answer for f in found if use in f.uses)


def weighs(situation: Situation, rival: Rival) -> bool:
    """Whether a rival license can change the answer; "proprietary" is no license of weights."""
    named = rival.named.license.id
    return named != "proprietary" and counts(situation.source, rival.source)


def counts(ours: str, theirs: str) -> bool:
    """Whether a rival license weighs: the maker's own word does, and one that stands as near.

    Args:
        ours: Where the license that the catalog goes by was read.
        theirs: Where the other one was.
    """
    place = place_of(theirs)
    return place.is_the_makers or place <= place_of(ours)


def _contradiction_flags(situation: Situation) -> list[Flag]:
    return [
        Flag(str(found.kind), f"{found.text}; {found.nearer_text}", RULES[found.kind])
        for found in contradictions(situation)
    ]
