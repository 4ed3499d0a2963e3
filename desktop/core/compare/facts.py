"""Facts of models as rows: value, source, and what other sources say instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.core import numbers
from desktop.core.compare.comparison import Subject
from desktop.core.model import Model, Weights


@dataclass(frozen=True, slots=True)
class Conflict:
    """What another source says."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class FactValue:
    """One fact of one model.

    Attributes:
        text: The value for readers, with its unit where the row has none.
        detail: What belongs to the value but need not be read first; often blank.
        source: Where it was read; blank where the catalog does not say it of this fact alone.
        conflicts: Other values, each with its source.
        pages: Addresses of the pages that the model's facts were read at; where there is no
            ``source``, it is one of these. Empty where nothing is known.
    """

    text: str
    source: str = ""
    conflicts: tuple[Conflict, ...] = ()
    detail: str = ""
    pages: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return self.text != numbers.MISSING


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact over all compared models."""

    field: str
    label: str
    values: tuple[FactValue, ...]

    @property
    def differs(self) -> bool:
        """Whether the models differ in this fact."""
        return len({value.text for value in self.values}) > 1


def _text(value: object) -> str:
    return str(value) if value not in (None, "") else numbers.MISSING


def modalities(model: Model) -> str:
    """Return what goes in and out; what goes out is text where no source says otherwise."""
    if not model.input_modalities:
        return numbers.MISSING
    given = ", ".join(model.input_modalities)
    return f"{given} → {', '.join(model.output_modalities)}" if model.output_modalities else given


def _context(model: Model) -> str:
    return numbers.count(model.context_tokens)


def _parameters(model: Model) -> str:
    total = numbers.parameters(model.parameters_total)
    if model.parameters_active in (None, model.parameters_total):
        return total
    return f"{total}, {numbers.parameters(model.parameters_active)} active"


def _price(model: Model) -> str:
    if model.price is None:
        return numbers.MISSING
    into, out = numbers.usd(model.price.input_usd), numbers.usd(model.price.output_usd)
    return f"{into} / {out}"


def _price_day(model: Model) -> str:
    return f"as of {model.price.as_of}" if model.price and model.price.as_of else ""


def _weights(model: Model) -> str:
    text = _text(model.weights.value)
    return f"{text} since {model.weights_date}" if model.weights_date else text


_FACTS: tuple[tuple[str, str, Callable[[Model], str], Callable[[Model], str]], ...] = (
    ("organization", "Organization", lambda m: _text(m.organization), lambda _: ""),
    ("family", "Family", lambda m: _text(m.family), lambda _: ""),
    ("weights", "Weights", _weights, lambda m: m.weights_source),
    (
        "release_date",
        "Released",
        lambda m: _text(m.release_date),
        lambda m: m.release_date_source,
    ),
    ("parameters_total", "Parameters", _parameters, lambda _: ""),
    ("context_tokens", "Context, tokens", _context, lambda _: ""),
    ("input_modalities", "Modalities", modalities, lambda _: ""),
    ("knowledge_cutoff", "Knowledge cutoff", lambda m: _text(m.knowledge_cutoff), lambda _: ""),
    (
        "price",
        "Price in / out, US$ per million tokens",
        _price,
        lambda m: m.price.source if m.price else "",
    ),
    ("tuning", "Tuning", lambda m: _text(m.tuning), lambda _: ""),
    ("hub_id", "Hub id", lambda m: _text(m.hub_id), lambda _: ""),
)


def fact_rows(subjects: Sequence[Subject]) -> tuple[FactRow, ...]:
    """Return the facts of the models as rows, a value per model in the order given."""
    rows = [
        FactRow(
            field,
            label,
            tuple(_fact(s, field, value(s.model), source(s.model)) for s in subjects),
        )
        for field, label, value, source in _FACTS
    ]
    rows.append(
        FactRow("alias", "Alias or snapshot", tuple(FactValue(alias_note(s)) for s in subjects))
    )
    rows.append(FactRow("license_id", "License", tuple(_license(s) for s in subjects)))
    rows.append(
        FactRow("openness", "Openness class", tuple(FactValue(str(s.openness)) for s in subjects))
    )
    return tuple(rows)


def _fact(subject: Subject, field: str, text: str, source: str) -> FactValue:
    """Return a fact with its source: the one recorded for it, or that of a conflict about it."""
    known = text != numbers.MISSING
    disputed = (c.source_used for c in subject.conflicts if c.field == field and c.source_used)
    return FactValue(
        text,
        (source or next(disputed, "")) if known else "",
        _conflicts(subject, field),
        _price_day(subject.model) if field == "price" else "",
        subject.model.source_urls if known else (),
    )


def alias_note(subject: Subject) -> str:
    """Say whether the name can mean several versions, or which alias it is a version of."""
    if subject.model.snapshot_of:
        return f"dated version of {subject.model.snapshot_of}"
    if subject.snapshots:
        versions = "version" if len(subject.snapshots) == 1 else "versions"
        return f"undated alias of {len(subject.snapshots)} dated {versions}"
    return numbers.MISSING


def _license(subject: Subject) -> FactValue:
    license_ = subject.license
    text = license_.name if license_.id else "not stated"
    detail = license_.id
    if license_.id and subject.terms is None and subject.model.weights is Weights.OPEN:
        detail += "; no text found"
    source = subject.model.license_source
    return FactValue(text, source, _conflicts(subject, "license_id"), detail)


def _conflicts(subject: Subject, field: str) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(_readable(field, c.other_value), c.other_source)
        for c in subject.conflicts
        if c.field == field
    )


def _readable(field: str, value: str) -> str:
    if field == "context_tokens" and value.isdigit():
        return numbers.count(int(value))
    if field == "parameters_total" and value.isdigit():
        return numbers.parameters(int(value))
    return value.replace(";", ", ") or numbers.MISSING
