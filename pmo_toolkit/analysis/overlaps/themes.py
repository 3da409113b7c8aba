"""Business themes as a bridge between vocabularies: which of them a text touches.

A theme is met in two ways: by its words, which stand in the text, and by its meaning, which is near
to that of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pmo_toolkit.analysis.overlaps.encoding import Matrix, unit_rows

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORTEST_WITHIN = 3
#: Added to the length of a text's themes; about that of a theme that is met by one rare word.
_WEAK_EVIDENCE = 2.0


@dataclass(frozen=True)
class Theme:
    """Something that departments talk about in different words.

    Parameters
    ----------
    name : str
    words : tuple of tuple of str
        Per language, lower case. A word stands for all that begins with it, one after ``*`` is
        found within a word too, several must stand side by side.
    """

    name: str
    words: tuple[tuple[str, ...], ...]

    @property
    def descriptions(self) -> tuple[str, ...]:
        """The theme as a text, one a language."""
        return tuple(
            f"{self.name}. {', '.join(word.lstrip('*') for word in words)}" for words in self.words
        )


@dataclass(frozen=True)
class Vocabulary:
    """The words of all themes, so that they are found quickly in many texts."""

    themes: tuple[Theme, ...]

    def counts(self, texts: Sequence[str]) -> Matrix:
        """How many different words of each theme stand in each text, shape (texts, themes)."""
        counts = np.zeros((len(texts), len(self.themes)))
        known: dict[str, frozenset[tuple[int, int]]] = {}
        for place, text in enumerate(texts):
            tokens = words_of(text)
            met: set[tuple[int, int]] = set()
            for token in set(tokens):
                if token not in known:
                    known[token] = self._met_in(token)
                met |= known[token]
            met |= self._phrases_in(tokens)
            for theme, _ in met:
                counts[place, theme] += 1
        return counts

    def _met_in(self, token: str) -> frozenset[tuple[int, int]]:
        beginnings, within, _ = self._lookup
        met: set[tuple[int, int]] = set()
        for end in range(1, len(token) + 1):
            met.update(beginnings.get(token[:end], ()))
            for start in range(end - _SHORTEST_WITHIN + 1):
                met.update(within.get(token[start:end], ()))
        return frozenset(met)

    def _phrases_in(self, tokens: Sequence[str]) -> set[tuple[int, int]]:
        phrases = self._lookup[2]
        met = set()
        for place, token in enumerate(tokens):
            for first in (token[:end] for end in range(1, len(token) + 1)):
                for rest, key in phrases.get(first, ()):
                    following = tokens[place + 1 : place + 1 + len(rest)]
                    if len(following) == len(rest) and all(map(str.startswith, following, rest)):
                        met.add(key)
        return met

    @cached_property
    def _lookup(
        self,
    ) -> tuple[
        Mapping[str, list[tuple[int, int]]],
        Mapping[str, list[tuple[int, int]]],
        Mapping[str, list[tuple[tuple[str, ...], tuple[int, int]]]],
    ]:
        """Beginnings of words, parts of words and first words of phrases → theme and word."""
        beginnings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        within: dict[str, list[tuple[int, int]]] = defaultdict(list)
        phrases: dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]] = defaultdict(list)
        for place, theme in enumerate(self.themes):
            for number, entry in enumerate(word for words in theme.words for word in words):
                parts = words_of(entry)
                if len(parts) > 1:
                    phrases[parts[0]].append((tuple(parts[1:]), (place, number)))
                elif parts:
                    (within if entry.startswith("*") else beginnings)[parts[0]].append(
                        (place, number)
                    )
        return beginnings, within, phrases


def words_of(text: str) -> list[str]:
    """Words of a text in lower case, hyphenated ones as one."""
    return _WORD.findall(text.casefold())


def weights_by_words(counts: Matrix) -> Matrix:
    """What each theme says of each text by its words: rare themes say more.

    Rows are shorter than one, the more so the less is met: a single word is weak evidence.

    Parameters
    ----------
    counts : ndarray, shape (texts, themes)
    """
    met_in = (counts > 0).sum(axis=0)
    rarity = np.maximum(np.log((len(counts) + 1) / (met_in + 0.5)), 0.0)
    weights = np.sqrt(counts) * rarity
    weighed: Matrix = weights / (np.linalg.norm(weights, axis=1, keepdims=True) + _WEAK_EVIDENCE)
    return weighed


def weights_by_meaning(
    views: Sequence[Matrix], themes: Matrix, sharpness: float, prior_texts: float
) -> Matrix:
    """How near the meaning of each text is to each theme, compared with other texts and themes.

    Parameters
    ----------
    views : sequence of ndarray, each of shape (texts, d)
        Whole texts, needs, titles; rows of length one.
    themes : ndarray, shape (themes, d)
    sharpness : float
        How much more the nearest themes count.
    prior_texts : float
        What a theme's usual nearness, taken from the other themes, counts for beside the texts:
        with few texts there is little else to compare with.

    Returns
    -------
    ndarray, shape (texts, themes)
        Rows of length one.
    """
    if not len(themes) or not len(views[0]):
        return np.zeros((len(views[0]), len(themes)))
    among = themes @ themes.T
    usual = (among.sum(axis=0) - np.diag(among)) / max(len(themes) - 1, 1)
    standing = np.zeros((len(views[0]), len(themes)))
    for view in views:
        near = view @ themes.T
        level = near.mean() - usual.mean()
        centre = (near.sum(axis=0) + prior_texts * (usual + level)) / (len(near) + prior_texts)
        away = near - centre
        away -= away.mean(axis=1, keepdims=True)
        spread = away.std(axis=1, keepdims=True)
        standing += np.divide(away, spread, out=np.zeros_like(away), where=spread > 0)
    return unit_rows(np.exp(sharpness * standing / len(views)))
