"""The facets, as a tree of values that are ticked."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.core.search.query import Facet
from desktop.viewmodels.catalog.asking import Asking
from desktop.viewmodels.catalog.facet_model import FacetModel
from desktop.viewmodels.roles import Role
from desktop.views.checks import BOX, draw_box
from desktop.views.theme import ink, scaled, tabular

ROW = 24
LONG = 12
"""Values beyond which a facet offers to search them."""
MOST_FOUND = 5_000
"""Values that are offered for search, the most frequent ones."""

_CLEAR, _FIND = "clear", "find"


class FacetDelegate(QStyledItemDelegate):
    """Draws the count of a value, and what can be done with a facet, at the right and muted."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        count = index.data(Role.COUNT)
        heading = not index.parent().isValid()
        text = self.links(index) if heading else f"{count or 0:,}"
        font = scaled(tabular(option.font), 0.92)
        painter.save()
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(text) + 8
        narrowed = QStyleOptionViewItem(option)
        narrowed.rect = option.rect.adjusted(0, 0, -width, 0)
        if heading:
            narrowed.font = scaled(option.font, 1.0, strong=True)
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is None:
            super().paint(painter, narrowed, index)
        else:
            self._paint_value(painter, narrowed, index, ticked=checked is Qt.CheckState.Checked)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRect(option.rect.right() - width, option.rect.top(), width, option.rect.height())
        if selected:
            painter.fillRect(area.adjusted(1, 0, 1, 0), option.palette.highlight())
        palette = option.palette
        pen = palette.link().color() if heading else ink(palette).muted
        painter.setPen(palette.highlightedText().color() if selected else pen)
        painter.drawText(
            area.adjusted(0, 0, -4, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            text,
        )
        painter.restore()

    def links(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return what can be clicked at the right of a facet's name; clearing comes last."""
        chosen = index.data(Role.COUNT)
        find = self.tr("find…") if index.model().rowCount(index) > LONG else ""
        clear = self.tr("clear {count}").format(count=chosen) if chosen else ""
        return "   ".join(filter(None, (find, clear)))

    def link_at(self, index: QModelIndex, area: QRect, x: int, option: QStyleOptionViewItem) -> str:
        """Return which link of a facet is at a place: to clear it, to search it, or none."""
        links = self.links(index).split("   ")
        metrics = scaled(tabular(option.font), 0.92)
        right = area.right() - 4
        option.font = metrics
        for link in reversed(list(filter(None, links))):
            width = option.fontMetrics.horizontalAdvance(link) + 6
            if right - width <= x <= right + 4:
                return _FIND if link == self.tr("find…") else _CLEAR
            right -= width + 6
        return ""

    def _paint_value(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        *,
        ticked: bool,
    ) -> None:
        """Draw the box ourselves: Fusion's is invisible in a dark tree."""
        self.initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        pen = palette.highlightedText().color() if selected else palette.text().color()
        painter.setFont(option.font)
        color = pen if selected or ticked else ink(palette).muted
        draw_box(painter, option.rect.left() + 3, option.rect.center().y(), color, ticked=ticked)
        painter.setPen(pen)
        area = option.rect.adjusted(BOX + 12, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown
        )

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(ROW, size.height()))


class FacetTree(QTreeView):
    """Ticking a value narrows the list; values of one facet are alternatives.

    Delete clears the facet that the current row belongs to; the context menu does too, and
    searches the values of a long one.
    """

    cleared = Signal(object)  # Facet
    toggled = Signal(object, str, bool)  # Facet, value, whether it is chosen now

    def __init__(self, model: FacetModel, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = asking
        self.setModel(model)
        self.setAccessibleName(self.tr("Filters"))
        self.setHeaderHidden(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self._delegate = FacetDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.expand(model.index(0, 0))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.clicked.connect(self._fold)
        self._searched = Facet.ORGANIZATION
        self._link = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear(_heading(self.currentIndex()))
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._link = ""
        if index.isValid() and not index.parent().isValid():
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            place = round(event.position().x())
            self._link = self._delegate.link_at(index, self.visualRect(index), place, option)
        super().mousePressEvent(event)

    def search_values(self, heading: QModelIndex) -> None:
        """Open the list of all values of a facet, to be searched."""
        from desktop.views.catalog.picker import Choice, Picker  # seldom asked for

        if not heading.isValid():
            return
        self._searched = _facet(heading)
        model = self.model()
        rows = (model.index(row, 0, heading) for row in range(model.rowCount(heading)))
        choices = [
            Choice(str(i.data(Role.KEY)), str(i.data()), f"{i.data(Role.COUNT):,}")
            for i, _ in zip(rows, range(MOST_FOUND), strict=False)
        ]
        # The facet lists the values with most models only; those of the whole catalog follow.
        listed = {choice.key for choice in choices}
        others = self._asking.values(str(self._searched))
        choices += [Choice(value, value) for value in others[:MOST_FOUND] if value not in listed]
        name = str(heading.data())
        names = (name, self.tr("Models"))
        picker = Picker(self.tr("Filter: {facet}").format(facet=name), names, choices, self)
        picker.picked.connect(self._take)
        picker.open()

    @Slot(str)
    def _take(self, value: str) -> None:
        model = self.model()
        heading = model.index(list(Facet).index(self._searched), 0)
        found = (model.index(row, 0, heading) for row in range(model.rowCount(heading)))
        chosen = any(
            i.data(Role.KEY) == value
            and i.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            for i in found
        )
        self.toggled.emit(self._searched, value, not chosen)

    def _clear(self, heading: QModelIndex) -> None:
        if heading.isValid() and heading.data(Role.COUNT):
            self.cleared.emit(_facet(heading))

    @Slot(QModelIndex)
    def _fold(self, index: QModelIndex) -> None:
        """A click on a facet's name opens or closes it, not only one on its small arrow."""
        link, self._link = self._link, ""
        if index.parent().isValid():
            return
        if link == _CLEAR:
            self._clear(index)
        elif link == _FIND:
            self.search_values(index)
        else:
            self.setExpanded(index, not self.isExpanded(index))

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        at = self.indexAt(place)
        heading = _heading(at if at.isValid() else self.currentIndex())
        if not heading.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(str(heading.data()))
        clear = menu.addAction(self.tr("&Clear this filter"))
        clear.setEnabled(bool(heading.data(Role.COUNT)))
        clear.setData((_CLEAR, heading.row()))
        find = menu.addAction(self.tr("&Find a value…"))
        find.setData((_FIND, heading.row()))
        menu.triggered.connect(self._run)
        menu.popup(self.viewport().mapToGlobal(place))

    @Slot(QAction)
    def _run(self, action: QAction) -> None:
        what, row = action.data()
        heading = self.model().index(row, 0)
        if what == _CLEAR:
            self._clear(heading)
        else:
            self.search_values(heading)


def _heading(index: QModelIndex) -> QModelIndex:
    return index.parent() if index.parent().isValid() else index


def _facet(heading: QModelIndex) -> Facet:
    return Facet(str(heading.data(Role.KEY)))  # Qt hands an enumeration of texts back as a text
