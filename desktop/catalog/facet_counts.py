"""Count what choosing each value of each facet would give."""

from __future__ import annotations

import sqlite3
from collections import Counter

from desktop.catalog import facet_code
from desktop.catalog.conditions import Where, coded, owners
from desktop.core.search.query import CatalogQuery, Facet

MOST_ORGANIZATIONS = 200
"""Organizations that are listed; chosen ones are, besides."""

Counts = dict[Facet, list[tuple[str, int]]]


def count_by_scan(connection: sqlite3.Connection, query: CatalogQuery, words: Where) -> Counts:
    """Return the values of each facet with counts, the commonest first.

    The choice in a facet does not narrow its own counts. Both passes go along an index that has the
    words, in the order of what is counted: nothing is sorted.

    Args:
        connection: To the catalog.
        query: Of which only words and facets are asked.
        words: What the words ask of a row.
    """
    by_owner = "models INDEXED BY models_by_owner"
    by_code = by_owner if owners(query).clauses else "models INDEXED BY models_by_facets"
    return _counted(connection, query, ("", by_code, by_owner), words)


def count_by_look_up(
    connection: sqlite3.Connection, query: CatalogQuery, source: str, matching: Where
) -> Counts:
    """Return the same, for rows that are few or have to be looked at in full.

    Args:
        connection: To the catalog.
        query: Of which the facets are asked.
        source: What follows FROM, for the rows that match apart from facets.
        matching: And WHERE.
    """
    before = (
        "WITH hits AS MATERIALIZED (SELECT models.organization AS organization,"
        f" models.facet_code AS facet_code FROM {source} WHERE {matching.sql}) "
    )
    sources = (before, "hits AS models", "hits AS models")
    return _counted(connection, query, sources, matching)


def _counted(
    connection: sqlite3.Connection,
    query: CatalogQuery,
    sources: tuple[str, str, str],
    matching: Where,
) -> Counts:
    before, by_code, by_owner = sources
    given, each = (matching.parameters, Where()) if before else ([], matching)
    chosen = owners(query)
    narrowed = each.both(Where([facet_code.clause(*choice) for choice in coded(query)]))
    owned = each.both(chosen)
    counted = f"SELECT 1, organization, count(*) FROM {by_owner} WHERE {narrowed.sql}"
    # In one statement, so that hits are looked for once.
    sql = (
        f"{before}SELECT 0, facet_code, count(*) FROM {by_code} WHERE {owned.sql} GROUP BY 2"
        f" UNION ALL SELECT * FROM ({counted} GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ?)"
    )
    parameters = [*given, *owned.parameters, *narrowed.parameters, MOST_ORGANIZATIONS]
    if chosen.clauses:
        sql += f" UNION ALL SELECT * FROM ({counted} AND {chosen.sql} GROUP BY 2)"
        parameters += [*narrowed.parameters, *chosen.parameters]
    codes: Counter[int] = Counter()
    organizations: dict[str, int] = {}
    for is_owner, value, number in connection.execute(sql, parameters):
        if is_owner:
            organizations[value] = number
        else:
            codes[value] = number
    counts = {facet: _of_codes(codes, query, facet) for facet in Facet}
    counts[Facet.ORGANIZATION] = _ordered(organizations)
    return counts


def _of_codes(codes: Counter[int], query: CatalogQuery, facet: Facet) -> list[tuple[str, int]]:
    if facet is Facet.ORGANIZATION:
        return []
    others = [choice for choice in coded(query) if choice[0] is not facet]
    counts: Counter[str] = Counter()
    for code, number in codes.items():
        if facet_code.fits(code, others):
            for value in facet_code.values(code, facet):
                counts[value] += number
    return _ordered(counts)


def _ordered(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
