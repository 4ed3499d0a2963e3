"""Open the catalog, building it from the seeds where there is none."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.cancellation import CancelToken, Progress, no_progress
from desktop.core.errors import CatalogError

if TYPE_CHECKING:
    from desktop.catalog.reader import CatalogReader
    from desktop.core.errors import DamagedCatalogError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Library:
    """The way to the catalog.

    Attributes:
        catalog: The catalog file.
        seeds: Folder of the seed tables.
        own: Whether the file is in the program's own folder; only such a one is set aside when it
            is not a catalog at all, because a name typed in may be somebody else's file.
        today: For the name under which a damaged catalog is set aside.
    """

    catalog: Path
    seeds: Path
    own: bool
    today: date

    def open(
        self, progress: Progress = no_progress, cancel: CancelToken | None = None
    ) -> CatalogReader:
        """Return a reader of the catalog, which is built first if there is none.

        One that an older program made is brought up to date, as a whole or not at all.

        Raises:
            CatalogError: the catalog cannot be used. A damaged one has been set aside, under the
                name that the error gives.
            SeedError: there is no catalog, and a seed table is wrong.
            CanceledError: the token was canceled while the catalog was built.
        """
        # Loaded here: whoever only holds a library, as a window before its first paint does, does
        # not wait for these.
        from desktop.catalog.reader import CatalogReader
        from desktop.catalog.upgrade import bring_up_to_date
        from desktop.core.errors import DamagedCatalogError, ForeignFileError

        if not self.catalog.exists():
            from desktop.catalog.build import build_catalog

            log.info("Building the catalog %s", self.catalog)
            build_catalog(self.catalog, self.seeds, progress, cancel)
        try:
            bring_up_to_date(self.catalog, cancel.check if cancel else lambda: None)
        except (DamagedCatalogError, ForeignFileError) as error:
            if isinstance(error, ForeignFileError) and not self.own:
                raise
            raise self._set_aside(error) from error
        return CatalogReader(self.catalog)

    def set_aside_damaged(self, error: DamagedCatalogError) -> CatalogError:
        """Set the catalog aside after damage showed while reading, and return what to say.

        Raises:
            CatalogError: the file cannot be moved.
        """
        return self._set_aside(error)

    def _set_aside(self, error: CatalogError) -> CatalogError:
        from desktop.catalog.connection import set_aside

        aside = set_aside(self.catalog, self.today)
        log.warning("Set aside %s as %s: %s", self.catalog, aside, error.problem)
        return type(error)(
            self.catalog,
            error.problem,
            f"it was set aside, whole, as {aside}, and the next start builds a new one",
        )
