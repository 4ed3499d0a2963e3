from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pytest

from desktop.core.claims.claim import ReporterKind
from desktop.core.compare.comparison import Comparison
from desktop.core.licenses.license_summary import Group, summary_rows
from desktop.core.source import Collection
from desktop.report.chart_figure import charted
from desktop.report.citations import Citations
from desktop.report.document import report_data
from desktop.report.receipts import attributions
from desktop.report.score_table import part_name, parts

if TYPE_CHECKING:
    from tests.report.conftest import Compare


@pytest.fixture
def data(comparison: Comparison, collections: list[Collection], today: dt.date) -> dict[str, Any]:
    return report_data(comparison, title="T", today=today, collections=collections)


def cells(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        cell
        for part in data["scores"]
        for group in part["groups"]
        for row in group["rows"]
        for cell in row["cells"]
    ]


def test_everything_is_plain_data(data: dict[str, Any]) -> None:
    assert json.loads(json.dumps(data)) == data


def test_every_cell_with_claims_has_a_note_that_holds_all_of_them(
    comparison: Comparison, data: dict[str, Any]
) -> None:
    notes = {n["number"]: n["claims"] for g in data["claims"] for n in g["notes"]}
    resolutions = [
        aside.cell if aside else cell
        for row in comparison.rows
        for cell, aside in zip_longest(row.cells, row.asides)
    ]
    for shown, cell in zip(cells(data), resolutions, strict=True):
        assert (shown["note"] in notes) == bool(cell.weighed)
        if cell.weighed:
            assert len(notes[shown["note"]]) == len(cell.weighed)
    assert sorted(notes) == list(range(1, len(notes) + 1))


def test_sources_are_numbered_in_reading_order_without_gaps(data: dict[str, Any]) -> None:
    numbers = [source["number"] for source in data["sources"]]
    assert numbers == list(range(1, len(numbers) + 1))
    cited = [
        n for g in data["claims"] for x in g["notes"] for c in x["claims"] for n in c["sources"]
    ]
    assert set(cited) == set(numbers)


def test_a_press_figure_is_named_beside_the_number(
    comparison: Comparison, data: dict[str, Any]
) -> None:
    press = [
        w.claim
        for row in comparison.rows
        for cell in row.cells
        for w in cell.weighed
        if w.claim.reporter_kind is ReporterKind.PRESS
    ]
    assert press
    assert sum(len(cell["remarks"]) for cell in cells(data)) >= len(press)
    assert any("press" in text for text in data["summary"]["cautions"])


def test_a_cell_without_claims_is_a_dash_without_a_note(data: dict[str, Any]) -> None:
    empty = [cell for cell in cells(data) if not cell["note"]]
    assert empty
    assert all(c["figure"] == "–" and not c["mark"] and not c["range"] for c in empty)


def test_what_is_disputed_comes_with_the_widest_first(
    comparison: Comparison, data: dict[str, Any]
) -> None:
    disputed = sum(cell.disputed for row in comparison.rows for cell in row.cells)
    named = data["summary"]["disputed"]
    assert len(named) + data["summary"]["more_disputed"] == disputed
    widths = [
        float(e["range"].split("–")[1].split()[0]) - float(e["range"].split("–")[0]) for e in named
    ]
    assert widths == sorted(widths, reverse=True)


def test_figures_of_a_column_are_padded_to_the_same_point(data: dict[str, Any]) -> None:
    for part in data["scores"]:
        for position in range(len(part["models"])):
            column = [r["cells"][position] for g in part["groups"] for r in g["rows"]]
            figures = [c for c in column if c["mark"]]
            assert len({len(c["figure"].partition(".")[0]) + c["pad"] for c in figures}) <= 1


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (2, [2]), (5, [5]), (6, [3, 3]), (7, [4, 3]), (9, [3, 3, 3]), (12, [4, 4, 4])],
)
def test_wide_tables_are_split_evenly(count: int, sizes: list[int]) -> None:
    found = parts(count)
    assert sorted((len(part) for part in found), reverse=True) == sizes
    assert [i for part in found for i in part] == list(range(count))


def test_parts_say_which_models_they_hold() -> None:
    assert part_name(range(4), 4) == ""
    assert part_name(range(4, 8), 12) == "models 5–8 of 12"
    assert part_name(range(4, 5), 5, "text") == "text 5 of 5"


def test_models_with_the_same_license_text_share_a_column(
    compare: Compare, collections: list[Collection], today: dt.date
) -> None:
    made = compare(("minicpm-v-2.6", "qwen2.5-vl-7b-instruct", "gpt-4o"))
    licenses = report_data(made, title="", today=today, collections=collections)["licenses"]
    assert [c["models"] for p in licenses["parts"] for c in p["columns"]] == [[0, 1]]
    assert licenses["without"] == [2]
    cells = [
        c for p in licenses["parts"] for g in p["groups"] for r in g["rows"] for c in r["cells"]
    ]
    assert all(bool(cell["places"]) == (cell["text"] != "–") for cell in cells)


