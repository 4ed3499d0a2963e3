"""The models being compared, always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPalette,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QWidget

from desktop.core.marks import MAX_MODELS
from desktop.viewmodels.dragged import models_in
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.workspace import Workspace
from desktop.views.tray.chip import Chip

if TYPE_CHECKING:
    from desktop.viewmodels.compare.verdict_words import Badge
    from desktop.viewmodels.prepared import Prepared


class Tray(QWidget):
    """A line of chips, one per model; models dropped on it come where they were dropped."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._names: dict[str, str] = {}
        self._badges: dict[str, Badge] = {}
        self._followed = ""
        self._label = QLabel(self)
        self._chips = QWidget(self)
        self._line = QHBoxLayout(self._chips)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(2)
        self._line.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidget(self._chips)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(self.fontMetrics().height() + 22)
        self._area.viewport().installEventFilter(self)
        self.setAcceptDrops(True)
        self._gap = QFrame(self._chips)
        self._gap.setFixedWidth(2)
        self._gap.setAutoFillBackground(True)
        self._gap.setBackgroundRole(QPalette.ColorRole.Highlight)
        self._gap.hide()
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

    def focused_position(self) -> int:
        """Return the position of the chip with the focus, -1 if none has it."""
        return next((i for i, chip in enumerate(self.chips) if chip.hasFocus()), -1)

    def follow(self, model_id: str) -> None:
        """Keep the focus on a model's chip when the chips change next, if it has it now."""
        focused = self.focused_position()
        if focused >= 0 and self.chips[focused].model_id == model_id:
            self._followed = model_id

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room again when there is more or less of it."""
        if event.type() is QEvent.Type.Resize and watched is self._area.viewport():
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        """Give every chip the same room, and what short names leave of theirs to the others."""
        chips = self.chips
        left = self._area.viewport().width() - self._line.spacing() * len(chips)
        tight = sum(chip.wanted for chip in chips) > left
        for done, chip in enumerate(sorted(chips, key=lambda chip: chip.wanted)):
            width = min(chip.wanted, max(0, left) // (len(chips) - done))
            chip.fit(width, tight=tight)
            left -= width

    @Slot()
    def refresh(self) -> None:
        """Draw the chips of the present tray."""
        focused = self.focused_position()
        for chip in self.chips:
            self._line.removeWidget(chip)
            chip.deleteLater()
        tray = self._workspace.store.state.tray
        for position, key in enumerate(tray):
            chip = Chip(position, key, self._names.get(key, key), self._chips)
            chip.clicked.connect(self._remove_clicked)
            chip.dragged.connect(self._show_gap)
            chip.dropped.connect(self._move_dropped)
            self._line.insertWidget(position, chip)
            chip.show()  # a hidden one could not take the focus of one that goes
        empty = self.tr("Nothing to compare yet: choose models in the catalog with Space")
        full = self.tr("Comparing {count} of {most}:")
        some = self.tr("Comparing {count}:")
        text = full if len(tray) == MAX_MODELS else some
        self._label.setText(text.format(count=len(tray), most=MAX_MODELS) if tray else empty)
        self.clear.setEnabled(bool(tray))
        self._show_badges()
        self.come_last()
        if focused >= 0 and tray:
            if self._followed in tray:
                focused = tray.index(self._followed)
            self._followed = ""
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

    # Moving by the mouse

    def _slot_at(self, where: QPoint) -> int:
        """Return before which chip a point of the screen is."""
        x = self._chips.mapFromGlobal(where).x()
        return sum(chip.geometry().center().x() < x for chip in self.chips)

    @Slot(QPoint)
    def _show_gap(self, where: QPoint) -> None:
        """Show where what is dragged would come."""
        slot, chips = self._slot_at(where), self.chips
        left = chips[slot].x() - 2 if slot < len(chips) else chips[-1].geometry().right() + 1
        self._gap.setGeometry(max(0, left), 0, 2, self._chips.height())
        self._gap.show()
        self._gap.raise_()

    @Slot(QPoint)
    def _move_dropped(self, where: QPoint) -> None:
        self._gap.hide()
        chip = self.sender()
        if isinstance(chip, Chip):
            before, slot = self.chips.index(chip), self._slot_at(where)
            position = slot - 1 if slot > before else slot
            self._workspace.comparing.move(chip.model_id, chip.name, position)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if models_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()
        if self.chips:
            self._show_gap(self.mapToGlobal(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._gap.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._gap.hide()
        slot = self._slot_at(self.mapToGlobal(event.position().toPoint()))
        self._workspace.comparing.insert(models_in(event.mimeData()), slot)
        event.acceptProposedAction()

    @Slot(object, object)
    def _state_changed(self, before: ViewState, after: ViewState) -> None:
        if before.tray != after.tray:
            self.refresh()

    def _show_badges(self) -> None:
        """Put what is known of the licenses on the chips; all of them are of one height."""
        chips = self.chips
        known = [self._badges.get(chip.model_id) for chip in chips]
        lines = 2 if any(badge and not badge.is_blank for badge in known) else 1
        for chip, badge in zip(chips, known, strict=True):
            chip.show_badge(badge, lines=lines)
        self._share()

    @Slot(object)
    def _take_names(self, prepared: Prepared) -> None:
        from desktop.viewmodels.compare.verdict_words import badge

        self._badges = {s.model.id: badge(s) for s in prepared.comparison.subjects}
        names = {s.model.id: s.model.name for s in prepared.comparison.subjects}
        if not names.items() <= self._names.items():
            self._names |= names
            self.refresh()
        else:
            self._show_badges()
