"""Opens the window of one number or fact, or brings the one that is open to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.compare.comparison import Subject
from desktop.viewmodels.compare.compare_cells import CompareRow
from desktop.viewmodels.compare.receipt_rows import receipt_of
from desktop.viewmodels.workspace import Workspace
from desktop.views.claims.dialog import ReceiptDialog
from desktop.views.claims.fact import FactDialog
from desktop.views.claims.receipt import ClaimsDialog

if TYPE_CHECKING:
    from desktop.views.compare.desk import CompareDesk


def open_receipt(
    workspace: Workspace,
    subject: Subject,
    row: CompareRow,
    position: int,
    window: QWidget,
    desk: CompareDesk,
) -> None:
    """Show where a number or fact of the comparison comes from."""
    name = f"receipt {subject.model.id} {row.row.key if row.row else row.field}"
    for shown in window.findChildren(ReceiptDialog, name):
        if shown.isVisible():  # the second click of a double one
            shown.raise_()
            shown.activateWindow()
            return
    dialog: ReceiptDialog
    if row.row is not None and workspace.prepared is not None:
        receipt = receipt_of(workspace.prepared.comparison, row.row, position)
        dialog = ClaimsDialog(workspace, receipt, window)
        dialog.benchmark_asked.connect(desk.about_benchmark)
        dialog.claim_used.connect(desk.use_claim)
        dialog.policy_followed.connect(workspace.comparing.follow_policy)
    elif row.fact is not None:
        dialog = FactDialog(subject, row.fact, position, window)
    else:
        return
    dialog.setObjectName(name)
    dialog.show()
