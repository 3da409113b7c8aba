"""An agile team: items that it finishes a week, and hours only where finished work allows.

Items a week are shown for the last half year that is known, weeks without any included. How many a
month brings is forecast from all weeks by the team's own past errors, as
`pmo_toolkit.analysis.flow` does. They become hours through finished projects whose size is stated
in items: as many hours as these took for an item. Otherwise the throughput is shown as it is and
not converted. What a team finishes holds absence, running work and tickets already, so that nothing
more is taken off but work under way. A team that has ended brings none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.months import first_days
from pmo_toolkit.analysis.capacity.role_hours import RoleHours, hours_of_running_work
from pmo_toolkit.analysis.capacity.running_work import RunningWork
from pmo_toolkit.analysis.capacity.shapes import TeamThroughput
from pmo_toolkit.analysis.flow.promises import items_ahead
from pmo_toolkit.analysis.flow.regimes import idle_weeks, levels, regime_starts
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.capacity import CapacitySettings

#: Unit of size that is the same as an item of ``flow``.
_ITEMS = "items"
#: Weeks that are forecast as one, and weeks of a month on average.
_WEEKS = 4
WEEKS_A_MONTH = DAYS_A_MONTH / 7


def hours_an_item(history: pd.DataFrame, settings: CapacitySettings) -> NDArray[np.float64]:
    """Hours for an item of finished projects that are sized in items; empty if too few."""
    rows = history[(history["size_unit"] == _ITEMS) & (history["size"] > 0)]
    hours = (rows["actual_effort_person_hours"] / rows["size"]).dropna().to_numpy(dtype=float)
    hours = np.sort(hours[hours > 0])
    return hours if len(hours) >= settings.throughput_fewest_projects else np.empty(0)


def team_throughput(
    items: NDArray[np.float64], hours: NDArray[np.float64], team: str, settings: Settings
) -> tuple[TeamThroughput, NDArray[np.float64] | None]:
    """What a team finishes, and draws of the hours a month that this is; None if not converted.

    Parameters
    ----------
    items : ndarray of float, shape (n,)
        Of each week, the earliest first; not empty.
    hours : ndarray
        From `hours_an_item`.
    team : str
    settings : Settings

    Notes
    -----
    A team whose present regime holds no item at all has ended, rests or is recorded elsewhere: it
    brings no hours.
    """
    recent = items[-settings.capacity.throughput_weeks :]
    weekly, flow = Quantiles.of(recent, "items a week"), settings.flow
    starts = regime_starts(items, flow)
    idle = idle_weeks(items, starts)
    if not len(hours):
        why = (
            "too few finished projects state both their size in items and the hours that they took"
        )
        missing = NotAssessed("hours of the team", why, ReasonCode.TOO_FEW_PROJECTS)
        return TeamThroughput(team, len(recent), weekly, missing, missing, idle), None
    seed, draws = settings.seed, settings.simulation.draws
    chances = uniforms(seed, f"{team}|items", draws)
    drawn = items_ahead(items, levels(items, starts, flow), _WEEKS, chances, flow)
    each = quantiles(hours, uniforms(seed, f"{team}|hours an item", draws))
    monthly = np.asarray(drawn / _WEEKS * WEEKS_A_MONTH * each, dtype=float)
    if idle:
        monthly = np.zeros_like(monthly)
    shown = TeamThroughput(
        team,
        len(recent),
        weekly,
        Quantiles.of(hours, "hours an item"),
        Quantiles.of(monthly, "hours a month"),
        idle,
    )
    return shown, monthly


def hours_from_throughput(
    team: str, monthly: NDArray[np.float64], first: int, last: int, work: Sequence[RunningWork]
) -> RoleHours:
    """Hours of a team in each month from the first to the last, by what it usually finishes."""
    months = last - first + 1
    middle = float(np.median(monthly))
    most = np.broadcast_to(np.maximum(monthly, 0.0), (months, len(monthly)))
    taken = hours_of_running_work(work, team, first_days(np.arange(first, last + 2)), most)
    hours = RoleHours(
        role=team,
        first=first,
        stated={},
        before=np.full(months, middle),
        in_flight=taken.hours,
        never_stated=(),
        going_on=taken.going_on,
        hours_unknown=taken.hours_unknown,
        all_taken=taken.all_taken,
    )
    return replace(hours, spread=(monthly - middle).astype(np.float32))
