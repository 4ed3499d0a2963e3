"""Judge several licenses that are joined: one of them may be chosen, or all of them apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from desktop.core.licenses.spdx import Expression, Joint, Symbol
from desktop.core.verdict.verdict import Answer, Finding, Part, StepOf, Verdict


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """An expression, or a part of one, with its verdict.

    Attributes:
        written: The part, normalized.
        verdict: Of ``OR`` that of the chosen part, of ``AND`` all that its parts found.
        joint: How its parts go together; None for a single license.
        chosen: Which part has the mildest answer, the one with fewest conditions among equals,
            then the first; None where there is no choice.
    """

    written: str
    verdict: Verdict
    joint: Joint | None = None
    parts: tuple[JudgedPart, ...] = ()
    chosen: int | None = None


def judge_expression(expression: Expression, judge: Callable[[Symbol], Verdict]) -> JudgedPart:
    """Return the verdict of an expression with those of its parts.

    Args:
        expression: What is asked about.
        judge: Returns the verdict of a license by itself, without its exception.
    """
    written = str(expression)
    if isinstance(expression, Symbol):
        return JudgedPart(written, _excepted(expression, judge(expression)))
    parts = tuple(judge_expression(part, judge) for part in expression.parts)
    if expression.joint is Joint.AND:
        return JudgedPart(written, _all(written, parts), Joint.AND, parts)
    chosen = min(range(len(parts)), key=lambda at: (*_cost(parts[at].verdict), at))
    verdict = replace(parts[chosen].verdict, subject=written)
    return JudgedPart(written, verdict, Joint.OR, parts, chosen)


def leaves(part: JudgedPart, *, counts: bool = True) -> Iterator[tuple[JudgedPart, bool]]:
    """Yield the single licenses in order, each with whether its verdict counts."""
    if part.joint is None:
        yield part, counts
    for at, inner in enumerate(part.parts):
        yield from leaves(inner, counts=counts and part.chosen in (None, at))


def _cost(verdict: Verdict) -> tuple[int, int]:
    return verdict.answer.severity, len(verdict.conditions)


def _all(written: str, parts: tuple[JudgedPart, ...]) -> Verdict:
    verdicts = [part.verdict for part in parts]
    return Verdict(
        written,
        tuple(dict.fromkeys(key for v in verdicts for key in v.licenses)),
        verdicts[0].uses,
        tuple(dict.fromkeys(finding for v in verdicts for finding in v.findings)),
        tuple(dict.fromkeys(flag for v in verdicts for flag in v.flags)),
    )


def _excepted(symbol: Symbol, verdict: Verdict) -> Verdict:
    if not symbol.exception:
        return verdict
    text = (
        f"{symbol.key} with the exception {symbol.exception}, whose text the catalog has not read:"
        " an exception adds permissions, so what the license forbids may be allowed by it."
    )
    found = Finding(Part.REASON, StepOf.RESOLVE, Answer.ASK, "", text, verdict.uses)
    return replace(verdict, subject=str(symbol), findings=(*verdict.findings, found))
