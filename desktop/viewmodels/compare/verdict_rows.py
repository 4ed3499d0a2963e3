"""The rows of the compare page that say whether the models may be used."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core import numbers
from desktop.core.compare.comparison import Comparison, Subject
from desktop.core.contradictions.contradiction import KIND_WORDS
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.plan_words import plan_words, use_name
from desktop.core.verdict.profile import Use
from desktop.core.verdict.verdict_wording import ANSWER_WORDS
from desktop.viewmodels.compare.compare_cells import CompareCell, CompareRow
from desktop.viewmodels.compare.score_rows import spoken
from desktop.viewmodels.compare.verdict_words import CONTRADICTED, contradicted, verdict_lines
from desktop.viewmodels.licenses.matrix import counts, deciding, signed
from desktop.viewmodels.licenses.verdict_nodes import CONTRADICTIONS
from desktop.viewmodels.roles import RowKind

MAY_I = "May I use it?"
CONTRADICTION_ROW = "Contradictions"


def verdict_rows(comparison: Comparison) -> Iterator[CompareRow]:
    """Yield the verdict of the profile, that of each use where it names several, contradictions.

    Each row leads to the verdict of its model in full.
    """
    subjects, uses = comparison.subjects, comparison.profile.uses
    if uses:
        cells = tuple(_verdict(subject) for subject in subjects)
        tip = f"For: {plan_words(comparison.profile)}\n{NOT_LEGAL_ADVICE}"
        yield CompareRow(RowKind.VERDICT, MAY_I, "", cells, tip=tip)
    for use in uses if len(uses) > 1 else ():
        cells = tuple(_of_use(subject, use) for subject in subjects)
        yield CompareRow(RowKind.VERDICT, use_name(use), str(use), cells, tip=NOT_LEGAL_ADVICE)
    if any(subject.contradictions for subject in subjects):
        yield CompareRow(
            RowKind.VERDICT,
            CONTRADICTION_ROW,
            "",
            tuple(_contradictions(subject) for subject in subjects),
            tip="What sources say about the license and cannot both be right about",
            leads_to=CONTRADICTIONS,
        )


def _verdict(subject: Subject) -> CompareCell:
    verdict = subject.verdict
    if verdict is None:
        return _nothing(subject, MAY_I)
    below = counts(verdict) or deciding(verdict)
    return CompareCell(
        signed(verdict.answer),
        below=below,
        tip="\n".join(verdict_lines(verdict)),
        spoken=spoken(
            MAY_I,
            subject.model.name,
            verdict.answer,
            f"{ANSWER_WORDS[verdict.answer]}. {below}",
        ),
        answer=verdict.answer,
    )


def _of_use(subject: Subject, use: Use) -> CompareCell:
    verdict = subject.verdict
    if verdict is None:
        return _nothing(subject, use_name(use))
    answer = verdict.of_use(use)
    conditions = sum(use in finding.uses for finding in verdict.conditions)
    below = numbers.counted(conditions, "condition") if conditions else ""
    meaning = f"{use_name(use)}: {ANSWER_WORDS[answer]}"
    return CompareCell(
        signed(answer),
        below=below,
        tip="\n".join(filter(None, (meaning, below, NOT_LEGAL_ADVICE))),
        spoken=spoken(
            use_name(use), subject.model.name, answer, f"{ANSWER_WORDS[answer]}. {below}"
        ),
        answer=answer,
    )


def _contradictions(subject: Subject) -> CompareCell:
    found = subject.contradictions
    if not found:
        return _nothing(subject, CONTRADICTION_ROW, "none known")
    first = KIND_WORDS[found[0].kind]
    return CompareCell(
        f"{CONTRADICTED} {len(found)}",
        below=first if len(found) == 1 else f"{first}, and {len(found) - 1} more",
        disputed=True,
        tip="\n".join(f"{each.text}; {each.nearer_text}." for each in found),
        spoken=spoken(
            CONTRADICTION_ROW,
            subject.model.name,
            contradicted(found),
            ". ".join(KIND_WORDS[each.kind] for each in found),
        ),
    )


def _nothing(subject: Subject, what: str, why: str = "") -> CompareCell:
    said = spoken(what, subject.model.name, why or numbers.MISSING, "")
    return CompareCell(numbers.MISSING, missing=True, tip=why, spoken=said)
