"""Items a week of a team, as ``pmo forecast`` counts them, as a value that an assessment reads.

An assessment reads the weeks of its own teams alone, so that rows of others change nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.flow.counting.items import same_name
from pmo_toolkit.analysis.flow.counting.tables import count_items
from pmo_toolkit.analysis.flow.counting.weeks import WeeklyItems
from pmo_toolkit.assessment.lookups.made_of_tables import made_of_tables
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

TEAM_WEEKS = "items a week of a team"
#: Between the day and the team in what is asked.
_BETWEEN = " "


class OfWorkspace(Protocol):
    """Who answers for a workspace."""

    workspace: Workspace


@dataclass(frozen=True)
class TeamWeeks:
    """Items that a team finished in each whole week.

    Parameters
    ----------
    first : str
        Monday of the first week, ISO 8601.
    items : tuple of float
        The earliest first.
    """

    first: str
    items: tuple[float, ...]

    def monday(self, week: int) -> str:
        """Monday of the week at a place, counted from 0, as ISO 8601."""
        return (dt.date.fromisoformat(self.first) + dt.timedelta(weeks=week)).isoformat()

    @property
    def counts(self) -> NDArray[np.float64]:
        """The items as an array, shape (n,)."""
        return np.asarray(self.items, dtype=float)


def question_of(as_of: dt.date, team: str) -> str:
    """What is asked for the weeks of a team up to a day."""
    return f"{as_of.isoformat()}{_BETWEEN}{team}"


def team_weeks(answers: OfWorkspace, question: str) -> TeamWeeks | None:
    """Weeks of a team by its name in any spelling; None where no item names it."""
    day, team = question.split(_BETWEEN, 1)
    flow = answers.workspace.table("flow")

    def count() -> dict[str, WeeklyItems]:
        counted = count_items(flow.set_index(ROW), dt.date.fromisoformat(day))
        return {same_name(weekly.team): weekly for weekly in counted.weekly}

    known = made_of_tables(answers.workspace, ("weeks of teams", day), ("flow",), count)
    weekly = known.get(same_name(team))
    if weekly is None:
        return None
    return TeamWeeks(weekly.monday(0), tuple(weekly.items.tolist()))


#: Name of the value → how it is made, for `answers.VALUES`.
FLOW_VALUES: Mapping[str, Callable[[OfWorkspace, str], object]] = {TEAM_WEEKS: team_weeks}
