"""What windows beside the pages ask the catalog; answered on a worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.core.benchmark import Benchmark
from desktop.core.cancellation import CancelToken
from desktop.core.compare.benchmark_card import BenchmarkCard, BenchmarkOfModel
from desktop.viewmodels.state import ViewState

if TYPE_CHECKING:
    from desktop.services.comparisons import Comparisons

Coverage = tuple[tuple[Benchmark, int], ...]
"""Benchmarks by category, each with how many of the compared models have figures on it."""


def about_benchmark(
    benchmark_id: str,
) -> Callable[[Comparisons, CancelToken], BenchmarkCard | None]:
    """Ask for what is known about a benchmark."""
    return partial(_card, benchmark_id)


def about_coverage(model_ids: tuple[str, ...]) -> Callable[[Comparisons, CancelToken], Coverage]:
    """Ask which benchmarks models have figures on."""
    return partial(_coverage, model_ids)


def about_settings(
    model_id: str, benchmark_id: str, state: ViewState
) -> Callable[[Comparisons, CancelToken], BenchmarkOfModel]:
    """Ask what a model has on a benchmark, under all settings."""
    return partial(_settings, model_id, benchmark_id, state)


def _card(benchmark_id: str, comparisons: Comparisons, token: CancelToken) -> BenchmarkCard | None:
    token.check()
    return comparisons.benchmark_card(benchmark_id)


def _coverage(model_ids: tuple[str, ...], comparisons: Comparisons, token: CancelToken) -> Coverage:
    token.check()
    return comparisons.coverage(model_ids)


def _settings(
    model_id: str, benchmark_id: str, state: ViewState, comparisons: Comparisons, token: CancelToken
) -> BenchmarkOfModel:
    token.check()
    return comparisons.settings(model_id, benchmark_id, state.policy, state.picks)
