"""All portfolios that no other beats."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.portfolio.robust.dominance import (
    TOLERANCE,
    Booleans,
    Values,
    is_beaten,
)
from pmo_toolkit.analysis.portfolio.robust.shapes import Floats, ScoredProposals


def all_unbeaten(proposals: ScoredProposals, points: Floats, most: int) -> Booleans | None:
    """All feasible portfolios that no other feasible one beats.

    Parameters
    ----------
    proposals : ScoredProposals
    points : ndarray of shape (points, criteria)
        Extreme points of the weights.
    most : int
        Partial portfolios that are followed at most.

    Returns
    -------
    ndarray of bool of shape (portfolios, proposals), or None
        None where more than `most` would have to be followed.

    Notes
    -----
    Proposals are decided one after the other. Of two partial portfolios, one that takes no more,
    agrees on all that later ties look at, and is beaten by nothing stands for the other, whatever
    is added to both (dynamic programming after Liesiö, Mild and Salo 2008).
    """
    order = _order(proposals, Values.of(proposals, points))
    values = Values.of(proposals, points)
    requires, excludes = proposals.places(proposals.requires), proposals.places(proposals.excludes)
    partial = np.zeros((1, len(proposals.ids)), dtype=bool)
    decided: set[int] = set()
    for place in order:
        taken = partial.copy()
        taken[:, place] = True
        partial = np.concatenate([partial, taken])
        decided.add(place)
        partial = partial[_is_possible(partial, proposals, decided, requires, excludes)]
        tied = sorted(_open_ends(decided, [*requires, *excludes]))
        takes = partial.astype(float) @ proposals.takes
        partial = partial[~is_beaten(partial, values, takes, partial[:, tied])]
        if len(partial) > most:
            return None
    return np.asarray(partial[~is_beaten(partial, values)])


def _order(proposals: ScoredProposals, values: Values) -> list[int]:
    """The worthiest for what it takes first, and what is tied together one after the other."""
    share = proposals.takes / np.where(proposals.limits > 0, proposals.limits, 1.0)
    worth = (values.low + values.high).mean(axis=0) / (share.sum(axis=1) + TOLERANCE)
    ties = proposals.places((*proposals.requires, *proposals.excludes))
    near: dict[int, list[int]] = {}
    for one, other in ties:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    placed: dict[int, None] = {}
    for first in sorted(range(len(proposals.ids)), key=lambda place: (-worth[place], place)):
        waiting = [first]
        while waiting:
            place = waiting.pop()
            if place not in placed:
                placed[place] = None
                waiting += sorted(near.get(place, ()), reverse=True)
    return list(placed)


def _is_possible(
    partial: Booleans,
    proposals: ScoredProposals,
    decided: set[int],
    requires: list[tuple[int, int]],
    excludes: list[tuple[int, int]],
) -> Booleans:
    """Whether limits and ties hold as far as they are decided."""
    takes = partial.astype(float) @ proposals.takes
    fits = (takes <= proposals.limits + TOLERANCE * np.maximum(1.0, proposals.limits)).all(axis=1)
    for one, needed in requires:
        if {one, needed} <= decided:
            fits &= ~partial[:, one] | partial[:, needed]
    for one, other in excludes:
        if {one, other} <= decided:
            fits &= ~(partial[:, one] & partial[:, other])
    return np.asarray(fits)


def _open_ends(decided: set[int], ties: list[tuple[int, int]]) -> set[int]:
    """Decided proposals that a later one is tied to."""
    return {
        here
        for one, other in ties
        for here, there in ((one, other), (other, one))
        if here in decided and there not in decided
    }
