"""One score a pair: texts and ties together, as log-odds with weights that were fitted once.

The weights were fitted by logistic regression to the pairs of two development organisations (see
``benchmarks/overlaps.md``), half of the themes' words left out at random, and those of ties were
then lowered by judgement, since real tables of goals are less tidy than ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.overlaps.encoding import Matrix
from pmo_toolkit.analysis.overlaps.shapes import Profile, Tie

#: Log-odds a standard deviation of each comparison of texts.
TEXT, THEME_WORDS, THEME_MEANING = 0.8, 0.45, 0.9
#: Log-odds where both name the same rare thing; less where many name it.
SHARED = {
    Tie.GOALS: 1.4,
    Tie.CAPABILITIES: 2.4,
    Tie.AREAS: 0.5,
    Tie.SERVICES: 1.5,
    Tie.SUPPLIERS: 0.5,
    Tie.ROLES: 0.3,
}
#: Log-odds where both name some, and none of them is the same.
NONE_SHARED = {Tie.GOALS: -0.8, Tie.CAPABILITIES: -1.4}
SAME_DEPARTMENT = -2.0
#: Log-odds of a pair of `PAIRS_OF` proposals before anything is known of it; rarer among more.
PRIOR, PAIRS_OF = -6.2, 60
#: One comparison alone never says more than as many standard deviations.
MOST_DEVIATIONS = 5.0
#: Pairs for which the usual level and spread count beside those of the workspace itself.
PRIOR_PAIRS = 50


@dataclass(frozen=True)
class TextSimilarities:
    """What three comparisons of texts say of every pair, each of shape (n, n)."""

    text: Matrix
    theme_words: Matrix
    theme_meaning: Matrix


def text_log_odds(similarities: TextSimilarities) -> Matrix:
    """What the texts say of each pair, in log-odds beside the prior, shape (n, n)."""
    made: Matrix = (
        TEXT * _standard(similarities.text)
        + THEME_WORDS * _standard(similarities.theme_words)
        + THEME_MEANING * _standard(similarities.theme_meaning)
    )
    return made


def tie_log_odds(profiles: Sequence[Profile]) -> Matrix:
    """What goals, capabilities and the like say of each pair, in log-odds, shape (n, n)."""
    count = len(profiles)
    found = np.zeros((count, count))
    for tie, weight in SHARED.items():
        names = [profile.of(tie) for profile in profiles]
        shared = _shared(names)
        found += weight * np.minimum(shared, 2.0)
        if tie in NONE_SHARED:
            states = np.array([bool(some) for some in names], dtype=bool)
            found += NONE_SHARED[tie] * ((shared == 0) & states[:, None] & states[None, :])
    departments = [profile.department.casefold() for profile in profiles]
    for place, department in enumerate(departments):
        if department:
            same = np.array([other == department for other in departments], dtype=bool)
            found[place] += SAME_DEPARTMENT * same
    return found


def scores(log_odds: Matrix) -> Matrix:
    """Scores from 0 to 1 of log-odds beside the prior, shape (n, n)."""
    prior = PRIOR + np.log(PAIRS_OF / max(len(log_odds), 2))
    made: Matrix = 1 / (1 + np.exp(-np.clip(prior + log_odds, -500.0, 500.0)))
    return made


def _standard(similarity: Matrix) -> Matrix:
    """Similarities in standard deviations from their mean over all pairs."""
    pairs = similarity[np.triu_indices(len(similarity), 1)]
    spread = float(pairs.std()) if len(pairs) else 0.0
    if spread < 1e-9:
        return np.zeros_like(similarity)
    # Among few pairs the nearest is far from the others only by chance.
    damped = np.sqrt(len(pairs) / (len(pairs) + PRIOR_PAIRS))
    bounded: Matrix = np.minimum((similarity - pairs.mean()) / spread * damped, MOST_DEVIATIONS)
    return bounded


def _shared(names: Sequence[frozenset[str]]) -> Matrix:
    """How much two have in common: near 1 for a name that they alone share, shape (n, n)."""
    columns = {name: place for place, name in enumerate(sorted(frozenset().union(*names)))}
    held = np.zeros((len(names), max(len(columns), 1)))
    for row, own in enumerate(names):
        held[row, [columns[name] for name in own]] = 1.0
    count = max(len(names), 1)
    rarity = np.log((count + 1) / (held.sum(axis=0) + 0.5)) / np.log(count + 1)
    shared: Matrix = (held * np.maximum(rarity, 0.05)) @ held.T
    return shared
