"""The one figure by which a list of models is filtered and sorted.

A list has room for one figure per benchmark. It is taken from the benchmark's main setting, the one
under which most models have a figure that may be chosen, by the default policy. A model without one
there is shown with a figure of which the setting *may* be the same (a field is not stated), marked
as such: of the settings nearest to the main one, the one in which the model is best. A figure that
is known to be of another setting is not shown at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim
from desktop.core.claims.comparability import Standing, compare_settings, undecided
from desktop.core.claims.ranking import barred_because
from desktop.core.claims.resolution import resolve
from desktop.core.claims.setting import Setting


@dataclass(frozen=True, slots=True)
class Headline:
    """A model's figure for the list.

    Attributes:
        value: On the benchmark's scale.
        certain: Whether its setting is the main one; otherwise it may differ.
    """

    model_id: str
    claim_id: str
    value: float
    certain: bool


def main_setting(benchmark: Benchmark, claims: Iterable[Claim]) -> Setting | None:
    """Return the setting under which most models have a figure, None without any figure.

    Settings that state all decisive fields come before those that do not, unless they reach less
    than a third as many models: figures that may differ are a poor measure for others, but one of
    three models is no measure for forty.
    """
    models: dict[tuple[str, ...], set[str]] = defaultdict(set)
    spelled: dict[tuple[str, ...], Setting] = {}
    for claim in claims:
        if not claim.subset and not barred_because(claim):
            key = claim.setting.key
            models[key].add(claim.model_id)
            spelled[key] = min(claim.setting, spelled.get(key, claim.setting), key=lambda s: s.text)
    most = max(map(len, models.values()), default=0)
    decided = {
        key
        for key, setting in spelled.items()
        if not undecided(setting, benchmark.decisive) and 3 * len(models[key]) >= most
    }
    best = min(models, key=lambda key: (key not in decided, -len(models[key]), key), default=None)
    return None if best is None else spelled[best]


def headlines(benchmark: Benchmark, claims: Iterable[Claim]) -> list[Headline]:
    """Return the figure of each model that has one, in the order of the models' ids.

    Args:
        benchmark: Which benchmark; claims of others are passed over.
        claims: Claims of any models in any order.
    """
    cells: dict[str, dict[Setting, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    own = [c for c in claims if c.benchmark_id == benchmark.id and not c.subset]
    main = main_setting(benchmark, own)
    if main is None:
        return []
    for claim in own:
        if not barred_because(claim):
            cells[claim.model_id][claim.setting].append(claim)
    found = (_headline(benchmark, main, settings) for _, settings in sorted(cells.items()))
    return [headline for headline in found if headline is not None]


def _headline(
    benchmark: Benchmark, main: Setting, settings: dict[Setting, list[Claim]]
) -> Headline | None:
    same = [s for s in settings if s.key == main.key]
    near = [] if same else _nearest(benchmark, main, settings)
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for setting in same or near:
        groups[setting.key] += settings[setting]
    found = (resolve(claims, benchmark).chosen for claims in groups.values())
    sign = -1 if benchmark.higher_is_better else 1
    chosen = min(
        (claim for claim in found if claim), key=lambda c: (sign * c.value, c.id), default=None
    )
    if chosen is None:
        return None
    certain = bool(same) and not undecided(main, benchmark.decisive)
    return Headline(chosen.model_id, chosen.id, chosen.value, certain)


def _nearest(benchmark: Benchmark, main: Setting, settings: Iterable[Setting]) -> list[Setting]:
    """Return the settings that may be the main one, those with the fewest doubts about it."""
    how = {s: compare_settings(main, s, benchmark.decisive) for s in settings}
    near = [s for s in how if how[s].standing is Standing.MAY_DIFFER]
    fewest = min((len(how[s].reasons) for s in near), default=0)
    return [s for s in near if len(how[s].reasons) == fewest]
