"""Tables of license texts: what a text is, how it differs, where claims stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.cli.wording import columns
from desktop.core import numbers
from desktop.core.licenses.license import LicenseText
from desktop.core.licenses.license_wording import address_of_copy
from desktop.core.licenses.stored_text import StoredText
from desktop.core.licenses.text_bytes import with_plain_ends
from desktop.core.licenses.text_claims import PlacedTerm, TextState
from desktop.core.licenses.text_match import Recognition, RecognitionKind
from desktop.core.licenses.text_place import Place
from desktop.formats.tables import Align, Column, Fit, Table

LIST_SHEET = (
    *("sha256", "file", "recognized", "similarity", "brought", "where", "when"),
    *("in_place", "moved", "stale", "stale_terms"),
)
"""Columns of stored texts in a spreadsheet."""

RECOGNIZED_SHEET = ("part", "file", "similarity", "first_line", "last_line", "words", "text")
"""Columns of a recognition in a spreadsheet."""

_SHOWN_DIGITS = 12
_HOW_TO_BRING = (
    "Bring it with `weighbridge license {} --fetch`, from another address with `--fetch URL`, "
    "or from a file with `--import FILE`."
)
_KINDS = {
    RecognitionKind.EXACT: "the known text",
    RecognitionKind.NEAR: "a near-copy: it differs from the known text",
    RecognitionKind.UNKNOWN: "unknown",
}


def recognized_tables(where: str, text: str, found: Recognition) -> Iterator[Table]:
    """Yield what a text was recognized as, and how it differs from that."""
    lines = with_plain_ends(text).removesuffix("\n").count("\n") + 1
    yield Table(
        where,
        (Column("Recognized", fit=Fit.KEEP), Column("")),
        (
            ("As", recognition_words(found)),
            ("Length", numbers.counted(lines, "line")),
        ),
    )
    yield from _differences(found)


def kept_tables(
    stored: StoredText, terms: Sequence[str], states: Sequence[TextState]
) -> Iterator[Table]:
    """Yield what was kept and for what it stands."""
    yield Table(
        f"Kept: {stored.where}",
        (Column("Text", fit=Fit.KEEP), Column("")),
        (
            ("Recognized as", recognition_words(stored.recognition)),
            ("Stands for", stored.file or "no known text"),
            ("Terms", ", ".join(terms) or numbers.MISSING),
            ("Came", f"{stored.brought}, {stored.when}"),
            ("SHA-256", stored.sha256),
        ),
    )
    yield from _differences(stored.recognition)
    if states:
        yield _state_table(states)


def list_table(title: str, texts: Sequence[StoredText], states: Sequence[TextState]) -> Table:
    """Return stored texts, a row each, and below them which claims are stale."""
    of = {(s.stored.sha256, s.stored.file): s for s in states}
    rows = []
    for text in texts:
        state = of.get((text.sha256, text.file))
        rows.append(
            (
                *(text.sha256[:_SHOWN_DIGITS], text.file or numbers.MISSING),
                *(recognition_words(text.recognition), f"{text.brought}, {text.when}", text.where),
                state_words(state) if state else numbers.MISSING,
            )
        )
    headings = (
        *(Column("SHA-256", fit=Fit.KEEP), Column("Stands for"), Column("Recognized as")),
        *(Column("Came"), Column("From"), Column("Claims")),
    )
    notes = tuple(note for state in states for note in stale_notes(state))
    return Table(title, headings, tuple(rows), notes if texts else ("None.",))


def list_rows(
    texts: Sequence[StoredText], states: Sequence[TextState]
) -> Iterator[tuple[str, ...]]:
    """Yield stored texts as rows of :data:`LIST_SHEET`."""
    of = {(s.stored.sha256, s.stored.file): s for s in states}
    for text in texts:
        state = of.get((text.sha256, text.file))
        counts = [str(len(state.at(place))) if state else "" for place in Place]
        yield (
            *(text.sha256, text.file, str(text.recognition.kind)),
            *(_share(text.recognition), str(text.brought), text.where, text.when),
            *counts,
            ";".join(_named(t) for t in state.at(Place.STALE)) if state else "",
        )


def difference_rows(found: Recognition) -> Iterator[tuple[str, ...]]:
    """Yield a recognition as rows of :data:`RECOGNIZED_SHEET`."""
    yield (str(found.kind), ";".join(found.files), _share(found), "", "", "", "")
    for added in found.added:
        lines = (str(added.first_line), str(added.last_line), str(added.words))
        yield ("added", "", "", *lines, added.text)
    for missing in found.missing:
        lines = (str(missing.first_line), str(missing.last_line), str(missing.words))
        yield ("missing", ";".join(found.files), "", *lines, "")


def line_tables(stored: StoredText) -> Iterator[Table]:
    """Yield a stored text with the numbers of its lines."""
    yield Table(
        f"{stored.file}: {recognition_words(stored.recognition)}",
        (Column("Line", align=Align.RIGHT, fit=Fit.KEEP), Column("Text")),
        tuple((str(number), line) for number, line in enumerate(stored.lines(), 1)),
        (f"{stored.brought.capitalize()} from {stored.where}, {stored.when}.",),
    )
    yield from _differences(stored.recognition)


def where_table(terms_id: str, texts: Sequence[LicenseText]) -> Table:
    """Return which texts the catalog does not hold, and where they can be had."""
    return Table(
        "Not in the catalog",
        columns(("Document", "Original", "The copy that was read")),
        tuple(
            (
                text.role.replace("-", " "),
                text.url or numbers.MISSING,
                address_of_copy(text) or numbers.MISSING,
            )
            for text in texts
        ),
        (_HOW_TO_BRING.format(terms_id),),
    )


def recognition_words(found: Recognition) -> str:
    """Say what a text was recognized as."""
    said = _KINDS[found.kind]
    if found.kind is RecognitionKind.UNKNOWN:
        return said
    files = " = ".join(found.files)
    if found.kind is RecognitionKind.EXACT:
        return f"{said} {files}"
    return f"{said} {files} ({found.similarity:.1%} in common)"


def state_words(state: TextState) -> str:
    """Say how many claims are where."""
    counts = {place: len(state.at(place)) for place in Place}
    return (
        f"{counts[Place.IN_PLACE]} in place, {counts[Place.MOVED]} moved, "
        f"{counts[Place.STALE]} stale"
    )


def stale_notes(state: TextState) -> tuple[str, ...]:
    """Name the claims whose words a text does not have: they must be read anew."""
    stale = state.at(Place.STALE)
    if not stale:
        return ()
    named = "; ".join(_named(term) for term in stale)
    return (f"Stale in {state.stored.file}, to be read anew: {named}.",)


def _state_table(states: Sequence[TextState]) -> Table:
    return Table("Claims of the catalog in it", (), (), _state_notes(states))


def _state_notes(states: Sequence[TextState]) -> tuple[str, ...]:
    notes: list[str] = []
    for state in states:
        notes.append(f"{state_words(state)}.")
        notes += stale_notes(state)
    return tuple(dict.fromkeys(notes))


def _differences(found: Recognition) -> Iterator[Table]:
    if found.kind is not RecognitionKind.NEAR:
        return
    yield Table(
        f"Added ({len(found.added)})",
        (Column("Lines", fit=Fit.KEEP), Column("Words", align=Align.RIGHT), Column("Passage")),
        tuple((_lines(a.first_line, a.last_line), str(a.words), a.text) for a in found.added),
        () if found.added else ("Nothing.",),
    )
    yield Table(
        f"Missing ({len(found.missing)})",
        (Column("Lines of the known text", fit=Fit.KEEP), Column("Words", align=Align.RIGHT)),
        tuple((_lines(m.first_line, m.last_line), str(m.words)) for m in found.missing),
        () if found.missing else ("Nothing.",),
    )


def _lines(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _named(placed: PlacedTerm) -> str:
    return f"{placed.term} ({placed.claim.reference.place})"


def _share(found: Recognition) -> str:
    return "" if found.kind is RecognitionKind.UNKNOWN else f"{found.similarity:.4f}"
