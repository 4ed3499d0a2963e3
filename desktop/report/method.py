"""How figures are chosen and read, in words."""

from __future__ import annotations

METHOD: tuple[tuple[str, str], ...] = (
    (
        "Claims",
        """A figure is a claim: a value with its setting, reporter, source and date. Claims are
        never averaged and never merged; where they differ, the range of all claims about a cell
        stands in brackets under the figure.""",
    ),
    (
        "Choice",
        """Policy “default”. Verified claims first; then by reporter: benchmark owner, model
        vendor, independent, other vendor, unknown, own runs; among equals the newest dated one.
        Figures from the press and claims flagged as doubtful are shown, never chosen.""",
    ),
    (
        "Comparable",
        """A row is one benchmark in one variant. Settings count as the same only if their whole
        texts agree; a setting that is not stated is a row of its own. Best figures are marked
        within a row only, never over several.""",
    ),
    (
        "Disputed",
        """A cell is disputed when the range of its claims exceeds the benchmark’s tolerance: one
        hundredth of the scale where the scale has two ends, elsewhere what the notes state beside
        the benchmark (any difference where they state none).""",
    ),
    (
        "Missing",
        "A dash (–) means that nothing is known. It is never zero, and nothing is estimated.",
    ),
    (
        "Licenses",
        """Statements about a license rest on a structured reading of its text, with section and
        line. Without a text nothing is said. A model whose weights cannot be had is api-only,
        whatever its family’s license says.""",
    ),
)
"""The rules of the core for readers, a term and its explanation each; blanks do not count."""
