"""The facts of a plan as a form has them: in groups, typed in, with what is wrong about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from desktop.core.verdict.guide_wording import OPTION_WORDS, QUESTIONS, USE_WORDS
from desktop.core.verdict.profile import Profile, clashes
from desktop.core.verdict.profile_fields import (
    FieldKind,
    ProfileError,
    ProfileField,
    field_of,
    read_value,
)
from desktop.viewmodels.profile.figures import shown_figure, typed_figure

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Plan", ("uses", "purpose", "tags")),
    ("Place", ("based_in", "used_in")),
    (
        "Size",
        ("product_mau", "group_mau_at_release", "group_mau_now", "group_daily_users", "devices"),
    ),
    (
        "Money",
        (
            "group_annual_revenue_usd",
            "company_annual_revenue_usd",
            "group_monthly_revenue_usd",
            "product_monthly_revenue_usd",
            "product_annual_revenue_usd",
        ),
    ),
    (
        "Model",
        (
            *("modality", "modified", "received_in_product", "background_in_product"),
            *("model_name", "new_license"),
        ),
    ),
    ("Training on outputs", ("target_model", "target_published", "target_competing")),
    ("Standing", ("entity", "registered", "competitor", "runs_maas", "suing")),
)
"""All facts by what they are about, in the order of the form."""

UNITS = {
    FieldKind.MONEY: "US dollars",
    "devices": "devices",
    "group_daily_users": "users a day",
    FieldKind.COUNT: "users a month",
}
_EXPECTED = {
    FieldKind.COUNT: "a whole number such as 2,500 or 100 million",
    FieldKind.MONEY: "US dollars such as 1,200,000 or 20 million",
    FieldKind.PLACE: "a country code of two letters such as DE or US, or EU or UK",
    FieldKind.PLACES: "country codes of two letters, or EU or UK, with commas between",
}
_TOO_MANY = "at most a quadrillion"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says.

    Attributes:
        profile: The plan, without what cannot be read.
        problems: By name of a fact, why it cannot be read.
        clashes: Sentences on facts that cannot all be true.
    """

    profile: Profile
    problems: dict[str, str]
    clashes: tuple[str, ...]


def unit_of(field: ProfileField) -> str:
    """Return the unit of a figure."""
    return UNITS.get(field.name) or UNITS.get(field.kind, "")


def typed_value(field: ProfileField, text: str) -> Any:
    """Return the value of a fact that is typed in; a blank text is "don't know".

    Raises:
        ProfileError: it is not of the fact's kind.
    """
    text = text.strip()
    if not text:
        return {FieldKind.PLACES: (), FieldKind.PLACE: "", FieldKind.TEXT: ""}.get(field.kind)
    expected = _EXPECTED.get(field.kind, str(field.kind))
    if field.kind not in (FieldKind.COUNT, FieldKind.MONEY):
        try:
            return read_value(field, text)
        except ProfileError as error:
            raise ProfileError(field.name, text, expected) from error
    figure = typed_figure(text)
    if figure is None:
        raise ProfileError(field.name, text, expected)
    try:
        return read_value(field, figure)
    except ProfileError as error:
        whole = isinstance(figure, int)
        raise ProfileError(field.name, text, _TOO_MANY if whole else expected) from error


def shown_value(field: ProfileField, value: Any) -> str:
    """Return a value as the field shows it that it is typed into."""
    if field.kind in (FieldKind.COUNT, FieldKind.MONEY):
        return shown_figure(value)
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def read_form(fields: Iterable[tuple[ProfileField, Callable[[], Any]]]) -> Reading:
    """Return what a form says; each field is read by itself.

    Args:
        fields: Every fact of the form with what reads it; that may raise a ProfileError.
    """
    facts: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for field, read in fields:
        try:
            facts[field.key] = read()
        except ProfileError as error:
            problems[field.name] = problem(error)
    profile = Profile(**facts)
    return Reading(profile, problems, clash_sentences(profile))


def problem(error: ProfileError) -> str:
    """Return what is wrong with a fact, to be shown beside it."""
    return f"“{str(error.found)[:40]}” cannot be read; expected {error.expected}."


def clash_sentences(profile: Profile) -> tuple[str, ...]:
    """Return facts that cannot all be true, in sentences with the labels of the form."""
    sentences = []
    for text, names in clashes(profile):
        for name in names:
            text = text.replace(name, f"“{field_of(name).label}”", 1)  # noqa: PLW2901 - step by step
        sentences.append(f"{text[:1].upper()}{text[1:]}.")
    return tuple(sentences)


def matches(field: ProfileField, text: str) -> bool:
    """Whether a fact has all the words of a search in its texts."""
    options = " ".join(str(option) for option in field.options or ())
    spoken = " ".join(
        [f"{a} {b}" for a, b in USE_WORDS.values()] if field.kind is FieldKind.USES else []
    )
    choices = " ".join(OPTION_WORDS.get(option, "") for option in field.options or ())
    words = (field.name, field.label, field.help, QUESTIONS[field.name], options, spoken, choices)
    whole = " ".join(words).casefold()
    return all(word in whole for word in text.casefold().split())
