"""What the commands of the plan do, and the windows that open from them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPushButton, QWidget

from desktop.core.errors import KnownError
from desktop.core.verdict.profile import Profile
from desktop.viewmodels.profile.plan import PlanActions
from desktop.viewmodels.profile.shelf import Shelf
from desktop.viewmodels.tips import plain_tip
from desktop.viewmodels.workspace import Workspace

if TYPE_CHECKING:
    from desktop.core.verdict.judged import Judged
    from desktop.viewmodels.opened import Opened
    from desktop.views.catalog.saved import NameDialog
    from desktop.views.main_window import MainWindow
    from desktop.views.profile.editor import ProfileEditor
    from desktop.views.profile.manage import ManageDialog

_TABS = 36
"""Height of the tabs in pixels, beside which the button stands."""
_SHOWN = 28
"""Characters of a name for which a button or menu has room."""


class PlanButton(QPushButton):
    """Says which plan is used, beside the tabs and as high as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFlat(True)

    def sizeHint(self) -> QSize:
        # A least height would not do: a tab widget places its corner by this.
        return super().sizeHint().expandedTo(QSize(0, _TABS))


class ProfileDesk(QObject):
    """Acts on the plan; the window says where profiles are kept."""

    def __init__(self, window: MainWindow, workspace: Workspace, folder: str) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._opened: Opened | None = None
        self._menu: QMenu | None = None
        self._asking = False
        self._to_name: Profile | None = None
        self._warned = ""
        self.shelf = Shelf(Path(folder), workspace.tasks, self)
        self.plan = PlanActions(workspace.store, self.shelf, self)
        self.button = PlanButton(window)
        self.plan.titled.connect(self._show_title)
        self.shelf.failed.connect(window.show_error)
        self.shelf.broke.connect(self._say_broken)
        workspace.opened.connect(self._take_opened)
        self._show_title(self.plan.title)

    @Slot(object)
    def _take_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.shelf.know_tags(tuple(opened.purposes))
        self.shelf.refresh()

    @Slot(str, str)
    def _say_broken(self, text: str, why: str) -> None:
        self._window.feedback.say(text, plain_tip(why))

    @property
    def _meanings(self) -> dict[str, str]:
        return self._opened.purposes if self._opened else {}

    # Button and menu

    def use_menus(self, profile: QMenu, kept: QMenu) -> None:
        """Open the menu of the plan from the button too, and list kept profiles in theirs."""
        self.button.setMenu(profile)
        self._menu = kept
        profile.aboutToShow.connect(self.shelf.refresh)
        kept.aboutToShow.connect(self._list_kept)
        kept.triggered.connect(self._take_kept)

    @Slot(str)
    def _show_title(self, title: str) -> None:
        whole = self.tr("Profile: {title}").format(title=title)
        room = (_SHOWN + 9) * self.button.fontMetrics().averageCharWidth()
        shown = self.button.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
        self.button.setText(shown.replace("&", "&&"))
        self.button.setAccessibleName(whole)
        self.button.setToolTip(plain_tip(whole))

    @Slot()
    def _list_kept(self) -> None:
        """List the kept profiles above what the menu has of its own."""
        menu = self._menu
        if menu is None:
            return
        for action in menu.actions():
            if action.data() is not None or action.isSeparator():
                menu.removeAction(action)
                action.deleteLater()
        own = menu.actions()[0]
        usable = [each.name for each in self.shelf.kept or () if each.profile is not None]
        metrics = menu.fontMetrics()
        room = _SHOWN * metrics.averageCharWidth()
        for name in usable:
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            if name == self.plan.name and self.plan.is_kept:
                # In words: Fusion draws a tick that cannot be seen in the dark.
                shown = self.tr("{name} (in use)").format(name=shown)
            action = QAction(shown.replace("&", "&&"), menu)
            action.setData(name)
            action.setToolTip(plain_tip(name))
            menu.insertAction(own, action)
        if usable:
            menu.insertSeparator(own)

    @Slot(QAction)
    def _take_kept(self, action: QAction) -> None:
        if action.data() is not None:
            self.plan.use(str(action.data()))

    # Questions

    @Slot()
    def ask(self) -> None:
        """Open the guided form, once the licenses of the compared models have been read."""
        opened = self._opened if self._workspace.is_open else None
        if opened is None or self._asking or self._raised("GuideDialog"):
            return
        from desktop.viewmodels.profile.guide import ask_models

        self._asking = True
        state = self._workspace.store.state
        self._workspace.tasks.submit(
            ask_models(opened.verdicts, state.tray, state.profile),
            owner=self,
            on_done=self._ask_about,
            on_failed=self._cannot_ask,
        )

    def _ask_about(self, judged: tuple[Judged, ...]) -> None:
        from desktop.viewmodels.profile.guide import Guide
        from desktop.views.profile.guide_dialog import GuideDialog

        self._asking = False
        guide = Guide(self.plan.profile, judged, self._workspace.tasks)
        guide.failed.connect(self._workspace.failed)
        dialog = GuideDialog(guide, self._meanings, self._window)
        dialog.finished_with.connect(self.plan.answer)
        dialog.open()

    def _cannot_ask(self, error: Exception) -> None:
        self._asking = False
        self._workspace.failed.emit(error)

    # The editor, names

    @Slot()
    def edit(self) -> None:
        """Open the editor of the plan."""
        if self._raised("ProfileEditor"):
            return
        from desktop.views.profile.editor import ProfileEditor

        dialog = ProfileEditor(self.plan.profile, self.plan.name, self._meanings, self._window)
        dialog.taken.connect(self.plan.edit)
        dialog.save_asked.connect(self._ask_name)
        dialog.keep_asked.connect(self._keep_again)
        dialog.open()

    def _editor(self) -> ProfileEditor | None:
        from desktop.views.profile.editor import ProfileEditor

        shown = (e for e in self._window.findChildren(ProfileEditor) if e.isVisible())
        return next(shown, None)

    @Slot(object)
    def _ask_name(self, profile: Profile) -> None:
        from desktop.views.catalog.saved import NameDialog

        self._to_name, self._warned = profile, ""
        owner: QWidget = self._editor() or self._window
        dialog = NameDialog(self.tr("Keep this plan"), self.plan.name, owner)
        dialog.field.setAccessibleName(self.tr("Name of the profile"))
        dialog.offered.connect(self._take_name)
        dialog.open()

    @Slot(object)
    def _take_name(self, dialog: NameDialog) -> None:
        name = dialog.field.text().strip()
        if self._to_name is None:
            return
        if self.shelf.has(name) and name not in (self._warned, self.plan.name):
            self._warned = name
            dialog.refuse(self.tr("This name is kept already. Press OK again to replace it."))
            return
        done = partial(self._kept, self._to_name, dialog)
        self.shelf.keep(name, self._to_name, dialog, done, dialog.refuse)

    @Slot(object)
    def _keep_again(self, profile: Profile) -> None:
        editor = self._editor()
        if editor is not None:
            done = partial(self._kept, profile, None)
            self.shelf.keep(self.plan.name, profile, editor, done, editor.problem.say)

    def _kept(self, profile: Profile, dialog: NameDialog | None, name: str) -> None:
        """Use what is kept now, and close what asked for it."""
        self.plan.name_it(profile, name)
        self._window.feedback.say(self.tr("Kept as “{name}”").format(name=name))
        if dialog is not None:
            dialog.accept()
        editor = self._editor()
        if editor is not None:
            editor.reject()

    @Slot()
    def manage(self) -> None:
        """Open the list of kept profiles."""
        if self._raised("ManageDialog"):
            return
        from desktop.views.profile.manage import ManageDialog

        dialog: ManageDialog = ManageDialog(self.plan, self.shelf, self._window)
        dialog.open()

    # Files

    @Slot()
    def bring_in(self) -> None:
        """Ask for a profile file, and use it."""
        dialog = self._file_dialog(self.tr("Import a profile"), "")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.bring_in_from)
        dialog.open()

    @Slot(str)
    def bring_in_from(self, path: str) -> None:
        """Use the profile of a file."""
        self.shelf.read(Path(path), self, self._brought_in, self._refuse)

    def _brought_in(self, profile: Profile) -> None:
        self.plan.bring_in(profile)
        self._window.feedback.say(self.tr("The profile of the file is used; it is not kept yet."))

    @Slot()
    def write(self) -> None:
        """Ask for a file, and write the plan into it."""
        name = f"{self.plan.name or 'profile'}.json"
        dialog = self._file_dialog(self.tr("Export the profile"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    @Slot(str)
    def write_to(self, path: str) -> None:
        """Write the plan into a file that the command line's --profile reads."""
        self.shelf.write(Path(path), self.plan.profile, self, self._written, self._refuse)

    def _written(self, path: Path) -> None:
        text = self.tr("Wrote {name}").format(name=path.name)
        self._window.feedback.say(text, plain_tip(str(path)))

    def _file_dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(Path.home() / name))
        dialog.setNameFilter(self.tr("Profiles (*.json)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _refuse(self, why: str) -> None:
        self._window.show_error(KnownError(why))

    def _raised(self, kind: str) -> bool:
        """Whether a window of a kind is open already; it is brought to the front."""
        # One that was closed lives on until the event loop gets to it.
        found = (d for d in self._window.findChildren(QDialog) if d.isVisible())
        shown = [dialog for dialog in found if type(dialog).__name__ == kind]
        for dialog in shown:
            dialog.raise_()
            dialog.activateWindow()
        return bool(shown)
