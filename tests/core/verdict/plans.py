"""Plans and situations for tests of verdicts: strategies, and values worth trying."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from desktop.core.licenses.modality import Modality
from desktop.core.licenses.situation import Base, Named, Rival, Situation
from desktop.core.model import Weights
from desktop.core.verdict.profile import Profile, Purpose, Suit, TargetModel, Use, clashes

_SEEDS = Path(__file__).parents[3] / "seeds"


def _column(table: str, column: str) -> list[str]:
    with (_SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


TERMS = tuple(_column("terms", "id"))
"""Ids of all texts that were read."""
UNSETTLED = ("", "modified-mit", "proprietary", "openrail", "no-such-license")
"""Names that no one text is behind."""
LIMITS = sorted({int(value) for value in _column("terms_limitations", "value") if value})
BARRED = sorted({u for uses in _column("terms_limitations", "uses") for u in uses.split(";") if u})
FIGURES = (
    "product_mau",
    "group_mau_at_release",
    "group_mau_now",
    "group_daily_users",
    "devices",
    "group_annual_revenue_usd",
    "company_annual_revenue_usd",
    "group_monthly_revenue_usd",
    "product_monthly_revenue_usd",
    "product_annual_revenue_usd",
)
TRUTHS = (
    "modified",
    "received_in_product",
    "background_in_product",
    "target_published",
    "target_competing",
    "commercial_entity",
    "registered",
    "competitor",
    "runs_maas",
)
AROUND = sorted({0, *(limit + step for limit in LIMITS for step in (-1, 0, 1))})

VALUES: dict[str, list[Any]] = {
    **dict.fromkeys(FIGURES, AROUND),
    **{fact: [True, False] for fact in TRUTHS},
    "based_in": ["DE", "GR", "EU", "UK", "KR", "US"],
    "used_in": [("DE",), ("EU",), ("UK",), ("KR",), ("US",), ("US", "DE")],
    "modality": list(Modality),
    "tags": [(), *((tag,) for tag in BARRED), ("military", "no-such-tag")],
    "target_model": list(TargetModel),
    "suing": list(Suit),
    "model_name": ["Foo", "Llama 3 Foo", "Llama-Foo", "glm-4-foo", "My-MiniCPM", "EXAONE-Foo"],
    "new_license": ["mit", "gpl-3.0", "cc-by-sa-4.0", "agpl-3.0", "dinov3", "lgpl-3.0"],
    "purpose": list(Purpose),
}
"""Values of each fact besides "don't know"; figures on both sides of each limit, and on it."""
UNKNOWN = Profile()


def without(profile: Profile, fact: str) -> Profile:
    return given(profile, fact, getattr(UNKNOWN, fact))


def given(profile: Profile, fact: str, value: object) -> Profile:
    changed: dict[str, Any] = {fact: value}
    return replace(profile, **changed)


def is_sound(profile: Profile) -> bool:
    return not any(clashes(profile))


@st.composite
def profiles(draw: st.DrawFn, least_uses: int = 1) -> Profile:
    """Any plan, whether its facts go together or not; a few facts are known."""
    uses = draw(st.sets(st.sampled_from(Use), min_size=least_uses, max_size=4))
    known = draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=10))
    facts = {fact: draw(st.sampled_from(VALUES[fact])) for fact in sorted(known)}
    return Profile(uses=tuple(use for use in Use if use in uses), **facts)


sound_profiles = profiles().filter(is_sound)
"""Plans whose facts go together."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A situation before its licenses are looked up."""

    license: str
    weights: Weights
    modality: Modality | None
    rivals: tuple[str, ...]
    bases: tuple[Shape | None, ...]
    repository: str = "somebody/a-model"


def _shape(bases: st.SearchStrategy[tuple[Shape | None, ...]]) -> st.SearchStrategy[Shape]:
    names = st.sampled_from((*TERMS, *UNSETTLED))
    return st.builds(
        Shape,
        names,
        st.sampled_from((Weights.OPEN, Weights.OPEN, Weights.OPEN, Weights.API_ONLY)),
        st.none() | st.sampled_from(Modality),
        st.lists(names, max_size=1).map(tuple),
        bases,
        st.sampled_from(("somebody/a-model", "", "x/glm-4-MiniCPM", "x/Llama-3-y", "EXAONE-a")),
    )


def _some(bases: st.SearchStrategy[Shape | None]) -> st.SearchStrategy[tuple[Shape | None, ...]]:
    return st.lists(bases, max_size=3).map(tuple)


base_shapes: st.SearchStrategy[Shape | None] = st.recursive(
    st.none() | _shape(st.just(())), lambda bases: _shape(_some(bases)), max_leaves=4
)
"""Bases; None is one of which nothing is known."""
shapes = _shape(_some(base_shapes))

Look = Callable[[str], Named]


def situation(shape: Shape, look: Look) -> Situation:
    return Situation(
        model="a-model",
        name="A Model",
        repository=shape.repository,
        weights=shape.weights,
        weights_source="card",
        modality=shape.modality,
        named=look(shape.license),
        source="Hub card",
        rivals=tuple(Rival(look(name), "LICENSE file") for name in shape.rivals),
        bases=tuple(base(each, look) for each in shape.bases),
    )


def base(shape: Shape | None, look: Look, name: str = "a base") -> Base:
    found = situation(shape, look) if shape else None
    return Base(name, "finetune", "whole", "card", "", found)
