"""Licenses side by side as rows of texts: verdicts first, then what each text says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.core import numbers
from desktop.core.compare.comparison import Comparison, Subject
from desktop.core.contradictions.contradiction import KIND_WORDS, Contradiction
from desktop.core.licenses.base_wording import base_lines
from desktop.core.licenses.license_summary import (
    NO_TEXT,
    NOTHING,
    Group,
    SummaryRow,
    TermReceipt,
    receipts,
    summary_rows,
)
from desktop.core.verdict.plan_words import use_name
from desktop.core.verdict.profile import Use
from desktop.core.verdict.verdict import Answer, Verdict
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS, ANSWER_WORDS
from desktop.viewmodels.licenses.verdict_nodes import BASES, CONTRADICTIONS
from desktop.viewmodels.table_model import TableCell, TableRow

VERDICT_KEY = "verdict"
USE_KEY = "use "
"""Before the use in the key of its row."""
CONTRADICTIONS_KEY = "contradictions"
BASES_KEY = "built-on"
SECTION_OF = {CONTRADICTIONS_KEY: CONTRADICTIONS, BASES_KEY: BASES}
"""Sections of a verdict that cells of these rows lead to."""

_MOST_REASONS = 3
"""Reasons that a tooltip tells; all of them are in the dialog that opens."""


@dataclass(frozen=True, slots=True)
class _Line:
    group: Group
    key: str
    label: str
    cells: tuple[TableCell, ...]
    differs: bool


def license_rows(comparison: Comparison, *, only_differences: bool) -> tuple[TableRow, ...]:
    """Return the licenses side by side, with a heading before each group."""
    if not comparison.subjects:
        return ()
    rows: list[TableRow] = []
    group = ""
    several = len(comparison.subjects) > 1
    for line in _lines(comparison):
        if only_differences and several and not line.differs:
            continue
        if line.group != group:
            group = line.group
            rows.append(TableRow(group, (), title=group, section=True))
        mark = "≠ " if line.differs else ""
        rows.append(TableRow(line.key, line.cells, title=mark + line.label, strong=line.differs))
    return tuple(rows)


def counts(verdict: Verdict) -> str:
    """Say how many conditions a verdict has and how many facts are missing; none is left out."""
    said = []
    if verdict.conditions:
        said.append(numbers.counted(len(verdict.conditions), "condition"))
    elif verdict.answer is Answer.YES:
        said.append("no conditions")
    if verdict.missing:
        said.append(f"{numbers.counted(len(verdict.missing), 'fact')} not known")
    return ", ".join(said)


def deciding(verdict: Verdict) -> str:
    """Return the first reason of a ``no`` or ``ask``, and how many more; blank for the others."""
    settled = (Answer.YES, Answer.YES_IF)
    found = [f.text for f in verdict.reasons if f.answer is verdict.answer not in settled]
    if not found:
        return ""
    return found[0] if len(found) == 1 else f"{found[0]} And {len(found) - 1} more."


def _lines(comparison: Comparison) -> Iterator[_Line]:
    subjects = comparison.subjects
    uses = comparison.profile.uses
    if uses:
        yield _line(Group.VERDICT, VERDICT_KEY, "May I use it?", map(_verdict, subjects))
    for use in uses if len(uses) > 1 else ():
        asked = tuple(_of_use(subject, use) for subject in subjects)
        yield _line(Group.VERDICT, f"{USE_KEY}{use}", use_name(use), asked)
    if any(subject.contradictions for subject in subjects):
        found = map(_contradictions, subjects)
        yield _line(Group.BEFORE, CONTRADICTIONS_KEY, "Contradictions", found)
    if any(subject.judged and base_lines(subject.judged.situation) for subject in subjects):
        yield _line(Group.BEFORE, BASES_KEY, "Built on", map(_bases, subjects))
    for row in summary_rows(subjects):
        yield _Line(row.group, row.key, row.label, _license_cells(row, subjects), row.differs)


def _line(group: Group, key: str, label: str, cells: Iterable[TableCell]) -> _Line:
    labeled = tuple(_spoken(cell, label) for cell in cells)
    return _Line(group, key, label, labeled, len({(c.text, c.below) for c in labeled}) > 1)


def _spoken(cell: TableCell, label: str) -> TableCell:
    name = cell.judged.name if cell.judged else ""
    said = ". ".join(filter(None, (f"{name}, {label}: {cell.text}", cell.below)))
    return TableCell(
        cell.text,
        tip=cell.tip,
        below=cell.below,
        spoken=said.replace("\n", "; "),
        muted=cell.muted,
        judged=cell.judged,
        strong=cell.strong,
    )


def signed(answer: Answer) -> str:
    """Return an answer as sign and word."""
    return f"{ANSWER_SIGNS[answer]} {answer}"


def _verdict(subject: Subject) -> TableCell:
    verdict = subject.verdict
    if verdict is None:
        return _nothing(subject)
    reasons = [f"{signed(f.answer)}: {f.text}" for f in verdict.reasons[:_MOST_REASONS]]
    return TableCell(
        signed(verdict.answer),
        tip="\n".join((ANSWER_WORDS[verdict.answer], *reasons)),
        below="\n".join(filter(None, (counts(verdict), deciding(verdict)))),
        judged=subject.judged,
        strong=True,
    )


def _of_use(subject: Subject, use: Use) -> TableCell:
    verdict = subject.verdict
    if verdict is None:
        return _nothing(subject)
    answer = verdict.of_use(use)
    conditions = sum(use in finding.uses for finding in verdict.conditions)
    return TableCell(
        signed(answer),
        tip=ANSWER_WORDS[answer],
        below=numbers.counted(conditions, "condition") if conditions else "",
        judged=subject.judged,
    )


def _contradictions(subject: Subject) -> TableCell:
    found = subject.contradictions
    if not found:
        return _nothing(subject)
    first = KIND_WORDS[found[0].kind]
    return TableCell(
        f"≠ {numbers.counted(len(found), 'contradiction')}",
        tip="\n".join(map(_sentence, found)),
        below=first if len(found) == 1 else f"{first}, and {len(found) - 1} more",
        judged=subject.judged,
    )


def _sentence(found: Contradiction) -> str:
    return f"{found.text}; {found.nearer_text}."


def _bases(subject: Subject) -> TableCell:
    lines = base_lines(subject.judged.situation) if subject.judged else ()
    return TableCell("\n".join(lines), judged=subject.judged) if lines else _nothing(subject)


def _nothing(subject: Subject) -> TableCell:
    return TableCell(numbers.MISSING, muted=True, judged=subject.judged)


def _license_cells(row: SummaryRow, subjects: Sequence[Subject]) -> tuple[TableCell, ...]:
    return tuple(_license_cell(row, receipt) for receipt in receipts(row, subjects))


def _license_cell(row: SummaryRow, receipt: TermReceipt) -> TableCell:
    entry = receipt.entry
    if row.group is Group.QUESTIONS:
        # Each question has its place beside it; they are too long to be said twice.
        spoken = f"{receipt.model}, {row.label}: {entry.text}"
        return TableCell(
            entry.text, spoken=spoken, muted=entry in (NOTHING, NO_TEXT), receipt=receipt
        )
    more = f". {entry.places}. {entry.notes}" if entry.references else ""
    basis = f". {entry.basis}" if entry.basis else ""
    return TableCell(
        entry.text,
        tip=entry.notes,
        below=entry.places or entry.basis,
        spoken=f"{receipt.model}, {row.label}: {entry.text}{more}{basis}",
        muted=entry in (NOTHING, NO_TEXT),
        receipt=receipt,
    )
