"""Budgets that are kept with a chance.

Small models are searched selection by selection: what is too dear is ruled out. Large ones get rows
of expected money and its spread, drawn tighter until the share of draws is there; what no selection
can exceed comes from rows that all selections within the rule keep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.portfolio.limits import Limit, row_limit
from pmo_toolkit.analysis.portfolio.model import Model
from pmo_toolkit.analysis.portfolio.risk import BudgetRule, Search
from pmo_toolkit.analysis.portfolio.search import SMALL, Solved
from pmo_toolkit.analysis.portfolio.shapes import Floats
from pmo_toolkit.analysis.portfolio.solving import Program
from pmo_toolkit.analysis.portfolio.spend_draws import greatest_together

#: Searches with rows of expected money and its spread, each tighter than the last.
_TIGHTER = 6
#: Searches in which combinations that are too dear are ruled out one by one.
_COMBINATIONS = 60


@dataclass(frozen=True)
class ChanceSearch:
    """How selections are looked for.

    Parameters
    ----------
    best : callable
        The best of a model.
    settle : callable
        Of selections as good as the best, the first by id.
    too_dear : list of Limit
        What has been ruled out already under the same budgets; what is ruled out is added.
    """

    best: Search
    settle: Callable[[Model, Solved], Solved]
    too_dear: list[Limit]


def solve_chance(
    model: Model, rule: BudgetRule, search: ChanceSearch, start: np.ndarray | None
) -> Solved | None:
    """The best selection of which enough draws keep all budgets."""
    least = max(1, int(np.ceil(rule.level * rule.draws.count - 1e-9)))
    wide = model.with_limits([*model.limits, *rule.rows(rule.draws.mean_of_least(least))])
    relaxed = Program(wide).relaxation()
    if relaxed is None:
        return None
    bound = relaxed.bound
    if model.columns.count > SMALL:
        rows = _independent_rows(rule, least, relaxed.x)
        narrow = Program(wide.with_limits([*wide.limits, *rows])).relaxation()
        bound = bound if narrow is None else min(bound, narrow.bound)
    if start is not None and not rule.keeps_chance(start):
        start = None
    if model.columns.count <= SMALL:
        found, bound = _ruled_out(wide, rule, search, start)
        if found is None or rule.keeps_chance(found.chosen):
            return found
    best = _tightened(model, rule, search.best, start)
    if best is None:
        return None
    return Solved(best.chosen, best.value, max(best.value, bound))


def _independent_rows(rule: BudgetRule, least: int, shares: Floats) -> list[Limit]:
    """A row a year that every selection within the rule keeps, from how little draws move together.

    A selection that keeps a budget in a share *s* of the draws has, over those draws, a mean within
    it, which lies below the mean of all draws by at most √((1 − s) / s) standard deviations
    (Cantelli's inequality, of a part of a finite population). The variance of a sum over proposals
    is at most the greatest eigenvalue of what their directions have in common, times the sum of
    their own variances; and a root lies below each of its tangents, here that at `shares`.
    """
    draws = rule.draws
    kept = least / draws.count
    beyond = np.sqrt((1 - kept) / kept)
    mean = draws.under(np.full(draws.count, 1.0 / draws.count))
    variance, blocks = draws.variance(), draws.centred()
    limits = []
    for most, place in zip(rule.most, rule.places, strict=True):
        own = variance[:, place]
        root = np.sqrt(max(float(own @ shares[: len(own)]), float(own.max(initial=0.0)), 1e-12))
        factor = beyond * np.sqrt(greatest_together([part[:, :, place] for part in blocks]))
        row = mean[:, place] - factor * own / (2 * root)
        year = draws.columns.years[place]
        limits.append(row_limit(f"budget {year}", row, float(most + factor * root / 2)))
    return limits


def _ruled_out(
    model: Model, rule: BudgetRule, search: ChanceSearch, start: np.ndarray | None
) -> tuple[Solved | None, float]:
    """Selections that are too dear, ruled out one by one until the best left is not."""
    bound = np.inf
    for _ in range(_COMBINATIONS):
        left = model.with_limits([*model.limits, *search.too_dear])
        found = search.best(left, start)
        if found is None:
            return None, bound
        if rule.keeps_chance(found.chosen):
            found = search.settle(left, found)
        bound = min(bound, found.bound)
        found = Solved(found.chosen, found.value, max(found.value, bound))
        if rule.keeps_chance(found.chosen):
            return found, bound
        search.too_dear.append(_combination(rule, found.chosen))
    return found, bound


def _combination(rule: BudgetRule, chosen: np.ndarray) -> Limit:
    """Not all of a smallest part of a selection that is too dear by itself.

    What is added to it only spends more, but for columns that bring money: they may make it good.
    Those that are chosen already stay in the part, or the row would count them as what makes it
    good, and the same selection would be found again and again.
    """
    columns = rule.draws.columns
    can_help = ~rule.draws.only_adds(np.arange(columns.count))
    part = list(chosen)
    for column in chosen[~can_help[chosen]]:
        rest = np.array([other for other in part if other != column], dtype=np.int64)
        if not rule.keeps_chance(rest):
            part.remove(column)
    row = np.zeros(columns.count)
    row[can_help] = -1.0
    row[part] = 1.0
    years = ", ".join(columns.years[place] for place in rule.places)
    return row_limit(f"budgets {years}", row, len(part) - 1.0)


def _tightened(
    model: Model, rule: BudgetRule, search: Search, start: np.ndarray | None
) -> Solved | None:
    """Rows of expected money and its spread, drawn tighter until the chance is kept.

    The spread of a sum is that of proposals by themselves, times one number a year which says how
    far the level lies beyond the mean: it takes in what moves together. Draws of pairs would be
    fitted: among thousands of columns some always seem to make up for others.
    """
    spread = _Spread(rule)
    rows = rule.rows(spread.expected)
    for _ in range(3):
        relaxed = Program(model.with_limits([*model.limits, *rows])).relaxation()
        if relaxed is None:
            break
        x = relaxed.x[: model.columns.count]
        spread.set_by(np.flatnonzero(x > 1e-9), x[x > 1e-9])
        rows = spread.rows()
    best = None if start is None else Solved(start, model.value_of(start), model.value_of(start))
    for _ in range(_TIGHTER):
        found = search(model.with_limits([*model.limits, *rows]), None)
        if found is None:
            break
        if rule.keeps_chance(found.chosen):
            best = found if best is None or found.value > best.value else best
            break
        spread.tighten(found.chosen)
        rows = spread.rows()
    return best


class _Spread:
    """Rows of expected money and its spread, that of each column by itself.

    Parameters
    ----------
    rule : BudgetRule
    """

    def __init__(self, rule: BudgetRule):
        self._rule = rule
        self.expected = rule.draws.under(np.full(rule.draws.count, 1.0 / rule.draws.count))
        self._variance = rule.draws.variance()
        self._at = np.ones(len(rule.places))
        self._levels = np.zeros(len(rule.places))

    def set_by(self, places: np.ndarray, shares: Floats) -> None:
        """Spread and level of a relaxed selection."""
        spend = self._rule.draws.total(places, shares)[:, self._rule.places]
        own = self._variance[places][:, self._rule.places]
        self._at = np.sqrt(np.maximum(own.T @ shares, 1e-12))
        self._levels = self._beyond(spend) / self._at

    def tighten(self, chosen: np.ndarray) -> None:
        """Draw the rows tighter by what a selection has too much."""
        spend = self._rule.draws.total(chosen)[:, self._rule.places]
        over = spend.mean(axis=0) + self._beyond(spend) - self._rule.most
        self._levels += (np.maximum(over, 0.0) + 1e-3 * np.abs(self._rule.most)) / self._at

    def rows(self) -> list[Limit]:
        """A limit a year: the tangent of the spread, times the level."""
        spend, half = self.expected.copy(), self._levels * self._at / 2
        for number, place in enumerate(self._rule.places):
            spend[:, place] += half[number] * self._variance[:, place] / self._at[number] ** 2
        return self._rule.rows(spend, self._rule.most - half)

    def _beyond(self, spend: Floats) -> Floats:
        """How far the level lies beyond the mean, shape (limited years,)."""
        level = _joint_level(spend, self._rule.level)
        return np.asarray(np.quantile(spend, level, axis=0) - spend.mean(axis=0))


def _joint_level(spend: Floats, chance: float) -> float:
    """The quantile of each year that, kept in all years at once, has this chance."""
    low, high = chance, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        within = (spend <= np.quantile(spend, middle, axis=0)).all(axis=1).mean()
        low, high = (low, middle) if within >= chance else (middle, high)
    return high
