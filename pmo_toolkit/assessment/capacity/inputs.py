"""Hours of roles, work under way and demand as analyses need them, read for one proposal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.capacity.demand import Demand, demand_of
from pmo_toolkit.analysis.capacity.months import day_number, first_days, month_number
from pmo_toolkit.analysis.capacity.remaining import Wish
from pmo_toolkit.analysis.capacity.role_hours import RoleHours, role_hours
from pmo_toolkit.analysis.capacity.running_work import RunningWork, running_work
from pmo_toolkit.analysis.dependencies.dates import first_day
from pmo_toolkit.analysis.estimating.reference.others_spread import ratios_of_others
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView, outside_view
from pmo_toolkit.assessment.reader import ProposalReader

#: Bytes of drawn hours that are kept for other proposals; what is beyond is drawn again.
_MOST_KEPT = 256 * 2**20
_KEPT_BYTES = "bytes of hours"


def demand_for(reader: ProposalReader, option: str) -> Demand:
    """What an option of the proposal asks of each role."""
    rows = reader.rows("demand", {"option": (option,)})
    return demand_of(rows, proposal=reader.proposal, option=option, settings=reader.settings)


def wish_of(reader: ProposalReader) -> Wish:
    """When the proposal would start if everybody were free.

    The first day of its start window; where none is stated, the first full month after the day to
    which the assessment refers. No work begins before that day.
    """
    rows = reader.own("proposals", "id", columns=("id", "start_window"))
    stated = first_day(text_of(rows.iloc[0]["start_window"])) if len(rows) else None
    soonest = month_number(reader.as_of) + (reader.as_of.day > 1)
    if stated is None:
        return Wish(int(first_days(np.asarray([soonest]))[0]), soonest)
    is_to_come = dt.date.fromisoformat(stated) >= reader.as_of
    return Wish(day_number(stated), month_number(stated) if is_to_come else soonest)


def hours_for(reader: ProposalReader, roles: Iterable[str]) -> dict[str, RoleHours]:
    """Role → its hours beside work under way, of those roles that have any stated.

    Work under way that is the proposal itself does not count. Hours are drawn once for all
    proposals.
    """
    work, own = _running(reader)
    found = {}
    for role in roles:
        rows = reader.rows("capacity", {"role": (role,)})
        key = ("hours of a role", role, own, reader.settings, reader.as_of)
        hours = reader.kept.get(key)
        if hours is None:
            hours = role_hours(rows, role, work)
            size = 0 if hours is None else hours.in_flight.nbytes
            if reader.kept.get(_KEPT_BYTES, 0) + size <= _MOST_KEPT:
                reader.kept[_KEPT_BYTES] = reader.kept.get(_KEPT_BYTES, 0) + size
                reader.kept[key] = hours
        if hours is not None:
            found[role] = hours
    return found


def _running(reader: ProposalReader) -> tuple[tuple[RunningWork, ...], str]:
    """Work under way with its finish, and the proposal's id where that is among it or finished."""
    in_flight, history = reader.in_flight_without_own(), reader.history_without_own()
    own = reader.proposal if reader.stands_among_projects() else ""
    key = ("work under way", own, reader.settings, reader.as_of)
    if key not in reader.kept:
        reader.kept[key] = running_work(
            in_flight,
            _Ratios(reader, history),
            as_of=reader.as_of,
            seed=reader.settings.seed,
            draws=reader.settings.simulation.draws,
        )
    work: tuple[RunningWork, ...] = reader.kept[key]
    return work, own


class _Ratios:
    """Class and department → what became of estimates of duration, here or elsewhere."""

    def __init__(self, reader: ProposalReader, history: pd.DataFrame):
        self._settings, self._history = reader.settings, history
        self._known: dict[tuple[str | None, str | None], tuple[float, ...]] = {}

    def __call__(self, project_class: str | None, department: str | None) -> tuple[float, ...]:
        key = project_class, department
        if key not in self._known:
            view = outside_view(
                self._history,
                target="duration_days",
                unit="calendar days",
                project_class=project_class,
                department=department,
                applied_to=None,
                applied_label=None,
                settings=self._settings,
            )
            self._known[key] = ratios_of_others()
            if isinstance(view, OutsideView) and view.ratios:
                self._known[key] = view.ratios
        return self._known[key]
