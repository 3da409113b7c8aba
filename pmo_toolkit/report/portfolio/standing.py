"""How firmly proposals stand: tiers, chances of ranks, robust portfolios, turning orders."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.robust.shapes import Part, RobustChoice, RobustPortfolios
from pmo_toolkit.analysis.standing.tiers import TIERS
from pmo_toolkit.charts.portfolio.choices import (
    MOST_BARS,
    ROW_HEIGHT,
    core_bars,
    core_bars_alt,
)
from pmo_toolkit.charts.rank_map import rank_map, rank_map_alt, rank_map_rows
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.shapes import PortfolioLine

_RANK_ROW = 21
#: Proposals of a tier or part that are named at once.
MOST_NAMED = 24
_MEANINGS = {
    "robust": "among the first whatever plausible weights and scores one takes",
    "contested": "among the first for some weights and roles, not for others",
    "weak": "hardly ever among the first",
}


def portfolio_tiers(portfolio: Portfolio) -> Section:
    """Robust, contested and weak proposals, and the chance of each rank; never 1 to n."""
    tiers: dict[str, list[PortfolioLine]] = {name: [] for name in TIERS}
    unranked = []
    for line in portfolio.lines:
        if isinstance(line.tier, NotAssessed):
            unranked.append(line)
        else:
            tiers[line.tier.name].append(line)
    standing = portfolio.standing
    return render(
        "portfolio_tiers",
        standing=standing,
        tiers=[(name, _MEANINGS[name], found) for name, found in tiers.items()],
        unranked=unranked,
        most=MOST_NAMED,
        picture=None if isinstance(standing, NotAssessed) else _ranks(portfolio),
    )


def _ranks(portfolio: Portfolio) -> Picture | None:
    standing = portfolio.standing
    if isinstance(standing, NotAssessed) or not standing.proposals:
        return None
    rows = rank_map_rows(standing.proposals, "")
    drawn = (
        ""
        if len(rows) == len(standing.proposals)
        else f" Drawn are the first {len(rows)} by expected rank of {len(standing.proposals)}."
    )
    return picture(
        lambda ax: rank_map(ax, rows, ""),
        alt=rank_map_alt(rows, ""),
        caption=(
            "Read it so: each row is a proposal, each column a rank; the darker, the likelier."
            " Chances from 10 % are written in per cent. A row with one dark spot is settled; a"
            " pale row has no rank yet, whatever a list from 1 to the last would say." + drawn
        ),
        plot_height=_RANK_ROW * len(rows),
        left=82,
    )


def portfolio_robust(portfolio: Portfolio) -> Section:
    """Which proposals every good portfolio holds, some hold or none, and orders that may turn."""
    robust = portfolio.robust
    if isinstance(robust, NotAssessed):
        return _robust(portfolio, {}, None)
    parts = {part: [one for one in robust.choices if one.part is part] for part in Part}
    return _robust(portfolio, parts, _core(portfolio, robust))


def _robust(
    portfolio: Portfolio, parts: dict[Part, list[RobustChoice]], drawn: Picture | None
) -> Section:
    return render(
        "portfolio_robust",
        r=portfolio.robust,
        parts_by={part.value: choices for part, choices in parts.items()},
        picture=drawn,
        drawn=sum(map(len, parts.values())) <= MOST_BARS,
        titles=_titles(portfolio.lines),
        reversals=portfolio.rank_reversals,
        most=MOST_NAMED,
        f=portfolio.figures,
    )


def _core(portfolio: Portfolio, robust: RobustPortfolios) -> Picture | None:
    choices = sorted(robust.choices, key=lambda choice: (-choice.core_index, choice.proposal))
    undecided = [choice for choice in choices if choice.part is Part.BORDERLINE]
    shown = choices if len(choices) <= MOST_BARS else undecided[:MOST_BARS]
    if not shown:
        return None
    titles = _titles(portfolio.lines)
    return picture(
        lambda ax: core_bars(ax, shown, titles, portfolio.figures),
        alt=core_bars_alt(choices, portfolio.figures),
        caption=(
            "Read it so: a full dark bar is a proposal that every good portfolio holds, whatever"
            " the weights; it can be decided now. An empty one is in none. What lies between is"
            " where talking about weights and scores pays."
        ),
        plot_height=ROW_HEIGHT * len(shown) + 2,
        bottom=2,
        top=2,
    )


def _titles(lines: Sequence[PortfolioLine]) -> dict[str, str]:
    return {line.id: line.title for line in lines}
