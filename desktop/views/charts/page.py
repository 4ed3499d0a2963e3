"""The charts page: scores as grouped bars, with the table behind each chart."""

from __future__ import annotations

from collections import deque
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.core.cancellation import CancelToken
from desktop.core.marks import REPORTER_FILL, REPORTER_NAME, Fill
from desktop.viewmodels.workspace import Workspace
from desktop.views.empty import EmptiablePage
from desktop.views.theme import scaled

if TYPE_CHECKING:
    from desktop.core.charts.chart import BarChart
    from desktop.viewmodels.prepared import Prepared

EMPTY, LOADING, FILLED = range(3)
CHART = "chart"
"""Object name of the blocks."""


class ChartsPage(EmptiablePage):
    """Charts of what is compared; they are drawn when the page is looked at, not before."""

    drawn = Signal()  # all charts are there, and those of another comparison are gone

    def __init__(
        self,
        workspace: Workspace,
        empty_action: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Nothing to draw yet"),
            self.tr(
                "Choose two or more models in the catalog. Their scores appear here as bars,"
                " with the range of published claims and who reported them."
            ),
            empty_action,
            parent,
        )
        self._workspace = workspace
        self._loaded = False
        self._loading = False
        self._stale = True
        self._waiting: deque[BarChart] = deque()
        self._leaving: deque[QWidget] = deque()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_next)
        loading = QLabel(self.tr("Preparing the charts…"), self)
        loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(loading)
        self.area = QScrollArea(self)
        self.setFocusProxy(self.area)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setAccessibleName(self.tr("Charts"))
        self.addWidget(self.area)
        workspace.compared.connect(self._mark_stale)

    def showEvent(self, event: object) -> None:  # noqa: ARG002 - Qt calls it with the event
        self._load()

    def _load(self) -> None:
        """Load the plotting library on a worker: it takes half a second that nobody should wait."""
        if self._loaded:
            self._draw()
            if self._waiting or self._leaving:
                self._next.start()
            return
        if self._loading:
            return
        self._loading = True
        self.setCurrentIndex(LOADING)
        self._workspace.tasks.submit(
            _load_library, owner=self, on_done=self._take_library, on_failed=self._fail
        )

    def _take_library(self, _loaded: bool) -> None:
        self._loaded = True
        self._draw()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._loading = False
        self._workspace.failed.emit(error)

    @Slot(object)
    def _mark_stale(self, _prepared: Prepared) -> None:
        self._stale = True
        if self.isVisible() and self._loaded:
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the colors of another theme, once they have come down to this page."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._stale = True
            if self.isVisible() and self._loaded:
                self._draw()

    def _draw(self) -> None:
        prepared = self._workspace.prepared
        if prepared is None or not prepared.comparison.subjects:
            self.setCurrentIndex(EMPTY)
            return
        if self._stale:
            self._stale = False
            self._put_away()
            self._waiting = deque(prepared.charts)
            content = self._content(prepared)
            bar = self.area.verticalScrollBar()
            at = bar.value()
            # As high as before until all charts are there, so that nobody loses the place.
            content.setMinimumHeight(bar.maximum() + bar.pageStep() if at else 0)
            self.area.setWidget(content)
            bar.setValue(at)
            # Not now: colors of another theme come down to the new widgets later than to the page.
            self._next.start()
        self.setCurrentIndex(FILLED)

    @property
    def complete(self) -> bool:
        """Whether every chart is there; they come one at a time, so that the window answers."""
        return not (self._stale or self._waiting or self._leaving)

    def _put_away(self) -> None:
        """Take out what is shown; to delete all of it in one turn would hold up the window."""
        old = self.area.takeWidget()
        if old is not None:
            old.setParent(self)
            old.hide()
            self._leaving += [*old.findChildren(QWidget, CHART), old]

    @Slot()
    def _draw_next(self) -> None:
        from desktop.views.charts.chart import ChartBlock

        content = self.area.widget()
        layout = content.layout() if content is not None else None
        if content is None or not isinstance(layout, QVBoxLayout):
            return
        if self._waiting:
            block = ChartBlock(self._waiting.popleft(), content)
            block.setObjectName(CHART)
            layout.insertWidget(layout.count() - 1, block)  # before the stretch at the end
            if not self._waiting:
                content.setMinimumHeight(0)
        elif self._leaving:
            gone = self._leaving.popleft()
            gone.setParent(None)
            gone.deleteLater()
        if self._waiting or self._leaving:
            self._next.start()
        else:
            self.drawn.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing for a page that nobody looks at."""
        super().hideEvent(event)
        self._next.stop()

    def _content(self, prepared: Prepared) -> QWidget:
        content = QWidget(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setSpacing(16)
        legend = QLabel(self._legend(), content)
        legend.setWordWrap(True)
        legend.setFont(scaled(self.font(), 0.92))
        layout.addWidget(legend)
        if not prepared.charts:
            none = QLabel(
                self.tr("No benchmark has a figure that may be chosen for these models."), content
            )
            layout.addWidget(none)
        layout.addStretch(1)
        return content

    def _legend(self) -> str:
        def kinds(fill: Fill) -> str:
            return ", ".join(REPORTER_NAME[k] for k, f in REPORTER_FILL.items() if f is fill)

        text = self.tr(
            "Solid: reported by {solid}.  Hatched: {hatched}.  Outline: {outline}."
            "  Whiskers: range of all claims about the cell.  –: no figure that may be chosen."
        )
        return text.format(
            solid=kinds(Fill.SOLID), hatched=kinds(Fill.HATCHED), outline=kinds(Fill.OUTLINE)
        )


def _load_library(_token: CancelToken) -> bool:
    import_module("pyqtgraph")
    return True
