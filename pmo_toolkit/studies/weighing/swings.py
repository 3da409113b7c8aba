"""Swing weights as scorers note them in a workshop's journal.

A swing is the move from the worst to the best end of a criterion's scale. The one that matters most
counts 100, the others in proportion to it (von Winterfeldt and Edwards 1986, ch. 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.analysis.standing.weighting.weights import swing_weights
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.entries import WEIGHTS, Entry

#: Subject of notes on weights.
SUBJECT = "swing weights"
#: Points of the swing that matters most.
LARGEST = 100.0


@dataclass(frozen=True)
class ScorerSwings:
    """The swings of one scorer.

    Parameters
    ----------
    role : str
    points : tuple of float
        0–100, in the order of the criteria.
    weights : tuple of float
        Shares of 1.
    at : str
        When they were noted, ISO 8601; empty for what is not noted yet.
    """

    role: str
    points: tuple[float, ...]
    weights: tuple[float, ...]
    at: str = ""


@dataclass(frozen=True)
class WeightSpread:
    """How far scorers lie apart on one criterion.

    Parameters
    ----------
    criterion : str
        Id.
    title : str
    low, high : float
        Smallest and largest weight, shares of 1.
    low_by, high_by : str
        Roles.
    """

    criterion: str
    title: str
    low: float
    high: float
    low_by: str
    high_by: str


def swings_of(
    role: str, points: Mapping[str, float], criteria: Sequence[Criterion], at: str = ""
) -> ScorerSwings:
    """The swings of a role, as weights.

    Parameters
    ----------
    role : str
    points : mapping of str to float
        Criterion → points.
    criteria : sequence of Criterion
        One criterion alone has all the weight.

    Raises
    ------
    UsageError
        If a criterion is missing or unknown, points lie outside 0–100, or none has the 100 that the
        others are compared with.
    """
    known = [criterion.id for criterion in criteria]
    wrong = [name for name in points if name not in known] or [
        name for name in known if name not in points
    ]
    if wrong:
        raise UsageError(f"the criterion {wrong[0]!r} is not among both, swings and criteria")
    stated = np.array([points[name] for name in known], dtype=float)
    if not (np.isfinite(stated).all() and (stated >= 0).all() and (stated <= LARGEST).all()):
        raise UsageError("the points of a swing are 0 to 100")
    if not stated.any():
        raise UsageError("all swings are 0: give 100 to the one that matters most")
    try:
        weights = swing_weights(stated)
    except ValueError as error:
        raise UsageError(str(error)) from None
    return ScorerSwings(role, tuple(stated.tolist()), tuple(weights.tolist()), at)


def note_of(swings: ScorerSwings, criteria: Sequence[Criterion]) -> dict[str, Any]:
    """The swings of a role as a note of the journal holds them."""
    ids = [criterion.id for criterion in criteria]
    return {
        "points": dict(zip(ids, swings.points, strict=True)),
        "weights": dict(zip(ids, swings.weights, strict=True)),
    }


def noted_swings(
    entries: Iterable[Entry], criteria: Sequence[Criterion]
) -> tuple[tuple[ScorerSwings, ...], tuple[str, ...]]:
    """The last swings of each role, and roles whose notes are of other criteria than today's."""
    last = {
        entry.role: entry for entry in entries if entry.kind == WEIGHTS and entry.subject == SUBJECT
    }
    found, outdated = [], []
    for role, entry in last.items():
        try:
            points = {str(name): float(value) for name, value in entry.value["points"].items()}
            found.append(swings_of(role, points, criteria, entry.at))
        except (UsageError, KeyError, TypeError, ValueError, AttributeError):
            outdated.append(role)
    return tuple(found), tuple(outdated)


def spreads(
    scorers: Sequence[ScorerSwings], criteria: Sequence[Criterion]
) -> tuple[WeightSpread, ...]:
    """How far scorers lie apart, the widest criterion first; empty for fewer than two."""
    if len(scorers) < 2:
        return ()
    found = []
    for place, criterion in enumerate(criteria):
        by_weight = sorted(scorers, key=lambda one: one.weights[place])
        low, high = by_weight[0], by_weight[-1]
        found.append(
            WeightSpread(
                criterion.id,
                criterion.title,
                low.weights[place],
                high.weights[place],
                low.role,
                high.role,
            )
        )
    return tuple(sorted(found, key=lambda one: one.low - one.high))


def swing_rows(
    scorers: Sequence[ScorerSwings], criteria: Sequence[Criterion]
) -> list[dict[str, Any]]:
    """A row a scorer and criterion, for a table of its own; ``criteria`` keeps its weights.

    Columns ``scorer_role``, ``criterion``, ``title``, ``points``, ``weight`` and ``time``.
    """
    return [
        {
            "scorer_role": scorer.role,
            "criterion": criterion.id,
            "title": criterion.title,
            "points": points,
            "weight": weight,
            "time": scorer.at,
        }
        for scorer in scorers
        for criterion, points, weight in zip(criteria, scorer.points, scorer.weights, strict=True)
    ]
