"""Put models side by side."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.catalog.reader import CatalogReader
from desktop.core.comparison import Comparison, Subject
from desktop.core.license import UNSTATED, License
from desktop.core.policy import Pick, Policy
from desktop.core.resolution import Rule
from desktop.core.rows import build_rows, compared_rows, with_asides
from desktop.core.source import Collection


class Comparisons:
    """Builds comparisons from the catalog."""

    def __init__(self, reader: CatalogReader) -> None:
        self._reader = reader

    def subjects(self, model_ids: Sequence[str]) -> tuple[Subject, ...]:
        """Return models with their licenses, in order; ids that are gone are left out."""
        models = self._reader.models(model_ids)
        ids = [model.id for model in models]
        licenses = self._reader.licenses(m.license_id for m in models)
        terms = self._reader.terms(x.terms_id for x in licenses.values())
        conflicts = self._reader.fact_conflicts(ids)
        snapshots = self._reader.snapshots(ids)
        return tuple(
            Subject(
                model,
                license_ := licenses.get(model.license_id, _unknown(model.license_id)),
                terms.get(license_.terms_id),
                tuple(c for c in conflicts if c.model_id == model.id),
                snapshots.get(model.id, ()),
            )
            for model in models
        )

    def build(
        self,
        model_ids: Sequence[str],
        benchmark_ids: Sequence[str] | None = None,
        *,
        all_rows: bool = False,
        policy: Policy = Policy.DEFAULT,
        picks: Sequence[Pick] = (),
    ) -> Comparison:
        """Compare models.

        Args:
            model_ids: Models in the order of the columns; ids that are gone are left out.
            benchmark_ids: Benchmarks in the order of the rows; None for all.
            all_rows: Whether to keep rows in which only one model has claims, and subsets.
                A comparison of one model keeps them anyway.
            policy: Rule that picks the claim of each cell.
            picks: Claims to use over the policy; those of other models, and those that no policy
                may choose, change nothing.
        """
        subjects = self.subjects(model_ids)
        ids = [s.model.id for s in subjects]
        benchmarks = self._reader.benchmarks(benchmark_ids)
        claims = self._reader.claims(ids, benchmark_ids)
        rule = Rule(policy, picks=frozenset(pick.claim_id for pick in picks))
        rows = build_rows(ids, benchmarks, claims, rule)
        shown = rows if all_rows or len(ids) == 1 else compared_rows(rows)
        used = {key for row in rows for cell in row.cells for key in cell.picked}
        return Comparison(
            subjects,
            with_asides(shown, rows),
            policy,
            self._reader.stamp(),
            len(rows) - len(shown),
            tuple(pick for pick in picks if pick.claim_id in used),
        )

    def collections(self) -> tuple[Collection, ...]:
        """Return where the catalog's facts were collected, for attribution."""
        return tuple(self._reader.collections())


def _unknown(license_id: str) -> License:
    return License(license_id, license_id, "", "", "") if license_id else UNSTATED
