"""A benchmark by itself: what it measures, who scores what, and how much room is left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.core.claims.claim import Claim
from desktop.core.compare.benchmark_card import BenchmarkCard
from desktop.viewmodels.questions import about_benchmark
from desktop.viewmodels.table_model import TableCell, TableModel, TableRow
from desktop.viewmodels.workspace import Workspace
from desktop.views.tables import ROW_HEIGHT, Table
from desktop.views.theme import ink, scaled, tabular

MOST_STEPS = 5


class RoomBar(QWidget):
    """The way from chance to the top: how far the best figure has come, and where people stand."""

    def __init__(self, card: BenchmarkCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = card
        self.setAccessibleName(card.room)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, 3 * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is drawn
        found, benchmark = self._card.saturation, self._card.benchmark
        if found is None or found.used is None or found.floor is None:
            return
        painter = QPainter(self)
        colors = ink(self.palette())
        line = self.fontMetrics().height()
        track = QRectF(0, line, self.width() - 1, 10)
        painter.setPen(QPen(colors.muted, 1))
        painter.drawRect(track)
        filled = QRectF(track)
        filled.setWidth(track.width() * found.used)
        painter.fillRect(filled, self.palette().text().color())
        top = benchmark.high if benchmark.higher_is_better else benchmark.low
        painter.setFont(scaled(tabular(self.font()), 0.92))
        marks = [(found.used, f"{found.used:.0%}")]
        if top is not None and top != found.floor:
            for human in found.humans[:1]:
                share = (human.value - found.floor) / (top - found.floor)
                text = f"{human.name} {numbers.score(human.value)}"
                self._tick(painter, share, text, track)
        width = 60.0
        x = max(0.0, min(track.width() * marks[0][0] - width / 2, self.width() - width))
        painter.setPen(self.palette().text().color())
        painter.drawText(QRectF(x, 0, width, line), int(Qt.AlignmentFlag.AlignCenter), marks[0][1])
        painter.end()

    def _tick(self, painter: QPainter, share: float, text: str, track: QRectF) -> None:
        if not 0 <= share <= 1:
            return
        x = track.left() + track.width() * share
        line = self.fontMetrics().height()
        width = painter.fontMetrics().horizontalAdvance(text) + 4.0
        left = max(0.0, min(x - width / 2, self.width() - width))
        painter.setPen(QPen(ink(self.palette()).caution, 2))
        painter.drawLine(int(x), int(track.top()) - 3, int(x), int(track.bottom()) + 4)
        painter.setPen(ink(self.palette()).muted)
        area = QRectF(left, track.bottom() + 4, width, line)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)


class CardDialog(QDialog):
    """Opens empty and is filled when the worker has answered."""

    def __init__(self, workspace: Workspace, benchmark_id: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("About {name}").format(name=name))
        self.resize(760, 740)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self._text(name, 1.4, strong=True))
        self._waiting = self._text(self.tr("Looking at all claims on this benchmark…"))
        layout.addWidget(self._waiting)
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        layout.addLayout(self._body)
        layout.addStretch(1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self.card: BenchmarkCard | None = None
        self.model = TableModel(self)
        workspace.ask_comparisons(about_benchmark(benchmark_id), self, self._take)

    def _text(self, text: str, size: float = 1.0, *, strong: bool = False) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(scaled(tabular(self.font()), size, strong=strong))
        label.setWordWrap(True)
        return label

    def _title(self, text: str) -> QLabel:
        label = self._text(text, strong=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    def _take(self, card: BenchmarkCard | None) -> None:
        if card is None:
            self._waiting.setText(self.tr("This benchmark is not in the catalog."))
            return
        self.card = card
        benchmark = card.benchmark
        self._waiting.setText(benchmark.measures or self.tr("What it measures is not recorded."))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(form)
        for title, text in (
            (self.tr("Scale"), card.scale),
            (self.tr("Variants"), benchmark.variants),
            (self.tr("To compare"), card.decisive),
            (self.tr("Caveats"), benchmark.caveats),
            (self.tr("Figures"), self._counted(card)),
            (self.tr("Best so far"), card.best),
            (self.tr("Room left"), card.room),
        ):
            if text:
                form.addRow(self._title(title), self._text(text))
        if card.saturation is not None and card.saturation.used is not None:
            form.addRow("", RoomBar(card, self))
        form.addRow(self._title(self.tr("People")), self._text(card.humans))
        self._add_tables(card)
        self._add_links(card)

    def _counted(self, card: BenchmarkCard) -> str:
        text = self.tr("{claims} of {models} in this catalog.")
        models = numbers.counted(card.models, "model")
        return text.format(claims=numbers.counted(card.claims, "claim"), models=models)

    def _add_tables(self, card: BenchmarkCard) -> None:
        steps = card.saturation.frontier[::-1][:MOST_STEPS] if card.saturation else ()
        if steps:
            titles = (self.tr("Date"), self.tr("Figure"), self.tr("Model"), self.tr("Reporter"))
            self.model.show(titles, [_step(card, claim) for claim in steps], (1,))
            self._add_table(self.tr("Best so far, the newest first"), self.model)
        if card.baselines:
            model = TableModel(self)
            titles = (self.tr("Who"), self.tr("Figure"), self.tr("Setting"), self.tr("Source"))
            model.show(titles, _baselines(card), (1,))
            self._add_table(self.tr("What people and chance score"), model)

    def _add_table(self, title: str, model: TableModel) -> None:
        self._body.addWidget(self._text(title, strong=True))
        self._body.addWidget(self._table(title, model))

    def _table(self, name: str, model: TableModel) -> Table:
        table = Table(name, self)
        table.setModel(model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        table.fit_texts(280)
        rows = min(model.rowCount(), MOST_STEPS)
        heading = table.horizontalHeader().sizeHint().height() + 2
        table.setMinimumHeight(min(rows, 3) * ROW_HEIGHT + heading)
        table.setMaximumHeight(rows * ROW_HEIGHT + heading)
        return table

    def _add_links(self, card: BenchmarkCard) -> None:
        for text, url in (
            (self.tr("Open its page"), card.benchmark.official_url),
            (self.tr("Open its paper"), card.benchmark.paper_url),
        ):
            if QUrl(url).scheme() in ("https", "http"):
                button: QPushButton = self.buttons.addButton(
                    text, QDialogButtonBox.ButtonRole.ActionRole
                )
                button.setAutoDefault(False)
                button.setProperty("address", url)
                button.setToolTip("" if "<" in url else url)
                button.clicked.connect(self._open)

    @Slot()
    def _open(self) -> None:
        url = QUrl(str(self.sender().property("address")))
        if url.scheme() in ("https", "http"):
            QDesktopServices.openUrl(url)


def open_card(workspace: Workspace, benchmark_id: str, name: str, window: QWidget) -> None:
    """Show the card of a benchmark, or bring it to the front if it is open."""
    key = f"card {benchmark_id}"
    for shown in window.findChildren(CardDialog, key):
        if shown.isVisible():
            shown.raise_()
            shown.activateWindow()
            return
    dialog = CardDialog(workspace, benchmark_id, name, window)
    dialog.setObjectName(key)
    dialog.show()


def _step(card: BenchmarkCard, claim: Claim) -> TableRow:
    name = card.names.get(claim.model_id, claim.model_id)
    figure = f"{numbers.score(claim.value)} {card.benchmark.unit}"
    day = str(claim.published) if claim.published else "no date"
    url = claim.sources[0].url
    cells = (TableCell(day), TableCell(figure, claim.value), TableCell(name))
    return TableRow(claim.id, (*cells, TableCell(claim.reporter, url=url)))


def _baselines(card: BenchmarkCard) -> list[TableRow]:
    return [
        TableRow(
            b.name,
            (
                TableCell(b.name),
                TableCell(f"{numbers.score(b.value)} {card.benchmark.unit}", b.value),
                TableCell(b.variant or "not stated"),
                TableCell(b.source.title, tip=b.source.url, url=b.source.url),
            ),
        )
        for b in card.baselines
    ]
