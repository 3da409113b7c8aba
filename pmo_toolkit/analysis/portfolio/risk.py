"""Budgets under doubt: a chance to keep all of them, or the mean of the dear end within them.

Draws are what is known of money. A tail mean is kept by cuts: the dearest draws of a selection that
is too dear give a row that it breaks and that every selection within the rule keeps. How a chance
is kept stands in `chance.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.portfolio.limits import Limit, row_limit
from pmo_toolkit.analysis.portfolio.model import Model
from pmo_toolkit.analysis.portfolio.search import Solved
from pmo_toolkit.analysis.portfolio.shapes import Floats
from pmo_toolkit.analysis.portfolio.solving import Program
from pmo_toolkit.analysis.portfolio.spend_draws import (
    ROUNDING,
    SpendDraws,
    is_within,
)

#: Rounds of cuts from the relaxation, and of whole searches after it.
_RELAXED_ROUNDS, _ROUNDS = 12, 8
Search = Callable[[Model, "np.ndarray | None"], "Solved | None"]


@dataclass(frozen=True, eq=False)
class BudgetRule:
    """Budgets of some years, the draws and the level of the rule.

    Parameters
    ----------
    budget : mapping of str to float
    draws : SpendDraws
    level : float
        Chance to keep all budgets, or level beyond which the tail begins.
    """

    budget: Mapping[str, float]
    draws: SpendDraws
    level: float

    @property
    def places(self) -> list[int]:
        """Of the years with a budget."""
        return [place for place, year in enumerate(self.draws.columns.years) if year in self.budget]

    @property
    def most(self) -> Floats:
        """Their money, shape (years with a budget,)."""
        years = self.draws.columns.years
        return np.array([self.budget[years[place]] for place in self.places])

    def rows(self, spend: Floats, most: Floats | None = None) -> list[Limit]:
        """Limits for coefficients of shape (columns, years)."""
        years = self.draws.columns.years
        amounts = self.most if most is None else most
        return [
            row_limit(f"budget {years[place]}", spend[:, place], float(amount))
            for place, amount in zip(self.places, amounts, strict=True)
        ]

    def keeps_chance(self, chosen: np.ndarray) -> bool:
        """Whether enough of the draws keep all budgets."""
        spend = self.draws.total(chosen)[:, self.places]
        return self.share_within(spend) >= self.level - 1e-12

    def share_within(self, spend: Floats) -> float:
        """Share of draws that keep all budgets; spend has the shape (draws, limited years)."""
        return float(np.mean(is_within(spend, self.most).all(axis=1)))

    def keeps(self, chosen: np.ndarray, *, is_tail: bool) -> bool:
        """Whether a selection keeps the rule."""
        return not _tail_cuts(self, chosen, None) if is_tail else self.keeps_chance(chosen)


def solve_tail(
    model: Model, rule: BudgetRule, search: Search, start: np.ndarray | None
) -> Solved | None:
    """The best selection whose dearest draws keep each budget on average."""
    if start is not None and _tail_cuts(rule, start, None):
        start = None
    cuts = rule.rows(rule.draws.under(np.full(rule.draws.count, 1.0 / rule.draws.count)))
    for _ in range(_RELAXED_ROUNDS):
        relaxed = Program(model.with_limits([*model.limits, *cuts])).relaxation()
        if relaxed is None:
            return None
        x = relaxed.x[: model.columns.count]
        places = np.flatnonzero(x > 1e-9)
        new = _tail_cuts(rule, places, x[places], 1e-3)
        if not new:
            break
        cuts += new
    bound = np.inf
    for number in range(4 * _ROUNDS):
        found = search(model.with_limits([*model.limits, *cuts]), start)
        if found is None:
            return None
        if number < _ROUNDS:
            bound = min(bound, found.bound)
        new = _tail_cuts(rule, found.chosen, None)
        if not new:
            return Solved(found.chosen, found.value, max(found.value, bound))
        # A cut may be a hair; once they have had their chance, each is drawn tighter than needed.
        slack = 0.0 if number < _ROUNDS else 1e-3 * (number - _ROUNDS + 1)
        cuts += [Limit(cut.name, cut.group, cut.rows, cut.most * (1 - slack)) for cut in new]
    return None


def _tail_cuts(
    rule: BudgetRule, places: np.ndarray, shares: Floats | None, tolerance: float = ROUNDING
) -> list[Limit]:
    """A row for each year whose dearest draws are above its budget on average."""
    spend = rule.draws.total(places, shares)[:, rule.places]
    cuts = []
    for number, (place, most) in enumerate(zip(rule.places, rule.most, strict=True)):
        weights = _tail_weights(spend[:, number], rule.level)
        if weights @ spend[:, number] > most + tolerance * max(1.0, abs(most)):
            year = rule.draws.columns.years[place]
            row = rule.draws.under(weights)[:, place]
            cuts.append(row_limit(f"budget {year}", row, float(most)))
    return cuts


def _tail_weights(spend: Floats, level: float) -> Floats:
    """Weights of the dearest draws, those beyond a level, adding up to one."""
    size = max((1 - level) * len(spend), 1.0)
    order = np.argsort(-spend, kind="stable")
    weights = np.zeros(len(spend))
    whole = int(size)
    weights[order[:whole]] = 1.0
    if whole < len(spend):
        weights[order[whole]] = size - whole
    return np.asarray(weights / weights.sum())
