"""Tiers: how firmly an alternative stands among the first, and what shakes it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pmo_toolkit.analysis.base.likelihood import likelihood_words, percent
from pmo_toolkit.core.number_format import listed
from pmo_toolkit.core.settings import Settings

TIERS = ("robust", "contested", "weak")


@dataclass(frozen=True)
class Tier:
    """How firmly an alternative stands.

    Parameters
    ----------
    name : str
        ``"robust"``: among the first under nearly all plausible weights and scores, and under every
        scorer's own view more likely among them than not. ``"weak"``: hardly ever among them.
        ``"contested"``: everything between.
    top : int
        How many ranks count as the first.
    chance_top : float
        Chance to be among them, 0–1.
    why : str
        The reason, as a clause.
    """

    name: str
    top: int
    chance_top: float
    why: str


def first_ranks(alternatives: int, settings: Settings) -> int:
    """How many ranks count as the first: a share of the alternatives, at least one, never all."""
    return max(
        1, min(alternatives - 1, math.ceil(settings.standing.tier_top_share * alternatives - 1e-9))
    )


def tier_of(
    chance_top: float, top: int, by_scorer: Mapping[str, float], settings: Settings
) -> Tier:
    """Tier of one alternative.

    Parameters
    ----------
    chance_top : float
        Chance to be among the first `top`, over all scorers.
    top : int
    by_scorer : mapping of str to float
        Scorer's role → the same chance under this scorer's own scores; only scorers who scored the
        alternative.
    settings : Settings
        For `tier_robust` and `tier_weak`.

    Raises
    ------
    ValueError
        If a chance does not lie between 0 and 1.
    """
    for probability in (chance_top, *by_scorer.values()):
        if not 0 <= probability <= 1:
            raise ValueError(f"a chance lies between 0 and 1, found {probability!r}")
    against = [role for role, chance in by_scorer.items() if chance < 0.5]
    stated = f"{likelihood_words(chance_top)} ({percent(chance_top)}) to be among the first {top}"
    if chance_top < settings.standing.tier_weak:
        return Tier("weak", top, chance_top, stated)
    if chance_top < settings.standing.tier_robust:
        return Tier("contested", top, chance_top, stated)
    if against:
        scorers = listed([f"the {role}" for role in against])
        return Tier("contested", top, chance_top, f"{stated}, but not in the view of {scorers}")
    return Tier(
        "robust",
        top,
        chance_top,
        stated + (", in every scorer's own view too" if len(by_scorer) > 1 else ""),
    )
