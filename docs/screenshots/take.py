"""Take the screenshots of the README and the documentation: ``make screenshots``.

Starts the real window on a catalog built from the seeds, in folders that are thrown away, and
saves every page in light and dark at 1280 x 800 beside this file.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Application
from desktop.core.verdict.profile import Profile, Use
from desktop.places import Places
from desktop.viewmodels.roles import RowKind
from desktop.viewmodels.state import Page, Theme, ViewState
from desktop.views.charts.page import ChartsPage
from desktop.views.claims.dialog import ReceiptDialog
from desktop.views.compare.card_dialog import CardDialog, open_card
from desktop.views.licenses.verdict_dialog import open_verdict
from desktop.views.palette.palette import CommandPalette
from desktop.views.profile.guide_dialog import GuideDialog

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ARTICLE = ("qwen-vl-max", "gpt-4o", "gemini-1.5-pro")
"""The models of the article this project started from."""
SIX = (
    "qwen2.5-vl-72b-instruct",
    "gpt-4o",
    "claude-3-5-sonnet-20241022",
    "gemini-1.5-pro",
    "qwen-vl-max",
    "gpt-4o-2024-05-13",
)
"""Models with many claims and many conflicts."""
LICENSES = ("qwen-vl", "llama-3.2-90b-vision-instruct", "falcon-180b", "mistral-large-2411")
JUDGED = (
    "qwen2.5-vl-72b-instruct",
    "llama-3.2-90b-vision-instruct",
    "minicpm-llama3-v-2.5",
    "falcon-180b",
    "kimi-k2-instruct",
    "qwen-vl-max",
)
"""Models whose licenses answer differently."""
PLAN = Profile(
    uses=(Use.COMMERCIAL_PRODUCT, Use.HOST_SERVICE, Use.PUBLISH_FINE_TUNE),
    based_in="DE",
    product_mau=2_000_000,
)
DAY = date(2026, 11, 24)


class Photographer:
    """Drives the window and saves what it shows."""

    def __init__(self, qt: QApplication, places: Places, target: Path) -> None:
        self._target = target
        self.application = Application(qt, places, DAY)
        self.window = self.application.window
        self.store = self.application.store

    def settle(self) -> None:
        """Let everything that was started be shown."""
        self._until(lambda: self.application.workspace.tasks.idle)
        self._pause(60)
        self._until(lambda: self.application.workspace.tasks.idle)
        for page in self.window.findChildren(ChartsPage):
            if page.isVisible() and self.store.state.tray:
                self._until(lambda shown=page: shown.complete)  # type: ignore[misc]
        self._pause(60)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Save a widget, the whole window if none is named."""
        self.settle()
        (widget or self.window).grab().save(str(self._target / f"{name}.png"))
        print(f"{name}.png")  # noqa: T201 - a script that says what it does

    def every_page(self, theme: Theme) -> None:
        """Save all pages in one color scheme."""
        state = replace(self.store.state, theme=theme, tray=(), page=Page.COMPARE)
        self.store.show(state)
        self.take(f"empty-{theme}")
        for page in Page:
            tray = LICENSES if page is Page.LICENSES else ARTICLE
            self.store.show(replace(state, page=page, tray=tray))
            self.take(f"{page}-{theme}")
        self.six(theme, state)
        self.may_i(theme, state)
        self.store.show(
            replace(
                state,
                tray=ARTICLE,
                search="weights:open mmmu>=60",
                columns=("mmmu", "mathvista"),
                sort_benchmark="mmmu",
                descending=True,
            )
        )
        self.settle()
        self.window.catalog.table.choose_row(1)
        self.take(f"search-{theme}")
        self.store.show(state)

    def six(self, theme: Theme, state: ViewState) -> None:
        """Save six models against a baseline, scrolled to rows in which they differ."""
        shown = replace(state, tray=SIX, baseline="gpt-4o", catalog_shown=False)
        self.store.show(shown)
        self.settle()
        model = self.application.workspace.compare
        titles = [model.headerData(i, Qt.Orientation.Vertical) for i in range(model.rowCount())]
        table = self.window.compare.table
        first = model.index(titles.index("College-level multimodal"), 0)
        table.scrollTo(first, table.ScrollHint.PositionAtTop)
        self.take(f"conflicts-{theme}")

    def may_i(self, theme: Theme, state: ViewState) -> None:
        """Save the matrix of licenses under a plan, one verdict in full, and the guided form."""
        self.store.show(
            replace(
                state,
                tray=JUDGED,
                page=Page.LICENSES,
                profile=PLAN,
                profile_name="Assistant, EU",
                catalog_shown=False,
            )
        )
        self.take(f"verdicts-{theme}")
        prepared = self.application.workspace.prepared
        judged = prepared.comparison.subjects[2].judged if prepared else None
        if prepared is None or judged is None:
            raise SystemExit("nothing was judged")
        dialog = open_verdict(judged, PLAN, self.window, prepared.comparison.stamp)
        self.take(f"verdict-{theme}", dialog)
        dialog.close()
        self.window.commands["profile.guide"].trigger()
        self.settle()
        form = self.window.findChild(GuideDialog)
        self.take(f"guide-{theme}", form)
        form.reject()
        self.settle()
        self.store.show(state)

    def card(self, theme: Theme) -> None:
        """Save what is known about a benchmark."""
        self.store.show(replace(self.store.state, theme=theme, tray=ARTICLE, page=Page.COMPARE))
        self.settle()
        open_card(self.application.workspace, "mmmu", "MMMU", self.window)
        self.settle()
        dialog = self.window.findChild(CardDialog)
        self.take(f"benchmark-{theme}", dialog)
        dialog.close()

    def receipt(self, theme: Theme) -> None:
        """Save the claims of GPT-4o on MathVista, press figure included."""
        self.store.show(replace(self.store.state, theme=theme, tray=ARTICLE, page=Page.COMPARE))
        self.settle()
        model = self.application.workspace.compare
        rows = (model.row_at(i) for i in range(model.rowCount()))
        wanted = next(
            i
            for i, row in enumerate(rows)
            if row is not None
            and row.kind is RowKind.SCORE
            and row.row is not None
            and row.row.benchmark.id == "mathvista"
            and not row.row.variant
        )
        self.window.open_receipt(wanted, 0)
        dialog = self.window.findChild(ReceiptDialog)
        self.take(f"receipt-{theme}", dialog)
        dialog.close()

    def palette(self, theme: Theme) -> None:
        """Save the field for commands and models."""
        self.window.open_palette()
        palette = self.window.findChild(CommandPalette)
        palette.field.setText("qwen")
        self.take(f"palette-{theme}", palette)
        palette.close()

    def report(self) -> None:
        """Save the first page of the report on the article's models."""
        self.store.show(replace(self.store.state, tray=ARTICLE))
        self.settle()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "report.pdf"
            self.application.workspace.export(path, DAY)
            self.settle()
            draw = shutil.which("pdftoppm")
            if draw is None:
                raise SystemExit("pdftoppm is missing: install poppler-utils")
            page = self._target / "report-page-1"
            options = ["-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile"]
            subprocess.run([draw, *options, path, page], check=True)  # noqa: S603 - our own file
        print("report-page-1.png")  # noqa: T201

    def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self._pause(10)

    @staticmethod
    def _pause(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def main(target: Path) -> None:
    """Take all screenshots."""
    target.mkdir(parents=True, exist_ok=True)
    qt = QApplication([])
    qt.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        places = Places(
            catalog=home / "catalog.sqlite3",
            own_catalog=True,
            seeds=ROOT / "seeds",
            resources=ROOT / "resources",
            settings=home / "window.ini",
            log=home / "weighbridge.log",
            profiles=home / "profiles",
        )
        photographer = Photographer(qt, places, target)
        photographer.window.resize(1280, 800)
        photographer.application.start()
        photographer.settle()
        for theme in (Theme.LIGHT, Theme.DARK):
            photographer.every_page(theme)
            photographer.receipt(theme)
            photographer.card(theme)
            photographer.palette(theme)
        photographer.report()
        photographer.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
