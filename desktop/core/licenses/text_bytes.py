"""The bytes of a license text as text, strictly: nothing is guessed, nothing is replaced."""

from __future__ import annotations

import re

MOST_BYTES = 2_000_000
"""The longest known license text has 35,000 bytes; a file of more than this is none."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
# Atomic and possessive: comments in a row must not be tried in every grouping.
_PAGE = re.compile(
    r"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 4_000
"""Characters at the beginning by which a web page is known."""


class NotTextError(ValueError):
    """Bytes are no text; the message says why, as the end of a sentence."""


def text_of_bytes(content: bytes) -> str:
    """Return bytes as text, without a byte-order mark; line ends are left as they are.

    Raises:
        NotTextError: they are neither UTF-8 nor UTF-16 with a byte-order mark, hold null
            characters, are too many, or say nothing.
    """
    if len(content) > MOST_BYTES:
        raise NotTextError(f"it is larger than {MOST_BYTES:,} bytes, as no license text is")
    if content.startswith(_UTF_16) and not content.startswith(_UTF_32):
        text = _decoded(content, "utf-16", "UTF-16")
    else:
        if b"\0" in content:
            raise NotTextError("it is no text but binary (it has null bytes)")
        text = _decoded(content, "utf-8-sig", "UTF-8")
    if "\0" in text:
        raise NotTextError("it is no text but binary (it has null characters)")
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise NotTextError("it is empty")
    return text


def with_plain_ends(text: str) -> str:
    """Return a text whose lines end with LF alone: CR LF and CR end one, too, and nothing else."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_web_page(text: str) -> bool:
    """Whether a text is the source of a web page."""
    return _PAGE.match(text[:_LOOKED_AT]) is not None


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotTextError(f"it is no text in {name} (line {line}, byte {error.start})") from None
