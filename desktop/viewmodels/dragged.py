"""Models on their way from one part of the window to another, by drag and drop."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

MODELS_MIME = "application/x-weighbridge-models"


def dragged_models(ids: Sequence[str]) -> QMimeData:
    """Return what a drag carries: the ids of models, in order."""
    data = QMimeData()
    data.setData(MODELS_MIME, QByteArray(json.dumps(list(ids)).encode()))
    return data


def models_in(data: QMimeData) -> tuple[str, ...]:
    """Return the ids that a drag carries, none for a drag of anything else."""
    try:
        found = json.loads(data.data(MODELS_MIME).toStdString())
    except ValueError:
        return ()
    if not isinstance(found, list):
        return ()
    return tuple(key for key in found if isinstance(key, str))
