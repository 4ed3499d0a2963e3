"""Tooltips: Qt takes a text with a tag in it for rich text, so texts from outside are escaped."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """Return a tooltip that shows a text as it is, whatever it contains."""
    if "<" not in text and "&" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'
