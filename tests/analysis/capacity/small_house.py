"""Tables of a small organisation, by hand, for the tests of remaining resources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.capacity.demand import Demand, RoleDemand
from pmo_toolkit.analysis.capacity.remaining import Wish
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.core.settings import Settings

#: Month number of January 2027, and its first day.
JANUARY = 2027 * 12
SETTINGS = Settings.of(draws=1024)
DRAWS = 1024


def capacity(
    rows: Sequence[tuple[str, str, float | None, float | None, float | None, float | None]],
):
    """Rows of ``capacity``: role, ``YYYY-MM``, gross, absence, run work, tickets."""
    names = ["role", "month", "gross_hours", "absence_hours", "run_work_hours", "ticket_hours"]
    frame = pd.DataFrame(rows, columns=names)
    hours = {name: frame[name].astype(float) for name in names[2:]}
    return frame.assign(month=pd.to_datetime(frame["month"] + "-01"), **hours)


def in_flight(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Rows of ``in_flight``; what is not named is blank."""
    names = {
        "project": "F-1",
        "title": "Running work",
        "role": "analyst",
        "hours_per_month": 40.0,
        "finish_estimate": None,
        "department": None,
        "start_date": None,
        "estimate_duration_days": None,
        "class": None,
    }
    frame = pd.DataFrame([{**names, **row} for row in rows], columns=list(names))
    dates = {name: pd.to_datetime(frame[name]) for name in ("finish_estimate", "start_date")}
    numbers = ("hours_per_month", "estimate_duration_days")
    return frame.assign(**dates, **{name: frame[name].astype(float) for name in numbers})


def demand_rows(*rows: Sequence[object]) -> pd.DataFrame:
    """Rows of ``demand``: role, low, mode, high, first month, months."""
    names = ["role", "hours_per_month_low", "hours_per_month_mode", "hours_per_month_high"]
    names += ["start_month", "months"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(**{name: frame[name].astype(float) for name in names[1:]})


def needs(role: str, *hours: float, draws: int = DRAWS) -> RoleDemand:
    """Hours of one role, the same in all draws, from the first month on."""
    months = {
        month: np.full(draws, number, dtype=np.float32)
        for month, number in enumerate(hours)
        if number
    }
    return RoleDemand(role, months)


def demand(*roles: RoleDemand, missing: tuple[tuple[str, str], ...] = ()) -> Demand:
    """What option O-1 asks of some roles."""
    return Demand("O-1", roles, tuple(role for role, _ in missing), missing)


def hours(role: str, left: Sequence[float], *, first: int = JANUARY, taken=None) -> RoleHours:
    """Hours of one role that are left in each month, before `taken` of shape (months, draws)."""
    before = np.asarray(left, dtype=float)
    nothing = np.zeros((len(before), 1), dtype=np.float32)
    in_flight = nothing if taken is None else np.asarray(taken, dtype=np.float32)
    stated = {"gross_hours": before.copy(), "absence_hours": np.zeros(len(before))}
    return RoleHours(role, first, stated, before, in_flight, (), (), ())


#: First of January 2027 as days since 1970.
WISH = Wish(int(np.datetime64("2027-01-01").astype(int)), JANUARY)