def test_differing_license_terms_are_marked(
    compare: Compare, collections: list[Collection], today: dt.date
) -> None:
    made = compare(("minicpm-v-2.6", "llama-3.2-11b-vision"))
    licenses = report_data(made, title="", today=today, collections=collections)["licenses"]
    rows = {r["label"]: r for p in licenses["parts"] for g in p["groups"] for r in g["rows"]}
    assert rows["Commercial use"]["differs"]
    assert not rows["No warranty"]["differs"]


def test_conditions_that_differ_are_marked_even_under_one_word(
    compare: Compare, collections: list[Collection], today: dt.date
) -> None:
    made = compare(("qwen2-vl-72b-instruct", "llama-3.2-90b-vision-instruct"))
    licenses = report_data(made, title="", today=today, collections=collections)["licenses"]
    shown = {r["label"]: r["differs"] for g in licenses["parts"][0]["groups"] for r in g["rows"]}
    rows = summary_rows(made.subjects)
    compared = (Group.PERMISSIONS, Group.CONDITIONS, Group.LIMITATIONS)
    assert shown == {r.label: r.differs for r in rows if r.group in compared}


def test_no_barred_use_is_cut(
    compare: Compare, collections: list[Collection], today: dt.date
) -> None:
    made = compare(("llama-3.2-90b-vision-instruct", "gemma-3-27b-it"))
    licenses = report_data(made, title="", today=today, collections=collections)["licenses"]
    rows = {r["label"]: r for g in licenses["parts"][0]["groups"] for r in g["rows"]}
    barred = next(r for r in summary_rows(made.subjects) if r.key == "field-of-use")
    for cell, entry in zip(rows["Field of use"]["cells"], barred.entries, strict=True):
        assert "".join(cell["text"]) == entry.text


def test_a_contested_license_is_named_beside_the_license_and_on_page_one(
    compare: Compare, collections: list[Collection], today: dt.date
) -> None:
    made = compare(("internvl3-8b", "llama-3.2-90b-vision-instruct"))
    data = report_data(made, title="", today=today, collections=collections)
    first, second = data["licenses"]["models"]
    assert ["".join(text) for text in first["conflicts"]] == ["qwen, per hub-page"]
    assert second["conflicts"] == []
    said = [text for text in data["summary"]["cautions"] if "≠ qwen, per hub-page" in text]
    assert len(said) == 1
    assert "InternVL3-8B" in said[0]
    settled = compare(("llama-3.2-90b-vision-instruct",))
    data = report_data(settled, title="", today=today, collections=collections)
    assert not any("licenses" in text for text in data["summary"]["cautions"])


def test_each_text_says_which_copy_was_read_and_what_is_noted_about_it(
    compare: Compare, collections: list[Collection], today: dt.date
) -> None:
    made = compare(("falcon-180b", "internvl3-8b"))
    licenses = report_data(made, title="", today=today, collections=collections)["licenses"]
    assert len(licenses["questions"]) == 2
    for subject, asked, model in zip(
        made.subjects, licenses["questions"], licenses["models"], strict=True
    ):
        assert subject.terms
        assert len(asked["read_from"]) == len(subject.terms.texts) > 0
        assert len(asked["texts"]) == len(subject.terms.ambiguities)
        assert len(asked["notes"]) == len(subject.terms.notes)
        assert model["provenance"]


def test_only_collections_that_were_read_are_named(
    comparison: Comparison, data: dict[str, Any], collections: list[Collection]
) -> None:
    assert 0 < len(data["attribution"]["rows"]) < len(collections)
    assert data["attribution"]["total"] == len(collections)


def test_all_collections_are_named_where_a_source_belongs_to_none(
    comparison: Comparison, collections: list[Collection]
) -> None:
    citations = Citations(comparison.rows)
    fewer = collections[-1:]
    found = attributions(comparison, citations, [], fewer)
    assert len(found["rows"]) == 1


def test_an_empty_title_gets_a_name(comparison: Comparison, today: dt.date) -> None:
    assert (
        report_data(comparison, title=" \n", today=today, collections=[])["title"] == "Comparison"
    )


def test_with_many_models_rows_that_few_share_are_not_drawn_and_that_is_said(
    compare: Compare, twelve: tuple[str, ...]
) -> None:
    made = compare(twelve)
    drawn, rule = charted(made, made.rows)
    assert 0 < len(drawn) < len(made.rows)
    assert min(row.coverage for row in drawn) >= 4
    assert f"{len(made.rows) - len(drawn)} rows" in rule or "row" in rule
    few = compare(twelve[:4])
    assert charted(few, few.rows) == (few.rows, "")


def test_a_hostile_address_is_shown_and_not_linked(
    comparison: Comparison, collections: list[Collection], today: dt.date
) -> None:
    row = comparison.rows[0]
    cell = next(c for c in row.cells if c.weighed)
    first = cell.weighed[0]
    source = replace(first.claim.sources[0], url="javascript:alert(1)")
    claim = replace(first.claim, sources=(source,))
    changed = replace(cell, weighed=(replace(first, claim=claim),))
    rows = (replace(row, cells=(changed,) * len(row.cells)),)
    made = report_data(comparison, title="", today=today, collections=collections, rows=rows)
    assert made["sources"][0]["link"] == ""
    assert made["sources"][0]["url"] == "javascript:alert(1)"
