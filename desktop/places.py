"""Where things are on this machine."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_APP = "weighbridge"
CATALOG_VARIABLE = "WEIGHBRIDGE_CATALOG"


@dataclass(frozen=True, slots=True)
class Places:
    """Files and folders the program uses.

    Attributes:
        catalog: The catalog file.
        own_catalog: Whether the file is in the program's own folder, so that it may be built there.
        seeds: Folder of the seed tables.
        resources: Folder of icons and report templates.
        settings: File of the window's state and preferences.
        log: The log file.
        profiles: Folder of the profiles that are kept under a name.
    """

    catalog: Path
    own_catalog: bool
    seeds: Path
    resources: Path
    settings: Path
    log: Path
    profiles: Path


def find_places(catalog: Path | None = None) -> Places:
    """Return the places for this user, without making any of them.

    Args:
        catalog: A catalog asked for by name; else the environment's, else the user's own.
    """
    named = os.environ.get(CATALOG_VARIABLE)
    asked = catalog or (Path(named) if named else None)
    data = platformdirs.user_data_path(_APP, appauthor=False)
    root = _shipped_root()
    return Places(
        catalog=(asked or data / "catalog.sqlite3").absolute(),
        own_catalog=asked is None,
        seeds=root / "seeds",
        resources=root / "resources",
        settings=platformdirs.user_config_path(_APP, appauthor=False) / "window.ini",
        profiles=platformdirs.user_config_path(_APP, appauthor=False) / "profiles",
        log=platformdirs.user_log_path(_APP, appauthor=False) / "weighbridge.log",
    )


def _shipped_root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle)
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "seeds").is_dir():
        return checkout
    return Path(sys.prefix) / "share" / _APP
