"""Step 4, thresholds: whose figure, measured when, and with what effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.core import numbers
from desktop.core.licenses.license import LimitationTerm
from desktop.core.licenses.license_wording import words
from desktop.core.verdict.case import Case
from desktop.core.verdict.plan import commercial_uses, perhaps_commercial
from desktop.core.verdict.profile import PARTS_OF, Profile, Use
from desktop.core.verdict.profile_fields import field_of
from desktop.core.verdict.verdict import Answer, Finding

_PRODUCT = "product-using-model"
_COMMERCIAL_EFFECT = "commercial-use-not-licensed"
_NAME_EFFECT = "name-display-required"

_MONEY = {
    ("annual-revenue", "company"): "company_annual_revenue_usd",
    ("annual-revenue", "company-group"): "group_annual_revenue_usd",
    ("12-month-revenue", "company-group"): "group_annual_revenue_usd",
    ("monthly-revenue", "company-group"): "group_monthly_revenue_usd",
    ("monthly-revenue", _PRODUCT): "product_monthly_revenue_usd",
    ("annual-recurring-revenue", _PRODUCT): "product_annual_revenue_usd",
}
WHOLES = {part: tuple(whole for each, whole in PARTS_OF if each == part) for part, _ in PARTS_OF}
"""Figures that are never less than the one asked for: below the limit, they settle it."""
PARTS = {whole: tuple(part for part, each in PARTS_OF if each == whole) for _, whole in PARTS_OF}
"""Figures that are never more than the one asked for: over the limit, they settle it."""


def threshold(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    """Yield what a threshold makes of a plan."""
    certain, if_paid = _uses(term, case)
    if not certain and not if_paid:
        return
    if _excepted(term, case.profile):
        text = f"Received inside an end-user product, which is excepted: {term.reference.note}"
        yield case.risk(term, text)
        return
    if not _applies(term, case.profile):
        return
    found = _figure(term, case.profile)
    if found.crossed is None:
        yield _unknown(term, case, certain + if_paid, found.fact)
    elif found.crossed:
        yield from _crossed(term, case, certain, if_paid, found)
    elif term.parameter("measured") == "ongoing":
        yield _below(term, case, certain + if_paid, found)


def crossed(case: Case, *, name_only: bool) -> tuple[Use, ...]:
    """Return the uses for which the facts cross a threshold.

    Args:
        case: What is judged.
        name_only: Whether to look at thresholds that ask for a name to be shown, or at all others.
    """
    found: set[Use] = set()
    for term in case.terms.limitations:
        if term.type != "threshold" or (term.parameter("effect") == _NAME_EFFECT) != name_only:
            continue
        if _applies(term, case.profile) and _figure(term, case.profile).crossed:
            certain, if_paid = _uses(term, case)
            found.update(certain + if_paid)
    return tuple(use for use in case.uses if use in found)


@dataclass(frozen=True, slots=True)
class _Figure:
    """What the facts say; ``crossed`` None: nothing."""

    fact: str
    value: float | None
    crossed: bool | None


def _figure(term: LimitationTerm, profile: Profile) -> _Figure:
    fact = fact_of(term)
    exact = getattr(profile, fact)
    if exact is not None:
        return _Figure(fact, exact, _over(term, exact))
    for larger in WHOLES.get(fact, ()):
        value = getattr(profile, larger)
        if value is not None and not _over(term, value):
            return _Figure(larger, value, False)
    for smaller in PARTS.get(fact, ()):
        value = getattr(profile, smaller)
        if value is not None and _over(term, value):
            return _Figure(smaller, value, True)
    return _Figure(fact, None, None)


def fact_of(term: LimitationTerm) -> str:
    """Return the name of the profile's figure that a threshold is measured by."""
    metric, whose = term.parameter("metric"), term.parameter("counts_for")
    match metric:
        case "devices":
            return "devices"
        case "daily-active-users":
            return "group_daily_users"
        case "monthly-active-users" if whose == _PRODUCT:
            return "product_mau"
        case "monthly-active-users" if term.parameter("measured") == "at-release":
            return "group_mau_at_release"
        case "monthly-active-users":
            return "group_mau_now"
    return _MONEY.get((metric, whose), "group_annual_revenue_usd")


def _over(term: LimitationTerm, value: float) -> bool:
    limit = float(term.parameter("value"))
    return value >= limit if term.parameter("operator") == ">=" else value > limit


