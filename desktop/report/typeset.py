"""From data and a template to a PDF."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from desktop.report.fonts import FontSet
from desktop.report.texts import Data

TEMPLATE = "report.typ"


def typeset(data: Data, template_folder: Path, fonts: FontSet) -> bytes:
    """Return a report as a tagged PDF (PDF/UA-1); the same input gives the same bytes.

    Args:
        data: What the report says, see :func:`desktop.report.document.report_data`.
        template_folder: Folder of the template; nothing outside is read.
        fonts: Fonts that draw every character of the data.

    Raises:
        typst.TypstError: template and data do not fit; a bug of ours.
    """
    import typst

    families = {"sans": fonts.sans, "serif": fonts.serif, "digit": fonts.digit}
    # Data stays data: a string that the template decodes, never a part of its markup.
    inputs = {"data": json.dumps({**data, "fonts": families}, ensure_ascii=False)}
    day = dt.datetime.fromisoformat(data["date"]).replace(tzinfo=dt.UTC)
    pdf = typst.compile(
        template_folder / TEMPLATE,
        root=template_folder,
        font_paths=fonts.fonts,
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        timestamp=int(day.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("one document was asked for")
    return pdf
