"""Houses with a known law: how estimates come out, what risks are, what finished projects became.

Nothing here is read from the package: what happens in a world is plain NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from _calibration_arithmetic import ENDS, Row, happened

#: Finished projects of a world, in turn.
SIZES = (10, 30, 180)
#: How a world keeps its registers of risks, in turn: "mixed" takes another way for each proposal.
REGISTERS = ("complete", "incomplete", "absent", "mixed")
CLASSES = ("software package", "infrastructure", "integration", "migration")
#: Kinds of delivery of finished projects.
KINDS = ("SaaS", "build", "IaaS")
DEPARTMENTS = ("Finance", "Sales", "Logistics", "Personnel")


@dataclass(frozen=True)
class Law:
    """How a house's projects come out; ratios are actual ÷ estimate, spreads those of logarithms.

    Parameters
    ----------
    number, history : int
        Of the world; finished projects.
    registers : str
        One of `REGISTERS`.
    cost_bias, cost_spread, days_bias, days_spread : float
        Medians (logarithms) and spreads of the ratios, stated risks apart.
    together : float
        Correlation of the two.
    by_class, by_department, by_kind : dict of str to float
        What is added to the bias of cost, and half of it to that of time.
    tells_kinds : bool
        Whether finished projects state how they were delivered.
    load, delay : float
        Expected cost of the risks of a usual project as a share of its estimate, and delay of its
        time.
    within : float
        Correlation of cost elements of one group.
    budget_bias : float
        Logarithm of budget ÷ middle of the estimate, on average.
    """

    number: int
    history: int
    registers: str
    cost_bias: float
    cost_spread: float
    days_bias: float
    days_spread: float
    together: float
    by_class: dict[str, float]
    by_department: dict[str, float]
    by_kind: dict[str, float]
    tells_kinds: bool
    load: float
    delay: float
    within: float
    budget_bias: float

    def ratios(
        self, rng: np.random.Generator, project_class: str, department: str, kind: str, n: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Actual ÷ estimate of cost and of time before risks, each of shape (n,)."""
        first, own = rng.standard_normal((2, n))
        second = self.together * first + np.sqrt(1 - self.together**2) * own
        shift = self.by_class[project_class] + self.by_department[department]
        shift += self.by_kind.get(kind, 0.0)
        return (
            np.exp(self.cost_bias + shift + self.cost_spread * first),
            np.exp(self.days_bias + shift / 2 + self.days_spread * second),
        )


def make_law(number: int, rng: np.random.Generator) -> Law:
    """The law of one world, by its number."""
    uneven, kinds_differ = rng.random(2) < 0.5  # classes, and kinds of delivery, in half of them
    return Law(
        number=number,
        history=SIZES[number % len(SIZES)],
        registers=REGISTERS[(number // len(SIZES)) % len(REGISTERS)],
        cost_bias=rng.normal(0.12, 0.15),
        cost_spread=rng.uniform(0.2, 0.45),
        days_bias=rng.normal(0.15, 0.12),
        days_spread=rng.uniform(0.15, 0.35),
        together=rng.choice([0.0, 0.5]),
        by_class=dict(zip(CLASSES, rng.normal(0, 0.15 * uneven, len(CLASSES)), strict=True)),
        by_department=dict(
            zip(DEPARTMENTS, rng.normal(0, 0.08 * uneven, len(DEPARTMENTS)), strict=True)
        ),
        by_kind=dict(zip(KINDS, rng.normal(0, 0.13 * kinds_differ, len(KINDS)), strict=True)),
        tells_kinds=bool(rng.random() < 0.5),
        load=rng.uniform(0.04, 0.25),
        delay=rng.uniform(0.02, 0.15),
        within=rng.choice([0.2, 0.5, 0.8]),
        budget_bias=rng.choice([-0.15, 0.0, 0.2]),
    )


def finished_projects(law: Law, rng: np.random.Generator) -> pd.DataFrame:
    """The history of a house, by its law."""
    rows = []
    for place in range(law.history):
        names = (CLASSES, DEPARTMENTS, KINDS)
        project_class, department, kind = (str(rng.choice(words)) for words in names)
        cost, days = np.exp(rng.normal(12.2, 0.8)), rng.uniform(80, 360)
        of_cost, of_days = law.ratios(rng, project_class, department, kind, 1)
        money, delay = happened(risks_of(law, cost, days, "", rng), rng, 1)
        rows.append(
            {
                "project": f"F-{place + 1:03d}",
                "class": project_class,
                "department": department,
                "delivery": kind if law.tells_kinds else None,
                "estimate_cost": cost,
                "actual_cost": cost * of_cost[0] + money[0],
                "estimate_duration_days": days,
                "actual_duration_days": days * of_days[0] + delay[0],
            }
        )
    return pd.DataFrame(rows)


def risks_of(
    law: Law, cost: float, days: float, proposal: str, rng: np.random.Generator
) -> list[Row]:
    """Risks of one project; some projects are far riskier than their neighbours."""
    riskiness = np.exp(rng.normal(-0.18, 0.6))
    count = int(rng.integers(2, 7))
    shares = rng.dirichlet(np.ones(count))
    rows = []
    for place, share in enumerate(shares):
        chance = float(rng.beta(1.6, 3.0) * 0.9 + 0.03)
        money = law.load * riskiness * share * cost / chance
        delay = law.delay * riskiness * share * days / chance
        row = {"proposal": proposal, "title": f"Risk {place + 1}", "probability": chance}
        for unit, middle in (("money", money), ("days", delay)):
            # mean of the range: (.5 + 4 · .9 + 1.9) / 6 = 1
            ends = zip(ENDS, (0.5, 0.9, 1.9), strict=True)
            row |= {f"impact_{unit}_{end}": middle * factor for end, factor in ends}
        rows.append(row | {"origin": "register"})
    return rows
