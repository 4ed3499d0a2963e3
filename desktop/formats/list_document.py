"""The JSON document of ``list``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from desktop.core.compare.comparison import CatalogStamp
from desktop.core.search.query import ListedModel
from desktop.core.verdict.verdict import Answer
from desktop.formats.documents import Document, stamp


def model_list(
    total: int,
    models: Sequence[ListedModel],
    of_catalog: CatalogStamp,
    columns: Sequence[str] = (),
    verdicts: Sequence[Answer | None] = (),
) -> Document:
    """Return the document of ``list``.

    Args:
        total: How many models match, whatever the limit.
        models: Those that are shown.
        of_catalog: The state of the catalog.
        columns: Benchmarks whose figures the models carry, in order.
        verdicts: The answer for each of the models; empty where no use was named.
    """
    return {
        "catalog": stamp(of_catalog),
        "total": total,
        "models": [
            {
                "id": m.id,
                "name": m.name,
                "organization": m.organization,
                "family": m.family or None,
                "weights": m.weights or None,
                "license": {"id": m.license_id or None, "openness_class": m.openness},
                "release_date": m.release_date or None,
                "parameters_total": m.parameters_total,
                "context_tokens": m.context_tokens,
                "claims": m.claim_count,
                "hub_id": m.hub_id or None,
                **({"scores": _listed_scores(columns, m)} if columns else {}),
                **({"verdict": answer and str(answer)} if verdicts else {}),
            }
            for m, answer in zip_longest(models, verdicts)
        ],
    }


def _listed_scores(columns: Sequence[str], model: ListedModel) -> Document:
    return {
        key: score and {"value": score.value, "claim": score.claim_id, "certain": score.certain}
        for key, score in zip(columns, model.scores, strict=True)
    }
