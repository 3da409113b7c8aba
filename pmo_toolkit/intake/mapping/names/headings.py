"""How well a header names a column of ours: exactly, without its unit, or nearly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from pmo_toolkit.intake.mapping.names.catalogue import Spelling, plan_words, spellings
from pmo_toolkit.intake.mapping.texts.folding import ends_in_filler, spelling_key, word_set_key
from pmo_toolkit.intake.mapping.texts.header_reading import HeaderReading, read_header
from pmo_toolkit.intake.mapping.texts.unit_words import BRACKETED, UnitWords
from pmo_toolkit.workspace.dictionary.tables import TABLES

EXACT = 1.0
#: The header with its unit or a part of its two rows left out.
_PART = 0.97
_LAST_PART = 0.93
_SAME_WORDS = 0.96
#: How alike, from 0 to 100, a misspelt header must be.
_ALIKE = 80.0
_HOLDS = 0.72
_BY_UNIT = 0.92
_WEEK = 7.0
#: Ends of a range, and what lies between.
ENDS = ("mode", "high", "low")
_ESTIMATES = {
    "money": "estimate_cost",
    "effort": "estimate_effort_person_hours",
    "time": "estimate_duration_days",
}
#: Table → plan or actual → measure → the column that holds it, money before effort before time.
_PLAN_AND_ACTUAL: dict[str, dict[str, dict[str, str]]] = {
    "history": {
        "*plan": _ESTIMATES,
        "*actual": {
            "money": "actual_cost",
            "effort": "actual_effort_person_hours",
            "time": "actual_duration_days",
        },
    },
    "in_flight": {
        "*plan": _ESTIMATES,
        "*actual": {"money": "cost_to_date", "effort": "effort_to_date_person_hours"},
    },
}
#: Fewest letters of a spelling that can be misspelt, or held by a longer header.
_SHORTEST = 4


@dataclass(frozen=True)
class HeaderMatch:
    """How a header names one column.

    Parameters
    ----------
    column : str
    score : float
        1 for a known spelling, down to about 0.6.
    spelling : Spelling
        The known spelling that it was compared with.
    how : str
        ``known``, ``misspelt`` or ``holds``.
    """

    column: str
    score: float
    spelling: Spelling
    how: str


@lru_cache(maxsize=64)
def _lookup(table: str) -> tuple[dict[str, list[Spelling]], dict[str, list[Spelling]]]:
    by_key: dict[str, list[Spelling]] = {}
    by_words: dict[str, list[Spelling]] = {}
    for spelling in spellings(table):
        by_key.setdefault(spelling.key, []).append(spelling)
        if not ends_in_filler(spelling.text):
            by_words.setdefault(spelling.words, []).append(spelling)
    return by_key, by_words


@lru_cache(maxsize=1)
def _known_keys() -> frozenset[str]:
    """Spellings of all tables."""
    return frozenset(spelling.key for table in TABLES for spelling in spellings(table))


@lru_cache(maxsize=16384)
def is_known_name(header: str) -> bool:
    """Whether a header names a column of some table of ours."""
    return any(spelling_key(name) in _known_keys() for name in read_header(header).names)


def _outer_words(header: str) -> tuple[str, ...]:
    """The last and the first of several words."""
    words = re.sub(BRACKETED, " ", header).split()
    return (words[-1], words[0]) if len(words) > 1 else ()


def range_stem(header: str) -> str:
    """What is left of the header of a range's end without that end; empty for others."""
    end = range_end(header)
    words = [spelling_key(word) for word in re.sub(BRACKETED, " ", header).split()]
    return " ".join(word for word in words if end and word not in plan_words(f"*{end}"))


@lru_cache(maxsize=16384)
def range_end(header: str) -> str:
    """``low``, ``mode`` or ``high`` where the header's last part names one; else empty."""
    names = [spelling_key(name) for name in (*read_header(header).names, *_outer_words(header))]
    return next((end for name in names for end in ENDS if name in plan_words(f"*{end}")), "")


