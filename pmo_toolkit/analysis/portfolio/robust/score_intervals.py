"""Interval scores over all scorers, with what each proposal takes of limited means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pmo_toolkit.analysis.portfolio.robust.shapes import Floats, ScoredProposals
from pmo_toolkit.analysis.standing.scores import Scores, views_of


def scored_proposals(
    scores: Scores,
    weights: Floats | None,
    takes: Mapping[str, Floats],
    limits: Floats,
    *,
    requires: Sequence[tuple[str, str]] = (),
    excludes: Sequence[tuple[str, str]] = (),
) -> tuple[ScoredProposals, dict[str, str]]:
    """Join the scores of all roles into intervals.

    The lowest end that any role states and the highest; the whole scale where nobody scored.

    Parameters
    ----------
    scores : Scores
    weights : ndarray of shape (criteria,) or None
    takes : mapping of str to ndarray of shape (means,)
        Proposal → what it takes; without those of which that is not known.
    limits : ndarray of shape (means,)
    requires, excludes : sequence of (str, str)

    Returns
    -------
    ScoredProposals
        Without the proposals of the mapping, and without what requires one of those.
    dict of str to str
        Proposal that has no part in it → why.
    """
    views = views_of(scores)
    low = np.min([np.nan_to_num(view.low, nan=0.0) for view in views], axis=0)
    high = np.max([np.nan_to_num(view.high, nan=1.0) for view in views], axis=0)
    left_out = {name: "nobody has scored it" for name in takes if name not in scores.items}
    left_out |= {name: "what it costs is not known" for name in scores.items if name not in takes}
    kept = [name for name in scores.items if name in takes]
    while lacking := {one: other for one, other in requires if one in kept and other not in kept}:
        for one, other in lacking.items():
            left_out[one] = f"it requires {other}, which has no part in it"
        kept = [name for name in kept if name not in lacking]
    at = [scores.items.index(name) for name in kept]
    columns = (len(kept), len(limits))
    return (
        ScoredProposals(
            tuple(kept),
            low[at],
            high[at],
            np.array([takes[name] for name in kept], dtype=float).reshape(columns),
            np.asarray(limits, dtype=float),
            None if weights is None else tuple(float(weight) for weight in weights),
            tuple(requires),
            tuple(excludes),
        ),
        left_out,
    )
