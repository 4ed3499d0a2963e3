"""Tabs without frames: the present one is underlined in the accent."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from desktop.views.theme import ink, scaled

UNDERLINE = 2
SIDE = 16


class FlatTabBar(QTabBar):
    """Paints itself from the palette: a style sheet would cut the pages off from the palette."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole bar is drawn
        painter = QPainter(self)
        colors = ink(self.palette())
        for number in range(self.count()):
            area = self.tabRect(number)
            present = number == self.currentIndex()
            painter.setFont(scaled(self.font(), 1.0, strong=present))
            painter.setPen(self.palette().windowText().color() if present else colors.muted)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self.tabText(number))
            if present:
                line = area.adjusted(0, area.height() - UNDERLINE, 0, 0)
                painter.fillRect(line, self.palette().highlight())
            if present and self.hasFocus():
                painter.setPen(QPen(self.palette().highlight().color(), 1, Qt.PenStyle.DotLine))
                painter.drawRect(area.adjusted(4, 4, -5, -6))
        painter.end()

    def tabSizeHint(self, index: int) -> QSize:
        size = super().tabSizeHint(index)
        return QSize(size.width() + SIDE, max(36, size.height()))


class FlatTabs(QTabWidget):
    """Pages under flat tabs."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabBar(FlatTabBar(self))
        self.setDocumentMode(True)
        self.setAccessibleName(name)
        self.tabBar().setAccessibleName(name)
        self.tabBar().setDrawBase(False)
