"""What each seed table may hold: types, references, ranges and vocabulary."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.core.claims.claim import Flag, ReporterKind
from desktop.core.claims.setting import FIELDS
from desktop.core.licenses.license import OpennessClass, Permission, PermissionValue
from desktop.core.model import Weights


class Kind(StrEnum):
    """Types of a column."""

    TEXT = "text"
    WHOLE = "a whole number"
    NUMBER = "a number"
    TRUTH = "true or false"
    DATE = "YYYY, YYYY-MM or YYYY-MM-DD"
    DIGEST = "a SHA-256 in hexadecimal"
    UNITS = "sentences as line:words:hash"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a seed table.

    Attributes:
        required: Whether it may be blank.
        refers_to: Table whose ids it names.
        may_be_lost: Whether a record outlives what it refers to: it stays, without that id.
        allowed: Closed list of values.
        vocabulary: Kind of term in ``vocabulary.csv``; the closed list is read from there.
        many: Whether several values are joined by ``;``.
        low: Smallest number allowed.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    refers_to: str = ""
    allowed: frozenset[str] = frozenset()
    vocabulary: str = ""
    many: bool = False
    low: float | None = None
    may_be_lost: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One seed file.

    Attributes:
        key: Columns that together tell rows apart; empty where rows may repeat.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = field(default=("id",))

    @property
    def file(self) -> str:
        """Name of the file in the seeds folder."""
        return f"{self.name}.csv"


def _need(
    name: str, kind: Kind = Kind.TEXT, *, refers_to: str = "", vocabulary: str = ""
) -> Column:
    return Column(name, kind, required=True, refers_to=refers_to, vocabulary=vocabulary)


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _closed(
    name: str, values: type[StrEnum], *, required: bool = True, many: bool = False
) -> Column:
    return Column(name, required=required, allowed=frozenset(v.value for v in values), many=many)


def _vocabulary(name: str, kind: str, *, many: bool = False) -> Column:
    return Column(name, vocabulary=kind, many=many)


_REFERENCE = (
    _need("document", vocabulary="document_role"),
    _need("section"),
    Column("line", Kind.WHOLE, required=True, low=1),
    _need("find"),
    _need("note"),
)
_TERMS = _need("terms_id", refers_to="terms")
_OWN_TERMS = Column("terms_id", refers_to="terms", may_be_lost=True)
_MODEL = _need("model_id", refers_to="models")
_COARSE_CLASSES = frozenset({"permissive", "community", "non-commercial", "closed"})
_PROVENANCE = frozenset({"official-repo", "license-database", "third-party-copy"})
_DATE_BASIS = frozenset({"printed", "commit", "snapshot"})
_RELATIONS = frozenset({"finetune", "adapter", "quantized", "merge", "component"})
_MODALITIES = frozenset({"text", "image", "video", "audio", "pdf"})

TABLES: tuple[Table, ...] = (
    Table("meta", (_need("key"), _need("value")), ("key",)),
    Table(
        "vocabulary",
        (
            _need("kind"),
            _need("term"),
            Column("definition"),
            Column("rank", Kind.WHOLE, low=1),
            Column("spectrum"),
        ),
        ("kind", "term"),
    ),
    Table(
        "collections",
        (
            _need("id"),
            _need("what"),
            *_texts("repository", "commit", "dated", "license", "used_for"),
        ),
    ),
    Table(
        "sources",
        (
            _need("id"),
            _need("title"),
            *_texts("url", "via"),
            Column("published", Kind.DATE),
            Column("date_basis", allowed=_DATE_BASIS),
            Column("retrieved_from"),
        ),
    ),
    Table(
        "terms",
        (
            _need("id"),
            _need("name"),
            *_texts("hub_id", "aliases", "spdx_id", "scancode_key", "family", "version"),
            Column("published", Kind.DATE),
            _vocabulary("date_basis", "date_basis"),
            *_texts("steward", "url"),
            Column("supersedes", refers_to="terms", may_be_lost=True),
            Column("superseded_by", refers_to="terms", may_be_lost=True, many=True),
            _need("osi_approved", Kind.TRUTH),
            _closed("openness_class", OpennessClass),
            _vocabulary("spectrum", "spectrum"),
            _vocabulary("covers", "covers", many=True),
        ),
    ),
    Table(
        "terms_permissions",
        (
            _TERMS,
            _closed("permission", Permission),
            _closed("value", PermissionValue),
            *_REFERENCE,
        ),
        ("terms_id", "permission"),
    ),
    Table(
        "terms_conditions",
        (
            _TERMS,
            _need("type", vocabulary="condition_type"),
            Column("triggers", required=True, vocabulary="trigger", many=True),
            *_texts("wording", "url"),
            _vocabulary("scope", "share_alike_scope"),
            Column("applies_to"),
            Column("only_if_present", Kind.TRUTH),
            *_REFERENCE,
        ),
        (),
    ),
    Table(
        "terms_limitations",
        (
            _TERMS,
            _need("type", vocabulary="limitation_type"),
            _vocabulary("metric", "metric"),
            _vocabulary("operator", "operator"),
            Column("value", Kind.WHOLE, low=1),
            Column("currency"),
            _vocabulary("counts_for", "counts_for"),
            _vocabulary("measured", "measured"),
            *_texts("effect", "applies_to", "scope"),
            _vocabulary("against", "litigation_against"),
            Column("covers_outputs", Kind.TRUTH),
            _vocabulary("covers", "competing_covers"),
            Column("own_family_excepted", Kind.TRUTH),
            _vocabulary("jurisdictions", "jurisdictions", many=True),
            _vocabulary("who", "geographic_who"),
            Column("end_users_excepted", Kind.TRUTH),
            Column("background_excepted", Kind.TRUTH),
            _vocabulary("uses", "use", many=True),
            Column("list_incomplete", Kind.TRUTH),
            _vocabulary("trigger", "termination_trigger"),
            Column("cure_days", Kind.WHOLE, low=0),
            *_texts("law", "forum"),
            *_REFERENCE,
        ),
        (),
    ),
    Table("terms_ambiguities", (_TERMS, Column("touches", many=True), *_REFERENCE), ()),
    Table("terms_notes", (_TERMS, _need("note")), ()),
    Table(
        "terms_documents",
        (_TERMS, _need("role", vocabulary="document_role"), _need("file")),
        ("terms_id", "role"),
    ),
    Table(
        "license_texts",
        (
            _need("id"),
            Column("status", required=True, allowed=frozenset({"found", "not-found"})),
            Column("role", required=True, allowed=frozenset({"license", "use-policy"})),
            *_texts("parent", "file", "name", "version"),
            Column("published", Kind.DATE),
            *_texts("hub_id", "spdx_id", "scancode_key", "repository", "path", "commit"),
            Column("provenance", allowed=_PROVENANCE),
            Column("url"),
            Column("bytes", Kind.WHOLE, low=1),
            *_texts("sha256", "note"),
        ),
    ),
    Table(
        "license_fingerprints",
        (
            _need("file"),
            *(_need(name, Kind.DIGEST) for name in ("sha256", "raw_sha256")),
            _need("units", Kind.UNITS),
        ),
        ("file",),
    ),
    Table(
        "licenses",
        (
            _need("id"),
            _need("name"),
            Column("url"),
            Column("coarse_class", required=True, allowed=_COARSE_CLASSES),
            *_texts("commercial_use", "conditions", "read_in"),
            _OWN_TERMS,
        ),
    ),
    Table(
        "hub_licenses",
        (
            _need("id"),
            _need("name"),
            Column("url"),
            Column(
                "status",
                required=True,
                allowed=frozenset(
                    {"entry", "no-entry", "no-text", "family-without-version", "not-a-license"}
                ),
            ),
            _OWN_TERMS,
            Column("spdx_id"),
            Column("osi_approved", Kind.TRUTH),
        ),
    ),
    Table("ambiguous_aliases", (_need("alias"), _TERMS), ("alias", "terms_id")),
    Table(
        "models",
        (
            _need("id"),
            _need("name"),
            _need("organization"),
            *_texts("family", "country"),
            Column("tuning", allowed=frozenset({"base", "chat", "instruct", "reasoning"})),
            Column("snapshot_of", refers_to="models"),
            Column("hub_id"),
            _closed("weights", Weights, required=False),
            Column("weights_source"),
            Column("release_date", Kind.DATE),
            Column("release_date_source"),
            Column("weights_date", Kind.DATE),
            Column("knowledge_cutoff", Kind.DATE),
            *(
                Column(name, Kind.WHOLE, low=1)
                for name in (
                    "parameters_total",
                    "parameters_active",
                    "context_tokens",
                    "max_image_pixels",
                )
            ),
            Column("input_modalities", allowed=_MODALITIES, many=True),
            Column("output_modalities", allowed=_MODALITIES, many=True),
            Column("license_id", refers_to="licenses"),
            Column("license_source"),
            Column("price_input_usd_per_mtok", Kind.NUMBER, low=0),
            Column("price_output_usd_per_mtok", Kind.NUMBER, low=0),
            Column("price_as_of", Kind.DATE),
            Column("price_source"),
            Column(
                "flags",
                allowed=frozenset({"cutoff-after-release", "scored-before-release"}),
                many=True,
            ),
            Column("source_urls"),
        ),
    ),
    Table(
        "base_models",
        (
            _MODEL,
            *_texts("base_id"),
            _need("base_name"),
            Column("base_license"),
            Column("base_license_source"),
            Column("relation", required=True, allowed=_RELATIONS),
            Column("part"),
            _need("source"),
            Column("note"),
        ),
        (),
    ),
    Table(
        "benchmarks",
        (
            _need("id"),
            _need("name"),
            _need("category"),
            Column("modality", required=True, allowed=frozenset({"text", "multimodal", "video"})),
            _need("metric"),
            _need("unit"),
            Column("min", Kind.NUMBER),
            Column("max", Kind.NUMBER),
            _need("higher_is_better", Kind.TRUTH),
            Column("tolerance", Kind.NUMBER, low=0),
            *_texts("measures", "variants"),
            Column("decisive", allowed=frozenset(FIELDS), many=True),
            *_texts("caveats", "official_url", "paper_url"),
        ),
    ),
    Table(
        "claims",
        (
            _need("id"),
            _MODEL,
            _need("benchmark_id", refers_to="benchmarks"),
            *_texts("variant", "split", "shots"),
            Column("cot", allowed=frozenset({"yes", "no"})),
            Column("thinking", allowed=frozenset({"yes", "no"})),
            Column("effort"),
            Column("tools", allowed=frozenset({"yes", "no"})),
            *_texts("quantization", "version", "subset"),
            _need("value", Kind.NUMBER),
            Column("low", Kind.NUMBER),
            Column("high", Kind.NUMBER),
            _need("as_printed"),
            _need("reporter"),
            _closed("reporter_kind", ReporterKind),
            _need("source_id", refers_to="sources"),
            _need("verified", Kind.TRUTH),
            _closed("flags", Flag, required=False, many=True),
            Column("notes"),
        ),
    ),
    Table(
        "baselines",
        (
            _need("benchmark_id", refers_to="benchmarks"),
            Column("variant"),
            _need("name"),
            _need("value", Kind.NUMBER),
            _need("source_id", refers_to="sources"),
        ),
        (),
    ),
    Table(
        "fact_conflicts",
        (
            _MODEL,
            _need("field"),
            *_texts("value_used", "source_used", "other_value", "other_source"),
        ),
        (),
    ),
    Table(
        "license_history",
        (
            _MODEL,
            _need("license"),
            Column("since", Kind.DATE),
            Column("until", Kind.DATE),
            _need("evidence"),
        ),
        (),
    ),
)
"""All seed tables, each after those that it refers to."""
