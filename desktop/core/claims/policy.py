"""The rules by which a comparison picks figures, and what the user decides over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Policy(StrEnum):
    """Rules that pick the claim of a cell."""

    DEFAULT = "default"
    VENDOR = "vendor"
    INDEPENDENT = "independent"
    LIKE_FOR_LIKE = "like-for-like"
    LOWEST = "lowest"
    HIGHEST = "highest"
    NEWEST = "newest"


POLICY_MEANING: dict[Policy, str] = {
    Policy.DEFAULT: "verified figures first, then the benchmark's owner, the model's vendor,"
    " independents, other vendors; among equals the newest",
    Policy.VENDOR: "only what the model's own vendor reports",
    Policy.INDEPENDENT: "only figures of somebody who neither made the model nor competes with it",
    Policy.LIKE_FOR_LIKE: "in each row the one reporter who covers most of the compared models",
    Policy.LOWEST: "the lowest figure in number, whoever reports it",
    Policy.HIGHEST: "the highest figure in number, whoever reports it",
    Policy.NEWEST: "the figure whose source is dated last, whoever reports it",
}
"""What each policy does, as the end of a sentence; the same words in window, PDF and docs."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A claim that the user decided to use, over the policy.

    Attributes:
        claim_id: The claim.
        day: When that was decided.
    """

    claim_id: str
    day: date
