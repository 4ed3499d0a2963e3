"""Texts in as many lines as they need, for cells and trees that cut nothing."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout, QTextOption


def laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """Return a text in as many lines as it needs; a path longer than a line breaks anywhere."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


@lru_cache(maxsize=4096)
def height_of(text: str, font: QFont, width: int) -> int:
    """Return the height of a text at a width; kept, since many cells say the same."""
    return ceil(laid_out(text, font, width).boundingRect().height()) if text else 0
