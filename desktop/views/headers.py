"""Headers with several lines, which stay in sight while the table scrolls."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.viewmodels.roles import Role, RowKind
from desktop.views.lines import draw_line, draw_paragraph, line_count
from desktop.views.theme import PADDING, ink, scaled, series_color

_LEFT = Qt.AlignmentFlag.AlignLeft


class TwoLineHeader(QHeaderView):
    """Draws title and second line flat on the window's color, with a hairline.

    Attributes:
        color_series: Whether the sections are models, their titles led by a colored mark.
        foldable: Whether headings show that they can be folded.
        text_lines: How many lines of text a section across the top has room for.
    """

    def __init__(self, orientation: Qt.Orientation, name: str, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setAccessibleName(name)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.color_series = False
        self.foldable = False
        self.text_lines = 2
        self._fonts_of = QFont()
        self._fonts: dict[tuple[float, bool], QFont] = {}

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        kind = self._data(section, Role.KIND)
        heading = kind == RowKind.SECTION or kind is True
        colors = ink(self.palette())
        painter.save()
        painter.fillRect(rect, colors.band if heading else self.palette().base().color())
        painter.setPen(QPen(colors.hairline, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        area = rect.adjusted(PADDING, 2, -PADDING, -2)
        if heading:
            self._heading(painter, area, section)
        elif self.color_series:
            self._series(painter, area, section)
        else:
            self._titled(painter, area, section)
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:  # noqa: ARG002 - all are of one size
        # Qt asks for every section whenever the table changes; none is sized by its own text.
        if self.orientation() is Qt.Orientation.Vertical:
            return QSize(self.width(), 0)
        return QSize(0, self.text_lines * self.fontMetrics().height() + 12)

    def _heading(self, painter: QPainter, area: QRect, section: int) -> None:
        """Draw a section's title and how many rows it has, on one line."""
        last = self.count() - 1
        folded = self.foldable and (section == last or self.isSectionHidden(section + 1))
        arrow = ("▸ " if folded else "▾ ") if self.foldable else ""
        painter.setFont(self._scaled(1.0, strong=True))
        painter.setPen(self.palette().text().color())
        if self.orientation() is Qt.Orientation.Horizontal:
            # Too narrow for a title, which stands upright in the cells below.
            painter.drawText(area.adjusted(-PADDING, 0, PADDING, 0), _CENTER, arrow.strip())
            return
        title, below = self._text(section), self._text(section, Role.SECONDARY)
        draw_line(painter, area, arrow + title, _LEFT)
        used = painter.fontMetrics().horizontalAdvance(arrow + title) + PADDING
        room = area.adjusted(used, 0, 0, 0)
        painter.setFont(self._scaled(0.92))
        if painter.fontMetrics().horizontalAdvance(below) <= room.width():
            painter.setPen(ink(self.palette()).muted)
            draw_line(painter, room, below, _LEFT)

    def _series(self, painter: QPainter, area: QRect, section: int) -> None:
        """Draw a model: mark, name in one line or two, a note below."""
        mark, _, name = self._text(section).partition(" ")
        below = self._text(section, Role.SECONDARY)
        painter.setFont(self._scaled(1.0, strong=True))
        metrics = painter.fontMetrics()
        indent = metrics.horizontalAdvance("■ ")
        note = round(metrics.height() * 0.95) if below else 0
        room = area.adjusted(indent, 0, 0, -note)
        used = min(
            line_count(name, painter.font(), room.width()), room.height() // metrics.height()
        )
        used = max(1, used) * metrics.height()
        top = area.top() + max(0, (area.height() - note - used) // 2)
        # The mark carries the color; a name in a light hue would be hard to read.
        painter.setPen(series_color(section, self.palette()))
        draw_line(painter, QRect(area.left(), top, indent, metrics.height()), mark, _LEFT)
        painter.setPen(self.palette().text().color())
        draw_paragraph(painter, QRect(room.left(), top, room.width(), used), name)
        if below:
            self._second(painter, QRect(room.left(), top + used, room.width(), note), below)

    def _titled(self, painter: QPainter, area: QRect, section: int) -> None:
        """Draw a fact or a benchmark: title, unit and mark, the setting below."""
        title, below = self._text(section), self._text(section, Role.SECONDARY)
        unit, mark = self._text(section, Role.UNIT), self._text(section, Role.MARK)
        strong = bool(self._data(section, Role.DIFFERS))
        painter.setFont(self._scaled(1.0, strong=strong))
        height = painter.fontMetrics().height()
        painter.setPen(self.palette().text().color())
        if self.orientation() is Qt.Orientation.Horizontal:
            below = ", ".join(filter(None, (unit, below)))
            first = QRect(area.left(), area.top(), area.width(), height)
            used = self._beside(painter, first, "", mark)
            upper = self._paragraph(painter, area.adjusted(0, 0, -used, 0), title)
            painter.setFont(self._scaled(0.92))
            painter.setPen(ink(self.palette()).muted)
            self._paragraph(painter, area.adjusted(0, upper, 0, 0), below)
            return
        top = QRect(area)
        if below:
            top.setHeight(area.height() // 2)
        used = self._beside(painter, top, unit, mark)
        painter.setPen(self.palette().text().color())
        painter.setFont(self._scaled(1.0, strong=strong))
        draw_line(painter, top.adjusted(0, 0, -used, 0), title, _LEFT)
        if below:
            self._second(painter, area.adjusted(0, top.height(), 0, 0), below)

    def _beside(self, painter: QPainter, line: QRect, unit: str, mark: str) -> int:
        """Draw mark and unit at the end of a line; return the room that they take."""
        room = QRect(line)
        if mark:
            painter.setFont(self._scaled(1.1, strong=True))
            painter.setPen(ink(self.palette()).caution)
            draw_line(painter, room, mark, Qt.AlignmentFlag.AlignRight)
            room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(mark) - 4, 0)
        if unit:
            painter.setFont(self._scaled(0.92))
            painter.setPen(ink(self.palette()).muted)
            width = min(painter.fontMetrics().horizontalAdvance(unit) + 2, line.width() // 2)
            draw_line(painter, room.adjusted(room.width() - width, 0, 0, 0), unit, _LEFT)
            room.adjust(0, 0, -width - 4, 0)
        painter.setFont(self._scaled(1.0))
        painter.setPen(self.palette().text().color())
        return line.width() - room.width()

    def _paragraph(self, painter: QPainter, area: QRect, text: str) -> int:
        """Draw a text at the top of an area, in two lines at most; return the height it takes."""
        lines = min(2, line_count(text, painter.font(), area.width()))
        height = min(lines * painter.fontMetrics().height(), area.height())
        draw_paragraph(painter, QRect(area.left(), area.top(), area.width(), height), text)
        return height

    def _second(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.setFont(self._scaled(0.92))
        painter.setPen(ink(self.palette()).muted)
        draw_line(painter, area, text, _LEFT)

    def _scaled(self, factor: float, *, strong: bool = False) -> QFont:
        """Return the header's font in another size; kept, since headers are drawn often."""
        if self._fonts_of != self.font():
            self._fonts_of, self._fonts = self.font(), {}
        key = (factor, strong)
        if key not in self._fonts:
            self._fonts[key] = scaled(self.font(), factor, strong=strong)
        return self._fonts[key]

    def _text(self, section: int, role: int = Qt.ItemDataRole.DisplayRole) -> str:
        return str(self._data(section, role) or "")

    def _data(self, section: int, role: int) -> object:
        model: QAbstractItemModel | None = self.model()
        return model.headerData(section, self.orientation(), role) if model else None


_CENTER = int(Qt.AlignmentFlag.AlignCenter)


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
