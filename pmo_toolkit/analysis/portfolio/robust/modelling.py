"""Core, borderline and exterior proposals under incomplete weights and interval scores."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.robust.portfolios import all_unbeaten
from pmo_toolkit.analysis.portfolio.robust.searching import unbeaten_of_search
from pmo_toolkit.analysis.portfolio.robust.shapes import (
    Part,
    RobustChoice,
    RobustPortfolios,
    ScoredProposals,
)
from pmo_toolkit.analysis.portfolio.robust.weight_sets import extreme_weights
from pmo_toolkit.core.number_format import counted

#: Partial portfolios that are followed at most: some seconds of work.
MOST_PARTIAL = 1500
#: Draws of weights and scores with which a search begins where there are too many to follow.
DRAWS = 100
#: Proposals that are sorted at most; every one is searched for by itself.
MOST_PROPOSALS = 100


def robust_portfolios(
    proposals: ScoredProposals,
    *,
    seed: int,
    most_partial: int = MOST_PARTIAL,
    draws: int = DRAWS,
    left_out: Mapping[str, str] | None = None,
) -> RobustPortfolios | NotAssessed:
    """Sort proposals by the portfolios that no other beats, whatever the weights.

    Parameters
    ----------
    proposals : ScoredProposals
    seed : int
        Of the draws that are taken where there are too many portfolios to follow them all.
    most_partial, draws : int
    left_out : mapping of str to str, optional
        Proposal that has no part in it → why.

    Returns
    -------
    RobustPortfolios or NotAssessed
        Not assessed without proposals, or where the means suffice for all: there is then nothing to
        choose.

    References
    ----------
    Liesiö, Mild and Salo (2007), Preference programming for robust portfolio modeling and project
    selection. European Journal of Operational Research 181, 1488–1505; and (2008) 190, 679–695.
    """
    missing = _nothing_to_choose(proposals)
    if missing is not None:
        return missing
    points = extreme_weights(proposals.weights, proposals.low.shape[1])
    found = all_unbeaten(proposals, points, most_partial)
    complete = found is not None
    if found is None:
        rng = np.random.default_rng([seed, len(proposals.ids)])
        found = unbeaten_of_search(proposals, points, draws, rng)
    share = found.mean(axis=0)
    choices = tuple(
        RobustChoice(name, _part(share[place]), float(share[place]))
        for place, name in enumerate(proposals.ids)
    )
    return RobustPortfolios(
        choices,
        len(found),
        complete,
        _sentence(choices, len(found), complete=complete),
        dict(left_out or {}),
    )


def _nothing_to_choose(proposals: ScoredProposals) -> NotAssessed | None:
    if not proposals.ids:
        return NotAssessed(
            "robust portfolios",
            "no proposal has both scores and a cost",
            ReasonCode.NOT_SCORED,
        )
    if len(proposals.ids) > MOST_PROPOSALS:
        return NotAssessed(
            "robust portfolios",
            f"{len(proposals.ids):,} proposals have too many portfolios to compare all of them;"
            f" among up to {MOST_PROPOSALS} it can be said: put those of one department or goal"
            " into a workspace of their own",
            ReasonCode.TOO_MANY_PROPOSALS,
        )
    suffices = (proposals.takes.sum(axis=0) <= proposals.limits).all()
    if suffices and not proposals.places(proposals.excludes):
        return NotAssessed(
            "robust portfolios",
            "money and people that are stated suffice for all of them together",
            ReasonCode.NOT_NEEDED,
        )
    return None


def _part(share: float) -> Part:
    if share == 1:
        return Part.CORE
    return Part.EXTERIOR if share == 0 else Part.BORDERLINE


def _sentence(choices: tuple[RobustChoice, ...], portfolios: int, *, complete: bool) -> str:
    parts = [choice.part for choice in choices]
    core, exterior = parts.count(Part.CORE), parts.count(Part.EXTERIOR)
    between = len(parts) - core - exterior
    how, beside = "", ""
    if not complete:
        how = " and that a search found"
        beside = " There are more of them, so that a part may be smaller than it seems."
    return (
        f"Of {counted(portfolios, 'portfolio', 'portfolios')} that no other beats{how}, with all"
        " weights that keep the stated order and all scores within their ranges,"
        f" {counted(core, 'proposal stands', 'proposals stand')} in every one, {exterior} in none,"
        f" and {between} in some.{beside}"
    )
