"""Headers with a second line, which stay in sight while the table scrolls."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.viewmodels.roles import Role, RowKind
from desktop.views.lines import draw_line, draw_wrapped
from desktop.views.theme import PADDING, ink, scaled, series_color

_LEFT = Qt.AlignmentFlag.AlignLeft


class TwoLineHeader(QHeaderView):
    """Draws title and second line flat on the window's color, with a hairline."""

    def __init__(self, orientation: Qt.Orientation, name: str, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setAccessibleName(name)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.color_series = False
        self.foldable = False

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        kind = self._data(section, Role.KIND)
        heading = kind == RowKind.SECTION or kind is True
        title = str(self._data(section, Qt.ItemDataRole.DisplayRole) or "")
        below = str(self._data(section, Role.SECONDARY) or "")
        colors = ink(self.palette())
        painter.save()
        painter.fillRect(rect, colors.band if heading else self.palette().base().color())
        painter.setPen(QPen(colors.hairline, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        strong = heading or self.color_series or bool(self._data(section, Role.DIFFERS))
        area = rect.adjusted(PADDING, 2, -PADDING, -2)
        top = QRect(area)
        if below:
            top.setHeight(area.height() // 2)
        if heading:
            self._heading(painter, area, title, below, section)
            painter.restore()
            return
        painter.setFont(scaled(self.font(), 1.0, strong=strong))
        if self.color_series:
            # The mark carries the color; a name in a light hue would be hard to read.
            mark, _, title = title.partition(" ")
            painter.setPen(series_color(section, self.palette()))
            draw_line(painter, top, mark, _LEFT)
            indent = painter.fontMetrics().horizontalAdvance(mark + " ")
            top.adjust(indent, 0, 0, 0)
            area.adjust(indent if not below else 0, 0, 0, 0)
        painter.setPen(self.palette().text().color())
        if below or self.orientation() is Qt.Orientation.Vertical:
            draw_line(painter, top, title, _LEFT)
        else:
            draw_wrapped(painter, area, title)
        if below:
            painter.setFont(scaled(self.font(), 0.92))
            painter.setPen(colors.muted)
            draw_line(painter, area.adjusted(0, top.height(), 0, 0), below, _LEFT)
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        size = super().sectionSizeFromContents(section)
        height = 2 * self.fontMetrics().height() + 12
        return QSize(size.width(), height if self.orientation() is Qt.Orientation.Horizontal else 0)

    def _heading(
        self, painter: QPainter, area: QRect, title: str, below: str, section: int
    ) -> None:
        """Draw a section's title and how many rows it has, on one line."""
        last = self.count() - 1
        folded = self.foldable and (section == last or self.isSectionHidden(section + 1))
        arrow = ("▸ " if folded else "▾ ") if self.foldable else ""
        painter.setFont(scaled(self.font(), 1.0, strong=True))
        painter.setPen(self.palette().text().color())
        draw_line(painter, area, arrow + title, _LEFT)
        used = painter.fontMetrics().horizontalAdvance(arrow + title) + PADDING
        painter.setFont(scaled(self.font(), 0.92))
        painter.setPen(ink(self.palette()).muted)
        draw_line(painter, area.adjusted(used, 0, 0, 0), below, _LEFT)

    def _data(self, section: int, role: int) -> object:
        model: QAbstractItemModel | None = self.model()
        return model.headerData(section, self.orientation(), role) if model else None


class FlatHeader(QHeaderView):
    """A header of one line, flat, with an arrow where the table is sorted."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        title = str(model.headerData(section, self.orientation()) or "")
        wanted = model.headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        alignment = wanted if isinstance(wanted, Qt.AlignmentFlag) else self.defaultAlignment()
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        if sorted_here:
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            title += " ▴" if up else " ▾"
        painter.save()
        painter.fillRect(rect, self.palette().window())
        painter.setPen(QPen(ink(self.palette()).hairline, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(scaled(self.font(), 0.92, strong=sorted_here))
        painter.setPen(self.palette().windowText().color())
        area = rect.adjusted(PADDING, 0, -PADDING, 0)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(alignment), shown)
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        size = super().sectionSizeFromContents(section)
        return QSize(size.width() + 2 * PADDING, max(26, size.height()))
