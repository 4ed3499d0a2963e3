"""What comes back at the next start: the state of the window and its geometry."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, QTimer, Slot

from desktop.viewmodels.state import ViewState, ViewStore

SAVE_AFTER_MS = 400
"""How long after the last change the session is written."""


class Session(QObject):
    """Keeps the state of the window in a settings file.

    Every change is written shortly after it happened, so that a crash loses nothing that was seen.
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self._store: ViewStore | None = None

    def restore(self) -> ViewState:
        """Return the state of the last session, a fresh one where there is none."""
        text = self._settings.value("view/state", "")
        return ViewState.from_json(text if isinstance(text, str) else "")

    def follow(self, store: ViewStore) -> None:
        """Write the states of a store from now on."""
        self._store = store
        store.changed.connect(self._schedule)

    def blob(self, name: str) -> QByteArray:
        """Return geometry saved under a name, empty where there is none."""
        value = self._settings.value(f"window/{name}", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_blob(self, name: str, value: QByteArray) -> None:
        """Save geometry under a name."""
        self._settings.setValue(f"window/{name}", value)

    def text(self, name: str) -> str:
        """Return a remembered text, such as the last export folder."""
        value = self._settings.value(f"remembered/{name}", "")
        return value if isinstance(value, str) else ""

    def set_text(self, name: str, value: str) -> None:
        """Remember a text."""
        self._settings.setValue(f"remembered/{name}", value)

    @Slot()
    def save(self) -> None:
        """Write the state now."""
        self._timer.stop()
        if self._store is not None:
            self._settings.setValue("view/state", self._store.state.to_json())
        self._settings.sync()

    @Slot(object, object)
    def _schedule(self, _before: ViewState, _after: ViewState) -> None:
        self._timer.start()
