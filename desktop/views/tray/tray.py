"""The models being compared, always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from desktop.core.marks import MAX_MODELS
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.tips import plain_tip
from desktop.viewmodels.workspace import Workspace
from desktop.views.theme import scaled, series_icon

if TYPE_CHECKING:
    from desktop.viewmodels.prepared import Prepared


MOST_OF_NAME = 180
"""Width of a name beyond which it is shortened however much room there is, in pixels."""
CROSS = "✕"
EDGE, MARK, GAP = 3, 16, 2
"""Pixels at both sides of a chip, of its mark, and between its parts."""


class Chip(QToolButton):
    """One model of the tray; clicking it, or Delete, takes it out."""

    def __init__(self, position: int, model_id: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_id = model_id
        self.name = name
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(series_icon(position, self.font(), QApplication.palette()))
        self.setAutoRaise(True)
        self.setFont(scaled(self.font(), 0.92))
        self._bare = 2 * EDGE + MARK + 2 * GAP + self.fontMetrics().horizontalAdvance(CROSS)
        whole = self.fontMetrics().horizontalAdvance(name)
        # A pixel or two of slack: widths are rounded, and an ellipsis takes whole letters.
        self.wanted = self._bare + min(whole, MOST_OF_NAME) + 3
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fit(self.wanted)
        self.setAccessibleName(self.tr("Remove {name} from the comparison").format(name=name))
        tip = self.tr("{name} ({id}): click to remove").format(name=name, id=model_id)
        self.setToolTip(plain_tip(tip))

    def fit(self, width: int) -> None:
        """Take a width, with the beginning of the name in it and always the cross."""
        end, room = Qt.TextElideMode.ElideRight, max(0, width - self._bare)
        self.shown = self.fontMetrics().elidedText(self.name, end, room)
        self.setText(self.shown.replace("&", "&&"))  # a single & would be a mnemonic
        self.setFixedWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt calls it with the event
        """Draw mark, name and cross close together; the style would leave most of the room bare."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        area = self.rect().adjusted(EDGE, 0, -EDGE, 0)
        mark = QRect(area.left(), area.center().y() - MARK // 2, MARK, MARK)
        self.icon().paint(painter, mark)
        painter.setPen(self.palette().buttonText().color())
        level = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(MARK + GAP, 0, 0, 0), int(level), self.shown)
        painter.drawText(area, int(level | Qt.AlignmentFlag.AlignRight), CROSS)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room again when there is more or less of it."""
        if event.type() is QEvent.Type.Resize and watched is self._area.viewport():
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        """Give every chip the same room, and what short names leave of theirs to the others."""
        chips = self.chips
        left = self._area.viewport().width() - self._line.spacing() * len(chips)
        for done, chip in enumerate(sorted(chips, key=lambda chip: chip.wanted)):
            width = min(chip.wanted, max(0, left) // (len(chips) - done))
            chip.fit(width)
            left -= width

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
        full = self.tr("Comparing {count} of {most}:")
        some = self.tr("Comparing {count}:")
        text = full if len(tray) == MAX_MODELS else some
        self._label.setText(text.format(count=len(tray), most=MAX_MODELS) if tray else empty)
        self.clear.setEnabled(bool(tray))
        self._share()
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
