"""All proposals in one view, for JupyterLab: seaborn's charts with a sentence that reads them."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes

from pmo_toolkit.charts.portfolio.exploring import (
    rank_heatmap,
    rank_heatmap_alt,
    rank_table,
    value_scatter,
    value_scatter_alt,
    value_table,
)
from pmo_toolkit.report.kit.explored import explored
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.portfolio.result import Portfolio

#: Inches of the height: at least, at most, and of a row.
_LOWEST, _TALLEST, _ROW = 3.0, 12.0, 0.22


def explore_ranks(portfolio: Portfolio) -> Section:
    """Chance of each rank of all proposals; every one has a row."""
    table = rank_table(portfolio) if any(line.ranks for line in portfolio.lines) else None
    if table is None:
        return render("portfolio_explored", picture=None, what="no proposal is ranked")
    height = min(_TALLEST, max(_LOWEST, 1.0 + _ROW * len(table)))
    return _explored(
        lambda ax: rank_heatmap(ax, portfolio),
        rank_heatmap_alt(portfolio),
        "Read it so: each row is a proposal by expected rank; the darker, the likelier the rank.",
        height,
    )


def explore_values(portfolio: Portfolio) -> Section:
    """Net value, cost, advice, tier and open questions of all proposals at once."""
    if value_table(portfolio).empty:
        why = "no proposal has an option whose cost and net value are both known"
        return render("portfolio_explored", picture=None, what=why)
    return _explored(
        lambda ax: value_scatter(ax, portfolio),
        value_scatter_alt(portfolio),
        "Read it so: to the right costs more, higher is worth more; a large dot has many open"
        " questions.",
        4.8,
    )


def _explored(paint: Callable[[Axes], Axes], alt: str, caption: str, height: float) -> Section:
    picture = explored(paint, alt, caption, height)
    return render("portfolio_explored", picture=picture, what="")
