"""The finished projects of a workspace, to be looked at before anything is estimated from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias, house_bias
from pmo_toolkit.analysis.estimating.history.past_projects import (
    GroupRatio,
    OddProject,
    finished_with_actual,
    odd_projects,
    ratios_by,
)
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.workspace import Workspace, load_workspace

#: Target → its unit; money is in that of the workspace.
UNITS = {"effort_person_hours": "person-hours", "cost": "", "duration_days": "days"}
_WORDS = {"effort_person_hours": "effort", "cost": "cost", "duration_days": "duration"}


@dataclass(frozen=True, eq=False)
class PastProjects(ShownAsFirstPage):
    """Finished projects as they were.

    Parameters
    ----------
    workspace : str
    is_sample : bool
    target : str
        Such as ``"effort_person_hours"``.
    figures : NumberFormat
    rows : int
        Rows of the history.
    projects : DataFrame
        Those with an actual, as `finished_with_actual` gives them.
    overall : HouseBias or NotAssessed
        What became of all estimates.
    classes, years, departments : tuple of GroupRatio
    odd : tuple of OddProject or NotAssessed

    Examples
    --------
    >>> explore_history("sample", "cost")  # doctest: +SKIP
    PastProjects('sample': cost of 180 projects, 180 with an estimate)
    """

    workspace: str
    is_sample: bool
    target: str
    figures: NumberFormat
    rows: int
    projects: pd.DataFrame
    overall: HouseBias | NotAssessed
    classes: tuple[GroupRatio, ...]
    years: tuple[GroupRatio, ...]
    departments: tuple[GroupRatio, ...]
    odd: tuple[OddProject, ...] | NotAssessed

    def __repr__(self) -> str:
        return (
            f"PastProjects({self.workspace!r}: {self.what} of {len(self.projects)} projects,"
            f" {self.pairs} with an estimate)"
        )

    @property
    def what(self) -> str:
        """``effort``, ``cost`` or ``duration``."""
        return _WORDS[self.target]

    @property
    def unit(self) -> str:
        """Of the actual, such as ``person-hours``."""
        return UNITS[self.target] or self.figures.currency or "money"

    @property
    def pairs(self) -> int:
        """Projects with both an estimate and an actual."""
        return int(self.projects["ratio"].notna().sum())

    def summary(self) -> pd.DataFrame:
        """A row a class, department and year: n, median of actual ÷ estimate, range, near."""
        groupings = {
            "class": self.classes,
            "department": self.departments,
            "year": self.years,
        }
        lines = [
            (grouping, group.label, group.n, *_figures(group))
            for grouping, groups in groupings.items()
            for group in groups
        ]
        names = ["grouped by", "group", "n", "actual ÷ estimate", "from", "to", "within 25 %"]
        return pd.DataFrame(lines, columns=names)


def explore_history(
    workspace: Workspace | str | Path, target: str = "effort_person_hours"
) -> PastProjects:
    """The finished projects of a workspace.

    Parameters
    ----------
    workspace : Workspace or path
    target : str
        ``"effort_person_hours"``, ``"cost"`` or ``"duration_days"``.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        For another target.

    Examples
    --------
    >>> explore_history("sample")
    PastProjects('sample': effort of 180 projects, 180 with an estimate)
    """
    if target not in UNITS:
        raise UsageError(f"there is no target {target!r}; known are {', '.join(UNITS)}")
    read = load_workspace(workspace)
    history = read.table("history")
    projects = finished_with_actual(history, target)
    return PastProjects(
        workspace=read.name,
        is_sample=read.is_sample,
        target=target,
        figures=NumberFormat(read.config.locale, read.config.currency),
        rows=len(history),
        projects=projects,
        overall=house_bias(projects["estimate"], projects["actual"]),
        classes=ratios_by(projects, "class"),
        years=ratios_by(projects, "year"),
        departments=ratios_by(projects, "department"),
        odd=odd_projects(projects),
    )


def _figures(group: GroupRatio) -> tuple[float | None, float | None, float | None, float | None]:
    """Three significant digits; None where there are too few projects."""
    bias = group.bias
    if isinstance(bias, NotAssessed) or group.near is None:
        return None, None, None, None
    three = [float(f"{value:.3g}") for value in (bias.ratio, bias.low, bias.high, group.near)]
    return three[0], three[1], three[2], three[3]
