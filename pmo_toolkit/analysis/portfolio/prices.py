"""What each forced decision and each limit costs: the best without it, less the best with it."""

from __future__ import annotations

from pmo_toolkit.analysis.portfolio.cases import Case
from pmo_toolkit.analysis.portfolio.search import Effort, Solved
from pmo_toolkit.analysis.portfolio.shapes import Price
from pmo_toolkit.core.settings.portfolio import PortfolioSettings


def prices_of(case: Case, solved: Solved, settings: PortfolioSettings) -> tuple[Price, ...]:
    """Prices of all limits, the dearest first; of very many, some of ties are left out.

    Each is a search of its own that begins with the selection that is there, so that no price is
    below nought; a limit that is lifted can only help.

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
    effort = Effort.light(settings)
    prices = [_price(case, solved, group, effort) for group in ordered]
    return tuple(sorted(prices, key=lambda price: (-price.value, price.what)))


def _price(case: Case, solved: Solved, group: str, effort: Effort) -> Price:
    free = case.without(group).solve(effort, solved.chosen)
    if free is None:  # a rule on risk for which nothing was found this time
        return Price(group, 0.0, max(solved.bound - solved.value, 0.0))
    unsure = max(free.bound - free.value, 0.0) + max(solved.bound - solved.value, 0.0)
    return Price(group, max(free.value - solved.value, 0.0), unsure)
