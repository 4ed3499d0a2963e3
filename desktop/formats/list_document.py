"""The JSON document of ``list``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.core.compare.comparison import CatalogStamp
from desktop.core.search.query import ListedModel
from desktop.formats.documents import Document, stamp


def model_list(
    total: int,
    models: Iterable[ListedModel],
    of_catalog: CatalogStamp,
    columns: Sequence[str] = (),
) -> Document:
    """Return the document of ``list``.

    Args:
        total: How many models match, whatever the limit.
        models: Those that are shown.
        of_catalog: The state of the catalog.
        columns: Benchmarks whose figures the models carry, in order.
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
            }
            for m in models
        ],
    }


def _listed_scores(columns: Sequence[str], model: ListedModel) -> Document:
    return {
        key: score and {"value": score.value, "claim": score.claim_id, "certain": score.certain}
        for key, score in zip(columns, model.scores, strict=True)
    }
