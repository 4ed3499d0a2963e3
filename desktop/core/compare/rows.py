"""Claims sorted into the rows of a comparison, and which of those rows compare anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim
from desktop.core.claims.comparability import Comparability, Standing, compare_settings
from desktop.core.claims.policy import Policy
from desktop.core.claims.ranking import barred_because, kind_rank, latest_day
from desktop.core.claims.resolution import EMPTY, Rule, resolve
from desktop.core.claims.setting import Setting
from desktop.core.compare.comparison import Aside, Row, benchmark_groups, positions_with_claims

Cells = dict[str, list[Claim]]
"""The claims of one row by model."""


def build_rows(
    model_ids: Sequence[str],
    benchmarks: Iterable[Benchmark],
    claims: Iterable[Claim],
    rule: Rule | None = None,
) -> tuple[Row, ...]:
    """Sort claims into rows and resolve every cell.

    Args:
        model_ids: The compared models, in order; a cell is made for each.
        benchmarks: Benchmarks in the order in which they shall appear.
        claims: Claims in any order; those of other models or benchmarks are passed over.
        rule: The policy; the default one where it is None. With ``like-for-like`` the reporter is
            found for each row.
    """
    rule = rule or Rule()
    order = {benchmark.id: (i, benchmark) for i, benchmark in enumerate(benchmarks)}
    columns = set(model_ids)
    grouped: dict[tuple[str, tuple[str, ...], str], Cells] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.benchmark_id in order and claim.model_id in columns:
            key = (claim.benchmark_id, claim.setting.key, claim.subset)
            grouped[key][claim.model_id].append(claim)
    rows = [
        _row(order[benchmark_id][1], subset, cells, model_ids, rule)
        for (benchmark_id, _, subset), cells in grouped.items()
    ]
    return tuple(sorted(rows, key=lambda row: (order[row.benchmark.id][0], *_row_order(row))))


def _row(
    benchmark: Benchmark, subset: str, cells: Cells, model_ids: Sequence[str], rule: Rule
) -> Row:
    reporter = like_for_like_reporter(cells) if rule.policy is Policy.LIKE_FOR_LIKE else ""
    applied = replace(rule, reporter=reporter) if reporter else rule
    return Row(
        benchmark=benchmark,
        setting=_spelled(c.setting for cell in cells.values() for c in cell),
        subset=subset,
        cells=tuple(
            resolve(cells[m], benchmark, applied) if m in cells else EMPTY for m in model_ids
        ),
        policy=rule.policy,
        reporter=reporter,
    )


def _spelled(settings: Iterable[Setting]) -> Setting:
    """Return the spelling that most claims use, the first in order on a tie."""
    counts = Counter(settings)
    return min(counts, key=lambda setting: (-counts[setting], setting.text))


def like_for_like_reporter(cells: Mapping[str, Sequence[Claim]]) -> str:
    """Return the reporter whose figures cover most of the models of a row, blank for none.

    Only claims that may be chosen and name their reporter count. Among reporters of equal reach
    the one of the better kind comes first (as under ``default``), then the one dated last, then
    the alphabet.
    """
    reach: dict[str, set[str]] = defaultdict(set)
    best: dict[str, tuple[int, int]] = {}
    for model_id, claims in cells.items():
        for claim in claims:
            if barred_because(claim) or not claim.named:
                continue
            reach[claim.reporter].add(model_id)
            rank = (kind_rank(claim.reporter_kind), -latest_day(claim))
            best[claim.reporter] = min(best.get(claim.reporter, rank), rank)
    return min(reach, key=lambda name: (-len(reach[name]), best[name], name), default="")


def compared_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Keep the rows that put something side by side.

    Those are the rows in which at least two models have claims. Where a benchmark has none, though
    at least two models have figures under different settings, the row that covers most is kept,
    and the others stand aside in it. Subsets are left out; they are details of a headline figure.
    """
    kept: list[Row] = []
    for (_, subset), group in benchmark_groups(rows).items():
        if subset:
            continue
        shared = [row for row in group if len(positions_with_claims([row])) >= 2]
        if not shared and len(_positions_with_figures(group)) >= 2:
            shared = group[:1]
        kept += shared
    return tuple(kept)


def _positions_with_figures(rows: Sequence[Row]) -> set[int]:
    return {i for row in rows for i, cell in enumerate(row.cells) if cell.chosen}


def with_asides(shown: Iterable[Row], all_rows: Iterable[Row]) -> tuple[Row, ...]:
    """Put what models have under other settings into rows where they would be missing.

    It is shown once for a benchmark, in its first row, so that no model looks as if it had no
    figure at all. Under ``like-for-like`` nothing is put aside: others count as missing.
    """
    known = benchmark_groups(all_rows)
    result: list[Row] = []
    for key, group in benchmark_groups(shown).items():
        first, *others = group
        if first.policy is not Policy.LIKE_FOR_LIKE:
            first = _with_asides(first, known[key], positions_with_claims([first]))
        result += [first, *others]
    return tuple(result)


def _with_asides(row: Row, settings: Sequence[Row], present: set[int]) -> Row:
    asides = tuple(
        None if position in present else _aside(row, settings, position)
        for position in range(len(row.cells))
    )
    return replace(row, asides=asides) if any(asides) else row


def _aside(row: Row, settings: Sequence[Row], position: int) -> Aside | None:
    """Return the model's figure whose setting is nearest to the row's."""
    found: list[tuple[bool, int, int, Row, Comparability]] = []
    for number, other in enumerate(settings):
        if other.cells[position].chosen and other.key != row.key:
            how = compare_settings(row.setting, other.setting, row.benchmark.decisive)
            far = how.standing is Standing.DIFFERENT
            found.append((far, len(how.reasons), number, other, how))
    if not found:
        return None
    *_, other, how = min(found, key=lambda item: item[:3])
    return Aside(other.cells[position], other.setting, how)


def _row_order(row: Row) -> tuple[str, bool, bool, int, int, str]:
    """Rows that compare come first, those with figures that can be compared before the others."""
    claims = sum(len(cell.weighed) for cell in row.cells)
    alone = row.coverage < 2
    text = row.setting.text.casefold()
    return (row.subset, alone, bool(row.undecided), -row.coverage, -claims, text)
