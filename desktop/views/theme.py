"""Palettes of the window: chrome takes palette roles, data takes its colors from the core."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.core.charts.verdict_marks import ANSWER_MARKS
from desktop.core.marks import series
from desktop.core.verdict.verdict import Answer
from desktop.viewmodels.state import Theme

PADDING = 8
"""Room between a text and the edge of its cell, in pixels."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The two semantic colors besides the accent, and what is muted.

    Attributes:
        caution: Something to look at before relying on it.
        muted: Secondary text; contrast of at least 4.5:1 on the base.
        hairline: Lines that separate.
        band: Background of section headings.
        hatch: Lines on the ground of figures that are set apart.
    """

    caution: QColor
    muted: QColor
    hairline: QColor
    band: QColor
    hatch: QColor


_LIGHT = {
    QPalette.ColorRole.Window: "#f4f4f2",
    QPalette.ColorRole.WindowText: "#1b1b1a",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f8f8f6",
    QPalette.ColorRole.Text: "#1b1b1a",
    QPalette.ColorRole.Button: "#ececea",
    QPalette.ColorRole.ButtonText: "#1b1b1a",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.Highlight: "#2f6690",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#1f5f8b",
    QPalette.ColorRole.LinkVisited: "#5c4a87",
    QPalette.ColorRole.ToolTipBase: "#fffff4",
    QPalette.ColorRole.ToolTipText: "#1b1b1a",
    QPalette.ColorRole.PlaceholderText: "#6b6b67",
    QPalette.ColorRole.Light: "#ffffff",
    QPalette.ColorRole.Midlight: "#e6e6e2",
    QPalette.ColorRole.Mid: "#c4c4bf",
    QPalette.ColorRole.Dark: "#a3a39e",
    QPalette.ColorRole.Shadow: "#787874",
    QPalette.ColorRole.Accent: "#2f6690",
}
_DARK = {
    QPalette.ColorRole.Window: "#232425",
    QPalette.ColorRole.WindowText: "#e7e6e3",
    QPalette.ColorRole.Base: "#1a1b1c",
    QPalette.ColorRole.AlternateBase: "#202122",
    QPalette.ColorRole.Text: "#e7e6e3",
    QPalette.ColorRole.Button: "#303233",
    QPalette.ColorRole.ButtonText: "#e7e6e3",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.Highlight: "#3d7aa9",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#7db8e0",
    QPalette.ColorRole.LinkVisited: "#b3a3dd",
    QPalette.ColorRole.ToolTipBase: "#33352f",
    QPalette.ColorRole.ToolTipText: "#e7e6e3",
    QPalette.ColorRole.PlaceholderText: "#9a9a95",
    QPalette.ColorRole.Light: "#45474a",
    QPalette.ColorRole.Midlight: "#3a3c3e",
    QPalette.ColorRole.Mid: "#4a4c4e",
    QPalette.ColorRole.Dark: "#17181a",
    QPalette.ColorRole.Shadow: "#0d0e0f",
    QPalette.ColorRole.Accent: "#5a9fd0",
}
_INK = {
    False: Ink(
        caution=QColor("#8a5200"),
        muted=QColor("#5f5f5b"),
        hairline=QColor("#dededa"),
        band=QColor("#efefec"),
        hatch=QColor("#e9e9e4"),
    ),
    True: Ink(
        caution=QColor("#e5b567"),
        muted=QColor("#a5a5a0"),
        hairline=QColor("#37393b"),
        band=QColor("#282a2b"),
        hatch=QColor("#303234"),
    ),
}


def palette(*, dark: bool) -> QPalette:
    """Return the palette of a color scheme; disabled text is muted in both."""
    result = QPalette()
    for role, color in (_DARK if dark else _LIGHT).items():
        result.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        result.setColor(
            QPalette.ColorGroup.Disabled, role, QColor("#7b7d7f" if dark else "#8b8b87")
        )
    return result


def is_dark(shown: QPalette) -> bool:
    """Whether a palette has light text on a dark base."""
    return shown.color(QPalette.ColorRole.Base).lightness() < 128


def ink(shown: QPalette) -> Ink:
    """Return the semantic colors that go with a palette."""
    return _INK[is_dark(shown)]


def series_color(position: int, shown: QPalette) -> QColor:
    """Return the color of the compared model at a position."""
    mark = series(position)
    return QColor(mark.dark if is_dark(shown) else mark.light)


def answer_color(answer: Answer, shown: QPalette) -> QColor:
    """Return the color of an answer of the profile; its sign or word always stands beside it."""
    mark = ANSWER_MARKS[answer]
    return QColor(mark.dark if is_dark(shown) else mark.light)


def series_icon(position: int, font: QFont, shown: QPalette) -> QIcon:
    """Return the mark of the compared model at a position, in its color."""
    side = 16
    ratio = 2
    pixmap = QPixmap(side * ratio, side * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setFont(font)
    painter.setPen(series_color(position, shown))
    area = QRect(0, 0, side, side)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), series(position).symbol)
    painter.end()
    return QIcon(pixmap)


def tabular(font: QFont) -> QFont:
    """Return a font whose figures all have one width."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def scaled(font: QFont, factor: float, *, strong: bool = False) -> QFont:
    """Return a font of another size, from the platform's own."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * factor)
    else:
        result.setPixelSize(round(font.pixelSize() * factor))
    if strong:
        result.setWeight(QFont.Weight.DemiBold)
    return result


class ThemeSwitch(QObject):
    """Applies a theme, and follows the system where the user wants that."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._theme = Theme.SYSTEM
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def apply(self, theme: Theme) -> None:
        """Use a theme from now on."""
        self._theme = theme
        dark = theme is Theme.DARK or (theme is Theme.SYSTEM and _system_is_dark())
        self._application.setPalette(palette(dark=dark))

    @Slot()
    def _system_changed(self) -> None:
        if self._theme is Theme.SYSTEM:
            self.apply(Theme.SYSTEM)


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
