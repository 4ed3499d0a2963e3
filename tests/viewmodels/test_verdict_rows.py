"""What the compare page, chips and charts say about the verdicts of a profile."""

from __future__ import annotations

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.charts.chart import bar_charts
from desktop.core.compare.comparison import Comparison
from desktop.core.contradictions.contradiction import KIND_WORDS
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict import Answer
from desktop.core.verdict.verdict_wording import ANSWER_WORDS
from desktop.services.comparisons import Comparisons
from desktop.viewmodels.compare.compare_cells import CompareRow
from desktop.viewmodels.compare.compare_rows import LICENSE, compare_rows
from desktop.viewmodels.compare.verdict_rows import CONTRADICTION_ROW, MAY_I
from desktop.viewmodels.compare.verdict_words import badge, verdict_line
from desktop.viewmodels.licenses.verdict_nodes import CONTRADICTIONS
from desktop.viewmodels.roles import RowKind

IDS = ("qwen2.5-vl-72b-instruct", "gpt-4o", "llama-3.1-70b-instruct", "mistral-large-2411")
PRODUCT = Profile(uses=(Use.COMMERCIAL_PRODUCT,), based_in="DE")
BOTH = Profile(uses=(Use.COMMERCIAL_PRODUCT, Use.REDISTRIBUTE_WEIGHTS), based_in="DE")


def compared(reader: CatalogReader, profile: Profile, ids: tuple[str, ...] = IDS) -> Comparison:
    return Comparisons(reader).build(ids, profile=profile)


def of_verdicts(comparison: Comparison, *, only_differences: bool = False) -> list[CompareRow]:
    rows = compare_rows(comparison, only_differences=only_differences)
    return [row for row in rows if row.kind is RowKind.VERDICT]


def test_the_license_section_begins_with_the_verdict(reader: CatalogReader) -> None:
    rows = compare_rows(compared(reader, PRODUCT), only_differences=False)
    start = next(n for n, row in enumerate(rows) if row.title == LICENSE)
    assert rows[start + 1].title == MAY_I


def test_each_cell_says_sign_word_and_number_of_conditions(reader: CatalogReader) -> None:
    comparison = compared(reader, PRODUCT)
    row = of_verdicts(comparison)[0]
    for subject, cell in zip(comparison.subjects, row.cells, strict=True):
        verdict = subject.verdict
        assert verdict is not None
        assert cell.text.endswith(f" {verdict.answer}")
        assert cell.answer is verdict.answer
        assert ANSWER_WORDS[verdict.answer] in cell.spoken
        assert NOT_LEGAL_ADVICE in cell.tip
        if verdict.conditions:
            assert cell.below.startswith(f"{len(verdict.conditions)} condition")
        if verdict.missing:
            assert f"{len(verdict.missing)} fact" in cell.below
    assert {cell.answer for cell in row.cells} >= {Answer.YES_IF, Answer.NO}


def test_a_tooltip_counts_the_conditions_that_it_leaves_out(reader: CatalogReader) -> None:
    comparison = compared(reader, PRODUCT)
    for subject, cell in zip(comparison.subjects, of_verdicts(comparison)[0].cells, strict=True):
        assert subject.verdict is not None
        conditions = subject.verdict.conditions
        told = sum(line.startswith("Condition: ") for line in cell.tip.split("\n"))
        assert told == min(3, len(conditions))
        if len(conditions) > 3:
            assert f"{len(conditions) - 3} more condition" in cell.tip


def test_several_uses_have_a_row_each_and_one_use_has_none(reader: CatalogReader) -> None:
    one = [row.title for row in of_verdicts(compared(reader, PRODUCT))]
    assert one == [MAY_I, CONTRADICTION_ROW]
    comparison = compared(reader, BOTH)
    rows = of_verdicts(comparison)
    assert [row.secondary for row in rows[1:3]] == list(map(str, BOTH.uses))
    for use, row in zip(BOTH.uses, rows[1:3], strict=True):
        said = [cell.answer for cell in row.cells]
        assert said == [s.verdict.of_use(use) for s in comparison.subjects if s.verdict]


def test_without_a_use_there_is_no_verdict_but_contradictions_are_told(
    reader: CatalogReader,
) -> None:
    comparison = compared(reader, Profile(based_in="DE"))
    rows = of_verdicts(comparison)
    assert [row.title for row in rows] == [CONTRADICTION_ROW]
    assert rows[0].leads_to == CONTRADICTIONS
    for subject, cell in zip(comparison.subjects, rows[0].cells, strict=True):
        assert cell.disputed is bool(subject.contradictions)
        assert cell.missing is not bool(subject.contradictions)
        if subject.contradictions:
            assert str(len(subject.contradictions)) in cell.text
            assert cell.below.startswith(KIND_WORDS[subject.contradictions[0].kind])
            assert all(found.one.source in cell.tip for found in subject.contradictions)


def test_models_without_contradictions_have_no_row_of_them(reader: CatalogReader) -> None:
    rows = of_verdicts(compared(reader, PRODUCT, ("gpt-4o", "llama-3.1-70b-instruct")))
    assert [row.title for row in rows] == [MAY_I]


def test_only_differences_leaves_out_verdicts_that_agree(reader: CatalogReader) -> None:
    same = compared(reader, PRODUCT, ("gpt-4o", "gpt-4o-2024-05-13"))
    answers = {s.verdict.answer for s in same.subjects if s.verdict}
    assert len(answers) == 1
    assert [r.title for r in of_verdicts(same, only_differences=True)] == []
    different = compared(reader, PRODUCT)
    assert MAY_I in [r.title for r in of_verdicts(different, only_differences=True)]


def test_one_answer_under_other_conditions_is_a_difference(reader: CatalogReader) -> None:
    both = compared(reader, PRODUCT, (IDS[0], IDS[2]))
    counts = [len(s.verdict.conditions) for s in both.subjects if s.verdict]
    assert len(set(counts)) == 2
    row = of_verdicts(both)[0]
    assert len({cell.text for cell in row.cells}) == 1
    assert row.differs


def test_a_badge_says_meaning_conditions_and_contradictions(reader: CatalogReader) -> None:
    subject = compared(reader, PRODUCT).subjects[0]
    assert subject.verdict is not None
    shown = badge(subject)
    assert shown.answer is subject.verdict.answer
    assert f"{len(subject.verdict.conditions)} conditions" in shown.spoken
    assert shown.contradictions == len(subject.contradictions) > 0
    assert "1 contradiction about the license" in shown.tip
    assert ANSWER_WORDS[subject.verdict.answer] in verdict_line(subject.verdict)


def test_nothing_is_said_of_a_model_that_was_not_judged(reader: CatalogReader) -> None:
    subject = compared(reader, Profile(), ("gpt-4o",)).subjects[0]
    assert badge(subject).is_blank


@pytest.mark.parametrize("profile", [Profile(), PRODUCT])
def test_charts_carry_the_answers_of_a_profile_with_a_use(
    reader: CatalogReader, profile: Profile
) -> None:
    comparison = compared(reader, profile)
    charts = bar_charts(comparison)
    assert charts
    for chart in charts:
        expected = tuple(s.verdict.answer for s in comparison.subjects if s.verdict)
        assert chart.answers == expected
        assert ("Verdicts for the profile" in chart.summary) is bool(profile.uses)
