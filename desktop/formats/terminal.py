"""Tables as plain text for a terminal of any width, or of none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.formats.plain_text import elided, harmless, width, wrapped
from desktop.formats.tables import Align, Column, Fit, Table

_GAP = 2
_LONGEST_WORD = 18
"""A column that wraps is not made narrower than its longest word, up to this."""
_NARROWEST = 8
_LEAST_ELIDED = 14
"""Less of a name tells nobody which one it is."""


def as_text(tables: Iterable[Table], columns: int | None) -> str:
    """Return tables one below the other.

    Args:
        tables: What to write.
        columns: Width of the terminal; None writes every row on one line of any length.
    """
    return "\n".join("\n".join(_lines(_clean(table), columns)) + "\n" for table in tables)


def _clean(table: Table) -> Table:
    return Table(
        harmless(table.title),
        tuple(replace(c, heading=harmless(c.heading)) for c in table.columns),
        tuple(tuple(harmless(cell) for cell in row) for row in table.rows),
        tuple(harmless(note) for note in table.notes),
        table.stub,
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """Columns that stand side by side, each with its width."""

    positions: tuple[int, ...]
    widths: tuple[int, ...]


def _lines(table: Table, columns: int | None) -> Iterator[str]:
    if table.title:
        yield from wrapped(table.title, columns) if columns else [table.title]
    notes = table.notes
    if table.rows:
        shown, left_out = _without_spare(table, columns)
        if left_out:
            names = "; ".join(table.columns[i].heading for i in left_out)
            notes = (*notes, f"Not shown at this width, but with --format json: {names}.")
        for number, block in enumerate(_blocks(table, shown, columns)):
            if number:
                yield ""
            yield from _block_lines(table, block)
    for note in notes:
        # An address that is cut cannot be followed.
        yield from wrapped(note, columns, whole_words=True) if columns else [note]


def _without_spare(table: Table, columns: int | None) -> tuple[list[int], list[int]]:
    """Return which columns are shown, and which are left out because they do not fit."""
    shown, left_out = list(range(len(table.columns))), []
    spare = sorted((i for i in shown if table.columns[i].spare), key=lambda i: _spare(table, i))
    while columns and spare and _total([_least(table, i) for i in shown]) > columns:
        left_out.append(spare.pop())
        shown.remove(left_out[-1])
    return shown, sorted(left_out)


def _spare(table: Table, position: int) -> int:
    return table.columns[position].spare


def _blocks(table: Table, shown: list[int], columns: int | None) -> Iterator[_Block]:
    """Split columns that do not fit side by side into parts, each with the leading columns."""
    stub, rest = shown[: table.stub], shown[table.stub :]
    while True:
        part = list(rest)
        while columns and table.stub and len(part) > 1:
            if _total([_least(table, i) for i in stub + part]) <= columns:
                break
            part.pop()
        yield _Block(tuple(stub + part), _widths(table, stub + part, columns))
        rest = rest[len(part) :]
        if not rest:
            return


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _cells(table: Table, position: int) -> Iterator[str]:
    yield table.columns[position].heading
    for row in table.rows:
        yield row[position]


def _natural(table: Table, position: int) -> int:
    return max(map(width, _cells(table, position)))


def _least(table: Table, position: int) -> int:
    """Return the width below which a column is no pleasure to read."""
    natural = _natural(table, position)
    match table.columns[position].fit:
        case Fit.KEEP:
            return natural
        case Fit.ELIDE:
            return min(natural, _LEAST_ELIDED)
        case Fit.WRAP:
            words = (width(word) for cell in _cells(table, position) for word in cell.split())
            return min(natural, max(min(max(words, default=1), _LONGEST_WORD), _NARROWEST))


def _widths(table: Table, positions: Sequence[int], columns: int | None) -> tuple[int, ...]:
    natural = [_natural(table, i) for i in positions]
    if columns is None or _total(natural) <= columns:
        return tuple(natural)
    least = [_least(table, i) for i in positions]
    if _total(least) > columns:
        least = [min(n, _NARROWEST) for n in natural]

    def limited(limit: int) -> list[int]:
        return [min(n, max(m, limit)) for n, m in zip(natural, least, strict=True)]

    # The widest columns give way first: one limit for all of them, as large as there is room for.
    limit = max(natural)
    while limit > 1 and _total(limited(limit)) > columns:
        limit -= 1
    widths = limited(limit)
    for i, n in enumerate(natural):
        if widths[i] == limit < n and _total(widths) < columns:
            widths[i] += 1
    return tuple(widths)


def _block_lines(table: Table, block: _Block) -> Iterator[str]:
    heads = [table.columns[i].heading for i in block.positions]
    yield from _row_lines(table, block, heads)
    yield "─" * _total(block.widths)
    rows = [list(_row_lines(table, block, [row[i] for i in block.positions])) for row in table.rows]
    # Rows of several lines need air between them to be told apart.
    apart = sum(len(lines) > 1 for lines in rows) * 3 > len(rows)
    for number, lines in enumerate(rows):
        if apart and number:
            yield ""
        yield from lines


def _row_lines(table: Table, block: _Block, cells: Sequence[str]) -> Iterator[str]:
    columns = [table.columns[i] for i in block.positions]
    fitted = [_fitted(*item) for item in zip(columns, cells, block.widths, strict=True)]
    for number in range(max(map(len, fitted))):
        parts = [
            _padded(lines[number] if number < len(lines) else "", columns[i], block.widths[i])
            for i, lines in enumerate(fitted)
        ]
        yield (" " * _GAP).join(parts).rstrip()


def _fitted(column: Column, cell: str, columns: int) -> list[str]:
    if column.fit is Fit.ELIDE:
        return [elided(cell, columns)]
    return wrapped(cell, columns) if width(cell) > columns else [cell]


def _padded(text: str, column: Column, columns: int) -> str:
    blank = " " * (columns - width(text))
    return blank + text if column.align is Align.RIGHT else text + blank
