"""What led to a suggestion: shared words, themes and ties, and the nearest sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import combinations
from runpy import run_path

import numpy as np

from pmo_toolkit.analysis.overlaps.encoding import Matrix, TextEncoder, unit_rows
from pmo_toolkit.analysis.overlaps.shapes import Doubt, Grounds, Profile, Tie
from pmo_toolkit.analysis.overlaps.themes import words_of

_SENTENCE = re.compile(r"(?<=[.!?…:;])\s+")
#: A sentence that is shown is cut after as many characters.
LONGEST_PHRASE = 220
#: Sentences of one proposal that are compared.
_MOST_SENTENCES = 5
#: Words of a text below which it says little.
FEW_WORDS = 12
_SHORTEST_WORD = 5
_MOST_WORDS = 3
_MOST_THEMES = 3
#: Words that say nothing of what a text is about, beside those of scikit-learn.
_STOP_WORDS = frozenset(
    words_of(
        "aller alles andere anderen bevor dabei damit diese diesem diesen dieser dieses durch "
        "einem einen einer eines every fehlen fehlt first heute immer instead jeder jedes keine "
        "keiner kommen können machen müssen nicht niemand nobody often people schon sehen seine "
        "selbst sollen times today unter viele weeks welche werden wissen without wurde würde "
        "years zwischen"
    )
)


@cache
def _stop_words() -> frozenset[str]:
    """Ours and those of scikit-learn, read from its own file: loading all of it is slow."""
    package = find_spec("sklearn")
    if package is None or not package.submodule_search_locations:
        return _STOP_WORDS
    module = f"{package.submodule_search_locations[0]}/feature_extraction/_stop_words.py"
    return _STOP_WORDS.union(run_path(module)["ENGLISH_STOP_WORDS"])


def sentences_of(profile: Profile) -> tuple[str, ...]:
    """The first sentences of what is said of a proposal, its title the first of them."""
    parts = (profile.title, *_SENTENCE.split(f"{profile.need} {profile.more}"))
    found = (part.strip() for part in parts)
    shown = (part if len(part) <= LONGEST_PHRASE else f"{part[: LONGEST_PHRASE - 1].rstrip()}…"
             for part in found if part)  # fmt: skip
    return tuple(dict.fromkeys(shown))[:_MOST_SENTENCES]


def nearest_sentences(
    pairs: Sequence[tuple[Profile, Profile]], encoder: TextEncoder
) -> list[tuple[int, int]]:
    """Of each pair the places of the sentences that are nearest, one of each; −1 for none."""
    sentences = {profile.id: sentences_of(profile) for pair in pairs for profile in pair}
    texts = list(dict.fromkeys(text for own in sentences.values() for text in own))
    if not texts:
        return [(-1, -1) for _ in pairs]
    vectors = dict(zip(texts, unit_rows(encoder.encode(texts)), strict=True))
    found = []
    for one, other in pairs:
        own, others = sentences[one.id], sentences[other.id]
        if not own or not others:
            found.append((-1, -1))
            continue
        near = (
            np.array([vectors[text] for text in own])
            @ np.array([vectors[text] for text in others]).T
        )
        row, column = np.unravel_index(int(np.argmax(near.round(9))), near.shape)
        found.append((int(row), int(column)))
    return found


class WordUse:
    """Which content words texts share, and how many texts use each.

    Parameters
    ----------
    texts : sequence of str
    """

    def __init__(self, texts: Sequence[str]):
        self._words = [frozenset(_content_words(text)) for text in texts]
        self._used_in = Counter(word for words in self._words for word in words)
        self._most = max(2, len(texts) // 12)

    def shared(self, one: int, other: int) -> tuple[str, ...]:
        """Words of both texts that few others use, the rarest first."""
        both = [
            word
            for word in self._words[one] & self._words[other]
            if self._used_in[word] <= self._most
        ]
        return tuple(sorted(both, key=lambda word: (self._used_in[word], word))[:_MOST_WORDS])

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs of texts that share a word which few others use, in ascending order."""
        users = defaultdict(list)
        for place, words in enumerate(self._words):
            for word in words:
                if self._used_in[word] <= self._most:
                    users[word].append(place)
        return sorted({pair for places in users.values() for pair in combinations(places, 2)})


def shared_themes(one: Matrix, other: Matrix, names: Sequence[str]) -> tuple[str, ...]:
    """Themes whose words stand in both texts, the most telling first.

    Parameters
    ----------
    one, other : ndarray, shape (themes,)
        Weights of the themes by their words.
    names : sequence of str
    """
    joint = one * other
    order = np.argsort(-joint.round(9), kind="stable")[:_MOST_THEMES]
    return tuple(names[place] for place in order if joint[place] > 0)


def top_themes(weights: Matrix, names: Sequence[str]) -> tuple[str, ...]:
    """The themes that say most of one text."""
    order = np.argsort(-weights.round(9), kind="stable")[:_MOST_THEMES]
    return tuple(names[place] for place in order if weights[place] > 0)


def usual_names(profiles: Sequence[Profile]) -> frozenset[str]:
    """Names that so many proposals have in common that they tell nothing of two of them."""
    held = Counter(name for profile in profiles for tie in Tie for name in profile.of(tie))
    most = max(3, len(profiles) // 3)
    return frozenset(name for name, count in held.items() if count > most)


def shared_ties(
    one: Profile, other: Profile, titles: Mapping[str, str], usual: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """Kind of tie → titles of what both name and few others do; empty kinds are left out."""
    shared = {tie: sorted((one.of(tie) & other.of(tie)) - usual) for tie in Tie}
    return {
        tie.value: tuple(titles.get(name, name) for name in names)
        for tie, names in shared.items()
        if names
    }


def doubts_of(one: Profile, other: Profile, grounds: Grounds, text: float) -> tuple[Doubt, ...]:
    """Why a suggestion might be wrong.

    Parameters
    ----------
    one, other : Profile
    grounds : Grounds
    text : float
        What the texts say for it, in log-odds.
    """
    tests = {
        Doubt.SAME_DEPARTMENT: bool(one.department) and one.department == other.department,
        Doubt.OTHER_GOALS: _differ(one, other, Tie.GOALS),
        Doubt.OTHER_CAPABILITIES: _differ(one, other, Tie.CAPABILITIES),
        Doubt.FEW_WORDS: min(len(words_of(each.whole)) for each in (one, other)) < FEW_WORDS,
        Doubt.WORDS_ALONE: not grounds.shared,
        Doubt.TIES_ALONE: text <= 0,
        Doubt.KNOWN_DEPENDENCY: tied(one, other),
    }
    return tuple(doubt for doubt, holds in tests.items() if holds)


def tied(one: Profile, other: Profile) -> bool:
    """Whether the tables say that one builds on the other."""
    return one.id in other.builds_on or other.id in one.builds_on


def _differ(one: Profile, other: Profile, tie: Tie) -> bool:
    return bool(one.of(tie)) and bool(other.of(tie)) and not one.of(tie) & other.of(tie)


def _content_words(text: str) -> list[str]:
    stop_words = _stop_words()
    return [
        word
        for word in words_of(text)
        if len(word) >= _SHORTEST_WORD and not word.isdigit() and word not in stop_words
    ]
