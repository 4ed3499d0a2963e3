"""A comparison with everything that the pages draw; made on a worker."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.cancellation import CancelToken
from desktop.core.charts.chart import BarChart, bar_charts
from desktop.core.compare.comparison import Comparison
from desktop.services.comparisons import Comparisons
from desktop.viewmodels.compare.compare_cells import CompareRow
from desktop.viewmodels.compare.compare_rows import compare_rows
from desktop.viewmodels.licenses.matrix import license_rows
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.table_model import TableRow
from desktop.viewmodels.tables import source_rows


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the pages show of one comparison.

    Attributes:
        unsettled: How many rows have models whose order is open.
        undecided: How many rows have figures that may differ for their setting alone.
    """

    comparison: Comparison
    compare: tuple[CompareRow, ...]
    licenses: tuple[TableRow, ...]
    sources: tuple[TableRow, ...]
    charts: tuple[BarChart, ...]
    unsettled: int = 0
    undecided: int = 0


def compared(comparisons: Comparisons, state: ViewState) -> Comparison:
    """Return the comparison that a state of the window asks for; the PDF has the same."""
    return comparisons.build(
        state.tray,
        state.benchmarks or None,
        all_rows=state.all_rows,
        policy=state.policy,
        picks=state.picks,
        profile=state.profile,
    )


def prepare(comparisons: Comparisons, state: ViewState, token: CancelToken) -> Prepared:
    """Compare the models of a state and prepare every page.

    Raises:
        CanceledError: the token was canceled between two steps.
    """
    comparison = compared(comparisons, state)
    token.check()
    return Prepared(
        comparison,
        compare_rows(comparison, only_differences=state.only_differences, baseline=state.baseline),
        license_rows(comparison, only_differences=state.only_differences),
        source_rows(comparison),
        bar_charts(comparison),
        comparison.unsettled,
        sum(bool(row.undecided) for row in comparison.rows),
    )
