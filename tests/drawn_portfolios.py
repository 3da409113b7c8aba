"""A workspace whose figures are drawn from a seed, with every table that a pack speaks of."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pmo_toolkit import Workspace
from tests.workspace.builders import read

CONFIG = (
    'name = "Drawn"\nas_of = "2026-11-22"\ncurrency = "EUR"\nprice_year = 2026\nlocale = "de_DE"\n'
)
DEPARTMENTS = ("Sales", "Finance", "Operations")
ROLES = ("Head of sales", "Finance director", "Plant manager")
CRITERIA = ("value", "urgency", "ease")
SCENARIOS = (
    "name,setting,value\nas stated,budget 2027,{half}\nas stated,budget 2028,{half}\n"
    "twice the money,budget,{twice}\nless money,budget,{less}\nP-2 in any case,force in,P-2\n"
    "without P-1,leave out,P-1\ngoals first,objective,goal contribution\n"
    "half the people,capacity,50 %\nkept safely,keep budget,90 %\n"
    "sales first,least department Sales,30 %\n"
    "too much,budget,1000\ntoo much,force in,P-1; P-2\nwrong id,force in,P-99\n"
)


def drawn(folder: Path, seed: int, count: int = 9) -> Workspace:
    """That workspace; every fifth proposal has no cost, and every fourth no benefit."""
    rng = np.random.default_rng(seed)
    tables: dict[str, list[str]] = {
        "proposals": ["id,title,department,class,start_window"],
        "options": ["id,proposal,kind,term_months,months_to_benefit"],
        "costs": ["option,element,period,low,mode,high"],
        "benefits": ["proposal,title,low,mode,high,unit,department,ramp_months"],
        "demand": [
            "option,role,hours_per_month_low,hours_per_month_mode,hours_per_month_high,"
            "start_month,months"
        ],
        "proposal_goals": ["proposal,goal,contribution"],
        "judgements": ["scorer_role,item,criterion,value"],
    }
    money = 0.0
    for number in range(1, count + 1):
        once, yearly = rng.integers(20_000, 400_000), rng.integers(2_000, 60_000)
        money += 0.0 if number % 5 == 0 else float(once)
        _add(tables, number, rng, int(once), int(yearly))
    half = int(money / 2)
    scenarios = SCENARIOS.format(half=half, twice=2 * half, less=half // 2)
    texts = {name: "\n".join(rows) + "\n" for name, rows in tables.items()}
    return read(folder, CONFIG, scenarios=scenarios, **texts, **_SHARED)


def _add(
    tables: dict[str, list[str]], number: int, rng: np.random.Generator, once: int, yearly: int
) -> None:
    """Rows of one proposal."""
    name, option = f"P-{number}", f"O-{number}"
    month = 1 + number % 9
    department = DEPARTMENTS[number % 3]
    tables["proposals"].append(f"{name},Work {number},{department},integration,2027-{month:02d}")
    tables["options"] += [f"{option}N,{name},nothing,60,", f"{option}S,{name},SaaS,60,4"]
    tables["costs"].append(f"{option}N,Today,per year,{yearly},{yearly},{2 * yearly}")
    if number % 5:
        tables["costs"] += [
            f"{option}S,Set up,once,{once},{int(1.2 * once)},{int(1.5 * once)}",
            f"{option}S,Run,per year,{yearly // 2},{yearly},{2 * yearly}",
        ]
    if number % 4:
        low = int(rng.integers(30_000, 250_000))
        tables["benefits"].append(
            f"{name},Hours,{low},{int(1.3 * low)},{2 * low},money per year,{department},6"
        )
    hours = int(rng.integers(20, 120))
    tables["demand"].append(f"{option}S,developer,{hours},{hours + 10},{hours + 40},1,5")
    if number % 3:
        goal, share = f"G-{1 + number % 2}", int(rng.integers(10, 90))
        tables["proposal_goals"].append(f'{name},{goal},"0,{share}"')
    tables["judgements"] += [
        f"{role},{name},{criterion},{rng.integers(1, 11)}"
        for role in ROLES
        for criterion in CRITERIA
    ]


_SHARED = {
    "capacity": "role,month,gross_hours,absence_hours,run_work_hours,ticket_hours\n"
    + "".join(
        f"developer,{2027 + month // 12}-{month % 12 + 1:02d},260,20,30,10\n" for month in range(24)
    ),
    "goals": "id,measure,weight\nG-1,Calls,3\nG-2,Letters,1\n",
    "criteria": "id,title,direction,scale_low,scale_high,weight\n"
    "K-1,value,up,1,10,50\nK-2,urgency,up,1,10,30\nK-3,ease,up,1,10,20\n",
    "targets": "kind,name,share\ngoal,G-1,40 %\ndepartment,Sales,50 %\n",
    "decisions": "proposal,decision,by_role,date,reason\nP-1,go ahead,Board,2026-11-20,Law\n"
    "P-3,later,,,\n",
    "dependencies": "from,to,type,lag_days,strength\nP-2,P-1,requires,0,1\nP-6,P-7,excludes,0,1\n",
}
