"""Step 5: the duties that a plan calls for, and those that its facts already meet."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.licenses.license import ConditionTerm
from desktop.core.licenses.license_wording import condition_phrase
from desktop.core.licenses.naming import NAME_DUTIES, name_fits
from desktop.core.verdict.case import Case
from desktop.core.verdict.permissions import hosted_in_background
from desktop.core.verdict.plan import Met, triggers
from desktop.core.verdict.profile import Use
from desktop.core.verdict.thresholds import crossed
from desktop.core.verdict.verdict import Answer, Finding


def duty_findings(case: Case) -> Iterator[Finding]:
    """Yield the duties of a text whose trigger the plan meets."""
    met = triggers(case.profile, case.terms)
    for term in case.terms.conditions:
        found = [m for trigger in term.triggers for m in met.get(trigger, ())]
        if term.applies_to == _HOSTING:
            hosted = () if hosted_in_background(case) else case.profile.has(Use.HOST_SERVICE)
            found = [Met(hosted)] if hosted and found else []
        if "threshold" in term.triggers:
            # A name to be shown belongs to the thresholds that ask for one, all else to the others.
            over = crossed(case, name_only=term.type == "attribution-display")
            found += [Met(over)] if over else []
        if found:
            yield _duty(term, case, _joined(found, case))


def _joined(found: list[Met], case: Case) -> Met:
    """Return several triggers as one; it is open only where none of them is certain."""
    uses = tuple(u for u in case.uses if any(u in m.uses for m in found))
    if any(not m.proviso for m in found):
        return Met(uses)
    provisos = dict.fromkeys(m.proviso for m in found)
    facts = dict.fromkeys(fact for m in found for fact in m.facts)
    return Met(uses, " or ".join(provisos), tuple(facts))


def _duty(term: ConditionTerm, case: Case, met: Met) -> Finding:
    said = condition_phrase(term)
    text = f"{met.proviso[:1].upper()}{met.proviso[1:]}: {said}" if met.proviso else said
    answer, why = _against_facts(term, case)
    if why:
        text = f"{text} {why}"
    facts = met.facts
    profile = case.profile
    if (
        term.type == "share-alike"
        and not profile.new_license
        and profile.has(Use.PUBLISH_FINE_TUNE)
    ):
        facts = (*facts, "new_license")  # it can turn this duty into a no
    return case.duty(term, text, met.uses, () if why else facts, answer=answer)


def _against_facts(term: ConditionTerm, case: Case) -> tuple[Answer, str]:
    """Return what the facts make of a duty, and why; ``yes-if`` without a reason: nothing."""
    profile = case.profile
    if term.type == "registration" and profile.registered:
        return Answer.YES, "(Done, by the facts given.)"
    if term.type in NAME_DUTIES and profile.model_name:
        if name_fits(term, profile.model_name):
            return Answer.YES, f"(“{profile.model_name}” does.)"
        return Answer.YES_IF, f"(“{profile.model_name}” does not.)"
    shared = profile.has(Use.PUBLISH_FINE_TUNE)
    if term.type == "share-alike" and profile.new_license and shared:
        if profile.new_license in (case.terms.id, *ACCEPTED.get(case.terms.id, ())):
            return Answer.YES, f"(“{profile.new_license}” is accepted.)"
        if term.scope in ("", "work", "library"):
            return Answer.NO, f"(“{profile.new_license}” is another license.)"
    return Answer.YES_IF, ""


_HOSTING = "hosting use"
ACCEPTED = {"cc-by-sa-4.0": ("gpl-3.0",), "lgpl-3.0": ("gpl-3.0",)}
"""Other licenses that a share-alike license takes for its own derivatives.

The list of BY-SA compatible licenses that section 1 of CC BY-SA 4.0 points to; section 2(b) of
LGPL 3.0.
"""
