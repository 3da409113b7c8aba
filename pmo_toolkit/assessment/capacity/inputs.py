"""Hours of roles, work under way and demand as analyses need them, read for one proposal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.capacity.demand import Demand, demand_of
from pmo_toolkit.analysis.capacity.months import day_number, first_days, month_number
from pmo_toolkit.analysis.capacity.remaining import Wish, starts_alone
from pmo_toolkit.analysis.capacity.role_hours import RoleHours, role_hours
from pmo_toolkit.analysis.capacity.running_work import FaultyWork, RunningWork, running_work
from pmo_toolkit.analysis.capacity.shapes import TeamThroughput
from pmo_toolkit.analysis.capacity.starting import Starts
from pmo_toolkit.analysis.capacity.throughput import (
    hours_an_item,
    hours_from_throughput,
    team_throughput,
)
from pmo_toolkit.analysis.capacity.usual_shares import TAKEN, UsualShares
from pmo_toolkit.analysis.dependencies.dates import first_day_to_come
from pmo_toolkit.analysis.estimating.reference.others_spread import ratios_of_others
from pmo_toolkit.analysis.uncertainty.schedule.activities import network_from_rows
from pmo_toolkit.analysis.uncertainty.schedule.network import Network
from pmo_toolkit.assessment.capacity.measured_tickets import with_measured_tickets
from pmo_toolkit.assessment.capacity.sources import ResourceSource
from pmo_toolkit.assessment.dependencies.timings import duration_ratios
from pmo_toolkit.assessment.lookups.queries import FAULTY_WORK, USUAL_SHARES
from pmo_toolkit.assessment.lookups.team_weeks import TEAM_WEEKS, TeamWeeks, question_of
from pmo_toolkit.core.settings import Settings

#: Bytes of drawn hours that are kept for other proposals; what is beyond is drawn again.
_MOST_KEPT = 128 * 2**20
_KEPT_BYTES = "bytes of hours"
#: Months of ``capacity`` that are looked at, before and after the day: others are slips of the pen.
_BEFORE, _AFTER = 24, 240


def demand_for(reader: ResourceSource, option: str) -> Demand:
    """What an option of the proposal asks of each role."""
    rows = reader.rows("demand", {"option": (option,)})
    delivery = _delivery_months(reader, option) if rows["months"].isna().any() else None
    key = ("demand", reader.proposal, option, reader.settings)
    if key in reader.kept:
        kept: Demand = reader.kept[key]
        return kept
    demand = demand_of(
        rows,
        proposal=reader.proposal,
        option=option,
        settings=reader.settings,
        delivery_months=delivery,
    )
    drawn = sum(len(role.months) for role in demand.roles) * reader.settings.simulation.draws * 4
    _keep(reader, key, demand, drawn)
    return demand


def _delivery_months(reader: ResourceSource, option: str) -> float | None:
    """Months until an option is delivered, the longest that is stated; None where nothing is."""
    options = reader.rows("options", {"id": (option,)}, columns=("id", "months_to_benefit"))
    proposals = reader.own("proposals", "id", columns=("id", "estimate_duration_days"))
    network = network_from_rows(reader.own("activities"), option=option)
    stated = [number_of(value) for value in options["months_to_benefit"]]
    days = [number_of(value) for value in proposals["estimate_duration_days"]]
    if isinstance(network, Network):
        likely = np.array([[float(activity.duration.mode)] for activity in network.activities])
        days.append(float(network.finish(likely)[0]))
    stated += [None if number is None else number / DAYS_A_MONTH for number in days]
    return max((months for months in stated if months is not None), default=None)


def start_alone(
    reader: ResourceSource, demand: Demand, hours: Mapping[str, RoleHours], wish: Wish
) -> Starts | None:
    """The earliest start of an option in each draw beside work under way alone.

    None where no month since the wish is stated.
    """
    key = ("start alone", reader.proposal, demand.option, reader.settings, reader.as_of)
    if key in reader.kept:
        kept: Starts | None = reader.kept[key]
        return kept
    found = starts_alone(demand, hours, wish, reader.settings.simulation.draws)
    size = 0 if found is None else 3 * found.shift.nbytes
    _keep(reader, key, found, size)
    return found


def wish_of(reader: ResourceSource) -> Wish:
    """When the proposal would start if everybody were free.

    The first day of its start window; where none is stated, or that has passed, the first full
    month after the day to which the assessment refers. No work begins before that day.
    """
    rows = reader.own("proposals", "id", columns=("id", "start_window"))
    window = text_of(rows.iloc[0]["start_window"]) if len(rows) else None
    stated = first_day_to_come(window, reader.as_of)
    if stated is None:
        soonest = month_number(reader.as_of) + (reader.as_of.day > 1)
        return Wish(int(first_days(np.asarray([soonest]))[0]), soonest, is_stated=False)
    return Wish(day_number(stated), month_number(stated))


@dataclass(frozen=True, eq=False)
class Resources:
    """What is known of the roles that an option needs.

    Parameters
    ----------
    hours : dict of str to RoleHours
        Role → its hours beside work under way, of roles of which any are known.
    teams : tuple of TeamThroughput
        Of the roles those that are teams whose items are counted.
    work : tuple of RunningWork
    """

    hours: dict[str, RoleHours]
    teams: tuple[TeamThroughput, ...]
    work: tuple[RunningWork, ...]


def resources_for(reader: ResourceSource, roles: Iterable[str]) -> Resources:
    """Hours of roles beside work under way, drawn once for all proposals.

    Work under way that is the proposal itself does not count. A team without stated hours has those
    that its throughput comes to, in the months that are stated of the other roles.
    """
    named = tuple(roles)
    work, own = work_under_way(reader)
    rows = _within(reader.rows("capacity", {"role": named}), reader.as_of)
    rows, _ = with_measured_tickets(reader, rows)
    usual: UsualShares | None = reader.value(USUAL_SHARES) if _is_any_never_stated(rows) else None
    hours = {}
    for role in named:
        key = ("hours of a role", role, own, reader.settings, reader.as_of)
        if key not in reader.kept:
            known = role_hours(rows, role, work, usual)
            _keep(reader, key, known, 0 if known is None else known.in_flight.nbytes)
        else:
            known = reader.kept[key]
        if known is not None:
            hours[role] = known
    first = min((known.first for known in hours.values()), default=0)
    last = max((known.last for known in hours.values()), default=-1)
    teams = []
    for role, shown, monthly in _throughputs(reader, named):
        teams.append(shown)
        if role not in hours and monthly is not None and first <= last:
            hours[role] = hours_from_throughput(role, monthly, first, last, work)
    set_aside = reader.value(FAULTY_WORK).set_aside
    known_roles = {
        role: replace(hours[role], work_set_aside=set_aside) for role in named if role in hours
    }
    return Resources(known_roles, tuple(teams), work)


def _within(rows: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Rows of months that lie within a lifetime of plans."""
    first, last = (
        pd.Timestamp(day) + pd.DateOffset(months=months) for months in (-_BEFORE, _AFTER)
    )
    return rows[rows["month"].between(first, last)]


