"""What one cell of a seed table may say, and what it means."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TypeAlias

from desktop.catalog.seed_tables import Column, Kind
from desktop.core.licenses.text_match import read_units
from desktop.core.partial_date import PartialDate

MAX_FIELD = 20_000
"""Longest field in characters; a larger one is a damaged file."""

MAX_WHOLE = 2**63 - 1
"""Largest whole number that SQLite stores."""

_DIGEST = re.compile("[0-9a-f]{64}")

Value: TypeAlias = str | int | float | None
Record: TypeAlias = dict[str, Value]


def problem(column: Column, text: str, vocabulary: Mapping[str, frozenset[str]]) -> str:
    """Return what was expected instead of the text, blank where it is right."""
    if not text:
        return f"{column.kind}, not nothing" if column.required else ""
    if len(text) > MAX_FIELD:
        return f"at most {MAX_FIELD:,} characters"
    if text != text.strip() or "\x00" in text:
        return "text without blanks around it or null characters"
    if not _has_type(column.kind, text):
        return column.kind
    if column.low is not None and float(text) < column.low:
        return f"{column.kind} of at least {column.low:g}"
    allowed = column.allowed or vocabulary.get(column.vocabulary, frozenset())
    if allowed or column.vocabulary:
        parts = text.split(";") if column.many else [text]
        if not allowed.issuperset(parts):
            return "one of " + ", ".join(sorted(filter(None, allowed)))
    return ""


def _has_type(kind: Kind, text: str) -> bool:
    try:
        if kind is Kind.WHOLE:
            return text == str(int(text)) and abs(int(text)) <= MAX_WHOLE
        if kind is Kind.NUMBER:
            return text.isascii() and "_" not in text and math.isfinite(float(text))
        if kind is Kind.DATE:
            return bool(PartialDate(text))
        if kind is Kind.UNITS:
            return bool(read_units(text))
    except ValueError:
        return False
    if kind is Kind.DIGEST:
        return bool(_DIGEST.fullmatch(text))
    return kind is not Kind.TRUTH or text in ("true", "false")


def value(column: Column, text: str) -> Value:
    """Return what a right text means; None for a blank number or truth."""
    if column.kind is Kind.TRUTH:
        return int(text == "true") if text else None
    if column.kind is Kind.WHOLE:
        return int(text) if text else None
    if column.kind is Kind.NUMBER:
        return float(text) if text else None
    return text
