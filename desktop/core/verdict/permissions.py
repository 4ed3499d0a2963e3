"""Steps 2 and 3: what a text permits of the uses of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.licenses.license import Permission, PermissionTerm, PermissionValue, Terms
from desktop.core.verdict.case import Case
from desktop.core.verdict.plan import permissions
from desktop.core.verdict.profile import Use
from desktop.core.verdict.verdict import Answer, Finding, Part, StepOf

_ANSWERS = {
    PermissionValue.ALLOWED: Answer.YES,
    PermissionValue.ALLOWED_WITH_CONDITIONS: Answer.YES_IF,
    PermissionValue.FORBIDDEN: Answer.NO,
    PermissionValue.AMBIGUOUS: Answer.ASK,
    PermissionValue.SILENT: Answer.ASK,
}
_UNRESTRICTED_IF_SILENT = (Permission.USE_OUTPUTS, Permission.TRAIN_ON_OUTPUTS)
"""A license of weights that says nothing about outputs restricts nothing there."""


def permission_findings(case: Case) -> Iterator[Finding]:
    """Yield what the text says about each permission that the plan needs."""
    outputs_limit = limits_training(case.terms)
    needed: dict[Permission, list[Use]] = {}
    for use in case.uses:
        for permission in permissions(use, case.profile):
            needed.setdefault(permission, []).append(use)
    for permission, uses in needed.items():
        if permission is Permission.TRAIN_ON_OUTPUTS and outputs_limit:
            continue  # decided by that limitation, not by the bare value
        if permission is Permission.HOST_AS_SERVICE and hosted_in_background(case):
            continue  # the bar on hosting excepts it
        yield permission_finding(case, permission, tuple(uses))
    hosted = case.profile.has(Use.HOST_SERVICE)
    if hosted and case.profile.aim is None:
        yield from _if_for_money(case, hosted)


def limits_training(terms: Terms) -> bool:
    """Whether a text limits which models its outputs may improve."""
    return any(
        x.type == "competing-model" and "outputs" in x.parameter("covers")
        for x in terms.limitations
    )


def hosted_in_background(case: Case) -> bool:
    """Whether a bar on hosting excepts the plan: it works in the background of a product."""
    return bool(case.profile.background_in_product) and any(
        x.type == "hosting-prohibited" and x.parameter("background_excepted") == "true"
        for x in case.terms.limitations
    )


def permission_finding(case: Case, permission: Permission, uses: tuple[Use, ...]) -> Finding:
    """Return what the text says about one permission."""
    term = case.terms.permission(permission)
    if term is None:
        text = f"The reading of the text says nothing about {permission}."
        return Finding(
            *(Part.REASON, StepOf.PERMISSION, Answer.ASK, str(permission), text, uses),
            license=case.terms.id,
        )
    return case.permission(term, _answer(term), _text(term), uses)


def _answer(term: PermissionTerm) -> Answer:
    silent = term.value is PermissionValue.SILENT
    if silent and term.permission in _UNRESTRICTED_IF_SILENT:
        return Answer.YES
    return _ANSWERS[term.value]


def _text(term: PermissionTerm) -> str:
    note = term.reference.note
    if term.value is not PermissionValue.SILENT:
        return note
    if term.permission in _UNRESTRICTED_IF_SILENT:
        return f"Not mentioned, not restricted. {note}"
    return f"Not granted: what is not granted is reserved. {note}"


def _if_for_money(case: Case, hosted: tuple[Use, ...]) -> Iterator[Finding]:
    """A service may be for money: what commerce would add is a condition until that is known."""
    commerce = permission_finding(case, Permission.COMMERCIAL_USE, hosted)
    term = case.terms.permission(Permission.COMMERCIAL_USE)
    if term is None or commerce.answer is Answer.YES:
        return
    text = {
        Answer.NO: f"Only if the service is not offered for money: {commerce.text}",
        Answer.ASK: f"Only if the service is not offered for money, else ask: {commerce.text}",
    }.get(commerce.answer, f"If the service is offered for money: {commerce.text}")
    yield case.permission(term, Answer.YES_IF, text, hosted, ("purpose",))
