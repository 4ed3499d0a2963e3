"""Answer questions to the list of models: pages, totals, counts of facets.

Two ways lead to a page. *Walking* goes along the index of the order and looks at each row until the
page is full: good for what many models are. *Gathering* finds all rows, by their rare words or by
their facets, and sorts them: good for what few are. Which of them is tried first is worked out from
how many models have each word; walking has an allowance, and where that does not suffice, gathering
follows. The figures were measured with ``tests/bench``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.catalog import facet_code
from desktop.catalog.allowed import Allowed
from desktop.catalog.asking import TooMuchError, asking
from desktop.catalog.conditions import Parameter, Where, coded, conditions, facets, in_code, owners
from desktop.catalog.facet_counts import Counts, count_by_look_up, count_by_scan
from desktop.catalog.ordering import Piece, pieces, whole
from desktop.catalog.vocabulary import Reading, Vocabulary
from desktop.core.cancellation import CancelToken
from desktop.core.search.listing_page import PAGE, Cursor
from desktop.core.search.query import CatalogQuery

_ALLOWANCE = 600_000
"""Instructions of SQLite's machine that walking may use before it is given up: some 30 ms."""
_WALKED = 0.15
"""Microseconds for a row that is walked past; measured, like the others, on a million models. Only
their ratios matter."""
_UNEVEN = 2.0
"""How much longer than expected walking may take: what matches is not spread evenly."""
_BEFORE = 8
"""Pages before the target of a jump whose cursors are taken along: scrolling back is no jump."""

