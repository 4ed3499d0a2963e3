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


def contradictions(situation: Situation) -> tuple[Contradiction, ...]:
    """Return what sources contradict each other on, the model itself first, then its bases."""
    return (
        *(_rival(situation, rival) for rival in situation.rivals),
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
        _why(ours, theirs),
    )


def _nearer(ours: Place, theirs: Place) -> Nearer:
    if ours == theirs:
        return Nearer.NEITHER
    return Nearer.ONE if ours < theirs else Nearer.OTHER


def _why(ours: Place, theirs: Place) -> str:
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
            Side("no repository with the weights is known", "all sources of this catalog"),
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
        if child is not None and child.id != terms.id and _share_alike(terms):
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
    why = "what came from the base stays under the base's license"
    return Contradiction(kind, one, other, Nearer.OTHER, why)


def _share_alike(terms: Terms) -> bool:
    return any(c.type == "share-alike" and c.scope in ("", "work") for c in terms.conditions)
