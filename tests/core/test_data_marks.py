from __future__ import annotations

import pytest

from desktop.core.claims.claim import ReporterKind
from desktop.core.marks import (
    MAX_MODELS,
    REPORTER_FILL,
    REPORTER_NAME,
    REPORTER_SYMBOL,
    SERIES,
    series,
)


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_twelve_models_can_be_told_apart_without_color() -> None:
    assert len(SERIES) == MAX_MODELS
    assert len({(mark.marker, mark.outlined) for mark in SERIES}) == MAX_MODELS
    assert len({mark.symbol for mark in SERIES}) == MAX_MODELS
    assert len({mark.light for mark in SERIES}) == MAX_MODELS


@pytest.mark.parametrize("position", range(MAX_MODELS))
def test_data_colors_stand_out_on_a_dark_background(position: int) -> None:
    for background in ("#000000", "#1E1E1E", "#2D2D2D"):
        assert contrast(series(position).dark, background) >= 3


@pytest.mark.parametrize("position", range(MAX_MODELS // 2, MAX_MODELS))
def test_the_darker_hues_stand_out_on_white(position: int) -> None:
    assert contrast(series(position).light, "#FFFFFF") >= 3


def test_marks_start_again_after_the_last() -> None:
    assert series(MAX_MODELS) == series(0)


def test_every_kind_of_reporter_has_a_symbol_a_name_and_a_fill() -> None:
    kinds = set(ReporterKind)
    assert set(REPORTER_SYMBOL) == set(REPORTER_NAME) == set(REPORTER_FILL) == kinds
    assert len(set(REPORTER_SYMBOL.values())) == len(kinds)
    assert len(set(REPORTER_NAME.values())) == len(kinds)
    assert all(len(symbol) == 1 for symbol in REPORTER_SYMBOL.values())


def test_who_has_a_stake_is_never_drawn_like_who_has_none() -> None:
    neutral = {REPORTER_FILL[k] for k in (ReporterKind.BENCHMARK_OWNER, ReporterKind.INDEPENDENT)}
    stake = {REPORTER_FILL[k] for k in (ReporterKind.MODEL_VENDOR, ReporterKind.OTHER_VENDOR)}
    doubt = {REPORTER_FILL[k] for k in (ReporterKind.PRESS, ReporterKind.UNKNOWN)}
    assert not neutral & stake
    assert not (neutral | stake) & doubt
