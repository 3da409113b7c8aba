"""Proposals under weights that are being moved, and how far scorers' weights lie apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.reweighing import RankedProposal
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.core.number_format import NumberFormat, counted
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.weighing.study import WeighedRanks, WeighingStudy
from pmo_toolkit.studies.weighing.swings import ScorerSwings, spreads

_NOT_ASSESSED = "not assessed"


class RankLine(NamedTuple):
    """One proposal as it stands today and under other weights, any text."""

    proposal: str
    title: str
    is_chosen: bool
    tier_before: str
    tier_after: str
    chance_before: str
    chance_after: str
    likeliest: str
    range: str

    @property
    def tier_changes(self) -> bool:
        """Whether it would stand in another tier."""
        return self.tier_before != self.tier_after


class _SpreadRow(NamedTuple):
    title: str
    shares: tuple[str, ...]


class _Widest(NamedTuple):
    title: str
    low: str
    low_by: str
    high: str
    high_by: str


def swing_weights(
    study: WeighingStudy,
    ranks: WeighedRanks | NotAssessed,
    chosen: Collection[str] = (),
    *,
    brief: bool = False,
) -> Section:
    """Tiers and ranks under weights of one scorer or several, beside those of today.

    Parameters
    ----------
    study : WeighingStudy
    ranks : WeighedRanks or NotAssessed
    chosen : collection of str
        Ids of proposals that are marked.
    brief : bool
        Only proposals that are marked or stand in another tier than today.

    Examples
    --------
    >>> from pmo_toolkit.studies.weighing.swings import swings_of
    >>> study = WeighingStudy("data/sample", as_of="2026-01-15")
    >>> own = swings_of("Head of IT", study.stated_points, study.criteria)
    >>> swing_weights(study, study.ranks([own])).name
    'swing_weights'
    """
    if isinstance(ranks, NotAssessed):
        return render("swing_weights", lines=[], absent=f"Ranks are not assessed: {ranks.why}.")
    lines = [_line(study, one, one.proposal in chosen) for one in ranks.proposals]
    moved = sum(line.tier_changes for line in lines)
    roles = [scorer.role for scorer in ranks.scorers]
    whose = (
        f"the weights of {roles[0]}"
        if len(roles) == 1
        else f"the weights of {len(roles)} scorers, each in turn"
    )
    return render(
        "swing_weights",
        lines=[line for line in lines if line.is_chosen or line.tier_changes] if brief else lines,
        absent="Every proposal stands in the tier of today.",
        whose=whose,
        top=ranks.proposals[0].tier.top,
        total=len(lines),
        sentence=(
            f"{counted(moved, 'proposal stands', 'proposals stand')} in another tier than today."
            if moved
            else "Every proposal stands in the tier of today."
        ),
    )


def weight_spread(
    scorers: Sequence[ScorerSwings],
    criteria: Sequence[Criterion],
    numbers: NumberFormat,
    outdated: Sequence[str] = (),
) -> Section:
    """The weights of every scorer beside each other, and where they differ most.

    Parameters
    ----------
    scorers : sequence of ScorerSwings
    criteria : sequence of Criterion
    numbers : NumberFormat
    outdated : sequence of str
        Roles whose weights are of other criteria.
    """
    rows = [
        _SpreadRow(
            criterion.title, tuple(numbers.share(scorer.weights[place]) for scorer in scorers)
        )
        for place, criterion in enumerate(criteria)
    ]
    apart = spreads(scorers, criteria)
    widest = None
    if apart and apart[0].high > apart[0].low:
        most = apart[0]
        low, high = numbers.share(most.low), numbers.share(most.high)
        widest = _Widest(most.title, low, most.low_by, high, most.high_by)
    return render(
        "weight_spread", scorers=list(scorers), rows=rows, widest=widest, outdated=list(outdated)
    )


def _line(study: WeighingStudy, after: RankedProposal, is_chosen: bool) -> RankLine:
    before, numbers = study.today(after.proposal), study.figures
    tier = None if isinstance(before, NotAssessed) else before.tier
    rank, chance = after.likeliest_rank
    return RankLine(
        after.proposal,
        study.titles.get(after.proposal, after.proposal),
        is_chosen,
        _NOT_ASSESSED if tier is None else tier.name,
        after.tier.name,
        _NOT_ASSESSED if tier is None else numbers.chance(tier.chance_top),
        numbers.chance(after.tier.chance_top),
        f"{rank} ({numbers.chance(chance)})",
        f"{after.rank_low}–{after.rank_high}",
    )
