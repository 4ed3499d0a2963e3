"""What the window does with licenses beyond their page: the reader opened from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.viewmodels.session import Session
from desktop.viewmodels.state import Page
from desktop.viewmodels.workspace import Workspace

if TYPE_CHECKING:
    from desktop.core.licenses.license_summary import TermReceipt
    from desktop.views.licenses.page import LicensesPage
    from desktop.views.main_window import MainWindow

PROFILE_COMMANDS = ("profile.edit", "profile.guide")
"""Commands beside the plan on the page."""
_KEPT = "reader"


class LicensesDesk(QObject):
    """Makes the page when it is first turned to, and brings statements to its reader."""

    def __init__(self, window: MainWindow, workspace: Workspace, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._session = session
        self._page: LicensesPage | None = None

    def make_page(self) -> LicensesPage:
        """Return the page, with the room for the reader as it was."""
        from desktop.views.licenses.page import LicensesPage

        commands = self._window.commands
        self._page = LicensesPage(
            self._workspace,
            commands["edit.find"],
            [action for name, action in commands.all() if name in PROFILE_COMMANDS],
            commands["view.reader"],
            self._window,
        )
        self._page.bring_back(self._session.blob(_KEPT))
        return self._page

    def read_term(self, receipt: TermReceipt) -> None:
        """Show a statement about a license in the text that it stands in."""
        self._window.turn_to(Page.LICENSES)
        if self._page is not None:
            self._page.read(receipt)

    @Slot(bool)
    def show_reader(self, shown: bool) -> None:
        """Open or close the reader of license texts, on its page."""
        self._window.turn_to(Page.LICENSES)
        if self._page is not None:
            self._page.show_reader(shown)

    def keep(self) -> None:
        """Remember how the page's room is shared."""
        if self._page is not None:
            self._session.set_blob(_KEPT, self._page.kept())
