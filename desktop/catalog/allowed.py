"""Which legal situations allow a use, for the filter ``allow:`` of the list."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from threading import Lock

from desktop.catalog.situations import all_situations
from desktop.core.licenses.situation import Situation
from desktop.core.search.query import MY_PROFILE
from desktop.core.verdict.model_verdict import Judge
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict import Answer

_ALLOWED = (Answer.YES, Answer.YES_IF)
_KEPT = 64
# Not PRAGMA data_version: each connection counts for itself, and a new one begins anew.
_STAMP = """
    SELECT (SELECT value FROM meta WHERE key = 'revision'),
        (SELECT max(number) FROM situations),
        (SELECT group_concat(id || ' ' || coalesce(terms_id, '')) FROM licenses),
        (SELECT group_concat(id || ' ' || status || ' ' || coalesce(terms_id, ''))
            FROM hub_licenses),
        (SELECT group_concat(alias || ' ' || terms_id) FROM ambiguous_aliases)
"""
"""What an answer rests on: a situation that has a number never changes, what names mean may."""


@dataclass(slots=True)
class Allowed:
    """Judges the situations of one catalog; what was judged once is kept until that changes.

    May be asked from several threads, each with its connection.
    """

    _lock: Lock = field(default_factory=Lock)
    _stamp: tuple[object, ...] = ()
    _situations: dict[int, Situation] = field(default_factory=dict)
    _answers: dict[Profile, dict[int, Answer]] = field(default_factory=dict)

    def numbers(self, connection: sqlite3.Connection, profile: Profile, use: str) -> frozenset[int]:
        """Return the situations in which a use is ``yes`` or ``yes-if``.

        Args:
            connection: To the catalog.
            profile: The facts of the plan.
            use: One of :class:`Use`, or ``profile`` for the uses of the plan itself.
        """
        asked = profile if use == MY_PROFILE else replace(profile, uses=(Use(use),))
        answers = self.answers(connection, asked)
        return frozenset(number for number, answer in answers.items() if answer in _ALLOWED)

    def answers(self, connection: sqlite3.Connection, profile: Profile) -> dict[int, Answer]:
        """Return the answer of a plan in each situation, by its number."""
        with self._lock:
            stamp = tuple(connection.execute(_STAMP).fetchone())
            if stamp != self._stamp:
                self._situations = all_situations(connection)
                self._answers.clear()
                self._stamp = stamp
            if profile not in self._answers:
                if len(self._answers) >= _KEPT:
                    self._answers.clear()
                judge = Judge(profile)
                self._answers[profile] = {
                    number: judge.answer(situation)
                    for number, situation in self._situations.items()
                }
            return self._answers[profile]
