"""What a plan means to a license: permissions it needs, and triggers of duties it meets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.core.licenses.license import Permission, PermissionValue, Terms
from desktop.core.verdict.profile import Profile, Purpose, Use

PERMISSIONS: dict[Use, tuple[Permission, ...]] = {
    Use.COMMERCIAL_PRODUCT: (Permission.COMMERCIAL_USE,),
    Use.INTERNAL_BUSINESS: (Permission.INTERNAL_BUSINESS_USE,),
    Use.PERSONAL: (Permission.PRIVATE_USE,),
    Use.RESEARCH: (Permission.RESEARCH_USE,),
    Use.HOST_SERVICE: (Permission.HOST_AS_SERVICE,),
    Use.REDISTRIBUTE_WEIGHTS: (Permission.DISTRIBUTE_WEIGHTS,),
    Use.FINE_TUNE_PRIVATE: (Permission.MODIFICATION,),
    Use.PUBLISH_FINE_TUNE: (Permission.MODIFICATION, Permission.DISTRIBUTE_DERIVATIVES),
    Use.USE_OUTPUTS: (Permission.USE_OUTPUTS,),
    Use.TRAIN_ON_OUTPUTS: (Permission.TRAIN_ON_OUTPUTS,),
    Use.PATENT_ASSURANCE: (Permission.PATENT_GRANT,),
}
"""Step 2 of the specification; a service for money needs commercial use besides."""

OUTPUTS = (Use.USE_OUTPUTS, Use.TRAIN_ON_OUTPUTS)
SHARING = (Use.REDISTRIBUTE_WEIGHTS, Use.PUBLISH_FINE_TUNE)
_EITHER_WAY = (Use.HOST_SERVICE, *SHARING)
"""Uses that can be for money or not."""


def permissions(use: Use, profile: Profile) -> tuple[Permission, ...]:
    """Return the permissions that a use needs under the facts."""
    paid = use is Use.HOST_SERVICE and profile.aim is Purpose.COMMERCIAL
    return (*PERMISSIONS[use], Permission.COMMERCIAL_USE) if paid else PERMISSIONS[use]


@dataclass(frozen=True, slots=True)
class Met:
    """A trigger that a plan meets.

    Attributes:
        uses: The uses that meet it.
        proviso: What else must be so, as far as the facts leave it open; blank: it is met.
        facts: The facts that are missing.
    """

    uses: tuple[Use, ...]
    proviso: str = ""
    facts: tuple[str, ...] = ()


def commercial_uses(profile: Profile, terms: Terms) -> tuple[Use, ...]:
    """Return the uses that count as commercial under a text.

    Business inside a company does unless the text grants it without any duty of its own.
    """
    internal = terms.permission(Permission.INTERNAL_BUSINESS_USE)
    free_inside = internal is not None and internal.value is PermissionValue.ALLOWED
    found = profile.has(Use.COMMERCIAL_PRODUCT, *(() if free_inside else (Use.INTERNAL_BUSINESS,)))
    if profile.aim is Purpose.COMMERCIAL:
        found += profile.has(*_EITHER_WAY)
    return tuple(use for use in profile.uses if use in found)


def perhaps_commercial(profile: Profile) -> tuple[Use, ...]:
    """Return the uses that count as commercial if money is their aim, while nobody says."""
    if profile.aim is not None:
        return ()
    return profile.has(*_EITHER_WAY)


def triggers(profile: Profile, terms: Terms) -> dict[str, tuple[Met, ...]]:
    """Return the triggers of duties that a plan meets or may meet, by the vocabulary's names.

    ``threshold`` is not among them: only a figure can tell. ``contribution`` is no use.
    """
    commerce = terms.permission(Permission.COMMERCIAL_USE)
    # Where commerce is forbidden, that it is not for money is a condition of its own.
    forbidden = commerce is not None and commerce.value is PermissionValue.FORBIDDEN
    may_be = () if forbidden else perhaps_commercial(profile)
    return _triggers(profile, commercial_uses(profile, terms), may_be)


@lru_cache(maxsize=256)  # few plans meet many texts
def _triggers(
    profile: Profile, commercial: tuple[Use, ...], may_be: tuple[Use, ...]
) -> dict[str, tuple[Met, ...]]:
    found: dict[str, list[Met]] = {}
    for trigger, met in _met(profile, commercial, may_be):
        if met.uses:
            found.setdefault(trigger, []).append(met)
    return {trigger: tuple(met) for trigger, met in found.items()}


def _met(
    profile: Profile, commercial: tuple[Use, ...], may_be: tuple[Use, ...]
) -> Iterator[tuple[str, Met]]:
    yield "any-use", Met(profile.uses)
    yield "commercial-use", Met(commercial)
    yield "commercial-use", Met(may_be, "if it is done for money", ("purpose",))
    yield "distribution", Met(profile.has(*SHARING))
    yield "service", Met(profile.has(Use.COMMERCIAL_PRODUCT, Use.HOST_SERVICE))
    yield from _changed(profile)
    outputs = (*OUTPUTS, Use.COMMERCIAL_PRODUCT, Use.HOST_SERVICE)
    yield "use-of-outputs", Met(profile.has(*outputs))
    yield "publication", Met(profile.has(Use.RESEARCH), "if you publish results")
    training = profile.has(Use.TRAIN_ON_OUTPUTS)
    if profile.target_published is not False:
        unknown = profile.target_published is None
        proviso = "if the model trained on outputs is passed on" if unknown else ""
        facts = ("target_published",) if unknown else ()
        yield "distribution-of-model-trained-on-outputs", Met(training, proviso, facts)


def _changed(profile: Profile) -> Iterator[tuple[str, Met]]:
    published = profile.has(Use.PUBLISH_FINE_TUNE)
    for trigger in ("distribution-of-derivatives", "distribution-of-trained-model"):
        yield trigger, Met(published)
    yield "public-statement", Met(published, "if you make a public statement about it")
    if profile.modified is False:
        return
    # Fine-tuning for oneself does not say that the changed copy is the one that is offered.
    unknown = profile.modified is None
    proviso, facts = ("if you changed it", ("modified",)) if unknown else ("", ())
    # To redistribute is to pass on unchanged; changed, only where the facts say so.
    passed_on = () if unknown else profile.has(Use.REDISTRIBUTE_WEIGHTS)
    offered = profile.has(Use.HOST_SERVICE)
    yield "distribution-of-derivatives", Met(passed_on)
    yield "service-with-modifications", Met(offered, proviso, facts)
    yield "distribution-of-trained-model", Met((*passed_on, *offered), proviso, facts)
