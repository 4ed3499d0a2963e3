"""Which columns the list shows: a menu on its header, and a button for the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.benchmark import Benchmark
from desktop.core.search.query_vocabulary import scale
from desktop.viewmodels.catalog.catalog_model import Column
from desktop.viewmodels.workspace import Workspace
from desktop.views.catalog.model_table import ModelTable

_ADD, _ALL = "add", "all"


class ColumnMenu(QMenu):
    """Made anew whenever it is shown."""

    def __init__(self, workspace: Workspace, table: ModelTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Columns"))
        self._workspace = workspace
        self._table = table
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open)
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._run)

    @Slot(QPoint)
    def _open(self, place: QPoint) -> None:
        self.popup(self._table.horizontalHeader().viewport().mapToGlobal(place))

    @Slot()
    def _fill(self) -> None:
        self.clear()
        for column in Column:
            if column is not Column.NAME:
                wanted = self._table.is_wanted(column)
                entry = self._add_toggle(self._title(column), int(column), wanted)
                if column is Column.VERDICT and not self._workspace.store.state.profile.uses:
                    entry.setText(self.tr("Verdict (the profile names no use)"))
                    entry.setEnabled(False)
        self.addSeparator()
        vocabulary = self._workspace.asking.vocabulary
        for key in self._workspace.store.state.columns:
            benchmark = vocabulary.benchmark(key)
            self._add_toggle(benchmark.name if benchmark else key, key, True)
        add = self.addAction(self.tr("&Add benchmark column…"))
        add.setData(_ADD)
        add.setEnabled(bool(vocabulary.benchmarks))
        self.addSeparator()
        self.addAction(self.tr("&Show all columns")).setData(_ALL)

    def _add_toggle(self, title: str, data: int | str, shown: bool) -> QAction:
        metrics = self.fontMetrics()
        short = metrics.elidedText(
            title, Qt.TextElideMode.ElideRight, 40 * metrics.averageCharWidth()
        )
        action = self.addAction(short.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(shown)
        action.setData(data if isinstance(data, int) else f"benchmark {data}")
        return action

    def _title(self, column: Column) -> str:
        return str(self._table.model().headerData(column, Qt.Orientation.Horizontal))

    @Slot(QAction)
    def _run(self, action: QAction) -> None:
        data = action.data()
        if isinstance(data, int):
            self._table.want_column(Column(data), action.isChecked())
        elif data == _ADD:
            self.pick()
        elif data == _ALL:
            for column in Column:
                self._table.want_column(column, True)
        elif isinstance(data, str):
            self._workspace.list.remove_column(data.removeprefix("benchmark "))

    @Slot()
    def pick(self) -> None:
        """Ask which benchmark shall be shown too."""
        from desktop.views.catalog.picker import Choice, Picker  # seldom asked for

        shown = self._workspace.store.state.columns
        choices = [
            Choice(b.id, b.name, scale(b))
            for b in sorted(self._workspace.asking.vocabulary.benchmarks, key=_by_name)
            if b.id not in shown
        ]
        names = (self.tr("Benchmark"), self.tr("Scale"))
        picker = Picker(self.tr("Add a benchmark column"), names, choices, self._table)
        picker.picked.connect(self._add)
        picker.open()

    @Slot(str)
    def _add(self, key: str) -> None:
        benchmark = self._workspace.asking.vocabulary.benchmark(key)
        if benchmark is not None:
            self._workspace.list.add_column(benchmark)


def _by_name(benchmark: Benchmark) -> str:
    return benchmark.name.casefold()
