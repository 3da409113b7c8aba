"""Charts that are looked at once, in JupyterLab: drawn by seaborn, on any matplotlib Axes.

The page has lean charts of its own; these show all proposals in one view, to look for what a page
should say.
"""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.tiers import TIERS
from pmo_toolkit.charts.portfolio.axes import unit_of
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.studies.portfolio.result import Portfolio

#: Proposals up to which each has its own label.
_LABELLED = 60
#: Proposals that a sentence names.
_NAMED = 5


def rank_heatmap(ax: Axes, portfolio: Portfolio) -> Axes:
    """Chance of each rank (columns) for all ranked proposals (rows), by expected rank.

    Parameters
    ----------
    ax : Axes
    portfolio : Portfolio
        With at least one ranked proposal.
    """
    table = rank_table(portfolio)
    labels = True if len(table) <= _LABELLED else "auto"
    sns.heatmap(
        table,
        ax=ax,
        cmap="Blues",
        vmin=0.0,
        yticklabels=labels,
        cbar_kws={"label": "chance of the rank"},
    )
    ax.set(xlabel="rank, 1 is the first", ylabel="")
    ax.tick_params(labelsize=8)
    return ax


def rank_heatmap_alt(portfolio: Portfolio) -> str:
    """What `rank_heatmap` shows."""
    table = rank_table(portfolio)
    widest = table.max(axis=1).sort_values()
    sure, unsure = widest.index[-1], widest.index[0]
    figures = portfolio.figures
    return (
        f"Chance of each rank of {counted(len(table), 'proposal', 'proposals')}, by expected rank."
        f" Most settled: {sure}, one rank with {figures.chance(widest.iloc[-1])}. Least:"
        f" {unsure}, whose likeliest rank has {figures.chance(widest.iloc[0])}."
    )


def rank_table(portfolio: Portfolio) -> pd.DataFrame:
    """Proposal × rank → probability, by expected rank; 0 where a rank is never taken."""
    ranked = {line.id: dict(line.ranks) for line in portfolio.lines if line.ranks}
    table = pd.DataFrame.from_dict(ranked, orient="index", dtype=float).fillna(0.0)
    table = table.reindex(columns=sorted(table.columns))
    return table.loc[table.mul(table.columns, axis=1).sum(axis=1).sort_values().index]


def value_scatter(ax: Axes, portfolio: Portfolio) -> Axes:
    """Net value against cost, coloured by advice, its mark by tier, its size by open questions.

    Parameters
    ----------
    ax : Axes
    portfolio : Portfolio
        With at least one proposal whose cost and net value are assessed.
    """
    table = value_table(portfolio)
    sns.scatterplot(
        table,
        x="cost",
        y="net value",
        hue="advice",
        hue_order=[name for name in POSITIONS if name in set(table["advice"])],
        style="tier",
        size="open questions",
        sizes=(30, 220),
        palette="viridis",
        ax=ax,
    )
    ax.set_xscale("log")
    ax.axhline(0.0, color="black", linewidth=1)
    write = FuncFormatter(lambda value, _: portfolio.figures.amount(value))
    ax.xaxis.set_major_formatter(write)
    ax.yaxis.set_major_formatter(write)
    ax.xaxis.set_minor_formatter(FuncFormatter(lambda value, _: ""))
    unit = unit_of(portfolio.figures)
    ax.set(xlabel=f"cost{unit}, middle estimate", ylabel=f"net value{unit}, middle estimate")
    sns.move_legend(ax, "upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, fontsize=8)
    return ax


def value_scatter_alt(portfolio: Portfolio) -> str:
    """What `value_scatter` shows."""
    table, figures = value_table(portfolio), portfolio.figures
    asked = table.sort_values(["open questions", "cost"], ascending=False).head(_NAMED)
    named = "; ".join(
        f"{name} {advice}, {figures.money(cost)}"
        for name, advice, cost in zip(
            asked["proposal"], asked["advice"], asked["cost"].tolist(), strict=True
        )
    )
    gain = int((table["net value"] > 0).sum())
    return (
        f"Net value against cost of {counted(len(table), 'proposal', 'proposals')}, {gain} of them"
        f" above nought. With most open questions: {named}."
    )


def value_table(portfolio: Portfolio) -> pd.DataFrame:
    """A row a proposal whose cost and net value are assessed.

    Columns ``proposal``, ``advice``, ``tier`` (text), ``cost``, ``net value`` (money, medians) and
    ``open questions`` (number).
    """
    rows = [
        (
            line.id,
            line.position,
            _tier(line.tier),
            line.cost.p50,
            line.net_value.p50,
            line.questions,
        )
        for line in portfolio.lines
        if not isinstance(line.cost, NotAssessed) and not isinstance(line.net_value, NotAssessed)
    ]
    names = ["proposal", "advice", "tier", "cost", "net value", "open questions"]
    return pd.DataFrame(rows, columns=names)


def _tier(tier: object) -> str:
    name = getattr(tier, "name", "")
    return name if name in TIERS else "not ranked"
