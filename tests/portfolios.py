"""Small workspaces whose portfolio can be worked out by hand: everything is certain and runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pmo_toolkit import Portfolio, Settings, Workspace, study_portfolio
from tests.workspace.builders import read

QUICK = Settings.of(draws=256, joint_draws=256)
CONFIG = 'name = "Three"\nas_of = "2026-11-22"\ncurrency = "EUR"\nprice_year = 2026\n'
#: Three proposals that cost 12,000, 24,000 and 6,000 a year and take 40 hours a month.
TABLES = {
    "proposals": (
        "id,title,department,class,start_window\n"
        "P-1,Register of meters,Sales,integration,2027-01\n"
        "P-2,Portal for customers,Finance,integration,2027-01\n"
        "P-3,Archive of letters,Sales,infrastructure,2027-04\n"
    ),
    "options": (
        "id,proposal,kind,term_months,months_to_benefit\n"
        "O-1N,P-1,nothing,60,\nO-1S,P-1,SaaS,60,3\n"
        "O-2N,P-2,nothing,60,\nO-2S,P-2,SaaS,60,3\n"
        "O-3N,P-3,nothing,60,\nO-3S,P-3,SaaS,60,3\n"
    ),
    "costs": (
        "option,element,period,low,mode,high\n"
        "O-1N,Today,per year,6000,6000,6000\nO-1S,Run,per year,12000,12000,12000\n"
        "O-2N,Today,per year,6000,6000,6000\nO-2S,Run,per year,24000,24000,24000\n"
        "O-3N,Today,per year,6000,6000,6000\nO-3S,Run,per year,6000,6000,6000\n"
    ),
    "benefits": (
        "proposal,title,low,mode,high,unit,department,ramp_months\n"
        "P-1,Hours,30000,30000,30000,money per year,Sales,0\n"
        "P-2,Hours,40000,40000,40000,money per year,Finance,0\n"
        "P-3,Hours,10000,10000,10000,money per year,Sales,0\n"
    ),
    "demand": (
        "option,role,hours_per_month_low,hours_per_month_mode,hours_per_month_high,start_month,"
        "months\n"
        "O-1S,developer,40,40,40,1,4\nO-2S,developer,40,40,40,1,4\nO-3S,developer,40,40,40,1,4\n"
    ),
    "capacity": "role,month,gross_hours,absence_hours,run_work_hours,ticket_hours\n"
    + "".join(
        f"developer,{2027 + month // 12}-{month % 12 + 1:02d},100,0,0,0\n" for month in range(24)
    ),
    "goals": "id,measure,weight\nG-1,Calls,3\nG-2,Letters,1\n",
    "proposal_goals": "proposal,goal,contribution\nP-1,G-1,0.4\nP-1,G-2,0.4\nP-2,G-2,0.6\n",
}


def workspace(folder: Path, config: str = CONFIG, **tables: str | None) -> Workspace:
    """That workspace with some tables written otherwise; None leaves one out."""
    written = {name: text for name, text in {**TABLES, **tables}.items() if text is not None}
    return read(folder, config, **written)


@cache
def three() -> Portfolio:
    """The portfolio of the workspace as it stands."""
    with TemporaryDirectory() as folder:
        return study_portfolio(workspace(Path(folder)), settings=QUICK)
