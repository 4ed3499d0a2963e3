"""``weighbridge can-i``: may I use it, and on what does that rest."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.cli.profiles import profile_of
from desktop.cli.wording import columns, stamp_note
from desktop.core import numbers
from desktop.core.errors import NotFoundError, UsageError
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.licenses.license_wording import provenance, source_place
from desktop.core.verdict.expressions import JudgedPart, leaves
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.profile import Profile
from desktop.core.verdict.verdict import Finding, Part
from desktop.core.verdict.verdict_wording import ANSWER_WORDS
from desktop.formats.tables import Column, Fit, Table
from desktop.formats.verdict_document import expression_document, verdict_document
from desktop.services.lookup import Lookup
from desktop.services.verdicts import Verdicts

_SHEET = (
    *("part", "step", "answer", "term", "text", "license", "base", "document", "section", "line"),
    *("uses", "facts"),
)
_FOUND = (
    Column("Answer", fit=Fit.KEEP),
    Column("What"),
    Column("License", fit=Fit.KEEP),
    Column("Where"),
)


def judge(asked: argparse.Namespace, reader: CatalogReader) -> Answer:
    """Return the verdict of a model or license, or of an SPDX expression of licenses.

    Raises:
        UsageError: no use was named, or an expression cannot be read.
        NotFoundError: there is no such model or license.
        ProfileFileError: the profile cannot be used.
    """
    profile = profile_of(asked, reader, needs_use=True)
    lookup = Lookup(reader)
    found, part = _found(asked.subject, lookup, Verdicts(reader), profile)
    joined = list(leaves(part)) if part else []
    assumed = found.assumed(profile)
    stamp = reader.stamp()
    return Answer(
        document=lambda: (
            verdict_document(found, profile, stamp)
            | {
                "expression": expression_document(part) if part else None,
                "hints": list(lookup.hints),
            }
        ),
        tables=lambda: [
            *_tables(found, profile, assumed, why=asked.why),
            *_joined_tables(joined),
            Table("", (), (), (NOT_LEGAL_ADVICE, stamp_note(stamp))),
        ],
        sheet=lambda: Table("", columns(_SHEET), (*_sheet(found), *_joined_rows(joined))),
        remarks=lookup.hints,
    )


def _found(
    subject: str, lookup: Lookup, verdicts: Verdicts, profile: Profile
) -> tuple[Judged, JudgedPart | None]:
    try:
        kind, key = lookup.model_or_license(subject)
    except (NotFoundError, UsageError):
        expression = lookup.expression(subject)
        if expression is None:
            raise
        return verdicts.expression(*expression, profile)
    if kind == "model":
        return verdicts.models([key], profile)[key], None
    return verdicts.license(key, profile), None


def _tables(
    found: Judged, profile: Profile, assumed: Sequence[str], *, why: bool
) -> Iterator[Table]:
    verdict = found.verdict
    name = found.name if found.name == verdict.subject else f"{found.name} ({verdict.subject})"
    yield Table(
        f"{name}: {verdict.answer}",
        (Column("Use", fit=Fit.KEEP), Column("Answer", fit=Fit.KEEP), Column("Meaning")),
        tuple(
            (str(use), str(verdict.of_use(use)), ANSWER_WORDS[verdict.of_use(use)])
            for use in profile.uses
        ),
    )
    conditions = verdict.conditions
    title = f"Conditions ({len(conditions)})"
    yield _findings(title, conditions, "None that these facts leave open.")
    yield _findings("Reasons", verdict.deciding, "None.")
    yield from _some("Already met by the facts", verdict.parts(Part.MET))
    yield from _told("Left open by the text", verdict.open_readings)
    yield from _told("Risks that change no answer", verdict.parts(Part.RISK))
    if verdict.flags:
        rows = tuple((flag.kind, flag.text, flag.rule) for flag in verdict.flags)
        yield Table("Flags", (Column("Flag", fit=Fit.KEEP), *columns(("What", "Rule"))), rows)
    if why:
        steps = sorted(verdict.findings, key=lambda f: f.step)
        yield Table(
            "Why, step by step",
            (Column("Step"), *_FOUND),
            tuple((f"{int(f.step)} {f.step.title}", *_row(f)) for f in steps),
        )
    yield Table("Assumed", (), (), tuple(assumed) or ("Nothing.",))
    yield Table(
        "Texts that were read",
        columns(("License", "Document", "From", "Repository, path and commit")),
        tuple(
            (key, text.role, provenance(text) or numbers.MISSING, source_place(text))
            for key, text in found.texts
        ),
        () if found.texts else ("None: no text, no “yes”.",),
    )


def _joined_tables(joined: Sequence[tuple[JudgedPart, bool]]) -> Iterator[Table]:
    """Yield every license of an expression, and in full those that the answer does not rest on."""
    if not joined:
        return
    yield Table(
        "Licenses of the expression",
        (*columns(("License", "Answer", "Conditions")), Column("In the answer")),
        tuple(
            (
                *(leaf.written, str(leaf.verdict.answer), str(len(leaf.verdict.conditions))),
                "yes"
                if counts
                else "no: another one may be chosen, whose answer is milder or equal",
            )
            for leaf, counts in joined
        ),
        ("OR: you may choose, the mildest answer counts. AND: all apply, the most severe counts.",),
    )
    for leaf, counts in joined:
        if not counts:
            both = (*leaf.verdict.conditions, *leaf.verdict.reasons)
            yield _findings(f"Instead, {leaf.written}: {leaf.verdict.answer}", both, "Nothing.")


def _joined_rows(joined: Sequence[tuple[JudgedPart, bool]]) -> Iterator[tuple[str, ...]]:
    for leaf, counts in joined:
        said = f"{numbers.counted(len(leaf.verdict.conditions), 'condition')}"
        kind = "license" if counts else "instead"
        yield (kind, "", str(leaf.verdict.answer), "", said, leaf.written, *("",) * 6)


def _some(title: str, findings: Sequence[Finding]) -> Iterator[Table]:
    if findings:
        yield _findings(title, findings, "")


def _told(title: str, findings: Sequence[Finding]) -> Iterator[Table]:
    """Yield findings that have no answer of their own."""
    if findings:
        yield Table(title, _FOUND[1:], tuple(_row(finding)[1:] for finding in findings))


def _findings(title: str, findings: Sequence[Finding], none: str) -> Table:
    return Table(title, _FOUND, tuple(map(_row, findings)), () if findings else (none,))


def _row(finding: Finding) -> tuple[str, str, str, str]:
    base = f" (base {finding.subject})" if finding.subject else ""
    place = finding.reference.place if finding.reference else numbers.MISSING
    return (
        str(finding.answer),
        finding.text,
        f"{finding.license or numbers.MISSING}{base}",
        place,
    )


def _sheet(found: Judged) -> Iterator[tuple[str, ...]]:
    verdict = found.verdict
    yield ("verdict", "", str(verdict.answer), *("",) * 7, _joined(verdict.uses), "")
    for f in verdict.findings:
        at = f.reference
        yield (
            *(str(f.part), str(int(f.step)), str(f.answer), f.term, f.text, f.license, f.subject),
            *((at.document, at.section, str(at.line)) if at else ("", "", "")),
            *(_joined(f.uses), ";".join(f.facts)),
        )
    for flag in verdict.flags:
        yield ("flag", "", "", flag.kind, flag.text, "", "", "", flag.rule, "", "", "")


def _joined(values: Sequence[str]) -> str:
    return ";".join(map(str, values))
