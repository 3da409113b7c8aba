"""What each forced decision and each limit costs: the best without it, less the best with it.

Many limits are lifted at once. Where nothing is better without all of them, nothing is without any
one of them: each costs nothing, by one search. Where something is better, the limits that stand in
its way are looked at by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmo_toolkit.analysis.portfolio.cases import Case
from pmo_toolkit.analysis.portfolio.search import Effort, Solved
from pmo_toolkit.analysis.portfolio.shapes import Price
from pmo_toolkit.core.settings.portfolio import PortfolioSettings

#: Values that differ by less than this share are equal.
_SAME = 1e-9


def prices_of(case: Case, solved: Solved, settings: PortfolioSettings) -> tuple[Price, ...]:
    """Prices of all limits, the dearest first; of very many, some of ties are left out.

    Each search begins with the selection that is there, so that no price is below nought; a limit
    that is lifted can only help.

    Parameters
    ----------
    case : Case
    solved : Solved
        Its best selection.
    settings : PortfolioSettings
        ``portfolio_priced`` says how many limits are priced at most.
    """
    ties = {limit.group for limit in case.limits if limit.is_tie}
    groups = dict.fromkeys(limit.group for limit in case.limits)
    ordered = sorted(groups, key=lambda group: group in ties)[: settings.priced]
    found = _Prices(case, solved, Effort.for_value(settings)).of(ordered)
    return tuple(sorted(found, key=lambda price: (-price.value, price.what)))


class _Prices:
    """Prices of limits beside one selection."""

    def __init__(self, case: Case, solved: Solved, effort: Effort):
        self._case, self._solved, self._effort = case, solved, effort

    def of(self, groups: Sequence[str]) -> Iterator[Price]:
        """A price for each of some limits."""
        if not groups:
            return
        free = self._case.without(groups).solve(self._effort, self._solved.chosen)
        if free is None:  # a rule on risk for which nothing was found this time
            free = self._solved
        bound = max(free.bound, free.value)
        is_same = self._is_same(free.value)
        if len(groups) == 1 or (is_same and free.gap <= self._effort.enough):
            yield from (self._price(group, free.value, bound) for group in groups)
            return
        alone = [
            group
            for group in groups
            if not is_same and self._case.without([group]).keeps(free.chosen)
        ]
        yield from (self._price(group, free.value, bound) for group in alone)
        yield from self._parts(groups, alone, free)

    def _parts(self, groups: Sequence[str], known: Sequence[str], free: Solved) -> Iterator[Price]:
        """Prices of the limits that are not known yet: those that are broken, and the others."""
        rest = [group for group in groups if group not in known]
        broken = [group for group in rest if not self._case.only([group]).keeps(free.chosen)]
        kept = [group for group in rest if group not in broken]
        if len(broken) == len(groups) or len(kept) == len(groups):
            half = len(groups) // 2
            broken, kept = list(groups[:half]), list(groups[half:])
        yield from self.of(broken)
        yield from self.of(kept)

    def _is_same(self, value: float) -> bool:
        own = self._solved.value
        return value - own <= _SAME * max(1.0, abs(own))

    def _price(self, group: str, value: float, bound: float) -> Price:
        own = self._solved
        unsure = max(bound - value, 0.0) + max(own.bound - own.value, 0.0)
        is_rounding = unsure <= _SAME * max(1.0, abs(own.value))
        more = 0.0 if self._is_same(value) else value - own.value
        return Price(group, more, 0.0 if is_rounding else unsure)
