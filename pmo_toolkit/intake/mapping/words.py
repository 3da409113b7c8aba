"""Words of a client's in place of ours: translated where known, named where not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from pmo_toolkit.intake.mapping.names.catalogue import parts
from pmo_toolkit.intake.mapping.names.kinds import kind_of, vocabulary_of
from pmo_toolkit.intake.mapping.spellings.vocabulary import (
    FLAGS,
    PROBABILITIES,
    RATINGS,
    WORDS,
)
from pmo_toolkit.intake.mapping.texts.folding import spelling_key
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.parsing.outcomes import Unreadable
from pmo_toolkit.workspace.parsing.units import unit_named
from pmo_toolkit.workspace.parsing.words import parse_flag

#: Rating of a scale of five levels → of one whose ends are called low and high.
_FULL_SCALE = {"2": "1", "3": "3", "4": "5"}
#: How alike two words are, from 0 to 100, where one may be a misspelling of the other.
_ALIKE = 82


@dataclass(frozen=True)
class Translation:
    """What the words of a column become.

    Parameters
    ----------
    words : mapping of str to str
        Their word → ours, where it is not the same anyway.
    known : int
        How many different words are understood, those that are ours included.
    doubts : tuple of str
        Words taken for a near one, and words that nothing of ours matches.
    numbered : str, optional
        Pattern of ids that are numbered by us, for references to rows without ids.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    known: int = 0
    doubts: tuple[str, ...] = ()
    numbered: str | None = None


@lru_cache(maxsize=256)
def _glossary(table: str, column: str) -> Mapping[str, str]:
    """Folded word → ours."""
    kind = kind_of(table, column)
    listed = {"rating": RATINGS, "probability": PROBABILITIES, "fraction": {}, "flag": FLAGS}.get(
        kind, WORDS.get(f"{table}.{column}", WORDS.get(column, {}))
    )
    found = {spelling_key(word): word for word in vocabulary_of(table, column)}
    for ours, texts in listed.items():
        for text in parts(texts):
            found.setdefault(spelling_key(text) or text, ours)
    return found


def has_words(table: str, column: str) -> bool:
    """Whether cells of the column are words of which we know the meaning."""
    return bool(_glossary(table, column))


def meaning(table: str, column: str, word: str) -> str | None:
    """Our word for exactly that word of theirs, or None."""
    known = _glossary(table, column).get(spelling_key(word) or word.strip())
    if known is None and (table, column) == ("benefits", "unit"):
        unit = unit_named(word, "money")
        return "money per year" if unit is not None and unit.measures == "money" else None
    return known


def _nearest(table: str, column: str, word: str) -> str | None:
    """Our word for the one that theirs is most like, or that it holds as one of its words."""
    glossary = _glossary(table, column)
    key = spelling_key(word)
    if len(key) < 4:
        return None
    scored = sorted(
        ((fuzz.ratio(key, known), known) for known in glossary if len(known) > 3),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if scored and scored[0][0] >= _ALIKE:
        return glossary[scored[0][1]]
    inside = {ours for known, ours in glossary.items() if len(known) > 3 and known in key}
    return inside.pop() if len(inside) == 1 else None


def _same_anyway(table: str, column: str, word: str, ours: str) -> bool:
    """Whether the workspace reads their word as ours without being told."""
    if comparable(word) == comparable(ours):
        return True
    if kind_of(table, column) != "flag":
        return False
    try:
        return parse_flag(word) == (ours == "yes")
    except Unreadable:
        return False


def translate(
    table: str, column: str, texts: Iterable[str], elsewhere: Iterable[str] = ()
) -> Translation:
    """Translate the words of a column.

    Parameters
    ----------
    table, column : str
        Ours.
    texts : iterable of str
        Different cells of theirs; numbers are none of its words.
    elsewhere : iterable of str
        Words of the same column in other tables of the import: a word means the same in all.

    Returns
    -------
    Translation
        Words that nothing matches are left out and named in `doubts`.
    """
    words: dict[str, str] = {}
    doubts: list[str] = []
    known = 0
    for text in dict.fromkeys(texts):
        ours = meaning(table, column, text)
        if ours is None:
            ours = _nearest(table, column, text)
            doubts.append(
                f'"{text}" matches none of our words and stays not assessed'
                if ours is None
                else f'"{text}" is taken for "{ours}"'
            )
        if ours is None:
            continue
        known += 1
        if not _same_anyway(table, column, text, ours):
            words[text] = ours
    levels = {*words.values(), *(meaning(table, column, text) for text in elsewhere)} - {None}
    if kind_of(table, column) == "rating" and words and levels <= set(_FULL_SCALE):
        words = {word: _FULL_SCALE[rating] for word, rating in words.items()}
        doubts.append("three levels are taken for 1, 3 and 5")
    if kind_of(table, column) == "probability" and words:
        shown = ", ".join(f'"{word}" as {ours}' for word, ours in words.items())
        doubts.append(f"words are taken for probabilities: {shown}")
    return Translation(words, known, tuple(doubts))
