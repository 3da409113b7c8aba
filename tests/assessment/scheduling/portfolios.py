"""Small portfolios of which plans can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmo_toolkit.assessment.prepared_cache import prepare
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


__all__ = ["make", "problem"]
