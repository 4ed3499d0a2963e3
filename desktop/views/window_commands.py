"""The commands of the main window: their names, keys and places in the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QMenuBar, QPushButton

from desktop.core.charts.coloring import Coloring
from desktop.core.claims.policy import POLICY_MEANING, Policy
from desktop.viewmodels.state import Page, Theme, ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.commands import SUBMENUS, Commands, Menu
from desktop.views.tables import Table

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow


NEED_MODELS = (
    "compare.clear",
    "compare.fold-all",
    "compare.open-all",
    "compare.rows",
    "compare.open-claims",
    "compare.about-benchmark",
    "compare.measure",
    "compare.move-left",
    "compare.move-right",
    "compare.remove-current",
)
"""Commands that need something to compare."""


class WindowCommands(Commands):
    """Every command is registered here; what it does is a method of the window."""

    page_chosen = Signal(object)  # Page
    theme_chosen = Signal(object)  # Theme

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self.menus_shown: dict[Menu, QMenu] = {}
        self._add_file(workspace)
        self._add_edit(workspace)
        self._add_pages(workspace)
        self._add_colors()
        self._add_comparison(workspace)
        self._add_profile()
        self.add("help.about", Menu.HELP, self.tr("&About Weighbridge"), window.about, "F1")
        self.add("help.log", Menu.HELP, self.tr("Open the &log"), window.open_log)

    def _add_file(self, workspace: Workspace) -> None:
        window = self._window
        self.add("file.export-pdf", Menu.FILE, self.tr("&Export PDF…"), window.export_pdf, "Ctrl+E")
        self["file.export-pdf"].setEnabled(False)
        self.add("file.reopen", Menu.FILE, self.tr("&Open the catalog again"), workspace.open)
        self["file.reopen"].setEnabled(False)
        self.separator(Menu.FILE)
        # Not the standard key: outside GNOME, KDE and macOS that is none at all.
        self.add("file.quit", Menu.FILE, self.tr("&Quit"), window.close, "Ctrl+Q")

    def _add_edit(self, workspace: Workspace) -> None:
        window, keys = self._window, QKeySequence.StandardKey
        history = workspace.store.history
        undo = history.createUndoAction(self, self.tr("&Undo"))
        redo = history.createRedoAction(self, self.tr("&Redo"))
        self.add_action("edit.undo", Menu.EDIT, undo, keys.Undo)
        self.add_action("edit.redo", Menu.EDIT, redo, "Ctrl+Shift+Z")
        self.separator(Menu.EDIT)
        self.add("edit.copy", Menu.EDIT, self.tr("Co&py"), self._copy, keys.Copy)
        markdown, latex = self.tr("Copy as &Markdown"), self.tr("Copy as &LaTeX")
        self.add("edit.copy-markdown", Menu.EDIT, markdown, window.desk.copy_markdown)
        self.add("edit.copy-latex", Menu.EDIT, latex, window.desk.copy_latex)
        self.separator(Menu.EDIT)
        find = self.tr("&Find models")
        self.add("edit.find", Menu.EDIT, find, window.find_models, keys.Find)
        self.add("edit.show-all", Menu.EDIT, self.tr("Show &all models"), workspace.show_all)
        self.add("edit.save-search", Menu.EDIT, self.tr("Sa&ve this search…"), self._save_search)
        self.separator(Menu.EDIT)
        palette = self.tr("Search or run a &command…")
        self.add("edit.palette", Menu.EDIT, palette, window.open_palette, "Ctrl+K")

    def _add_pages(self, workspace: Workspace) -> None:
        names = {
            Page.COMPARE: self.tr("&Compare"),
            Page.CHARTS: self.tr("C&harts"),
            Page.LICENSES: self.tr("&Licenses"),
            Page.SOURCES: self.tr("&Sources"),
        }
        self._pages = QActionGroup(self)
        for number, (page, name) in enumerate(names.items(), 1):
            action = self.add_toggle(
                f"view.{page}", Menu.VIEW, name, self._take_page, f"Ctrl+{number}"
            )
            action.setData(page)
            self._pages.addAction(action)
        self.separator(Menu.VIEW)
        catalog = self.tr("Show the c&atalog")
        self.add_toggle("view.catalog", Menu.VIEW, catalog, self._window.show_catalog, "Ctrl+B")
        details = self.tr("Details of the current &model")
        self.add_toggle("view.details", Menu.VIEW, details, workspace.list.show_details)
        reader = self.tr("&Reader of license texts")
        self.add_toggle("view.reader", Menu.VIEW, reader, self._window.reading.show_reader)
        color = workspace.comparing.color_by_verdict
        self.add_toggle("view.by-verdict", Menu.VIEW, self.tr("Color charts by &verdict"), color)
        column = self.tr("Add a &benchmark to the list…")
        self.add("view.add-column", Menu.VIEW, column, self._add_column)
        self.separator(Menu.VIEW)

    def _add_colors(self) -> None:
        names = {
            Theme.SYSTEM: self.tr("Colors as the s&ystem"),
            Theme.LIGHT: self.tr("L&ight colors"),
            Theme.DARK: self.tr("&Dark colors"),
        }
        self._themes = QActionGroup(self)
        for theme, name in names.items():
            action = self.add_toggle(f"view.{theme}", Menu.VIEW, name, self._take_theme)
            action.setData(theme)
            self._themes.addAction(action)

    def _add_comparison(self, workspace: Workspace) -> None:
        toggle = self.tr("&Add or remove the selected models")
        self.add("compare.toggle", Menu.COMPARE, toggle, self._window.toggle_selected, "Ctrl+D")
        self.add("compare.clear", Menu.COMPARE, self.tr("&Clear the comparison"), workspace.clear)
        self.separator(Menu.COMPARE)
        differences = self.tr("Only &differences")
        everything = self.tr("All &settings and categories")
        self.add_toggle(
            "compare.only-differences",
            Menu.COMPARE,
            differences,
            workspace.comparing.set_only_differences,
        )
        self.add_toggle(
            "compare.all-rows", Menu.COMPARE, everything, workspace.comparing.set_all_rows
        )
        self._add_policies()
        self._add_table()
        self._add_models()

    def _add_policies(self) -> None:
        names = {
            Policy.DEFAULT: self.tr("Policy: &default"),
            Policy.VENDOR: self.tr("Policy: &vendor"),
            Policy.INDEPENDENT: self.tr("Policy: &independent"),
            Policy.LIKE_FOR_LIKE: self.tr("Policy: li&ke-for-like"),
            Policy.LOWEST: self.tr("Policy: &lowest"),
            Policy.HIGHEST: self.tr("Policy: &highest"),
            Policy.NEWEST: self.tr("Policy: &newest"),
        }
        self.separator(Menu.COMPARE)
        self.submenu(Menu.POLICY)
        self._policies = QActionGroup(self)
        for policy, name in names.items():
            key = f"compare.policy-{policy}"
            action = self.add_toggle(key, Menu.POLICY, name, self._take_policy)
            action.setData(policy)
            meaning = POLICY_MEANING[policy]
            action.setToolTip(f"{policy}: {meaning}")
            action.setStatusTip(meaning)
            self._policies.addAction(action)

    def _add_table(self) -> None:
        desk = self._window.desk
        rows = self.tr("C&hoose and order rows…")
        self.add("compare.rows", Menu.COMPARE, rows, desk.choose_rows, "Ctrl+R")
        swap = self.tr("S&wap rows and columns")
        self.add_toggle(
            "compare.swap", Menu.COMPARE, swap, self._workspace.comparing.swap, "Ctrl+T"
        )
        self.add("compare.fold-all", Menu.COMPARE, self.tr("C&ollapse all sections"), desk.fold_all)
        self.add("compare.open-all", Menu.COMPARE, self.tr("&Expand all sections"), desk.open_all)
        self.separator(Menu.COMPARE)
        claims = self.tr("Show the clai&ms of this figure")
        self.add("compare.open-claims", Menu.COMPARE, claims, desk.open_current)
        about = self.tr("About this &benchmark")
        self.add("compare.about-benchmark", Menu.COMPARE, about, desk.about_current, "Ctrl+I")

    def _add_models(self) -> None:
        desk = self._window.desk
        self.separator(Menu.COMPARE)
        measure = self.tr("Measure a&gainst this model")
        self.add("compare.measure", Menu.COMPARE, measure, desk.measure, "Ctrl+M")
        self.add("compare.no-baseline", Menu.COMPARE, self.tr("&No baseline"), desk.measure_none)
        left, right = self.tr("Move model &left"), self.tr("Move model &right")
        self.add("compare.move-left", Menu.COMPARE, left, desk.move_left, "Alt+Shift+Left")
        self.add("compare.move-right", Menu.COMPARE, right, desk.move_right, "Alt+Shift+Right")
        remove = self.tr("Remo&ve this model")
        self.add("compare.remove-current", Menu.COMPARE, remove, desk.remove_current)
        policy = self.tr("&Follow the policy everywhere")
        follow = self._workspace.comparing.follow_policy_everywhere
        self.add("compare.no-picks", Menu.COMPARE, policy, follow)

    def _add_profile(self) -> None:
        desk, menu = self._window.profiles, Menu.PROFILE
        self.add("profile.edit", menu, self.tr("&Edit…"), desk.edit, "Ctrl+Shift+P")
        self.add("profile.guide", menu, self.tr("&Ask me…"), desk.ask, "Ctrl+Shift+A")
        self.separator(menu)
        self.submenu(Menu.KEPT)
        self.add("profile.none", Menu.KEPT, self.tr("&No profile"), desk.plan.clear)
        self.add("profile.manage", menu, self.tr("&Manage profiles…"), desk.manage)
        self.separator(menu)
        self.add("profile.import", menu, self.tr("&Import a profile file…"), desk.bring_in)
        self.add("profile.export", menu, self.tr("E&xport the profile…"), desk.write)

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus, and a button for the palette at the end of the bar."""
        titles = {
            Menu.FILE: self.tr("&File"),
            Menu.EDIT: self.tr("&Edit"),
            Menu.VIEW: self.tr("&View"),
            Menu.COMPARE: self.tr("&Compare"),
            Menu.PROFILE: self.tr("&Profile"),
            Menu.HELP: self.tr("&Help"),
            Menu.POLICY: self.tr("&Policy"),
            Menu.KEPT: self.tr("&Use a kept profile"),
        }
        for menu, title in titles.items():
            if menu not in SUBMENUS:
                self._fill_menu(bar.addMenu(title), menu, titles)
        self._window.profiles.use_menus(self.menus_shown[Menu.PROFILE], self.menus_shown[Menu.KEPT])
        field = QPushButton(self.tr("Search or run a command   Ctrl+K"), bar)
        field.setFlat(True)
        field.clicked.connect(self._window.open_palette)
        bar.setCornerWidget(field)

    def _fill_menu(self, shown: QMenu, menu: Menu, titles: dict[Menu, str]) -> None:
        shown.setToolTipsVisible(True)
        self.menus_shown[menu] = shown
        for entry in self.in_menu(menu):
            if entry is None:
                shown.addSeparator()
            elif isinstance(entry, Menu):
                self._fill_menu(shown.addMenu(titles[entry]), entry, titles)
            else:
                shown.addAction(entry)

    def show_state(self, state: ViewState, *, can_export: bool) -> None:
        """Tick and enable what fits a state."""
        self[f"view.{state.page}"].setChecked(True)
        self[f"view.{state.theme}"].setChecked(True)
        self["view.catalog"].setChecked(state.catalog_shown)
        self["view.details"].setChecked(state.details_shown)
        self["compare.only-differences"].setChecked(state.only_differences)
        self["compare.all-rows"].setChecked(state.all_rows)
        self["edit.show-all"].setEnabled(bool(state.search or state.facets))
        self["file.export-pdf"].setEnabled(can_export)
        self[f"compare.policy-{state.policy}"].setChecked(True)
        self["compare.swap"].setChecked(state.swapped)
        by_verdict = bool(state.profile.uses) and state.coloring is Coloring.VERDICT
        self["view.by-verdict"].setChecked(by_verdict)
        self["view.by-verdict"].setEnabled(bool(state.profile.uses))
        self["compare.no-baseline"].setEnabled(bool(state.baseline))
        self["compare.no-picks"].setEnabled(bool(state.picks))
        self["profile.none"].setEnabled(not self._window.profiles.plan.is_none)
        self["profile.export"].setEnabled(not self._window.profiles.plan.is_none)
        for name in NEED_MODELS:
            self[name].setEnabled(bool(state.tray))

    @Slot()
    def _save_search(self) -> None:
        self._window.catalog.saved_menu.save()

    @Slot()
    def _add_column(self) -> None:
        self._window.catalog.column_menu.pick()

    @Slot()
    def _copy(self) -> None:
        """Copy what is selected where the focus is, or was before a menu or the palette."""
        focused = self._window.focusWidget()
        if isinstance(focused, Table | QLineEdit):
            focused.copy()

    @Slot(bool)
    def _take_policy(self, _on: bool) -> None:
        action = self._policies.checkedAction()
        if action is not None:
            self._workspace.comparing.use_policy(Policy(action.data()))

    @Slot(bool)
    def _take_page(self, _on: bool) -> None:
        action = self._pages.checkedAction()
        if action is not None:
            self.page_chosen.emit(Page(action.data()))

    @Slot(bool)
    def _take_theme(self, _on: bool) -> None:
        action = self._themes.checkedAction()
        if action is not None:
            self.theme_chosen.emit(Theme(action.data()))
