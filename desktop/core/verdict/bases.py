"""What a plan for a model means to the license of its base, and bases that do not go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.core.licenses.license import Terms
from desktop.core.licenses.naming import name_duties
from desktop.core.licenses.situation import Base, Situation, governing
from desktop.core.verdict.duties import ACCEPTED
from desktop.core.verdict.plan import SHARING
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict import Answer, Finding, Part, StepOf


def for_base(profile: Profile, child: Situation) -> Profile:
    """Return the plan as the license of a base sees it.

    Whoever passes the child on passes a changed copy of the base on, under the child's name.
    """
    named = profile.model_name
    if not profile.has(Use.PUBLISH_FINE_TUNE):
        named = named or child.repository or child.name
    uses = {
        Use.PUBLISH_FINE_TUNE if use is Use.REDISTRIBUTE_WEIGHTS else use for use in profile.uses
    }
    return replace(
        profile,
        uses=tuple(use for use in Use if use in uses),
        modified=True,
        model_name=named,
        modality=None,
    )


def from_base(found: Sequence[Finding], base: Base, profile: Profile) -> list[Finding]:
    """Return the findings of a base as those of the plan for its child."""
    shared = profile.has(*SHARING)
    return [
        finding.of_base(
            base.name,
            tuple(
                use
                for use in profile.uses
                if use in finding.uses or (use in shared and Use.PUBLISH_FINE_TUNE in finding.uses)
            ),
        )
        for finding in found
        if finding.step is not StepOf.FACTS  # said once, of the plan itself
    ]


def clash_of_bases(situation: Situation, profile: Profile) -> list[Finding]:
    """Return why a model may not be passed on: duties of its licenses exclude each other."""
    uses = profile.has(*SHARING)
    bases = [t for b in governing(situation) for t in b.readings]
    if not uses or not bases:
        return []
    own = situation.named.terms
    found = []
    for what, claims in (
        ("share-alike under", _share_alike([*bases, *([own] if own else [])])),
        ("a name that begins with", _prefixes(bases)),
    ):
        if len(claims) > 1:
            each = ", ".join(f"{said} ({terms})" for said, terms in claims.items())
            text = f"Its licenses ask for what cannot be done at once: {what} {each}."
            found.append(Finding(Part.REASON, StepOf.CHAIN, Answer.NO, "", text, uses))
    return found


def _share_alike(terms: Sequence[Terms]) -> dict[str, str]:
    """Return the licenses that want the whole; one that all others take counts alone."""
    found = {t.id: t.name for t in terms if any(c.is_whole_share_alike for c in t.conditions)}
    for key, name in found.items():
        if all(key in (other, *ACCEPTED.get(other, ())) for other in found):
            return {key: name}
    return found


def _prefixes(terms: Sequence[Terms]) -> dict[str, str]:
    """Return beginnings of a name; one that begins a longer one is met by that."""
    found = {
        duty.wording: t.id
        for t in terms
        for duty in name_duties(t)
        if duty.type == "model-name-prefix"
    }
    return {
        wording: terms_id
        for wording, terms_id in found.items()
        if not any(
            other != wording and other.casefold().startswith(wording.casefold()) for other in found
        )
    }