def _only_for_maas(term: LimitationTerm) -> bool:
    return "model-as-a-service" in term.parameter("applies_to")


def _uses(term: LimitationTerm, case: Case) -> tuple[tuple[Use, ...], tuple[Use, ...]]:
    """Return the uses that a threshold touches, and those that it does if they are for money."""
    applies = term.parameter("applies_to")
    narrowed = applies.startswith("commercial use")
    if not narrowed and term.parameter("effect") != _COMMERCIAL_EFFECT:
        return case.uses, ()
    commercial = commercial_uses(case.profile, case.terms)
    if "not internal use" in applies:
        commercial = tuple(u for u in commercial if u is not Use.INTERNAL_BUSINESS)
    return commercial, perhaps_commercial(case.profile)


def _unknown(term: LimitationTerm, case: Case, uses: tuple[Use, ...], fact: str) -> Finding:
    if term.parameter("effect") == _NAME_EFFECT:
        text = f"If {_whose(term)} has more than {_limit(term)}, show the name"
    elif term.parameter("measured") == "at-release":
        text = f"Only if {_whose(term)} had {_at_most(term)} in the month before release"
    else:
        text = f"Only while {_whose(term)} {_stays(term)} {_at_most(term)}"
    facts = (fact, "runs_maas") if _needs_maas(term, case) else (fact,)
    return case.limit(term, Answer.YES_IF, f"{text}. {term.reference.note}", uses=uses, facts=facts)


def _crossed(
    term: LimitationTerm,
    case: Case,
    certain: tuple[Use, ...],
    if_paid: tuple[Use, ...],
    found: _Figure,
) -> Iterator[Finding]:
    said = f"{_amount(term, found.value)} is over the limit of {_limit(term)}"
    text = f"{said} ({_label(found.fact)}). {term.reference.note}"
    if term.parameter("effect") == _NAME_EFFECT:
        yield case.limit(term, Answer.YES_IF, text, uses=certain + if_paid)
        return
    maas = _needs_maas(term, case)
    if maas:
        text = f"Only if the group runs no model-as-a-service business: {text}"
    if certain:
        answer, facts = (Answer.YES_IF, ("runs_maas",)) if maas else (Answer.NO, ())
        yield case.limit(term, answer, text, uses=certain, facts=facts)
    if if_paid:
        text = f"Only if it is not done for money: {text}"
        yield case.limit(term, Answer.YES_IF, text, uses=if_paid, facts=("purpose",))


def _below(term: LimitationTerm, case: Case, uses: tuple[Use, ...], found: _Figure) -> Finding:
    room = float(term.parameter("value")) - float(found.value or 0)
    to_go = f"{_amount(term, room)} to go ({_label(found.fact)})"
    if term.parameter("effect") == _NAME_EFFECT:
        text = f"Above {_limit(term)}, show the name; {to_go}. {term.reference.note}"
    else:
        within = "below" if term.parameter("operator") == ">=" else "at or below"
        text = f"Stay {within} {_limit(term)}; {to_go}. {term.reference.note}"
    return case.limit(term, Answer.YES_IF, text, uses=uses)


def _excepted(term: LimitationTerm, profile: Profile) -> bool:
    return bool(profile.received_in_product) and term.parameter("end_users_excepted") == "true"


def _applies(term: LimitationTerm, profile: Profile) -> bool:
    elsewhere = _only_for_maas(term) and profile.runs_maas is False
    return not elsewhere and not _excepted(term, profile)


def _needs_maas(term: LimitationTerm, case: Case) -> bool:
    return _only_for_maas(term) and case.profile.runs_maas is None


def _label(fact: str) -> str:
    return field_of(fact).label.lower()


def _whose(term: LimitationTerm) -> str:
    return words(term.parameter("counts_for")) or "the product"


def _stays(term: LimitationTerm) -> str:
    return "has" if _users(term) else "earns"


def _users(term: LimitationTerm) -> bool:
    return not term.parameter("currency")


def _at_most(term: LimitationTerm) -> str:
    less = "less than" if term.parameter("operator") == ">=" else "at most"
    return f"{less} {_limit(term)}"


def _limit(term: LimitationTerm) -> str:
    return f"{_amount(term, float(term.parameter('value')))} ({words(term.parameter('metric'))})"


def _amount(term: LimitationTerm, value: float | None) -> str:
    count = numbers.count(int(value or 0))
    return f"{term.parameter('currency')} {count}".strip()
