"""Every item model of the program stands the model tester."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

import desktop
from desktop.catalog.reader import CatalogReader
from desktop.core.search.query import CatalogQuery
from desktop.core.search.query_completion import completions
from desktop.core.verdict.profile import Profile, Use
from desktop.services.comparisons import Comparisons
from desktop.services.listing import Listing
from desktop.services.verdicts import Verdicts
from desktop.services.vocabulary import Words
from desktop.viewmodels.catalog.catalog_model import CatalogModel
from desktop.viewmodels.catalog.completion_model import CompletionModel
from desktop.viewmodels.catalog.facet_model import FacetModel
from desktop.viewmodels.compare.compare_model import CompareModel
from desktop.viewmodels.compare.compare_rows import compare_rows
from desktop.viewmodels.compare.row_choice_model import RowChoice, RowChoiceModel
from desktop.viewmodels.licenses.matrix import license_rows
from desktop.viewmodels.licenses.verdict_model import VerdictModel
from desktop.viewmodels.licenses.verdict_nodes import verdict_nodes
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.table_model import TableModel
from desktop.viewmodels.tables import SOURCE_NUMERIC, SOURCE_TITLES, source_rows

MODELS = ("qwen-vl-max", "gpt-4o", "llama-3.1-70b-instruct")


def catalog(reader: CatalogReader) -> Iterator[QAbstractItemModel]:
    model = CatalogModel()
    yield model
    listing = Listing(reader)
    query = CatalogQuery(columns=("mmmu",))
    found = listing.find(query)
    model.show(found.page, found.total)
    model.set_columns((("mmmu", "MMMU", "%"),))
    model.set_total(listing.total(query))
    model.show_page(listing.page(query, 1))
    model.show_tray(("gpt-4o",))
    nothing = listing.find(CatalogQuery(text="no such model anywhere"))
    model.show(nothing.page, nothing.total)


def facets(reader: CatalogReader) -> Iterator[QAbstractItemModel]:
    model = FacetModel()
    yield model
    for text in ("", "qwen", "no such model"):
        model.show(Listing(reader).facets(CatalogQuery(text=text)), ViewState(search=text))


def compare(reader: CatalogReader) -> Iterator[QAbstractItemModel]:
    model = CompareModel()
    yield model
    for count in (3, 1, 0):
        comparison = Comparisons(reader).build(MODELS[:count])
        model.show(comparison, compare_rows(comparison, only_differences=False))
        model.swap(True)
        model.swap(False)


def table(reader: CatalogReader) -> Iterator[QAbstractItemModel]:
    model = TableModel()
    yield model
    comparison = Comparisons(reader).build(MODELS)
    model.show(SOURCE_TITLES, source_rows(comparison), SOURCE_NUMERIC)
    model.show(MODELS, license_rows(comparison, only_differences=False))
    model.show((), ())


def completion(reader: CatalogReader) -> Iterator[QAbstractItemModel]:
    model = CompletionModel()
    yield model
    vocabulary = Words(reader).vocabulary()
    for line in ("mm", "weights:", "zzz", "class:open"):
        model.show(completions(line, len(line), vocabulary, {}))


def row_choice(reader: CatalogReader) -> Iterator[QAbstractItemModel]:
    model = RowChoiceModel()
    yield model
    coverage = Comparisons(reader).coverage(MODELS)
    model.show(RowChoice(b.id, b.name, b.category, models) for b, models in coverage)
    model.move([3, 4], 1)
    model.tick([0], False)
    model.filter("math")
    model.move([0], model.rowCount())
    model.filter("")
    model.show(())


def verdict(reader: CatalogReader) -> Iterator[QAbstractItemModel]:
    profile = Profile(uses=(Use.COMMERCIAL_PRODUCT, Use.HOST_SERVICE))
    judged = Verdicts(reader).models(["minicpm-llama3-v-2.5"], profile)["minicpm-llama3-v-2.5"]
    yield VerdictModel(verdict_nodes(judged, profile))


Script = Callable[[CatalogReader], Iterator[QAbstractItemModel]]
SCRIPTS: dict[type[QAbstractItemModel], Script] = {
    CatalogModel: catalog,
    FacetModel: facets,
    CompareModel: compare,
    CompletionModel: completion,
    RowChoiceModel: row_choice,
    TableModel: table,
    VerdictModel: verdict,
}
"""Each yields an empty model, and then fills and empties it as the program does."""


def subclasses(of: type[QAbstractItemModel]) -> Iterator[type[QAbstractItemModel]]:
    for child in of.__subclasses__():
        yield child
        yield from subclasses(child)


def test_every_item_model_of_the_program_has_a_script_here() -> None:
    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    ours = {c for c in subclasses(QAbstractItemModel) if c.__module__.startswith("desktop.")}
    assert ours == set(SCRIPTS)


@pytest.mark.parametrize("kind", SCRIPTS, ids=lambda kind: kind.__name__)
def test_an_item_model_keeps_qts_promises_on_the_real_catalog(
    qapp: QApplication,
    qtmodeltester: ModelTester,
    reader: CatalogReader,
    kind: type[QAbstractItemModel],
) -> None:
    script = SCRIPTS[kind](reader)
    model = next(script)
    qtmodeltester.check(model)
    assert list(script) == []
