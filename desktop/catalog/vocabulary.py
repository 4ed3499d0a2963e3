"""The words that models are called by: how common each is, and what a mistyped one stands for."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from desktop.catalog.conditions import Where
from desktop.core.search.search_text import is_spelled, terms

_LAST = "\U0010ffff"
_SHORTEST_CORRECTED = 4
_ONE_SLIP = 6
"""Longest word in which one slip is allowed; longer ones may have two."""
_MOST_READINGS = 3
_LOOKED_UP, _POSTED = 2.5, 0.1
"""Microseconds for a row that is looked up, and for an entry of the word index (see ``search``)."""
_MOST_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Term:
    """What must be found.

    Attributes:
        readings: Spellings of which one must begin a word: the one typed, or what it was read as.
        models: At most so many models have it.
        whole: Whether no longer word begins with it; looking that up takes a fifth of the time.
    """

    readings: tuple[str, ...]
    models: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How a search was understood.

    Attributes:
        terms: All must be found.
        corrections: Words that no model has, each with a word that it was read as.
    """

    terms: tuple[Term, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def where(self) -> Where:
        """The search as a condition on a row's words."""
        result = Where()
        for term in sorted(self.terms, key=lambda term: term.models):
            found = " OR ".join(["instr(models.words, ?) > 0"] * len(term.readings))
            result.add(f"({found})", *(f" {reading}" for reading in term.readings))
        return result

    def rare(self, models: int) -> tuple[Reading, float]:
        """Return the terms by which rows are looked up, and the microseconds that this takes.

        A term is worth looking up if it saves more rows than it has entries.
        """
        ordered = sorted(self.terms, key=lambda term: term.models)
        best, least = Reading(tuple(ordered[:1])), _cost(ordered[:1], models)
        for count in range(2, len(ordered) + 1):
            cost = _cost(ordered[:count], models)
            if cost >= least:
                break
            best, least = Reading(tuple(ordered[:count])), cost
        return best, least

    @property
    def match(self) -> str:
        """The search for the index of words; blank without terms."""
        return " AND ".join(f"({_matching(term)})" for term in self.terms)

    def hits(self, models: int) -> float:
        """Return how many of so many models have all terms, if terms go together by chance."""
        return _hits(self.terms, models)


def _hits(terms_: Sequence[Term], models: int) -> float:
    return models * math.prod(min(1.0, term.models / max(models, 1)) for term in terms_)


def _cost(terms_: Sequence[Term], models: int) -> float:
    return _LOOKED_UP * _hits(terms_, models) + _POSTED * sum(term.models for term in terms_)


class Vocabulary:
    """The words of one catalog; may be asked from several threads, each with its connection."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[str, tuple[int, bool]] = {}
        self._readings: dict[str, tuple[str, ...]] = {}
        self._spelled: list[str] | None = None

    def read(self, connection: sqlite3.Connection, text: str) -> Reading:
        """Return what a search asks for."""
        found: list[Term] = []
        corrections: list[tuple[str, str]] = []
        for term in terms(text):
            models, whole = self._count(connection, term)
            readings: tuple[str, ...] = (term,)
            if not models and is_spelled(term) and len(term) >= _SHORTEST_CORRECTED:
                readings = self._nearest(connection, term) or readings
                corrections += [(term, reading) for reading in readings if reading != term]
                models = sum(self._count(connection, reading)[0] for reading in readings)
            found.append(Term(readings, models, whole))
        return Reading(tuple(found), tuple(corrections))

    def _count(self, connection: sqlite3.Connection, term: str) -> tuple[int, bool]:
        """Return how many models have a term at most, and whether no longer word begins with it."""
        with self._lock:
            known = self._counts.get(term)
        if known is None:
            known = _counted(connection, term)
            with self._lock:
                if len(self._counts) > _MOST_REMEMBERED:
                    self._counts.clear()
                self._counts[term] = known
        return known

    def _nearest(self, connection: sqlite3.Connection, word: str) -> tuple[str, ...]:
        """Return the words nearest to a mistyped one, the commonest first; none if all are far."""
        with self._lock:
            known = self._readings.get(word)
            spelled = self._spelled
        if known is not None:
            return known
        if spelled is None:
            # Together with the rapidfuzz module 40 ms and 10 MB for a million models: only when
            # somebody mistypes.
            rows = connection.execute("SELECT word FROM words ORDER BY models DESC, word")
            spelled = [row[0] for row in rows if is_spelled(row[0])]
        found = _closest(word, spelled)
        with self._lock:
            self._spelled = spelled
            if len(self._readings) > _MOST_REMEMBERED:
                self._readings.clear()
            self._readings[word] = found
        return found


def _closest(word: str, spelled: list[str]) -> tuple[str, ...]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 1 if len(word) <= _ONE_SLIP else 2
    near = process.extract(word, spelled, scorer=OSA.distance, score_cutoff=slips, limit=None)
    least = min((distance for _, distance, _ in near), default=0)
    places = sorted(place for _, distance, place in near if distance == least)
    return tuple(spelled[place] for place in places[:_MOST_READINGS])


def _counted(connection: sqlite3.Connection, term: str) -> tuple[int, bool]:
    *whole, last = term.split()
    models, words = connection.execute(
        "SELECT coalesce(sum(models), 0), count(*) FROM words WHERE word >= ? AND word < ?",
        (last, last + _LAST),
    ).fetchone()
    counts = [
        connection.execute("SELECT models FROM words WHERE word = ?", (word,)).fetchone() or (0,)
        for word in whole
    ]
    itself = connection.execute("SELECT 1 FROM words WHERE word = ?", (last,)).fetchone()
    return min(models, *(count[0] for count in counts), models), words == 1 and itself is not None


def _matching(term: Term) -> str:
    # The index keeps no positions: that words stand together is for the row's own text to say.
    alternatives = []
    for reading in term.readings:
        *whole, last = reading.split()
        last = f'"{last}"' if term.whole else f'"{last}"*'
        alternatives.append(" AND ".join([*(f'"{word}"' for word in whole), last]))
    return " OR ".join(f"({alternative})" for alternative in alternatives)
