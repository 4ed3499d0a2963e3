"""Comparisons of the real catalog, and ways to read a PDF back."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.compare.comparison import Comparison
from desktop.core.source import Collection
from desktop.report.render import RenderedReport, render_report
from desktop.services.comparisons import Comparisons

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "report"
TODAY = dt.date(2026, 11, 24)

FOUR = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro", "internvl-chat-v1.2")
TWELVE = (
    *FOUR,
    *("qwen2-vl-72b-instruct", "llava-v1.6-34b", "llama-3.2-11b-vision", "gemma-3-27b-it"),
    *("minicpm-v-2.6", "qwen2.5-vl-7b-instruct", "cogvlm-17b-chat", "qwen2-vl-7b-instruct"),
)

Compare = Callable[..., Comparison]
Render = Callable[..., RenderedReport]


class Pdf:
    """What a reader of the file sees."""

    def __init__(self, content: bytes) -> None:
        self.reader = pypdf.PdfReader(io.BytesIO(content))
        self.pages = [page.extract_text() for page in self.reader.pages]
        self.text = "\n".join(self.pages)
        self.squeezed = self.squeeze(self.text)

    @staticmethod
    def squeeze(text: str) -> str:
        """Return a text without blanks: where lines break says nothing about what it says."""
        return "".join(text.split())

    @property
    def root(self) -> Any:
        """The catalog of the file."""
        return self.reader.trailer["/Root"]

    def links(self) -> list[str]:
        """Return every address that the file leads to."""
        actions = [annotation.get("/A", {}) for annotation in self._annotations()]
        return [str(action["/URI"]) for action in actions if "/URI" in action]

    def inner_links(self) -> int:
        """Return how many links lead to another place of the file."""
        return len(self._annotations()) - len(self.links())

    def _annotations(self) -> list[Any]:
        return [
            annotation.get_object()
            for page in self.reader.pages
            for annotation in page.get("/Annots", ())
        ]


Show = Callable[..., Pdf]


@pytest.fixture(scope="session")
def read() -> Callable[[bytes], Pdf]:
    """Read a PDF back."""
    return Pdf


@pytest.fixture(scope="session")
def show(render: Render) -> Show:
    """Render a comparison and read it back."""

    def run(comparison: Comparison, **how: Any) -> Pdf:
        return Pdf(render(comparison, **how).pdf)

    return run


@pytest.fixture(scope="session")
def squeeze() -> Callable[[str], str]:
    """Take the blanks out of a text: where lines break says nothing about what it says."""
    return Pdf.squeeze


@pytest.fixture(scope="session")
def today() -> dt.date:
    """The date of every report."""
    return TODAY


@pytest.fixture(scope="session")
def twelve() -> tuple[str, ...]:
    """Ids of twelve models; the first four are what a comparison is made of otherwise."""
    return TWELVE


@pytest.fixture(scope="session")
def reader(catalog_path: Path) -> Iterator[CatalogReader]:
    """A reader of the real catalog, for all tests: nothing here changes it."""
    opened = CatalogReader(catalog_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def compare(reader: CatalogReader) -> Compare:
    """Build a comparison of models, with other names where some are given."""

    def build(ids: Sequence[str] = FOUR, names: Sequence[str] = (), **how: Any) -> Comparison:
        made = Comparisons(reader).build(ids, **how)
        assert len(made.subjects) == len(ids)
        subjects = list(made.subjects)
        for i, name in enumerate(names):
            subjects[i] = replace(subjects[i], model=replace(subjects[i].model, name=name))
        return replace(made, subjects=tuple(subjects))

    return build


@pytest.fixture(scope="session")
def collections(reader: CatalogReader) -> list[Collection]:
    """The collections of the real catalog."""
    return reader.collections()


@pytest.fixture(scope="session")
def render(collections: list[Collection]) -> Render:
    """Render a comparison with the real template."""

    def run(comparison: Comparison, title: str = "A comparison", **more: Any) -> RenderedReport:
        fields: dict[str, Any] = {
            "title": title,
            "today": TODAY,
            "collections": collections,
            "template_folder": TEMPLATES,
        }
        return render_report(comparison, **(fields | more))

    return run


@pytest.fixture(scope="session")
def comparison(compare: Compare) -> Comparison:
    """Four models on all benchmarks that two of them share."""
    return compare()


@pytest.fixture(scope="session")
def four(comparison: Comparison, show: Show) -> Pdf:
    """The report of the four."""
    return show(comparison)
