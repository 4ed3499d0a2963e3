"""The order of the list, in pieces that SQLite walks along an index.

What is not known comes last either way; ties are in the order of name and id, ascending either way.
An index of key, name and id gives the ascending order. For descending keys the same index is walked
key by key (``_GROUPS``), instead of keeping every index twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.catalog.conditions import Parameter, Where
from desktop.core.search.listing_page import Cursor
from desktop.core.search.query import CatalogQuery, SortKey

_NAME = "models.name COLLATE NOCASE"
_BY_NAME = f"{_NAME}, models.id"
_SCORED = "headlines CROSS JOIN models ON models.number = headlines.model_number"
_UNSCORED = "models.number NOT IN (SELECT model_number FROM headlines WHERE benchmark_id = ?)"
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Key:
    """A column to sort by.

    Attributes:
        column: As SQL.
        index: The index that begins with it and goes on by name and id.
        blank: Whether a blank text stands for what is not known, instead of NULL.
    """

    column: str
    index: str
    blank: bool = False

    @property
    def known(self) -> str:
        return f"{self.column} > ''" if self.blank else f"{self.column} IS NOT NULL"

    @property
    def unknown(self) -> str:
        return f"{self.column} = ''" if self.blank else f"{self.column} IS NULL"

    @property
    def value(self) -> str:
        return f"nullif({self.column}, '')" if self.blank else self.column


_ORGANIZATION = _Key("models.organization COLLATE NOCASE", "models_by_organization", blank=True)
_KEYS = {
    SortKey.ORGANIZATION: _ORGANIZATION,
    SortKey.RELEASED: _Key("models.release_date", "models_by_release", blank=True),
    SortKey.WEIGHTS: _Key("models.weights", "models_by_weights", blank=True),
    SortKey.CLASS: _Key("models.openness", "models_by_openness", blank=True),
    SortKey.LICENSE: _Key("models.license_id", "models_by_license"),
    SortKey.PARAMETERS: _Key("models.parameters_total", "models_by_parameters"),
    SortKey.CONTEXT: _Key("models.context_tokens", "models_by_context"),
    SortKey.SCORES: _Key("models.claim_count", "models_by_claims"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the list that one statement reads in order.

    Attributes:
        source: What follows FROM.
        where: Which rows belong to it.
        order: What follows ORDER BY; blank where the source has the order.
        key: What the list is sorted by, as SQL over the source; NULL where it is the name.
        before: What stands before SELECT.
        leading: Whether its rows are the names that begin with the searched text.
        first: Parameters of ``before``, ``key`` and ``source``, in this order.
        last: Parameters of ``order``.
    """

    source: str = "models"
    where: Where = field(default_factory=Where)
    order: str = _BY_NAME
    key: str = "NULL"
    before: str = ""
    leading: bool = False
    first: tuple[Parameter, ...] = ()
    last: tuple[Parameter, ...] = ()


def pieces(query: CatalogQuery, after: Cursor | None) -> Iterator[Piece]:
    """Yield the stretches of the list after a row, in order."""
    if query.sort_benchmark:
        yield from _by_benchmark(query.sort_benchmark, query.descending, after)
    elif query.sort is not SortKey.NAME:
        yield from _by_key(_KEYS[query.sort], query.descending, after)
    elif query.descending:
        yield from _by_name_descending(after)
    else:
        yield from _by_name(leading_name(query), after)


def whole(query: CatalogQuery, source: str = "models") -> Piece:
    """Return the whole list in one piece, to be sorted once its rows have been found."""
    direction = "DESC" if query.descending else "ASC"
    if query.sort_benchmark:
        source += (
            " LEFT JOIN headlines ON headlines.model_number = models.number"
            " AND headlines.benchmark_id = ?"
        )
        order = f"headlines.value {direction} NULLS LAST, {_BY_NAME}"
        return Piece(source, order=order, first=(query.sort_benchmark,))
    if query.sort is not SortKey.NAME:
        key = _KEYS[query.sort].value
        return Piece(source, order=f"{key} {direction} NULLS LAST, {_BY_NAME}")
    if beginning := leading_name(query):
        order = f"({_NAME} >= ? AND {_NAME} < ?) DESC, {_BY_NAME}"
        return Piece(source, order=order, last=(beginning, beginning + _LAST))
    return Piece(source, order=f"{_NAME} {direction}, models.id")


