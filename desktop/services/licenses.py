"""Everything the catalog knows behind one name of a license."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.catalog.reader import CatalogReader
from desktop.core.licenses.license import License, Terms
from desktop.core.licenses.situation import TextStatus

STATUS_WORDS: dict[TextStatus, str] = {
    TextStatus.KNOWN: "The text is known; its terms follow.",
    TextStatus.SEVERAL: (
        "Several texts go by this name; which one a model carries, only its own file says."
    ),
    TextStatus.NOT_READ: "The text exists, but the catalog has no structured reading of it.",
    TextStatus.NOT_FOUND: "No text is known for it, so nothing can be said about what it allows.",
    TextStatus.FAMILY: "A family of licenses, not a text: the version is missing.",
    TextStatus.NOT_STATED: "No license is stated, and by default nobody has any rights.",
    TextStatus.NO_LICENSE: "Not a license: the name says only that another one may be somewhere.",
}
"""What each status says, for readers."""


@dataclass(frozen=True, slots=True)
class LicenseAnswer:
    """A license as it was asked for.

    Attributes:
        license: Its name and address.
        terms: The reading of its text, None where there is none.
        status: Whether there is a text.
        may_mean: Terms of the texts that go by this name, where there are several.
        carried_by: Ids of the models with this license, under any of its names.
    """

    license: License
    terms: Terms | None
    status: TextStatus
    may_mean: tuple[Terms, ...]
    carried_by: tuple[str, ...]


class Licenses:
    """Looks licenses up."""

    def __init__(self, reader: CatalogReader) -> None:
        self._reader = reader

    def find(self, license_id: str) -> LicenseAnswer:
        """Return what is known about an id that :class:`~desktop.services.lookup.Lookup` gave."""
        named = self._reader.named_license(license_id)
        return LicenseAnswer(
            license=named.license,
            terms=named.terms,
            status=named.status,
            may_mean=named.may_mean,
            carried_by=self._carried_by(license_id, named.terms),
        )

    def _carried_by(self, license_id: str, terms: Terms | None) -> tuple[str, ...]:
        names = {license_id}
        if terms:
            names.update(self._reader.licenses_of_terms(terms.id))
        return tuple(self._reader.license_models(sorted(names)))
