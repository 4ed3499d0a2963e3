"""The words in which conditions, limitations and sources of a license text are shown.

Window, report and command line all use these, so that no place leaves out what another shows.
"""

from __future__ import annotations

from urllib.parse import quote

from desktop.core import numbers
from desktop.core.licenses.license import ConditionTerm, LicenseText, LimitationTerm

LIST_NOT_FOUND = "list not found: none can be ruled out"
"""What is said where a text bars uses by a list that is in no text that was read."""

_PROVENANCE = {
    "official-repo": "official repository",
    "license-database": "license database",
    "third-party-copy": "third-party copy",
}

_WORDS = {
    "other-llm": "other language models",
    "any-ai-model": "any AI model",
    "materials-and-outputs": "materials or outputs",
    "patent": "patents",
    "patent-copyright": "patents or copyright",
    "any-ip": "any intellectual property",
    "licensor": "the licensor",
    "12-month-revenue": "revenue of 12 months",
    "product-using-model": "the product using the model",
    "licensee-all-products": "all products of the licensee",
    "licensee-and-affiliates-all-products": "all products of licensee and affiliates",
    "company": "the company",
    "company-group": "the whole group of companies",
    "domicile-or-principal-place-of-business": "by place of the company",
    "any-use-there": "by place of use",
    "breach-automatic": "on breach, at once",
    "breach-notice": "on breach, after notice",
    "violence-terrorism": "violence or terrorism",
    "espionage-surveillance": "espionage or surveillance",
    "self-harm": "self-harm",
    "spam-fraud": "spam or fraud",
    "undisclosed-ai-content": "passing machine content off as human",
    "pii-misuse": "misuse of personal data",
    "ip-infringement": "infringing rights of others",
    "unlicensed-profession": "unlicensed practice of a profession",
    "justice-law-enforcement": "justice or law enforcement",
    "safety-circumvention": "getting round safety measures",
    "national-security": "against national security",
    "social-ethics": "against social ethics",
    "synthetic-data-commercial": "synthetic data for commerce",
    "export-sanctions": "against export sanctions",
    "harm-people-property": "harm to people or property",
    "animals": "harm to living beings",
}
"""Keys of the vocabulary that are no words for readers when only their hyphens go."""


def words(key: str) -> str:
    """Return one key of the vocabulary, or several joined by ``;``, for readers.

    What holds a blank is plain text and keeps its hyphens.
    """
    return ", ".join(_word(k) for k in key.split(";") if k)


def _word(key: str) -> str:
    return _WORDS.get(key, key if " " in key else key.replace("-", " "))


def condition_words(condition: ConditionTerm) -> str:
    """Return a duty in words: wording, triggers, and how far it reaches."""
    parts = [f"“{condition.wording}”"] if condition.wording else []
    parts.append(f"on {' or '.join(words(trigger) for trigger in condition.triggers)}")
    if condition.applies_to:
        parts.append(f"applies to {words(condition.applies_to)}")
    if condition.scope:
        parts.append(f"scope: {words(condition.scope)}")
    if condition.only_if_present:
        parts.append("if there is one")
    return ", ".join(parts)


def condition_phrase(condition: ConditionTerm) -> str:
    """Return a duty as what has to be done, without what triggers it."""
    parts = [condition.reference.note]
    if condition.wording and condition.wording not in condition.reference.note:
        either = condition.wording.replace(" | ", "” or “")
        parts.append(f"Wording: “{either}”.")
    if condition.applies_to:
        parts.append(f"For {words(condition.applies_to)} only.")
    if condition.only_if_present and "if there is" not in condition.reference.note.lower():
        parts.append("If there is one.")
    if condition.url:
        parts.append(f"See {condition.url}")
    return " ".join(parts)


def limitation_words(limitation: LimitationTerm) -> str:
    """Return a limitation in words, with all of its parameters."""
    left = dict(limitation.parameters)
    say = _SAY.get(limitation.type)
    parts = [say(left)] if say else []
    # What no sentence took up is shown as it stands: a parameter decides, even a new one.
    parts += [f"{name.replace('_', ' ')}: {words(value)}" for name, value in left.items() if value]
    return ", ".join(filter(None, parts)) or "yes"


