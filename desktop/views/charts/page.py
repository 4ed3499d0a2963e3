"""The charts page: scores as grouped bars, with the table behind each chart."""

from __future__ import annotations

from collections import deque
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.core.cancellation import CancelToken
from desktop.core.charts.coloring import Coloring
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.marks import REPORTER_FILL, REPORTER_NAME, Fill
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.checks import CheckBox
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
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setAccessibleName(self.tr("Charts"))
        self.by_verdict = CheckBox(self.tr("Color by verdict"), self)
        self.by_verdict.toggled.connect(workspace.comparing.color_by_verdict)
        self.entry = self.area
        self.addWidget(self._filled())
        workspace.compared.connect(self._mark_stale)
        workspace.store.changed.connect(self._state_changed)
        self._show_state(workspace.store.state)

    def _filled(self) -> QWidget:
        filled = QWidget(self)
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(20, 6, 12, 2)
        bar.addWidget(self.by_verdict)
        bar.addStretch(1)
        layout.addLayout(bar)
        layout.addWidget(self.area, 1)
        return filled

    @property
    def _coloring(self) -> Coloring:
        """What the colors stand for; without a use there is no verdict."""
        state = self._workspace.store.state
        return state.coloring if state.profile.uses else Coloring.MODEL

    def _show_state(self, state: ViewState) -> None:
        judged = bool(state.profile.uses)
        with QSignalBlocker(self.by_verdict):
            self.by_verdict.setChecked(judged and state.coloring is Coloring.VERDICT)
        self.by_verdict.setEnabled(judged)
        title = self.tr("Color by verdict")
        nameless = self.tr("{title} (your profile names no use yet)").format(title=title)
        self.by_verdict.setText(title if judged else nameless)
        self.by_verdict.updateGeometry()
        self.by_verdict.setToolTip(
            self.tr("Colors and patterns stand for the verdict; each model keeps its mark.")
        )

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        self._show_state(after)
        if before.coloring is not after.coloring:
            self._stale = True
            if self.isVisible() and self._loaded:
                self._draw()

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
        if self.hasFocus():  # given to the page while there was nothing on it yet
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)

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
            block = ChartBlock(self._waiting.popleft(), self._coloring, content)
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
        by_verdict = self._coloring is Coloring.VERDICT
        legend = QLabel(self._verdict_legend() if by_verdict else self._legend(), content)
        legend.setTextFormat(Qt.TextFormat.PlainText)
        legend.setWordWrap(True)
        legend.setFont(scaled(self.font(), 0.92))
        layout.addWidget(legend)
        if by_verdict and prepared.charts:
            from desktop.views.charts.verdict_key import VerdictKey

            layout.addWidget(VerdictKey(prepared.charts[0].answers, content))
        if not prepared.charts:
            none = QLabel(
                self.tr("No benchmark has a figure that may be chosen for these models."), content
            )
            layout.addWidget(none)
        layout.addStretch(1)
        return content

    def _verdict_legend(self) -> str:
        text = self.tr(
            "Colors and patterns: the verdict for your profile; below each bar the mark of its"
            " model. Who reported a figure stands in the table."
            "  Whiskers: range of all claims about the cell.  –: no figure that may be chosen."
        )
        return f"{text}  {NOT_LEGAL_ADVICE}"

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
