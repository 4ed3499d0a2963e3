"""Put models side by side."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.catalog.reader import CatalogReader
from desktop.core.comparison import Comparison, Subject, build_rows, shared_rows
from desktop.core.license import UNSTATED, License
from desktop.core.resolution import Policy
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
    ) -> Comparison:
        """Compare models.

        Args:
            model_ids: Models in the order of the columns; ids that are gone are left out.
            benchmark_ids: Benchmarks in the order of the rows; None for all.
            all_rows: Whether to keep rows in which only one model has claims, and subsets.
                A comparison of one model keeps them anyway.
        """
        subjects = self.subjects(model_ids)
        ids = [s.model.id for s in subjects]
        benchmarks = self._reader.benchmarks(benchmark_ids)
        rows = build_rows(ids, benchmarks, self._reader.claims(ids, benchmark_ids))
        shown = rows
        if not all_rows and len(ids) > 1:
            shown = shared_rows(rows)
        stamp = self._reader.stamp()
        return Comparison(subjects, shown, Policy.DEFAULT, stamp, len(rows) - len(shown))

    def collections(self) -> tuple[Collection, ...]:
        """Return where the catalog's facts were collected, for attribution."""
        return tuple(self._reader.collections())


def _unknown(license_id: str) -> License:
    return License(license_id, license_id, "", "", "") if license_id else UNSTATED
