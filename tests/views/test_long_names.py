"""Names of any length: their beginnings are always to be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.catalog.reader import CatalogReader
from desktop.viewmodels.state import ViewState
from desktop.views import lines
from desktop.views.tray.chip import CROSS, MARK

Settle = Callable[[Application], None]


@pytest.mark.parametrize("text", ["x" * 120, "word " * 24, "model-" * 20])
def test_a_long_text_takes_two_lines_the_second_elided(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    shown: list[str] = []

    def note(painter: QPainter, area: QRect, text: str, _alignment: Qt.AlignmentFlag) -> None:
        room = area.width()
        shown.append(painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))

    monkeypatch.setattr(lines, "draw_line", note)
    image = QImage(200, 60, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    lines.draw_wrapped(painter, QRect(0, 0, 130, 50), text)
    painter.end()
    first, second = shown
    assert len(first) > 3
    assert "…" not in first
    assert second.endswith("…")
    assert text.startswith(first)


def test_twelve_chips_share_the_room_and_show_how_their_names_begin(
    qtbot: QtBot, start: Callable[..., Application], settle: Settle, reader: CatalogReader
) -> None:
    application = start(ViewState(tray=tuple(reader.model_names())[:12]))
    settle(application)
    window, tray = application.window, application.window.tray
    for width in (1280, 1920, 1280):
        window.resize(QSize(width, 800))
        qtbot.waitUntil(lambda: sum(c.width() for c in tray.chips) <= tray._area.width())
        short = [c for c in tray.chips if c.width() < c.wanted]
        assert max((c.width() for c in short), default=0) - min(
            (c.width() for c in short), default=0
        ) <= len(tray.chips)
        for chip in tray.chips:
            assert len(chip.shown) >= min(3, len(chip.name))
            assert chip.name.startswith(chip.shown.removesuffix("…"))
            metrics = QFontMetrics(chip.font())
            beside = chip.badge_text if chip.is_tight else chip.shown
            assert metrics.horizontalAdvance(beside + CROSS) + MARK <= chip.width()
            assert metrics.horizontalAdvance(chip.shown) <= chip.width()
