"""Money of many columns as drawn, without a table of all draws of all columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pmo_toolkit.analysis.portfolio.columns import Columns, delayed
from pmo_toolkit.analysis.portfolio.shapes import Floats, PortfolioOption, PortfolioProblem

#: Money that is above a budget by less than this share of it is rounding.
ROUNDING = 1e-6
#: Directions of draws that are weaker than this share of the strongest are rounding, and by how
#: much an eigenvalue is taken greater for that.
_RANK, _SAFE = 1e-6, 1e-3


class SpendDraws:
    """What columns spend by year in each of the joint draws; what is certain is the same in all.

    Attributes
    ----------
    count : int
        Draws; 0 where everything is certain.
    """

    def __init__(self, problem: PortfolioProblem, columns: Columns):
        self.columns = columns
        drawn = [option.spend_draws for option in dict.fromkeys(columns.options)]
        self.count = next((len(draws) for draws in drawn if draws is not None), 0)
        self._quarters = len(problem.quarters)
        self._in_year = np.array(
            [[year == other for other in columns.years] for year in problem.years], dtype=float
        ).reshape(self._quarters, len(columns.years))
        ends = [
            place
            for place in range(1, columns.count)
            if columns.options[place] is not columns.options[place - 1]
        ]
        starts = [0, *ends] if columns.count else []
        self._slices = [
            slice(first, last) for first, last in zip(starts, [*ends, columns.count], strict=False)
        ]

    def total(self, places: np.ndarray, shares: Floats | None = None) -> Floats:
        """Money of some columns together, shape (draws, years).

        Parameters
        ----------
        places : ndarray of int
        shares : ndarray, optional
            How much of each counts; all of it where not given.
        """
        total = np.zeros((self.count, len(self.columns.years)))
        for number, place in enumerate(places):
            share = 1.0 if shares is None else float(shares[number])
            total += share * self._of(self.columns.options[place], slice(place, place + 1))[0]
        return total

    def under(self, weights: Floats) -> Floats:
        """Sum over the draws, weighted, of what each column spends.

        Parameters
        ----------
        weights : ndarray of shape (draws,)

        Returns
        -------
        ndarray of shape (columns, years)
        """
        spend = self.columns.spend * float(weights.sum())
        for own in self._slices:
            option = self.columns.options[own.start]
            if option.spend_draws is not None:
                mean = weights @ np.asarray(option.spend_draws, dtype=float)
                spend[own] = delayed(mean, self.columns.start[own], self._quarters) @ self._in_year
        return spend

    def mean_of_least(self, count: int) -> Floats:
        """Mean of the `count` smallest draws of each column and year, shape (columns, years)."""
        spend = self.columns.spend.copy()
        for own in self._slices:
            option = self.columns.options[own.start]
            if option.spend_draws is not None:
                lowest = np.partition(self._of(option, own), count - 1, axis=1)[:, :count]
                spend[own] = lowest.mean(axis=1)
        return spend

    def variance(self) -> Floats:
        """Variance over the draws of each column and year, shape (columns, years)."""
        variance = np.zeros_like(self.columns.spend)
        for own in self._slices:
            if self.columns.options[own.start].spend_draws is not None:
                variance[own] = self._of(self.columns.options[own.start], own).var(axis=1)
        return variance

    def centred(self) -> list[Floats]:
        """Draws less their means of each proposal's columns, (columns, draws, years) each."""
        found: dict[int, list[Floats]] = {}
        for own in self._slices:
            option = self.columns.options[own.start]
            if option.spend_draws is not None:
                spend = self._of(option, own)
                owner = int(self.columns.proposal[own.start])
                found.setdefault(owner, []).append(spend - spend.mean(axis=1, keepdims=True))
        return [np.concatenate(parts) for parts in found.values()]

    def only_adds(self, places: np.ndarray) -> np.ndarray:
        """Whether a column never spends less than nothing in a year, shape (places,)."""
        return np.array(
            [
                bool((self._of(self.columns.options[place], slice(place, place + 1)) >= 0).all())
                for place in places
            ],
            dtype=bool,
        )

    def _of(self, option: PortfolioOption, own: slice) -> Floats:
        """Draws of the columns of one option, shape (columns, draws, years); one if certain."""
        if option.spend_draws is None:
            return self.columns.spend[own][:, None, :]
        placed = delayed(option.spend_draws, self.columns.start[own], self._quarters)
        return np.asarray(placed @ self._in_year)


def greatest_together(blocks: Sequence[Floats]) -> float:
    """Greatest eigenvalue of what directions of some proposals have in common, rounded upwards.

    The variance of a sum of one way of each is at most this times the sum of their own variances.

    Parameters
    ----------
    blocks : sequence of ndarray of shape (columns, draws)
        Centred draws of each proposal.
    """
    directions = []
    for block in blocks:
        _, strength, right = np.linalg.svd(block, full_matrices=False)
        if len(strength) and strength[0] > 0:
            directions.append(right[strength > _RANK * strength[0]])
    if not directions:
        return 1.0
    joined = np.concatenate(directions)
    square = joined.T @ joined if joined.shape[0] > joined.shape[1] else joined @ joined.T
    return float(np.linalg.eigvalsh(square)[-1]) * (1 + _SAFE)


def is_within(spend: Floats, budget: Floats | float) -> np.ndarray:
    """Whether money keeps a budget, but for rounding."""
    return np.asarray(spend <= budget + ROUNDING * np.maximum(1.0, np.abs(budget)))
