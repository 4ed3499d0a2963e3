"""Build a catalog from the seeds, whole or not at all."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

from desktop.catalog.derived import refresh
from desktop.catalog.openness import computed_classes
from desktop.catalog.schema import migrate
from desktop.catalog.seed_cells import Record
from desktop.catalog.seed_reader import Seeds, read_seeds
from desktop.catalog.seed_tables import TABLES
from desktop.core.cancellation import CancelToken, Progress, no_progress
from desktop.core.errors import CatalogError, SeedError, left_out
from desktop.core.licenses.license import openness_of
from desktop.core.model import Weights

log = logging.getLogger(__name__)

_BUILDING = ".building-"
_STALE_SECONDS = 3600


def build_catalog(
    path: Path,
    seeds_folder: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> None:
    """Make a catalog at a path where none is.

    The catalog is written beside its place and linked there when it is whole, so that a kill at any
    moment leaves either no catalog or all of it. If another program was faster, its catalog stays.

    Records of the seeds that are wrong are left out, noted in the catalog and logged.

    Raises:
        SeedError: a seed table is missing or no table.
        CatalogError: the file cannot be written.
        CanceledError: the token was canceled; nothing is left behind.
    """
    token = cancel or CancelToken()
    seeds = read_seeds(seeds_folder, token.check)
    if seeds.problems:
        log.warning("%s", left_out(seeds.problems))
    draft = path.with_name(f"{path.name}{_BUILDING}{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(path)
        with closing(sqlite3.connect(draft)) as connection:
            _fill(connection, seeds, progress, token)
        token.check()
        _put_in_place(draft, path)
    except (OSError, sqlite3.Error) as error:
        raise CatalogError(path, f"could not be built ({_words(error)})", _advice(error)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _fill(
    connection: sqlite3.Connection, seeds: Seeds, progress: Progress, token: CancelToken
) -> None:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    migrate(connection)
    connection.execute("BEGIN")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    _add_derived(seeds)
    for done, table in enumerate(TABLES):
        token.check()
        progress(done, len(TABLES), table.name)
        _insert(connection, table.name, seeds.tables[table.name])
    token.check()
    _insert(connection, "claim_sources", seeds.tables["claim_sources"])
    _insert(connection, "model_modalities", seeds.tables["model_modalities"])
    _insert(connection, "problems", [_problem(error) for error in seeds.problems])
    _insert(connection, "meta", [{"key": "revision", "value": seeds.revision}])
    refresh(connection, token.check)
    connection.commit()
    connection.execute("INSERT INTO model_words (model_words) VALUES ('optimize')")
    connection.execute("ANALYZE")
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL")
    progress(len(TABLES), len(TABLES), "done")


def _add_derived(seeds: Seeds) -> None:
    """Split what the seed files join, and add what can be worked out of them."""
    tables = seeds.tables
    terms = computed_classes(tables)
    for record in tables["terms"]:
        record["openness_class"] = str(terms[str(record["id"])])
    terms_of = {r["id"]: r["terms_id"] for r in tables["licenses"]}
    for model in tables["models"]:
        known = terms.get(str(terms_of.get(model["license_id"])))
        model["openness"] = str(openness_of(Weights(str(model["weights"])), known))
        model["license_id"] = model["license_id"] or None
    for name in ("licenses", "hub_licenses"):
        for record in tables[name]:
            record["terms_id"] = record["terms_id"] or None
    tables["claim_sources"] = [
        {"claim_id": claim["id"], "source_id": claim.pop("source_id")} for claim in tables["claims"]
    ]
    tables["model_modalities"] = [
        {"model_id": model["id"], "modality": modality}
        for model in tables["models"]
        for modality in str(model["input_modalities"]).split(";")
        if modality
    ]


def _problem(error: SeedError) -> Record:
    return {
        "file": error.file,
        "line": error.line,
        "column_name": error.column,
        "found": error.value,
        "expected": error.expected,
    }


def _insert(connection: sqlite3.Connection, table: str, records: Iterable[Record]) -> None:
    rows = list(records)
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    places = ", ".join(f":{name}" for name in rows[0])
    # Names come from our own tables of columns, never from a file.
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _put_in_place(draft: Path, path: Path) -> None:
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError as error:
        # A file system without hard links; renaming there does not replace atomically checked.
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        if not path.exists():
            draft.rename(path)


def _remove_stale(path: Path) -> None:
    """Remove what a build that was killed has left; one that is under way is younger."""
    for left in path.parent.glob(f"{path.name}{_BUILDING}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()


def _words(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)


def _advice(error: Exception) -> str:
    if "full" in str(error) or (isinstance(error, OSError) and error.errno == errno.ENOSPC):
        return "free some space and start again"
    return "choose another place with --catalog FILE or make the folder writable"
