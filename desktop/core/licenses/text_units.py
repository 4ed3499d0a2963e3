"""A license text taken apart into what counts when two copies are compared.

What does not count follows the matching guidelines of the SPDX specification (annex "License List
matching guidelines"), https://spdx.github.io/spdx-spec/: white space and line ends, case, kinds of
quotes and dashes, bullets, list marks, signs repeated as a separation, ``http`` against ``https``,
copyright notices. Beyond them, marks of Markdown and HTML, byte-order marks and forms that Unicode
calls compatible (NFKC) do not count. Every other word, number and sign does.

Where the guidelines would let words of the licensor go, this is stricter: a notice must be short
and without words that could be terms, a title must be a known bare one, and a list mark goes only
where it begins a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from itertools import islice
from typing import NamedTuple

from desktop.core.licenses.text_bytes import with_plain_ends

_QUOTES = "\"'`´“”„‟‘’‚‛«»‹›「」『』〝〞＂＇"
_DASHES = "-‐‑‒–—―−－﹣⁃"
_BULLETS = "*#|~\\•‣◦▪▫●○■□◆◇►▶➢➤·∙"
_TRADEMARKS = "™℠®"
_IGNORED = frozenset(_QUOTES + _DASHES + _BULLETS + _TRADEMARKS + "_")
_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad]+")

# Han, kana and scripts of South East Asia: lines may break between any two of their characters.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3100-\u312f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Tags without attributes only: in an attribute words could hide.
_TAG = r"</?(?:b|i|u|em|strong|p|br|hr|code|pre|ul|ol|li|div|span|center|h[1-6])[ ]?/?>"
_LETTER = rf"[^\W_{_UNSPACED}]"
_TOKEN = re.compile(
    rf"(?P<word>[{_UNSPACED}]"
    rf"|{_LETTER}+(?:(?:(?<=\d)[.,](?=\d)|['’](?=[^\W\d])){_LETTER}+)*)"
    rf"|(?P<skipped>(?i:{_TAG})|(?P<sign>[^\w\s])(?P=sign){{2,}})"
    rf"|(?P<mark>[^\w\s{re.escape(''.join(sorted(_IGNORED)))}])"
)
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")

_ENDS = frozenset(".;:?!。")
_PAUSES = frozenset(",、")
_SIGNS_BETWEEN = _ENDS | _PAUSES
_WORDS_BEFORE_PAUSE = 4
"""Words that must stand between two signs for a comma to end a unit: lists stay together."""

_LIST_MARK = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{2,4}")

_TITLES = frozenset(
    (
        "mit license",
        "the mit license",
        "mit license ( mit )",
        "the mit license ( mit )",
        "isc license",
        "the isc license",
        "bsd 2 clause license",
        "the bsd 2 clause license",
        "bsd 2 clause simplified license",
        "bsd 3 clause license",
        "the bsd 3 clause license",
        "bsd 3 clause new or revised license",
        "the 2 clause bsd license",
        "the 3 clause bsd license",
    )
)
"""Titles that some copies have and others lack; any other title may say something."""

_JOINING = frozenset(":;?!")
"""Signs that a notice does not have, but for the one in an address."""

_RESERVED = ("all", "rights", "reserved")
_NOTICE_MARKS = frozenset(("©", "(", "copyright"))
_LONGEST_NOTICE = 12
_LONGEST_TITLE = 8
_TERMS = re.compile(
    r"(?:licen|permi|prohib|restrict|requir|forb|allow|grant|pay|pric|royalt|revenue|dollar|commerc"
    r"|noncommerc|purpose|display|distribut|modif|cop(?:y$|ies)|sell|user?|agree|condition|provided)"
    r"|(?:shall|must|may|can|cannot|not|no|only|if|unless|except|that|you|your|terms?|fees?|usd|eur"
    r"|[须得应禁付费商许限])$"
)
"""Words with which a copyright notice may be more than one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a clause or a heading.

    Attributes:
        start: Where it begins in the text of its ``Divided``.
        end: One past its last sign.
        line: Line on which it begins, from 1.
        last_line: Line on which it ends.
        words: Number of words, at least 1; a character of an unspaced script is a word.
        hash: BLAKE2b of 8 bytes over its normalized text, in hexadecimal.
    """

    start: int
    end: int
    line: int
    last_line: int
    words: int
    hash: str


@dataclass(frozen=True, slots=True)
class Divided:
    """A text and its units.

    Attributes:
        text: The text with line feeds only, composed (NFC), without invisible characters.
        sha256: SHA-256 of the normalized text, in hexadecimal; copies that differ only in what
            does not count have the same.
        units: In the order of the text. Notices, titles and list marks are in none.
    """

    text: str
    sha256: str
    units: tuple[Unit, ...]


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    is_word: bool


_Paragraph = Sequence[_Token]


def divide(text: str, most_units: int | None = None) -> Divided:
    """Take a text apart; time and memory grow with its length.

    Lines are ended by CR LF, LF or CR. Paragraphs are set apart by lines without words; nothing
    else is read off the layout, so that lines may be wrapped anew within a paragraph.
    At most ``most_units`` units are returned, all without it; the digest is of the whole text.
    """
    cleaned = _cleaned(text)
    paragraphs = list(_substance(cleaned))
    normalized = " ".join(token.text for paragraph in paragraphs for token in paragraph)
    return Divided(
        cleaned,
        sha256(normalized.encode("utf-8", "replace")).hexdigest(),
        tuple(islice(_units(cleaned, paragraphs), most_units)),
    )


def passage(divided: Divided, first: int, last: int) -> str:
    """Return the text of units ``first`` to ``last``, with the quotes and marks around it."""
    start, end = divided.units[first].start, divided.units[last].end
    text = divided.text
    while start and text[start - 1] in _IGNORED:
        start -= 1
    while end < len(text) and text[end] in _IGNORED:
        end += 1
    return text[start:end]


def _cleaned(text: str) -> str:
    unified = with_plain_ends(text)
    if unified.isascii():
        return unified
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", unified))


def _substance(text: str) -> Iterator[_Paragraph]:
    """Yield the paragraphs without titles, notices and list marks."""
    before_terms = True
    for paragraph in _paragraphs(text):
        left = _without_notice(paragraph)
        if before_terms and left and " ".join(t.text for t in left) in _TITLES:
            left = ()
        before_terms = before_terms and not left
        if left:
            yield left[_list_mark(text, left) :]


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    folded: dict[str, str] = {}
    paragraph: list[_Token] = []
    previous = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "skipped":
            continue
        start, end = match.span()
        if start - previous > 1 and paragraph and text.count("\n", previous, start) > 1:
            yield paragraph
            paragraph = []
        raw = match[0]
        if raw not in folded:
            folded[raw] = _folded(raw)
        paragraph.append(_Token(folded[raw], start, end, kind == "word"))
        previous = end
    if paragraph:
        yield paragraph


def _folded(raw: str) -> str:
    once = unicodedata.normalize("NFKC", raw.replace("’", "'")).casefold()
    # Twice: folding can bring up forms that are compatible with others.
    twice = unicodedata.normalize("NFKC", once).casefold()
    return "http" if twice == "https" else twice


def _without_notice(paragraph: _Paragraph) -> _Paragraph:
    """Return a paragraph without the copyright notices that end it.

    A notice ends its paragraph and stands at its beginning or after a title, so that lines may be
    wrapped anew without making one of what was none.
    """
    begins = next((i for i in range(len(paragraph)) if _is_notice_mark(paragraph, i)), None)
    if begins is None:
        words = tuple(t.text for t in paragraph if t.is_word)
        return () if words == _RESERVED else paragraph
    title = paragraph[:begins]
    if len(title) > _LONGEST_TITLE or any(not t.is_word and t.text not in "()" for t in title):
        return paragraph
    return title if _are_notices(paragraph, begins) else paragraph


def _is_notice_mark(paragraph: _Paragraph, at: int) -> bool:
    text = paragraph[at].text
    if text not in _NOTICE_MARKS:
        return False
    after = [token.text for token in paragraph[at + 1 : at + 4]]
    if text == "©":
        return True
    if text == "(":
        return len(after) == 3 and after[:2] == ["c", ")"] and after[2][0].isdigit()
    return bool(after) and (after[0][0] in "©[<{0123456789" or after[:2] == ["(", "c"])


def _are_notices(paragraph: _Paragraph, begins: int) -> bool:
    """Whether from there to the end are only notices: each short, none with a word of terms."""
    length = 0
    for at in range(begins, len(paragraph)):
        token = paragraph[at]
        if _is_notice_mark(paragraph, at):
            length = 0
        elif _TERMS.match(token.text) or (
            token.text in _JOINING and not _in_address(paragraph, at)
        ):
            return False
        length += token.is_word and token.text not in _RESERVED
        if length > _LONGEST_NOTICE:
            return False
    return True


def _in_address(paragraph: _Paragraph, at: int) -> bool:
    return at + 1 < len(paragraph) and paragraph[at + 1].text == "/"


def _list_mark(text: str, paragraph: _Paragraph) -> int:
    """Return how many tokens at the beginning are the mark of a list item, with words after it."""
    opened = paragraph[0].text == "("
    closes = opened + 1
    if len(paragraph) <= closes + 1 or not _LIST_MARK.fullmatch(paragraph[opened].text):
        return 0
    if paragraph[closes].text not in ((")",) if opened else (")", ".")):
        return 0
    return closes + 1 if _apart(text, paragraph, closes) else 0


def _apart(text: str, paragraph: _Paragraph, at: int) -> bool:
    """Whether a line could break after a token."""
    if at + 1 == len(paragraph):
        return True
    token, following = paragraph[at], paragraph[at + 1]
    gap = text[token.end : following.start]
    return any(map(str.isspace, gap)) or bool(_IS_UNSPACED.match(following.text))


def _units(text: str, paragraphs: Sequence[_Paragraph]) -> Iterator[Unit]:
    line, counted = 1, 0
    for paragraph in paragraphs:
        for tokens in _clauses(text, paragraph):
            start, end = tokens[0].start, tokens[-1].end
            line += text.count("\n", counted, start)
            counted = start
            yield Unit(
                start,
                end,
                line,
                line + text.count("\n", start, end),
                sum(token.is_word for token in tokens),
                _hash(tokens),
            )


def _hash(tokens: _Paragraph) -> str:
    joined = " ".join(token.text for token in tokens)
    return blake2b(joined.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _clauses(text: str, paragraph: _Paragraph) -> Iterator[_Paragraph]:
    """Yield the clauses of a paragraph, each with a word in it.

    Whether a clause ends is seen from what stands near: a change moves no end further on.
    """
    last = len(paragraph) - 1
    first, since_sign, has_words = 0, 0, False
    for at, token in enumerate(paragraph):
        ends = False
        if token.is_word:
            since_sign += 1
            has_words = True
        else:
            ends = at < last and _ends(text, paragraph, at, since_sign)
            since_sign = 0 if token.text in _SIGNS_BETWEEN else since_sign
        if ends and has_words:
            yield paragraph[first : at + 1]
            first, has_words = at + 1, False
    if has_words:
        yield paragraph[first:]


def _ends(text: str, paragraph: _Paragraph, at: int, words: int) -> bool:
    """Whether a clause ends with a sign, or with a bracket that closes behind one."""
    sign = paragraph[at].text
    if sign in _PAUSES:
        return words >= _WORDS_BEFORE_PAUSE
    if sign == ")" and at:
        sign = paragraph[at - 1].text
    return sign in _ENDS and _apart(text, paragraph, at)
