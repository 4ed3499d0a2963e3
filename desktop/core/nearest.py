"""The names somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

MOST = 5
"""How many names a message offers."""


def nearest(asked: str, names: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the ids whose names are most like what was asked, best first.

    Args:
        asked: What somebody typed.
        names: Every id with the names it goes by.
    """
    wanted = asked.casefold()
    scored = []
    for key, spellings in names.items():
        score = max(_likeness(wanted, name.casefold()) for name in (key, *spellings) if name)
        if score >= 0.6:
            scored.append((-score, len(key), key))
    return tuple(key for *_, key in sorted(scored)[:MOST])


def _likeness(wanted: str, name: str) -> float:
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    if matcher.real_quick_ratio() < 0.6 and wanted not in name:
        return 0.0
    ratio = matcher.ratio()
    if wanted and wanted in name:
        ratio = max(ratio, 0.75 + 0.25 * len(wanted) / len(name))
    return ratio