@lru_cache(maxsize=16384)
def header_matches(table: str, header: str) -> tuple[HeaderMatch, ...]:
    """Columns of a table that a header may name, best first, one match a column."""
    best: dict[str, HeaderMatch] = {}

    def add(match: HeaderMatch) -> None:
        known = best.get(match.column)
        if known is None or match.score > known.score:
            best[match.column] = match

    by_key, by_words = _lookup(table)
    reading = read_header(header)
    names = reading.names
    for match in (*_by_measure(table, reading), *_by_plan_word(table, names, by_key)):
        add(match)
    for place, name in enumerate(names):
        weight = EXACT if place == 0 else _PART if place < 3 else _LAST_PART
        for spelling in by_key.get(spelling_key(name), ()):
            own = EXACT if spelling.language == "own" else 0.999
            add(HeaderMatch(spelling.column, weight * own, spelling, "known"))
        for spelling in by_words.get(word_set_key(name), ()):
            add(HeaderMatch(spelling.column, weight * _SAME_WORDS, spelling, "known"))
    for match in _near(table, names):
        add(match)
    return tuple(sorted(best.values(), key=lambda match: (-match.score, match.column)))


def is_time_that_passes(unit: UnitWords) -> bool:
    """Whether a unit is of weeks or longer, which nothing says are those of people."""
    time = unit.measuring("time")
    return time is not None and time.factor >= _WEEK


def _by_measure(table: str, reading: HeaderReading) -> list[HeaderMatch]:
    """Columns of plan and actual that a header names by its unit: ``Ist (PT)``, ``Begroot k€``."""
    if reading.unit is None or table not in _PLAN_AND_ACTUAL:
        return []
    matches = []
    for name in reading.names[1:]:
        for which, columns in _PLAN_AND_ACTUAL[table].items():
            if spelling_key(name) not in plan_words(which):
                continue
            measures = [one for one in columns if reading.unit.measuring(one) is not None]
            if is_time_that_passes(reading.unit):
                measures = [one for one in measures if one != "effort"] or measures
            matches += [
                HeaderMatch(columns[one], _BY_UNIT, Spelling(columns[one], name, "own"), "known")
                for one in measures[:1]
            ]
    return matches


def _by_plan_word(
    table: str, names: Sequence[str], by_key: Mapping[str, Sequence[Spelling]]
) -> list[HeaderMatch]:
    """Columns that a header names by what is measured beside a word for plan or actual.

    ``Délai réel`` is an actual duration, for ``délai`` is a duration.
    """
    matches = []
    families = _PLAN_AND_ACTUAL.get(table, {})
    measures = {name: one for columns in families.values() for one, name in columns.items()}
    for name in names:
        words = name.split()
        for which, columns in families.items():
            rest = [word for word in words if spelling_key(word) not in plan_words(which)]
            if not rest or len(rest) == len(words):
                continue
            for spelling in by_key.get(spelling_key(" ".join(rest)), ()):
                column = columns.get(measures.get(spelling.column, ""))
                if column is not None:
                    own = Spelling(column, name, spelling.language)
                    matches.append(HeaderMatch(column, _BY_UNIT, own, "known"))
    return matches


@dataclass(frozen=True)
class _Near:
    """Spellings of a table long enough to be compared, and by one of their words."""

    known: tuple[Spelling, ...]
    keys: tuple[str, ...]
    by_word: dict[str, list[Spelling]]


@lru_cache(maxsize=64)
def _nearby(table: str) -> _Near:
    known = tuple(spelling for spelling in spellings(table) if len(spelling.key) >= _SHORTEST)
    by_word: dict[str, list[Spelling]] = {}
    for spelling in known:
        if spelling.word_set:
            by_word.setdefault(min(spelling.word_set), []).append(spelling)
    return _Near(known, tuple(spelling.key for spelling in known), by_word)


def _near(table: str, names: tuple[str, ...]) -> list[HeaderMatch]:
    """Misspelt headers, and headers that hold a known spelling beside other words."""
    nearby = _nearby(table)
    found = []
    # a name that is known somewhere is no misspelling
    known = any(spelling_key(name) in _known_keys() for name in names[:3])
    for name in () if known else names:
        key = spelling_key(name)
        if len(key) < _SHORTEST or key in _known_keys():
            continue
        for _, score, place in process.extract(
            key, nearby.keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=12
        ):
            spelling = nearby.known[place]
            found.append(HeaderMatch(spelling.column, 0.9 * score / 100, spelling, "misspelt"))
    for name in names:
        words = frozenset(word_set_key(name).split())
        for word in sorted(words):
            for spelling in nearby.by_word.get(word, ()):
                if spelling.word_set < words:
                    share = sum(map(len, spelling.word_set)) / sum(map(len, words))
                    score = _HOLDS * (0.6 + 0.4 * share)
                    found.append(HeaderMatch(spelling.column, score, spelling, "holds"))
    return found
