"""What is chosen above the comparison: policy, baseline, rows, and how they stand."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.core.claims.policy import POLICY_MEANING, Policy
from desktop.core.compare.comparison import Comparison
from desktop.viewmodels.state import ViewState
from desktop.viewmodels.tips import plain_tip
from desktop.viewmodels.workspace import Workspace
from desktop.views.checks import CheckBox
from desktop.views.flow import FlowLayout

_TIP = Qt.ItemDataRole.ToolTipRole
POLICY_WIDTH = 14
NAME_WIDTH = 20
"""Characters that the boxes have room for."""


class CompareBar(QWidget):
    """Shows the state's choices; every change of one goes through the store."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._names: dict[str, str] = {}
        self.policy = QComboBox(self)
        self.policy.setAccessibleName(self.tr("Policy"))
        for policy in Policy:
            self.policy.addItem(self.tr("Policy: {name}").format(name=policy), policy)
            tip = f"{policy}: {POLICY_MEANING[policy]}"
            self.policy.setItemData(self.policy.count() - 1, tip, _TIP)
        self.baseline = QComboBox(self)
        self.baseline.setAccessibleName(self.tr("Baseline"))
        fixed = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box, length in ((self.policy, POLICY_WIDTH), (self.baseline, NAME_WIDTH)):
            box.setSizeAdjustPolicy(fixed)
            box.setMinimumContentsLength(length)
            box.view().setAccessibleName(box.accessibleName())
        self.baseline.setToolTip(self.tr("The model that the others are measured against"))
        self.only_differences = CheckBox(self.tr("Only differences"), self)
        self.all_rows = CheckBox(self.tr("All settings and categories"), self)
        self.all_rows.setToolTip(
            self.tr("Also rows for which only one model has claims, and parts of a benchmark")
        )
        self.swapped = CheckBox(self.tr("Models as rows"), self)
        self.rows = QPushButton(self.tr("Rows…"), self)
        self.rows.setToolTip(self.tr("Choose and order the benchmarks"))
        self.rows.setAutoDefault(False)
        layout = FlowLayout(self)
        layout.setContentsMargins(12, 6, 12, 0)
        for widget in (
            self.policy,
            self.baseline,
            self.only_differences,
            self.all_rows,
            self.swapped,
            self.rows,
        ):
            layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._connect()

    def _connect(self) -> None:
        actions = self._workspace.comparing
        self.policy.activated.connect(self._take_policy)
        self.baseline.activated.connect(self._take_baseline)
        self.only_differences.toggled.connect(actions.set_only_differences)
        self.all_rows.toggled.connect(actions.set_all_rows)
        self.swapped.toggled.connect(actions.swap)

    def show_models(self, comparison: Comparison) -> None:
        """Offer the compared models as baselines."""
        self._names = {s.model.id: s.model.name for s in comparison.subjects}
        with QSignalBlocker(self.baseline):
            self.baseline.clear()
            self.baseline.addItem(self.tr("Baseline: none"), "")
            for key, name in self._names.items():
                self.baseline.addItem(self.tr("Baseline: {name}").format(name=name), key)
                tip = plain_tip(f"{name} ({key})")
                self.baseline.setItemData(self.baseline.count() - 1, tip, _TIP)
        self.show_state(self._workspace.store.state)

    def show_state(self, state: ViewState) -> None:
        """Show what is chosen."""
        for box, on in (
            (self.only_differences, state.only_differences),
            (self.all_rows, state.all_rows),
            (self.swapped, state.swapped),
        ):
            with QSignalBlocker(box):
                box.setChecked(on)
        with QSignalBlocker(self.policy), QSignalBlocker(self.baseline):
            self.policy.setCurrentIndex(list(Policy).index(state.policy))
            # A baseline that is not compared measures nothing.
            self.baseline.setCurrentIndex(max(0, self.baseline.findData(state.baseline)))
        self.policy.setToolTip(f"{state.policy}: {POLICY_MEANING[state.policy]}")

    @Slot(int)
    def _take_policy(self, number: int) -> None:
        self._workspace.comparing.use_policy(Policy(self.policy.itemData(number)))

    @Slot(int)
    def _take_baseline(self, number: int) -> None:
        key = str(self.baseline.itemData(number) or "")
        self._workspace.comparing.measure_against(key, self._names.get(key, ""))


def summary_label(parent: QWidget) -> QLabel:
    """Return the line that counts the rows and what is open about them."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setContentsMargins(12, 4, 12, 6)
    return label
