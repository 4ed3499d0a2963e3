"""A comparison as data for the template: every text as data, no markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desktop.core.compare.comparison import Comparison, Row
from desktop.core.marks import REPORTER_NAME, REPORTER_SYMBOL
from desktop.core.source import Collection
from desktop.report.chart_figure import chart_figures, charted, marker_shape
from desktop.report.citations import Citations
from desktop.report.fact_table import fact_tables
from desktop.report.license_table import license_tables
from desktop.report.method import method
from desktop.report.receipts import attributions, claim_groups, source_list
from desktop.report.score_table import score_parts
from desktop.report.summary import name_of, summary
from desktop.report.texts import Data, clean, clip, soft
from desktop.report.verdict_table import verdict_lines, verdict_tables

_MARKER_SIZE = 6.5
_FOOTER = 70


def report_data(
    comparison: Comparison,
    *,
    title: str,
    today: dt.date,
    collections: Sequence[Collection],
    rows: Sequence[Row] | None = None,
) -> Data:
    """Return the whole report as JSON-able data.

    Args:
        comparison: What is compared.
        title: Title of the document.
        today: Date of the document; the only clock there is.
        collections: Where the catalog's facts were collected, for attribution.
        rows: Rows to report, all of the comparison where None.
    """
    shown = tuple(comparison.rows if rows is None else rows)
    citations = Citations(shown)
    drawn, chart_rule = charted(comparison, shown)
    facts = fact_tables(comparison, collections)
    name = clip(title, 300) or "Comparison"
    return {
        "title": name,
        "title_soft": soft(name, run=24),
        "short_title": name if len(name) <= _FOOTER else f"{name[:_FOOTER].rstrip()}…",
        "date": today.isoformat(),
        "stamp": {
            "revision": clip(comparison.stamp.revision, 16),
            "as_of": comparison.stamp.as_of,
        },
        "policy": str(comparison.policy),
        "models": _models(comparison),
        "summary": summary(comparison, shown, citations)
        | {"verdicts": list(verdict_lines(comparison.subjects))},
        "facts": facts["tables"],
        "scores": score_parts(comparison, shown, citations),
        "charts": chart_figures(comparison, drawn),
        "chart_rule": chart_rule,
        "licenses": license_tables(comparison),
        "verdicts": verdict_tables(comparison),
        "claims": claim_groups(shown, citations),
        "sources": source_list(citations),
        "attribution": attributions(comparison, citations, facts["names"], collections),
        "method": [{"term": term, "text": clean(text)} for term, text in method(comparison.policy)],
        "marks": [
            {"mark": REPORTER_SYMBOL[kind], "name": REPORTER_NAME[kind]} for kind in REPORTER_SYMBOL
        ],
    }


def _models(comparison: Comparison) -> list[Data]:
    return [
        {
            "name": soft(subject.model.name, run=12, longest=200),
            "short": soft(name_of(subject), run=12),
            "id": soft(subject.model.id, run=14, longest=200),
            "marker": marker_shape(i, _MARKER_SIZE),
        }
        for i, subject in enumerate(comparison.subjects)
    ]
