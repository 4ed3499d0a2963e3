"""Legal situations of all models: what a verdict depends on besides the profile, as one key.

Models that share a situation share their verdict, so that a list of a million models is judged by
judging the few situations there are.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.catalog.legal import LegalReader, modality_of
from desktop.core.contradictions.rules import contradictions
from desktop.core.licenses.modality import Modality
from desktop.core.licenses.situation import Base, Rival, Situation
from desktop.core.model import Weights
from desktop.core.verdict.model_verdict import weighs

_CYCLE = "cycle"
_SPECIAL = (
    "SELECT number FROM models WHERE number IN ({0}) AND ("
    "EXISTS (SELECT 1 FROM base_models WHERE model_id = models.id)"
    " OR EXISTS (SELECT 1 FROM fact_conflicts"
    " WHERE field = 'license_id' AND model_id = models.id)"
    " OR (weights = 'open' AND hub_id = '')"
    " OR license_id IN (SELECT alias FROM ambiguous_aliases))"
)


@dataclass(slots=True)
class Situations:
    """Works out which situation models are in, within a transaction of the caller."""

    cursor: sqlite3.Cursor
    legal: LegalReader
    _numbers: dict[str, int] = field(default_factory=dict)

    def refresh(self, rows: Sequence[sqlite3.Row]) -> None:
        """Bring the situations and contradictions of some models up to date.

        Args:
            rows: Number, id, weights, license, modalities and present situation of each.
        """
        numbers = [row["number"] for row in rows]
        places = ", ".join("?" * len(numbers))
        self.cursor.execute(f"DELETE FROM contradictions WHERE model_number IN ({places})", numbers)
        special = {row[0] for row in self.cursor.execute(_SPECIAL.format(places), numbers)}
        changed = []
        for row in rows:
            if row["number"] in special:
                key = self._special(row)
            else:
                modality = modality_of(row["input_modalities"])
                key = _key(row["license_id"] or "", row["weights"], modality, [], [])
            if (number := self._number(key)) != row["situation"]:
                changed.append((number, row["number"]))
        self.cursor.executemany("UPDATE models SET situation = ? WHERE number = ?", changed)

    def _special(self, row: sqlite3.Row) -> str:
        situation = self.legal.situation(row["id"])
        if situation is None:
            return _key("", "", None, [], [])
        kinds = {str(found.kind) for found in contradictions(situation)}
        self.cursor.executemany(
            "INSERT INTO contradictions VALUES (?, ?)",
            [(row["number"], kind) for kind in sorted(kinds)],
        )
        return key_of(situation)

    def _number(self, key: str) -> int:
        if key not in self._numbers:
            self.cursor.execute("INSERT OR IGNORE INTO situations (key) VALUES (?)", (key,))
            found = self.cursor.execute("SELECT number FROM situations WHERE key = ?", (key,))
            self._numbers[key] = found.fetchone()[0]
        return self._numbers[key]


def key_of(situation: Situation) -> str:
    """Return a situation as one text, without names and sources, which no answer depends on."""
    return json.dumps(_parts(situation), separators=(",", ":"))


def _parts(situation: Situation) -> list[Any]:
    rivals = sorted(
        rival.named.license.id for rival in situation.rivals if weighs(situation, rival)
    )
    bases = [_base_parts(base) for base in situation.bases]
    modality = str(situation.modality or "")
    return [situation.named.license.id, str(situation.weights), modality, rivals, bases]


def _base_parts(base: Base) -> list[Any] | str | None:
    if base.is_cycle:
        return _CYCLE
    return None if base.situation is None else _parts(base.situation)


def _key(
    license_id: str,
    weights: str,
    modality: Modality | None,
    rivals: list[str],
    bases: list[Any],
) -> str:
    return json.dumps(
        [license_id, weights, str(modality or ""), rivals, bases], separators=(",", ":")
    )


def from_key(key: str, legal: LegalReader) -> Situation:
    """Return the situation that a key stands for; names and sources are blank.

    Raises:
        ValueError: the key is none of ours.
    """
    return _situation(json.loads(key), legal)


def _situation(parts: list[Any], legal: LegalReader) -> Situation:
    license_id, weights, modality, rivals, bases = parts
    return Situation(
        model="",
        name="",
        repository="",
        weights=Weights(weights),
        weights_source="",
        modality=Modality(modality) if modality else None,
        named=legal.named(license_id),
        source="",
        rivals=tuple(Rival(legal.named(rival), "") for rival in rivals),
        bases=tuple(_base(base, legal) for base in bases),
    )


def _base(parts: list[Any] | str | None, legal: LegalReader) -> Base:
    situation = _situation(parts, legal) if isinstance(parts, list) else None
    return Base("base model", "", "", "", "", situation, is_cycle=parts == _CYCLE)


def all_situations(connection: sqlite3.Connection) -> dict[int, Situation]:
    """Return every situation that a model of the catalog is in, by its number."""
    legal = LegalReader(connection)
    rows = connection.execute("SELECT number, key FROM situations").fetchall()
    return {row[0]: from_key(row[1], legal) for row in rows}
