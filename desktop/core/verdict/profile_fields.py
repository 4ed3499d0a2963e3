"""The facts of a profile: names, kinds and one line of explanation each; reading and writing them.

The names are those of the profile file, of the command line's options and of the form.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.core.errors import KnownError
from desktop.core.licenses.modality import Modality
from desktop.core.nearest import nearest
from desktop.core.verdict.places import place
from desktop.core.verdict.profile import Profile, Purpose, Suit, TargetModel, Use

MOST_TEXT = 200
"""Characters of a name; more is no name."""
MOST_FIGURE = 10**15
"""Users, devices or US dollars; more is a slip of the keyboard."""


class FieldKind(StrEnum):
    """What the value of a fact is."""

    USES = "uses"
    TAGS = "purpose tags"
    COUNT = f"a whole number from 0 to {MOST_FIGURE:,}"
    MONEY = f"US dollars from 0 to {MOST_FIGURE:,}"
    TRUTH = "true or false"
    CHOICE = "one of a few values"
    PLACE = "a country code such as DE, or EU or UK"
    PLACES = "a list of country codes, EU or UK"
    TEXT = f"a name of at most {MOST_TEXT} characters"


@dataclass(frozen=True, slots=True)
class ProfileField:
    """One fact.

    Attributes:
        name: In files and on the command line.
        attribute: Of :class:`Profile`.
        label: For a form.
        help: What it is, in one line.
        options: The values of a choice.
    """

    name: str
    kind: FieldKind
    label: str
    help: str
    options: type[StrEnum] | None = None
    attribute: str = ""

    @property
    def key(self) -> str:
        """Name of the attribute of a profile."""
        return self.attribute or self.name


class ProfileError(KnownError):
    """A fact of a profile is not what it may be."""

    def __init__(self, field: str, found: object, expected: str) -> None:
        super().__init__(field, found, expected)
        self.field = field
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        return f"The profile's {self.field} is {str(self.found)[:80]!r}; expected {self.expected}."


_COUNT, _MONEY, _TRUTH = FieldKind.COUNT, FieldKind.MONEY, FieldKind.TRUTH

FIELDS: tuple[ProfileField, ...] = (
    ProfileField("uses", FieldKind.USES, "Uses", "What you want to do; at least one.", Use),
    ProfileField(
        "purpose",
        FieldKind.CHOICE,
        "Aim",
        "Whether money is the aim. A service for money is commercial use.",
        Purpose,
    ),
    ProfileField(
        "entity",
        FieldKind.TRUTH,
        "Commercial entity",
        "Whether you are a company or act for one; a few texts deny those the right to pass on.",
        attribute="commercial_entity",
    ),
    ProfileField(
        "based_in",
        FieldKind.PLACE,
        "Based in",
        "Seat of the company or person: some texts give nobody based in the EU any rights.",
    ),
    ProfileField(
        "used_in",
        FieldKind.PLACES,
        "Used in",
        "Where the model is used or its outputs are shown; some texts leave territories out.",
    ),
    ProfileField(
        "modality",
        FieldKind.CHOICE,
        "Model takes in",
        "Of the very model; needed only where the catalog does not know it.",
        Modality,
    ),
    ProfileField(
        "tags",
        FieldKind.TAGS,
        "Sensitive purposes",
        "Uses that licenses bar by name. None of them is an answer, too.",
    ),
    ProfileField("modified", _TRUTH, "Changed", "Whether you fine-tune, merge or quantize it."),
    ProfileField(
        "received_in_product",
        _TRUTH,
        "Got inside a product",
        "Whether it came inside somebody's integrated end-user product: some limits except that.",
    ),
    ProfileField(
        "background_in_product",
        _TRUTH,
        "Only in the background",
        "Whether it only works in the background of an end-user product, never as an API.",
    ),
    ProfileField(
        "product_mau",
        _COUNT,
        "Users a month, product",
        "Users a month of the product that uses it.",
    ),
    ProfileField(
        "group_mau_at_release",
        _COUNT,
        "Users a month, group, at release",
        "All products of the whole group, in the month before the model came out.",
    ),
    ProfileField(
        "group_mau_now", _COUNT, "Users a month, group, now", "All products of the whole group."
    ),
    ProfileField(
        "group_daily_users", _COUNT, "Users a day, group", "All products of the whole group."
    ),
    ProfileField("devices", _COUNT, "Devices", "Devices that the model runs on."),
    ProfileField(
        "group_annual_revenue_usd",
        _MONEY,
        "Revenue a year, group",
        "Of the whole group, over twelve months, from any source.",
    ),
    ProfileField(
        "company_annual_revenue_usd",
        _MONEY,
        "Revenue a year, company",
        "Of the one company that uses the model.",
    ),
    ProfileField(
        "group_monthly_revenue_usd",
        _MONEY,
        "Revenue a month, group",
        "Of the whole group, in the month before.",
    ),
    ProfileField(
        "product_monthly_revenue_usd",
        _MONEY,
        "Revenue a month, product",
        "Of the product that uses the model.",
    ),
    ProfileField(
        "product_annual_revenue_usd",
        _MONEY,
        "Revenue a year, product",
        "Annual recurring revenue of the product that uses the model.",
    ),
    ProfileField(
        "target_model",
        FieldKind.CHOICE,
        "Outputs train",
        "What kind of model the outputs shall train or improve.",
        TargetModel,
    ),
    ProfileField(
        "target_published",
        _TRUTH,
        "That model is passed on",
        "Whether the model trained on outputs is published or offered.",
    ),
    ProfileField(
        "target_competing",
        _TRUTH,
        "That model competes",
        "Whether it competes with the models of the licensor.",
    ),
    ProfileField("registered", _TRUTH, "Registered", "Whether the licensor's form was filled in."),
    ProfileField(
        "competitor",
        _TRUTH,
        "Competitor",
        "Whether your group offers anything like the licensor's products.",
    ),
    ProfileField(
        "runs_maas",
        _TRUTH,
        "Sells models as a service",
        "Whether your group runs a model-as-a-service business, with any model.",
    ),
    ProfileField(
        "suing",
        FieldKind.CHOICE,
        "Suing",
        "Whether your group sues anybody over the model, and over what.",
        Suit,
    ),
    ProfileField(
        "model_name",
        FieldKind.TEXT,
        "Name of the fine-tune",
        "Under which you publish it; some texts ask for a name.",
    ),
    ProfileField(
        "new_license",
        FieldKind.TEXT,
        "License of the fine-tune",
        "Id of the license under which you publish it.",
    ),
)
"""All facts, in the order of the form."""

_BY_NAME = {field.name: field for field in FIELDS}


def field_of(name: str) -> ProfileField:
    """Return a fact by its name in files or its attribute.

    Raises:
        KeyError: there is no such fact.
    """
    return _BY_NAME.get(name) or next(f for f in FIELDS if f.key == name)


def read_profile(values: Mapping[str, object], tags: Collection[str] | None = None) -> Profile:
    """Return a profile from plain values, as JSON has them; null and absent are "don't know".

    Args:
        values: Facts by name.
        tags: The purpose tags of the catalog's vocabulary; None: any.

    Raises:
        ProfileError: a name is unknown or a value is not of its kind.
    """
    facts: dict[str, Any] = {}
    for name, value in values.items():
        field = _BY_NAME.get(name)
        if field is None:
            hint = ", ".join(nearest(name, {f.name: () for f in FIELDS}))
            raise ProfileError("list of facts", name, f"names such as {hint or 'uses'}")
        if value is not None:
            facts[field.key] = read_value(field, value)
    unknown = [t for t in facts.get("tags", ()) if tags is not None and t not in tags]
    if unknown:
        hint = ", ".join(nearest(unknown[0], dict.fromkeys(tags or (), ())))
        raise ProfileError("tags", unknown[0], f"tags of the vocabulary, such as {hint}")
    return Profile(**facts)


def read_value(field: ProfileField, value: object) -> Any:
    """Return the value of one fact.

    Raises:
        ProfileError: it is not of the fact's kind.
    """
    read = _READ[field.kind](field, value)
    if read is None:
        raise ProfileError(field.name, value, _expected(field))
    return read


def written(profile: Profile) -> dict[str, object]:
    """Return a profile as plain values, without what is not known; reads back as the same."""
    result: dict[str, object] = {}
    for field in FIELDS:
        value = getattr(profile, field.key)
        if value is None or (field.kind is not FieldKind.TAGS and value in ("", ())):
            continue
        if isinstance(value, tuple):
            result[field.name] = [str(part) for part in value]
        else:
            result[field.name] = str(value) if isinstance(value, StrEnum) else value
    return result


def _expected(field: ProfileField) -> str:
    if field.options is None:
        return str(field.kind)
    return f"{'any of' if field.kind is FieldKind.USES else 'one of'} {', '.join(field.options)}"


def _uses(_: ProfileField, value: object) -> tuple[Use, ...] | None:
    names = _strings(value)
    if names is None or any(name not in set(Use) for name in names):
        return None
    return tuple(use for use in Use if use in names)


def _tags(_: ProfileField, value: object) -> tuple[str, ...] | None:
    names = _strings(value)
    return None if names is None else tuple(dict.fromkeys(names))


def _places(_: ProfileField, value: object) -> tuple[str, ...] | None:
    found = [place(name) for name in _strings(value) or ()]
    if not found or None in found:
        return () if value == [] else None
    return tuple(dict.fromkeys(code for code in found if code))


def _strings(value: object) -> list[str] | None:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return [part.strip() for part in value]
    return None


def _number(field: ProfileField, value: object) -> float | int | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    if not 0 <= value <= MOST_FIGURE:
        return None
    if field.kind is _COUNT:
        return int(value) if value == int(value) else None
    return value


def _truth(field: ProfileField, value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    if field.name == "entity":
        return {"commercial": True, "non-commercial": False}.get(str(value))
    return None


def _choice(field: ProfileField, value: object) -> StrEnum | None:
    options = field.options
    if field.name == "suing" and isinstance(value, bool):
        return Suit.PATENT if value else Suit.NONE
    if options is None or not isinstance(value, str) or value not in set(options):
        return None
    return options(value)


def _text(_: ProfileField, value: object) -> str | None:
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which no file can hold
        return None
    return value.strip()


_READ: dict[FieldKind, Callable[[ProfileField, object], Any]] = {
    FieldKind.USES: _uses,
    FieldKind.TAGS: _tags,
    FieldKind.COUNT: _number,
    FieldKind.MONEY: _number,
    FieldKind.TRUTH: _truth,
    FieldKind.CHOICE: _choice,
    FieldKind.PLACE: lambda _, value: place(value) if isinstance(value, str) else None,
    FieldKind.PLACES: _places,
    FieldKind.TEXT: _text,
}
