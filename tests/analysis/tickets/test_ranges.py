"""How wide the hours of a problem are, and how few tickets make nobody silent."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.coverage import (
    coverage_of_capabilities,
    coverage_of_departments,
)
from pmo_toolkit.analysis.tickets.recurring import recurring_problems
from pmo_toolkit.core.settings import Settings

AS_OF = pd.Timestamp("2026-11-22")
RULES = Settings().tickets


def problem(days: pd.DatetimeIndex):
    rows = pd.DataFrame({"opened": days, "service": "S-1", "category": "fault", "hours": 2.0})
    return recurring_problems(clean_tickets(rows, AS_OF).rows, AS_OF, RULES)[0]


def test_a_steady_problem_has_the_range_of_its_count():
    found = problem(pd.date_range("2025-11-24", periods=52, freq="7D"))
    assert found.hours_a_year == 104
    assert found.avoided_low == pytest.approx(0.25 * (104 - 1.2816 * 2 * 52**0.5))
    assert found.avoided_high == pytest.approx(0.75 * (104 + 1.2816 * 2 * 52**0.5))


def test_bursts_earn_a_wider_range_around_the_same_hours():
    # four bursts of 13: their weeks' hours are 26, 26, 26, 26 and 48 times none
    bursts = pd.date_range("2025-12-01", periods=4, freq="91D").repeat(13)
    found = problem(bursts)
    spread = (4 * (26 - 2) ** 2 + 48 * 2**2) ** 0.5
    assert found.hours_a_year == 104
    assert found.avoided_high == pytest.approx(0.75 * (104 + 1.2816 * spread))


@pytest.mark.parametrize(("tickets", "silent"), [(3, []), (90, ["Field"])])
def test_a_handful_of_tickets_makes_nobody_silent(tickets, silent):
    rows = pd.DataFrame({"department": ["Sales"] * tickets})
    found = coverage_of_departments(rows, {"Sales": 3.0, "Field": 3.0}, RULES)
    assert [one.name for one in found if one.is_silent] == silent


def test_tickets_of_what_stands_below_are_those_of_the_capability_too():
    rows = pd.DataFrame({"service": ["S-2"] * 90})
    of_service, known = {"S-1": "C", "S-2": "C-1"}, {"C": ("All", 5.0), "C-1": ("Part", 5.0)}
    alone = coverage_of_capabilities(rows, of_service, known, RULES)
    assert [one.name for one in alone if one.is_silent] == ["All"]
    found = coverage_of_capabilities(rows, of_service, known, RULES, {"C": ("C", "C-1")})
    assert [(one.name, one.n, one.share) for one in found if not one.is_silent] == [
        ("All", 90, 1.0),
        ("Part", 90, 1.0),
    ]
