"""What a verdict takes for granted, so that nobody reads more into it than it says."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.licenses.modality import Modality
from desktop.core.verdict.plan import SHARING
from desktop.core.verdict.profile import Profile, Suit, Use
from desktop.core.verdict.profile_fields import field_of
from desktop.core.verdict.verdict import Verdict


def assumptions(
    verdict: Verdict, profile: Profile, modality: Modality | None = None
) -> tuple[str, ...]:
    """Return what was assumed, in sentences.

    Args:
        verdict: What was found.
        profile: The plan.
        modality: What the catalog says the model takes in; None where it does not say.
    """
    return tuple(_assumed(verdict, profile, modality))


def _assumed(verdict: Verdict, profile: Profile, modality: Modality | None) -> Iterator[str]:
    if profile.has(Use.COMMERCIAL_PRODUCT) and not profile.has(Use.HOST_SERVICE, *SHARING):
        yield (
            "The product neither offers the model as a service nor passes weights on;"
            " if it does, add host-service or redistribute-weights."
        )
    if profile.has(Use.REDISTRIBUTE_WEIGHTS) and profile.modified is None:
        yield "The weights are passed on unchanged; changed ones are publish-fine-tune."
    if profile.modality is None and modality is not None:
        yield f"The model takes in {_INPUT[modality]}, as the catalog says."
    if profile.suing in (None, Suit.NONE):
        yield "Nobody of your group sues over the model."
    for fact in verdict.missing:
        yield f"Not known: {field_of(fact).label} ({fact}). {field_of(fact).help}"


_INPUT = {Modality.TEXT: "text only", Modality.MULTIMODAL: "more than text"}
