"""Small portfolios of which plans can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.problem import AssessedBefore, problem_of
from pmo_toolkit.assessment.scheduling.shapes import PortfolioProblem
from pmo_toolkit.core.settings import Settings
from tests.workspace.builders import make, read

AS_OF = dt.date(2026, 12, 1)
CONFIG = 'name = "Test"\nas_of = "2026-12-01"\n'
PROPOSALS = "id,title,department,start_window,wanted_finish\n"
OPTIONS = "id,proposal,kind,title,scope,months_to_benefit\n"
DEMAND = (
    "option,role,hours_per_month_low,hours_per_month_mode,hours_per_month_high,start_month,months\n"
)
CAPACITY = "role,month,gross_hours,absence_hours,run_work_hours,ticket_hours\n"
IN_FLIGHT = "project,title,role,hours_per_month,finish_estimate,start_date,estimate_duration_days\n"
#: Finished projects of which each took as long as was estimated.
PUNCTUAL = "project,finish_date,estimate_duration_days,actual_duration_days\n" + "".join(
    f"H{number},2025-0{1 + number % 9}-15,{100 + number},{100 + number}\n" for number in range(30)
)
TIES = "from,to,type,lag_days,strength\n"


def proposals(*names: str) -> str:
    """Proposals without dates."""
    return PROPOSALS + "".join(f"{name},Proposal {name},Finance,,\n" for name in names)


def options(*names: str) -> str:
    """One option that delivers the whole for each proposal."""
    return OPTIONS + "".join(f"O-{name},{name},build,Build {name},whole,\n" for name in names)


def demand(*rows: str) -> str:
    """Rows ``option,role,hours,first month,months`` of hours that are certain."""
    made = DEMAND
    for row in rows:
        option, role, hours, first, months = row.split(",")
        made += f"{option},{role},{hours},{hours},{hours},{first},{months}\n"
    return made


def capacity(role: str, *hours: float | None, first: int = 0) -> str:
    """Contract hours of a role from December 2026 on, of which nothing is taken; None: no row."""
    rows = ""
    for number, value in enumerate(hours, start=first):
        month = f"{2026 + (11 + number) // 12}-{(11 + number) % 12 + 1:02}"
        rows += "" if value is None else f"{role},{month},{value},0,0,0\n"
    return rows


def problem(
    folder: Path,
    *,
    assessed: AssessedBefore | None = None,
    settings: Settings | None = None,
    **tables: str,
) -> PortfolioProblem:
    """The problem that a small workspace makes."""
    ready = prepare(read(folder, CONFIG, **tables), settings=settings)
    return problem_of(
        ready.shared_reader(),
        as_of=ready.as_of,
        settings=ready.settings,
        assessed=assessed or AssessedBefore(),
    )


def two_for_one_role(**more: str) -> dict[str, str]:
    """Two proposals of two months that both need the whole of one analyst."""
    return {
        "proposals": proposals("P1", "P2"),
        "options": options("P1", "P2"),
        "demand": demand("O-P1,analyst,100,1,2", "O-P2,analyst,100,1,2"),
        "capacity": CAPACITY + capacity("analyst", *[100] * 6),
        **more,
    }


def large_portfolio(
    folder: Path, *, proposals: int = 300, roles: int = 5, months: int = 24, seed: int = 1
) -> Path:
    """A workspace of many proposals that share few roles, for measuring how fast plans are made.

    All proposals together ask for about as much as the roles have in the stated months; each
    twentieth requires an earlier one, and every third may be done in two ways.
    """
    drawn = np.random.default_rng(seed)
    names = [f"P{number:04}" for number in range(proposals)]
    rows = {"proposals": PROPOSALS, "options": OPTIONS, "demand": DEMAND, "dependencies": TIES}
    for number, name in enumerate(names):
        opens = drawn.integers(0, months // 2)
        window = PlanMonths(AS_OF).name(int(opens))
        rows["proposals"] += f"{name},Proposal {name},Department {number % 7},{window},\n"
        for way in range(2 if number % 3 == 0 else 1):
            option = f"O-{name}-{way}"
            rows["options"] += f"{option},{name},build,Way {way} of {name},whole,\n"
            length = int(drawn.integers(2, 9))
            for role in drawn.choice(roles, size=int(drawn.integers(1, 4)), replace=False):
                hours = int(drawn.integers(8, 60))
                first = int(drawn.integers(1, length + 1))
                rows["demand"] += (
                    f"{option},role {role},{hours},{hours + 6},{hours + 25},{first},"
                    f"{length - first + 1}\n"
                )
        if number % 20 == 19:
            rows["dependencies"] += f"{name},{names[int(drawn.integers(0, number))]},requires,30,\n"
    rows["capacity"] = CAPACITY
    each = proposals * 5 * 40 / roles / months
    for role in range(roles):
        hours = [round(float(each * drawn.uniform(0.9, 1.1))) for _ in range(months)]
        rows["capacity"] += capacity(f"role {role}", *hours)
    rows["in_flight"] = IN_FLIGHT + "".join(
        f"F{number},Work {number},role {number % roles},{round(each / 6)},"
        f"{PlanMonths(AS_OF).last_day(3 + number)},,\n"
        for number in range(roles)
    )
    return make(folder, CONFIG, **rows)
