from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.compare.comparison import Comparison
from desktop.core.errors import OutputError
from desktop.places import find_places
from desktop.services.comparisons import Comparisons
from desktop.services.reports import Reports, default_title

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def reports(reader: CatalogReader) -> Reports:
    return Reports(reader, find_places().resources / "report")


@pytest.fixture
def two(reader: CatalogReader) -> Comparison:
    return Comparisons(reader).build(["gpt-4o", "gpt-4v"], ["mmmu"])


def test_progress_ends_at_its_total(reports: Reports, two: Comparison, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    reports.write(
        two,
        path=tmp_path / "a.pdf",
        today=TODAY,
        progress=lambda done, total, _: steps.append((done, total)),
    )
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]


def test_a_canceled_report_leaves_nothing(
    reports: Reports, two: Comparison, tmp_path: Path
) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CanceledError):
        reports.write(two, path=tmp_path / "a.pdf", today=TODAY, token=token)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused_before_the_work(
    reports: Reports, two: Comparison, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match="it is a folder"):
        reports.write(two, path=tmp_path, today=TODAY)


@pytest.mark.parametrize(
    ("models", "title"),
    [
        (["gpt-4o"], "GPT-4o: facts and figures"),
        (["gpt-4o", "gpt-4v"], "Comparison of GPT-4o and GPT-4V"),
        (["gpt-4o", "gpt-4v", "qwen-vl-max"], "Comparison of GPT-4o, GPT-4V and Qwen-VL-Max"),
    ],
)
def test_without_a_title_the_models_are_named(
    reader: CatalogReader, models: list[str], title: str
) -> None:
    assert default_title(Comparisons(reader).build(models, [])) == title
