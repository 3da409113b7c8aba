"""Finished projects in seaborn's charts, and the sentence that says what each shows.

Every project is a dot; a line marks the median of a group where five projects or more allow one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.house_bias import FEWEST
from pmo_toolkit.analysis.estimating.history.past_projects import GroupRatio
from pmo_toolkit.charts.drawing import AMBER, BLUE, INK, MIDDLE
from pmo_toolkit.core.number_format import short
from pmo_toolkit.studies.past_projects import PastProjects

#: Groups beyond these are not drawn; a sentence counts them.
MOST_GROUPS = 16
#: Odd projects that have a label.
LABELLED = 8
_LABEL = 36
_OTHER = "not stated"


def size_groups(past: PastProjects) -> list[tuple[str, int]]:
    """Class and number of projects with an actual, the largest first, as `sizes` draws them."""
    counts = past.projects["class"].fillna(_OTHER).value_counts(sort=False)
    return sorted(
        ((str(label), int(n)) for label, n in counts.items()), key=lambda item: (-item[1], item[0])
    )[:MOST_GROUPS]


def sizes(ax: Axes, past: PastProjects) -> Axes:
    """Actuals of every finished project by class, on a scale of tenfolds.

    Parameters
    ----------
    ax : Axes
    past : PastProjects
        With at least one project.
    """
    groups = size_groups(past)
    _strip(ax, past.projects, "class", groups, "actual")
    _amount_axis(ax, past, "x")
    ax.set(xlabel=f"actual {past.what}, {past.unit}", ylabel="")
    return ax


def sizes_alt(past: PastProjects) -> str:
    """What `sizes` shows."""
    values = past.projects["actual"]
    low, middle, high = (_amount(past, float(values.quantile(share))) for share in (0.1, 0.5, 0.9))
    named = ", ".join(f"{label} {n}" for label, n in size_groups(past)[:5])
    return (
        f"Actual {past.what} of {len(values)} finished projects by class, a dot each: the middle is"
        f" {middle}, eight in ten lie between {low} and {high} {past.unit}. Most frequent: {named}."
    )


def overruns(ax: Axes, past: PastProjects, groups: Sequence[GroupRatio], column: str) -> Axes:
    """Actual ÷ estimate of every project by group, on a scale of doublings; 1 is marked.

    Parameters
    ----------
    ax : Axes
    past : PastProjects
    groups : sequence of GroupRatio
        Those to draw, from the top; at least one.
    column : str
        ``"class"``, ``"department"`` or ``"year"``.
    """
    pairs = past.projects[past.projects["ratio"].notna()]
    _strip(ax, pairs, column, [(group.label, group.n) for group in groups], "ratio")
    ax.axvline(1.0, color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=1)
    ax.set_xscale("log", base=2)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{past.figures.ratio(value)} ×"))
    ax.set(xlabel="actual ÷ estimate; right of 1 took more than estimated", ylabel="")
    return ax


def overruns_alt(past: PastProjects, groups: Sequence[GroupRatio], by: str) -> str:
    """What `overruns` shows."""
    parts = []
    for group in groups:
        if isinstance(group.bias, NotAssessed):
            parts.append(f"{group.label}: {group.n}, too few for a median")
            continue
        ratio, low, high = (
            past.figures.ratio(float(f"{value:.2g}"))
            for value in (group.bias.ratio, group.bias.low, group.bias.high)
        )
        parts.append(f"{group.label}: {ratio} in the middle ({low} to {high}), n {group.n}")
    return f"Actual ÷ estimate of {past.what} by {by}, a dot a project. {'; '.join(parts)}."


def estimates(ax: Axes, past: PastProjects) -> Axes:
    """Actual against estimate of every project; those to check are marked and named.

    Parameters
    ----------
    ax : Axes
    past : PastProjects
        With at least one pair.
    """
    pairs = past.projects[past.projects["ratio"].notna()]
    odd = () if isinstance(past.odd, NotAssessed) else past.odd
    rows = {project.row for project in odd}
    kind = pairs["row"].isin(rows).map({True: "to check", False: "usual"})
    sns.scatterplot(
        x=pairs["estimate"],
        y=pairs["actual"],
        hue=kind,
        style=kind,
        hue_order=["usual", "to check"],
        style_order=["usual", "to check"],
        markers={"usual": "o", "to check": "D"},
        palette={"usual": MIDDLE, "to check": AMBER},
        legend="brief" if rows else False,
        ax=ax,
    )
    ends = np.array(
        [pairs[["estimate", "actual"]].min().min(), pairs[["estimate", "actual"]].max().max()]
    )
    ax.plot(ends, ends, color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=1)
    for project in odd[:LABELLED]:
        ax.annotate(
            short(project.project, 20),
            (project.estimate, project.actual),
            xytext=(6, 4),
            textcoords="offset points",
            fontsize=8,
            parse_math=False,
        )
    _amount_axis(ax, past, "x")
    _amount_axis(ax, past, "y")
    ax.set(xlabel=f"estimated {past.what}, {past.unit}", ylabel=f"actual {past.what}, {past.unit}")
    if rows:
        ax.get_legend().set_title("")  # type: ignore[union-attr]
    return ax


def estimates_alt(past: PastProjects) -> str:
    """What `estimates` shows."""
    above = int((past.projects["ratio"] > 1).sum())
    odd = () if isinstance(past.odd, NotAssessed) else past.odd
    named = ", ".join(
        f"{project.project} ({past.figures.ratio(float(f'{project.ratio:.2g}'))} times)"
        for project in odd[:LABELLED]
    )
    return (
        f"Actual against estimated {past.what} of {past.pairs} projects; {above} of them took more"
        f" than estimated. {f'To check: {named}.' if named else 'None stands out.'}"
    )


def _strip(
    ax: Axes, projects: pd.DataFrame, column: str, groups: Sequence[tuple[str, int]], value: str
) -> None:
    """A row a group with a dot a project, and a line at the median of five or more."""
    labels = projects[column].map(_label_of)
    names = {label: f"{short(label, _LABEL)} (n = {n})" for label, n in groups}
    shown = pd.DataFrame({"group": labels.map(names), value: projects[value]}).dropna()
    order = list(names.values())
    sns.stripplot(
        shown, x=value, y="group", order=order, color=MIDDLE, alpha=0.6, size=5, jitter=False, ax=ax
    )
    ax.set_xscale("log")
    for place, name in enumerate(order):
        values = shown.loc[shown["group"] == name, value].to_numpy(float)
        if len(values) >= FEWEST:
            middle, ends = float(np.median(values)), [place - 0.36, place + 0.36]
            ax.plot([middle, middle], ends, color=BLUE, linewidth=3, zorder=4)
    for label in ax.get_yticklabels():
        label.set_parse_math(False)


def _label_of(value: Any) -> str:
    if pd.isna(value):
        return _OTHER
    return str(int(value)) if isinstance(value, float) else str(value)


def _amount_axis(ax: Axes, past: PastProjects, which: str) -> None:
    axis = ax.xaxis if which == "x" else ax.yaxis
    (ax.set_xscale if which == "x" else ax.set_yscale)("log")
    axis.set_major_locator(LogLocator(numticks=9))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _amount(past, value)))
    axis.set_minor_formatter(NullFormatter())


def _amount(past: PastProjects, value: float) -> str:
    return past.figures.amount(float(f"{value:.2g}"))
