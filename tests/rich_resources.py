"""What is left of the people whom a believable proposal needs. All invented."""

from __future__ import annotations

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.capacity.shapes import (
    EarliestStart,
    OnePersonMore,
    RemainingResources,
    RoleLoad,
    RoleMonth,
    TeamThroughput,
)

_MISSING = NotAssessed(
    "hours left", "nobody states hours of this role for this month", ReasonCode.NOT_STATED
)
_MONTHS = ("2027-03", "2027-04", "2027-05", "2027-06")


def resources() -> RemainingResources:
    """Three roles and a team: one short of hours, one whose hours nobody states."""
    asked = "How many hours a month has the role interpreter, and how many are taken?"
    return RemainingResources(
        option="O-2",
        wished_month="2027-03",
        roles=(
            RoleLoad(
                "business analyst",
                tuple(map(_month, _MONTHS, (60, 90, 180, 240), (120, 120, 90, 0))),
                0.93,
                "How many hours has the role business analyst in June 2027?",
                True,
                2.1,
            ),
            RoleLoad(
                "project manager",
                tuple(map(_month, _MONTHS, (300, 310, None, 320), (40, 40, 40, 40))),
                0.0,
            ),
            RoleLoad("Portal team", tuple(map(_month, _MONTHS, (150,) * 4, (0, 80, 80, 80))), 0.12),
            RoleLoad(
                "interpreter",
                tuple(map(_month, _MONTHS, (None,) * 4, (20, 20, 20, 20))),
                None,
                asked,
            ),
        ),
        bottleneck="business analyst",
        alone=EarliestStart("2027-05", "2027-06", 61.0, 92.0, 0.97, "2027-05", 0.0, 0.07),
        after_others=EarliestStart("2027-09", None, 184.0, None, 0.71, "2027-09", 0.1),
        others=("P-003", "P-011"),
        one_more=(
            OnePersonMore(
                "business analyst",
                146.0,
                2.0,
                2.0,
                Quantiles(4e3, 9e3, 2.1e4, 4.4e4, 6.2e4, "money"),
            ),
        ),
        without_capacity=("interpreter",),
        wished_day="2027-03-01",
        last_stated_month="2028-05",
        months_needed=4,
        demand_unknown=("tester",),
        teams=(
            TeamThroughput(
                "Portal team",
                26,
                Quantiles(1.0, 2.0, 3.0, 5.0, 6.0, "items a week"),
                Quantiles(6.0, 8.0, 11.0, 16.0, 21.0, "hours an item"),
                Quantiles(80.0, 100.0, 150.0, 220.0, 270.0, "hours a month"),
            ),
        ),
        questions=(
            Question("IT", asked, "The start is told as far as the other roles go.", "capacity"),
        ),
    )


def _month(month: str, left: float | None, needed: float) -> RoleMonth:
    if left is None:
        return RoleMonth(
            month, None, None, None, None, _MISSING, _MISSING, _about(needed, 0.2), None
        )
    over = min(1.0, max(0.0, 0.5 + (needed - left) / 100)) if needed else 0.0
    taken = _about(110.0, 0.3)
    return RoleMonth(
        month, left + 250, 60.0, 80.0, None, taken, _about(left, 0.2), _about(needed, 0.2), over
    )


def _about(middle: float, spread: float) -> Quantiles:
    return Quantiles(
        middle * (1 - spread),
        middle * (1 - spread / 2),
        float(middle),
        middle * (1 + spread / 2),
        middle * (1 + spread),
        "hours",
    )
