"""For which kinds of finished projects estimates run too low or too high."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.measuring.residuals import (
    Residuals,
    residuals_by_group,
    thirds,
)
from pmo_toolkit.core.number_format import NumberFormat


def residuals_of(
    measured: Backtest | NotAssessed, rows: pd.DataFrame, figures: NumberFormat, target: str
) -> Residuals | NotAssessed:
    """Residuals by class, department, predicted size and time of finish, where these are known.

    Parameters
    ----------
    measured : Backtest or NotAssessed
    rows : DataFrame of shape (n, …)
        The projects that were measured on.
    figures : NumberFormat
    target : str
        Such as ``"cost"``.
    """
    if isinstance(measured, NotAssessed):
        return measured.about("residuals")
    predicted = np.exp(
        np.log(measured.predictions["default"]).groupby(measured.predictions["row"]).mean()
    )
    groupings: dict[str, pd.Series] = {
        name: rows[name]
        for name in ("class", "department")
        if name in rows and rows[name].notna().any()
    }
    groupings["size"] = thirds(
        predicted.reindex(range(len(rows))), _writer(figures, target), "predicted"
    )
    if rows["finish_date"].notna().any():
        years = rows["finish_date"].dt.year + (rows["finish_date"].dt.day_of_year - 1) / 366
        groupings["finish"] = thirds(years, _month, "finished", "after")
    return residuals_by_group(measured, groupings)


def _writer(figures: NumberFormat, target: str) -> Callable[[float], str]:
    if target == "cost":
        return figures.money
    return figures.hours if target == "effort_person_hours" else figures.days


def _month(year: float) -> str:
    """``2018.46`` → ``"2018-06"``."""
    return f"{int(year)}-{int(year % 1 * 12) + 1:02d}"