def _is_any_never_stated(rows: pd.DataFrame) -> bool:
    """Whether any role states in no month what takes its hours."""
    return any(
        (rows[rows[column] >= 0].groupby("role").size().reindex(rows["role"].unique()).isna().any())
        for column in TAKEN
    )


def _keep(reader: ResourceSource, key: Hashable, drawn: object, size: int) -> None:
    """Keep what was drawn for other proposals as long as there is room; `size` in bytes."""
    kept = reader.kept.get(_KEPT_BYTES, 0)
    if kept + size <= _MOST_KEPT:
        reader.kept[_KEPT_BYTES] = kept + size
        reader.kept[key] = drawn


def _throughputs(
    reader: ResourceSource, roles: tuple[str, ...]
) -> Iterator[tuple[str, TeamThroughput, NDArray[np.float64] | None]]:
    """Roles that are teams of ``flow``, what they finish, and draws of the hours that it is."""
    known: dict[str, TeamWeeks] = {}
    for role in roles:
        weeks = reader.value(TEAM_WEEKS, question_of(reader.as_of, role))
        if (
            weeks is not None
            and len(weeks.items) >= reader.settings.capacity.throughput_fewest_weeks
        ):
            known[role] = weeks
    if not known:
        return
    hours = hours_an_item(reader.history_without_own(), reader.settings.capacity)
    for role, weeks in known.items():
        yield role, *team_throughput(weeks.counts, hours, role, reader.settings)


def work_under_way(reader: ResourceSource) -> tuple[tuple[RunningWork, ...], str]:
    """Work under way with its finish, and the proposal's id where that is among it or finished."""
    for table in ("in_flight", "history"):  # what is kept counts as read
        reader.rows(table)
    faulty: FaultyWork = reader.value(FAULTY_WORK)
    of_proposal = ("work under way beside", reader.proposal, reader.settings, reader.as_of)
    if of_proposal not in reader.kept:
        own = reader.proposal if reader.stands_among_projects() else ""
        key = ("work under way", own, reader.settings, reader.as_of)
        if key not in reader.kept:
            reader.kept[key] = running_work(
                reader.in_flight_without_own(),
                DurationRatios(reader.settings, reader.history_without_own()),
                as_of=reader.as_of,
                settings=reader.settings,
                faulty=faulty,
            )
        reader.kept[of_proposal] = reader.kept[key], own
    found: tuple[tuple[RunningWork, ...], str] = reader.kept[of_proposal]
    return found


class DurationRatios:
    """Class and department → what became of estimates of duration, here or elsewhere."""

    def __init__(self, settings: Settings, history: pd.DataFrame):
        self._settings, self._history = settings, history
        self._known: dict[tuple[str | None, str | None], tuple[float, ...]] = {}

    def __call__(self, project_class: str | None, department: str | None) -> tuple[float, ...]:
        """Actual ÷ estimated duration, of comparable projects of the house, else of others."""
        key = project_class, department
        if key not in self._known:
            own = duration_ratios(self._history, self._settings, project_class, department)
            self._known[key] = own or ratios_of_others()
        return self._known[key]
