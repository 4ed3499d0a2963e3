"""Models: released things that can be named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.partial_date import PartialDate


class Weights(StrEnum):
    """Where the weights of a model are."""

    OPEN = "open"
    API_ONLY = "api-only"
    UNRELEASED = "unreleased"
    UNSTATED = ""


@dataclass(frozen=True, slots=True)
class Price:
    """The vendor's own price.

    Attributes:
        input_usd: US dollars per million input tokens.
        output_usd: US dollars per million output tokens; None where not stated.
        as_of: Day of the price list.
        source: Where the price was read.
    """

    input_usd: float | None
    output_usd: float | None
    as_of: PartialDate | None
    source: str


@dataclass(frozen=True, slots=True)
class Model:
    """One model, or one dated version of it.

    Absent facts are None or blank, never zero. ``parameters_*`` count units, not billions;
    ``context_tokens`` counts tokens. ``snapshot_of`` names the undated alias of a dated version.
    Each ``*_source`` names the collection or page the fact was read from.
    """

    id: str
    name: str
    organization: str
    family: str
    country: str
    tuning: str
    snapshot_of: str
    hub_id: str
    weights: Weights
    weights_source: str
    release_date: PartialDate | None
    release_date_source: str
    weights_date: PartialDate | None
    knowledge_cutoff: PartialDate | None
    parameters_total: int | None
    parameters_active: int | None
    context_tokens: int | None
    max_image_pixels: int | None
    input_modalities: tuple[str, ...]
    output_modalities: tuple[str, ...]
    license_id: str
    license_source: str
    price: Price | None
    flags: tuple[str, ...]
    source_urls: tuple[str, ...]
    origin: str = "seed"


@dataclass(frozen=True, slots=True)
class FactConflict:
    """Two sources that differ about one fact of a model."""

    model_id: str
    field: str
    value_used: str
    source_used: str
    other_value: str
    other_source: str


@dataclass(frozen=True, slots=True)
class LicenseSpan:
    """The license a model carried from one date until another, with the evidence."""

    model_id: str
    license: str
    since: PartialDate | None
    until: PartialDate | None
    evidence: str
