"""Methods side by side on the same unseen projects, and which differences mean something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.measuring.accuracy import (
    guessing_residual,
    median_relative_error,
    pred25,
    standardised_accuracy,
)
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.measuring.rivals import RIVALS, Rival
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator

#: Methods that are shown beside the default: the simplest, the classic, and the strongest of the
#: literature.
SHOWN: dict[str, Rival] = {
    name: RIVALS[name]
    for name in ("median", "size_only", "abe0_k3", "random_forest", "lp4ee", "atlm", "ridge_log")
}
#: Names of the three methods that rest on the experts' own estimates.
EXPERTS, CORRECTED, WITH_EXPERTS = "experts", "experts_corrected", "default_with_experts"

METHOD_WORDS = {
    "default": "The workbench's model",
    "median": "Always the middle project (median)",
    "size_only": "Size alone",
    "abe0_k1": "The most similar project",
    "abe0_k2": "Mean of the two most similar projects",
    "abe0_k3": "Mean of the three most similar projects",
    "cart": "Regression tree",
    "random_forest": "Random forest",
    "lp4ee": "Linear programming (LP4EE)",
    "atlm": "Linear baseline (ATLM)",
    "ridge_log": "Ridge regression of logarithms",
    EXPERTS: "The experts' own estimate as it stood",
    CORRECTED: "The experts' estimate × what became of such estimates",
    WITH_EXPERTS: "With the experts' estimate as a further driver",
}
#: Fewer projects that state the experts' estimate allow no comparison.
FEWEST_WITH_ESTIMATE = 15
_RESAMPLES = 2000


@dataclass(frozen=True)
class MethodLine:
    """One method on projects that it had not seen.

    Parameters
    ----------
    name : str
    sa : float
        Standardised accuracy: 1 is perfect, 0 is guessing.
    sa_low, sa_high : float
        95 % range of it by resampling the projects (that of guessing held fast).
    mdmre : float
        Half of the predictions were nearer to the actual than this share of it.
    pred25 : float
        Share of predictions within 25 % of the actual.
    mar : float
        Mean absolute residual, in the unit of the target.
    difference_low, difference_high : float
        95 % range of this method's SA less that of the first method, on the same resampled
        projects.
    """

    name: str
    sa: float
    sa_low: float
    sa_high: float
    mdmre: float
    pred25: float
    mar: float
    difference_low: float
    difference_high: float

    @property
    def against_first(self) -> str:
        """``"better"``, ``"worse"`` or ``"no clear difference"``."""
        if self.difference_low > 0:
            return "better"
        return "worse" if self.difference_high < 0 else "no clear difference"


@dataclass(frozen=True)
class SideBySide:
    """Methods on the same projects.

    Parameters
    ----------
    n : int
        Projects.
    methods : tuple of MethodLine
        The one to compare with first, then the others, best first.
    sentence : str
    """

    n: int
    methods: tuple[MethodLine, ...]
    sentence: str


def side_by_side(
    measured: Backtest, names: Sequence[str], *, seed: int, rows: ArrayLike | None = None
) -> SideBySide | NotAssessed:
    """Compare methods of a backtest.

    Parameters
    ----------
    measured : Backtest
    names : sequence of str
        The method to compare with first.
    seed : int
        Of the resampling.
    rows : array of int, optional
        Positions of the projects to look at; default all that were predicted.

    Returns
    -------
    SideBySide or NotAssessed
        Not assessed where fewer than two projects, or only equal ones, are left.
    """
    seen = measured.predictions
    if rows is not None:
        seen = seen[seen["row"].isin(np.asarray(rows).tolist())]
    actual = seen.groupby("row")["actual"].first().to_numpy()
    if len(actual) < 2 or np.ptp(actual) == 0:
        return NotAssessed(
            "accuracy",
            "fewer than two different projects could be predicted",
            ReasonCode.TOO_FEW_PROJECTS,
        )
    guess, n = guessing_residual(actual), len(actual)
    rng = np.random.default_rng(seed)
    weights = rng.multinomial(n, np.full(n, 1 / n), size=_RESAMPLES) / n
    drawn = {name: 1 - weights @ (_errors(seen, name) / guess) for name in names}
    lines = []
    for name in names:
        pairs = [(repeat["actual"], repeat[name]) for _, repeat in seen.groupby("repeat")]
        low, high = np.quantile(drawn[name], (0.025, 0.975))
        apart = np.quantile(drawn[name] - drawn[names[0]], (0.025, 0.975))
        lines.append(
            MethodLine(
                name=name,
                sa=float(np.mean([standardised_accuracy(*pair) for pair in pairs])),
                sa_low=float(low),
                sa_high=float(high),
                mdmre=float(np.mean([median_relative_error(*pair) for pair in pairs])),
                pred25=float(np.mean([pred25(*pair) for pair in pairs])),
                mar=float(_errors(seen, name).mean()),
                difference_low=float(apart[0]),
                difference_high=float(apart[1]),
            )
        )
    ordered = (lines[0], *sorted(lines[1:], key=lambda line: -line.sa))
    return SideBySide(n, ordered, _sentence(ordered))


def expert_methods(estimates: pd.Series) -> dict[str, Rival]:
    """The experts' own estimates as methods, to be measured in the same folds.

    Parameters
    ----------
    estimates : Series of shape (n,)
        What was estimated at the start, in the unit of the target; its index is that of the
        drivers' table, by which each fold finds its own. Where none is stated, the median of the
        known actuals stands in: compare the methods on the projects that state one.
    """
    stated = estimates.where(estimates > 0)

    def as_it_stood(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
        return _filled(stated.loc[new.index], y)

    def corrected(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
        before = stated.loc[X.index].to_numpy(dtype=float)
        known = np.isfinite(before)
        factor = float(np.median(y[known] / before[known])) if known.any() else 1.0
        return _filled(stated.loc[new.index] * factor, y)

    def further_driver(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
        column = "experts' estimate"
        before, after = (rows.assign(**{column: stated.loc[rows.index]}) for rows in (X, new))
        if before[column].notna().sum() < 2:
            before, after = X, new
        return EffortEstimator().fit(before, y).predict(after)

    return {EXPERTS: as_it_stood, CORRECTED: corrected, WITH_EXPERTS: further_driver}


def _filled(estimates: pd.Series, y: Numbers) -> Numbers:
    return np.asarray(estimates.fillna(float(np.median(y))), dtype=float)


def _errors(seen: pd.DataFrame, name: str) -> Numbers:
    """Absolute residual of each project, averaged over repeats."""
    residuals = (seen["actual"] - seen[name]).abs()
    return np.asarray(residuals.groupby(seen["row"]).mean(), dtype=float)


def _sentence(lines: Sequence[MethodLine]) -> str:
    first, others = lines[0], lines[1:]
    if first.sa_low > 0:
        opening = "Estimates from this history are clearly better than guessing"
    elif first.sa > 0:
        opening = (
            "Estimates from this history may be better than guessing, but so few projects cannot"
            " show it"
        )
    else:
        opening = "Estimates from this history are no better than guessing"
    opening += (
        f" (standardised accuracy {first.sa:.2f}, 95 % range {first.sa_low:.2f} to"
        f" {first.sa_high:.2f})."
    )
    opening = opening.replace(" -", " \u2212")
    better = [
        METHOD_WORDS.get(line.name, line.name) for line in others if line.against_first == "better"
    ]
    if better:
        return f"{opening} Clearly better on these projects: {'; '.join(better)}."
    if not others:
        return opening
    worse = sum(line.against_first == "worse" for line in others)
    return (
        f"{opening} Of {len(others)} other method{'' if len(others) == 1 else 's'} none is clearly"
        f" better, and {worse or 'none'} {'is' if worse <= 1 else 'are'} clearly worse."
    )
