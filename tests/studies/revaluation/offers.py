"""A small offer of IT that can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.revaluation.result import Revaluation
from pmo_toolkit.studies.revaluation.study import study_revaluation

TABLES = {
    "proposals": "id,title,department,requested_budget\n"
    "P-1,Payroll renewed,People,50000\nP-2,Portal,Sales,\n",
    "goals": "id,title,weight\nG-1,Paid in time,2\nG-2,Sold more,1\n",
    "proposal_goals": "proposal,goal,contribution\nP-1,G-1,0.5\nP-2,G-2,0.5\n",
    "capabilities": "id,title,parent,importance,maturity_now,maturity_target,department,goals\n"
    "C-1,Employ people,,4,3,4,People,G-1\nC-11,Pay people,C-1,5,2,4,People,\n"
    "C-12,Train people,C-1,4,2,4,People,\nC-2,Sell,,3,3,3,Sales,G-2\n",
    "proposal_capabilities": "proposal,capability,maturity_gain\nP-1,C-11,1\nP-2,C-2,1\n",
    "services": "id,title,supplier,capability,hosting,annual_cost,technical_fit,functional_fit,"
    "contract_end,notice_days,role\n"
    "S-1,Payroll,House,C-11,on-premises,90000,1,5,2027-06-30,90,clerk\n"
    "S-2,Pay slips,House,C-11,SaaS,12000,4,4,,,\nS-3,Shop,,C-2,PaaS,,4,,2026-06-30,,\n"
    "S-4,Old list,,,on-premises,3000,1,1,,,\n",
    "options": "id,proposal,kind,title,term_months,months_to_benefit,service,replaces\n"
    "N1,P-1,nothing,As today,48,,,\nS1,P-1,SaaS,Payroll as a service,48,3,,S-1\n"
    "R1,P-1,reuse,More of the pay slips,48,3,S-2,\n",
    "costs": "option,element,period,low,mode,high\nN1,Today,per year,90000,90000,90000\n"
    "S1,Run,per year,40000,40000,40000\nR1,More,per year,5000,5000,5000\n",
    "benefits": "proposal,title,low,mode,high,department\nP-1,Hours,90000,90000,90000,People\n",
    "capacity": "role,month,gross_hours,absence_hours,run_work_hours,ticket_hours\n"
    "clerk,2026-12,150,0,0,0\n",
}


def write_offer(folder: Path, **changes: str) -> Path:
    """The tables above as a workspace, some of them otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**TABLES, **changes}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    toml = 'name = "Offer"\ncurrency = "EUR"\nas_of = "2026-12-01"\n'
    (folder / "workspace.toml").write_text(toml, encoding="utf-8")
    return folder


def small_offer(folder: Path, **changes: str) -> Revaluation:
    """The same, seen from the business side."""
    return study_revaluation(write_offer(folder, **changes), settings=Settings.of(draws=256))
