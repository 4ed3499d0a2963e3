"""Generated catalogs that are made once and used by all benches until the schema changes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from desktop.catalog.schema import MIGRATIONS
from tests.bench import generate, invented

SIZES = (500, 50_000, 1_000_000)


def catalog(models: int) -> Path:
    """Return a catalog of so many models, generating it where there is none yet.

    It is kept in the folder for temporary files, or where ``WEIGHBRIDGE_BENCH_CACHE`` says; a
    million models take 2 GB and some minutes.
    """
    sources = (Path(module.__file__ or "").read_text("utf-8") for module in (generate, invented))
    digest = hashlib.sha256("".join((*MIGRATIONS, *sources)).encode()).hexdigest()[:12]
    kept = os.environ.get("WEIGHBRIDGE_BENCH_CACHE") or tempfile.gettempdir()
    folder = Path(kept) / f"weighbridge-bench-{digest}"
    path = folder / f"{models}.sqlite3"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{models}.draft"
        draft.unlink(missing_ok=True)
        generate.generate(draft, models)
        draft.rename(path)
    return path
