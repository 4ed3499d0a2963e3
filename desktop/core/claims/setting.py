"""Settings: how a figure was obtained, taken apart into fields.

A source says its setting in a few words ("val, 0-shot CoT, thinking 32k"). Each part is put into
the field it speaks of; what no pattern knows stays as it is, under ``other``. A field that is not
mentioned is *not stated*, which is something else than a field that is said to be the default.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import lru_cache

from desktop.core.claims.setting_patterns import patterns


@dataclass(frozen=True, slots=True)
class Setting:
    """How a figure was obtained, as the source says it; a blank field was not stated.

    Attributes:
        text: Everything the source says about the setting, as one text.
        split: Part of the benchmark: ``val``, ``testmini``, ``diamond``, ``w/o subs``.
        shots: Worked examples in the prompt: a number, or a range such as ``3-5``.
        cot: ``yes`` where the model was asked to reason step by step, ``no`` where not.
        thinking: ``yes``, ``no`` or ``default``: the model's own reasoning mode.
        effort: How much reasoning was asked for: ``minimal`` to ``max``.
        budget: Most tokens the reasoning may take, such as ``32k``.
        tools: ``yes`` or ``no``: python, search and others.
        harness: Program or scaffold that ran the test, edit format included.
        judge: What graded or extracted the answers.
        quantization: Number format of the weights, ``GPTQ-Int4``.
        version: Release of the benchmark or window of its problems.
        scoring: How attempts become a figure: ``pass@1``, ``cons@64``, ``f1``.
        checkpoint: Which state of the model: ``base model``, ``snapshot 2023-11-06``.
        other: The rest, by the alphabet.
        key: What tells settings apart: all fields, whatever the case and order they were printed
            in. Two texts with one key say the same in other words ("validation", "val").
    """

    text: str
    split: str = ""
    shots: str = ""
    cot: str = ""
    thinking: str = ""
    effort: str = ""
    budget: str = ""
    tools: str = ""
    harness: str = ""
    judge: str = ""
    quantization: str = ""
    version: str = ""
    scoring: str = ""
    checkpoint: str = ""
    other: str = ""
    key: tuple[str, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        # Made once: a comparison asks for it several times a claim.
        key = tuple(getattr(self, name).casefold() for name in FIELDS)
        object.__setattr__(self, "key", key)


FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Setting) if f.name not in ("text", "key"))
"""Fields of a setting, in the order in which readers are told of them."""

FIELD_NAMES: dict[str, str] = {
    "split": "split",
    "shots": "shots",
    "cot": "chain of thought",
    "thinking": "thinking",
    "effort": "effort",
    "budget": "thinking budget",
    "tools": "tools",
    "harness": "harness",
    "judge": "judge",
    "quantization": "quantization",
    "version": "benchmark version",
    "scoring": "scoring",
    "checkpoint": "checkpoint",
    "other": "other conditions",
}
"""Names of the fields for readers."""

_SAME = {"validation": "val"}
_OUTSIDE_BRACKETS = re.compile(r",\s*(?![^()]*\))")


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Setting:
    """Return a setting with its fields filled from its text.

    The order and case of the parts change nothing. Of two parts that speak of one field the
    shorter is taken, as the broader one ("val" before "vision"); the other is kept under
    ``other``: nothing that was printed is lost.
    """
    found: dict[str, str] = {}
    other: list[str] = []
    parts = (" ".join(part.split()) for part in _OUTSIDE_BRACKETS.split(text))
    for part in sorted(filter(None, parts), key=lambda part: (len(part), part.casefold())):
        speaks = _fields_of(part)
        if speaks and all(_same(found.get(name, value), value) for name, value in speaks.items()):
            found = speaks | found
        else:
            other.append(part)
    return Setting(text, **found, other=", ".join(sorted(other, key=str.casefold)))


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _fields_of(part: str) -> dict[str, str]:
    part = _SAME.get(part.casefold(), part)
    for pattern, fixed in patterns():
        match = pattern.fullmatch(part)
        if match:
            read = {n: v.strip() for n, v in match.groupdict().items() if v}
            if "cot" in read:
                read["cot"] = "yes"
            return {n: _plain(n, v) for n, v in (read | fixed).items()}
    return {}


def _plain(name: str, value: str) -> str:
    """Return a value in one spelling, except where its spelling is a name."""
    return value if name in ("harness", "judge", "quantization", "checkpoint") else value.casefold()
