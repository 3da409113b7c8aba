"""A believable business case and its open questions, computed from small invented tables."""

from __future__ import annotations

from functools import cache

import pandas as pd

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.evidence.alignment import Alignment, BenefitLine
from pmo_toolkit.analysis.money.business_case.case import BusinessCase, business_case
from pmo_toolkit.analysis.money.business_case.open_questions import (
    ValueOfInformation,
    value_of_information,
)
from tests.analysis.money.business_case.cases import NAN, QUICK, benefits, compared, costs, options

OPTIONS = options(
    {"id": "O-1", "kind": "nothing", "title": "Do nothing"},
    {
        "id": "O-2",
        "kind": "SaaS",
        "title": "SaaS",
        "exit_cost": 45_000.0,
        "lock_in": "medium",
        "months_to_benefit": 6.0,
    },
    {
        "id": "O-3",
        "kind": "build",
        "title": "Build on the platform",
        "lock_in": "low",
        "months_to_benefit": 14.0,
    },
    {"id": "O-4", "kind": "reuse", "title": "Reuse the IT service desk"},
)
COSTS = costs(
    ("O-1", "Eleven mailboxes", 30_000, 45_000, 80_000, "per year", "run"),
    (
        "O-2",
        "Integration with the register and the ERP",
        60_000,
        110_000,
        300_000,
        "once",
        "capital",
    ),
    ("O-2", "Licences for 420 users", 20_000, 33_000, 52_000, "per year", "run"),
    ("O-2", "Management of the service", 5_000, 9_000, 14_000, "per year", "management"),
    ("O-3", "Development", 180_000, 260_000, 700_000, "once", None),
    ("O-3", "Corrections", 1_000, 1_500, 2_500, "per month", "maintenance"),
)


def position(chance: float) -> str:
    """Position of the advice at a chance that the net value is positive."""
    return "advance" if chance >= 0.55 else "explore" if chance >= 0.45 else "defer"


def table(lines: tuple[BenefitLine, ...]) -> pd.DataFrame:
    """Rows of benefits from lines of the alignment.

    They are worth a quarter of what is stated, so that the case is no easy one, and each has an
    owner, so that all of them count.
    """
    return benefits(
        *(
            (each.title, (each.low or 0) / 4, (each.mode or 0) / 4, (each.high or 0) / 4)
            for each in lines
        ),
        unit=[each.unit for each in lines],
        goal=[each.goal for each in lines],
        department=[each.department or "Customer services" for each in lines],
        measure=[each.measure for each in lines],
        cashable=[each.cashable for each in lines],
        ramp_months=[each.ramp_months if each.ramp_months is not None else NAN for each in lines],
    )


@cache
def case_of(
    alignment: Alignment, absent: tuple[Question, ...]
) -> tuple[BusinessCase, ValueOfInformation]:
    """Business case and open questions of a proposal that serves `alignment`."""
    gains = table(alignment.benefits)
    drawn = compared(OPTIONS, COSTS, gains)
    goals = pd.DataFrame({"id": ["G1"], "title": ["as the alignment says"]})
    made = business_case(
        drawn,
        OPTIONS,
        gains,
        goals,
        alignment,
        settings=QUICK,
        department="Customer services",
        position=position,
    )
    assert isinstance(made, BusinessCase)
    found = value_of_information(
        drawn,
        OPTIONS,
        position=position,
        department="Customer services",
        settings=QUICK,
        absent=absent,
        if_answered={"options": {"advance": 0.7, "explore": 0.3}},
        position_today="advance",
    )
    return made, found


def asked_in(found: ValueOfInformation) -> tuple[Question, ...]:
    """The questions that would be asked."""
    return tuple(
        each.question
        for each in found.questions
        if each.rests_on == "rules" or each.chance_changes >= 0.05
    )
