"""The charts page: scores as grouped bars, with the table behind each chart."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.core.cancellation import CancelToken
from desktop.core.marks import REPORTER_FILL, REPORTER_NAME, Fill
from desktop.viewmodels.workspace import Workspace
from desktop.views.empty import EmptiablePage
from desktop.views.theme import scaled

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared

EMPTY, LOADING, FILLED = range(3)


class ChartsPage(EmptiablePage):
    """Charts of what is compared; they are drawn when the page is looked at, not before."""

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
            self.area.setWidget(self._charts(prepared))
        self.setCurrentIndex(FILLED)

    def _charts(self, prepared: Prepared) -> QWidget:
        from desktop.views.charts.chart import ChartBlock

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
        for chart in prepared.charts:
            layout.addWidget(ChartBlock(chart, content))
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
