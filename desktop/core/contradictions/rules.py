"""Find what contradicts itself about the license of a model."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.contradictions.contradiction import Contradiction, ContradictionKind, Nearer, Side
from desktop.core.contradictions.nearness import Place, place_of
from desktop.core.contradictions.restrictions import freer_than
from desktop.core.licenses.license import Terms
from desktop.core.licenses.naming import name_duties, name_fits
from desktop.core.licenses.situation import Base, Rival, Situation, TextStatus, governing
from desktop.core.model import Weights

_UNNAMED = "no source named"
_SERVICE = "it can only be had as a service: that service's terms govern it"
_CODE = {Place.LICENSE_FILE, Place.REPOSITORY}


def contradictions(situation: Situation) -> tuple[Contradiction, ...]:
    """Return what sources contradict each other on, the model itself first, then its bases."""
    return (
        *(_rival(situation, r) for r in situation.rivals if _differs(situation, r)),
        *_alias(situation),
        *_nowhere(situation),
        *(found for base in governing(situation) for found in _against_base(situation, base)),
    )


def _rival(situation: Situation, rival: Rival) -> Contradiction:
    ours, theirs = place_of(situation.source), place_of(rival.source)
    if situation.weights is Weights.API_ONLY and rival.named.license.id != "proprietary":
        kind = ContradictionKind.HOSTED_FLAGSHIP
    elif ours.is_the_makers and theirs.is_the_makers:
        kind = ContradictionKind.TAG_FILE
    else:
        kind = ContradictionKind.CATALOGS
    return Contradiction(
        kind,
        Side(_called(situation), situation.source or _UNNAMED),
        Side(f"license {rival.named.license.id or 'not stated'}", rival.source),
        _nearer(ours, theirs),
        _SERVICE if kind is ContradictionKind.HOSTED_FLAGSHIP else _why(ours, theirs),
    )


def _differs(situation: Situation, rival: Rival) -> bool:
    """Whether a rival name says something else: an alias or the family of a license does not."""
    ours, theirs = situation.named, rival.named
    if ours.terms is not None and ours.terms in theirs.readings:
        return False
    # A name without a text that ours begins with, such as cc-by-nc, leaves the version out (R3).
    family = not theirs.readings and bool(theirs.license.id)
    return not (family and ours.license.id.startswith(f"{theirs.license.id}-"))


def _nearer(ours: Place, theirs: Place) -> Nearer:
    if ours == theirs or {ours, theirs} == _CODE:
        return Nearer.NEITHER
    return Nearer.ONE if ours < theirs else Nearer.OTHER


def _why(ours: Place, theirs: Place) -> str:
    if {ours, theirs} == _CODE:
        return "the license file of a code repository may cover the code only (R5): ask the maker"
    if ours == theirs:
        return f"both are {ours.words}: only the text in the model's own repository can tell"
    return f"{min(ours, theirs).words} against {max(ours, theirs).words}"


def _called(situation: Situation) -> str:
    if situation.weights is Weights.API_ONLY and not situation.named.license.id:
        return "no weights, terms of a service"
    return f"license {situation.named.license.id or 'not stated'}"


def _alias(situation: Situation) -> Iterator[Contradiction]:
    named = situation.named
    if named.status is not TextStatus.SEVERAL:
        return
    texts = ", ".join(terms.id for terms in named.may_mean)
    yield Contradiction(
        ContradictionKind.ALIAS,
        Side(f"license {named.license.id}", situation.source or _UNNAMED),
        Side(f"any of {texts}", "the texts known under that name"),
        Nearer.NEITHER,
        "only the license file in the model's repository can tell which",
    )


def _nowhere(situation: Situation) -> Iterator[Contradiction]:
    if situation.weights is Weights.OPEN and not situation.repository:
        yield Contradiction(
            ContradictionKind.NOWHERE,
            Side("weights are open", situation.weights_source or _UNNAMED),
            Side("no repository with the weights is known here", "this catalog"),
            Nearer.NEITHER,
            "look for the weights before relying on it",
        )


def _against_base(situation: Situation, base: Base) -> Iterator[Contradiction]:
    child = situation.named.terms
    one = Side(_called(situation), situation.source or _UNNAMED)
    for terms in base.readings:
        other = Side(f"its base {base.name} is under {terms.id}", base.source)
        if child is not None and (lost := freer_than(child, terms)):
            limits = f"base {base.name} is under {terms.id}, which also has: {'; '.join(lost)}"
            yield _of_base(ContradictionKind.LAUNDERING, one, Side(limits, base.source))
        if (
            child is not None
            and child.id != terms.id
            and any(duty.is_whole_share_alike for duty in terms.conditions)
        ):
            yield _of_base(ContradictionKind.COPYLEFT_LOST, one, other)
        yield from _name(situation, base, terms)


def _name(situation: Situation, base: Base, terms: Terms) -> Iterator[Contradiction]:
    name = situation.repository or situation.name
    for duty in name_duties(terms):
        if not name_fits(duty, name):
            place = "begins with" if duty.type == "model-name-prefix" else "contains"
            asks = f"{terms.id} of its base {base.name} asks for a name that {place}"
            yield _of_base(
                ContradictionKind.NAME_MISSING,
                Side(f"named {name}", situation.source or _UNNAMED),
                Side(f"{asks} “{duty.wording}” ({duty.reference.place})", base.source),
            )


def _of_base(kind: ContradictionKind, one: Side, other: Side) -> Contradiction:
    # Neither is nearer to "the maker": there are two of them.
    why = "what came from the base stays under the base's license"
    return Contradiction(kind, one, other, Nearer.NEITHER, why)
