"""The pages of licenses, sources and charts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.core.charts.chart import BarChart
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.licenses.license_wording import source_words
from desktop.core.marks import REPORTER_FILL, REPORTER_NAME
from desktop.core.search.query import CatalogQuery, ListedModel
from desktop.viewmodels.roles import Role
from desktop.viewmodels.state import Page, ViewState
from desktop.viewmodels.table_model import TableModel
from desktop.views.charts.chart import ChartBlock
from desktop.views.charts.page import ChartsPage
from desktop.views.empty import EmptyPage
from desktop.views.licenses.dialog import TermDialog
from desktop.views.licenses.page import LicensesPage
from desktop.views.sources.page import SourcesPage

Settle = Callable[[Application], None]
Turn = Callable[[Application, Page], None]
Start = Callable[..., Application]
LICENSED = ("llama-3.1-70b-instruct", "qwen2.5-vl-7b-instruct", "gpt-4o")


def named(application: Application, text: str) -> list[ListedModel]:
    assert application.workspace._opened is not None
    return application.workspace._opened.listing.first(CatalogQuery(text=text))


def first_ids(application: Application, weights: str, count: int) -> tuple[str, ...]:
    found = named(application, "qwen")
    return tuple(listed.id for listed in found if listed.weights == weights)[:count]


@pytest.fixture
def licenses(start: Start, turn: Turn, settle: Settle) -> LicensesPage:
    application = start()
    ids = (*first_ids(application, "open", 2), "gpt-4o")
    application.workspace.add(ids, ids)
    settle(application)
    turn(application, Page.LICENSES)
    page = application.window.pages.currentWidget()
    assert isinstance(page, LicensesPage)
    return page


def test_every_statement_of_a_license_says_where_it_stands(licenses: LicensesPage) -> None:
    model = licenses.table.model()
    stated = [
        index
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if (index := model.index(row, column)).data() and not index.data(Role.MUTED)
    ]
    no_terms = ("contradictions", "publisher")  # below stands what they rest on instead
    placed = [
        index
        for index in stated
        if index.data(Role.SECONDARY) and index.data(Role.KEY) not in no_terms
    ]
    assert len(placed) > 10
    assert all("line" in str(i.data(Role.SECONDARY)) for i in placed)


def test_licenses_are_shown_in_groups_and_differences_are_marked(licenses: LicensesPage) -> None:
    model = licenses.table.model()
    down = Qt.Orientation.Vertical
    titles = [str(model.headerData(n, down)) for n in range(model.rowCount())]
    groups = [t for n, t in enumerate(titles) if model.headerData(n, down, Role.KIND)]
    assert "Permissions" in groups
    assert "Conditions" in groups
    assert "Limitations" in groups
    for number, title in enumerate(titles):
        assert bool(model.headerData(number, down, Role.DIFFERS)) == title.startswith("≠ ")
    assert any(title.startswith("≠ ") for title in titles)


def test_no_statement_of_a_license_is_cut(qtbot: QtBot, licenses: LicensesPage) -> None:
    table = licenses.table
    qtbot.waitUntil(lambda: table.arranged)
    metrics = table.fontMetrics()
    wrap = int(Qt.TextFlag.TextWordWrap)
    for row in range(table.model().rowCount()):
        for column in range(table.model().columnCount()):
            text = str(table.model().index(row, column).data() or "")
            area = table.visualRect(table.model().index(row, column)).adjusted(8, 0, -8, 0)
            needed = metrics.boundingRect(0, 0, area.width(), 10_000, wrap, text).height()
            assert needed <= table.rowHeight(row)


def test_the_page_says_that_it_is_not_legal_advice(licenses: LicensesPage) -> None:
    assert any(NOT_LEGAL_ADVICE in label.text() for label in licenses.findChildren(QLabel))


def cell_of(page: LicensesPage, key: str, column: int) -> QModelIndex:
    model = page.table.model()
    number = next(n for n in range(model.rowCount()) if model.index(n, 0).data(Role.KEY) == key)
    return model.index(number, column)


def open_cell(page: LicensesPage, index: QModelIndex) -> None:
    page.table.activated.emit(index)


def open_terms(page: LicensesPage) -> list[TermDialog]:
    return [d for d in page.window().findChildren(TermDialog) if d.isVisible()]


def words_of(dialog: TermDialog) -> str:
    labels = dialog.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    return "\n".join(label.text() for label in labels)


def test_enter_opens_a_term_with_section_line_words_note_and_copy(
    qtbot: QtBot, licenses: LicensesPage
) -> None:
    index = cell_of(licenses, "commercial-use", 0)
    licenses.table.setCurrentIndex(index)
    qtbot.keyClick(licenses.table, Qt.Key.Key_Return)
    (dialog,) = open_terms(licenses)
    table = licenses.table.model()
    assert isinstance(table, TableModel)
    row = table.row_at(index.row())
    assert row
    receipt = row.cells[0].receipt
    assert receipt
    shown = words_of(dialog)
    for part in (receipt.model, receipt.license, receipt.term, receipt.entry.text):
        assert part in shown
    for reference in receipt.entry.references:
        assert all(part in shown for part in (reference.place, reference.find, reference.note))
    assert receipt.texts
    assert all(source_words(text) in shown for text in receipt.texts)
    assert receipt.term in dialog.area.accessibleName()
    assert receipt.entry.notes in dialog.area.accessibleDescription()
    qtbot.keyClick(dialog.area, Qt.Key.Key_Escape)
    assert open_terms(licenses) == []


def test_a_double_click_opens_a_term_once(qtbot: QtBot, licenses: LicensesPage) -> None:
    index = cell_of(licenses, "private-use", 1)
    licenses.table.scrollTo(index)
    at = licenses.table.visualRect(index).center()
    viewport = licenses.table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    open_cell(licenses, index)
    assert len(open_terms(licenses)) == 1


def test_a_term_without_a_text_says_so(licenses: LicensesPage) -> None:
    open_cell(licenses, cell_of(licenses, "commercial-use", 2))
    (dialog,) = open_terms(licenses)
    assert "No license text is known" in words_of(dialog)
    assert not dialog.open_button.isEnabled()


def test_a_heading_of_the_license_summary_opens_nothing(licenses: LicensesPage) -> None:
    open_cell(licenses, cell_of(licenses, "Permissions", 0))
    assert open_terms(licenses) == []


@pytest.fixture
def sources(comparing: Application, turn: Turn) -> SourcesPage:
    turn(comparing, Page.SOURCES)
    page = comparing.window.pages.currentWidget()
    assert isinstance(page, SourcesPage)
    return page


def column(page: SourcesPage, number: int) -> list[str]:
    return [str(page.proxy.index(n, number).data()) for n in range(page.proxy.rowCount())]


def test_every_claim_of_the_comparison_is_listed(
    comparing: Application, sources: SourcesPage
) -> None:
    prepared = comparing.workspace.prepared
    assert prepared is not None
    assert sources.proxy.rowCount() == len(prepared.comparison.claims) > 50
    assert sources.shown.text() == f"{len(prepared.comparison.claims)} claims"


def test_typing_narrows_the_claims_by_any_column(qtbot: QtBot, sources: SourcesPage) -> None:
    total = sources.proxy.rowCount()
    qtbot.keyClicks(sources.filter, "mathvista")
    shown = sources.proxy.rowCount()
    assert 0 < shown < total
    assert set(column(sources, 1)) == {"MathVista"}
    assert sources.shown.text() == f"{shown} of {total} claims"
    sources.filter.clear()
    qtbot.keyClicks(sources.filter, "(press")
    assert 0 < sources.proxy.rowCount() < total


@pytest.mark.parametrize("text", ["(", "[", ".*", "\\", "{0}", "%"])
def test_the_filter_takes_every_character_as_itself(
    qtbot: QtBot, sources: SourcesPage, text: str
) -> None:
    qtbot.keyClicks(sources.filter, text)
    for row in range(sources.proxy.rowCount()):
        cells = [str(sources.proxy.index(row, c).data()) for c in range(9)]
        assert any(text in cell for cell in cells)


def test_a_click_on_the_values_sorts_them_as_numbers(qtbot: QtBot, sources: SourcesPage) -> None:
    before = column(sources, 0)
    header = sources.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(3) + 10, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    values = [sources.proxy.index(n, 3).data(Role.SORT) for n in range(sources.proxy.rowCount())]
    assert values == sorted(values)
    assert column(sources, 0) != before
    assert max(values) > 100


def test_nothing_is_sorted_before_a_click(comparing: Application, sources: SourcesPage) -> None:
    model = comparing.workspace.sources
    assert column(sources, 0) == [str(model.index(n, 0).data()) for n in range(model.rowCount())]


@pytest.fixture
def charts(comparing: Application, turn: Turn) -> ChartsPage:
    turn(comparing, Page.CHARTS)
    page = comparing.window.pages.currentWidget()
    assert isinstance(page, ChartsPage)
    return page


def blocks(page: ChartsPage) -> list[ChartBlock]:
    return page.findChildren(ChartBlock)


def specified(application: Application) -> tuple[BarChart, ...]:
    assert application.workspace.prepared is not None
    return application.workspace.prepared.charts


def test_there_is_a_chart_for_each_scale(comparing: Application, charts: ChartsPage) -> None:
    drawn = blocks(charts)
    wanted = specified(comparing)
    assert [block.plot.accessibleName() for block in drawn] == [chart.title for chart in wanted]
    assert len({(chart.unit, chart.higher_is_better) for chart in wanted}) > 1


def test_the_table_below_a_chart_has_the_same_figures(
    comparing: Application, charts: ChartsPage
) -> None:
    for block, chart in zip(blocks(charts), specified(comparing), strict=True):
        model = block.table.model()
        assert model.rowCount() == len(chart.groups)
        for row, group in enumerate(chart.groups):
            figures = [str(model.index(row, c).data()) for c in range(1, model.columnCount())]
            assert [f.partition(" ")[0] for f in figures] == [bar.label for bar in group.bars]


def test_a_bar_is_as_high_as_its_figure(comparing: Application, charts: ChartsPage) -> None:
    import pyqtgraph as pg

    for block, chart in zip(blocks(charts), specified(comparing), strict=True):
        drawn = [i for i in block.plot.getPlotItem().items if isinstance(i, pg.BarGraphItem)]
        heights = sorted(chart.low + h for item in drawn for h in item.opts["height"])
        values = sorted(b.value for g in chart.groups for b in g.bars if b.value is not None)
        assert heights == pytest.approx(values)


def test_a_chart_is_told_to_a_screen_reader(comparing: Application, charts: ChartsPage) -> None:
    for block, chart in zip(blocks(charts), specified(comparing), strict=True):
        told = QAccessible.queryAccessibleInterface(block.plot)
        assert told.text(QAccessible.Text.Name) == chart.title
        assert told.text(QAccessible.Text.Description) == chart.summary
        assert "Qwen-VL-Max" in chart.summary


def test_the_charts_say_what_each_fill_means(charts: ChartsPage) -> None:
    shown = "\n".join(label.text() for label in charts.findChildren(QLabel))
    assert all(REPORTER_NAME[kind] in shown for kind in REPORTER_FILL)


def test_charts_follow_the_comparison(
    comparing: Application, charts: ChartsPage, settle: Settle
) -> None:
    comparing.workspace.remove(["gpt-4o"], ["GPT-4o"])
    settle(comparing)
    assert [b.plot.accessibleName() for b in blocks(charts)] == [
        chart.title for chart in specified(comparing)
    ]
    assert all(block.table.model().columnCount() == 3 for block in blocks(charts))


def test_models_without_figures_give_a_sentence_instead_of_a_chart(
    start: Start, turn: Turn, settle: Settle
) -> None:
    application = start()
    found = named(application, "a") + named(application, "m")
    bare = tuple(listed.id for listed in found if listed.claim_count == 0)[:2]
    assert len(bare) == 2
    application.workspace.add(bare, bare)
    settle(application)
    turn(application, Page.CHARTS)
    page = application.window.pages.currentWidget()
    assert isinstance(page, ChartsPage)
    shown = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert "No benchmark has a figure" in shown
    assert blocks(page) == []


@pytest.mark.parametrize("page", [Page.CHARTS, Page.LICENSES, Page.SOURCES])
def test_an_empty_page_offers_to_find_models(
    qtbot: QtBot, start: Start, settle: Settle, page: Page
) -> None:
    application = start(ViewState(page=page))
    qtbot.waitUntil(lambda: len(visible_empty_pages(application)) == 1)
    (empty,) = visible_empty_pages(application)
    qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert application.window.focusWidget() is application.window.catalog.search
    settle(application)


def visible_empty_pages(application: Application) -> list[EmptyPage]:
    return [page for page in application.window.findChildren(EmptyPage) if page.isVisible()]
