"""``weighbridge report``: the PDF of a comparison."""

from __future__ import annotations

import argparse
from datetime import date

from desktop.catalog.reader import CatalogReader
from desktop.cli.answer import Answer
from desktop.cli.comparing import asked_comparison, remarks
from desktop.cli.wording import columns
from desktop.core import numbers
from desktop.formats import documents
from desktop.formats.tables import Table
from desktop.places import Places
from desktop.services.reports import Reports, WrittenReport

_SHEET = ("path", "bytes", "title", "date", "models", "rows", "missing_glyphs")


def write_report(
    asked: argparse.Namespace, reader: CatalogReader, places: Places, today: date
) -> Answer:
    """Write the PDF and return what was written."""
    comparison = asked_comparison(asked, reader, today)
    written = Reports(reader, places.resources / "report").write(
        comparison, path=asked.pdf, today=asked.date or today, title=asked.title
    )
    return Answer(
        document=lambda: documents.report(
            comparison,
            path=str(written.path),
            size=written.size,
            title=written.title,
            day=written.day.isoformat(),
            missing=written.missing_glyphs,
        ),
        tables=lambda: [Table("", columns(("Report", "")), _lines(written))],
        sheet=lambda: Table("", columns(_SHEET), (_sheet_row(written),)),
        remarks=remarks(asked, comparison),
    )


def _lines(written: WrittenReport) -> tuple[tuple[str, str], ...]:
    models = ", ".join(s.model.id for s in written.comparison.subjects)
    missing = " ".join(map(_named, written.missing_glyphs))
    return (
        ("File", str(written.path)),
        ("Size", numbers.counted(written.size, "byte")),
        ("Title", written.title),
        ("Date", written.day.isoformat()),
        ("Models", models),
        ("Rows of scores", str(len(written.comparison.rows))),
        ("Missing glyphs", f"{missing} (shown by code point)" if missing else "none"),
    )


def _named(character: str) -> str:
    shown = f"{character} " if character.isprintable() else ""
    return f"{shown}U+{ord(character):04X}"


def _sheet_row(written: WrittenReport) -> tuple[str, ...]:
    return (
        str(written.path),
        str(written.size),
        written.title,
        written.day.isoformat(),
        ";".join(s.model.id for s in written.comparison.subjects),
        str(len(written.comparison.rows)),
        " ".join(f"U+{ord(c):04X}" for c in written.missing_glyphs),
    )