def provenance(text: LicenseText) -> str:
    """Say whose copy of a text was read, blank where that is not known."""
    return _PROVENANCE.get(text.provenance, text.provenance)


def source_place(text: LicenseText) -> str:
    """Say where a text was read, blank where that is not known."""
    at = f" @ {text.commit[:12]}" if text.commit else ""
    return f"{text.repository}: {text.path}{at}" if text.repository else text.url


def address_of_copy(text: LicenseText) -> str:
    """Return where the very file that was read can be had, blank where that is not known."""
    if not (text.repository and text.path and text.commit):
        return ""
    path = quote(f"{text.repository}/{text.commit}/{text.path}")
    return f"https://raw.githubusercontent.com/{path}"


def source_words(text: LicenseText) -> str:
    """Say which copy of a text was read: whose, and where."""
    return ", ".join(filter(None, (provenance(text), source_place(text)))) or numbers.MISSING


def _take(left: dict[str, str], name: str) -> str:
    return left.pop(name, "")


def _excepted(left: dict[str, str], name: str, what: str) -> str:
    value = _take(left, name)
    if not value:
        return ""
    return f"{what} excepted" if value == "true" else f"{what} not excepted"


def _threshold(left: dict[str, str]) -> str:
    value = _take(left, "value")
    amount = numbers.count(int(value)) if value.isdigit() else value
    parts = (_take(left, "operator"), _take(left, "currency"), amount, words(_take(left, "metric")))
    text = " ".join(filter(None, parts))
    whose, measured = words(_take(left, "counts_for")), words(_take(left, "measured"))
    text += f" of {whose}" if whose else ""
    text += f" ({measured})" if measured else ""
    applies, effect = words(_take(left, "applies_to")), words(_take(left, "effect"))
    text += f", for {applies}" if applies else ""
    spared = _excepted(left, "end_users_excepted", "end users")
    text = f"{text}: {effect}" if effect else text
    return f"{text}, {spared}" if spared else text


def _field_of_use(left: dict[str, str]) -> str:
    uses = [use for use in _take(left, "uses").split(";") if use]
    incomplete = _take(left, "list_incomplete") == "true"
    if not uses:
        return LIST_NOT_FOUND
    more = " and more (list not found in full)" if incomplete else ""
    return f"{numbers.counted(len(uses), 'barred use')}{more}: {', '.join(map(words, uses))}"


def _geographic(left: dict[str, str]) -> str:
    applies, places = _take(left, "applies_to"), words(_take(left, "jurisdictions"))
    whom = "any model" if applies == "all" else words(applies)
    parts = [f"no rights for {whom}" if whom else "no rights"]
    parts[0] += f" in {places}" if places else ""
    parts += [words(_take(left, "who")), _excepted(left, "end_users_excepted", "end users")]
    return ", ".join(filter(None, parts))


def _competing_model(left: dict[str, str]) -> str:
    scope, covers = words(_take(left, "scope")), words(_take(left, "covers"))
    text = f"not for improving {scope or 'other models'}"
    text += f" with {covers}" if covers else ""
    own = _excepted(left, "own_family_excepted", "own family")
    return f"{text}, {own}" if own else text


def _litigation(left: dict[str, str]) -> str:
    against, scope = words(_take(left, "against")), words(_take(left, "scope"))
    text = "suing"
    text += f" {against}" if against else ""
    text += f" over {scope}" if scope else ""
    outputs = _take(left, "covers_outputs")
    if outputs:
        text += ", suits over outputs " + ("included" if outputs == "true" else "not included")
    effect = words(_take(left, "effect"))
    return f"{text}: {effect}" if effect else text


def _termination(left: dict[str, str]) -> str:
    days = _take(left, "cure_days")
    return ", ".join(
        filter(None, (words(_take(left, "trigger")), f"{days} days to cure" if days else ""))
    )


def _governing_law(left: dict[str, str]) -> str:
    # Plain text, not keys: nothing is made of its hyphens.
    law, forum = _take(left, "law"), _take(left, "forum")
    return " ".join(filter(None, (law, f"(forum: {forum})" if forum else "")))


_SAY = {
    "threshold": _threshold,
    "field-of-use": _field_of_use,
    "geographic": _geographic,
    "competing-model": _competing_model,
    "litigation-retaliation": _litigation,
    "termination": _termination,
    "governing-law": _governing_law,
}
