"""Put models side by side."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.catalog.reader import CatalogReader
from desktop.core.benchmark import Benchmark
from desktop.core.claims.policy import Pick, Policy
from desktop.core.claims.resolution import Rule
from desktop.core.compare.benchmark_card import BenchmarkCard, BenchmarkOfModel
from desktop.core.compare.comparison import Comparison, Subject
from desktop.core.compare.rows import build_rows, compared_rows, with_asides
from desktop.core.compare.saturation import saturation
from desktop.core.licenses.license import UNSTATED, License
from desktop.core.licenses.publisher import counted
from desktop.core.source import Collection
from desktop.core.verdict.profile import Profile
from desktop.services.verdicts import Verdicts


class Comparisons:
    """Builds comparisons from the catalog."""

    def __init__(self, reader: CatalogReader) -> None:
        self._reader = reader

    def subjects(
        self, model_ids: Sequence[str], profile: Profile | None = None
    ) -> tuple[Subject, ...]:
        """Return models with their licenses, in order; ids that are gone are left out.

        Args:
            model_ids: The models.
            profile: The plan to judge their licenses under.
        """
        models = self._reader.models(model_ids)
        ids = [model.id for model in models]
        licenses = self._reader.licenses(m.license_id for m in models)
        terms = self._reader.terms(x.terms_id for x in licenses.values())
        conflicts = self._reader.fact_conflicts(ids)
        snapshots = self._reader.snapshots(ids)
        judged = Verdicts(self._reader).models(ids, profile or Profile())
        publishers = {m.organization for m in models if m.organization}
        published = {name: counted(self._reader.published(name)) for name in publishers}
        return tuple(
            Subject(
                model,
                license_ := licenses.get(model.license_id, _unknown(model.license_id)),
                terms.get(license_.terms_id),
                tuple(c for c in conflicts if c.model_id == model.id),
                snapshots.get(model.id, ()),
                judged.get(model.id),
                published.get(model.organization, ()),
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
        profile: Profile | None = None,
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
            profile: The plan to judge their licenses under.
        """
        subjects = self.subjects(model_ids, profile)
        ids = [s.model.id for s in subjects]
        benchmarks = self._reader.benchmarks(benchmark_ids)
        claims = self._reader.claims(ids, benchmark_ids)
        rule = Rule(policy, picks=frozenset(pick.claim_id for pick in picks))
        rows = build_rows(ids, benchmarks, claims, rule)
        shown = rows if all_rows or len(ids) == 1 else compared_rows(rows)
        used = {key for row in shown for cell in row.cells for key in cell.picked}
        return Comparison(
            subjects,
            with_asides(shown, rows),
            policy,
            self._reader.stamp(),
            len(rows) - len(shown),
            tuple(pick for pick in picks if pick.claim_id in used),
            profile or Profile(),
        )

    def benchmark_card(self, benchmark_id: str) -> BenchmarkCard | None:
        """Return what is known about a benchmark, None for no such one."""
        found = self._reader.benchmarks([benchmark_id])
        if not found:
            return None
        claims = self._reader.benchmark_claims(benchmark_id)
        baselines = self._reader.baselines([benchmark_id])
        room = saturation(found[0], claims, baselines)
        leaders = {claim.model_id for claim in (room.best, *room.frontier)} if room else set()
        return BenchmarkCard(
            found[0],
            tuple(baselines),
            room,
            len({claim.model_id for claim in claims}),
            len(claims),
            {model.id: model.name for model in self._reader.models(sorted(leaders))},
        )

    def coverage(self, model_ids: Sequence[str]) -> tuple[tuple[Benchmark, int], ...]:
        """Return the benchmarks that models have figures on, by category, with how many have."""
        models: dict[str, set[str]] = {}
        for claim in self._reader.claims(model_ids):
            models.setdefault(claim.benchmark_id, set()).add(claim.model_id)
        benchmarks = self._reader.benchmarks()
        return tuple((b, len(models[b.id])) for b in benchmarks if b.id in models)

    def settings(
        self, model_id: str, benchmark_id: str, policy: Policy, picks: Sequence[Pick] = ()
    ) -> BenchmarkOfModel:
        """Return all that is known of one model on one benchmark, a row per setting.

        Under ``like-for-like`` the default policy picks the figures: there is nobody else to be
        like.
        """
        used = Policy.DEFAULT if policy is Policy.LIKE_FOR_LIKE else policy
        rule = Rule(used, picks=frozenset(pick.claim_id for pick in picks))
        claims = self._reader.claims([model_id], [benchmark_id])
        rows = build_rows([model_id], self._reader.benchmarks([benchmark_id]), claims, rule)
        return BenchmarkOfModel(rows, tuple(self._reader.baselines([benchmark_id])))

    def collections(self) -> tuple[Collection, ...]:
        """Return where the catalog's facts were collected, for attribution."""
        return tuple(self._reader.collections())


def _unknown(license_id: str) -> License:
    return License(license_id, license_id, "", "", "") if license_id else UNSTATED
