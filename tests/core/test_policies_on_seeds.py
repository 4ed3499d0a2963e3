"""The policies on the models of the article, against a second computation from plain tables.

What each policy should show is worked out here from rows of text: from the seeds, and from the
tables that the seeds were made from where those stand beside this checkout. Nothing of the
program's rules is used for it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.claims.policy import Policy
from desktop.core.claims.resolution import Rule
from desktop.core.compare.comparison import Row
from desktop.core.compare.rows import build_rows
from tests.core.plain_settings import plain_setting

ROOT = Path(__file__).resolve().parents[2]
COLLECTED = ROOT.parent / "shared" / "data" / "scores.csv"

ARTICLE = [
    *("qwen-vl-max", "qwen-vl-plus", "gpt-4v", "gpt-4-turbo-2024-04-09"),
    *("gpt-4o", "gpt-4o-2024-05-13", "gpt-4o-2024-08-06", "gpt-4o-mini-2024-07-18"),
    *("gemini-1.5-pro", "gemini-1.5-pro-001", "gemini-1.5-pro-2024-02"),
    *("internvl-chat-v1.2", "internvl-chat-v1.2-plus"),
    *("qwen2.5-vl-72b-instruct", "qwen2-vl-72b-instruct", "claude-sonnet-4-5-20250929"),
]
THREE = ["qwen-vl-max", "gpt-4o", "gemini-1.5-pro"]
RANK = ["benchmark-owner", "model-vendor", "independent", "other-vendor", "unknown", "user"]

Record = dict[str, str]
Place = tuple[str, frozenset[str], str]
"""Benchmark, setting and subset."""

Expected = dict[tuple[Place, str], str]
"""The figure that each model shows at each place, as text; absent where it shows none."""


def from_seeds() -> list[Record]:
    with (ROOT / "seeds" / "sources.csv").open(encoding="utf-8", newline="") as file:
        published = {row["id"]: row["published"] for row in csv.DictReader(file)}
    with (ROOT / "seeds" / "claims.csv").open(encoding="utf-8", newline="") as file:
        return [row | {"date": published[row["source_id"]]} for row in csv.DictReader(file)]


def from_collected() -> list[Record]:
    with COLLECTED.open(encoding="utf-8", newline="") as file:
        return [
            row | {"id": row["score_id"], "flags": row["flag"], "date": row["published_date"]}
            for row in csv.DictReader(file)
        ]


tables = pytest.mark.parametrize(
    "table",
    [
        from_seeds,
        pytest.param(
            from_collected,
            marks=pytest.mark.skipif(
                not COLLECTED.is_file(),
                reason="the collected scores are not beside this checkout",
            ),
        ),
    ],
)


def day(row: Record) -> str:
    return row["date"] + "-01-01"[len(row["date"]) - 4 :] if row["date"] else ""


def usual(rows: Iterable[Record]) -> list[Record]:
    """Sort rows by the usual rank: four stable sorts, the least important first."""
    ordered = sorted(rows, key=lambda row: row["id"])
    ordered.sort(key=day, reverse=True)
    ordered.sort(key=lambda row: RANK.index(row["reporter_kind"]))
    ordered.sort(key=lambda row: row["verified"] != "true")
    return ordered


def may_be_chosen(row: Record) -> bool:
    return not row["flags"] and row["reporter_kind"] != "press"


def pick(policy: Policy, rows: list[Record], reporter: str) -> Record | None:
    kinds = {
        Policy.VENDOR: {"model-vendor"},
        Policy.INDEPENDENT: {"benchmark-owner", "independent", "user"},
    }.get(policy, set(RANK))
    left = usual(row for row in rows if row["reporter_kind"] in kinds)
    if policy is Policy.LIKE_FOR_LIKE:
        left = [row for row in left if row["reporter"] == reporter]
    if policy is Policy.LOWEST:
        left.sort(key=lambda row: float(row["value"]))
    if policy is Policy.HIGHEST:
        left.sort(key=lambda row: -float(row["value"]))
    if policy is Policy.NEWEST:
        left.sort(key=day, reverse=True)
    return left[0] if left else None


def covering(cells: dict[str, list[Record]]) -> str:
    """Return the reporter who covers most models, the better kind and the later date on a tie."""
    models = defaultdict(set)
    for model, rows in cells.items():
        for row in rows:
            models[row["reporter"]].add(model)

    def order(name: str) -> tuple[object, ...]:
        own = [row for rows in cells.values() for row in rows if row["reporter"] == name]
        kind = min(RANK.index(row["reporter_kind"]) for row in own)
        days = [day(row) for row in own if RANK.index(row["reporter_kind"]) == kind]
        return (-len(models[name]), kind, -int(max(days).replace("-", "") or 0), name)

    return min(models, key=order, default="")


def expected(table: list[Record], models: list[str], policy: Policy) -> Expected:
    places: dict[Place, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for row in table:
        if row["model_id"] in models and may_be_chosen(row):
            place = (row["benchmark_id"], plain_setting(row["variant"]), row["subset"])
            places[place][row["model_id"]].append(row)
    found = {}
    for place, cells in places.items():
        reporter = covering(cells)
        for model, rows in cells.items():
            chosen = pick(policy, rows, reporter)
            if chosen:
                found[place, model] = said(chosen["value"], chosen["reporter"], day(chosen))
    return found


def said(value: str | float, reporter: str, day: str) -> str:
    return f"{float(value)} {reporter} {day}".strip()


def shown(rows: Iterable[Row], models: list[str]) -> Expected:
    found = {}
    for row in rows:
        place = (row.benchmark.id, plain_setting(row.variant), row.subset)
        for model, cell in zip(models, row.cells, strict=True):
            if cell.chosen:
                claim = cell.chosen
                days = str(claim.latest.first_day) if claim.latest else ""
                found[place, model] = said(claim.value, claim.reporter, days)
    return found


def compare(reader: CatalogReader, models: list[str], policy: Policy) -> tuple[Row, ...]:
    return build_rows(models, reader.benchmarks(), reader.claims(models), Rule(policy))


@tables
@pytest.mark.parametrize("policy", list(Policy))
def test_each_policy_shows_for_the_models_of_the_article_what_the_tables_say(
    reader: CatalogReader, table: Callable[[], list[Record]], policy: Policy
) -> None:
    for models in (ARTICLE, THREE, ["qwen-vl-max", "gpt-4v"]):
        rows = compare(reader, models, policy)
        assert shown(rows, models) == expected(table(), models, policy)


@pytest.mark.parametrize("policy", list(Policy))
def test_each_policy_shows_for_all_models_what_the_tables_say(
    reader: CatalogReader, policy: Policy
) -> None:
    models = list(reader.model_names())
    rows = compare(reader, models, policy)
    assert shown(rows, models) == expected(from_seeds(), models, policy)


@tables
def test_the_order_of_a_row_is_open_exactly_where_the_ranges_of_the_tables_overlap(
    reader: CatalogReader, table: Callable[[], list[Record]]
) -> None:
    values: dict[tuple[Place, str], list[float]] = defaultdict(list)
    for record in table():
        if record["model_id"] in ARTICLE and may_be_chosen(record):
            place = (
                record["benchmark_id"],
                plain_setting(record["variant"]),
                record["subset"],
            )
            values[place, record["model_id"]].append(float(record["value"]))
    open_pairs = 0
    for row in compare(reader, ARTICLE, Policy.DEFAULT):
        if row.undecided:
            assert row.unsettled == ()
            continue
        place = (row.benchmark.id, plain_setting(row.variant), row.subset)
        cells = [values.get((place, model), []) for model in ARTICLE]
        overlap = {
            (a, b)
            for a, one in enumerate(cells)
            for b, other in enumerate(cells)
            if a < b and one and other
            # Two choices that order the pair differently.
            if len({(x > y) - (x < y) for x in one for y in other}) > 1
        }
        found = {(pair.first, pair.second) for pair in row.unsettled if pair.by_claims}
        assert found == overlap
        open_pairs += len(overlap)
    assert open_pairs > 0


# Figures of the article, by hand


def figure(rows: Iterable[Row], models: list[str], at: tuple[str, str], model: str) -> float | None:
    for row in rows:
        if (row.benchmark.id, row.variant, row.subset) == (*at, ""):
            chosen = row.cells[models.index(model)].chosen
            return chosen.value if chosen else None
    return None


@pytest.mark.parametrize(
    ("policy", "not_stated", "testmini"),
    [
        (Policy.DEFAULT, (51.0, 63.8, 68.1), (43.4, 63.8, 57.7)),
        (Policy.VENDOR, (51.0, None, 68.1), (None, None, None)),
        (Policy.INDEPENDENT, (None, None, None), (None, None, None)),
        (Policy.LIKE_FOR_LIKE, (51.0, 63.8, None), (43.4, 61.3, 57.7)),
        (Policy.LOWEST, (50.0, 63.8, 58.3), (43.4, 61.3, 57.7)),
        (Policy.HIGHEST, (51.0, 63.8, 68.1), (51.0, 63.8, 57.7)),
        (Policy.NEWEST, (51.0, 63.8, 58.3), (43.4, 63.8, 57.7)),
    ],
)
def test_the_three_models_of_the_article_on_mathvista(
    reader: CatalogReader,
    policy: Policy,
    not_stated: tuple[float | None, ...],
    testmini: tuple[float | None, ...],
) -> None:
    rows = compare(reader, THREE, policy)
    assert tuple(figure(rows, THREE, ("mathvista", ""), m) for m in THREE) == not_stated
    assert tuple(figure(rows, THREE, ("mathvista", "testmini"), m) for m in THREE) == testmini


def test_under_no_policy_is_qwen_vl_max_ahead_of_the_two_others(reader: CatalogReader) -> None:
    for policy in Policy:
        for row in compare(reader, THREE, policy):
            if row.benchmark.id == "mathvista" and not row.subset:
                values = [cell.chosen.value if cell.chosen else None for cell in row.cells]
                others = [value for value in values[1:] if value is not None]
                assert row.best != (0,)
                assert values[0] is None or all(values[0] < value for value in others)
                assert 61.1 not in values


def test_like_for_like_names_whose_figures_a_row_shows(reader: CatalogReader) -> None:
    rows = compare(reader, THREE, Policy.LIKE_FOR_LIKE)
    reporters = {row.variant: row.reporter for row in rows if row.benchmark.id == "mathvista"}
    assert reporters["testmini"] == "OpenBMB"
    assert reporters[""] == "Alibaba (Qwen)"


def test_qwen2_5_vl_72b_on_mmmu_shows_both_figures_the_flagged_one_with_its_reason(
    reader: CatalogReader,
) -> None:
    models = ["qwen2.5-vl-72b-instruct"]
    rows = build_rows(models, reader.benchmarks(["mmmu"]), reader.claims(models, ["mmmu"]))
    weighed = {row.variant: row.cells[0].weighed for row in rows}
    (vendor,) = weighed[""]
    assert (vendor.claim.value, vendor.chosen, len(vendor.claim.sources)) == (70.2, True, 2)
    (flagged,) = weighed["val"]
    assert (flagged.claim.value, flagged.chosen) == (64.5, False)
    assert flagged.why == "Not chosen: probably measured on another model."
