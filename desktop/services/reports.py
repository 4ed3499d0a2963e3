"""From chosen models to a PDF on disk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CancelToken, Progress, no_progress
from desktop.core.compare.comparison import Comparison

_STEPS = 2


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
        """Write the PDF of a comparison, replacing what is at the path.

        Takes about a second; runs on any thread.

        Args:
            comparison: What is reported, row by row as it is.
            path: The file to write.
            today: The date on the report.
            title: Its title; blank for the names of the models.
            token: Stops the work between two steps.
            progress: Told of each step.

        Raises:
            OutputError: the file cannot be written; what was there before is unchanged.
            CanceledError: the token was canceled; nothing was written.
        """
        check = (token or CancelToken()).check
        check()
        progress(0, _STEPS, "typesetting")
        named = title or default_title(comparison)
        pdf, missing = self.render(comparison, title=named, today=today)
        check()
        progress(1, _STEPS, "writing")
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
