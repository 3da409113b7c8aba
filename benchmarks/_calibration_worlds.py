"""Worlds with a known law, from which finished projects, proposals and outcomes are all drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from _calibration_arithmetic import ENDS, TERM, Row, middle_once
from _calibration_laws import (
    CLASSES,
    DEPARTMENTS,
    REGISTERS,
    Law,
    finished_projects,
    make_law,
    risks_of,
)

#: Ends of ranges as shares of their middles; few, so that their quantiles need be worked out once.
_LOWS, _HIGHS = (0.6, 0.75, 0.9), (1.15, 1.35, 1.8)
_STATED_SHARE = 0.55  # of its risks that an incomplete register names
_POOR_SHARE = 0.25  # of the proposals
_BLANK_SHARE = 0.25  # of the optional numbers of a poor proposal that are not stated
_RISK = " ".join(f"impact_{unit}_{end}" for unit in ("money", "days") for end in ENDS)
#: Columns of the tables.
COLUMNS = {
    "options": "id proposal kind title term_months exit_cost lock_in benefit_share"
    " months_to_benefit scope goals",
    "costs": "option element low mode high period purpose cost_type correlation_group",
    "benefits": "proposal title goal unit low mode high ramp_months department cashable measure",
    "risks": f"proposal title probability {_RISK} origin",
}


@dataclass(frozen=True)
class Proposal:
    """A proposal as it is, and as it is stated.

    Parameters
    ----------
    id : str
    row : dict
        Its row of proposals.
    true, stated : dict of str to list of dict
        Rows of options, costs, benefits and risks: all of them, and what somebody wrote down.
    poor : bool
        Whether numbers were left blank.
    register : str
        How its register was kept.
    """

    id: str
    row: Row
    true: dict[str, list[Row]]
    stated: dict[str, list[Row]]
    poor: bool
    register: str

    def frame(self, table: str) -> pd.DataFrame:
        """The stated rows of a table."""
        return _frame(table, self.stated[table])


@dataclass(frozen=True)
class World:
    """A house with its finished projects and its proposals."""

    law: Law
    history: pd.DataFrame
    proposals: tuple[Proposal, ...] = field(repr=False)

    def frame(self, table: str) -> pd.DataFrame:
        """The stated rows of a table, of all proposals."""
        return _frame(table, [row for each in self.proposals for row in each.stated[table]])


def make_world(number: int, proposals: int, seed: int) -> World:
    """One world with its proposals; the same arguments give the same world."""
    rng = np.random.default_rng([seed, number])
    law = make_law(number, rng)
    return World(
        law,
        finished_projects(law, rng),
        tuple(_proposal(law, f"P-{place + 1:03d}", rng) for place in range(proposals)),
    )


def _proposal(law: Law, name: str, rng: np.random.Generator) -> Proposal:
    project_class, department = str(rng.choice(CLASSES)), str(rng.choice(DEPARTMENTS))
    size, days = np.exp(rng.normal(12.2, 0.8)), rng.uniform(80, 360)
    running = size * rng.uniform(0.15, 0.45)  # a year, of today's service
    kinds = ["nothing", "SaaS", "build", *(["minimum"] if rng.random() < 0.6 else [])]
    options = [_option(name, kind, size, rng) for kind in kinds]
    costs = [row for option in options for row in _costs(option, size, running, rng)]
    worth = size * np.exp(rng.normal(-0.75, 0.55))  # a year, of all benefits
    benefits = _benefits(name, worth, rng)
    middle = {option["id"]: middle_once(costs, option["id"], law.within) for option in options}
    risks = risks_of(law, np.median([m for m in middle.values() if m > 0]), days, name, rng)
    way = law.registers if law.registers != "mixed" else str(rng.choice(REGISTERS[:3]))
    true = {"options": options, "costs": costs, "benefits": benefits, "risks": risks}
    stated = {table: [dict(row) for row in rows] for table, rows in true.items()}
    stated["risks"] = _register(risks, way, rng)
    poor = bool(rng.random() < _POOR_SHARE)
    if poor:
        _leave_blank(stated, rng)
    covers = str(rng.choice(["project", "whole life"]))
    whole = options[1]["id"]
    asked = middle[whole]
    if covers == "whole life":
        asked += TERM / 12 * sum(r["mode"] for r in costs if r["option"] == whole and _yearly(r))
    row = {
        "id": name,
        "class": project_class,
        "department": department,
        "estimate_duration_days": days,
        "requested_budget": asked * np.exp(rng.normal(law.budget_bias + 0.15, 0.35)),
        "requested_budget_covers": covers,
    }
    return Proposal(name, row, true, stated, poor, way)


def _option(proposal: str, kind: str, size: float, rng: np.random.Generator) -> Row:
    part = kind == "minimum"
    acts = kind != "nothing"
    return {
        "id": f"{proposal}-{kind}",
        "proposal": proposal,
        "kind": kind,
        "title": kind,
        "term_months": float(TERM),
        "exit_cost": float(size * rng.uniform(0.02, 0.2)) if acts else np.nan,
        "lock_in": "low",
        "benefit_share": _share(kind, rng) if acts else np.nan,
        "months_to_benefit": float(rng.integers(2, 6) if part else rng.integers(3, 18))
        if acts
        else np.nan,
        "scope": None,
        "goals": None,
    }


def _share(kind: str, rng: np.random.Generator) -> float:
    return float(rng.uniform(0.35, 0.6)) if kind == "minimum" else 1.0


def _costs(option: Row, size: float, running: float, rng: np.random.Generator) -> list[Row]:
    kind, rows = option["kind"], []
    once, yearly = {
        "nothing": (0.0, 1.0),
        "minimum": (0.5, 0.95),
        "SaaS": (0.8, 1.0),
        "build": (1.0, 0.75),
    }[kind]
    if once:
        shares = rng.dirichlet(np.full(3, 4.0))
        for place, share in enumerate(shares):
            middle = once * size * share * rng.uniform(0.8, 1.25)
            rows.append(_cost(option, f"Set-up {place + 1}", middle, "once", "people", rng))
    names = ("Licences", "Support") if kind != "nothing" else ("Today's service",)
    for name in names:
        middle = yearly * running / len(names) * rng.uniform(0.85, 1.2)
        rows.append(_cost(option, name, middle, "per year", "prices", rng))
    return rows


def _cost(
    option: Row, element: str, middle: float, period: str, group: str, rng: np.random.Generator
) -> Row:
    return {
        "option": option["id"],
        "element": element,
        "low": middle * rng.choice(_LOWS),
        "mode": middle,
        "high": middle * rng.choice(_HIGHS),
        "period": period,
        "purpose": "capital" if period == "once" else "run",
        "cost_type": None,
        "correlation_group": group if rng.random() < 0.7 else None,
    }


def _benefits(proposal: str, worth: float, rng: np.random.Generator) -> list[Row]:
    shares = rng.dirichlet(np.full(int(rng.integers(1, 4)), 3.0))
    return [
        {
            "proposal": proposal,
            "title": f"Benefit {place + 1}",
            "goal": "G-1",
            "unit": "money per year",
            "low": worth * share * rng.choice(_LOWS) ** 2,
            "mode": worth * share,
            "high": worth * share * rng.choice(_HIGHS),
            "ramp_months": float(rng.integers(0, 13)),
            "department": "Finance",
            "cashable": True,
            "measure": "money",
        }
        for place, share in enumerate(shares)
    ]


def _register(risks: Sequence[Row], way: str, rng: np.random.Generator) -> list[Row]:
    if way == "absent":
        return []
    return [dict(risk) for risk in risks if way == "complete" or rng.random() < _STATED_SHARE]


def _leave_blank(stated: dict[str, list[Row]], rng: np.random.Generator) -> None:
    """Blank optional numbers at random; middles of costs and benefits stay."""
    optional = {
        "costs": ("low", "high"),
        "benefits": ("low", "high", "ramp_months"),
        "risks": ("probability", *(f"impact_{u}_{e}" for u in ("money", "days") for e in ENDS)),
        "options": ("exit_cost", "months_to_benefit"),
    }
    for table, columns in optional.items():
        for row in stated[table]:
            for column in columns:
                if rng.random() < _BLANK_SHARE:
                    row[column] = np.nan


def _yearly(row: Row) -> bool:
    return bool(row["period"] == "per year")


def _frame(table: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows with all columns of the table, numbered as in a file."""
    frame = pd.DataFrame(list(rows), columns=COLUMNS[table].split())
    return frame.assign(_row=range(2, len(frame) + 2))
