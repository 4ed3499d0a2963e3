"""The models being compared, always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.core.marks import MAX_MODELS
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.tips import plain_tip
from desktop.viewmodels.workspace import Workspace
from desktop.views.theme import series_icon

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared


class Chip(QToolButton):
    """One model of the tray; clicking it, or Delete, takes it out."""

    def __init__(self, position: int, model_id: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_id = model_id
        self.name = name
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 180)
        self.setText(f"{shown.replace('&', '&&')}  ✕")  # a single & would be a mnemonic
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(series_icon(position, self.font(), QApplication.palette()))
        self.setAutoRaise(True)
        # Twelve chips fit any window: the style shortens the names in the middle.
        self.setMinimumWidth(48)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Remove {name} from the comparison").format(name=name))
        tip = self.tr("{name} ({id}): click to remove").format(name=name, id=model_id)
        self.setToolTip(plain_tip(tip))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)


class Tray(QWidget):
    """A line of chips, one per model."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._names: dict[str, str] = {}
        self._label = QLabel(self)
        self._chips = QWidget(self)
        self._line = QHBoxLayout(self._chips)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4)
        self._line.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidget(self._chips)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(self.fontMetrics().height() + 22)
        self.clear = QPushButton(self.tr("Clear"), self)
        self.clear.setAccessibleName(self.tr("Clear the comparison"))
        self.clear.clicked.connect(workspace.clear)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 2, 8, 2)
        whole.addWidget(self._label)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.clear)
        self.right = QHBoxLayout()
        self.right.setSpacing(8)
        whole.addLayout(self.right)
        workspace.store.changed.connect(self._state_changed)
        workspace.compared.connect(self._take_names)
        self.refresh()

    @property
    def chips(self) -> list[Chip]:
        """The chips in order."""
        items = (self._line.itemAt(i) for i in range(self._line.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [w for w in widgets if isinstance(w, Chip)]

    def come_last(self) -> None:
        """Put the tray at the end of the tab order, behind pages and chips made since."""
        order = [*self.chips, *self.findChildren(QPushButton)]
        last = self.window().previousInFocusChain()
        while last and (last in order or last.focusPolicy() is Qt.FocusPolicy.NoFocus):
            last = last.previousInFocusChain()
        for widget in order:
            if last:
                self.setTabOrder(last, widget)
            last = widget

    @Slot()
    def refresh(self) -> None:
        """Draw the chips of the present tray."""
        focused = next((i for i, c in enumerate(self.chips) if c.hasFocus()), -1)
        for chip in self.chips:
            self._line.removeWidget(chip)
            chip.deleteLater()
        tray = self._workspace.store.state.tray
        for position, key in enumerate(tray):
            chip = Chip(position, key, self._names.get(key, key), self._chips)
            chip.clicked.connect(self._remove_clicked)
            self._line.insertWidget(position, chip)
            chip.show()  # a hidden one could not take the focus of one that goes
        empty = self.tr("Nothing to compare yet: choose models in the catalog with Space")
        full = self.tr("Comparing {count} (no more than {most})")
        some = self.tr("Comparing {count}:")
        text = full if len(tray) == MAX_MODELS else some
        self._label.setText(text.format(count=len(tray), most=MAX_MODELS) if tray else empty)
        self.clear.setEnabled(bool(tray))
        self.come_last()
        if focused >= 0 and tray:
            self.chips[min(focused, len(tray) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.refresh()

    @Slot()
    def _remove_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._workspace.remove([chip.model_id], [chip.name])

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if before.tray != after.tray:
            self.refresh()

    @Slot(object)
    def _take_names(self, prepared: Prepared) -> None:
        names = {s.model.id: s.model.name for s in prepared.comparison.subjects}
        if not names.items() <= self._names.items():
            self._names |= names
            self.refresh()
