"""A verdict as a tree of texts: conditions, reasons, risks, contradictions, every step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.core import numbers
from desktop.core.compare.comparison import CatalogStamp
from desktop.core.contradictions.contradiction import (
    KIND_WORDS,
    RULES,
    Contradiction,
    ContradictionKind,
    Nearer,
    Side,
)
from desktop.core.licenses.base_wording import base_lines
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.licenses.license_summary import TermReceipt, TermsEntry, label
from desktop.core.licenses.license_wording import source_words, words
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.plan_words import plan_words, use_name
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.profile_fields import field_of
from desktop.core.verdict.verdict import Answer, Finding, Part, Verdict
from desktop.core.verdict.verdict_wording import ANSWER_SIGNS, ANSWER_WORDS

CONTRADICTIONS = "contradictions"
BASES = "bases"
"""Keys of sections that a cell of the matrix leads to."""

_NO_TEXT = "None: no text, no “yes”."
_OPEN, _RISK = "≈", "!"
NOT_JUDGED = "Nothing is judged: the profile names no use."


@dataclass(frozen=True, slots=True)
class Node:
    """One text of the tree, with what stands below it.

    Attributes:
        text: What it says.
        below: Where that stands, or what else belongs to it, in a muted color.
        mark: A sign before the text.
        spoken: What the sign means, for a screen reader.
        key: Of a section.
        receipt: What the statement rests on, for the reader of texts.
        heading: Whether it is a section.
        opened: Whether its children are shown at first.
    """

    text: str
    below: str = ""
    mark: str = ""
    spoken: str = ""
    key: str = ""
    receipt: TermReceipt | None = None
    children: tuple[Node, ...] = ()
    heading: bool = False
    opened: bool = True


def headline(judged: Judged) -> tuple[str, str]:
    """Return the answer as sign and word, and what it means."""
    verdict = judged.verdict
    if not verdict.uses:
        return "No verdict", NOT_JUDGED
    answer = verdict.answer
    return f"{ANSWER_SIGNS[answer]} {answer}", ANSWER_WORDS[answer]


def verdict_nodes(judged: Judged, profile: Profile) -> tuple[Node, ...]:
    """Return everything that a verdict rests on, a node for each section.

    What decides comes first: of a ``no`` or ``ask`` the reasons, else the conditions.
    """
    verdict = judged.verdict
    sections: list[Node] = []
    if verdict.uses:
        sections += _uses(verdict)
        both = [_conditions(judged), _section("Reasons", judged, verdict.deciding)]
        refused = verdict.answer in (Answer.NO, Answer.ASK)
        sections += reversed(both) if refused else both
        sections += _some("Left open by the text", judged, verdict.open_readings)
        sections += _some("Already met by the facts", judged, verdict.parts(Part.MET))
        sections += _some("Risks that change no answer", judged, verdict.parts(Part.RISK))
    sections += _contradictions(judged)
    sections += _flags(verdict)
    sections += _bases(judged)
    if verdict.uses:
        sections.append(_steps(judged))
        sections.append(_assumed(judged, profile))
    sections.append(_texts(judged))
    return tuple(sections)


def verdict_text(judged: Judged, profile: Profile, stamp: CatalogStamp | None) -> str:
    """Return a verdict as plain text, with everything that its window shows."""
    answer, meaning = headline(judged)
    lines = [f"{judged.name}: {answer} – {meaning}", f"Plan: {plan_words(profile)}"]
    for section in verdict_nodes(judged, profile):
        lines += ("", section.text, *_written(section.children, "  "))
    lines += ("", NOT_LEGAL_ADVICE)
    if stamp:
        lines.append(f"Catalog as of {stamp.as_of}, revision {stamp.revision}")
    return "\n".join(lines)


def _written(nodes: Iterable[Node], indent: str) -> Iterator[str]:
    for node in nodes:
        said = " ".join(filter(None, (node.mark, node.text)))
        yield f"{indent}- {said}".replace("\n", f"\n{indent}  ")
        if node.below:
            yield f"{indent}  [{node.below}]"
        yield from _written(node.children, f"{indent}  ")


def _uses(verdict: Verdict) -> Iterator[Node]:
    if len(verdict.uses) > 1:
        yield _titled("Use by use", tuple(_use(verdict, use) for use in verdict.uses))


def _use(verdict: Verdict, use: Use) -> Node:
    answer = verdict.of_use(use)
    conditions = sum(use in finding.uses for finding in verdict.conditions)
    text = f"{use_name(use)}: {answer}"
    if conditions:
        text = f"{text}, {numbers.counted(conditions, 'condition')}"
    return Node(text, mark=ANSWER_SIGNS[answer], spoken=str(answer))


def _conditions(judged: Judged) -> Node:
    """Return what must be met: all of it, whatever its length."""
    found = judged.verdict.conditions
    children = tuple(_found(judged, finding) for finding in found)
    nothing = (Node("None that these facts leave open."),)
    return _titled("Conditions", children or nothing, count=len(children))


def _mark(finding: Finding) -> tuple[str, str]:
    """Return sign and word; what is only left open or a risk has no answer of its own."""
    if finding.answer is Answer.YES and finding.part in (Part.CONTESTED, Part.RISK):
        return (_OPEN, "left open") if finding.part is Part.CONTESTED else (_RISK, "risk")
    return ANSWER_SIGNS[finding.answer], str(finding.answer)


def _section(title: str, judged: Judged, findings: Sequence[Finding]) -> Node:
    children = tuple(_found(judged, finding) for finding in findings)
    return _titled(title, children or (Node("None."),), count=len(children))


def _some(title: str, judged: Judged, findings: Sequence[Finding]) -> Iterator[Node]:
    if findings:
        yield _section(title, judged, findings)


def _titled(
    title: str,
    children: tuple[Node, ...],
    *,
    count: int | None = None,
    key: str = "",
    opened: bool = True,
) -> Node:
    text = title if count is None else f"{title} ({count})"
    return Node(text, key=key, children=children, heading=True, opened=opened)


def _found(judged: Judged, finding: Finding) -> Node:
    terms = judged.terms.get(finding.license)
    name = terms.name if terms else finding.license
    at = finding.reference
    where = ", ".join(filter(None, (name, at.place if at else "")))
    base = f"(base {finding.subject})" if finding.subject else ""
    missing = ", ".join(field_of(fact).label for fact in finding.facts)
    asks = f"not known: {missing}" if missing else ""
    placed = " ".join(filter(None, (where, base)))
    return Node(
        finding.text,
        "; ".join(filter(None, (placed, asks))),
        *_mark(finding),
        receipt=_receipt(judged, finding, name),
    )


def _receipt(judged: Judged, finding: Finding, license_name: str) -> TermReceipt | None:
    if finding.reference is None:
        return None
    terms = judged.terms.get(finding.license)
    title = label(finding.term) if finding.term else finding.step.title
    base = f", base {finding.subject}" if finding.subject else ""
    return TermReceipt(
        f"{judged.name}{base}",
        license_name,
        title,
        TermsEntry(finding.text, (finding.reference,)),
        terms.texts if terms else (),
        terms.id if terms else "",
    )


def _contradictions(judged: Judged) -> Iterator[Node]:
    found = judged.contradictions
    if found:
        children = tuple(map(_contradiction, found))
        yield _titled("Contradictions", children, count=len(found), key=CONTRADICTIONS)


def _contradiction(found: Contradiction) -> Node:
    sides = (
        _side(found.one, nearer=found.nearer is Nearer.ONE),
        _side(found.other, nearer=found.nearer is Nearer.OTHER),
    )
    which = "Neither is nearer to the maker" if found.nearer is Nearer.NEITHER else "Why"
    why = Node(f"{which}: {found.why}.")
    rule = f"rule {RULES[found.kind]}"
    return Node(KIND_WORDS[found.kind], rule, "≠", "contradiction", children=(*sides, why))


def _side(side: Side, *, nearer: bool) -> Node:
    below = f"per {side.source}" + (", nearer to the maker" if nearer else "")
    return Node(side.says, below, "▸" if nearer else "")


def _flags(verdict: Verdict) -> Iterator[Node]:
    """Yield warnings; those of contradictions stand with both their sides in a section before."""
    kinds = {str(kind) for kind in ContradictionKind}
    flags = [flag for flag in verdict.flags if flag.kind not in kinds]
    if flags:
        children = tuple(Node(flag.text, f"{words(flag.kind)}, rule {flag.rule}") for flag in flags)
        yield _titled("Flags", children, count=len(flags))


def _bases(judged: Judged) -> Iterator[Node]:
    lines = base_lines(judged.situation)
    if lines:
        yield _titled("Built on", tuple(map(Node, lines)), count=len(lines), key=BASES)


def _steps(judged: Judged) -> Node:
    ordered = sorted(judged.verdict.findings, key=lambda finding: finding.step)
    children = tuple(
        Node(f"{int(step)}. {step.title}", children=tuple(_found(judged, f) for f in found))
        for step, found in groupby(ordered, key=lambda finding: finding.step)
    )
    return _titled("Why, step by step", children, count=len(ordered), opened=False)


def _assumed(judged: Judged, profile: Profile) -> Node:
    said = judged.assumed(profile)
    children = tuple(map(Node, said)) or (Node("Nothing."),)
    return _titled("Assumed, and not known", children, count=len(said))


def _texts(judged: Judged) -> Node:
    children = tuple(
        Node(f"{judged.terms[key].name}: {words(text.role)}", source_words(text))
        for key, text in judged.texts
    )
    nothing = (Node(_NO_TEXT),)
    return _titled("Texts that were read", children or nothing, count=len(children))
