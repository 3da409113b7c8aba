"""Residuals by group: for which kinds of projects predictions run too low or too high."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias, house_bias
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest

#: A group of fewer projects is not told apart: its median rests on two or three.
FEWEST_IN_GROUP = 5
#: Label of what several small groups are taken together as.
SMALL_GROUPS = "groups of fewer than five"
#: Label of projects that state no group.
NOT_STATED = "not stated"


@dataclass(frozen=True)
class GroupResiduals:
    """Predictions of one group of projects, each made without the project itself.

    Parameters
    ----------
    grouping, label : str
        Such as ``"class"`` and ``"integration"``.
    n : int
        Projects.
    factor : float
        Median of actual ÷ prediction: 1.2 means that such projects took 1.2 times what was
        predicted.
    factor_low, factor_high : float
        Range of that median by order statistics.
    confidence : float
        Confidence that the range attains; .95 or more from six projects on.
    p10, p90 : float
        Eight projects in ten had a factor between these.
    clear : bool
        Whether the range of the median leaves out 1 and the median is more than 5 % off.
    """

    grouping: str
    label: str
    n: int
    factor: float
    factor_low: float
    factor_high: float
    confidence: float
    p10: float
    p90: float
    clear: bool


@dataclass(frozen=True)
class Residuals:
    """Predictions group by group.

    Parameters
    ----------
    n : int
        Projects.
    overall : GroupResiduals
        All of them.
    groups : tuple of GroupResiduals
        In the order of the groupings; within one as large groups first, thirds in their own order.
    by_chance : float
        Groups that would stand out by chance alone, about.
    sentence : str
    """

    n: int
    overall: GroupResiduals
    groups: tuple[GroupResiduals, ...]
    by_chance: float
    sentence: str

    def of(self, grouping: str) -> tuple[GroupResiduals, ...]:
        """The groups of one grouping."""
        return tuple(group for group in self.groups if group.grouping == grouping)

    @property
    def groupings(self) -> tuple[str, ...]:
        """Names of the groupings, in order."""
        return tuple(dict.fromkeys(group.grouping for group in self.groups))


def residuals_by_group(
    measured: Backtest, groupings: Mapping[str, pd.Series]
) -> Residuals | NotAssessed:
    """Factors of actual ÷ prediction, group by group.

    Parameters
    ----------
    measured : Backtest
        Predictions of several repeats are averaged (as logarithms) project by project.
    groupings : mapping of str to Series of shape (n,)
        Label of each project, at its position in the backtest's table. A categorical keeps its
        order. Groups of fewer than five projects are taken together; a grouping that leaves one
        group only is passed over.

    Returns
    -------
    Residuals or NotAssessed
        Not assessed with fewer than five predicted projects.
    """
    seen = measured.predictions.assign(log=np.log(measured.predictions["default"]))
    by_row = seen.groupby("row")[["actual", "log"]].mean()
    actual, predicted = by_row["actual"], np.exp(by_row["log"])
    overall = _group("all projects", "all projects", actual, predicted)
    if overall is None:
        return NotAssessed(
            "residuals",
            f"{len(actual)} projects were predicted, and {FEWEST_IN_GROUP} are needed",
            ReasonCode.TOO_FEW_PROJECTS,
        )
    groups: list[GroupResiduals] = []
    for grouping, labels in groupings.items():
        if len(labels) != measured.n:
            raise ValueError(f"{grouping} has {len(labels)} labels for {measured.n} projects")
        at = labels.reset_index(drop=True).loc[by_row.index]
        merged, order = _merged(at)
        candidates = [
            _group(grouping, label, actual[merged == label], predicted[merged == label])
            for label in order
        ]
        known = [group for group in candidates if group is not None]
        groups += known if len(known) > 1 else []
    chance = sum(1 - group.confidence for group in groups)
    return Residuals(len(actual), overall, tuple(groups), chance, _sentence(groups, chance))


def thirds(
    values: ArrayLike | pd.Series,
    write: Callable[[float], str],
    what: str = "",
    beyond: str = "above",
) -> pd.Series:
    """Labels of the lower, middle and upper third of numbers, as an ordered categorical.

    Parameters
    ----------
    values : array of shape (n,)
        Numbers; a missing one gets no label.
    write : callable
        Writes an end of a third, such as ``"1,200 h"``.
    what : str
        Put before each label.
    beyond : str
        Word for the upper third.
    """
    column = pd.Series(np.asarray(values, dtype=float))
    seen = column.dropna()
    if seen.nunique() < 3:
        return pd.Series(pd.Categorical([None] * len(column)))
    first, last = np.quantile(seen, (1 / 3, 2 / 3))
    names = [f"up to {write(first)}", f"{write(first)} to {write(last)}", f"{beyond} {write(last)}"]
    if not seen.min() < first < last < seen.max() or write(first) == write(last):
        return pd.Series(pd.Categorical([None] * len(column)))
    names = [f"{what} {name}".strip() for name in names]
    return pd.Series(pd.cut(column, [-np.inf, first, last, np.inf], labels=names))


def _merged(labels: pd.Series) -> tuple[pd.Series, list[str]]:
    """Labels with small groups taken together, and the order to show them in."""
    texts = labels.astype("object").where(labels.notna(), NOT_STATED).astype(str)
    counts = texts.value_counts()
    small = set(counts[counts < FEWEST_IN_GROUP].index)
    if len(small) > 1:
        texts = texts.where(~texts.isin(small), SMALL_GROUPS)
        counts = texts.value_counts()
    if isinstance(labels.dtype, pd.CategoricalDtype):
        return texts, [str(label) for label in labels.cat.categories if str(label) in counts]
    last = {SMALL_GROUPS: 1, NOT_STATED: 2}
    order = sorted(counts.index, key=lambda label: (last.get(label, 0), -counts[label], label))
    return texts, [str(label) for label in order]


def _group(
    grouping: str, label: str, actual: pd.Series, predicted: pd.Series
) -> GroupResiduals | None:
    bias = house_bias(predicted.to_numpy(), actual.to_numpy())
    if not isinstance(bias, HouseBias):
        return None
    p10, p90 = np.quantile(actual.to_numpy() / predicted.to_numpy(), (0.1, 0.9))
    return GroupResiduals(
        grouping,
        label,
        bias.n,
        bias.ratio,
        bias.low,
        bias.high,
        bias.confidence,
        float(p10),
        float(p90),
        bias.clear,
    )


def _sentence(groups: list[GroupResiduals], chance: float) -> str:
    clear = sorted(
        (group for group in groups if group.clear), key=lambda group: -abs(np.log(group.factor))
    )
    if not groups:
        return "The projects state no group that could be told apart."
    if not clear:
        return f"None of {len(groups)} groups is clearly over- or underestimated."
    named = "; ".join(
        f"{group.label} (took {group.factor:.2g} times the prediction in the middle, n = {group.n})"
        for group in clear[:3]
    )
    rest = f" and {len(clear) - 3} more" if len(clear) > 3 else ""
    stand = "stands" if len(clear) == 1 else "stand"
    return (
        f"{len(clear)} of {len(groups)} groups {stand} out: {named}{rest}. Chance alone would make"
        f" about {max(1, round(chance))} of {len(groups)} do so."
    )
