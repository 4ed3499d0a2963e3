"""The openness class of a license, worked out from what its text says."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.core.licenses.license import OpennessClass, PermissionValue

_COMMUNITY = frozenset(
    {"geographic", "competing-model", "competitor", "hosting-prohibited", "no-derivatives-sharing"}
)
_ONLY_A_NAME = "name-display-required"


def openness_class(
    *,
    is_service: bool,
    osi_approved: bool,
    commercial_use: PermissionValue | None,
    limitations: Iterable[tuple[str, str]],
    conditions: Iterable[str],
) -> OpennessClass:
    """Return the first class that fits, from the top of the specification's list.

    Args:
        is_service: Whether these are the terms of a service, without weights.
        osi_approved: Whether the Open Source Initiative has the license on its list.
        commercial_use: What the text says about commerce, None where there is no text.
        limitations: Type and effect (blank for all but thresholds and suits) of each limitation.
        conditions: Types of the duties.
    """
    limits = set(limitations)
    types = {kind for kind, _ in limits}
    duties = set(conditions)
    threshold = any(kind == "threshold" and effect != _ONLY_A_NAME for kind, effect in limits)
    if is_service:
        return OpennessClass.API_ONLY
    if osi_approved:
        return OpennessClass.OPEN_SOURCE
    if commercial_use is PermissionValue.FORBIDDEN:
        return OpennessClass.NON_COMMERCIAL
    if commercial_use in (None, PermissionValue.SILENT, PermissionValue.AMBIGUOUS):
        return OpennessClass.UNKNOWN
    if threshold or "registration" in duties or types & _COMMUNITY:
        return OpennessClass.COMMUNITY_RESTRICTED
    if "field-of-use" in types or "acceptable-use-policy" in duties:
        return OpennessClass.USE_RESTRICTED
    return OpennessClass.UNRESTRICTED_WEIGHTS
