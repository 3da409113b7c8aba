"""Finished projects as they were: sizes, what became of estimates by group, and what is odd.

It describes and predicts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.house_bias import FEWEST, HouseBias, house_bias

#: A robust z-score beyond this is worth a look (Iglewicz and Hoaglin, How to Detect and Handle
#: Outliers, 1993).
ODD = 3.5
#: Makes the median absolute deviation comparable with a standard deviation.
_MAD_SCALE = 0.6745
#: An estimate counts as near where the actual is within this share of it (PRED(25)).
NEAR = 0.25


@dataclass(frozen=True)
class GroupRatio:
    """What became of the estimates of one group of projects.

    Parameters
    ----------
    label : str
    n : int
        Projects with an estimate and an actual.
    bias : HouseBias or NotAssessed
        Median of actual ÷ estimate with its range; not assessed with fewer than five.
    near : float or None
        Share of projects whose actual came within a quarter of the estimate; None likewise.
    """

    label: str
    n: int
    bias: HouseBias | NotAssessed
    near: float | None


@dataclass(frozen=True)
class OddProject:
    """A project to look at before its figures teach anything.

    Parameters
    ----------
    project : str
    row : int
        Row of the table, as the user sees it.
    ratio : float
        Actual ÷ estimate.
    estimate, actual : float
    score : float
        Robust z-score of the ratio's logarithm.
    """

    project: str
    row: int
    ratio: float
    estimate: float
    actual: float
    score: float


def finished_with_actual(history: pd.DataFrame, target: str) -> pd.DataFrame:
    """Projects that state a positive actual.

    Parameters
    ----------
    history : DataFrame
        The table ``history``.
    target : str
        Such as ``"effort_person_hours"``.

    Returns
    -------
    DataFrame
        Columns ``project``, ``row``, ``class``, ``department``, ``year`` (of the finish),
        ``estimate``, ``actual`` and ``ratio``, the last three as numbers; what is not stated is NaN
        or None.
    """
    actual = pd.to_numeric(history[f"actual_{target}"], errors="coerce").astype(float)
    estimate = pd.to_numeric(history[f"estimate_{target}"], errors="coerce").astype(float)
    estimate = estimate.where(estimate > 0)
    found = pd.DataFrame(
        {
            "project": history["project"].astype("string"),
            "row": history["_row"],
            "class": _labels(history["class"]),
            "department": _labels(history["department"]),
            "year": pd.to_datetime(history["finish_date"], errors="coerce").dt.year,
            "estimate": estimate,
            "actual": actual,
            "ratio": actual / estimate,
        }
    )
    return found[actual > 0].reset_index(drop=True)


def ratios_by(projects: pd.DataFrame, column: str) -> tuple[GroupRatio, ...]:
    """What became of estimates by class, department or year.

    Parameters
    ----------
    projects : DataFrame
        From `finished_with_actual`.
    column : str
        ``"class"``, ``"department"`` or ``"year"``.

    Returns
    -------
    tuple of GroupRatio
        Years in their order, other groups with the largest first; groups without any pair are left
        out, and so are projects that state no group.
    """
    pairs = projects[projects["ratio"].notna() & projects[column].notna()]
    groups = [(str(_plain(name)), rows) for name, rows in pairs.groupby(column, sort=True)]
    if column != "year":
        groups.sort(key=lambda group: (-len(group[1]), group[0]))
    return tuple(_group(label, rows) for label, rows in groups)


def odd_projects(projects: pd.DataFrame) -> tuple[OddProject, ...] | NotAssessed:
    """Projects whose actual ÷ estimate is far from what is usual, the farthest first.

    Parameters
    ----------
    projects : DataFrame
        From `finished_with_actual`.

    Returns
    -------
    tuple of OddProject or NotAssessed
        Not assessed with fewer than five pairs, or where most ratios are the same.
    """
    pairs = projects[projects["ratio"].notna()]
    if len(pairs) < FEWEST:
        return too_few(len(pairs), "projects to check")
    logs = np.log(pairs["ratio"].to_numpy(float))
    middle = float(np.median(logs))
    spread = float(np.median(np.abs(logs - middle)))
    if spread == 0:
        why = "more than half of the projects have the same ratio, so that nothing is usual"
        return NotAssessed("projects to check", why, ReasonCode.NO_VARIATION)
    scores = _MAD_SCALE * (logs - middle) / spread
    columns = ("project", "row", "ratio", "estimate", "actual")
    lines = zip(*(pairs[name].tolist() for name in columns), scores.tolist(), strict=True)
    found = [OddProject(*line) for line in lines if abs(line[-1]) > ODD]
    return tuple(sorted(found, key=lambda odd: (-abs(odd.score), odd.project)))


def too_few(n: int, what: str) -> NotAssessed:
    """Why nothing is said of so few projects with an estimate and an actual."""
    verb = "project states" if n == 1 else "projects state"
    why = f"{n} finished {verb} both an estimate and an actual, and {FEWEST} are needed"
    return NotAssessed(what, why, ReasonCode.TOO_FEW_PROJECTS)


def _group(label: str, rows: pd.DataFrame) -> GroupRatio:
    bias = house_bias(rows["estimate"], rows["actual"])
    near = None
    if isinstance(bias, HouseBias):
        near = float((np.abs(rows["ratio"] - 1) <= NEAR).mean())
    return GroupRatio(label, len(rows), bias, near)


def _labels(values: pd.Series) -> pd.Series:
    """Text without blanks around it; None where nothing is stated."""
    text = values.astype("string").str.strip()
    return text.where(text.notna() & (text != "")).astype(object).where(text.notna(), None)


def _plain(name: object) -> object:
    return int(name) if isinstance(name, float) else name
