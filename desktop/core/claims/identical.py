"""The same claim seen in several places is one claim with several sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.core.claims.claim import Claim
from desktop.core.claims.ranking import default_order
from desktop.core.source import Source


def merge_identical(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Put claims together that say the same.

    Two claims say the same if model, benchmark, category, setting, value, printed interval,
    reporter and doubts agree. The one that ranks first lends its id; the ids of the others are
    kept in ``also``. A figure counts as verified if one of the places says so.

    Returns:
        Claims in the order of the first of each; the order of the input changes nothing else.
    """
    claims = tuple(claims)
    if len(claims) < 2:
        return claims
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_key(claim), []).append(claim)
    return tuple(group[0] if len(group) == 1 else _merged(group) for group in groups.values())


def _key(claim: Claim) -> tuple[object, ...]:
    return (
        claim.model_id,
        claim.benchmark_id,
        claim.setting.key,
        claim.subset,
        claim.value,
        claim.low,
        claim.high,
        claim.reporter,
        claim.reporter_kind,
        frozenset(claim.flags),
    )


def _merged(group: list[Claim]) -> Claim:
    first, *others = sorted(group, key=default_order)
    sources: dict[Source, None] = dict.fromkeys(s for c in (first, *others) for s in c.sources)
    notes = dict.fromkeys(c.notes for c in (first, *others) if c.notes)
    printed = dict.fromkeys(c.as_printed for c in (first, *others))
    return replace(
        first,
        sources=tuple(sources),
        verified=any(c.verified for c in group),
        notes="; ".join(notes),
        as_printed="; ".join(printed),
        also=tuple(sorted(key for c in (first, *others) for key in (c.id, *c.also)[c is first :])),
    )
