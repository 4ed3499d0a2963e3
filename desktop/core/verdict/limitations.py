"""Step 4: what the limits of a text make of a plan, under the facts given.

One function a type of limitation; thresholds and limits of training have files of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from desktop.core.licenses.license import LimitationTerm, Permission, PermissionValue
from desktop.core.licenses.license_wording import limitation_words, words
from desktop.core.licenses.modality import Modality
from desktop.core.verdict.case import Case
from desktop.core.verdict.permissions import hosted_in_background
from desktop.core.verdict.places import within
from desktop.core.verdict.plan import SHARING
from desktop.core.verdict.profile import Profile, Purpose, Suit, Use
from desktop.core.verdict.thresholds import threshold
from desktop.core.verdict.training import competing_model
from desktop.core.verdict.verdict import Answer, Finding

Judge = Callable[[LimitationTerm, Case], Iterator[Finding]]

_CIRCUMVENTION = "safety-circumvention"


def limitation_findings(case: Case) -> Iterator[Finding]:
    """Yield what each limitation of the text makes of the plan."""
    for term in case.terms.limitations:
        judge = _JUDGES.get(term.type)
        if judge is not None:
            yield from judge(term, case)
        elif term.type in RISKS:
            yield case.risk(term, _risk(term))


def _risk(term: LimitationTerm) -> str:
    """Say what a risk is: its name, what it depends on, and the note."""
    name = words(term.type).capitalize()
    said = limitation_words(term) if any(value for _, value in term.parameters) else ""
    return f"{name}{f' ({said})' if said else ''}: {term.reference.note}"


def _field_of_use(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    barred = [use for use in term.parameter("uses").split(";") if use]
    tags = case.profile.tags
    for tag in tags or ():
        if tag in barred:
            text = f"The purpose “{words(tag)}” is barred. {term.reference.note}"
            yield replace(case.limit(term, Answer.NO, text), tag=tag)
    incomplete = term.parameter("list_incomplete") == "true"
    if incomplete and any(tag not in barred for tag in tags or ()):
        others = words(";".join(tag for tag in tags or () if tag not in barred))
        text = f"The list of barred uses was not found in full; it may bar “{others}”."
        yield case.limit(term, Answer.ASK, f"{text} {term.reference.note}")
    listed = words(";".join(barred))
    if not listed:
        text = f"Obtain the list of barred uses first: it was not found. {term.reference.note}"
        yield case.limit(term, Answer.YES_IF, text, facts=("tags",) if tags is None else ())
        return
    more = ", and others (list not found in full)" if incomplete else ""
    text = f"Stay out of these uses: {listed}{more}. {term.reference.note}"
    yield case.limit(term, Answer.YES_IF, text, facts=("tags",) if tags is None else ())


def _geographic(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    narrowed = term.parameter("applies_to") == "multimodal-models"
    if narrowed and case.modality is Modality.TEXT:
        return
    places = [p for p in term.parameter("jurisdictions").split(";") if p]
    fact, known = _place(term, case.profile)
    named = words(term.parameter("jurisdictions"))
    if known and not any(within(here, there) for here in known for there in places):
        return
    if case.profile.received_in_product and term.parameter("end_users_excepted") == "true":
        text = f"End users of somebody's product are excepted. {term.reference.note}"
        yield case.risk(term, text)
        return
    if not known:
        facts = (fact, "modality") if narrowed and case.modality is None else (fact,)
        text = f"No rights in {named}, and the facts do not say where. {term.reference.note}"
        yield case.limit(term, Answer.ASK, text, facts=facts)
    elif narrowed and case.modality is None:
        text = f"No rights in {named} if the model is multimodal. {term.reference.note}"
        yield case.limit(term, Answer.ASK, text, facts=("modality",))
    else:
        yield case.limit(term, Answer.NO, f"No rights in {named}. {term.reference.note}")


def _place(term: LimitationTerm, profile: Profile) -> tuple[str, tuple[str, ...]]:
    """Return the fact that counts, and the places it names."""
    if term.parameter("who") == "any-use-there":
        return "used_in", profile.used_in
    return "based_in", (profile.based_in,) if profile.based_in else ()


def _non_commercial(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    barred = set(case.profile.has(Use.COMMERCIAL_PRODUCT))
    internal = case.terms.permission(Permission.INTERNAL_BUSINESS_USE)
    # "Unless the permission says otherwise": one that is granted or in dispute does.
    settled = internal is None or internal.value in (
        PermissionValue.FORBIDDEN,
        PermissionValue.SILENT,
    )
    if settled:
        barred.update(case.profile.has(Use.INTERNAL_BUSINESS))
    money = (Use.HOST_SERVICE, Use.FINE_TUNE_PRIVATE, *SHARING)
    if case.profile.aim is Purpose.COMMERCIAL:
        barred.update(case.profile.has(*money))
    elif case.profile.aim is None and (if_paid := case.profile.has(*money)):
        text = f"Only if it is not done for money. {term.reference.note}"
        yield case.limit(term, Answer.YES_IF, text, uses=if_paid, facts=("purpose",))
    if uses := tuple(use for use in case.uses if use in barred):
        yield case.limit(term, Answer.NO, term.reference.note, uses=uses)


def _hosting(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    uses = case.profile.has(Use.HOST_SERVICE)
    if uses and hosted_in_background(case):
        text = "Only while the model works in the background of an end-user product."
        yield case.limit(term, Answer.YES_IF, f"{text} {term.reference.note}", uses=uses)
    elif uses:
        may_be = term.parameter("background_excepted") == "true"
        open_ = may_be and case.profile.background_in_product is None
        for found in _barred_to_some(term, case, uses):
            if not open_:
                yield found
                continue
            text = f"{found.text} Work in the background of an end-user product is excepted."
            yield replace(found, text=text, facts=(*found.facts, "background_in_product"))


def _no_distribution(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    if uses := case.profile.has(*SHARING):
        yield from _barred_to_some(term, case, uses)


def _barred_to_some(term: LimitationTerm, case: Case, uses: tuple[Use, ...]) -> Iterator[Finding]:
    """Yield a bar of some uses, which may hold for commercial entities only."""
    entity = case.profile.commercial_entity
    if term.parameter("applies_to") != "commercial entities" or entity:
        yield case.limit(term, Answer.NO, term.reference.note, uses=uses)
    elif entity is None:
        text = f"Only if you are no commercial entity. {term.reference.note}"
        yield case.limit(term, Answer.YES_IF, text, uses=uses, facts=("entity",))


def _no_derivatives(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    profile = case.profile
    uses = profile.has(Use.PUBLISH_FINE_TUNE)
    passed_on = profile.has(Use.REDISTRIBUTE_WEIGHTS)
    if profile.modified:
        uses += passed_on
    elif profile.modified is None and passed_on:
        text = f"Only if you pass it on unchanged. {term.reference.note}"
        yield case.limit(term, Answer.YES_IF, text, uses=passed_on, facts=("modified",))
    if uses:
        yield case.limit(term, Answer.NO, term.reference.note, uses=uses)


def _competitor(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    if case.profile.competitor:
        yield case.limit(term, Answer.NO, term.reference.note)
    elif case.profile.competitor is None:
        text = f"Nobody says whether you compete with the licensor. {term.reference.note}"
        yield case.limit(term, Answer.ASK, text, facts=("competitor",))


_SUITS = {
    "patent": (Suit.PATENT,),
    "patent-copyright": (Suit.PATENT, Suit.COPYRIGHT),
    "any-ip": (Suit.PATENT, Suit.COPYRIGHT, Suit.OTHER_IP),
}
_ONLY_PATENTS_END = "patent-license-ends"


def _litigation(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    said = f"{limitation_words(term).capitalize()}. {term.reference.note}"
    ends = case.uses
    if term.parameter("effect") == _ONLY_PATENTS_END:
        ends = case.profile.has(Use.PATENT_ASSURANCE)
    within_scope = case.profile.suing in _SUITS.get(term.parameter("scope"), tuple(Suit))
    if case.profile.suing not in (None, Suit.NONE) and within_scope and ends:
        yield case.limit(term, Answer.NO, f"The suit ends these rights: {said}", uses=ends)
    else:
        yield case.risk(term, said)


def _guardrails(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    if _CIRCUMVENTION in (case.profile.tags or ()):
        text = f"The plan itself ends the license. {term.reference.note}"
        yield case.limit(term, Answer.NO, text)
    else:
        yield case.risk(term, term.reference.note)


RISKS = frozenset(
    {
        *("output-ownership", "penalty", "unilateral-change", "revocable", "remote-restriction"),
        *("termination", "no-sublicensing", "patent-excluded"),
    }
)
"""Limitations that are shown as risks and change no answer by themselves."""

_JUDGES: dict[str, Judge] = {
    "field-of-use": _field_of_use,
    "geographic": _geographic,
    "threshold": threshold,
    "non-commercial": _non_commercial,
    "research-only": _non_commercial,
    "no-production": _non_commercial,
    "hosting-prohibited": _hosting,
    "no-distribution": _no_distribution,
    "no-derivatives-sharing": _no_derivatives,
    "competing-model": competing_model,
    "competitor": _competitor,
    "litigation-retaliation": _litigation,
    "guardrail-termination": _guardrails,
}