def leading_name(query: CatalogQuery) -> str:
    """Return the beginning of names that are listed before the others, blank for none."""
    by_name = query.sort is SortKey.NAME and not query.sort_benchmark and not query.descending
    return query.text.strip() if by_name else ""


def _where(clause: str, *parameters: Parameter) -> Where:
    return Where([clause], list(parameters))


def _later(after: Cursor) -> Where:
    """Return what holds for rows that come later by name and id."""
    # Not a comparison of pairs: with a collation in it, SQLite 3.40 finds no range of the index.
    clause = f"{_NAME} >= ? AND ({_NAME} > ? OR models.id > ?)"
    return _where(clause, after.name, after.name, after.id)


def _by_name(beginning: str, after: Cursor | None) -> Iterator[Piece]:
    later = _later(after) if after else Where()
    if not beginning:
        yield Piece(where=later)
        return
    ends = (beginning, beginning + _LAST)
    inside = _where(f"{_NAME} >= ? AND {_NAME} < ?", *ends)
    if after is None or after.leading:
        yield Piece(where=inside.both(later), leading=True)
        later = Where()
    # Two walks instead of one with NOT: each is a range of the index.
    yield Piece(where=_where(f"{_NAME} < ?", ends[0]).both(later))
    yield Piece(where=_where(f"{_NAME} >= ?", ends[1]).both(later))


def _by_name_descending(after: Cursor | None) -> Iterator[Piece]:
    if after is None:
        yield Piece(order=f"{_NAME} DESC, models.id")
        return
    yield Piece(where=_where(f"{_NAME} = ? AND models.id > ?", after.name, after.id))
    yield Piece(where=_where(f"{_NAME} < ?", after.name), order=f"{_NAME} DESC, models.id")


def _by_key(key: _Key, descending: bool, after: Cursor | None) -> Iterator[Piece]:
    unknown = _where(key.unknown)
    if after is not None and after.key is None:
        yield Piece(where=unknown.both(_later(after)))
        return
    if after is not None:
        tied = _where(f"{key.column} = ?", after.key).both(_later(after))
        yield Piece(where=tied, key=key.column)
    if descending:
        yield _groups(key, after)
    elif after is None:
        yield Piece(where=_where(key.known), order=f"{key.column}, {_BY_NAME}", key=key.column)
    else:
        higher = _where(f"{key.column} > ?", after.key)
        yield Piece(where=higher, order=f"{key.column}, {_BY_NAME}", key=key.column)
    yield Piece(where=unknown)


def _groups(key: _Key, after: Cursor | None) -> Piece:
    """Return the stretch from the highest key down.

    The recursion yields one key after the other, the join looks each up in the index, and rows come
    as they are found: there is nothing to sort. SQLite does not promise the order of a join without
    ORDER BY; CROSS JOIN fixes the loops, INDEXED BY the inner one's order, and tests compare with
    the sorted list. BETWEEN, because for ``=`` SQLite may first read the whole table into a Bloom
    filter.
    """
    limit = f" AND {key.column} < ?" if after else ""
    highest = f"SELECT {key.column} FROM models WHERE {key.known}{{}} ORDER BY {key.column} DESC"
    return Piece(
        source=(
            f"groups CROSS JOIN models INDEXED BY {key.index}"
            f" ON {key.column} BETWEEN groups.key AND groups.key"
        ),
        order="",
        key=key.column,
        before=(
            f"WITH RECURSIVE groups (key) AS (SELECT ({highest.format(limit)} LIMIT 1) UNION ALL"
            f" SELECT ({highest.format(f' AND {key.column} < groups.key')} LIMIT 1)"
            " FROM groups WHERE groups.key IS NOT NULL) "
        ),
        first=(after.key,) if after else (),
    )


def _by_benchmark(benchmark: str, descending: bool, after: Cursor | None) -> Iterator[Piece]:
    unscored = _where(_UNSCORED, benchmark)
    if after is not None and after.key is None:
        yield Piece(where=unscored.both(_later(after)))
        return
    scored = _where("headlines.benchmark_id = ?", benchmark)
    key = "headlines.value"
    if after is not None:
        tied = _where(f"{key} = ?", after.key).both(_later(after))
        yield Piece(source=_SCORED, where=scored.both(tied), key=key)
        scored = scored.both(_where(f"{key} {'<' if descending else '>'} ?", after.key))
    order = f"{key} {'DESC' if descending else 'ASC'}, {_BY_NAME}"
    yield Piece(source=_SCORED, where=scored, order=order, key=key)
    yield Piece(where=unscored)
