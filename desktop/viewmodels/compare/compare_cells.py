"""Rows and cells of the compare page as they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.claims.comparability import Standing
from desktop.core.compare.comparison import Row
from desktop.core.compare.facts import FactRow
from desktop.core.licenses.license_summary import SummaryRow
from desktop.core.verdict.verdict import Answer
from desktop.viewmodels.roles import RowKind


@dataclass(frozen=True, slots=True)
class CompareCell:
    """One cell as it is drawn.

    Attributes:
        text: The value for readers.
        below: A second line: the range of claims, other sources' values, a section, or the
            setting of a figure that stands aside.
        mark: Mark of the kind of reporter, blank beside facts.
        best: Whether it is the best of its row, with the arrow to show for it: filled where the
            order of the row is settled, an outline where it is not.
        disputed: Whether the claims differ by more than the benchmark's tolerance.
        missing: Whether nothing is known.
        tip: What the pointer tells: reporter, reason, sources.
        spoken: The whole cell in words.
        standing: How the figure's setting stands to the row's; other than *same* for a figure that
            is shown aside, without order.
        delta: How far it is from the baseline's figure, with what that means; blank without one.
        picked: Whether the user decided to use this figure, over the policy.
        answer: The answer of the profile that the cell says, None for any other cell.
    """

    text: str
    below: str = ""
    mark: str = ""
    best: str = ""
    disputed: bool = False
    missing: bool = False
    tip: str = ""
    spoken: str = ""
    standing: Standing = Standing.SAME
    delta: str = ""
    picked: bool = False
    answer: Answer | None = None

    @property
    def aside(self) -> bool:
        """Whether the figure is set apart from its row."""
        return self.standing is not Standing.SAME

    @property
    def second_line(self) -> str:
        """All that stands below the value; claims that differ stand in brackets."""
        spread = f"[{self.below}]" if self.disputed and self.below and self.mark else self.below
        yours = "✓ yours" if self.picked else ""
        return "  ".join(part for part in (self.delta, yours, spread) if part)


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One row as it is drawn.

    Attributes:
        title: Name of the fact or benchmark.
        secondary: Setting, or why the figures may differ; the rest of a fact's label.
        decimals: Most decimals of a value in the row; values align on the point.
        row: The row of the comparison behind a score row.
        fact: The row of facts behind a fact row.
        terms: The row of license terms behind a license row.
        unit: Unit of the figures, blank for other rows.
        mark: A mark beside the title: the order of the models is not settled.
        spoken: What a screen reader says of the row besides title and second line.
        leads_to: Key of the section of a verdict that the row is about; blank for its beginning.
    """

    kind: RowKind
    title: str
    secondary: str
    cells: tuple[CompareCell, ...]
    decimals: int = 0
    row: Row | None = None
    fact: FactRow | None = None
    tip: str = ""
    terms: SummaryRow | None = None
    unit: str = ""
    mark: str = ""
    spoken: str = ""
    leads_to: str = ""

    @property
    def field(self) -> str:
        """Name of the fact, blank for other rows."""
        return self.fact.field if self.fact else ""

    @property
    def differs(self) -> bool:
        """Whether the models differ in this row; what stands aside cannot be said to agree."""
        if self.terms:
            return self.terms.differs
        if self.kind is RowKind.VERDICT:  # one answer under other conditions is another one
            return len({(cell.text, cell.below) for cell in self.cells}) > 1
        return len({(cell.text, cell.standing) for cell in self.cells}) > 1

    @property
    def identity(self) -> object:
        """What the row stands for, whatever it is compared in."""
        return (self.kind, self.row.key if self.row else self.field or self.title)

    @property
    def label(self) -> str:
        """Title, second line, unit and mark as one text, for copies of the table."""
        parts = [self.title, self.secondary, self.unit]
        text = ", ".join(part for part in parts if part)
        return f"{text} {self.mark}".strip()

    @property
    def two_lines(self) -> bool:
        """Whether title or cells have a second line."""
        return bool(self.secondary) or any(cell.second_line for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CompareColumn:
    """A compared model as its header is drawn.

    Attributes:
        key: Id of the model.
        name: Its name, without its mark.
        symbol: Its mark.
        below: A second line: the baseline, and that the name can mean several versions.
        tip: What the pointer tells.
        spoken: What a screen reader says.
    """

    key: str
    name: str
    symbol: str
    below: str
    tip: str
    spoken: str
