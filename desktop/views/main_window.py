"""The main window: places the catalog, the pages and the tray, and owns the commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.core.errors import KnownError
from desktop.viewmodels.session import Session
from desktop.viewmodels.state import PAGE_STEP, Page, Theme, ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.catalog.pane import CatalogPane
from desktop.views.compare.desk import CompareDesk
from desktop.views.empty import EmptyPage
from desktop.views.licenses.desk import LicensesDesk
from desktop.views.profile.desk import ProfileDesk
from desktop.views.status import StatusCorner
from desktop.views.tables import Table
from desktop.views.tabs import FlatTabs
from desktop.views.tray.tray import Tray
from desktop.views.window_commands import WindowCommands

if TYPE_CHECKING:
    from desktop.viewmodels.opened import Opened
    from desktop.views.compare.page import ComparePage

Places = tuple[tuple[str, str], ...]


class MainWindow(QMainWindow):
    """Pages are made when they are first turned to, and not before the catalog is open."""

    first_painted = Signal()  # once, after the window has been drawn for the first time

    def __init__(self, workspace: Workspace, session: Session, places: Places) -> None:
        super().__init__()
        self._workspace = workspace
        self._session = session
        self._places = places
        self._opened: Opened | None = None
        self._box: QMessageBox | None = None
        self._painted = False
        self.setWindowTitle("Weighbridge")
        self.setMinimumSize(800, 560)
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        self.desk = CompareDesk(self, workspace)
        self.reading = LicensesDesk(self, workspace, session)
        self.profiles = ProfileDesk(self, workspace, dict(places).get("profiles", ""))
        self.commands = WindowCommands(self, workspace)
        self.commands.fill(self.menuBar())
        self._lay_out()
        self._connect()
        self._bring_back()
        self._show_state(workspace.store.state)

    # Layout

    def _lay_out(self) -> None:
        self.catalog = CatalogPane(self._workspace, self)
        self.pages = FlatTabs(self.tr("Pages"), self)
        self._makers: dict[Page, Callable[[], QWidget]] = {
            Page.COMPARE: self._make_compare,
            Page.CHARTS: self._make_charts,
            Page.LICENSES: self.reading.make_page,
            Page.SOURCES: self._make_sources,
        }
        for page in Page:
            title = self.commands[f"view.{page}"].text().replace("&", "")
            self.pages.addTab(QWidget(self), title)
        self.pages.setCornerWidget(self.profiles.button)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self.catalog)
        self.splitter.addWidget(self.pages)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([400, 880])
        self.splitter.setChildrenCollapsible(False)
        self.tray = Tray(self._workspace, self)
        whole = QWidget(self)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.tray)
        self._layers = QStackedWidget(self)
        self._layers.addWidget(whole)
        self.setCentralWidget(self._layers)
        self.feedback = StatusCorner(self)
        self.feedback.cancel_asked.connect(self._cancel_export)
        self.tray.right.addWidget(self.feedback)

    @property
    def compare(self) -> ComparePage:
        """The compare page, made now if it has not been looked at yet."""
        from desktop.views.compare.page import ComparePage

        position = list(Page).index(Page.COMPARE)
        self._make(Page.COMPARE, position)
        page = self.pages.widget(position)
        assert isinstance(page, ComparePage)  # noqa: S101 - for the type checker
        return page

    def _make_compare(self) -> QWidget:
        from desktop.views.compare.page import ComparePage

        page = ComparePage(self._workspace, self.commands["edit.find"], self)
        page.cell_opened.connect(self.desk.open_receipt)
        page.table.line_opened.connect(self.desk.about_line)
        page.table.menu_asked.connect(self.desk.open_menu)
        page.bar.rows.clicked.connect(self.commands["compare.rows"].trigger)
        return page

    def _make_charts(self) -> QWidget:
        from desktop.views.charts.page import ChartsPage

        return ChartsPage(self._workspace, self.commands["edit.find"], self)

    def _make_sources(self) -> QWidget:
        from desktop.views.sources.page import SourcesPage

        return SourcesPage(self._workspace, self.commands["edit.find"], self)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.store.changed.connect(self._state_changed)
        workspace.building.connect(self._show_building)
        workspace.opened.connect(self._show_opened)
        workspace.failed.connect(self.show_error)
        workspace.noticed.connect(self.feedback.say)
        workspace.exporting.connect(self._show_exporting)
        workspace.exported.connect(self._show_exported)
        workspace.export_stopped.connect(self._show_export_stopped)
        self.pages.currentChanged.connect(self._tab_chosen)
        self.commands.page_chosen.connect(self.go_to)
        self.commands.theme_chosen.connect(self.color_by)

    def _bring_back(self) -> None:
        self.restoreGeometry(self._session.blob("geometry"))
        self.splitter.restoreState(self._session.blob("splitter"))
        self.catalog.splitter.restoreState(self._session.blob("catalog"))
        self.catalog.table.bring_back_columns(self._session.blob("columns"))

    # State

    @Slot(object, object)
    def _state_changed(self, _before: ViewState, after: ViewState) -> None:
        self._show_state(after)

    def _show_state(self, state: ViewState) -> None:
        position = list(Page).index(state.page)
        if self._workspace.is_open:
            # Before, there is nothing that a page could show, and the first paint would wait.
            self._make(state.page, position)
        with QSignalBlocker(self.pages):
            self.pages.setCurrentIndex(position)
        self.catalog.setVisible(state.catalog_shown)
        idle = self._workspace.is_open and not self._workspace.is_exporting
        can_export = bool(state.tray) and idle
        self.commands.show_state(state, can_export=can_export)

    def _make(self, page: Page, position: int) -> None:
        maker = self._makers.pop(page, None)
        if maker is None:
            return
        title = self.pages.tabText(position)
        placeholder = self.pages.widget(position)
        with QSignalBlocker(self.pages):
            self.pages.removeTab(position)
            self.pages.insertTab(position, maker(), title)
        if placeholder is not None:
            placeholder.deleteLater()
        self.tray.come_last()

    @Slot(int)
    def _tab_chosen(self, position: int) -> None:
        self.turn_to(list(Page)[position])

    @Slot(object)
    def go_to(self, page: Page) -> None:
        """Show a page and put the focus into it, so that the arrows move there."""
        self.turn_to(page)
        shown = self.pages.currentWidget()
        if shown is not None:
            entry = getattr(shown, "entry", None)
            target = entry if isinstance(entry, QWidget) and entry.isVisible() else shown
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn_to(self, page: Page) -> None:
        """Show a page."""
        after = replace(self._workspace.store.state, page=page)
        self._workspace.store.change(after, self.tr("turn the page"), PAGE_STEP)

    @Slot(object)
    def color_by(self, theme: Theme) -> None:
        """Use another color scheme."""
        after = replace(self._workspace.store.state, theme=theme)
        self._workspace.store.change(after, self.tr("change the colors"))

    @Slot(bool)
    def show_catalog(self, shown: bool) -> None:
        """Open or close the catalog pane."""
        after = replace(self._workspace.store.state, catalog_shown=shown)
        text = self.tr("show the catalog") if shown else self.tr("hide the catalog")
        self._workspace.store.change(after, text)

    # What commands do

    @Slot()
    def find_models(self) -> None:
        """Go to the search field, opening the catalog pane if it is closed."""
        if not self._workspace.store.state.catalog_shown:
            self.show_catalog(True)
        self.catalog.focus_search()

    @Slot()
    def toggle_selected(self) -> None:
        """Put the models selected in the catalog into the comparison, or take them out."""
        self.catalog.table.choose_selected()

    @Slot()
    def open_palette(self) -> None:
        """Open the field that searches commands and models."""
        from desktop.views.palette.palette import CommandPalette

        palette = CommandPalette(self.commands, self._workspace, self)
        palette.model_chosen.connect(self._workspace.toggle)
        palette.show()

    def open_receipt(self, line: int, position: int) -> None:
        """Show where a number or fact of the comparison comes from."""
        self.desk.open_receipt(line, position)

    def table_in_use(self) -> Table:
        """Return the table with the focus, the comparison where none has it."""
        focused = self.focusWidget()
        return focused if isinstance(focused, Table) else self.compare.table

    @Slot()
    def export_pdf(self) -> None:
        """Ask where to, then write the comparison as a PDF."""
        folder = self._session.text("export-folder") or str(Path.home())
        name = f"comparison-{date.today().isoformat()}.pdf"  # noqa: DTZ011 - the user's own day
        dialog = QFileDialog(self, self.tr("Export PDF"), str(Path(folder) / name))
        dialog.setObjectName("export-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write the comparison as a PDF to a file."""
        self._session.set_text("export-folder", str(Path(path).parent))
        self._workspace.export(Path(path), date.today())  # noqa: DTZ011 - the user's own day

    @Slot()
    def about(self) -> None:
        """Show version, folders and sources."""
        from desktop.views.about import AboutDialog

        collections = self._opened.comparisons.collections() if self._opened else ()
        AboutDialog(self._places, collections, self).show()

    @Slot()
    def open_log(self) -> None:
        """Open the log in the program that the system has for texts."""
        path = dict(self._places).get("log", "")
        if not Path(path).exists():
            self.feedback.say(self.tr("Nothing has been logged yet."))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    # What the workspace reports

    @Slot(int, int, str)
    def _show_building(self, done: int, total: int, what: str) -> None:
        text = self.tr("Building the catalog: {what}").format(what=what)
        self.feedback.show_steps(text, done, total)

    @Slot(object)
    def _show_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.commands["file.reopen"].setEnabled(False)
        self._layers.setCurrentIndex(0)
        self.feedback.end()
        models = numbers.counted(opened.models, "model")
        text = self.tr("{models}, as of {date}")
        self.feedback.status.setText(text.format(models=models, date=opened.stamp.as_of))
        revision = self.tr("Catalog revision {revision}").format(revision=opened.stamp.revision)
        self.feedback.status.setToolTip(revision)
        self._show_state(self._workspace.store.state)

    @Slot()
    def _show_exporting(self) -> None:
        self.feedback.show_busy(self.tr("Writing the PDF…"))
        self._show_state(self._workspace.store.state)

    @Slot(object)
    def _show_exported(self, path: Path) -> None:
        self._end_export()
        self.feedback.say(self.tr("Wrote {name}").format(name=path.name), str(path))

    @Slot()
    def _cancel_export(self) -> None:
        self.feedback.say(self.tr("Canceling…"))
        self._workspace.cancel_export()

    @Slot()
    def _show_export_stopped(self) -> None:
        self._end_export()
        self.feedback.say(self.tr("The PDF was not written."))

    def _end_export(self) -> None:
        self.feedback.end()
        self._show_state(self._workspace.store.state)

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Say what happened and what can be done, without getting in the way."""
        self._end_export()
        known = isinstance(error, KnownError)
        log = dict(self._places).get("log", "")
        sorry = self.tr("Something went wrong in Weighbridge itself; the details are in {log}.")
        text = str(error) if known else sorry.format(log=log)
        if not self._workspace.is_open:
            self._show_no_catalog(text)
            return
        if self._box is not None and shiboken6.isValid(self._box):
            # One fault can be met many times a second; one box tells it.
            self._box.setText(text)
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning if known else QMessageBox.Icon.Critical)
        box.setWindowTitle("Weighbridge")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.addButton(QMessageBox.StandardButton.Close)
        box.open()
        self._box = box

    def _show_no_catalog(self, text: str) -> None:
        """Say over the whole window why there is nothing to show, and offer to try again."""
        self.feedback.status.setText(self.tr("No catalog is open"))
        self.commands["file.reopen"].setEnabled(True)
        if (old := self._layers.widget(1)) is not None:
            self._layers.removeWidget(old)
            old.deleteLater()
        page = EmptyPage(self.tr("No catalog is open"), text, self.commands["file.reopen"], self)
        self._layers.addWidget(page)
        self._layers.setCurrentIndex(1)
        page.button.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.set_blob("geometry", self.saveGeometry())
        self._session.set_blob("splitter", self.splitter.saveState())
        self._session.set_blob("catalog", self.catalog.splitter.saveState())
        self._session.set_blob("columns", self.catalog.table.kept_columns())
        self.reading.keep()
        self._session.save()
        self._workspace.close()
        super().closeEvent(event)
