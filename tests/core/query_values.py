"""A small vocabulary, and lines of the query language in it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from desktop.core.benchmark import Benchmark
from desktop.core.search.query_vocabulary import FIELDS, Vocabulary


def benchmark(key: str, name: str = "", **changed: Any) -> Benchmark:
    fields: dict[str, Any] = {
        "id": key,
        "name": name or key.upper(),
        "category": "",
        "modality": "",
        "metric": "",
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


VOCABULARY = Vocabulary(
    (
        benchmark("mmmu"),
        benchmark("mmmu-pro", "MMMU-Pro"),
        benchmark("mmbench-en", "MMBench (English)"),
        benchmark("mmbench-v1.1", "MMBench v1.1"),
        benchmark("judge", unit="0-10", high=10.0),
        benchmark("elo", "Elo rating", unit="Elo-like", low=None, high=None),
        benchmark("cost", unit="USD", high=None, higher_is_better=False),
        benchmark("depth", unit="m", low=None, high=0.0),
        benchmark("hallucination", higher_is_better=False),
        benchmark("twin-a", "Twin"),
        benchmark("twin-b", "Twin"),
        benchmark("frob", "Frobnication index"),
        benchmark("humaneval", "HumanEval"),
        benchmark("humaneval-plus", "HumanEval+"),
    )
)

_NAMES = [name for f in FIELDS for name in (f.name, *f.aliases)]
_NAMES += [b.id for b in VOCABULARY.benchmarks] + ['"MMBench (English)"', "beauty", "allow"]
_VALUES = ["open", "api-only", "70b", "60", "2024-07", "Qwen", '"Mistral AI"', '"a \\" b"', "x=y"]
_PIECES = (
    st.sampled_from(
        ["vl", "GPT-4o", '"exact words"', "-mini", "-", "通义", "https://example.org/a"]
    ),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "-"]),
        st.sampled_from(_NAMES),
        st.sampled_from([":", "=", "!=", "<", "<=", ">", ">=", " : ", "≥", "=="]),
        st.lists(st.sampled_from(_VALUES), max_size=3).map(",".join),
    ),
    st.text(max_size=8),
)


def lines() -> st.SearchStrategy[str]:
    """Return lines, of which about half can be understood."""
    return st.lists(st.one_of(*_PIECES), max_size=4).map(" ".join)
