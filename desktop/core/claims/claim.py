"""Claims: published figures with their receipts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.claims.setting import Setting
from desktop.core.partial_date import PartialDate
from desktop.core.source import Source


class ReporterKind(StrEnum):
    """Who published a figure first, by relation to benchmark and model."""

    BENCHMARK_OWNER = "benchmark-owner"
    MODEL_VENDOR = "model-vendor"
    INDEPENDENT = "independent"
    OTHER_VENDOR = "other-vendor"
    UNKNOWN = "unknown"
    PRESS = "press"
    USER = "user"


class Flag(StrEnum):
    """Why a claim is shown but never chosen."""

    COMPUTED = "computed"
    PLACEHOLDER_SOURCE = "placeholder-source"
    ZERO_FOR_NOT_APPLICABLE = "zero-for-not-applicable"
    LIKELY_MISATTRIBUTED = "likely-misattributed"
    SNAPSHOT_UNCERTAIN = "snapshot-uncertain"
    BENCHMARK_UNCERTAIN = "benchmark-uncertain"
    NO_PRIMARY_FOUND = "no-primary-found"


FLAG_REASONS: dict[Flag, str] = {
    Flag.COMPUTED: "worked out from printed parts, not printed itself",
    Flag.PLACEHOLDER_SOURCE: "the source given is a placeholder",
    Flag.ZERO_FOR_NOT_APPLICABLE: "a zero that stands for “not applicable”",
    Flag.LIKELY_MISATTRIBUTED: "probably measured on another model",
    Flag.SNAPSHOT_UNCERTAIN: "unclear which version of the model was measured",
    Flag.BENCHMARK_UNCERTAIN: "two benchmarks share the printed column",
    Flag.NO_PRIMARY_FOUND: "no primary source was found for it",
}
"""What each flag says, for readers; from the data dictionary in ``seeds/README.md``."""

_DOUBTS_THE_CELL = frozenset(
    {
        Flag.PLACEHOLDER_SOURCE,
        Flag.ZERO_FOR_NOT_APPLICABLE,
        Flag.LIKELY_MISATTRIBUTED,
        Flag.SNAPSHOT_UNCERTAIN,
        Flag.BENCHMARK_UNCERTAIN,
    }
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One published figure for a model on a benchmark.

    Attributes:
        value: The figure on the benchmark's scale.
        low: Lower end of the printed interval, None where none is printed.
        high: Upper end of the printed interval.
        as_printed: The cell as it stands in the source.
        reporter: Who published the figure first, as far as the source says.
        sources: Where it was read, at least one.
        verified: As the source says; False also where it says nothing.
        flags: Reasons for which it is shown but never chosen.
        subset: A category of the benchmark; blank for the headline figure.
        origin: ``seed``, ``hub``, ``import`` or ``user``.
        also: Ids of identical claims that were read in other places.
    """

    id: str
    model_id: str
    benchmark_id: str
    setting: Setting
    subset: str
    value: float
    low: float | None
    high: float | None
    as_printed: str
    reporter: str
    reporter_kind: ReporterKind
    sources: tuple[Source, ...]
    verified: bool
    flags: tuple[Flag, ...]
    notes: str
    origin: str = "seed"
    also: tuple[str, ...] = ()

    @property
    def published(self) -> PartialDate | None:
        """The earliest date of a source, None where no source has one."""
        return min((s.published for s in self.sources if s.published), default=None)

    @property
    def latest(self) -> PartialDate | None:
        """The latest date of a source: until when it was still published; None without any."""
        return max((s.published for s in self.sources if s.published), default=None)

    @property
    def dated(self) -> str:
        """When it was published, for readers: one date, or the first and the last; blank: none."""
        first, last = str(self.published or ""), str(self.latest or "")
        return first if first == last else f"{first} to {last}"

    @property
    def printed(self) -> str:
        """The cell as it stands in the source, blank where nothing was printed as one figure."""
        return "" if Flag.COMPUTED in self.flags else self.as_printed

    @property
    def named(self) -> bool:
        """Whether it is known who reported the figure."""
        return bool(self.reporter) and self.reporter_kind is not ReporterKind.UNKNOWN

    @property
    def via(self) -> str:
        """Who passed the figure on, blank where one of its sources is the reporter's own."""
        if not all(s.via for s in self.sources):
            return ""
        return "; ".join(dict.fromkeys(s.via for s in self.sources if s.via))

    @property
    def belongs_to_cell(self) -> bool:
        """Whether the figure is about this very model and benchmark as far as anybody knows.

        A press figure without a primary source is: that is what makes it a conflict. A figure
        that was probably measured on something else is not, and would only widen the spread.
        """
        return not _DOUBTS_THE_CELL.intersection(self.flags)
