"""How wide a text is on paper, about, and how much of it fits.

Nothing here knows a font: widths are estimates for a sans serif face that err on the wide side.
"""

from __future__ import annotations


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, rather too wide than too narrow."""
    return size * sum(_advance(c) for c in text)


def _advance(character: str) -> float:
    if character in "iljI.,:;'|!()[] ":
        return 0.34
    if character in "mwMW@%":
        return 0.9
    if ord(character) >= 0x2E80:
        return 1.05
    if character.isupper():
        return 0.7
    return 0.56


def elide(text: str, size: float, width: float) -> str:
    """Return the text, or as much of it as fits with an ellipsis; blank if not even that fits."""
    if text_width(text, size) <= width:
        return text
    left = width - text_width("…", size)
    kept = ""
    for character in text:
        left -= text_width(character, size)
        if left < 0:
            break
        kept += character
    return kept.rstrip() + "…" if kept else ""


def wrap(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """Return the text in at most so many lines; what does not fit is elided."""
    words, line = text.split(), ""
    found: list[str] = []
    for i, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if not line or text_width(longer, size) <= width:
            line = longer
            continue
        if len(found) == lines - 1:
            return (*found, elide(" ".join((line, *words[i:])), size, width))
        found.append(elide(line, size, width))
        line = word
    last = elide(line, size, width)
    return (*found, last) if last else tuple(found)
