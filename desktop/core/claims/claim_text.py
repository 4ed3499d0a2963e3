"""Claims in words: the same in every table of the window and on the command line."""

from __future__ import annotations

from desktop.core import numbers
from desktop.core.claims.claim import Claim
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL

_BASIS = {
    "commit": "date of the commit",
    "snapshot": "date of the repository's state",
    "printed": "date printed in the source",
}


def figure(claim: Claim) -> str:
    """Return the value of a claim with the interval printed with it; an open end is a dash."""
    text = numbers.score(claim.value)
    if claim.low is None and claim.high is None:
        return text
    return f"{text} ({numbers.score(claim.low)}–{numbers.score(claim.high)})"


def reporter(claim: Claim) -> str:
    """Return who reported a figure: mark, name, kind, and whether the source says *verified*."""
    kind = REPORTER_NAME[claim.reporter_kind]
    verified = ", verified" if claim.verified else ""
    return f"{REPORTER_SYMBOL[claim.reporter_kind]} {claim.reporter} ({kind}{verified})"


def date_basis(claim: Claim) -> str:
    """Say what the dates of the sources are dates of, blank where nothing is known of that."""
    found = (_BASIS.get(source.date_basis, "") for source in claim.sources)
    return "; ".join(dict.fromkeys(filter(None, found)))
