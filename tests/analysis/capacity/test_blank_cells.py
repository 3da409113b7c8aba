"""Whatever single cell is blank: no earlier start, no lower overload, no shorter wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.capacity.demand import COLUMNS, demand_of
from pmo_toolkit.analysis.capacity.loads import role_loads
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from pmo_toolkit.analysis.capacity.role_hours import TAKEN, role_hours
from pmo_toolkit.analysis.capacity.running_work import running_work
from pmo_toolkit.core.settings import Settings
from tests.analysis.capacity.small_house import WISH, capacity, demand_rows, in_flight

ROLES = ("analyst", "tester")
MONTHS = range(1, 9)
QUICK = Settings.of(draws=256)
RATIOS = (0.7, 0.95, 1.0, 1.3, 1.8)
TODAY = dt.date(2027, 1, 1)
#: No option is stated to last longer.
DELIVERY = 4.0
Tables = dict[str, list[dict[str, Any]]]


def day(number: int) -> str:
    return (TODAY + dt.timedelta(days=number)).isoformat()


@st.composite
def projects(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to three projects under way, each of one or two roles."""
    rows = []
    for number in range(draw(st.integers(1, 3))):
        finish = draw(st.integers(1, 220))
        stated = {
            "project": f"F-{number}",
            "finish_estimate": day(finish),
            "start_date": day(finish - draw(st.integers(max(30, finish + 1), 600))),
            "estimate_duration_days": draw(st.sampled_from([None, 120, 300, 450])),
        }
        for role in draw(st.sampled_from([ROLES[:1], ROLES[1:], ROLES])):
            rows.append({**stated, "role": role, "hours_per_month": draw(st.integers(10, 80))})
    return rows


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Two roles over eight months, work under way, and what an option asks of both."""
    months = [
        {
            "role": role,
            "month": f"2027-{month:02d}",
            "gross_hours": draw(st.integers(150, 260)),
            **{name: draw(st.integers(0, 20)) for name in TAKEN},
        }
        for role in ROLES
        for month in MONTHS
    ]
    asked = []
    for role in ROLES:
        low, more, most = (
            draw(st.integers(20, 120)),
            draw(st.integers(0, 40)),
            draw(st.floats(1, 1.2)),
        )
        ends = (low, low + more, (low + more) * most)
        first, length = draw(st.integers(1, 2)), draw(st.integers(1, int(DELIVERY)))
        hours = dict(zip(COLUMNS, ends, strict=True))
        asked.append({"role": role, **hours, "start_month": first, "months": length})
    return {"capacity": months, "in_flight": draw(projects()), "demand": asked}


CELLS = [
    *(("capacity", column) for column in ("gross_hours", *TAKEN)),
    *(("demand", column) for column in (*COLUMNS, "months")),
    *(
        ("in_flight", column)
        for column in (
            "role",
            "hours_per_month",
            "finish_estimate",
            "start_date",
            "estimate_duration_days",
        )
    ),
]


def results(stated: Tables):
    work = running_work(
        in_flight(*stated["in_flight"]), lambda *_: RATIOS, as_of=TODAY, settings=QUICK
    )
    months = capacity([tuple(row.values()) for row in stated["capacity"]])
    hours = {role: role_hours(months, role, work) for role in ROLES}
    want = demand_of(
        demand_rows(*(tuple(row.values()) for row in stated["demand"])),
        proposal="P-1",
        option="O-1",
        settings=QUICK,
        delivery_months=DELIVERY,
    )
    found = starts_alone(want, hours, WISH, QUICK.simulation.draws)
    return found, role_loads(want, hours, found, {})


def is_largest(stated: Tables, table: str, row: Mapping[str, Any], column: str) -> bool:
    """Whether a blank, which counts as the largest beside it, would count as less."""
    if column not in (*TAKEN, "hours_per_month"):
        return False
    beside = [
        other[column]
        for other in stated[table]
        if other is not row
        and (other["role"] == row["role"] or other.get("project", "") == row.get("project"))
    ]
    return bool(beside) and max(beside) < row[column]


@pytest.mark.parametrize(("table", "column"), CELLS)
@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(stated=tables(), data=st.data())
def test_a_blank_cell_never_makes_the_start_earlier_or_people_freer(table, column, stated, data):
    place = data.draw(st.integers(0, len(stated[table]) - 1))
    row = stated[table][place]
    assume(not is_largest(stated, table, row, column))
    rows = [*stated[table][:place], {**row, column: None}, *stated[table][place + 1 :]]
    (start, loads), (later, fuller) = results(stated), results({**stated, table: rows})
    # months beyond the stated ones are the latest; the wait is priced by `at_least`. Low ends are
    # tried in steps, between which a draw can lie a little higher
    few = 3 if column == COLUMNS[0] else 0
    assert np.count_nonzero(later.shift < start.shift) <= few
    assert np.count_nonzero(later.at_least < start.at_least) <= few
    before, after = start.earliest(WISH.day), later.earliest(WISH.day)
    for known, blank in ((before.month_p50, after.month_p50), (before.month_p80, after.month_p80)):
        assert blank is None or (known is not None and blank >= known)
    chances = {
        (load.role, spot.month): spot.chance_overloaded for load in loads for spot in load.months
    }
    for load in fuller:
        for spot in load.months:
            known = chances.get((load.role, spot.month))
            if spot.chance_overloaded is not None and known is not None:
                assert spot.chance_overloaded >= known - few / QUICK.simulation.draws
