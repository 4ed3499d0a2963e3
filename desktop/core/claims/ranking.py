"""The order in which claims of one cell rank, and which of them can be chosen at all.

Verified claims come first; then by reporter: benchmark owner, model vendor, independent, other
vendor, unknown, own runs; among equals the one whose source is dated last. Press and flagged
claims are shown but never chosen, whatever the policy.
"""

from __future__ import annotations

from desktop.core.claims.claim import FLAG_REASONS, Claim, ReporterKind

_RANK = {
    ReporterKind.BENCHMARK_OWNER: 0,
    ReporterKind.MODEL_VENDOR: 1,
    ReporterKind.INDEPENDENT: 2,
    ReporterKind.OTHER_VENDOR: 3,
    ReporterKind.UNKNOWN: 4,
    ReporterKind.USER: 5,
}

KIND_WORDS = {
    ReporterKind.BENCHMARK_OWNER: "the benchmark's owner",
    ReporterKind.MODEL_VENDOR: "the model's vendor",
    ReporterKind.INDEPENDENT: "an independent reporter",
    ReporterKind.OTHER_VENDOR: "another vendor",
    ReporterKind.UNKNOWN: "an unknown reporter",
    ReporterKind.USER: "yourself",
    ReporterKind.PRESS: "the press",
}
"""Each kind of reporter inside a sentence."""


def barred_because(claim: Claim) -> str:
    """Return why a claim may not be chosen under any policy, blank where it may."""
    if claim.flags:
        return "; ".join(FLAG_REASONS[flag] for flag in claim.flags)
    if claim.reporter_kind is ReporterKind.PRESS:
        return "press reports are shown, never chosen"
    return ""


def latest_day(claim: Claim) -> int:
    """Return the number of the first day that the latest date of its sources can mean.

    0, before all others, where no source has a date.
    """
    return claim.latest.first_day.toordinal() if claim.latest else 0


def kind_rank(kind: ReporterKind) -> int:
    """Return the place of a kind of reporter, 0 for the first."""
    return _RANK.get(kind, len(_RANK))


def default_order(claim: Claim) -> tuple[bool, int, int, str]:
    """Return the sort key of the rank: smaller is better; the id breaks ties."""
    return (not claim.verified, kind_rank(claim.reporter_kind), -latest_day(claim), claim.id)
