"""The rows of the licenses page that stand before what the texts say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.compare.comparison import Comparison
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict import Answer
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS
from desktop.services.comparisons import Comparisons
from desktop.viewmodels.licenses.matrix import (
    BASES_KEY,
    CONTRADICTIONS_KEY,
    USE_KEY,
    VERDICT_KEY,
    license_rows,
)
from desktop.viewmodels.table_model import TableRow

PLAN = Profile(
    uses=(Use.COMMERCIAL_PRODUCT, Use.HOST_SERVICE, Use.PUBLISH_FINE_TUNE),
    based_in="DE",
    product_mau=2_000_000,
)
MODELS = (
    "qwen2.5-vl-72b-instruct",
    "llama-3.2-90b-vision-instruct",
    "gpt-4o",
    "falcon-180b",
    "minicpm-llama3-v-2.5",
)


@pytest.fixture
def compared(reader: CatalogReader) -> Comparison:
    return Comparisons(reader).build(MODELS, profile=PLAN)


def rows_of(comparison: Comparison, *, only_differences: bool = False) -> dict[str, TableRow]:
    return {r.key: r for r in license_rows(comparison, only_differences=only_differences)}


def test_the_answer_of_each_model_comes_first_as_sign_and_word(compared: Comparison) -> None:
    heading, row, *_ = license_rows(compared, only_differences=False)
    assert (heading.section, heading.title) == (True, "Verdict")
    assert row.key == VERDICT_KEY
    for cell, subject in zip(row.cells, compared.subjects, strict=True):
        assert subject.verdict
        answer = subject.verdict.answer
        assert cell.text == f"{ANSWER_SIGNS[answer]} {answer}"
        assert cell.spoken.startswith(f"{subject.model.name}, May I use it?")


def test_conditions_and_missing_facts_are_counted_below_the_answer(compared: Comparison) -> None:
    counted = 0
    for cell, subject in zip(rows_of(compared)[VERDICT_KEY].cells, compared.subjects, strict=True):
        assert subject.verdict
        if number := len(subject.verdict.conditions):
            assert f"{number} condition" in cell.below
        if number := len(subject.verdict.missing):
            assert f"{number} fact" in cell.below
            counted += 1
    assert counted


def test_a_no_names_its_first_reason(compared: Comparison) -> None:
    cells = rows_of(compared)[VERDICT_KEY].cells
    assert "No rights in EU" in cells[1].below
    assert "no weights" in cells[2].below
    for cell, subject in zip(cells, compared.subjects, strict=True):
        assert subject.verdict
        if subject.verdict.answer in (Answer.NO, Answer.ASK):
            assert subject.verdict.reasons[0].text in cell.below


def test_several_uses_have_a_row_each_and_one_has_none(
    reader: CatalogReader, compared: Comparison
) -> None:
    rows = rows_of(compared)
    for use in PLAN.uses:
        cells = rows[f"{USE_KEY}{use}"].cells
        for cell, subject in zip(cells, compared.subjects, strict=True):
            assert subject.verdict
            assert cell.text.endswith(str(subject.verdict.of_use(use)))
    one = Comparisons(reader).build(MODELS, profile=replace(PLAN, uses=PLAN.uses[:1]))
    assert not [key for key in rows_of(one) if key.startswith(USE_KEY)]
    assert VERDICT_KEY in rows_of(one)


def test_without_a_use_nothing_is_judged_but_contradictions_stay(reader: CatalogReader) -> None:
    rows = rows_of(Comparisons(reader).build(MODELS))
    assert VERDICT_KEY not in rows
    assert CONTRADICTIONS_KEY in rows


def test_contradictions_are_counted_with_the_words_of_the_first(compared: Comparison) -> None:
    cells = rows_of(compared)[CONTRADICTIONS_KEY].cells
    for cell, subject in zip(cells, compared.subjects, strict=True):
        found = subject.contradictions
        if not found:
            assert cell.muted
            continue
        assert cell.text.startswith(f"≠ {len(found)} contradiction")
        assert all(c.one.source in cell.tip and c.other.source in cell.tip for c in found)
    assert "Freer than its base allows" in cells[-1].below


def test_a_comparison_without_contradictions_or_bases_has_no_such_rows(
    reader: CatalogReader,
) -> None:
    rows = rows_of(Comparisons(reader).build(["falcon-180b"], profile=PLAN))
    assert not {CONTRADICTIONS_KEY, BASES_KEY} & set(rows)


def test_bases_are_named_with_their_license(compared: Comparison) -> None:
    cell = rows_of(compared)[BASES_KEY].cells[-1]
    assert "Llama3-8B-Instruct" in cell.text
    assert "Meta Llama 3 Community License" in cell.text
    assert rows_of(compared)[BASES_KEY].cells[2].muted


def test_only_differences_leaves_out_rows_in_which_all_agree(
    reader: CatalogReader,
) -> None:
    twice = Comparisons(reader).build(["gpt-4o", "gpt-4o-2024-05-13"], profile=PLAN)
    assert VERDICT_KEY in rows_of(twice)
    assert VERDICT_KEY not in rows_of(twice, only_differences=True)
    for row in license_rows(twice, only_differences=False):
        assert row.strong == row.title.startswith("≠ ")
