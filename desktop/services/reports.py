"""From chosen models to a PDF on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CancelToken, Progress, no_progress
from desktop.core.comparison import Comparison
from desktop.services.comparisons import Comparisons

_STEPS = 3


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report that is on disk.

    Attributes:
        size: Bytes of the file.
        missing_glyphs: Characters that no font here draws; the report shows their code points.
    """

    path: Path
    size: int
    title: str
    day: date
    comparison: Comparison
    missing_glyphs: tuple[str, ...]


class Reports:
    """Makes reports of comparisons.

    Args:
        reader: The catalog.
        template_folder: Folder of the report's template.
    """

    def __init__(self, reader: CatalogReader, template_folder: Path) -> None:
        self._reader = reader
        self._template_folder = template_folder

    def make(  # noqa: PLR0913 - each is a part of what is asked for, and named by the caller
        self,
        model_ids: Sequence[str],
        benchmark_ids: Sequence[str] | None = None,
        *,
        path: Path,
        today: date,
        title: str = "",
        all_rows: bool = False,
        token: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> WrittenReport:
        """Compare models and write the PDF, replacing what is at the path.

        Args:
            model_ids: Models in the order of the columns.
            benchmark_ids: Benchmarks in the order of the rows; None for all.
            path: The file to write.
            today: The date on the report.
            title: Its title; blank for the names of the models.
            all_rows: Whether to keep rows in which only one model has claims, and subsets.
            token: Stops the work between two steps.
            progress: Told of each step.

        Raises:
            OutputError: the file cannot be written; what was there before is unchanged.
            CanceledError: the token was canceled; nothing was written.
        """
        progress(0, _STEPS, "comparing")
        comparison = Comparisons(self._reader).build(model_ids, benchmark_ids, all_rows=all_rows)
        return self.write(
            comparison, path=path, today=today, title=title, token=token, progress=progress
        )

    def write(
        self,
        comparison: Comparison,
        *,
        path: Path,
        today: date,
        title: str = "",
        token: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> WrittenReport:
        """Write the PDF of a comparison as it is, replacing what is at the path.

        Takes about a second; runs on any thread. For the arguments and what it raises see
        :meth:`make`.
        """
        check = (token or CancelToken()).check
        check()
        progress(1, _STEPS, "typesetting")
        named = title or default_title(comparison)
        pdf, missing = self.render(comparison, title=named, today=today)
        check()
        progress(2, _STEPS, "writing")
        from desktop.report.files import write_file

        write_file(path, pdf)
        progress(_STEPS, _STEPS, "done")
        return WrittenReport(path, len(pdf), named, today, comparison, missing)

    def render(
        self, comparison: Comparison, *, title: str, today: date
    ) -> tuple[bytes, tuple[str, ...]]:
        """Return the PDF of a comparison, and the characters that no font here draws."""
        # Loaded when a report is made: the other commands do not wait for it.
        from desktop.report.render import render_report

        rendered = render_report(
            comparison,
            title=title,
            today=today,
            collections=self._reader.collections(),
            template_folder=self._template_folder,
        )
        return rendered.pdf, rendered.missing_glyphs


def default_title(comparison: Comparison) -> str:
    """Return a title that names the models, ``Comparison of A, B and C``."""
    names = [subject.model.name for subject in comparison.subjects]
    if len(names) == 1:
        return f"{names[0]}: facts and figures"
    return f"Comparison of {', '.join(names[:-1])} and {names[-1]}"
