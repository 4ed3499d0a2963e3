"""Answer "may I use it?" for models and licenses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.catalog.reader import CatalogReader
from desktop.core.contradictions.rules import contradictions
from desktop.core.licenses.situation import Situation, governing
from desktop.core.licenses.spdx import Expression
from desktop.core.verdict.expressions import JudgedPart, judge_expression
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.model_verdict import Judge
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.verdict import Answer, Verdict


class Verdicts:
    """Judges under a profile."""

    def __init__(self, reader: CatalogReader) -> None:
        self._reader = reader

    def models(self, ids: Sequence[str], profile: Profile) -> dict[str, Judged]:
        """Return the verdicts of models; unknown ids are left out."""
        judge = Judge(profile)
        return {
            key: _judged(situation, judge.model(situation))
            for key, situation in self._reader.situations(ids).items()
        }

    def license(self, license_id: str, profile: Profile) -> Judged:
        """Return the verdict of a license by itself.

        Args:
            license_id: An id that :class:`~desktop.services.lookup.Lookup` gave.
            profile: The plan.
        """
        named = self._reader.named_license(license_id)
        judge = Judge(profile)
        return Judged(
            named.license.name,
            license_id,
            judge.named(named, license_id),
            None,
            {terms.id: terms for terms in named.readings},
        )

    def expression(
        self, expression: Expression, ids: Mapping[str, str], profile: Profile
    ) -> tuple[Judged, JudgedPart]:
        """Return the verdict of joined licenses, and the verdict of each part.

        Args:
            expression: The licenses.
            ids: Ids by the keys of its symbols; both as
                :class:`~desktop.services.lookup.Lookup` gave them.
            profile: The plan.
        """
        named = {key: self._reader.named_license(license_id) for key, license_id in ids.items()}
        judge = Judge(profile)
        part = judge_expression(expression, lambda s: judge.named(named[s.key], ids[s.key]))
        terms = {t.id: t for each in named.values() for t in each.readings}
        return Judged(str(expression), "", part.verdict, None, terms), part

    def answers(self, profile: Profile) -> dict[int, Answer]:
        """Return the answer in every legal situation, by the number that a listed model has."""
        return self._reader.answers(profile)


def _judged(situation: Situation, verdict: Verdict) -> Judged:
    named = [situation.named, *(r.named for r in situation.rivals)]
    named += [base.situation.named for base in governing(situation) if base.situation]
    return Judged(
        situation.name,
        situation.named.license.id,
        verdict,
        situation,
        {terms.id: terms for each in named for terms in each.readings},
        contradictions(situation),
    )
