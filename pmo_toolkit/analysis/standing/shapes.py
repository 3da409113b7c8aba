"""The shape of a standing.

Plain numbers and words, so that an assessment can carry a proposal's part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.dissent import Dissent
from pmo_toolkit.analysis.standing.tiers import Tier
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.analysis.standing.weighting.pairwise import Weighing
from pmo_toolkit.analysis.standing.weighting.swaps import WeightSwap
from pmo_toolkit.core.canonical_json import OMITTED_WHERE_NONE


@dataclass(frozen=True)
class WeightedCriterion:
    """A criterion with its weight.

    Parameters
    ----------
    criterion, title : str
    low, high : float
        Ends of its scale, in points.
    weight : float or None
        Stated weight as a share of 1; None where every weighting counts as equally plausible.
    """

    criterion: str
    title: str
    low: float
    high: float
    weight: float | None


@dataclass(frozen=True)
class WeightChange:
    """Weight of one criterion before and after a change, as shares of 1."""

    criterion: str
    before: float
    after: float


@dataclass(frozen=True)
class Swap:
    """The smallest change of weights that swaps two proposals in the weighted sum of middle scores.

    Parameters
    ----------
    moved : float
        Share of all weight that moves, 0–1.
    changes : tuple of WeightChange
        Criteria whose weight changes.
    single : WeightChange or None
        The smallest change of one weight alone, the others keeping their proportions; None where
        none does it.
    """

    moved: float
    changes: tuple[WeightChange, ...]
    single: WeightChange | None

    @classmethod
    def of(cls, swap: WeightSwap, criteria: Sequence[str]) -> Swap:
        """A swap with the ids of the criteria instead of their positions."""
        changes = tuple(
            WeightChange(name, before, after)
            for name, before, after in zip(criteria, swap.before, swap.after, strict=True)
            if before != after
        )
        one = swap.single
        return cls(
            swap.moved,
            changes,
            None if one is None else WeightChange(criteria[one.criterion], one.before, one.after),
        )


@dataclass(frozen=True)
class Neighbour:
    """The proposal next in the order of expected ranks.

    Parameters
    ----------
    proposal : str
    title : str or None
        None where it is not known.
    chance_beaten : float
        Chance that the proposal in question comes before this one, 0–1; a tie counts half.
    swap : Swap or NotAssessed
        What would swap the two.
    """

    proposal: str
    title: str | None
    chance_beaten: float
    swap: Swap | NotAssessed


@dataclass(frozen=True)
class ScorerView:
    """Where a proposal stands by one role's own scores.

    Expected rank, and chance to be among the first, 0–1.
    """

    role: str
    expected_rank: float
    chance_top: float


@dataclass(frozen=True)
class ProposalStanding:
    """One proposal among the others.

    Parameters
    ----------
    proposal : str
    criteria : tuple of WeightedCriterion
        What proposals are compared by.
    alternatives : int
        Proposals that are ranked together.
    tier : Tier
    expected_rank : float
        Mean rank over all draws, 1 the best.
    rank_low, rank_high : int
        Ranks between which it lies with a chance of at least 80 %.
    rank_acceptability : tuple of float
        Chance of each rank, the first first; they sum to 1.
    chance_first : float
        Chance of the first rank, round the stated weights.
    chance_first_any_weights : float
        The same if every weighting is equally plausible.
    central_weights : tuple of float or NotAssessed
        Mean of the weights that put it first, in the order of the criteria, if every weighting is
        equally plausible.
    beats : tuple of (str, float)
        Every other proposal, and the chance to come before it; a tie counts half.
    not_scored : tuple of str
        Criteria on which nobody scored it; anything on their scales was taken as possible.
    value, topsis : float or NotAssessed
        Weighted sum and closeness to the ideal of middle scores (medians over scorers) on fixed
        scales, 0–1.
    value_rank, topsis_rank : float or NotAssessed
        Ranks by them, among the proposals that are scored on every criterion.
    above, below : Neighbour or None
        Next better and next worse by expected rank; None at the ends.
    dissent : tuple of Dissent
        What each role said, by criterion.
    views : tuple of ScorerView
        The standing by each role's own scores, for roles that scored it.
    weighing : Weighing or None
        How pairwise comparisons made the weights; None, and not written, where they did not.
    """

    proposal: str
    criteria: tuple[WeightedCriterion, ...]
    alternatives: int
    tier: Tier
    expected_rank: float
    rank_low: int
    rank_high: int
    rank_acceptability: tuple[float, ...]
    chance_first: float
    chance_first_any_weights: float
    central_weights: tuple[float, ...] | NotAssessed
    beats: tuple[tuple[str, float], ...]
    not_scored: tuple[str, ...]
    value: float | NotAssessed
    value_rank: float | NotAssessed
    topsis: float | NotAssessed
    topsis_rank: float | NotAssessed
    above: Neighbour | None
    below: Neighbour | None
    dissent: tuple[Dissent, ...]
    views: tuple[ScorerView, ...]
    weighing: Weighing | None = field(default=None, metadata=OMITTED_WHERE_NONE)

    @property
    def sentence(self) -> str:
        """Tier and range of ranks in words."""
        ranks = (
            f"rank {self.rank_low}"
            if self.rank_low == self.rank_high
            else f"ranks {self.rank_low} to {self.rank_high}"
        )
        return (
            f"{self.tier.name.capitalize()}: {self.tier.why}; 80 % range {ranks} of"
            f" {self.alternatives}."
        )


@dataclass(frozen=True)
class Standing:
    """All scored proposals of a workspace among each other.

    Parameters
    ----------
    criteria : tuple of Criterion
        With the weights as stated.
    weights : tuple of float or None
        Stated weights as shares of 1; None where one is missing and every weighting counts as
        equally plausible.
    scorers : tuple of str
        Roles.
    proposals : tuple of ProposalStanding
        By expected rank, the best first.
    left_out : dict of str to NotAssessed
        Proposal that was scored but cannot be ranked → why.
    findings : tuple of str
        What was set aside or assumed, with its row.
    draws, seed : int
    weighing : Weighing or None
        How pairwise comparisons made the weights; None where they did not.
    """

    criteria: tuple[Criterion, ...]
    weights: tuple[float, ...] | None
    scorers: tuple[str, ...]
    proposals: tuple[ProposalStanding, ...]
    left_out: dict[str, NotAssessed]
    findings: tuple[str, ...]
    draws: int
    seed: int
    weighing: Weighing | None = None

    def of(self, proposal: str) -> ProposalStanding | NotAssessed:
        """One proposal's part."""
        for standing in self.proposals:
            if standing.proposal == proposal:
                return standing
        if proposal in self.left_out:
            return self.left_out[proposal]
        return NotAssessed(
            "standing", "nobody has scored it", ReasonCode.NOT_SCORED, names=(proposal,)
        )

    @property
    def table(self) -> pd.DataFrame:
        """One row a proposal.

        Tier, chance to be among the first, expected rank, 80 % range of ranks.
        """
        rows = [
            (
                standing.proposal,
                standing.tier.name,
                standing.tier.chance_top,
                standing.expected_rank,
                standing.rank_low,
                standing.rank_high,
            )
            for standing in self.proposals
        ]
        columns = [
            "proposal",
            "tier",
            "chance among the first",
            "expected rank",
            "rank from",
            "rank to",
        ]
        return pd.DataFrame(rows, columns=columns)
