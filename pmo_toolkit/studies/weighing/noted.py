"""Weights that a workshop noted, and the tiers under all of them beside those of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.studies.elicitation.entries import WEIGHTS, Entry
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.weighing.study import WeighedRanks, WeighingStudy
from pmo_toolkit.studies.weighing.swings import SUBJECT, ScorerSwings, noted_swings


@dataclass(frozen=True)
class NotedWeights:
    """What the scorers of a workshop weighed, and what comes of it.

    Parameters
    ----------
    study : WeighingStudy
    scorers : tuple of ScorerSwings
        The last of each role.
    outdated : tuple of str
        Roles whose weights are of other criteria than today's.
    ranks : WeighedRanks or NotAssessed
        Under the weights of all scorers, each with its own voice.
    """

    study: WeighingStudy
    scorers: tuple[ScorerSwings, ...]
    outdated: tuple[str, ...]
    ranks: WeighedRanks | NotAssessed

    @property
    def tier_rows(self) -> tuple[dict[str, Any], ...]:
        """A row a proposal, the best expected rank first; empty where nothing is ranked."""
        return () if isinstance(self.ranks, NotAssessed) else tuple(_rows(self.study, self.ranks))


def noted_weights(session: WorkshopSession, entries: Iterable[Entry]) -> NotedWeights | None:
    """The weights in a journal; None where nobody noted any.

    Parameters
    ----------
    session : WorkshopSession
    entries : iterable of Entry
    """
    known = [entry for entry in entries if entry.kind == WEIGHTS and entry.subject == SUBJECT]
    if not known:
        return None
    study = WeighingStudy(session.workspace, seed=session.seed, as_of=session.as_of)
    scorers, outdated = noted_swings(known, study.criteria)
    ranks: WeighedRanks | NotAssessed = NotAssessed(
        "ranks", "no weights fit the criteria of today", ReasonCode.NO_WEIGHTS
    )
    if scorers:
        ranks = study.ranks(scorers)
    return NotedWeights(study, scorers, outdated, ranks)


def _rows(study: WeighingStudy, ranks: WeighedRanks) -> Iterator[dict[str, Any]]:
    for after in ranks.proposals:
        before = study.today(after.proposal)
        tier = None if isinstance(before, NotAssessed) else before.tier
        rank, chance = after.likeliest_rank
        yield {
            "proposal": after.proposal,
            "tier_today": None if tier is None else tier.name,
            "tier_then": after.tier.name,
            "first": after.tier.top,
            "chance_first_today": None if tier is None else tier.chance_top,
            "chance_first_then": after.tier.chance_top,
            "likeliest_rank": rank,
            "likeliest_rank_chance": chance,
            "rank_low": after.rank_low,
            "rank_high": after.rank_high,
        }
