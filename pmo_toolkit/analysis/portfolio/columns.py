"""Every way to choose a proposal as one column: its option, its first quarter, what it takes.

Proposals and options stand in the order of their ids, so that the order of rows in a workspace
moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.portfolio.shapes import (
    Floats,
    PortfolioOption,
    PortfolioProblem,
    PortfolioProposal,
)

Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Columns:
    """All ways to choose, by id of the proposal, id of the option and quarter.

    Parameters
    ----------
    proposals : tuple of PortfolioProposal
        By id.
    options : tuple of PortfolioOption
        One a column.
    years, roles : tuple of str
        Budget years in the order of the plan; roles by id, those of the capacity alone.
    proposal, start, delivery : ndarray of int, shape (columns,)
        Place of the proposal, first quarter, first quarter after the delivery.
    value, goals, money : ndarray, shape (columns,)
        Net value, contribution to goals, and all money that is spent, within the plan or not.
    spend : ndarray, shape (columns, years)
        Expected money by budget year, as far as the plan reaches.
    hours : ndarray, shape (columns, roles, quarters)
    """

    proposals: tuple[PortfolioProposal, ...]
    options: tuple[PortfolioOption, ...]
    years: tuple[str, ...]
    roles: tuple[str, ...]
    proposal: Whole
    start: Whole
    delivery: Whole
    value: Floats
    goals: Floats
    money: Floats
    spend: Floats
    hours: Floats

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.proposal)

    def of(self, proposal: str) -> Whole:
        """Columns of one proposal, by its id."""
        places = {other.id: place for place, other in enumerate(self.proposals)}
        return np.flatnonzero(self.proposal == places[proposal])

    def share(self, bucket: str) -> Floats:
        """Share of a column's money that counts in a bucket, shape (columns,)."""
        shares = [proposal.buckets.get(bucket, 0.0) for proposal in self.proposals]
        return np.asarray(shares, dtype=float)[self.proposal]


def columns_of(problem: PortfolioProblem) -> Columns:
    """Columns of a problem: one for each quarter in which an option can begin."""
    proposals = tuple(sorted(problem.proposals, key=lambda proposal: proposal.id))
    years = tuple(dict.fromkeys(problem.years))
    roles = tuple(sorted(problem.capacity))
    quarters = len(problem.quarters)
    in_year = np.array([[year == other for other in years] for year in problem.years], dtype=float)
    parts: list[tuple[int, PortfolioOption, Whole]] = []
    for place, proposal in enumerate(proposals):
        for option in sorted(proposal.options, key=lambda option: option.id):
            value = np.asarray(option.value, dtype=float)
            parts.append((place, option, np.flatnonzero(~np.isnan(value))))
    starts = np.concatenate([part[2] for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    options = tuple(option for _, option, own in parts for _ in own)
    spend = [delayed(option.spend, own, quarters) @ in_year for _, option, own in parts]
    hours = [_hours(option, roles, own, quarters) for _, option, own in parts]
    return Columns(
        proposals=proposals,
        options=options,
        years=years,
        roles=roles,
        proposal=_per_start([place for place, _, _ in parts], parts).astype(np.int64),
        start=starts.astype(np.int64),
        delivery=(starts + _per_start([option.length for _, option, _ in parts], parts)).astype(
            np.int64
        ),
        value=_joined([np.asarray(option.value, dtype=float)[own] for _, option, own in parts]),
        goals=_per_start([option.goals for _, option, _ in parts], parts),
        money=_per_start([float(np.sum(option.spend)) for _, option, _ in parts], parts),
        spend=np.concatenate(spend) if spend else np.zeros((0, len(years))),
        hours=np.concatenate(hours) if hours else np.zeros((0, len(roles), quarters)),
    )


def delayed(amounts: NDArray[np.floating], starts: Whole, quarters: int) -> Floats:
    """Amounts by quarter from a start on, placed at each start; beyond the plan they fall away.

    Parameters
    ----------
    amounts : ndarray of shape (…, quarters of work and use)
    starts : ndarray of int, shape (starts,)
    quarters : int
        Of the plan.

    Returns
    -------
    ndarray of shape (starts, …, quarters)
    """
    amounts = np.asarray(amounts, dtype=float)
    placed = np.zeros((len(starts), *amounts.shape[:-1], quarters))
    for row, start in enumerate(starts):
        length = min(amounts.shape[-1], quarters - int(start))
        if length > 0:
            placed[row, ..., start : start + length] = amounts[..., :length]
    return placed


def _hours(option: PortfolioOption, roles: Sequence[str], starts: Whole, quarters: int) -> Floats:
    hours = np.zeros((len(starts), len(roles), quarters))
    for place, role in enumerate(roles):
        if role in option.hours:
            hours[:, place] = delayed(option.hours[role], starts, quarters)
    return hours


def _per_start(
    values: Sequence[float], parts: Sequence[tuple[int, PortfolioOption, Whole]]
) -> Floats:
    return np.repeat(np.asarray(values, dtype=float), [len(own) for _, _, own in parts])


def _joined(values: Sequence[Floats]) -> Floats:
    return np.concatenate(values) if values else np.zeros(0)
