"""Duties about the name of a model that is made with another one."""

from __future__ import annotations

import re

from desktop.core.licenses.license import ConditionTerm, Terms

NAME_DUTIES = ("model-name-prefix", "model-name-contains")
"""Duties about the name of a resulting model."""


def name_fits(term: ConditionTerm, name: str) -> bool:
    """Whether a model's name (the last part of a repository's) is what a duty asks for.

    A repository's name cannot hold a blank: blanks, hyphens and underscores are one.
    """
    own = _folded(name.rsplit("/", 1)[-1])
    wanted = _folded(term.wording)
    return own.startswith(wanted) if term.type == "model-name-prefix" else wanted in own


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def name_duties(terms: Terms) -> tuple[ConditionTerm, ...]:
    """Return the duties about the name of a model made with the materials."""
    return tuple(
        c
        for c in terms.conditions
        if c.type in NAME_DUTIES and c.wording and "distribution-of-trained-model" in c.triggers
    )
