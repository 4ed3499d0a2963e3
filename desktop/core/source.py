"""Where a fact was read."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Source:
    """One page or file that printed a figure.

    Attributes:
        id: Key in the catalog, ``src-0001``.
        title: Title for readers.
        url: Address of the page meant for readers; blank where there is none.
        via: Who passed the figure on (a board, an aggregator); blank: read at the reporter.
        published: Date of publication as far as it is known; None: the source has no date.
        date_basis: ``printed`` in the source, ``commit`` of the line in its repository,
            ``snapshot`` (only the state of the repository is known), or blank.
        retrieved_from: ``repository:file@commit`` actually read.
    """

    id: str
    title: str
    url: str
    via: str
    published: PartialDate | None
    date_basis: str
    retrieved_from: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A repository or site that figures were read from, with the license of the collection."""

    id: str
    what: str
    repository: str
    commit: str
    dated: str
    license: str
    used_for: str