Row = tuple[int, str | float | None, str, str]
"""Number, key, name and id."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is.

    Attributes:
        numbers: Its models' numbers, in order.
        cursors: See ``ListPage``.
    """

    numbers: tuple[int, ...]
    cursors: tuple[Cursor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Question:
    """A question whose text has been read.

    Attributes:
        models: How many models there are, about.
        others: What is asked besides words and facets.
    """

    query: CatalogQuery
    reading: Reading
    models: int
    others: Where

    @property
    def where(self) -> Where:
        """Everything that is asked of a row."""
        return self.reading.where.both(facets(self.query)).both(self.others)

    @property
    def looked_up(self) -> tuple[str, Where]:
        """FROM and WHERE that find all rows by their rare words."""
        rare, _ = self.reading.rare(self.models)
        found = Where(["model_words MATCH ?"], [rare.match])
        joined = "model_words CROSS JOIN models ON models.number = model_words.rowid"
        return joined, found.both(self.where)

    @property
    def all_rows(self) -> tuple[str, Where]:
        """FROM and WHERE that find all rows, in any order, in the way that costs least."""
        if self.is_rare(walked=1.0):
            return self.looked_up
        if self.others.clauses and not in_code(self.query):
            return "models", self.where
        # Left to itself, SQLite would read whole rows; these indexes have words and facets.
        if owners(self.query).clauses or self.others.clauses or not coded(self.query):
            return "models INDEXED BY models_by_owner", self.where
        listed = Where([facet_code.among(coded(self.query))])
        return "models INDEXED BY models_by_facets", self.reading.where.both(listed)

    def is_rare(self, walked: float | None = None) -> bool:
        """Whether looking up all rows by words is less work than walking.

        Args:
            walked: Which part of the models is walked past; by default until a page is full.
        """
        if not self.reading.terms:
            return False
        _, looked_up = self.reading.rare(self.models)
        part = min(1.0, _UNEVEN * PAGE / max(self.reading.hits(self.models), 1.0))
        return looked_up <= _WALKED * (walked or part) * self.models


@dataclass(slots=True)
class Search:
    """Finds models in one catalog; may be asked from several threads.

    Attributes:
        vocabulary: Its words.
        allowed: Its legal situations, judged.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    allowed: Allowed = field(default_factory=Allowed)

    def page(
        self,
        connection: sqlite3.Connection,
        query: CatalogQuery,
        number: int,
        near: Cursor | None = None,
        token: CancelToken | None = None,
    ) -> Place:
        """Return one page.

        Args:
            connection: To the catalog.
            query: What is asked.
            number: Which page, from 0.
            near: A place before it, the nearer the better.
            token: To stop.
        """
        size = PAGE if query.limit is None else min(PAGE, query.limit - number * PAGE)
        if size <= 0:
            return Place(())
        question = self._question(connection, query)
        if not question.is_rare():
            # A jump counts past all rows before its target; sorting them would take longer still.
            jumps = number - (near.page if near else 0) > _BEFORE
            try:
                with asking(connection, token, None if jumps else _ALLOWANCE):
                    return _walked(connection, question, number, size, near)
            except TooMuchError:
                pass
        with asking(connection, token):
            return _gathered(connection, question, number, size)

    def ids(self, connection: sqlite3.Connection, query: CatalogQuery) -> list[str]:
        """Return the ids of all that match, in order."""
        question = self._question(connection, query)
        source, where = question.all_rows
        limit = -1 if query.limit is None else query.limit
        return [row[3] for row in _select(connection, whole(query, source), where, limit, 0)]

    def row(
        self,
        connection: sqlite3.Connection,
        query: CatalogQuery,
        model_id: str,
        token: CancelToken | None = None,
    ) -> int:
        """Return in which row of the list a model is, from 0; -1 where it does not match."""
        question = self._question(connection, query)
        source, where = question.looked_up if question.is_rare() else ("models", question.where)
        piece = whole(query, source)
        sql = (
            "SELECT place FROM (SELECT models.id AS id,"
            f" row_number() OVER (ORDER BY {piece.order}) - 1 AS place"
            f" FROM {piece.source} WHERE {where.sql}) WHERE id = ?"
        )
        parameters = (*piece.last, *piece.first, *where.parameters, model_id)
        with asking(connection, token):
            found = connection.execute(sql, parameters).fetchone()
        return found[0] if found else -1

    def total(
        self, connection: sqlite3.Connection, query: CatalogQuery, token: CancelToken | None = None
    ) -> int:
        """Return how many match, whatever the limit."""
        question = self._question(connection, query)
        source, where = question.all_rows
        if not question.where.clauses:
            source = "models"
        elif len(question.where.clauses) == len(question.reading.terms) and not any(
            " " in reading for term in question.reading.terms for reading in term.readings
        ):
            source = "model_words"
            where = Where(["model_words MATCH ?"], [question.reading.match])
        with asking(connection, token):
            return _count(connection, Piece(source), where)

    def facets(
        self, connection: sqlite3.Connection, query: CatalogQuery, token: CancelToken | None = None
    ) -> Counts:
        """Return the values of each facet with how many models choosing them would give."""
        question = self._question(connection, query)
        matching = question.reading.where.both(question.others)
        with asking(connection, token):
            if question.is_rare(walked=2.0):
                source, found = question.looked_up
                found = Where(found.clauses[:1], found.parameters[:1]).both(matching)
                return count_by_look_up(connection, query, source, found)
            if question.others.clauses and not in_code(query):
                return count_by_look_up(connection, query, "models", matching)
            return count_by_scan(connection, query, matching)

    def _question(self, connection: sqlite3.Connection, query: CatalogQuery) -> _Question:
        models = connection.execute("SELECT coalesce(max(number), 0) FROM models").fetchone()[0]
        reading = self.vocabulary.read(connection, query.text)
        asked = conditions(query, lambda use: self.allowed.numbers(connection, query.profile, use))
        return _Question(query, reading, models, asked)


def _gathered(connection: sqlite3.Connection, question: _Question, number: int, size: int) -> Place:
    source, where = question.all_rows
    rows = _select(connection, whole(question.query, source), where, size, number * PAGE)
    return Place(tuple(row[0] for row in rows))


def _walked(
    connection: sqlite3.Connection,
    question: _Question,
    number: int,
    size: int,
    near: Cursor | None,
) -> Place:
    """Walk to a page from the cursor before it."""
    start = near.page if near else 0
    anchor = max(start, number - _BEFORE)
    wanted = (number - anchor) * PAGE + size
    numbers: list[int] = []
    cursors: list[Cursor] = []
    found = _rows(connection, question, near, wanted, (anchor - start) * PAGE)
    for place, (leading, row) in enumerate(found, 1):
        if place > wanted - size:
            numbers.append(row[0])
        if place % PAGE == 0:
            cursors.append(Cursor(anchor + place // PAGE, leading, *row[1:]))
    return Place(tuple(numbers), tuple(cursors))


def _rows(
    connection: sqlite3.Connection,
    question: _Question,
    after: Cursor | None,
    wanted: int,
    skip: int,
) -> Iterator[tuple[bool, Row]]:
    """Yield rows after a cursor, each with whether its piece is the leading one."""
    where = question.where
    for piece in pieces(question.query, after):
        rows = _select(connection, piece, where, wanted, skip)
        yield from ((piece.leading, row) for row in rows)
        wanted -= len(rows)
        if wanted <= 0:
            return
        if skip:
            skip = 0 if rows else max(0, skip - _count(connection, piece, where))


def _select(
    connection: sqlite3.Connection, piece: Piece, where: Where, limit: int, skip: int
) -> list[Row]:
    both = piece.where.both(where)
    order = f" ORDER BY {piece.order}" if piece.order else ""
    sql = (
        f"{piece.before}SELECT models.number, {piece.key}, models.name, models.id"
        f" FROM {piece.source} WHERE {both.sql}{order} LIMIT ? OFFSET ?"
    )
    parameters: list[Parameter] = [*piece.first, *both.parameters, *piece.last, limit, skip]
    return [tuple(row) for row in connection.execute(sql, parameters)]


def _count(connection: sqlite3.Connection, piece: Piece, where: Where) -> int:
    both = piece.where.both(where)
    sql = f"{piece.before}SELECT count(*) FROM {piece.source} WHERE {both.sql}"
    count: int = connection.execute(sql, (*piece.first, *both.parameters)).fetchone()[0]
    return count
