"""How figures are chosen and read, in words."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.claims.policy import POLICY_MEANING, Policy

_METHOD: tuple[tuple[str, str], ...] = (
    (
        "Claims",
        """A figure is a claim: a value with its setting, reporter, source and date. Claims are
        never averaged; the same claim read in several places is one claim with several sources;
        where claims differ, the range of all claims about a cell stands in brackets under the
        figure.""",
    ),
    (
        "Choice",
        """Policy “{policy}”: {meaning}. Within what a policy takes, verified claims come first;
        then by reporter: benchmark owner, model vendor, independent, other vendor, unknown, own
        runs; among equals the one whose source is dated last. Figures from the press and claims
        flagged as doubtful are shown, never chosen, under any policy.""",
    ),
    (
        "Comparable",
        """A row is one benchmark in one setting. Settings are taken apart (split, shots, thinking,
        tools, release and others) and are the same only if all parts agree. Where a part that
        decides for the benchmark is not stated, figures may differ (≈) and none is best. A figure
        of another setting stands apart in its row (≠ different, ≈ may differ) and is compared
        with nothing. Best figures are marked within a row only, never over several.""",
    ),
    (
        "Order",
        """The order of two models is settled if every choice among their claims puts the same one
        first, and if intervals printed with the figures do not meet. Rows in which it is not are
        marked ⇅.""",
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


def method(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield the terms of the method with their explanations, for a report under a policy."""
    for term, text in _METHOD:
        yield term, text.format(policy=policy, meaning=POLICY_MEANING[policy])
