"""Hours that tickets take of a role in a month, with season where one shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import f_oneway

from pmo_toolkit.analysis.tickets.shapes import RoleTicketLoad
from pmo_toolkit.analysis.tickets.window import last_ticket_day, recent_tickets, ticket_window
from pmo_toolkit.core.settings.revaluation import TicketSettings

_NONE = (1.0,) * 12
#: Months that tell of today.
_RECENT = 12
_DAYS_OF_A_WEEK = 7
#: Fewer complete months do not tell a usual one.
_FEWEST_MONTHS = 3
#: A role with so many tickets has begun with its first; of fewer, a late first one is chance.
_FEWEST = 10


def loads_by_role(
    rows: pd.DataFrame,
    as_of: pd.Timestamp,
    settings: TicketSettings,
) -> tuple[RoleTicketLoad, ...]:
    """Load of each role of which any ticket states hours and three months are complete.

    Parameters
    ----------
    rows : DataFrame
        From `clean_tickets`, of all roles: one without tickets while others have some has free
        months.
    as_of : Timestamp
        Its month is not complete, nor is one in whose first week the table has not begun, or in
        whose last week it has no ticket any more.
    settings : TicketSettings
    """
    if rows.empty:
        return ()
    first = _first_complete(rows["opened"].min())
    last = _last_complete(rows, as_of)
    if (last - first).n + 1 < _FEWEST_MONTHS:
        return ()
    months = pd.period_range(first, last, freq="M")
    found = (
        _load(str(role), group, months, settings)
        for role, group in rows[rows["role"].notna()].groupby("role", sort=True)
        if group["hours"].notna().any()
    )
    return tuple(load for load in found if load is not None)


def _first_complete(begin: pd.Timestamp) -> pd.Period:
    """The first month that the table knows from its beginning on, give or take a week."""
    month: pd.Period = begin.to_period("M")
    return month if begin.day <= _DAYS_OF_A_WEEK else month + 1


def _last_complete(rows: pd.DataFrame, as_of: pd.Timestamp) -> pd.Period:
    """The last month that is over and that the table knows to its end, give or take a week."""
    end = last_ticket_day(rows, as_of)
    month_end = (end + pd.offsets.MonthEnd(0)).normalize()
    is_complete = as_of > month_end and end >= month_end - pd.Timedelta(days=_DAYS_OF_A_WEEK)
    month: pd.Period = end.to_period("M")
    return month if is_complete else month - 1


@dataclass(frozen=True)
class LoadGaps:
    """What tickets of the last twelve months take of nobody who is known.

    Parameters
    ----------
    without_role : int
        Tickets that state no role: their hours are in no load.
    hours_without_role : float
        Hours a year that these state.
    roles_without_hours : tuple of (str, int)
        Roles of whose tickets none states hours, those with most first: not assessed.
    """

    without_role: int = 0
    hours_without_role: float = 0.0
    roles_without_hours: tuple[tuple[str, int], ...] = ()


def load_gaps(rows: pd.DataFrame, as_of: pd.Timestamp) -> LoadGaps:
    """What no load holds, since role or hours are blank.

    Parameters
    ----------
    rows : DataFrame
        From `clean_tickets`.
    as_of : Timestamp
    """
    recent = recent_tickets(rows, as_of)
    nobody = recent[recent["role"].isna()]
    a_year = ticket_window(rows, as_of).a_year
    by_role = rows.groupby("role", sort=True)["hours"].count()
    blank = {str(role) for role, stated in by_role.items() if not stated}
    counts = {str(role): int(n) for role, n in recent["role"].value_counts().items()}
    return LoadGaps(
        len(nobody),
        float(nobody["hours"].sum()) * a_year,
        tuple(sorted(((role, counts[role]) for role in blank & counts.keys()), key=_most_first)),
    )


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _load(
    role: str, group: pd.DataFrame, months: pd.PeriodIndex, settings: TicketSettings
) -> RoleTicketLoad | None:
    hours = group["hours"].fillna(group["hours"].mean())
    opened = group["opened"].dt.to_period("M")
    monthly = hours.groupby(opened).sum().reindex(months, fill_value=0.0).to_numpy()
    counts = opened.value_counts().reindex(months, fill_value=0).to_numpy()
    if not counts.any():
        return None
    known = _known_from(opened, months) if len(group) >= _FEWEST else 0
    months, monthly, counts = months[known:], monthly[known:], counts[known:]
    season, why = _season(monthly, np.asarray(months.month), settings)
    plain = monthly / np.array([season[month - 1] for month in months.month])
    usual, high = np.quantile(plain[-_RECENT:], [0.5, 0.8])
    ended = _ended(counts, months, settings)
    if ended:
        usual = high = 0.0
    return RoleTicketLoad(
        role=role,
        months=tuple(map(str, months)),
        hours=tuple(map(float, monthly)),
        counts=tuple(map(int, counts)),
        usual=float(usual),
        high=float(high),
        season=season,
        why_no_season=why,
        without_hours=int(group["hours"].isna().sum()),
        n=len(group),
        ended=ended,
    )


def _ended(counts: NDArray[np.int64], months: pd.PeriodIndex, settings: TicketSettings) -> str:
    """Month of the last ticket of a queue that has ended; empty for one that goes on.

    It has ended where so many months without a ticket were no chance at its former rate, and where
    it has never paused for half as long before.
    """
    busy = np.flatnonzero(counts)
    last = int(busy[-1])
    idle = len(counts) - 1 - last
    longest_pause = int(np.diff(busy).max(initial=1)) - 1
    usual = float(np.median(counts[max(0, last + 1 - _RECENT) : last + 1]))
    is_long = idle >= settings.ended_months and idle > 2 * longest_pause
    return str(months[last]) if is_long and usual * idle >= _FEWEST else ""


def _known_from(opened: pd.Series, months: pd.PeriodIndex) -> int:
    """Place of the first month of which a role's tickets are known.

    A queue that is new, or has had another name, had no free months before it began.
    """
    begun = opened.min()
    place = int((months <= begun).sum()) if begun > months[0] else 0
    return place if len(months) - place >= _FEWEST_MONTHS else 0


def _season(
    monthly: NDArray[np.float64], calendar: NDArray[np.int64], settings: TicketSettings
) -> tuple[tuple[float, ...], str]:
    """Factor of each month of the calendar, and why there is none."""
    if len(monthly) < settings.season_months:
        return _NONE, (
            f"{len(monthly)} complete months do not tell season from chance; it takes"
            f" {settings.season_months}"
        )
    groups = [np.log1p(monthly[calendar == month]) for month in range(1, 13)]
    if min(map(len, groups)) < 2 or np.ptp(monthly) == 0:
        return _NONE, "months do not differ, or not each was seen twice"
    chance = float(f_oneway(*groups).pvalue)
    if not chance < settings.season_chance:
        return _NONE, "months of the calendar differ no more than by chance"
    means = np.array([monthly[calendar == month].mean() for month in range(1, 13)])
    return tuple(map(float, means / means.mean())), ""
