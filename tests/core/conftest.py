"""Values for tests of the core."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.core.benchmark import Benchmark
from desktop.core.claims.claim import Claim, Flag, ReporterKind
from desktop.core.claims.setting import take_apart
from desktop.core.partial_date import parse_partial_date
from desktop.core.source import Source

MakeClaim = Callable[..., Claim]
MakeBenchmark = Callable[..., Benchmark]


def _claim(
    key: str,
    value: float = 50.0,
    kind: str = "model-vendor",
    *,
    published: str = "",
    flags: tuple[str, ...] = (),
    verified: bool = False,
    variant: str = "",
    **rest: Any,
) -> Claim:
    source = Source(
        f"src-{key}", "A page", "https://example.org", "", parse_partial_date(published), "", ""
    )
    fields: dict[str, Any] = {
        "model_id": "m",
        "benchmark_id": "b",
        "subset": "",
        "low": None,
        "high": None,
        "reporter": "Somebody",
        "sources": (source,),
        "notes": "",
    }
    return Claim(
        id=key,
        setting=take_apart(variant),
        value=value,
        as_printed=str(value),
        reporter_kind=ReporterKind(kind),
        verified=verified,
        flags=tuple(Flag(flag) for flag in flags),
        **(fields | rest),
    )


def _benchmark(key: str = "b", **changed: Any) -> Benchmark:
    fields: dict[str, Any] = {
        "id": key,
        "name": key.upper(),
        "category": "math",
        "modality": "text",
        "metric": "accuracy",
        "unit": "%",
        "low": 0.0,
        "high": 100.0,
        "higher_is_better": True,
        "tolerance": 1.0,
        "measures": "",
        "variants": "",
        "caveats": "",
        "official_url": "",
        "paper_url": "",
    }
    return Benchmark(**(fields | changed))


@pytest.fixture(scope="session")
def make_claim() -> MakeClaim:
    """Make a claim from its id and whatever matters in the test."""
    return _claim


@pytest.fixture(scope="session")
def make_benchmark() -> MakeBenchmark:
    """Make a benchmark in percent with a tolerance of one point, or otherwise as asked for."""
    return _benchmark
