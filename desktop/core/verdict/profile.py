"""A profile: the facts of a plan that the answer to "may I use it?" depends on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.licenses.modality import Modality


class Use(StrEnum):
    """What somebody wants to do with a model."""

    COMMERCIAL_PRODUCT = "commercial-product"
    INTERNAL_BUSINESS = "internal-business"
    PERSONAL = "personal"
    RESEARCH = "research"
    HOST_SERVICE = "host-service"
    REDISTRIBUTE_WEIGHTS = "redistribute-weights"
    FINE_TUNE_PRIVATE = "fine-tune-private"
    PUBLISH_FINE_TUNE = "publish-fine-tune"
    USE_OUTPUTS = "use-outputs"
    TRAIN_ON_OUTPUTS = "train-other-model-on-outputs"
    PATENT_ASSURANCE = "patent-assurance"


class TargetModel(StrEnum):
    """The other model that outputs shall train."""

    OWN_FAMILY = "own-family"
    OTHER_LLM = "other-llm"
    OTHER_FOUNDATION_MODEL = "other-foundation-model"
    SMALL_TASK_MODEL = "small-task-model"


class Suit(StrEnum):
    """A lawsuit over the model that the plan's owner brings."""

    NONE = "no"
    PATENT = "patent"
    COPYRIGHT = "copyright"
    OTHER_IP = "other-ip"


class Purpose(StrEnum):
    """Whether money is the aim."""

    COMMERCIAL = "commercial"
    NON_COMMERCIAL = "non-commercial"


@dataclass(frozen=True, slots=True)
class Profile:
    """The facts of a plan; None and a blank text are "don't know", never zero and never "no".

    Money is in US dollars. Users are counted by month unless the name says otherwise. Source of
    the list: the input of the terms' specification.

    Attributes:
        uses: What is planned; in the order of :class:`Use`.
        product_mau: Users a month of the product that uses the model.
        group_mau_at_release: Users a month of all products of the whole group of companies, in
            the month before the model came out.
        group_mau_now: The same, today.
        group_daily_users: Users a day of all products of the group.
        devices: Devices that the model runs on.
        group_annual_revenue_usd: Revenue of the whole group over twelve months.
        company_annual_revenue_usd: The same of the one company that uses the model.
        based_in: Where the company (or person) has its seat: a country code, EU or UK.
        used_in: Where the model is used or its outputs are shown.
        modality: Of the very model; a catalog that knows it need not be told.
        modified: Whether the model is changed.
        received_in_product: Whether it came inside somebody's integrated end-user product.
        background_in_product: Whether it only works in the background of an end-user product.
        tags: Uses that licenses bar and the plan has; empty: none of them.
        target_model: What the outputs shall train.
        target_published: Whether that model is passed on or offered.
        target_competing: Whether it competes with the licensor's models.
        commercial_entity: Whether whoever uses it is a commercial entity.
        registered: Whether the licensor's registration was done.
        competitor: Whether the group offers what competes with the licensor's products.
        suing: Over what, if anything, the group sues about the model.
        model_name: Name under which a fine-tune is published.
        new_license: License under which it is published.
        runs_maas: Whether the group runs a model-as-a-service business.
    """

    uses: tuple[Use, ...] = ()
    product_mau: int | None = None
    group_mau_at_release: int | None = None
    group_mau_now: int | None = None
    group_daily_users: int | None = None
    devices: int | None = None
    group_annual_revenue_usd: float | None = None
    company_annual_revenue_usd: float | None = None
    group_monthly_revenue_usd: float | None = None
    product_monthly_revenue_usd: float | None = None
    product_annual_revenue_usd: float | None = None
    based_in: str = ""
    used_in: tuple[str, ...] = ()
    modality: Modality | None = None
    modified: bool | None = None
    received_in_product: bool | None = None
    background_in_product: bool | None = None
    tags: tuple[str, ...] | None = None
    target_model: TargetModel | None = None
    target_published: bool | None = None
    target_competing: bool | None = None
    commercial_entity: bool | None = None
    registered: bool | None = None
    competitor: bool | None = None
    suing: Suit | None = None
    model_name: str = ""
    new_license: str = ""
    runs_maas: bool | None = None
    purpose: Purpose | None = None

    @property
    def aim(self) -> Purpose | None:
        """Whether money is the aim; a commercial product says so unless the facts clash."""
        if self.purpose is None and Use.COMMERCIAL_PRODUCT in self.uses:
            return Purpose.COMMERCIAL
        return self.purpose

    def has(self, *uses: Use) -> tuple[Use, ...]:
        """Return those of some uses that the plan has."""
        return tuple(use for use in self.uses if use in uses)


PARTS_OF = (
    ("product_mau", "group_mau_now"),
    ("product_annual_revenue_usd", "group_annual_revenue_usd"),
    ("company_annual_revenue_usd", "group_annual_revenue_usd"),
    ("product_monthly_revenue_usd", "group_monthly_revenue_usd"),
    ("product_monthly_revenue_usd", "product_annual_revenue_usd"),
    # Said besides the two steps over which it follows: the figures between them may be missing.
    ("product_monthly_revenue_usd", "group_annual_revenue_usd"),
    ("group_monthly_revenue_usd", "group_annual_revenue_usd"),
)
"""Facts of which the first is a part of the second, and can never be more; steps over others are
written out."""


def clashes(profile: Profile) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield facts that cannot both be true, in words and with their names."""
    for part, whole in PARTS_OF:
        of_part, of_whole = getattr(profile, part), getattr(profile, whole)
        if of_part is not None and of_whole is not None and of_part > of_whole:
            yield f"{part} is more than {whole}, of which it is a part", (part, whole)
    if profile.modified is False and profile.has(Use.FINE_TUNE_PRIVATE, Use.PUBLISH_FINE_TUNE):
        yield "a fine-tune changes the model, and modified says no", ("uses", "modified")
    if profile.purpose is Purpose.NON_COMMERCIAL and profile.has(Use.COMMERCIAL_PRODUCT):
        yield "a commercial product has a commercial purpose", ("uses", "purpose")
    private = profile.has(Use.PERSONAL, Use.RESEARCH)
    if profile.purpose is Purpose.COMMERCIAL and private and private == profile.uses:
        yield "personal use and research have no commercial purpose", ("uses", "purpose")
