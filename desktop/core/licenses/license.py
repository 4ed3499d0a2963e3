"""Licenses: the identity of a text, and its structured reading.

Vocabulary and meaning of every field are fixed in the seeds (``vocabulary.csv``). Nothing here is
legal advice: only the text of a license binds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.model import Weights
from desktop.core.partial_date import PartialDate

NOT_LEGAL_ADVICE = (
    "Not legal advice: a reading aid over the license texts. Only the text binds, and facts "
    "outside it can decide the matter."
)


class OpennessClass(StrEnum):
    """How open a license leaves the weights, most open first."""

    OPEN_SOURCE = "open-source"
    UNRESTRICTED_WEIGHTS = "unrestricted-weights"
    USE_RESTRICTED = "use-restricted"
    COMMUNITY_RESTRICTED = "community-restricted"
    NON_COMMERCIAL = "non-commercial"
    API_ONLY = "api-only"
    UNKNOWN = "unknown"


class Permission(StrEnum):
    """What a license may grant or deny."""

    COMMERCIAL_USE = "commercial-use"
    INTERNAL_BUSINESS_USE = "internal-business-use"
    PRIVATE_USE = "private-use"
    RESEARCH_USE = "research-use"
    MODIFICATION = "modification"
    DISTRIBUTE_WEIGHTS = "distribute-weights"
    DISTRIBUTE_DERIVATIVES = "distribute-derivatives"
    HOST_AS_SERVICE = "host-as-service"
    PATENT_GRANT = "patent-grant"
    USE_OUTPUTS = "use-outputs"
    TRAIN_ON_OUTPUTS = "train-on-outputs"


class PermissionValue(StrEnum):
    """What the text says about one permission."""

    ALLOWED = "allowed"
    ALLOWED_WITH_CONDITIONS = "allowed-with-conditions"
    FORBIDDEN = "forbidden"
    SILENT = "silent"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a statement about a license can be read in its text.

    Attributes:
        document: ``license``, ``use-policy`` or ``incorporated``.
        section: Number or heading as the text has it.
        line: Line in the file, from 1.
        find: A literal string on that line, for searching; not a quotation to rely on.
        note: The statement in plain words.
    """

    document: str
    section: str
    line: int
    find: str
    note: str

    @property
    def place(self) -> str:
        """Section and line for readers."""
        document = "" if self.document == "license" else f"{self.document.replace('-', ' ')}, "
        section = f"§ {self.section}" if self.section[:1].isdigit() else self.section
        return f"{document}{section} (line {self.line})"


@dataclass(frozen=True, slots=True)
class PermissionTerm:
    """What a text says about one permission, and where."""

    permission: Permission
    value: PermissionValue
    reference: Reference


@dataclass(frozen=True, slots=True)
class ConditionTerm:
    """A duty, and what triggers it."""

    type: str
    triggers: tuple[str, ...]
    wording: str
    url: str
    scope: str
    applies_to: str
    only_if_present: bool
    reference: Reference

    @property
    def is_whole_share_alike(self) -> bool:
        """Whether the whole of what is made with it has to be under the same license."""
        return self.type == "share-alike" and self.scope in ("", "work")


@dataclass(frozen=True, slots=True)
class LimitationTerm:
    """A limit on the whole license.

    Attributes:
        type: One of the vocabulary's limitation types.
        parameters: Everything that belongs to the type, by name, as the seeds write it:
            numbers of a threshold, places of a geographic limit, tags of barred uses. Lists are
            joined by ``;``.
    """

    type: str
    parameters: tuple[tuple[str, str], ...]
    reference: Reference

    def parameter(self, name: str) -> str:
        """Return one parameter, blank where the term has none of that name."""
        return dict(self.parameters).get(name, "")


INCOMPLETE = "incomplete-reading"
"""What a doubt touches that says that a part of the reading itself is missing."""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A place that can be read in two ways.

    Attributes:
        touches: Limitations (by type) or barred uses (``tag:`` and the use) for which the two
            readings give different answers; :data:`INCOMPLETE` for everything; empty where it is
            only to be shown.
    """

    reference: Reference
    touches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LicenseText:
    """A text that terms were read from; the text itself is not stored.

    Attributes:
        provenance: ``official-repo``, ``license-database`` or ``third-party-copy``.
        sha256: Digest of the file that was read.
    """

    role: str
    file: str
    repository: str
    path: str
    commit: str
    provenance: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The structured reading of one license text."""

    id: str
    name: str
    hub_id: str
    aliases: tuple[str, ...]
    spdx_id: str
    family: str
    version: str
    published: PartialDate | None
    date_basis: str
    steward: str
    url: str
    supersedes: str
    superseded_by: tuple[str, ...]
    osi_approved: bool
    openness_class: OpennessClass
    covers: tuple[str, ...]
    permissions: tuple[PermissionTerm, ...]
    conditions: tuple[ConditionTerm, ...]
    limitations: tuple[LimitationTerm, ...]
    ambiguities: tuple[Ambiguity, ...]
    notes: tuple[str, ...]
    texts: tuple[LicenseText, ...]

    def permission(self, permission: Permission) -> PermissionTerm | None:
        """Return what the text says about one permission."""
        return next((p for p in self.permissions if p.permission is permission), None)


@dataclass(frozen=True, slots=True)
class License:
    """A license as models name it; the terms behind the name may not be known.

    Attributes:
        id: Hub id or the catalog's own slug; blank where a model states none.
        terms_id: Key of the structured terms, blank where no text was found.
    """

    id: str
    name: str
    url: str
    conditions: str
    terms_id: str


UNSTATED = License("", "not stated", "", "", "")
"""The license of a model for which no source states one (rule R1: no rights by default)."""


def openness_of(weights: Weights, of_license: OpennessClass | None) -> OpennessClass:
    """Return the openness class a model's license leaves it with.

    A model whose weights cannot be had is ``api-only`` whatever its family's license says (rules
    "api-only" and R13 of the terms' specification); without a text the class is ``unknown``.

    Args:
        weights: Where the weights are.
        of_license: Class of the license's terms, None where no text is known.
    """
    if weights is Weights.API_ONLY:
        return OpennessClass.API_ONLY
    if of_license is None or weights is Weights.UNRELEASED:
        return OpennessClass.UNKNOWN
    return of_license
