"""The values that occur in the catalog, to be offered while somebody types."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop.catalog.asking import asking
from desktop.catalog.connection import open_for_reading, translated
from desktop.core.cancellation import CancelToken

MOST = 20_000
"""Values of one field that are offered: as many as can be looked through between two keys."""

_COLUMNS = {
    "organization": "organization",
    "family": "family",
    "license": "coalesce(license_id, '')",
    "tuning": "tuning",
    "country": "country",
}


def known_values(path: Path, token: CancelToken | None = None) -> dict[str, tuple[str, ...]]:
    """Return the values of fields that are no closed list, the most frequent first.

    Raises:
        CatalogError: the catalog cannot be read.
        CanceledError: the token was canceled.
    """
    # A connection of its own: this reads every model once, and no list should wait for it.
    with (
        translated(path),
        closing(open_for_reading(path)) as connection,
        asking(connection, token),
    ):
        return {
            field: tuple(
                row[0]
                for row in connection.execute(
                    f"SELECT {column} AS value FROM models WHERE value <> ''"
                    f" GROUP BY value ORDER BY count(*) DESC, value LIMIT {MOST}"
                )
            )
            for field, column in _COLUMNS.items()
        }
