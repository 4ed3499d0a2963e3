"""Models side by side: rows of benchmarks and variants, a resolved cell per model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.core.benchmark import Benchmark
from desktop.core.claim import Claim
from desktop.core.license import License, OpennessClass, Terms, openness_of
from desktop.core.model import FactConflict, Model
from desktop.core.resolution import EMPTY, Policy, Resolution, resolve
from desktop.core.variant import variant_key, variant_name


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
    """A model in a comparison, with its license and what is disputed about its facts."""

    model: Model
    license: License
    terms: Terms | None
    conflicts: tuple[FactConflict, ...] = ()
    snapshots: tuple[str, ...] = ()

    @property
    def openness(self) -> OpennessClass:
        """Openness class of the model under its license."""
        return openness_of(self.model.weights, self.terms.openness_class if self.terms else None)


@dataclass(frozen=True, slots=True)
class Row:
    """One benchmark in one variant.

    Attributes:
        variant: The setting as most claims of the row spell it; blank: not stated.
        subset: A category of the benchmark; blank for the headline figure.
        cells: One resolution per compared model, in the order of the comparison.
    """

    benchmark: Benchmark
    variant: str
    subset: str
    cells: tuple[Resolution, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Benchmark, variant and subset in the form by which rows are told apart."""
        return (self.benchmark.id, variant_key(self.variant), self.subset)

    @property
    def coverage(self) -> int:
        """How many of the models have a chosen claim."""
        return sum(cell.chosen is not None for cell in self.cells)

    @property
    def best(self) -> tuple[int, ...]:
        """Positions of the models with the best chosen value, none with fewer than two values."""
        values = [(i, c.chosen.value) for i, c in enumerate(self.cells) if c.chosen]
        if len(values) < 2:
            return ()
        pick = max if self.benchmark.higher_is_better else min
        best = pick(value for _, value in values)
        return tuple(i for i, value in values if value == best)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Models side by side under one policy, on one state of the catalog.

    Attributes:
        rows: Benchmarks by category and name (or in the order asked for), the variants of one
            by how many of the models they cover.
        left_out: How many rows were left out because they concern one model only.
    """

    subjects: tuple[Subject, ...]
    rows: tuple[Row, ...]
    policy: Policy
    stamp: CatalogStamp
    left_out: int = 0

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the comparison, row by row, model by model, chosen ones first."""
        return tuple(w.claim for row in self.rows for cell in row.cells for w in cell.weighed)


def build_rows(
    model_ids: Sequence[str], benchmarks: Iterable[Benchmark], claims: Iterable[Claim]
) -> tuple[Row, ...]:
    """Sort claims into rows and resolve every cell.

    Args:
        model_ids: The compared models, in order; a cell is made for each.
        benchmarks: Benchmarks in the order in which they shall appear.
        claims: Claims in any order; those of other models or benchmarks are passed over.
    """
    order = {benchmark.id: (i, benchmark) for i, benchmark in enumerate(benchmarks)}
    columns = set(model_ids)
    grouped: dict[tuple[str, str, str], dict[str, list[Claim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for claim in claims:
        if claim.benchmark_id in order and claim.model_id in columns:
            key = (claim.benchmark_id, variant_key(claim.setting.text), claim.subset)
            grouped[key][claim.model_id].append(claim)
    rows = [
        Row(
            benchmark=order[benchmark_id][1],
            variant=variant_name(c.setting.text for cell in cells.values() for c in cell),
            subset=subset,
            cells=tuple(
                resolve(cells[m], order[benchmark_id][1]) if m in cells else EMPTY
                for m in model_ids
            ),
        )
        for (benchmark_id, _, subset), cells in grouped.items()
    ]
    return tuple(sorted(rows, key=lambda row: (order[row.benchmark.id][0], *_row_order(row))))


def shared_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Keep the rows in which at least two models have claims: only those compare anything.

    Subsets are left out too; they are details of a headline figure.
    """
    return tuple(
        row for row in rows if not row.subset and sum(bool(c.weighed) for c in row.cells) >= 2
    )


def _row_order(row: Row) -> tuple[str, int, int, str]:
    claims = sum(len(cell.weighed) for cell in row.cells)
    return (row.subset, -row.coverage, -claims, variant_key(row.variant))
