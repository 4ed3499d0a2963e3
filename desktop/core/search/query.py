"""Questions to the list of models."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.core.partial_date import PartialDate
from desktop.core.verdict.profile import Profile


class Facet(StrEnum):
    """Properties by which the list is narrowed, with counts."""

    WEIGHTS = "weights"
    CLASS = "class"
    ORGANIZATION = "organization"
    MODALITY = "modality"
    YEAR = "year"
    SCORES = "scores"


class SortKey(StrEnum):
    """Columns by which the list is sorted."""

    NAME = "name"
    ORGANIZATION = "organization"
    RELEASED = "released"
    WEIGHTS = "weights"
    CLASS = "class"
    LICENSE = "license"
    PARAMETERS = "parameters"
    CONTEXT = "context"
    SCORES = "scores"


class Operator(StrEnum):
    """Comparisons of a condition.

    ``HAS`` is what people type without thinking: equal for a closed list of values (weights,
    class, modality), words in any order for names.
    """

    HAS = ":"
    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


MY_PROFILE = "profile"
"""Value of the field ``allow`` that stands for all uses of the profile."""

TEXT_FIELDS = (
    "id",
    "name",
    "organization",
    "family",
    "country",
    "tuning",
    "weights",
    "class",
    "modality",
    "license",
    "hub_id",
    "allow",
    "contradiction",
)
"""Fields of a condition that hold text; a model has any number of (input) modalities.

``allow`` holds a use (or ``profile``) that the verdict must be ``yes`` or ``yes-if`` for,
``contradiction`` the kind of one that the model must have (or ``any``)."""

DATE_FIELDS = ("released",)
"""Fields of a condition that hold dates, known as far as a source printed them."""

NUMBER_FIELDS = (
    "parameters",
    "active_parameters",
    "context",
    "price_in",
    "price_out",
    "scores",
)
"""Fields of a condition that hold numbers: parameters in units, context in tokens, prices in US
dollars per million tokens, scores as the number of claims."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One ``field operator value``; what is not known meets no condition, negated or not.

    Attributes:
        field: One of ``TEXT_FIELDS``, ``NUMBER_FIELDS`` or ``DATE_FIELDS``.
        value: What is compared with: text, a number in the unit of the field, or a date as
            ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        also: Further values, any of which suffices (``weights:open,api-only``).
        negated: Whether the condition must not hold (``-org:qwen``).
    """

    field: str
    operator: Operator
    value: str
    also: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class ScoreCondition:
    """One ``benchmark operator number``, such as ``mmmu>=60``.

    It is asked of the headline figure (see ``core.claims.headline``); a model without one meets no
    condition.

    Attributes:
        value: On the benchmark's own scale.
    """

    benchmark_id: str
    operator: Operator
    value: float
    negated: bool = False


@dataclass(frozen=True, slots=True)
class CatalogQuery:
    """What the list shall show.

    Attributes:
        text: Words that names, organizations, families or Hub ids begin with; all must match.
            Words in double quotes stand next to each other, in this order.
        facets: Chosen values by facet; values of one facet are alternatives, facets add up.
        conditions: Further limits, all of them.
        scores: Limits of headline figures, all of them.
        released_before: First day that is too late.
        sort_benchmark: Benchmark by whose headline figure the list is sorted, instead of
            ``sort``; blank for none.
        columns: Benchmarks whose headline figures are listed too, in order.
        limit: How many models at most; None for all.
        profile: Facts of the plan, for conditions on ``allow``.
    """

    text: str = ""
    facets: tuple[tuple[Facet, frozenset[str]], ...] = ()
    conditions: tuple[Condition, ...] = ()
    scores: tuple[ScoreCondition, ...] = ()
    released_before: PartialDate | None = None
    sort: SortKey = SortKey.NAME
    sort_benchmark: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    limit: int | None = None
    profile: Profile = field(default_factory=Profile)


@dataclass(frozen=True, slots=True)
class ListedScore:
    """A headline figure in the list.

    Attributes:
        value: On the benchmark's scale.
        claim_id: The claim it is.
        certain: Whether its setting is known to be the benchmark's main one; otherwise it may
            differ from its neighbors' and is marked.
    """

    value: float
    claim_id: str
    certain: bool


@dataclass(frozen=True, slots=True)
class ListedModel:
    """What the list shows of one model; blank and None are unknown.

    ``parameters_total`` counts units, ``context_tokens`` tokens, ``claim_count`` all claims.
    ``situation`` is the number of its legal situation, 0 where none was worked out.
    ``scores`` has an entry for each of the query's ``columns``, None where no figure is known.
    """

    id: str
    name: str
    organization: str
    family: str
    weights: str
    license_id: str
    openness: str
    release_date: str
    parameters_total: int | None
    context_tokens: int | None
    claim_count: int
    hub_id: str
    situation: int = 0
    scores: tuple[ListedScore | None, ...] = ()
