"""Write what the window compares as a PDF; runs on a worker."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.cancellation import CanceledError, CancelToken
from desktop.viewmodels.state import ViewState

if TYPE_CHECKING:
    from desktop.viewmodels.opened import Opened


def write_report(
    opened: Opened,
    state: ViewState,
    path: Path,
    today: date,
    asked_to_stop: CancelToken,
    _token: CancelToken,
) -> Path | None:
    """Return where the PDF is, None where it was stopped in time."""
    from desktop.viewmodels.prepared import compared

    try:
        comparison = compared(opened.comparisons, state)
        opened.reports.write(comparison, path=path, today=today, token=asked_to_stop)
    except CanceledError:
        return None
    return path
