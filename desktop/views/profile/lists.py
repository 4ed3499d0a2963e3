"""Lists of things to tick: uses with their meanings, and purposes that licenses bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.core.verdict.guide_wording import USE_WORDS
from desktop.core.verdict.profile import Use
from desktop.viewmodels.tips import plain_tip
from desktop.views.checks import BOX, CheckBox, draw_box
from desktop.views.compare.tick_delegate import Index, TickDelegate
from desktop.views.lines import draw_line
from desktop.views.profile.labels import Muted
from desktop.views.theme import PADDING, ink, scaled

_NAME, _MEANING, _TAG, _BARRED = (Qt.ItemDataRole.UserRole + 100 + n for n in range(4))
_WIDE = 190


class UsesList(QWidget):
    """A check box a use, with what it means beside it."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[Use, CheckBox] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(1, 1)
        for row, (use, (name, meaning)) in enumerate(USE_WORDS.items()):
            box = CheckBox(name, self)
            box.setAccessibleDescription(meaning)
            box.clicked.connect(self._clicked)
            layout.addWidget(box, row, 0)
            layout.addWidget(Muted(meaning, self), row, 1)
            self.boxes[use] = box

    def value(self) -> tuple[Use, ...]:
        """Return the uses that are ticked."""
        return tuple(use for use in Use if self.boxes[use].isChecked())

    def set_value(self, uses: Iterable[Use]) -> None:
        """Tick these uses and no others."""
        ticked = set(uses)
        for use, box in self.boxes.items():
            box.setChecked(use in ticked)

    @Slot(bool)
    def _clicked(self, _on: bool) -> None:
        self.edited.emit()


class _TagDelegate(TickDelegate):
    """Draws a tag, and what it means behind it."""

    def draw_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        strong = (palette.highlightedText() if selected else palette.text()).color()
        if not option.state & QStyle.StateFlag.State_Enabled:
            strong = palette.placeholderText().color()
        area = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        draw_box(painter, area.left(), area.center().y(), strong, ticked=ticked)
        area.adjust(BOX + PADDING, 0, 0, 0)
        painter.setFont(scaled(option.font, 1.0, strong=bool(index.data(_BARRED))))
        painter.setPen(strong)
        draw_line(painter, area, str(index.data(_NAME)), Qt.AlignmentFlag.AlignLeft)
        painter.setFont(option.font)
        painter.setPen(strong if selected else ink(palette).muted)
        rest = area.adjusted(_WIDE, 0, 0, 0)
        draw_line(painter, rest, str(index.data(_MEANING)), Qt.AlignmentFlag.AlignLeft)


class TagsList(QListWidget):
    """Purposes with a tick each; Space ticks, letters find."""

    edited = Signal()

    def __init__(
        self, meanings: Mapping[str, str], parent: QWidget, first: Sequence[str] = ()
    ) -> None:
        """Fill the list.

        Args:
            meanings: Every tag with what it means.
            parent: The widget it belongs to.
            first: Tags that texts at hand bar; they come first, in bold.
        """
        super().__init__(parent)
        self.setAccessibleName(self.tr("Purposes that licenses bar"))
        self.setItemDelegate(_TagDelegate(self))
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        known = [tag for tag in first if tag in meanings]
        for tag in (*known, *(tag for tag in meanings if tag not in known)):
            self._add(tag, meanings[tag], barred=tag in known)
        self.itemChanged.connect(self._changed)

    def _add(self, tag: str, meaning: str, *, barred: bool) -> None:
        name = tag.replace("-", " ")
        whole = name if meaning == name else f"{name}: {meaning}"
        if barred:
            whole = self.tr("{whole} (barred by a text at hand)").format(whole=whole)
        item = QListWidgetItem(whole, self)
        item.setData(_NAME, name)
        item.setData(_MEANING, "" if meaning == name else meaning)
        item.setData(_TAG, tag)
        item.setData(_BARRED, barred)
        item.setToolTip(plain_tip(whole))
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Unchecked)

    def value(self) -> tuple[str, ...]:
        """Return the tags that are ticked, in the order of the alphabet."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(sorted(self._tag(i) for i in items if i.checkState() is _ON))

    def set_value(self, tags: Iterable[str]) -> None:
        """Tick these tags and no others."""
        ticked = set(tags)
        for row in range(self.count()):
            item = self.item(row)
            item.setCheckState(_ON if self._tag(item) in ticked else Qt.CheckState.Unchecked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            on = item.checkState() is _ON
            item.setCheckState(Qt.CheckState.Unchecked if on else _ON)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _tag(item: QListWidgetItem) -> str:
        return str(item.data(_TAG))

    @Slot(QListWidgetItem)
    def _changed(self, _item: QListWidgetItem) -> None:
        self.edited.emit()


_ON = Qt.CheckState.Checked
