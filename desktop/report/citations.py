"""Numbers of notes and sources, given once and used everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.core.claims.resolution import Resolution
from desktop.core.compare.comparison import Aside, Row
from desktop.core.source import Source


@dataclass(frozen=True, slots=True)
class Note:
    """What stands behind one cell: a number for all of its claims.

    Attributes:
        aside: Under which other setting the claims are, None where it is the row's own.
    """

    number: int
    row: int
    column: int
    cell: Resolution
    aside: Aside | None = None


class Citations:
    """Numbers every cell that has claims, and every source, in reading order."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._notes: dict[tuple[int, int], Note] = {}
        self._sources: dict[str, tuple[int, Source]] = {}
        for r, row in enumerate(rows):
            for c, cell in enumerate(row.cells):
                aside = row.asides[c] if row.asides else None
                shown = aside.cell if aside else cell
                if shown.weighed:
                    self._notes[r, c] = Note(len(self._notes) + 1, r, c, shown, aside)
                for weighed in shown.weighed:
                    for source in weighed.claim.sources:
                        self._cite(source)

    def _cite(self, source: Source) -> None:
        self._sources.setdefault(source.id, (len(self._sources) + 1, source))

    def note(self, row: int, column: int) -> int:
        """Return the number of a cell's note, 0 where nobody claims anything."""
        note = self._notes.get((row, column))
        return note.number if note else 0

    def notes(self) -> Iterator[Note]:
        """Yield all notes in the order of their numbers."""
        yield from self._notes.values()

    def numbers_of(self, sources: Sequence[Source]) -> list[int]:
        """Return the numbers of sources, smallest first."""
        return sorted({self._sources[source.id][0] for source in sources})

    def sources(self) -> Iterator[tuple[int, Source]]:
        """Yield every cited source with its number."""
        yield from self._sources.values()
