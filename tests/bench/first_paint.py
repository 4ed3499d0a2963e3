"""Start a window and leave at its first paint; run as a program by the benches.

``python first_paint.py weighbridge`` goes the way of the command, ``python first_paint.py bare``
opens an empty PySide6 window: the baseline. ``usable`` leaves when the list of models is filled.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


def leave_at_first_paint(window: QObject | None) -> None:
    """End the process as soon as the window has been painted once."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                # After this paint event is through, not before.
                QTimer.singleShot(0, leave)
            return super().eventFilter(watched, event)

    assert window is not None
    watch = Watch(window)
    window.installEventFilter(watch)


def leave() -> None:
    """End without taking anything apart: only the way to the first paint is measured."""
    os._exit(0)


def bare() -> None:
    """Open an empty window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    leave_at_first_paint(window)
    window.show()
    application.exec()


def weighbridge(*, usable: bool) -> None:
    """Open the program's window the way the command does."""
    import desktop.__main__ as program
    from desktop import app

    start = app.Application.start

    def start_and_watch(self: app.Application) -> None:
        if usable:
            self.workspace.found.connect(leave)
        else:
            leave_at_first_paint(self.window.centralWidget())
        start(self)

    app.Application.start = start_and_watch  # type: ignore[method-assign]
    program.main([])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        weighbridge(usable=sys.argv[1] == "usable")
