"""Builds the window and connects everything."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Sequence
from datetime import date
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.display import check_display
from desktop.places import Places
from desktop.services.library import Library
from desktop.viewmodels.session import Session
from desktop.viewmodels.state import Theme, ViewState, ViewStore
from desktop.viewmodels.workspace import Workspace
from desktop.views.main_window import MainWindow
from desktop.views.theme import ThemeSwitch

log = logging.getLogger(__name__)


class Application(QObject):
    """Everything that lives as long as the window."""

    def __init__(self, qt: QApplication, places: Places, today: date) -> None:
        super().__init__()
        self.session = Session(places.settings, self)
        self.store = ViewStore(self.session.restore(), self)
        self.session.follow(self.store)
        self.theme = ThemeSwitch(qt)
        self.theme.apply(self.store.state.theme)
        self._theme_shown: Theme = self.store.state.theme
        library = Library(places.catalog, places.seeds, places.own_catalog, today)
        self.workspace = Workspace(library, places.resources / "report", self.store, self)
        self.window = MainWindow(self.workspace, self.session, _named(places))
        self.store.changed.connect(self._follow_theme)

    def start(self) -> None:
        """Show the window; the catalog is opened once it is on screen.

        Opened earlier, its modules would be loaded while the window waits to be drawn.
        """
        self.window.first_painted.connect(self._painted)
        self.window.first_painted.connect(self.workspace.open)
        self.window.show()

    def _painted(self) -> None:
        """Collect garbage again: the way to the first paint went without."""
        gc.freeze()
        gc.enable()

    def _follow_theme(self, _before: ViewState, after: ViewState) -> None:
        if after.theme is not self._theme_shown:
            self._theme_shown = after.theme
            self.theme.apply(after.theme)


class CrashHook(QObject):
    """Takes errors of our own from any thread: logs each once, tells the window once."""

    crashed = Signal(object)  # the exception

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()
        sys.excepthook = self._take
        threading.excepthook = self._take_thread

    def _take(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        frame = traceback
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        where = (
            f"{kind.__name__}:{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}"
            if frame
            else kind.__name__
        )
        if where in self._seen:
            return
        self._seen.add(where)
        log.critical("Unexpected error", exc_info=(kind, error, traceback))
        self.crashed.emit(error)

    def _take_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._take(args.exc_type, args.exc_value, args.exc_traceback)


def run(places: Places, arguments: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed.

    Args:
        places: Where catalog, seeds and settings are.
        arguments: What Qt may be told on the command line.

    Raises:
        NoDisplayError: there is no screen to open a window on.
    """
    check_display()
    qInstallMessageHandler(_log_qt)
    qt = QApplication(["weighbridge", *arguments])
    qt.setApplicationName("weighbridge")
    qt.setApplicationDisplayName("Weighbridge")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("weighbridge")
    qt.setStyle("Fusion")
    qt.setWindowIcon(QIcon(str(places.resources / "icons" / "weighbridge.svg")))
    hook = CrashHook()
    application = Application(qt, places, date.today())  # noqa: DTZ011 - the user's own day
    hook.crashed.connect(application.window.show_error, Qt.ConnectionType.QueuedConnection)
    application.start()
    return qt.exec()


def _named(places: Places) -> tuple[tuple[str, str], ...]:
    return (
        ("catalog", str(places.catalog)),
        ("settings", str(places.settings)),
        ("log", str(places.log)),
        ("profiles", str(places.profiles)),
    )


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(_LEVELS[kind], "%s", text)
