"""Budgets under doubt: a chance to keep all of them, or the mean of the dear end within them.

Draws are what is known of money. A tail mean is kept by cuts: the dearest draws of a selection that
is too dear give a row that it breaks and that every selection within the rule keeps. A chance is
kept by rows of expected money and its covariance with the whole, tightened until the share of
draws is there; what no selection can exceed comes from rows that all selections within the rule
keep.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.portfolio.limits import Limit, row_limit
from pmo_toolkit.analysis.portfolio.model import Model
from pmo_toolkit.analysis.portfolio.search import SMALL, Solved
from pmo_toolkit.analysis.portfolio.shapes import Floats
from pmo_toolkit.analysis.portfolio.solving import Program
from pmo_toolkit.analysis.portfolio.spend_draws import ROUNDING, SpendDraws, is_within

#: Rounds of cuts from the relaxation, and of whole searches after it.
_RELAXED_ROUNDS, _ROUNDS = 12, 8
#: Searches in which combinations that are too dear are ruled out one by one.
_COMBINATIONS = 60

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
    """
    columns = rule.draws.columns
    can_help = ~rule.draws.only_adds(np.arange(columns.count))
    part = list(chosen)
    for column in chosen:
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
    """Rows of expected money and its spread, drawn tighter until the chance is kept."""
    rows = rule.rows(rule.draws.under(np.full(rule.draws.count, 1.0 / rule.draws.count)))
    for _ in range(3):
        relaxed = Program(model.with_limits([*model.limits, *rows])).relaxation()
        if relaxed is None:
            break
        x = relaxed.x[: model.columns.count]
        places = np.flatnonzero(x > 1e-9)
        rows = _spread_rows(rule, places, x[places], np.zeros(len(rule.places)))
    best: Solved | None = None
    margin = np.zeros(len(rule.places))
    for _ in range(_ROUNDS):
        found = search(model.with_limits([*model.limits, *rows]), None)
        if found is None:
            break
        spend = rule.draws.total(found.chosen)[:, rule.places]
        if rule.share_within(spend) >= rule.level - 1e-12:
            if best is None or found.value > best.value:
                best = found
            break
        levels = np.quantile(spend, _joint_level(spend, rule.level), axis=0)
        margin += np.maximum(levels - rule.most, 0.0) + 1e-4 * np.abs(rule.most)
        rows = _spread_rows(rule, found.chosen, None, margin)
    if start is not None and (best is None or model.value_of(start) > best.value):
        value = model.value_of(start)
        best = Solved(start, value, value)
    return best


def _spread_rows(
    rule: BudgetRule, places: np.ndarray, shares: Floats | None, margin: Floats
) -> list[Limit]:
    """Rows whose sum over a selection is the quantile that its budgets must hold."""
    spend = rule.draws.total(places, shares)[:, rule.places]
    level = _joint_level(spend, rule.level)
    limits = []
    for number, place in enumerate(rule.places):
        own = spend[:, number]
        beyond = float(np.quantile(own, level) - own.mean())
        variance = float(own.var())
        weights = np.full(len(own), 1.0 / len(own))
        if variance > 0:
            weights += beyond * (own - own.mean()) / (variance * len(own))
        year = rule.draws.columns.years[place]
        most = float(rule.most[number] - margin[number])
        limits.append(row_limit(f"budget {year}", rule.draws.under(weights)[:, place], most))
    return limits


def _joint_level(spend: Floats, chance: float) -> float:
    """The quantile of each year that, kept in all years at once, has this chance."""
    low, high = chance, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        within = (spend <= np.quantile(spend, middle, axis=0)).all(axis=1).mean()
        low, high = (low, middle) if within >= chance else (middle, high)
    return high
