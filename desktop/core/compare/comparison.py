"""Models side by side: rows of benchmarks and settings, a resolved cell per model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim
from desktop.core.claims.comparability import Comparability, undecided
from desktop.core.claims.order import Unsettled, unsettled
from desktop.core.claims.policy import Pick, Policy
from desktop.core.claims.resolution import Resolution
from desktop.core.claims.setting import Setting
from desktop.core.contradictions.contradiction import Contradiction
from desktop.core.licenses.license import License, OpennessClass, Terms, openness_of
from desktop.core.licenses.publisher import Published
from desktop.core.licenses.situation import Base
from desktop.core.model import FactConflict, Model
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.verdict import Verdict


@dataclass(frozen=True, slots=True)
class CatalogStamp:
    """Which state of which catalog an answer rests on.

    Attributes:
        revision: Digest over everything the catalog was built from.
        as_of: Day the facts were collected, ``YYYY-MM-DD``.
    """

    revision: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A model in a comparison, with its license and what is disputed about its facts.

    Attributes:
        judged: What governs its use, judged under the comparison's profile; None where that was
            not asked.
        published: All models of its publisher in the catalog, by openness class.
    """

    model: Model
    license: License
    terms: Terms | None
    conflicts: tuple[FactConflict, ...] = ()
    snapshots: tuple[str, ...] = ()
    judged: Judged | None = None
    published: Published = ()

    @property
    def verdict(self) -> Verdict | None:
        """The verdict under the comparison's profile, None where that names no use."""
        judged = self.judged
        return judged.verdict if judged is not None and judged.verdict.uses else None

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What sources contradict each other on about the model's license."""
        return self.judged.contradictions if self.judged else ()

    @property
    def bases(self) -> tuple[Base, ...]:
        """The models that this one is built on."""
        situation = self.judged.situation if self.judged else None
        return situation.bases if situation else ()

    @property
    def openness(self) -> OpennessClass:
        """Openness class of the model under its license."""
        return openness_of(self.model.weights, self.terms.openness_class if self.terms else None)


@dataclass(frozen=True, slots=True)
class Aside:
    """What is known of a model under another setting than the row's: shown, never compared.

    Attributes:
        cell: The claims under that setting, resolved by the comparison's policy.
        setting: That setting.
        comparability: How it stands to the row's.
    """

    cell: Resolution
    setting: Setting
    comparability: Comparability


@dataclass(frozen=True)  # no slots: what follows from the cells is worked out once, when asked for
class Row:
    """One benchmark in one setting.

    Attributes:
        setting: The setting, with its text as most claims of the row spell it.
        subset: A category of the benchmark; blank for the headline figure.
        cells: One resolution per compared model, in the order of the comparison.
        asides: For models without a claim in this setting, what is known under another; one
            entry per model, None for most.
        policy: The policy by which the cells were resolved.
        reporter: Whose figures the policy ``like-for-like`` shows; blank under other policies
            and where nobody's can be shown.
    """

    benchmark: Benchmark
    setting: Setting
    subset: str
    cells: tuple[Resolution, ...]
    asides: tuple[Aside | None, ...] = ()
    policy: Policy = Policy.DEFAULT
    reporter: str = ""

    @property
    def variant(self) -> str:
        """The setting as most claims of the row spell it; blank: not stated."""
        return self.setting.text

    @property
    def key(self) -> tuple[str, tuple[str, ...], str]:
        """Benchmark, setting and subset in the form by which rows are told apart."""
        return (self.benchmark.id, self.setting.key, self.subset)

    @property
    def coverage(self) -> int:
        """How many of the models have a chosen claim."""
        return sum(cell.chosen is not None for cell in self.cells)

    @cached_property
    def undecided(self) -> tuple[str, ...]:
        """Names of the decisive fields of the setting that the sources do not state.

        While there are any, figures of the row may differ for that reason alone: there is no
        best one, no delta and no order.
        """
        return undecided(self.setting, self.benchmark.decisive)

    @cached_property
    def best(self) -> tuple[int, ...]:
        """Positions of the models with the best chosen value.

        None with fewer than two values, or where the values may not be compared.
        """
        chosen = ((i, self.ranked(i)) for i in range(len(self.cells)))
        values = [(i, claim.value) for i, claim in chosen if claim]
        if len(values) < 2 or self.undecided:
            return ()
        pick = max if self.benchmark.higher_is_better else min
        best = pick(value for _, value in values)
        return tuple(i for i, value in values if value == best)

    @cached_property
    def unsettled(self) -> tuple[Unsettled, ...]:
        """Pairs of models whose order depends on the policy or on which claim is taken."""
        if self.undecided or self.coverage < 2:
            return ()
        return unsettled([cell.selectable for cell in self.cells])

    @cached_property
    def open_positions(self) -> frozenset[int]:
        """Positions of the models whose place among the others is not settled.

        The best ones are among them where a figure that the policy does not take is better.
        """
        pairs = {p for pair in self.unsettled for p in (pair.first, pair.second)}
        return frozenset(pairs.union(self.best) if self.passed_over else pairs)

    @cached_property
    def passed_over(self) -> tuple[int, ...]:
        """Positions of models without a chosen figure that have a better one than the best.

        Their figures could be chosen under another policy.
        """
        best = self.ranked(self.best[0]) if self.best else None
        if best is None:
            return ()
        sign = 1 if self.benchmark.higher_is_better else -1
        return tuple(
            i
            for i, cell in enumerate(self.cells)
            if cell.chosen is None
            and any(sign * c.value > sign * best.value for c in cell.selectable)
        )

    def ranked(self, position: int) -> Claim | None:
        """Return the chosen claim of a model if it takes part in best marks and differences.

        Under ``like-for-like`` one that the user picked from another reporter does not.
        """
        chosen = self.cells[position].chosen
        strange = chosen is not None and self.reporter and chosen.reporter != self.reporter
        return None if strange else chosen

    def delta(self, position: int, baseline: int) -> float | None:
        """Return how far a model's value is from a baseline's, in the unit of the benchmark.

        None where one of them has no value, for the baseline itself, and where the two may not be
        compared.
        """
        one, other = self.ranked(position), self.ranked(baseline)
        if position == baseline or one is None or other is None or self.undecided:
            return None
        # Values are decimal figures: 63.8 - 51.0 is 12.8, whatever binary floats make of it.
        return round(one.value - other.value, 9)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Models side by side under one policy, on one state of the catalog.

    Attributes:
        rows: Benchmarks by category and name (or in the order asked for), the settings of one
            by how many of the models they cover.
        picks: Claims that the user decided to use, those that occur in the rows.
        profile: The plan that the licenses were judged under.
        left_out: How many rows were left out because they compare nothing.
    """

    subjects: tuple[Subject, ...]
    rows: tuple[Row, ...]
    policy: Policy
    stamp: CatalogStamp
    left_out: int = 0
    picks: tuple[Pick, ...] = ()
    profile: Profile = field(default_factory=Profile)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the comparison, row by row, model by model, chosen ones first."""
        return tuple(w.claim for row in self.rows for cell in row.cells for w in cell.weighed)

    @property
    def unsettled(self) -> int:
        """How many rows have models whose order is open."""
        return sum(bool(row.unsettled) for row in self.rows)


def benchmark_groups(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """Return rows by benchmark and subset, both in their first order."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.benchmark.id, row.subset), []).append(row)
    return groups


def positions_with_claims(rows: Sequence[Row]) -> set[int]:
    """Return the positions of the models that have a claim in at least one of the rows."""
    return {i for row in rows for i, cell in enumerate(row.cells) if cell.weighed}
