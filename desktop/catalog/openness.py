"""Openness classes of the seeds' licenses, worked out from what was read in their texts."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from desktop.catalog.seed_cells import Record
from desktop.core.licenses.license import (
    INCOMPLETE,
    OpennessClass,
    Permission,
    PermissionValue,
)
from desktop.core.licenses.openness import openness_class

log = logging.getLogger(__name__)


def computed_classes(tables: Mapping[str, Sequence[Record]]) -> dict[str, OpennessClass]:
    """Return the class of each license, by the id of its terms.

    One that was written down and differs is logged: the statements count.

    Args:
        tables: Records of the seeds by table.
    """
    incomplete = {r["terms_id"] for r in tables["terms_ambiguities"] if r["touches"] == INCOMPLETE}
    found = {}
    for record in tables["terms"]:
        key = str(record["id"])
        found[key] = _computed(record, tables)
        if found[key] != record["openness_class"] and key not in incomplete:
            written = record["openness_class"]
            log.warning("The openness class of %s is %s, not %s", key, found[key], written)
    return found


def _computed(terms: Record, tables: Mapping[str, Sequence[Record]]) -> OpennessClass:
    covers = str(terms["covers"]).split(";")
    commerce = [
        PermissionValue(str(record["value"]))
        for record in _of(terms, tables["terms_permissions"])
        if record["permission"] == Permission.COMMERCIAL_USE
    ]
    return openness_class(
        is_service="service" in covers and "weights" not in covers,
        osi_approved=bool(terms["osi_approved"]),
        commercial_use=commerce[0] if commerce else None,
        limitations=[
            (str(record["type"]), str(record["effect"]))
            for record in _of(terms, tables["terms_limitations"])
        ],
        conditions=[str(record["type"]) for record in _of(terms, tables["terms_conditions"])],
    )


def _of(terms: Record, records: Sequence[Record]) -> list[Record]:
    return [record for record in records if record["terms_id"] == terms["id"]]
