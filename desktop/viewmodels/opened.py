"""The catalog, ready to be asked; imported on a worker, after the window is on screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.cancellation import CancelToken, Progress
from desktop.core.compare.comparison import CatalogStamp
from desktop.core.errors import left_out
from desktop.core.search.query import CatalogQuery, Facet
from desktop.core.search.query_vocabulary import Vocabulary
from desktop.services.comparisons import Comparisons
from desktop.services.library import Library
from desktop.services.license_texts import LicenseTexts
from desktop.services.listing import Listing
from desktop.services.reports import Reports
from desktop.services.verdicts import Verdicts
from desktop.services.vocabulary import Words
from desktop.viewmodels.state import ViewState

Facets = dict[Facet, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Opened:
    """The services of one open catalog.

    Attributes:
        stamp: Which state of the catalog it is.
        models: How many models it has.
        vocabulary: What a search can say.
        purposes: Uses that licenses bar, with what each means.
        texts: License texts that the user brought.
        left_out: Which records of the seeds it had to do without, in words; blank for none.
    """

    stamp: CatalogStamp
    models: int
    listing: Listing
    comparisons: Comparisons
    reports: Reports
    words: Words
    vocabulary: Vocabulary
    verdicts: Verdicts
    purposes: dict[str, str]
    texts: LicenseTexts
    left_out: str = ""


def open_catalog(
    library: Library,
    template_folder: Path,
    progress: Progress,
    token: CancelToken,
) -> Opened:
    """Open the catalog, building it first where there is none; for what it raises see Library."""
    reader = library.open(progress, token)
    words = Words(reader)
    return Opened(
        reader.stamp(),
        reader.counts()["models"],
        Listing(reader),
        Comparisons(reader),
        Reports(reader, template_folder),
        words,
        words.vocabulary(),
        Verdicts(reader),
        reader.vocabulary("use"),
        LicenseTexts(reader),
        left_out(reader.problems()),
    )


def count_facets(
    listing: Listing, query: CatalogQuery, state: ViewState, token: CancelToken
) -> tuple[Facets, ViewState]:
    """Return the counts of all facets, with the state they belong to."""
    return listing.facets(query, token), state
