"""What tickets ask of each role month by month, its season, and its change from year to year.

Whole calendar months alone count. A season is read from two years on: with fewer, what comes every
year and what came once look the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy.stats import beta

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.tickets.reading import CleanTickets

#: What stands for tickets of which nobody states the role.
NO_ROLE = "no stated role"
_YEAR = 12


@dataclass(frozen=True)
class LoadMonth:
    """Tickets of one whole month.

    Parameters
    ----------
    month : str
        ``YYYY-MM``, of the opening.
    tickets, with_hours : int
    hours : float
        Of those that state them.
    """

    month: str
    tickets: int
    with_hours: int
    hours: float


@dataclass(frozen=True)
class Season:
    """How much more or less comes in each month of the year.

    Parameters
    ----------
    factors : tuple of float
        January to December, 1 for a usual month.
    low, high : tuple of float
        The least and the most of the years.
    years : int
        Whole years known.
    """

    factors: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    years: int


@dataclass(frozen=True)
class YearChange:
    """The last twelve months over the twelve before, by tickets opened.

    Parameters
    ----------
    before, after : int
        Tickets.
    low, high : float
        80 % range of after ÷ before if tickets came by accident of their own: the share of the
        later ones by Clopper and Pearson (1934).
    """

    before: int
    after: int
    low: float
    high: float

    @property
    def ratio(self) -> float:
        """After ÷ before; 1 is no change."""
        return self.after / self.before


@dataclass(frozen=True)
class RoleLoad:
    """What tickets ask of one role.

    Parameters
    ----------
    role : str
    months : tuple of LoadMonth
        Every whole month between first and last, those without a ticket too.
    hours_a_month : float or NotAssessed
        Hours of a usual month; tickets that state none are taken as those that do.
    season : Season or NotAssessed
    change : YearChange or NotAssessed
    stated : float or None
        Hours a month that ``capacity`` states for tickets of this role.
    """

    role: str
    months: tuple[LoadMonth, ...]
    hours_a_month: float | NotAssessed
    season: Season | NotAssessed
    change: YearChange | NotAssessed
    stated: float | None

    @property
    def missing_hours(self) -> float | None:
        """Hours a month more than ``capacity`` states; None where one of them is not known."""
        if self.stated is None or isinstance(self.hours_a_month, NotAssessed):
            return None
        return self.hours_a_month - self.stated


def loads(
    tickets: CleanTickets,
    stated: Mapping[str, float],
    *,
    season_months: int,
    untrusted: str = "",
    renamed: Collection[str] = (),
) -> tuple[RoleLoad, ...]:
    """Load of each role, all roles together first (role ``""``), then the most loaded.

    Parameters
    ----------
    tickets : CleanTickets
    stated : mapping of str to float
        Role → hours a month for tickets as ``capacity`` states them.
    season_months : int
        Whole months from which on a season is read.
    untrusted : str
        Why no change from year to year is read; the empty text where one may be.
    renamed : collection of str
        Roles whose beginning or end is a change of name.
    """
    if not tickets.used:
        return ()
    months = whole_months(tickets.first, tickets.last)
    rows = tickets.rows.assign(
        role=tickets.rows["role"].fillna(NO_ROLE),
        month=tickets.rows["opened"].dt.strftime("%Y-%m"),
    )
    rows["known"] = rows["hours"].notna()
    parts = rows.groupby(["role", "month"]).agg(
        tickets=("month", "size"), with_hours=("known", "sum"), hours=("hours", "sum")
    )
    everything = parts.groupby(level="month").sum()
    roles = parts["tickets"].groupby(level="role").sum().sort_values(ascending=False, kind="stable")
    found = [_load("", everything, months, None, season_months, untrusted)]
    for role in roles.index:
        why = "its beginning or end is a change of name" if role in renamed else untrusted
        own = parts.loc[role]
        found.append(_load(str(role), own, months, stated.get(str(role)), season_months, why))
    return tuple(found)


def whole_months(first: date, last: date) -> tuple[str, ...]:
    """Months that lie between two days as a whole, these days included."""
    begin = pd.Timestamp(first)
    if begin.day > 1:
        begin = begin + pd.offsets.MonthBegin(1)
    end = pd.Timestamp(last) + pd.Timedelta(days=1)
    return tuple(
        str(month)
        for month in pd.period_range(begin, end, freq="M")
        if (month.end_time + pd.Timedelta(1, "ns")) <= end and month.start_time >= begin
    )


def _load(
    role: str,
    parts: pd.DataFrame,
    months: tuple[str, ...],
    stated: float | None,
    season_months: int,
    untrusted: str,
) -> RoleLoad:
    whole = parts.reindex(list(months), fill_value=0)
    tickets = whole["tickets"].to_numpy(dtype=float)
    numbers, hours = whole["with_hours"].to_numpy(dtype=float), whole["hours"].to_numpy(dtype=float)
    known = tuple(
        LoadMonth(month, int(count), int(number), float(own))
        for month, count, number, own in zip(months, tickets, numbers, hours, strict=True)
    )
    return RoleLoad(
        role,
        known,
        _hours_a_month(tickets, int(numbers.sum()), float(hours.sum())),
        season_of(months, tickets, season_months),
        _change(tickets, untrusted),
        stated,
    )


def _hours_a_month(tickets: np.ndarray, with_hours: int, hours: float) -> float | NotAssessed:
    what = "hours a month"
    if not len(tickets):
        return NotAssessed(what, "no whole month is known", ReasonCode.NO_ROWS)
    if not with_hours:
        return NotAssessed(
            what, "no ticket states its hours", ReasonCode.NOT_STATED, (), ("hours",)
        )
    return float(tickets.sum() * hours / with_hours / len(tickets))


def season_of(
    months: tuple[str, ...], tickets: np.ndarray, season_months: int
) -> Season | NotAssessed:
    """How much more or less comes in each month of the year, from whole years alone.

    Parameters
    ----------
    months : tuple of str
        Consecutive ``YYYY-MM``.
    tickets : ndarray, shape (len(months),)
    season_months : int
        Months from which on a season is read; at least 24.
    """
    if len(months) < max(season_months, 2 * _YEAR):
        number = max(season_months, 2 * _YEAR)
        why = f"{len(months)} whole months are known, and {number} are needed"
        return NotAssessed("season", why, ReasonCode.NO_ROWS)
    years = len(months) // _YEAR
    table = tickets[-years * _YEAR :].reshape(years, _YEAR)
    usual = table.mean(axis=1, keepdims=True)
    if (usual == 0).any():
        return NotAssessed("season", "a year has no ticket", ReasonCode.NOTHING_TO_DIVIDE_BY)
    shares = table / usual
    # the last year's first month is not always January
    shift = int(months[-_YEAR][5:]) - 1
    shares = np.roll(shares, shift, axis=1)
    return Season(
        tuple(shares.mean(axis=0).tolist()),
        tuple(shares.min(axis=0).tolist()),
        tuple(shares.max(axis=0).tolist()),
        years,
    )


def _change(tickets: np.ndarray, untrusted: str) -> YearChange | NotAssessed:
    what = "change from year to year"
    if untrusted:
        return NotAssessed(what, untrusted, ReasonCode.NOT_APPLICABLE)
    if len(tickets) < 2 * _YEAR:
        why = f"{len(tickets)} whole months are known, and {2 * _YEAR} are needed"
        return NotAssessed(what, why, ReasonCode.NO_ROWS)
    before, after = int(tickets[-2 * _YEAR : -_YEAR].sum()), int(tickets[-_YEAR:].sum())
    if before == 0:
        why = "the year before has no ticket"
        return NotAssessed(what, why, ReasonCode.NOTHING_TO_DIVIDE_BY)
    low = float(beta.ppf(0.1, after, before + 1)) if after else 0.0
    high = float(beta.ppf(0.9, after + 1, before))
    return YearChange(before, after, low / (1 - low), high / (1 - high))


def questions_on_capacity(
    found: Iterable[RoleLoad], department: str, *, more: float = 1.25, less: float = 0.5
) -> tuple[Question, ...]:
    """Where hours by tickets and hours that ``capacity`` states are far apart.

    Parameters
    ----------
    found : iterable of RoleLoad
    department : str
        Who is asked.
    more, less : float
        Hours by tickets over hours stated, from and up to which it is asked.
    """
    questions = []
    for load in found:
        hours = load.hours_a_month
        if not load.stated or isinstance(hours, NotAssessed):
            continue
        if hours >= more * load.stated:
            text = (
                f"Tickets take about {hours:.0f} hours a month of the role {load.role};"
                f" {load.stated:.0f} are set aside. What gives way?"
            )
            effect = f"Net capacity would be about {hours - load.stated:.0f} hours a month lower."
        elif hours <= less * load.stated:
            text = (
                f"{load.stated:.0f} hours a month of the role {load.role} are set aside for"
                f" tickets, and tickets show about {hours:.0f}. What do the others go into?"
            )
            effect = "Either work is not seen by tickets, or hours are free for proposals."
        else:
            continue
        questions.append(Question(department, text, effect, "capacity"))
    return tuple(questions)
