"""The policy against a second computation, straight from the seed tables with pandas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.catalog.reader import CatalogReader
from desktop.core.compare.comparison import Row
from desktop.core.compare.rows import build_rows
from tests.core.plain_settings import plain_setting

if TYPE_CHECKING:
    import pandas as pd

RANK = {
    "benchmark-owner": 1,
    "model-vendor": 2,
    "independent": 3,
    "other-vendor": 4,
    "unknown": 5,
    "user": 6,
}
ELSEWHERE = (
    "placeholder-source|zero-for-not-applicable|likely-misattributed|snapshot-uncertain"
    "|benchmark-uncertain"
)
CELL = ["model_id", "benchmark_id", "setting", "subset"]
Key = tuple[str, str, str, str]


def table(seeds: Path, name: str) -> pd.DataFrame:
    import pandas as pd  # slow to load, wanted here only

    return pd.read_csv(seeds / f"{name}.csv", dtype=str, keep_default_na=False)


def setting(variant: str) -> str:
    return "|".join(sorted(plain_setting(variant)))


def expected_cells(seeds: Path) -> dict[Key, dict[str, Any]]:
    claims = table(seeds, "claims").merge(
        table(seeds, "sources")[["id", "published"]].rename(columns={"id": "source_id"}),
        on="source_id",
    )
    claims["number"] = claims["value"].astype(float)
    claims["setting"] = claims["variant"].map(setting)
    claims["day"] = [
        text + "-01-01"[len(text) - 4 :] if text else "" for text in claims["published"]
    ]
    claims["rank"] = claims["reporter_kind"].map(RANK)

    allowed = claims[(claims["flags"] == "") & (claims["reporter_kind"] != "press")]
    best = allowed.sort_values("id").sort_values("day", ascending=False, kind="stable")
    best = best.sort_values("rank", kind="stable")
    best = best.sort_values("verified", ascending=False, kind="stable")  # "true" after "false"
    chosen = best.groupby(CELL)["id"].first()

    here = claims[~claims["flags"].str.contains(ELSEWHERE)].groupby(CELL)["number"]
    low, high = here.min(), here.max()
    tolerance = table(seeds, "benchmarks").set_index("id")["tolerance"]
    cells: dict[Key, dict[str, Any]] = {}
    groups: dict[Any, Any] = dict(list(claims.groupby(CELL)["id"]))
    for key, ids in groups.items():
        limit = float(tolerance[key[1]] or 0)
        known = key in low.index
        cells[key] = {
            "claims": set(ids),
            "chosen": chosen.get(key),
            "low": low[key] if known else None,
            "high": high[key] if known else None,
            "disputed": bool(known and high[key] - low[key] > limit + 1e-9),
        }
    return cells


def cells_of(rows: tuple[Row, ...], model_ids: list[str]) -> dict[Key, dict[str, Any]]:
    cells: dict[Key, dict[str, Any]] = {}
    for row in rows:
        for model_id, cell in zip(model_ids, row.cells, strict=True):
            if not cell.weighed:
                continue
            key = (model_id, row.benchmark.id, setting(row.variant), row.subset)
            assert key not in cells, "one cell, one row"
            cells[key] = {
                "claims": {key for w in cell.weighed for key in (w.claim.id, *w.claim.also)},
                "chosen": cell.chosen.id if cell.chosen else None,
                "low": cell.low,
                "high": cell.high,
                "disputed": cell.disputed,
            }
    return cells


def test_every_cell_of_the_seeds_shows_what_a_second_computation_finds(
    reader: CatalogReader, seeds_folder: Path
) -> None:
    model_ids = list(reader.model_names())
    rows = build_rows(model_ids, reader.benchmarks(), reader.claims(model_ids))
    shown, expected = cells_of(rows, model_ids), expected_cells(seeds_folder)
    assert shown.keys() == expected.keys()
    different = {key: (shown[key], expected[key]) for key in shown if shown[key] != expected[key]}
    assert different == {}
    assert sum(len(cell["claims"]) for cell in shown.values()) == reader.counts()["claims"]


def test_claims_of_different_settings_or_subsets_never_share_a_row(reader: CatalogReader) -> None:
    model_ids = list(reader.model_names())
    for row in build_rows(model_ids, reader.benchmarks(), reader.claims(model_ids)):
        claims = [w.claim for cell in row.cells for w in cell.weighed]
        assert {setting(c.setting.text) for c in claims} == {setting(row.variant)}
        assert {c.subset for c in claims} == {row.subset}
        assert {c.benchmark_id for c in claims} == {row.benchmark.id}
        assert row.variant in {c.setting.text for c in claims}
        for model_id, cell in zip(model_ids, row.cells, strict=True):
            assert {w.claim.model_id for w in cell.weighed} <= {model_id}
