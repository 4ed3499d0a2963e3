"""Read what governs the use of a model: licenses, texts, rivals and bases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.catalog import records
from desktop.core.licenses.license import UNSTATED, License, Terms
from desktop.core.licenses.modality import Modality
from desktop.core.licenses.situation import Base, Named, Rival, Situation, TextStatus
from desktop.core.model import Weights

_DEEPEST = 12
"""How many bases of bases are followed; a longer chain ends in "nothing is known"."""
_MOST_BASES = 64
"""How many bases of one model are followed in all; the others end in "nothing is known".

Bases that name each other would be followed on every way through them: eight of them took 93 s.
"""

_MODEL = (
    "SELECT id, name, hub_id, weights, weights_source, input_modalities, license_id,"
    " license_source FROM models WHERE id = ?"
)
_RIVALS = (
    "SELECT other_value, other_source FROM fact_conflicts"
    " WHERE field = 'license_id' AND model_id = ? ORDER BY id"
)
_READ = "entry"
"""What the Hub's list of licenses says of one whose text was read."""
_BASES = "SELECT * FROM base_models WHERE model_id = ? ORDER BY id"


def read_terms(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Terms]:
    """Return the structured readings of license texts; unknown ids are left out."""
    wanted = sorted({key for key in ids if key})
    where = f"WHERE terms_id IN ({_places(wanted)}) ORDER BY id"
    parts = {
        name: _select(connection, f"SELECT * FROM terms_{name} {where}", wanted)
        for name in ("permissions", "conditions", "limitations", "ambiguities", "notes")
    }
    parts["texts"] = _select(
        connection,
        "SELECT terms_documents.id AS id, terms_id, terms_documents.role, terms_documents.file,"
        ' repository, path, "commit", provenance, url, sha256 FROM terms_documents'
        f" LEFT JOIN license_texts ON license_texts.file = terms_documents.file {where}",
        wanted,
    )
    rows = _select(connection, f"SELECT * FROM terms WHERE id IN ({_places(wanted)})", wanted)
    return {row["id"]: records.terms(row, parts) for row in rows}


def modality_of(input_modalities: str) -> Modality | None:
    """Return what a model takes in, as licenses tell models apart; None where nobody says."""
    known = {part for part in input_modalities.split(";") if part}
    if not known:
        return None
    return Modality.TEXT if known == {"text"} else Modality.MULTIMODAL


@dataclass(slots=True)
class LegalReader:
    """Reads situations over one connection; what was read once is kept.

    Attributes:
        connection: One to the catalog.
    """

    connection: sqlite3.Connection
    _named: dict[str, Named] = field(default_factory=dict)
    _terms: dict[str, Terms] = field(default_factory=dict)
    _bases_left: int = 0

    def situation(self, model_id: str) -> Situation | None:
        """Return the situation of a model, None where there is no such model."""
        self._bases_left = _MOST_BASES
        return self._situation(model_id, ())

    def _situation(self, model_id: str, met: tuple[str, ...]) -> Situation | None:
        """Return a situation; a chain that comes back to a model on the way (``met``) ends."""
        row = self._one(_MODEL, model_id)
        if row is None:
            return None
        rivals = [
            Rival(self.named(other.strip()), said["other_source"])
            for said in _select(self.connection, _RIVALS, (model_id,))
            for other in (said["other_value"].split(";") if said["other_value"] else [""])
        ]
        bases = _select(self.connection, _BASES, (model_id,))
        return Situation(
            model=row["id"],
            name=row["name"],
            repository=row["hub_id"],
            weights=Weights(row["weights"]),
            weights_source=row["weights_source"],
            modality=modality_of(row["input_modalities"]),
            named=self.named(row["license_id"] or ""),
            source=row["license_source"],
            rivals=tuple(rivals),
            bases=tuple(self._base(base, (*met, model_id)) for base in bases),
        )

    def named(self, license_id: str) -> Named:
        """Return what is behind a license as a source names it."""
        if license_id not in self._named:
            self._named[license_id] = self._read_named(license_id)
        return self._named[license_id]

    def terms(self, ids: Sequence[str]) -> list[Terms]:
        """Return readings of texts in the order given; unknown ids are left out."""
        self._terms |= read_terms(self.connection, (k for k in ids if k not in self._terms))
        return [self._terms[key] for key in ids if key in self._terms]

    def _base(self, row: sqlite3.Row, met: tuple[str, ...]) -> Base:
        is_cycle = row["base_id"] in met
        situation = None
        self._bases_left -= 1
        if row["base_id"] and not is_cycle and len(met) < _DEEPEST and self._bases_left >= 0:
            situation = self._situation(row["base_id"], met)
        if situation is None and not is_cycle and row["base_license"]:
            situation = self._outside(row)
        told = (row["base_name"], row["relation"], row["part"], row["source"], row["note"])
        return Base(*told, situation, is_cycle)

    def _outside(self, row: sqlite3.Row) -> Situation:
        """Return the situation of a base that is no model of the catalog: its license is known."""
        return Situation(
            model="",
            name=row["base_name"],
            repository=row["base_name"] if "/" in row["base_name"] else "",
            weights=Weights.OPEN,
            weights_source=row["source"],
            modality=None,
            named=self.named(row["base_license"]),
            source=row["base_license_source"],
        )

    def _read_named(self, license_id: str) -> Named:
        if not license_id:
            return Named(UNSTATED, None, TextStatus.NOT_STATED)
        carried, hub = self._rows(license_id)
        keys = (carried["terms_id"] if carried else "", hub["terms_id"] if hub else "", license_id)
        terms = next(iter(self.terms([key for key in keys if key])), None)
        license_ = _license(license_id, carried, terms, hub["name"] if hub else "")
        if terms is not None:
            return Named(license_, terms, TextStatus.KNOWN)
        several = _select(
            self.connection,
            "SELECT terms_id FROM ambiguous_aliases WHERE alias = ? ORDER BY terms_id",
            (license_id,),
        )
        if ids := [row[0] for row in several]:
            return Named(license_, None, TextStatus.SEVERAL, tuple(self.terms(ids)))
        return Named(license_, None, _why_unknown(hub["status"] if hub else ""))

    def _rows(self, license_id: str) -> tuple[sqlite3.Row | None, sqlite3.Row | None]:
        return (
            self._one("SELECT * FROM licenses WHERE id = ?", license_id),
            self._one("SELECT * FROM hub_licenses WHERE id = ?", license_id),
        )

    def _one(self, sql: str, key: str) -> sqlite3.Row | None:
        return next(iter(_select(self.connection, sql, (key,))), None)


def _license(
    license_id: str, carried: sqlite3.Row | None, terms: Terms | None, hub_name: str
) -> License:
    if carried is not None:
        return License(
            carried["id"],
            carried["name"],
            carried["url"],
            carried["conditions"],
            carried["terms_id"] or "",
        )
    name = terms.name if terms else hub_name
    url, terms_id = (terms.url, terms.id) if terms else ("", "")
    return License(license_id, name or license_id, url, "", terms_id)


def _why_unknown(hub_status: str) -> TextStatus:
    """Return why no text is known; ``entry``: there was a reading, and it was left out."""
    if hub_status == _READ:
        return TextStatus.NOT_READ
    return TextStatus(hub_status) if hub_status else TextStatus.NOT_FOUND


def _select(
    connection: sqlite3.Connection, sql: str, parameters: Sequence[str]
) -> list[sqlite3.Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row  # whatever the connection's own is
    return cursor.execute(sql, parameters).fetchall()


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
