"""Where proposals stand under weights that are being moved, beside where they stand today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.analysis.standing.rankable import rankable
from pmo_toolkit.analysis.standing.reweighing import RankedProposal, Reweighing
from pmo_toolkit.analysis.standing.scores import read_criteria, read_scores
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.analysis.standing.weighting.pairwise import PairwiseWeights
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.weighing.swings import LARGEST, ScorerSwings
from pmo_toolkit.workspace import Workspace

#: So many sets of criteria that count keep their draws of scores.
_MOST_KEPT = 8


@dataclass(frozen=True)
class WeighedRanks:
    """Proposals under weights of one scorer or several.

    Parameters
    ----------
    scorers : tuple of ScorerSwings
    proposals : tuple of RankedProposal
        The best expected rank first.
    """

    scorers: tuple[ScorerSwings, ...]
    proposals: tuple[RankedProposal, ...]

    def of(self, proposal: str) -> RankedProposal | None:
        """One proposal; None where it is not ranked."""
        return next((one for one in self.proposals if one.proposal == proposal), None)


class WeighingStudy:
    """Ranks and tiers of all scored proposals of a workspace under any swing weights.

    Nothing is written; the weights of the table ``criteria`` stay what they are.

    Parameters
    ----------
    workspace : Workspace or path
    settings, seed, as_of
        As for `assess_proposal`.

    Raises
    ------
    WorkspaceError, UsageError
        As `assess_proposal` does.

    Examples
    --------
    >>> from pmo_toolkit.studies.weighing.swings import swings_of
    >>> study = WeighingStudy("data/sample", as_of="2026-01-15")
    >>> points = {criterion.id: 100 for criterion in study.criteria}
    >>> len(study.ranks([swings_of("Head of IT", points, study.criteria)]).proposals)
    24

    Attributes
    ----------
    criteria : tuple of Criterion
        Empty where they cannot be used.
    absent : NotAssessed or None
        Why nothing can be weighed.
    titles : mapping of str to str
        Proposal → title.
    figures : NumberFormat
        Writes numbers.
    """

    def __init__(
        self,
        workspace: Workspace | str | Path,
        *,
        settings: Settings | None = None,
        seed: int | None = None,
        as_of: dt.date | str | None = None,
    ):
        self._prepared = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
        read = self._prepared.workspace
        self.figures = self._prepared.figures
        proposals = read.table("proposals")
        self.titles = {
            str(name): str(title)
            for name, title in zip(proposals["id"], proposals["title"], strict=True)
        }
        # all weights nought in the table would refuse the criteria, which are weighed anew here
        stated = read.table("criteria")
        criteria = read_criteria(stated.assign(weight=LARGEST))
        self.absent = criteria if isinstance(criteria, NotAssessed) else None
        self.criteria: tuple[Criterion, ...] = ()
        self._scores = None
        if not isinstance(criteria, NotAssessed):
            self.criteria = criteria
            judgements = read.table("judgements")
            if not judgements.empty:
                self._scores = read_scores(judgements, criteria)
        self._stated = {
            str(name): None if np.isnan(weight) else float(weight)
            for name, weight in zip(stated["id"], stated["weight"].astype(float), strict=True)
        }
        self._kept: dict[frozenset[str], Reweighing | NotAssessed] = {}

    @property
    def stated_points(self) -> dict[str, float]:
        """Points that the table's weights come to, the largest 100; all 100 where one lacks."""
        known = [value for value in self._stated.values() if value is not None]
        ids = [criterion.id for criterion in self.criteria]
        largest = max(known, default=0.0)
        if len(known) < len(self._stated) or not largest > 0:
            return dict.fromkeys(ids, LARGEST)
        return {name: round(LARGEST * (self._stated[name] or 0.0) / largest, 6) for name in ids}

    def today(self, proposal: str) -> ProposalStanding | NotAssessed:
        """Where a proposal stands by the weights of the table."""
        standing = self._prepared.standing
        return standing if isinstance(standing, NotAssessed) else standing.of(proposal)

    def ranks(self, scorers: Sequence[ScorerSwings]) -> WeighedRanks | NotAssessed:
        """Ranks and tiers under the weights of one scorer or several, each with its own voice."""
        if self.absent is not None:
            return self.absent
        counting = frozenset(
            criterion.id
            for place, criterion in enumerate(self.criteria)
            if any(scorer.weights[place] > 0 for scorer in scorers)
        )
        found = self._reweighing(counting)
        if isinstance(found, NotAssessed):
            return found
        weights = [np.array(scorer.weights) for scorer in scorers]
        return WeighedRanks(tuple(scorers), found.ranked(weights))

    def _reweighing(self, counting: frozenset[str]) -> Reweighing | NotAssessed:
        """Draws of scores of the proposals that are scored on a criterion that counts."""
        if counting not in self._kept:
            while len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[counting] = self._drawn(counting)
        return self._kept[counting]

    def _drawn(self, counting: frozenset[str]) -> Reweighing | NotAssessed:
        weighed = tuple(
            Criterion(
                one.id,
                one.title,
                one.direction,
                one.low,
                one.high,
                LARGEST if one.id in counting else 0.0,
                "swing",
            )
            for one in self.criteria
        )
        judgements = self._prepared.workspace.table("judgements")
        settings = self._prepared.settings
        together = rankable(judgements, PairwiseWeights(weighed, None, ()), settings, self._scores)
        return together if isinstance(together, NotAssessed) else Reweighing(together[0], settings)
