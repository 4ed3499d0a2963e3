"""What the report says of settings, policies and open orders."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.claims.policy import POLICY_MEANING, Pick, Policy
from desktop.report.document import report_data
from desktop.services.comparisons import Comparisons

MODELS = ("gpt-4o", "claude-3-5-sonnet-20241022", "qwen2.5-vl-72b-instruct", "qwen-vl-max")
TODAY = dt.date(2026, 11, 25)


def made(reader: CatalogReader, **asked: Any) -> dict[str, Any]:
    comparison = Comparisons(reader).build(MODELS, **asked)
    return report_data(comparison, title="", today=TODAY, collections=())


def score_rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [r for part in data["scores"] for group in part["groups"] for r in group["rows"]]


@pytest.mark.parametrize("policy", list(Policy))
def test_the_policy_is_named_and_explained(reader: CatalogReader, policy: Policy) -> None:
    data = made(reader, policy=policy)
    method = {entry["term"]: entry["text"] for entry in data["method"]}
    assert POLICY_MEANING[policy] in method["Choice"]
    assert f"“{policy}”" in data["summary"]["asked"]
    assert data["policy"] == str(policy)


def test_like_for_like_rows_name_their_reporter_and_set_nothing_apart(
    reader: CatalogReader,
) -> None:
    rows = score_rows(made(reader, policy=Policy.LIKE_FOR_LIKE))
    with_figures = [r for r in rows if any(c["mark"] for c in r["cells"])]
    assert with_figures
    assert all(any(s.startswith("reported by ") for s in r["said"]) for r in with_figures)
    assert not any(c["aside"] for r in rows for c in r["cells"])


def test_a_figure_of_another_setting_stands_apart_and_is_best_of_nothing(
    reader: CatalogReader,
) -> None:
    apart = [c for r in score_rows(made(reader)) for c in r["cells"] if c["aside"]]
    assert apart
    for cell in apart:
        assert cell["aside"] in ("≈", "≠")
        assert not cell["best"]
        assert cell["remarks"]
        assert cell["note"] > 0


def test_the_note_of_a_figure_set_apart_says_why_it_cannot_be_compared(
    reader: CatalogReader,
) -> None:
    data = made(reader)
    apart = {c["note"] for r in score_rows(data) for c in r["cells"] if c["aside"]}
    notes = {n["number"]: n["aside"] for g in data["claims"] for n in g["notes"]}
    assert {number for number, aside in notes.items() if aside} == apart
    assert all(notes[n].startswith(("May differ: ", "Not comparable: ")) for n in apart)


def test_no_figure_is_best_where_a_deciding_setting_is_not_stated(reader: CatalogReader) -> None:
    doubtful = [
        r for r in score_rows(made(reader)) if any(s.startswith("≈ may differ") for s in r["said"])
    ]
    assert doubtful
    assert not any(c["best"] for r in doubtful for c in r["cells"])


def test_rows_with_an_open_order_are_marked_and_counted_on_page_one(
    reader: CatalogReader,
) -> None:
    comparison = Comparisons(reader).build(("gpt-4o", "gpt-4o-2024-05-13", "gpt-4v"))
    data = report_data(comparison, title="", today=TODAY, collections=())
    marked = [r for r in score_rows(data) if "⇅ order not settled" in r["said"]]
    assert len(marked) == comparison.unsettled > 0
    named = f"not settled in {comparison.unsettled} of "
    assert any(named in caution for caution in data["summary"]["cautions"])


def test_a_claim_used_over_the_policy_is_said_so(reader: CatalogReader) -> None:
    before = Comparisons(reader).build(MODELS)
    other = next(
        w.claim
        for row in before.rows
        for cell in row.cells
        for w in cell.weighed
        if w.eligible and not w.chosen
    )
    data = made(reader, picks=[Pick(other.id, TODAY)])
    remarks = [remark for r in score_rows(data) for c in r["cells"] for remark in c["remarks"]]
    assert remarks.count("chosen by the author") == 1
    said = "1 figure was chosen by the author of this report instead, on 2026-11-25"
    assert said in data["summary"]["asked"]


def test_page_one_says_where_the_policy_leaves_out_a_better_figure(reader: CatalogReader) -> None:
    models = ("gpt-4o", "internvl2-llama3-76b", "qwen-vl-max")
    comparison = Comparisons(reader).build(models, policy=Policy.VENDOR)
    data = report_data(comparison, title="", today=TODAY, collections=())
    said = "on MMMU this policy leaves out better figures of GPT-4o"
    assert any(said in caution for caution in data["summary"]["cautions"])
    (row,) = (r for r in score_rows(data) if any("leaves out" in note for note in r["said"]))
    assert not any(cell["best"] for cell in row["cells"])
